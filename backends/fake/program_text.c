/* The small programs of a container that read text: cat, grep, head, tail, wc. */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

void shell_say(struct shell *sh, const char *text)
{
    shell_print(sh->out, text, strlen(text));
}

void shell_complain(struct shell *sh, const char *text)
{
    shell_print(sh->err, text, strlen(text));
    shell_print(sh->err, "\n", 1);
    sh->status = 1;
}

const char *shell_input(struct shell *sh, const char *program, const char *path)
{
    if (path && !strcmp(path, "/dev/zero")) { /* read to an end that does not come */
        shell_take_memory(sh, INT64_MAX);
        shell_sleep(sh, PROGRAM_FOREVER);
        return NULL;
    }
    if (!path || !strcmp(path, "-") || !strcmp(path, "/dev/stdin"))
        return sh->in ? sh->in : "";
    if (!strcmp(path, "/dev/null"))
        return "";
    const struct file *f = shell_file(sh, path);
    if (f)
        return arena_strdup(sh->scratch, f->text.buf);
    if (shell_is_folder(sh, path))
        shell_complain(sh, arena_strf(sh->scratch, "%s: read error: Is a directory", program));
    else
        shell_complain(sh, arena_strf(sh->scratch, "%s: can't open '%s': No such file or directory", program, path));
    return NULL;
}

void shell_cat(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc || i == 1; i++) {
        const char *text = shell_input(sh, "cat", argc > 1 ? argv[i] : NULL);
        if (text)
            shell_say(sh, text);
    }
}

/* Lines of a text for which `keep` says so. */
static void each_line(struct shell *sh, const char *text, bool (*keep)(void *arg, const char *line), void *arg)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        const char *line = arena_strndup(sh->scratch, text, len);
        if (keep(arg, line)) {
            shell_say(sh, line);
            shell_say(sh, "\n");
        }
        text += len + (text[len] == '\n');
    }
}

struct filter {
    const char *pattern;
    long skip, take; /* of lines */
    bool invert;
    size_t found;
};

static bool keep_matching(void *arg, const char *line)
{
    struct filter *f = arg;
    bool keep = (strstr(line, f->pattern) != NULL) != f->invert;
    f->found += keep;
    return keep;
}

static bool keep_part(void *arg, const char *line)
{
    struct filter *f = arg;
    (void)line;
    return f->skip-- <= 0 && f->take-- > 0;
}

void shell_grep(struct shell *sh, const char **argv, size_t argc)
{
    struct filter f = { NULL, 0, 0, false, 0 };
    const char *path = NULL;
    struct strbuf *out = sh->out;
    for (size_t i = 1; i < argc; i++) {
        if (*argv[i] == '-' && !f.pattern) {
            f.invert = f.invert || strchr(argv[i], 'v');
            if (strchr(argv[i], 'q'))
                sh->out = NULL;
        } else if (!f.pattern) {
            f.pattern = argv[i];
        } else {
            path = argv[i];
        }
    }
    const char *text = shell_input(sh, "grep", path);
    if (text && f.pattern)
        each_line(sh, text, keep_matching, &f);
    sh->out = out;
    sh->status = !f.found;
}

/* What is added to the file from now on, as it is added. */
static void follow_file(struct shell *sh, const char *path, size_t shown)
{
    while (sh->flow == FLOW_ON) {
        int64_t next_ms = sh->apart ? PROGRAM_FOREVER : shell_next_happening(sh);
        shell_sleep(sh, next_ms == PROGRAM_FOREVER ? next_ms : next_ms > sh->now_ms ? next_ms - sh->now_ms : 0);
        const struct file *f = shell_file(sh, path);
        size_t len = f ? f->text.len : 0;
        if (len > shown)
            shell_print(sh->out, f->text.buf + shown, len - shown);
        shown = len;
    }
}

/* The number of lines as it was written ("5", "+2"), or NULL; *follow: -f or -F. */
static const char *tail_options(const char **argv, size_t argc, bool *follow, const char **path)
{
    const char *count = NULL;
    for (size_t i = 1; i < argc; i++) {
        const char *word = argv[i];
        size_t letters = *word == '-' ? strspn(word + 1, "fFq") : 0;
        if (*word != '-' || !word[1]) {
            *path = word;
            continue;
        }
        *follow = *follow || letters;
        word += 1 + letters;
        if (*word == 'n' && !word[1] && i + 1 < argc)
            count = argv[++i];
        else if (*word)
            count = word + (*word == 'n');
    }
    return count;
}

void shell_head_tail(struct shell *sh, const char **argv, size_t argc)
{
    struct filter f = { NULL, 0, 10, false, 0 };
    bool tail = !strcmp(argv[0], "tail"), follow = false;
    const char *path = NULL, *count = tail_options(argv, argc, &follow, &path);
    bool from_start = tail && count && *count == '+';
    f.take = count ? strtol(count, NULL, 10) : f.take;
    const char *text = follow && path && !shell_file(sh, path) ? "" : shell_input(sh, argv[0], path);
    if (!text)
        return;
    long lines = 0;
    for (const char *p = text; *p; p++)
        lines += *p == '\n' || !p[1];
    if (from_start) {
        f.skip = f.take > 0 ? f.take - 1 : 0;
        f.take = LONG_MAX;
    } else {
        f.skip = tail && lines > f.take ? lines - f.take : 0;
    }
    each_line(sh, text, keep_part, &f);
    if (follow && path)
        follow_file(sh, path, strlen(text));
    else if (follow)
        shell_sleep(sh, PROGRAM_FOREVER);
}

void shell_wc(struct shell *sh, const char **argv, size_t argc)
{
    const char *path = argc > 1 && *argv[argc - 1] != '-' ? argv[argc - 1] : NULL, *text = shell_input(sh, "wc", path);
    long lines = 0;
    for (const char *p = text ? text : ""; *p; p++)
        lines += *p == '\n';
    if (text)
        shell_say(sh, arena_strf(sh->scratch, "%ld\n", argc > 1 && !strcmp(argv[1], "-c") ? (long)strlen(text) : lines));
}
