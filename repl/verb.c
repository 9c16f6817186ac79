#include "repl/verb.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "repl/help.h"
#include "repl/session.h"

#define VERB(name) extern const struct verb verb_##name;
#include "repl/verbs.def"
#undef VERB

/* The NULL keeps the array from being empty; verb_count leaves it out. */
const struct verb *const verbs[] = {
#define VERB(name) &verb_##name,
#include "repl/verbs.def"
#undef VERB
    NULL,
};
const size_t verb_count = ARRAY_LEN(verbs) - 1;

static bool in_comma_list(const char *list, const char *name)
{
    size_t len = strlen(name);
    for (const char *p = list; p && *p;) {
        size_t n = strcspn(p, ",");
        if (n == len && !memcmp(p, name, n))
            return true;
        p += n + (p[n] == ',');
    }
    return false;
}

static bool verb_is(const struct verb *v, const char *name)
{
    return !strcmp(v->name, name) || in_comma_list(v->aliases, name);
}

const struct verb *verb_find(const char *name, bool kubectl)
{
    for (size_t i = 0; i < verb_count; i++)
        if (verbs[i]->kubectl == kubectl && verb_is(verbs[i], name))
            return verbs[i];
    return NULL;
}

const struct verb *verb_sub(const struct verb *v, const char *name)
{
    for (size_t i = 0; v->subverbs && v->subverbs[i]; i++)
        if (verb_is(v->subverbs[i], name))
            return v->subverbs[i];
    return NULL;
}

/* ---- what every verb needs ---- */

struct client *cmd_client(struct command *cmd)
{
    return cmd->session->client;
}

struct version cmd_version(struct command *cmd)
{
    return client_version(cmd->session->client);
}

const char *cmd_namespace(struct command *cmd)
{
    const char *ns = opt_str(cmd, "namespace");
    return ns && *ns ? ns : cmd->session->namespace_;
}

int cmd_list(struct command *cmd, const char *word, const char *ns, const char *label_selector, const struct val **items, struct status *st)
{
    struct val *list = NULL;
    const struct resource *r = client_find(cmd_client(cmd), word, st);
    struct list_options o = { .label_selector = label_selector };
    if (!r || client_list(cmd_client(cmd), r, ns, &o, &list, st) < 0)
        return -1;
    *items = val_get(arena_val(cmd->arena, list), "items");
    return 0;
}

bool cmd_has_option(const struct command *cmd, const char *name)
{
    for (const struct option *o = cmd->verb->options; o && o->name; o++)
        if (!strcmp(o->name, name))
            return true;
    return false;
}

int cmd_error(struct command *cmd, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    const char *message = arena_strvf(cmd->arena, fmt, ap);
    va_end(ap);
    sink_printf(cmd->err, "error: %s\n", message);
    return 1;
}

int cmd_usage_error(struct command *cmd, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    const char *message = arena_strvf(cmd->arena, fmt, ap);
    va_end(ap);
    return cmd_error(cmd, "%s\nSee '%s -h' for help and examples", message, cmd->path);
}

/* The causes of an Invalid status: one on the same line, several a line each; equal ones are said once. */
static void invalid_text(struct command *cmd, struct strbuf *sb, const struct status *st)
{
    const struct val *causes = val_get(st->details, "causes");
    const char *kind = val_get_str(st->details, "kind", ""), *name = val_get_str(st->details, "name", "");
    struct val *lines = val_array();
    if (*kind || *name) {
        struct val *quoted = val_string(name);
        strbuf_addf(sb, "The %s ", kind);
        go_quote(sb, name, val_len(quoted));
        strbuf_adds(sb, " is invalid");
        val_unref(quoted);
    } else {
        strbuf_adds(sb, "The request is invalid");
        if (*st->message && !val_len(causes) && version_has(cmd_version(cmd), FEATURE_INVALID_MESSAGE_SHOWN))
            strbuf_addf(sb, ": %s", st->message);
    }
    for (size_t i = 0; i < val_len(causes); i++) {
        const struct val *cause = val_item(causes, i);
        struct val *line = val_stringf("%s: %s", val_get_str(cause, "field", ""), val_get_str(cause, "message", ""));
        bool seen = false;
        for (size_t j = 0; j < val_len(lines); j++)
            seen |= val_equal(val_item(lines, j), line);
        if (seen)
            val_unref(line);
        else
            val_append(&lines, line);
    }
    if (val_len(lines))
        strbuf_adds(sb, ": ");
    for (size_t i = 0; i < val_len(lines); i++)
        strbuf_addf(sb, val_len(lines) > 1 ? "\n* %s" : "%s", val_str(val_item(lines, i)));
    val_unref(lines);
}

/* kubectl's StandardErrorMessage: `alone` errors of the client's own get "error: ". */
static void status_text(struct command *cmd, struct strbuf *sb, const struct status *st, bool alone)
{
    const char *reason = st->reason ? st->reason : "";
    if (alone && !strcmp(reason, "Invalid"))
        invalid_text(cmd, sb, st);
    else if (!strcmp(reason, "Unauthorized"))
        strbuf_addf(sb, "error: You must be logged in to the server (%s)", st->message);
    else if (st->code && *reason)
        strbuf_addf(sb, "Error from server (%s): %s", reason, st->message);
    else if (st->code)
        strbuf_addf(sb, "Error from server: %s", st->message);
    else if (*reason || !alone || !strncmp(st->message, "error: ", 7))
        strbuf_adds(sb, st->message);
    else
        strbuf_addf(sb, "error: %s", st->message);
    if (!sb->len || sb->buf[sb->len - 1] != '\n')
        strbuf_addch(sb, '\n');
}

const char *cmd_status_text(struct command *cmd, const struct status *st)
{
    struct strbuf sb = STRBUF_INIT;
    status_text(cmd, &sb, st, true);
    const char *text = arena_strndup(cmd->arena, sb.buf, sb.len);
    strbuf_release(&sb);
    return text;
}

int cmd_status(struct command *cmd, struct status *st)
{
    sink_puts(cmd->err, cmd_status_text(cmd, st));
    status_release(st);
    return 1;
}

static void release_status(void *st)
{
    status_release(st);
}

void cmd_errors_add(struct command *cmd, struct cmd_errors *e, struct status *st)
{
    if (e->len == e->cap) {
        struct status *old = e->items;
        e->cap = e->cap ? e->cap * 2 : 4;
        e->items = arena_alloc(cmd->arena, e->cap * sizeof(*e->items));
        if (old)
            memcpy(e->items, old, e->len * sizeof(*old));
    }
    /* A copy of its own owns the strings, so that growing the array does not move what the arena gives back. */
    struct status *kept = arena_alloc(cmd->arena, sizeof(*kept));
    status_move(kept, st);
    arena_on_reset(cmd->arena, release_status, kept);
    e->items[e->len++] = *kept;
}

int cmd_errors_report(struct command *cmd, const struct cmd_errors *e)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < e->len; i++) {
        strbuf_reset(&sb);
        status_text(cmd, &sb, &e->items[i], e->len == 1);
        sink_write(cmd->err, sb.buf, sb.len);
    }
    strbuf_release(&sb);
    return e->len > 0;
}

/* ---- time ---- */

int cmd_wait(struct command *cmd, int64_t ms)
{
    struct backend *b = cmd->session->backend;
    bool too_long = cmd->deadline_ms != INT64_MAX && ms > cmd->deadline_ms - backend_now_ms(b);
    int64_t left = too_long ? cmd->deadline_ms - backend_now_ms(b) : ms;
    if (left > 0 && backend_wait(b, left) < 0)
        return 130;
    return too_long ? 124 : 0;
}

int cmd_watch_next(struct command *cmd, struct watch *w, int64_t timeout_ms, struct watch_event *event, struct status *st)
{
    struct backend *b = cmd->session->backend;
    if (cmd->out->closed)
        return 141;
    if (cmd->deadline_ms != INT64_MAX) {
        int64_t left = cmd->deadline_ms - backend_now_ms(b);
        if (left < timeout_ms)
            timeout_ms = left > 0 ? left : 0;
    }
    int rc = watch_next(w, timeout_ms, event, st);
    if (rc)
        return rc;
    if (backend_interrupted)
        return 130;
    return backend_now_ms(b) >= cmd->deadline_ms ? 124 : 0;
}

/* ---- running ---- */

/* Whether the argument behind this flag is its value (cobra asks the flags it knows at this level; an unknown one has one). */
static bool takes_next(const struct verb *v, const char *arg)
{
    const struct option *o;
    if (strchr(arg, '=') || (arg[1] != '-' && arg[2]))
        return false;
    o = arg[1] == '-' ? option_find(v, arg + 2, strlen(arg + 2)) : option_find_letter(v, arg[1]);
    return !o || option_takes_value(o);
}

/* The index of the first argument that is no flag and no flag's value; argc when there is none. */
static int first_word(const struct verb *v, int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--"))
            return argc;
        if (argv[i][0] != '-' || !argv[i][1])
            return i;
        i += takes_next(v, argv[i]);
    }
    return argc;
}

/* `rollout status`: the subverb, taken out of argv. */
static const struct verb *descend(struct command *cmd, const struct verb *v, int *argc, char **argv)
{
    while (v->subverbs) {
        int at = first_word(v, *argc, argv);
        const struct verb *sub = at < *argc ? verb_sub(v, argv[at]) : NULL;
        if (!sub)
            break;
        cmd->path = arena_strf(cmd->arena, "%s %s", cmd->path, sub->name);
        memmove(argv + at, argv + at + 1, (size_t)(*argc - at - 1) * sizeof(*argv));
        --*argc;
        v = sub;
    }
    return v;
}

/* `rollout` alone: what there is below it; kubectl ends with 1 then. */
static int run_group(struct command *cmd)
{
    struct strbuf words = STRBUF_INIT;
    for (int i = 0; i < cmd->argc; i++)
        strbuf_addf(&words, "%s%s", i ? " " : "", cmd->argv[i]);
    if (cmd->argc)
        cmd_usage_error(cmd, "unknown command \"%s\"", words.buf);
    else
        help_verb(cmd);
    strbuf_release(&words);
    return 1;
}

static void print_warnings(struct command *cmd)
{
    struct strbuf sb = STRBUF_INIT;
    if (cmd->session->client)
        client_take_warnings(cmd->session->client, &sb);
    for (const char *p = sb.buf; *p;) {
        size_t len = strcspn(p, "\n");
        sink_printf(cmd->err, "Warning: %.*s\n", (int)len, p);
        p += len + (p[len] == '\n');
    }
    strbuf_release(&sb);
}

int verb_invoke(struct command *parent, const struct verb *v, int argc, char **argv)
{
    struct command cmd = *parent;
    char **args = arena_alloc(cmd.arena, ((size_t)argc + 1) * sizeof(*args));
    if (argc)
        memcpy(args, argv, (size_t)argc * sizeof(*args));
    cmd.path = v->kubectl ? arena_strf(cmd.arena, "kubectl %s", v->name) : v->name;
    cmd.verb = v = descend(&cmd, v, &argc, args);
    cmd.argc = argc;
    cmd.argv = args;
    cmd.dash_at = -1;
    cmd.printed = 0;
    cmd.options = NULL;
    if (!v->raw) {
        int rc = option_parse(&cmd, argc, args);
        if (rc)
            return rc;
        if (opt_bool(&cmd, "help"))
            return help_verb(&cmd);
    }
    int rc = v->exec ? v->exec(&cmd) : run_group(&cmd);
    print_warnings(&cmd);
    return rc;
}
