/* The small programs that work line by line: sort, uniq, cut, tr, rev, tac, xargs. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

enum { LINES_MAX = 100000 };

/* The lines of a text, of the scratch arena. */
static const char **split_lines(struct shell *sh, const char *text, size_t *count)
{
    size_t cap = 0;
    const char **lines = NULL;
    *count = 0;
    while (*text && *count < LINES_MAX) {
        size_t len = strcspn(text, "\n");
        shell_add_word(&lines, count, &cap, arena_strndup(sh->scratch, text, len));
        text += len + (text[len] == '\n');
    }
    return lines;
}

/* The last word that is no option, from `from` on; NULL: none. */
static const char *path_of(const char **argv, size_t argc, size_t from)
{
    const char *path = NULL;
    for (size_t i = from; i < argc; i++)
        if (!shell_is_option(argv[i]))
            path = argv[i];
    return path;
}

/* The value of -X VALUE or -XVALUE; NULL: not given. *at: where it stands when it is a word of its own. */
static const char *value_of(const char **argv, size_t argc, char letter, size_t *at)
{
    *at = 0;
    for (size_t i = 1; i < argc; i++)
        if (argv[i][0] == '-' && argv[i][1] == letter) {
            if (argv[i][2])
                return argv[i] + 2;
            *at = i + 1;
            return i + 1 < argc ? argv[i + 1] : NULL;
        }
    return NULL;
}

/* ---- sort ---- */

static struct {
    long field; /* -k; 0: the whole line */
    char separator;
    bool number, reverse, unique, fold;
} sorting; /* qsort takes no argument; one thread */

static const char *key_of(const char *line)
{
    for (long i = 1; i < sorting.field && *line; i++) {
        if (sorting.separator) {
            line += strcspn(line, (char[]){ sorting.separator, '\0' });
            line += *line != '\0';
        } else {
            line += strspn(line, " \t");
            line += strcspn(line, " \t");
        }
    }
    return sorting.separator || !sorting.field ? line : line + strspn(line, " \t");
}

static int compare_keys(const char *a, const char *b)
{
    const char *x = key_of(a), *y = key_of(b);
    if (sorting.number) {
        double n = strtod(x, NULL), m = strtod(y, NULL);
        return (n > m) - (n < m);
    }
    return sorting.fold ? strcasecmp(x, y) : strcmp(x, y);
}

static int compare_lines(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    int order = compare_keys(x, y);
    order = order || sorting.unique ? order : strcmp(x, y);
    return sorting.reverse ? -order : order;
}

void shell_sort(struct shell *sh, const char **argv, size_t argc)
{
    size_t at, separator_at, count;
    const char *field = value_of(argv, argc, 'k', &at), *separator = value_of(argv, argc, 't', &separator_at), *path = NULL;
    for (size_t i = 1; i < argc; i++)
        if (!shell_is_option(argv[i]) && i != at && i != separator_at)
            path = argv[i];
    const char *text = shell_input(sh, "sort", path);
    if (!text)
        return;
    sorting.field = field ? strtol(field, NULL, 10) : 0;
    sorting.separator = separator ? *separator : '\0';
    const char *flags = field ? field + strspn(field, "0123456789,.") : "";
    sorting.number = shell_has_option(argv, argc, 'n') || strchr(flags, 'n') || shell_has_option(argv, argc, 'h');
    sorting.reverse = shell_has_option(argv, argc, 'r') || strchr(flags, 'r');
    sorting.unique = shell_has_option(argv, argc, 'u');
    sorting.fold = shell_has_option(argv, argc, 'f');
    const char **lines = split_lines(sh, text, &count);
    if (count)
        qsort(lines, count, sizeof(*lines), compare_lines);
    for (size_t i = 0; i < count; i++)
        if (!i || !sorting.unique || compare_keys(lines[i - 1], lines[i]) != 0)
            shell_sayf(sh, "%s\n", lines[i]);
    free(lines);
}

/* uniq [-c] [-d] [-u] */
void shell_uniq(struct shell *sh, const char **argv, size_t argc)
{
    bool counts = shell_has_option(argv, argc, 'c'), twice = shell_has_option(argv, argc, 'd'), once = shell_has_option(argv, argc, 'u');
    const char *text = shell_input(sh, "uniq", path_of(argv, argc, 1));
    size_t count = 0, same;
    const char **lines = text ? split_lines(sh, text, &count) : NULL;
    for (size_t i = 0; i < count; i += same) {
        for (same = 1; i + same < count && !strcmp(lines[i], lines[i + same]);)
            same++;
        if ((twice && same == 1) || (once && same > 1))
            continue;
        if (counts)
            shell_sayf(sh, "%7zu ", same);
        shell_sayf(sh, "%s\n", lines[i]);
    }
    free(lines);
}

/* ---- cut ---- */

/* Whether n is in a list such as "1,3-5,7-". */
static bool in_list(const char *list, long n)
{
    while (*list) {
        char *end;
        long first = isdigit((unsigned char)*list) ? strtol(list, &end, 10) : 1, last = first;
        const char *p = isdigit((unsigned char)*list) ? end : list;
        if (*p == '-') {
            last = isdigit((unsigned char)p[1]) ? strtol(p + 1, &end, 10) : LINES_MAX;
            p = isdigit((unsigned char)p[1]) ? end : p + 1;
        }
        if (n >= first && n <= last)
            return true;
        if (*p != ',')
            return false;
        list = p + 1;
    }
    return false;
}

static void cut_fields(struct strbuf *out, const char *line, const char *list, char separator, bool only)
{
    if (!strchr(line, separator)) {
        if (!only)
            strbuf_addf(out, "%s\n", line);
        return;
    }
    bool any = false;
    for (long n = 1;; n++) {
        size_t len = strcspn(line, (char[]){ separator, '\0' });
        if (in_list(list, n)) {
            if (any)
                strbuf_addch(out, separator);
            strbuf_add(out, line, len);
            any = true;
        }
        if (!line[len])
            break;
        line += len + 1;
    }
    strbuf_addch(out, '\n');
}

void shell_cut(struct shell *sh, const char **argv, size_t argc)
{
    size_t at[4], count = 0;
    const char *fields = value_of(argv, argc, 'f', &at[0]), *separator = value_of(argv, argc, 'd', &at[1]);
    const char *chars = value_of(argv, argc, 'c', &at[2]), *bytes = value_of(argv, argc, 'b', &at[3]), *path = NULL;
    for (size_t i = 1; i < argc; i++)
        if (!shell_is_option(argv[i]) && i != at[0] && i != at[1] && i != at[2] && i != at[3])
            path = argv[i];
    chars = chars ? chars : bytes;
    if (!fields && !chars) {
        shell_complain(sh, "cut: expected a list of bytes, characters, or fields");
        return;
    }
    const char *text = shell_input(sh, "cut", path);
    struct strbuf out = STRBUF_INIT;
    const char **lines = text ? split_lines(sh, text, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (fields) {
            cut_fields(&out, lines[i], fields, separator ? *separator : '\t', shell_has_option(argv, argc, 's'));
            continue;
        }
        for (long n = 1; lines[i][n - 1]; n++)
            if (in_list(chars, n))
                strbuf_addch(&out, lines[i][n - 1]);
        strbuf_addch(&out, '\n');
    }
    shell_print(sh, sh->out, out.buf, out.len);
    strbuf_release(&out);
    free(lines);
}

/* ---- tr ---- */

/* "a-z", "[:upper:]", "\n": each character. */
static void expand_set(struct strbuf *set, const char *text)
{
    static const struct {
        const char *name, *chars;
    } classes[] = { { "[:lower:]", "abcdefghijklmnopqrstuvwxyz" }, { "[:upper:]", "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
                    { "[:digit:]", "0123456789" }, { "[:space:]", " \t\n\v\f\r" },
                    { "[:punct:]", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" },
                    { "[:alpha:]", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" },
                    { "[:alnum:]", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" } };
    while (*text) {
        size_t i = 0;
        while (i < ARRAY_LEN(classes) && strncmp(text, classes[i].name, 9) != 0)
            i++;
        if (i < ARRAY_LEN(classes)) {
            strbuf_adds(set, classes[i].chars);
            text += 9;
        } else if (*text == '\\' && text[1]) {
            static const char names[] = "ntr0", codes[] = "\n\t\r\0";
            const char *name = strchr(names, text[1]);
            strbuf_addch(set, name ? codes[name - names] : text[1]);
            text += 2;
        } else if (text[1] == '-' && text[2]) {
            for (int c = (unsigned char)text[0]; c <= (unsigned char)text[2]; c++)
                strbuf_addch(set, (char)c);
            text += 3;
        } else {
            strbuf_addch(set, *text++);
        }
    }
}

/* tr [-d] [-s] [-c] SET1 [SET2] */
void shell_tr(struct shell *sh, const char **argv, size_t argc)
{
    bool drop = shell_has_option(argv, argc, 'd'), squeeze = shell_has_option(argv, argc, 's');
    bool others = shell_has_option(argv, argc, 'c') || shell_has_option(argv, argc, 'C');
    struct strbuf from = STRBUF_INIT, to = STRBUF_INIT, out = STRBUF_INIT;
    size_t first = 1;
    while (first < argc && shell_is_option(argv[first]))
        first++;
    if (first >= argc || (first + 1 >= argc && !drop && !squeeze)) {
        shell_complain(sh, "BusyBox v1.36.1 multi-call binary.\n\nUsage: tr [-cds] STRING1 [STRING2]");
        return;
    }
    expand_set(&from, argv[first]);
    if (first + 1 < argc)
        expand_set(&to, argv[first + 1]);
    for (const char *p = shell_stdin(sh); *p; p++) {
        const char *found = memchr(from.buf, *p, from.len);
        bool in = (found != NULL) != others;
        if (in && drop)
            continue;
        size_t at = found && !others ? (size_t)(found - from.buf) : to.len;
        char c = in && to.len ? to.buf[at < to.len ? at : to.len - 1] : *p;
        bool again = squeeze && out.len && out.buf[out.len - 1] == c && (to.len ? memchr(to.buf, c, to.len) != NULL : in);
        if (!again)
            strbuf_addch(&out, c);
    }
    shell_print(sh, sh->out, out.buf, out.len);
    strbuf_release(&from);
    strbuf_release(&to);
    strbuf_release(&out);
}

/* ---- rev, tac, nl ---- */

static void say_reversed(struct shell *sh, const char *line)
{
    struct strbuf out = STRBUF_INIT;
    for (size_t i = strlen(line); i-- > 0;)
        strbuf_addch(&out, line[i]);
    strbuf_addch(&out, '\n');
    shell_print(sh, sh->out, out.buf, out.len);
    strbuf_release(&out);
}

void shell_rev(struct shell *sh, const char **argv, size_t argc)
{
    const char *text = shell_input(sh, argv[0], path_of(argv, argc, 1));
    bool tac = !strcmp(argv[0], "tac"), nl = !strcmp(argv[0], "nl");
    size_t count = 0;
    const char **lines = text ? split_lines(sh, text, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (nl)
            shell_sayf(sh, "%6zu\t%s\n", i + 1, lines[i]);
        else if (tac)
            shell_sayf(sh, "%s\n", lines[count - 1 - i]);
        else
            say_reversed(sh, lines[i]);
    }
    free(lines);
}

/* ---- xargs ---- */

/* xargs [-n N] [-I TEXT] PROGRAM... */
void shell_xargs(struct shell *sh, const char **argv, size_t argc)
{
    static const char *const echo[] = { "echo" };
    size_t i = 1, each = LINES_MAX, count = 0, cap = 0, line_count;
    const char *place = NULL, **words = NULL;
    for (; i < argc && shell_is_option(argv[i]); i++) {
        const char *value = argv[i][2] ? argv[i] + 2 : i + 1 < argc ? argv[i + 1] : "";
        if (argv[i][1] == 'n')
            each = strtoul(value, NULL, 10) ? strtoul(value, NULL, 10) : 1;
        else if (argv[i][1] == 'I')
            place = value;
        if (strchr("nIP", argv[i][1]) && !argv[i][2])
            i++;
    }
    const char **program = i < argc ? argv + i : (const char **)(uintptr_t)echo;
    size_t program_len = i < argc ? argc - i : 1;
    const char **lines = split_lines(sh, shell_stdin(sh), &line_count);
    for (size_t k = 0; k < line_count; k++)
        for (const char *p = lines[k]; *p && !place;) {
            p += strspn(p, " \t");
            size_t len = strcspn(p, " \t");
            if (len)
                shell_add_word(&words, &count, &cap, arena_strndup(sh->scratch, p, len));
            p += len;
        }
    const char **items = place ? lines : words;
    size_t total = place ? line_count : count;
    each = place ? 1 : each;
    for (size_t k = 0; (k < total || (!k && !place)) && sh->flow == FLOW_ON && shell_step(sh); k += each) {
        const char **call = NULL;
        size_t call_len = 0, call_cap = 0;
        for (size_t n = 0; n < program_len; n++)
            shell_add_word(&call, &call_len, &call_cap, place && strstr(program[n], place)
                           ? arena_strf(sh->scratch, "%.*s%s%s", (int)(strstr(program[n], place) - program[n]), program[n], items[k],
                                        strstr(program[n], place) + strlen(place)) : program[n]);
        for (size_t n = 0; !place && n < each && k + n < total; n++)
            shell_add_word(&call, &call_len, &call_cap, items[k + n]);
        shell_command(sh, call, call_len);
        free(call);
        if (total == 0)
            break;
    }
    free(words);
    free(lines);
}
