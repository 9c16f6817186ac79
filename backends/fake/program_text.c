/* The small programs of a container that read text: cat, grep, head, tail, wc. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_regex.h"
#include "backends/fake/program_tree.h"

const char *shell_stdin(struct shell *sh)
{
    if (!sh->in && sh->program->typed)
        sh->in = shell_await_typed(sh, true);
    const char *text = sh->in ? sh->in : "";
    size_t len = strlen(text);
    shell_work(sh, len);
    sh->in = sh->in ? text + len : NULL;
    return text;
}

/* Some say what they tried, the others just the name. */
static bool opens(const char *program)
{
    static const char *const names[] = { "cat", "sh", "tail", "uniq" };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (!strcmp(program, names[i]))
            return true;
    return false;
}

static void complain_missing(struct shell *sh, const char *program, const char *path)
{
    bool part = !strcmp(program, "head") || !strcmp(program, "tail"), gnu = sh->program->tools == PROGRAM_DEBIAN;
    if (gnu && part)
        shell_complain(sh, "%s: cannot open '%s' for reading: No such file or directory", program, path);
    else if (gnu && !strcmp(program, "sort"))
        shell_complain(sh, "%s: cannot read: %s: No such file or directory", program, path), sh->status = SHELL_MISUSE;
    else if (opens(program))
        shell_complain(sh, "%s: can't open '%s': No such file or directory", program, path);
    else
        shell_complain(sh, "%s: %s: No such file or directory", program, path);
}

const char *shell_input(struct shell *sh, const char *program, const char *path)
{
    if (path && !strcmp(path, "/dev/zero")) { /* read to an end that does not come */
        shell_take_memory(sh, INT64_MAX);
        shell_sleep(sh, PROGRAM_FOREVER);
        return NULL;
    }
    if (!path || !strcmp(path, "-") || !strcmp(path, "/dev/stdin"))
        return shell_stdin(sh);
    if (!strcmp(path, "/dev/null"))
        return "";
    const struct file *f = shell_file(sh, path);
    if (f) {
        shell_work(sh, f->text.len);
        return arena_strdup(sh->scratch, f->text.buf);
    }
    if (shell_is_folder(sh, path))
        shell_complain(sh, "%s: read error: Is a directory%.0s", program, path);
    else
        complain_missing(sh, program, path);
    return NULL;
}

/* cat [-n] [FILE]... */
void shell_cat(struct shell *sh, const char **argv, size_t argc)
{
    bool numbers = shell_has_option(argv, argc, 'n');
    size_t count = 0, number = 0;
    for (size_t i = 1; i < argc; i++)
        count += !shell_is_option(argv[i]);
    for (size_t i = 1; i < argc || !count; i++) {
        if (i < argc && shell_is_option(argv[i]))
            continue;
        const char *text = shell_input(sh, "cat", count ? argv[i] : NULL);
        if (text && !numbers)
            shell_say(sh, text);
        while (text && numbers && *text) {
            size_t len = strcspn(text, "\n");
            shell_sayf(sh, "%6zu\t%.*s\n", ++number, (int)len, text);
            text += len + (text[len] == '\n');
        }
        if (!count)
            return;
    }
}

/* ---- grep ---- */

struct grep {
    regex_t re;
    const char *fixed; /* -F: instead of the expression */
    bool invert, count, number, quiet, only, names, list, whole, deep;
    long after, found;
};

static bool grep_matches(const struct grep *g, const char *line, regmatch_t *at)
{
    if (g->fixed) {
        const char *p = g->whole ? (!strcmp(line, g->fixed) ? line : NULL) : strstr(line, g->fixed);
        *at = p ? (regmatch_t){ (regoff_t)(p - line), (regoff_t)(p - line) + (regoff_t)strlen(g->fixed) } : (regmatch_t){ -1, -1 };
        return p;
    }
    return regexec(&g->re, line, 1, at, 0) == 0;
}

static void say_matches(struct shell *sh, const struct grep *g, const char *line)
{
    regmatch_t at;
    while (*line && grep_matches(g, line, &at) && at.rm_eo > at.rm_so) {
        shell_sayf(sh, "%.*s\n", (int)(at.rm_eo - at.rm_so), line + at.rm_so);
        line += at.rm_eo;
    }
}

static void grep_text(struct shell *sh, struct grep *g, const char *text, const char *name)
{
    long found = 0, after = 0;
    for (long number = 1; *text; number++) {
        size_t len = strcspn(text, "\n");
        const char *line = arena_strndup(sh->scratch, text, len);
        regmatch_t at;
        bool match = grep_matches(g, line, &at) != g->invert;
        found += match;
        after = match ? g->after + 1 : after;
        if (after-- > 0 && !g->quiet && !g->count && !g->list) {
            if (g->names)
                shell_sayf(sh, "%s%c", name, match ? ':' : '-');
            if (g->number)
                shell_sayf(sh, "%ld%c", number, match ? ':' : '-');
            if (g->only)
                say_matches(sh, g, line);
            else
                shell_sayf(sh, "%s\n", line);
        }
        text += len + (text[len] == '\n');
    }
    if (g->count)
        shell_sayf(sh, g->names ? "%s:%ld\n" : "%.0s%ld\n", name, found);
    if (g->list && found)
        shell_sayf(sh, "%s\n", name);
    g->found += found;
}

/* The pattern of the options and words; the other words are moved to the front of argv. NULL: none. */
static const char *grep_options(struct shell *sh, struct grep *g, const char **argv, size_t argc, size_t *files, int *flags, bool *fixed)
{
    const char *pattern = NULL;
    bool word = false;
    for (size_t i = 1; i < argc; i++) {
        const char *p = argv[i];
        if (!shell_is_option(p)) {
            if (pattern)
                argv[(*files)++] = p;
            else
                pattern = p;
            continue;
        }
        for (p++; *p && *p != 'e' && *p != 'A'; p++) {
            g->invert = g->invert || *p == 'v';
            g->count = g->count || *p == 'c';
            g->number = g->number || *p == 'n';
            g->quiet = g->quiet || *p == 'q';
            g->only = g->only || *p == 'o';
            g->list = g->list || *p == 'l';
            g->whole = g->whole || *p == 'x';
            g->deep = g->deep || *p == 'r' || *p == 'R';
            word = word || *p == 'w';
            *fixed = *fixed || *p == 'F';
            *flags |= *p == 'E' ? REG_EXTENDED : *p == 'i' ? REG_ICASE : 0;
        }
        const char *value = *p && p[1] ? p + 1 : *p && i + 1 < argc ? argv[++i] : "";
        if (*p == 'A')
            g->after = strtol(value, NULL, 10);
        else if (*p == 'e')
            pattern = pattern ? arena_strf(sh->scratch, *flags & REG_EXTENDED ? "%s|%s" : "%s\\|%s", pattern, value) : value;
    }
    if (pattern && word)
        return arena_strf(sh->scratch, "\\b%s\\b", pattern);
    if (pattern && g->whole && !*fixed)
        return arena_strf(sh->scratch, *flags & REG_EXTENDED ? "^(%s)$" : "^\\(%s\\)$", pattern);
    return pattern;
}

/* A file, or with -r all below a folder. */
static bool grep_path(struct shell *sh, struct grep *g, const char *path)
{
    const struct file *f = shell_file(sh, path);
    bool folder = !f && shell_is_folder(sh, path);
    size_t at = 0, skip = strlen(shell_path(sh, path));
    if (f) {
        grep_text(sh, g, shell_input(sh, "grep", path), path);
    } else if (!folder || !g->deep) {
        shell_complain(sh, "grep: %s: %s", path, folder ? "Is a directory" : "No such file or directory");
        return false;
    }
    while (!f && (f = shell_next_in(sh, path, true, &at))) {
        g->names = true;
        if (!f->folder && !f->link)
            grep_text(sh, g, arena_strdup(sh->scratch, f->text.buf), arena_strf(sh->scratch, "%s%s", path, f->path + skip));
        f = NULL;
    }
    return true;
}

void shell_grep(struct shell *sh, const char **argv, size_t argc)
{
    struct grep g = { .found = 0 };
    size_t files = 0;
    int flags = !strcmp(argv[0], "egrep") ? REG_EXTENDED : 0;
    bool fixed = !strcmp(argv[0], "fgrep"), failed = false;
    const char *pattern = grep_options(sh, &g, argv, argc, &files, &flags, &fixed);
    if (!pattern || (!fixed && shell_regex(&g.re, pattern, flags) < 0)) {
        shell_complain(sh, pattern ? "grep: bad regex '%s': Invalid regexp" : "BusyBox v1.36.1 multi-call binary.\n\n"
                       "Usage: grep [-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...", pattern);
        sh->status = pattern ? SHELL_MISUSE : 1;
        return;
    }
    g.fixed = fixed ? pattern : NULL;
    g.names = files > 1;
    for (size_t i = 0; i < files || (!files && !i); i++) {
        if (files && strcmp(argv[i], "-") != 0)
            failed = !grep_path(sh, &g, argv[i]) || failed;
        else
            grep_text(sh, &g, shell_stdin(sh), "(standard input)");
    }
    if (!fixed)
        regfree(&g.re);
    sh->status = failed ? SHELL_MISUSE : !g.found;
}

/* ---- head, tail, wc ---- */

/* When somebody else may change a file next: what is outside, or what runs in the background. */
static int64_t next_news(struct shell *sh)
{
    int64_t outside_ms = sh->apart ? PROGRAM_FOREVER : shell_next_happening(sh), job_ms = shell_jobs_next(sh);
    return job_ms < outside_ms ? job_ms : outside_ms;
}

/* What is added to the file from now on, as it is added. */
static void follow_file(struct shell *sh, const char *path, size_t shown)
{
    while (sh->flow == FLOW_ON) {
        int64_t next_ms = next_news(sh);
        shell_sleep(sh, next_ms == PROGRAM_FOREVER ? next_ms : next_ms > sh->now_ms ? next_ms - sh->now_ms : 0);
        const struct file *f = shell_file(sh, path);
        size_t len = f ? f->text.len : 0;
        if (len > shown)
            shell_print(sh, sh->out, f->text.buf + shown, len - shown);
        shown = len;
    }
}

struct part {
    const char *count; /* as it was written: "5", "+2"; NULL: not */
    bool follow, bytes;
    size_t files; /* moved to the front of argv */
};

static struct part part_options(const char **argv, size_t argc)
{
    struct part part = { NULL, false, false, 0 };
    for (size_t i = 1; i < argc; i++) {
        const char *word = argv[i];
        size_t letters = *word == '-' ? strspn(word + 1, "fFq") : 0;
        if (*word != '-' || !word[1]) {
            argv[part.files++] = word;
            continue;
        }
        part.follow = part.follow || strpbrk(word, "fF");
        word += 1 + letters;
        part.bytes = part.bytes || *word == 'c';
        if ((*word == 'n' || *word == 'c') && !word[1] && i + 1 < argc)
            part.count = argv[++i];
        else if (*word)
            part.count = word + (*word == 'n' || *word == 'c');
    }
    return part;
}

/* Where the n-th line or byte begins. */
static const char *skip_units(const char *text, long n, bool bytes)
{
    while (n-- > 0 && *text) {
        size_t len = bytes ? 0 : strcspn(text, "\n");
        text += len + (text[len] != '\0');
    }
    return text;
}

static long count_units(const char *text, bool bytes)
{
    long n = 0;
    for (const char *p = text; *p; p++)
        n += bytes || *p == '\n' || !p[1];
    return n;
}

static void say_part(struct shell *sh, const struct part *part, const char *text, bool tail)
{
    long n = part->count ? strtol(part->count + (*part->count == '-' && tail), NULL, 10) : 10, total = count_units(text, part->bytes);
    if (tail && part->count && *part->count == '+')
        text = skip_units(text, n - 1, part->bytes);
    else if (tail)
        text = skip_units(text, total - n, part->bytes);
    const char *end = tail ? text + strlen(text) : skip_units(text, n < 0 ? total + n : n, part->bytes);
    shell_print(sh, sh->out, text, (size_t)(end - text));
}

void shell_head_tail(struct shell *sh, const char **argv, size_t argc)
{
    const char *program = argv[0];
    bool tail = !strcmp(program, "tail");
    struct part part = part_options(argv, argc);
    const char *text = NULL, *path = part.files ? argv[0] : NULL;
    bool failed = false;
    for (size_t i = 0; i < part.files || (!i && !part.files); i++) {
        const char *name = part.files ? argv[i] : NULL;
        text = part.follow && name && !shell_file(sh, name) ? "" : shell_input(sh, program, name);
        failed = failed || !text;
        if (part.files > 1 && text)
            shell_sayf(sh, "%s==> %s <==\n", i ? "\n" : "", name);
        if (text)
            say_part(sh, &part, text, tail);
    }
    if (failed && tail && part.files < 2 && sh->program->tools != PROGRAM_DEBIAN)
        shell_complain(sh, "tail: no files");
    if (part.follow && path && text)
        follow_file(sh, path, strlen(text));
    else if (part.follow && !failed)
        shell_sleep(sh, PROGRAM_FOREVER);
}

struct counts {
    size_t lines, words, bytes;
};

static void say_counts(struct shell *sh, const struct counts *c, const char *flags, const char *name)
{
    static const char letters[] = "lwc";
    const size_t numbers[] = { c->lines, c->words, c->bytes };
    bool gnu = sh->program->tools == PROGRAM_DEBIAN, padded = !gnu && (!*flags || strlen(flags) > 1), first = true;
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        if (*flags && !strchr(flags, letters[i]))
            continue;
        shell_sayf(sh, padded ? "%s%9zu" : "%s%zu", first ? "" : " ", numbers[i]);
        first = false;
    }
    shell_sayf(sh, name ? " %s\n" : "\n", name);
}

void shell_wc(struct shell *sh, const char **argv, size_t argc)
{
    struct counts total = { 0, 0, 0 };
    const char *flags = "";
    size_t files = 0;
    for (size_t i = 1; i < argc; i++)
        if (shell_is_option(argv[i]))
            flags = arena_strf(sh->scratch, "%s%s", flags, argv[i] + 1);
        else
            argv[files++] = argv[i];
    for (size_t i = 0; i < files || (!i && !files); i++) {
        const char *text = shell_input(sh, "wc", files ? argv[i] : NULL);
        struct counts c = { 0, 0, text ? strlen(text) : 0 };
        if (!text)
            continue;
        for (const char *p = text; *p; p++) {
            c.lines += *p == '\n';
            c.words += !isspace((unsigned char)*p) && (p == text || isspace((unsigned char)p[-1]));
        }
        total = (struct counts){ total.lines + c.lines, total.words + c.words, total.bytes + c.bytes };
        say_counts(sh, &c, flags, files ? argv[i] : NULL);
    }
    if (files > 1)
        say_counts(sh, &total, flags, "total");
}
