/*
 * sed as examples use it: [ADDRESS[,ADDRESS]][!] with s/// (flags g, p, i, N), d, p, q, =; addresses are N, $ and /RE/.
 * Anything else is refused by name.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_regex.h"
#include "backends/fake/program_tree.h"

enum { COMMANDS_MAX = 32, GROUPS = 10 };

struct address {
    char type; /* 0: none, 'n' '$' '/' */
    long number;
    regex_t re;
};

struct sed_command {
    struct address from, to;
    bool inverted, inside; /* inside: between from and to */
    char name;
    regex_t re;
    const char *text; /* the replacement */
    bool global, print;
    long which;       /* of the matches; 0: from the first on */
};

struct sed {
    struct shell *sh;
    struct sed_command commands[COMMANDS_MAX];
    size_t count;
    int flags; /* REG_EXTENDED */
    bool quiet;
    const char *wrong;
};

/* The text up to the delimiter, behind which *p goes; `\` before the delimiter is dropped. NULL: it does not come. */
static char *up_to(struct sed *s, const char **p, char delimiter)
{
    struct strbuf text = STRBUF_INIT;
    for (; **p && **p != delimiter; ++*p) {
        if (**p == '\\' && (*p)[1]) {
            if ((*p)[1] != delimiter)
                strbuf_addch(&text, '\\');
            ++*p;
        }
        strbuf_addch(&text, **p);
    }
    char *result = **p ? arena_strdup(s->sh->scratch, text.buf) : NULL;
    *p += **p != '\0';
    strbuf_release(&text);
    return result;
}

static void read_address(struct sed *s, const char **p, struct address *a)
{
    char *end;
    if (isdigit((unsigned char)**p)) {
        a->type = 'n';
        a->number = strtol(*p, &end, 10);
        *p = end;
    } else if (**p == '$') {
        a->type = '$';
        ++*p;
    } else if (**p == '/') {
        ++*p;
        const char *text = up_to(s, p, '/');
        if (!text || shell_regex(&a->re, text, s->flags) < 0)
            s->wrong = "bad address";
        else
            a->type = '/';
    }
}

static void read_substitution(struct sed *s, const char **p, struct sed_command *c)
{
    char delimiter = **p;
    const char *pattern = delimiter ? (++*p, up_to(s, p, delimiter)) : NULL, *text = pattern ? up_to(s, p, delimiter) : NULL;
    int flags = s->flags;
    if (!text) {
        s->wrong = arena_strf(s->sh->scratch, "unmatched '%c'", delimiter ? delimiter : '/');
        return;
    }
    for (; **p && strchr("gpiI0123456789", **p); ++*p) {
        c->global = c->global || **p == 'g';
        c->print = c->print || **p == 'p';
        flags |= **p == 'i' || **p == 'I' ? REG_ICASE : 0;
        c->which = isdigit((unsigned char)**p) ? c->which % 1000 * 10 + (**p - '0') : c->which;
    }
    c->text = text;
    if (shell_regex(&c->re, pattern, flags) < 0)
        s->wrong = "bad regex";
    else
        c->name = 's';
}

static void read_script(struct sed *s, const char *p)
{
    while (!s->wrong) {
        p += strspn(p, " \t\n;");
        if (!*p)
            return;
        if (s->count == COMMANDS_MAX) {
            s->wrong = "too many commands";
            return;
        }
        struct sed_command *c = &s->commands[s->count++];
        *c = (struct sed_command){ .name = '\0' };
        read_address(s, &p, &c->from);
        if (*p == ',') {
            p++;
            read_address(s, &p, &c->to);
        }
        p += strspn(p, " \t");
        if (*p == '!') {
            c->inverted = true;
            p++;
        }
        char name = *p ? *p++ : '\0';
        if (name == 's') {
            read_substitution(s, &p, c);
        } else if (name && strchr("dpq=", name)) {
            c->name = name;
        } else if (!s->wrong) {
            s->wrong = arena_strf(s->sh->scratch, name ? "unsupported command %c" : "missing command", name);
        }
        p += strspn(p, " \t");
        if (!s->wrong && *p && !strchr(";\n", *p))
            s->wrong = c->name == 's' ? "unknown option to s command" : "extra text after command";
    }
}

static bool address_is(const struct address *a, const char *line, long number, bool last)
{
    return a->type == 'n' ? a->number == number : a->type == '$' ? last : a->type == '/' && regexec(&a->re, line, 0, NULL, 0) == 0;
}

static bool applies(struct sed_command *c, const char *line, long number, bool last)
{
    bool yes;
    if (!c->from.type) {
        yes = true;
    } else if (!c->to.type) {
        yes = address_is(&c->from, line, number, last);
    } else if (c->inside) {
        yes = true;
        c->inside = !(c->to.type == 'n' ? number >= c->to.number : address_is(&c->to, line, number, last));
    } else {
        yes = address_is(&c->from, line, number, last);
        c->inside = yes && !(c->to.type == 'n' && c->to.number <= number) && !(c->to.type == '$' && last);
    }
    return yes != c->inverted;
}

/* The replacement with & and \1. */
static void add_replacement(struct strbuf *out, const char *text, const char *line, const regmatch_t *groups)
{
    for (; *text; text++) {
        int group = *text == '&' ? 0 : *text == '\\' && isdigit((unsigned char)text[1]) ? text[1] - '0' : -1;
        if (*text == '\\' && text[1] && group < 0) {
            text++;
            strbuf_addch(out, *text == 'n' ? '\n' : *text == 't' ? '\t' : *text);
            continue;
        }
        if (group < 0) {
            strbuf_addch(out, *text);
            continue;
        }
        text += *text == '\\';
        if (groups[group].rm_so >= 0)
            strbuf_add(out, line + groups[group].rm_so, (size_t)(groups[group].rm_eo - groups[group].rm_so));
    }
}

/* The line after s///; whether something was replaced. */
static bool substitute(struct sed *s, const struct sed_command *c, const char **line)
{
    struct strbuf out = STRBUF_INIT;
    regmatch_t groups[GROUPS];
    const char *p = *line;
    bool any = false;
    for (long n = 1; regexec(&c->re, p, GROUPS, groups, p > *line ? REG_NOTBOL : 0) == 0; n++) {
        bool replaces = !c->which || n == c->which || (c->global && n > c->which);
        strbuf_add(&out, p, (size_t)groups[0].rm_so);
        if (replaces)
            add_replacement(&out, c->text, p, groups);
        else
            strbuf_add(&out, p + groups[0].rm_so, (size_t)(groups[0].rm_eo - groups[0].rm_so));
        any = any || replaces;
        bool empty = groups[0].rm_eo == groups[0].rm_so;
        p += groups[0].rm_eo;
        if (empty && *p)
            strbuf_addch(&out, *p++);
        if ((empty && !*p) || !*p || (replaces && !c->global) || out.len > SHELL_TEXT_MAX)
            break;
    }
    strbuf_adds(&out, p);
    *line = arena_strndup(s->sh->scratch, out.buf, out.len);
    strbuf_release(&out);
    return any;
}

/* One line through all commands; false: it was the last one. */
static bool run_line(struct sed *s, struct strbuf *out, const char *line, long number, bool last)
{
    bool deleted = false, quit = false;
    for (size_t i = 0; i < s->count && !deleted && !quit; i++) {
        struct sed_command *c = &s->commands[i];
        if (!applies(c, line, number, last))
            continue;
        bool replaced = c->name == 's' && substitute(s, c, &line);
        if (c->name == 'p' || (replaced && c->print))
            strbuf_addf(out, "%s\n", line);
        else if (c->name == '=')
            strbuf_addf(out, "%ld\n", number);
        deleted = c->name == 'd';
        quit = c->name == 'q';
    }
    if (!deleted && !s->quiet)
        strbuf_addf(out, "%s\n", line);
    return !quit;
}

static void run_text(struct sed *s, const char *text, struct strbuf *out)
{
    bool on = true, ended = true;
    for (long number = 1; *text && on && shell_step(s->sh); number++) {
        size_t len = strcspn(text, "\n");
        const char *line = arena_strndup(s->sh->scratch, text, len);
        ended = text[len] == '\n';
        text += len + ended;
        on = run_line(s, out, line, number, !*text);
    }
    if (!ended && out->len)
        strbuf_setlen(out, out->len - 1);
}

static void release(struct sed *s)
{
    for (size_t i = 0; i < s->count; i++) {
        struct sed_command *c = &s->commands[i];
        if (c->from.type == '/')
            regfree(&c->from.re);
        if (c->to.type == '/')
            regfree(&c->to.re);
        if (c->name == 's')
            regfree(&c->re);
    }
}

static void run_files(struct sed *s, const char **files, size_t count, bool in_place)
{
    struct shell *sh = s->sh;
    for (size_t i = 0; i < count || (!i && !count); i++) {
        struct strbuf out = STRBUF_INIT;
        const struct file *f = count ? shell_file(sh, files[i]) : NULL;
        if (count && !f) {
            shell_complain(sh, "sed: %s: No such file or directory", files[i]);
            continue;
        }
        run_text(s, count ? shell_input(sh, "sed", files[i]) : shell_stdin(sh), &out);
        if (in_place && count)
            shell_write(sh, "sed", files[i], out.buf, out.len, false);
        else
            shell_print(sh, sh->out, out.buf, out.len);
        strbuf_release(&out);
    }
}

void shell_sed(struct shell *sh, const char **argv, size_t argc)
{
    struct sed *s = arena_alloc(sh->scratch, sizeof(*s));
    const char *script = NULL;
    size_t files = 0;
    bool in_place = false;
    s->sh = sh;
    for (size_t i = 1; i < argc; i++) {
        if (!shell_is_option(argv[i])) {
            if (script)
                argv[files++] = argv[i];
            else
                script = argv[i];
            continue;
        }
        s->quiet = s->quiet || strchr(argv[i], 'n');
        s->flags |= strpbrk(argv[i], "Er") ? REG_EXTENDED : 0;
        in_place = in_place || strchr(argv[i], 'i');
        if (strchr(argv[i], 'e') && i + 1 < argc)
            script = script ? arena_strf(sh->scratch, "%s\n%s", script, argv[++i]) : argv[++i];
    }
    if (!script) {
        shell_usage(sh, "sed");
        return;
    }
    read_script(s, script);
    if (s->wrong)
        shell_complain(sh, "sed: %s", s->wrong);
    else
        run_files(s, argv, files, in_place);
    release(s);
}
