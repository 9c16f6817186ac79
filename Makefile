# seodang: build, test, install. Sources are found by wildcard; a new file needs no line here.
#
#   make            build ./seodang
#   make run        install what is missing (Debian), build, start the shell on the built-in cluster
#   make test       install what is missing, build, run every test
#   make check-asan the whole test suite under AddressSanitizer and UndefinedBehaviorSanitizer
#   make bench      the figures of speed and memory
#   make tidy       clang-tidy and the house rules
#   make check-all  everything: gcc, clang, sanitizers, documents forced through bytes, tidy
#   make install    into $(DESTDIR)$(PREFIX)
#
# DEVELOPER=1 makes warnings errors. BUILD=dir builds elsewhere. TESTS="unit golden" runs some of the tests,
# UPDATE=1 rewrites the golden transcripts.

CC ?= cc
BUILD ?= build
PREFIX ?= /usr/local
OPT ?= -O2 -g

WARNINGS = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wformat=2 -Wvla -Wundef
ifdef DEVELOPER
WARNINGS += -Werror
endif
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE -I. -I$(BUILD) $(WARNINGS) $(OPT) $(SANITIZE) $(CPPFLAGS) $(CFLAGS) -MMD -MP
LDLIBS_ALL = $(SANITIZE) $(LDFLAGS) -Wl,--as-needed -lreadline -lyaml -lm -ldl $(LDLIBS)

object = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIBRARY_SRC = $(filter-out repl/main.c,$(wildcard backends/*.c backends/base/*.c backends/fake/*.c \
	backends/fake/*/*.c backends/live/*.c lessons/*.c repl/*.c repl/*/*.c))
LIBRARY = $(BUILD)/libseodang.a
TEST_LIBRARY = $(BUILD)/libtests.a

# A test program NAME is tests/NAME.c, tests/NAME/*.c, or both.
PROGRAMS = $(sort $(patsubst tests/%.c,%,$(wildcard tests/*.c)) \
	$(filter-out lib,$(patsubst tests/%/,%,$(dir $(wildcard tests/*/*.c)))))

all: seodang

seodang: $(BUILD)/seodang
	@cp $< $@.new && mv -f $@.new $@

$(BUILD)/seodang: $(BUILD)/repl/main.o $(LIBRARY)
	$(CC) -o $@ $^ $(LDLIBS_ALL)

# Archives, so that a test program links only what it needs.
$(LIBRARY): $(call object,$(LIBRARY_SRC))
# The person at a terminal serves the bench as well.
$(TEST_LIBRARY): $(call object,$(wildcard tests/lib/*.c) tests/pty/pty.c tests/pty/screen.c)
$(LIBRARY) $(TEST_LIBRARY):
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -c -o $@ $<

# Lessons and starting clusters are part of the program: see lessons/embed.c.
EMBEDDED = $(sort $(wildcard lessons/catalog/*.yaml lessons/world/*.yaml))
$(BUILD)/lessons/embed.o: $(BUILD)/lessons/embedded.def $(EMBEDDED)
$(BUILD)/lessons/embedded.def: $(wildcard lessons/catalog lessons/world) Makefile
	@mkdir -p $(@D)
	@printf '%s\n' $(EMBEDDED) | awk -F/ 'NF { name = symbol = substr($$3, 1, length($$3) - 5); \
		gsub(/[^A-Za-z0-9]/, "_", symbol); \
		printf "EMBED(%s_%s, \"%s\", \"%s\")\n", $$2, symbol, $$2, name }' > $@

define link_program
$(BUILD)/$(1): $(call object,$(wildcard tests/$(1).c tests/$(1)/*.c)) $(TEST_LIBRARY) $(LIBRARY)
	$$(CC) -o $$@ $$^ $$(LDLIBS_ALL)
endef
$(foreach name,$(PROGRAMS),$(eval $(call link_program,$(name))))
$(filter-out bench,$(PROGRAMS)): %: $(BUILD)/%
programs: $(addprefix $(BUILD)/,$(PROGRAMS))

# Every processor builds, unless -j said how many.
EVERY = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

run: packages-build
	@[ -x seodang ] || echo '서당을 짓고 있어요 (building seodang)' >&2
	@$(MAKE) --no-print-directory -s $(EVERY) all
	@./seodang

packages-%:
	@.ci/packages $*

test: packages-test
	@$(MAKE) --no-print-directory $(EVERY) check

check: $(BUILD)/seodang programs
	@BUILD=$(BUILD) tests/run $(TESTS)

check-asan: packages-test
	@$(MAKE) --no-print-directory check BUILD=$(BUILD)-asan OPT='-O1 -g' \
		SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'

bench: $(BUILD)/seodang $(BUILD)/bench
	@BUILD=$(BUILD) $(BUILD)/bench

tidy: packages-check
	@BUILD=$(BUILD) tests/tidy.sh

check-all: packages-check
	@.ci/run

install: all
	install -D -m 755 $(BUILD)/seodang $(DESTDIR)$(PREFIX)/bin/seodang
	install -D -m 644 README.md $(DESTDIR)$(PREFIX)/share/doc/seodang/README.md
	install -D -m 644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/seodang/LICENSE

clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-clang seodang

.PHONY: all programs run test check check-asan bench tidy check-all install clean $(PROGRAMS)
.DELETE_ON_ERROR:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
