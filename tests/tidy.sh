#!/bin/bash
# tests/tidy.sh [house|clang]: the house rules, and clang-tidy. Prints what is wrong as FILE:LINE: REASON, and a summary.
# Without an argument both; a rule that a line has reason to break is named at that line's end: /* tidy: banned */
set -u
cd "$(dirname "$0")/.." || exit 2
build=${BUILD:-build}
part=${1:-all}
report=$(mktemp) || exit 2
trap 'rm -f "$report"' EXIT

sources() { git ls-files -co --exclude-standard -- "$@" 2>/dev/null || find . -name .git -prune -o -type f -print | sed 's,^\./,,'; }
mapfile -t files < <(sources | grep -E '^(repl|lessons|backends|tests)/.*\.[ch]$' | while read -r f; do [ -f "$f" ] && echo "$f"; done)
mapfile -t headers < <(printf '%s\n' "${files[@]}" | grep '\.h$')
mapfile -t product < <(printf '%s\n' "${files[@]}" | grep -v '^tests/')

# forbid REASON PATTERN FILE...: no line may match, outside of comments that stand on their own line.
forbid() {
	local reason=$1 pattern=$2
	shift 2
	[ $# -gt 0 ] || return 0
	grep -nHE -- "$pattern" "$@" | grep -vE '^[^:]*:[0-9]+: *(/\*|\*)' | grep -v 'tidy: ' |
		sed -E "s,^([^:]*:[0-9]+):.*,\1: $reason,"
}

in_folder() { printf '%s\n' "${product[@]}" | grep -E "^$1" || :; }
but() { printf '%s\n' "${product[@]}" | grep -vxE "$1" || :; }

# Arrows: repl -> lessons -> backends -> backends/base, never back; the fake and the live backend do not know each other.
arrows() {
	local base fake live seam lessons
	mapfile -t base < <(in_folder backends/base/)
	mapfile -t fake < <(in_folder backends/fake/)
	mapfile -t live < <(in_folder backends/live/)
	mapfile -t seam < <(in_folder 'backends/[^/]*$')
	mapfile -t lessons < <(in_folder lessons/)
	forbid 'backends/base includes only itself' '^#include "(repl|lessons|backends/[^b]|backends/b[^a])' "${base[@]}"
	forbid 'backends may not include lessons or repl' '^#include "(repl|lessons)/' "${seam[@]}" "${fake[@]}" "${live[@]}"
	forbid 'the seam may not look behind itself' '^#include "backends/(fake|live)/' "${seam[@]}"
	forbid 'the fake may not include the live backend' '^#include "backends/live/' "${fake[@]}"
	forbid 'the live backend may not include the fake' '^#include "backends/fake/' "${live[@]}"
	forbid 'lessons may not include repl' '^#include "repl/' "${lessons[@]}"
	forbid 'lessons speak over the seam' '^#include "backends/(fake|live)/' "${lessons[@]}"
	forbid 'the product may not include tests' '^#include "tests/' "${product[@]}"
	# shellcheck disable=SC2046
	forbid 'readline belongs to repl/line.c' '#include <readline/' $(but 'repl/line\.c')
	# shellcheck disable=SC2046
	forbid 'curl belongs to backends/live/http.c' '#include <curl/' $(but 'backends/live/http\.c')
}

# rows DEF MACRO PATTERN FOLDER...: each row MACRO(name) has its FOLDER/name.c that defines PATTERN with @ for the name, and
# each such definition has a row.
rows() {
	local def=$1 macro=$2 pattern=$3 name file found
	shift 3
	[ -f "$def" ] || return 0
	while read -r name; do
		found=
		for folder; do
			[ -f "$folder/$name.c" ] && grep -qE "${pattern//@/$name}" "$folder/$name.c" && found=1
		done
		[ -n "$found" ] || echo "$def:1: $macro($name) has no file that defines it in $*"
	done < <(sed -nE "s/^$macro\(([a-z0-9_]+).*/\1/p" "$def")
	for folder; do
		for file in "$folder"/*.c; do
			[ -f "$file" ] || continue
			while read -r name; do
				# A subverb, rollout_undo, is under its verb's row.
				grep -qE "^$macro\(($name|${name%%_*})[,)]" "$def" || echo "$file:1: $name has no row $macro($name) in $def"
			done < <(sed -nE "s/^${pattern//@/([a-z0-9_]+)}.*/\1/p" "$file")
		done
	done
}

# A difference between versions that nobody asks for is dead.
features() {
	local name
	while read -r name; do
		grep -qwE "(FEATURE_)?$name" $(but 'backends/base/features\.def') || echo "backends/base/features.def:1: nobody asks for $name"
	done < <(sed -nE 's/^FEATURE\(([A-Z0-9_]+).*/\1/p' backends/base/features.def)
}

all_rows() {
	rows repl/verbs.def VERB 'const struct verb verb_@\b' repl/verb repl/word
	rows repl/describers.def DESCRIBER 'const struct describer describer_@\b' repl/describe
	rows backends/fake/controllers.def CONTROLLER 'const struct controller controller_@\b' backends/fake/controller backends/fake
	rows backends/fake/kinds.def KIND 'const struct kind kind_row_@\b' backends/fake/kind
	rows tests/vectors/vectors.def VECTORS 'struct val \*vectors_@\(' tests/vectors
	features
}

# Files of at most 600 lines, functions of at most 70; a header opens with its essay and has a guard.
sizes() {
	awk 'FNR == 1 { start = 0 }
		FNR == 601 { print FILENAME ":601: a file has at most 600 lines" }
		/^\{/ { start = FNR }
		/^\}/ && start { if (FNR - start + 1 > 72) print FILENAME ":" start ": a function has at most 70 lines, this one " FNR - start - 1; start = 0 }' \
		"${files[@]}"
	for header in "${headers[@]}"; do
		head -n 1 "$header" | grep -q '^/\*' || echo "$header:1: a header opens with what the module is"
		grep -q '^#ifndef ' "$header" || echo "$header:1: a header has a guard"
	done
}

words() {
	local banned='\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|gets|localtime|gmtime|asctime|ctime|rand|srand|random|alloca|system)\('
	forbid 'a banned function' "$banned" "${files[@]}"
	# shellcheck disable=SC2046
	forbid 'only backends/base/wallclock.c reads the wall clock' '\b(time|clock_gettime|gettimeofday)\(' \
		$(but '(backends/base/wallclock|backends/live/.*)\.c')
	# shellcheck disable=SC2046
	forbid 'pads by bytes: Hangul needs term_pad()' '%-(\*|[0-9]+)s' $(in_folder repl/)
	forbid 'a comment is /* ... */' '(^|[;{}] *)//' "${files[@]}"
	forbid 'no typedef of structs' 'typedef (struct|enum|union)( [a-z_]+)? *(\{|[a-z_]+;)' "${files[@]}"
	grep -nHE '\b(TODO|FIXME|XXX)\b' "${files[@]}" | sed -E 's,^([^:]*:[0-9]+):.*,\1: unfinished work,'
	grep -nHP '[ \t]+$' "${files[@]}" | sed -E 's,^([^:]*:[0-9]+):.*,\1: blanks at the end of the line,'
}

alone() {
	local flags="-std=c11 -D_GNU_SOURCE -I. -I$build -Wall -Wextra -Werror -fsyntax-only -x c"
	export flags
	printf '%s\n' "${headers[@]}" | xargs -P "$(nproc)" -I{} sh -c \
		'echo "#include \"{}\"" | ${CC:-gcc} $flags - 2>/dev/null || echo "{}:1: does not compile alone"'
}

lint() {
	command -v clang-tidy >/dev/null || { echo "clang-tidy:0: is not installed"; return; }
	printf '%s\n' "${files[@]}" | grep '\.c$' | xargs -P "$(nproc)" -n 4 sh -c \
		'clang-tidy --quiet "$@" -- -std=c11 -D_GNU_SOURCE -I. -I"$0" 2>/dev/null' "$build" |
		grep -E '^/.*(warning|error):' | sed "s,^$PWD/,," | sort -u
}

if [ "$part" != clang ]; then
	{ arrows; all_rows; sizes; words; alone; } >>"$report"
fi
if [ "$part" != house ]; then
	lint >>"$report"
fi
cat "$report"
failed=$(wc -l <"$report")
echo "tidy: $((${#files[@]})) passed, $failed failed"
[ "$failed" = 0 ]
