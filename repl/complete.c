#include "repl/complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lessons/lesson.h"
#include "repl/term/hangul.h"
#include "repl/term/width.h"
#include "repl/verb.h"

enum { WORDS_MAX = 64, NAMES_MAX = 500 };

static struct {
    struct val *list; /* owned: array of strings */
    size_t next;
    int appended;
    struct arena *arena;
} found;

/* ---- collecting ---- */

/* What would be something else at the prompt than it is: a file may have any name, and a server may say anything. */
static bool is_harmless(const char *candidate)
{
    struct strbuf safe = STRBUF_INIT;
    term_safe(&safe, candidate, strlen(candidate));
    bool same = !strcmp(safe.buf, candidate) && !strpbrk(candidate, ";&|<>$`\\\"'\n\t");
    strbuf_release(&safe);
    return same;
}

void complete_offer(struct completion *c, const char *candidate)
{
    if (strncmp(candidate, c->text, strlen(c->text)) || !is_harmless(candidate))
        return;
    if (*c->before)
        candidate = arena_strf(found.arena, "%s%s", c->before, candidate);
    for (size_t i = 0; i < val_len(found.list); i++)
        if (val_str_equal(val_item(found.list, i), candidate))
            return;
    val_append(&found.list, val_string(candidate));
}

char *complete_next(int again)
{
    if (again)
        found.next = 0;
    const char *s = val_str(val_item(found.list, found.next));
    found.next++;
    return s ? strdup(s) : NULL;
}

static void offer_list(struct completion *c, const char *comma_list)
{
    for (const char *p = comma_list; p && *p;) {
        size_t len = strcspn(p, ",");
        complete_offer(c, arena_strndup(found.arena, p, len));
        p += len + (p[len] == ',');
    }
}

/* Goes on behind the last `mark` in the word, if there is one. */
static void go_behind(struct completion *c, char mark)
{
    const char *last = strrchr(c->text, mark);
    if (!last)
        return;
    c->before = arena_strf(found.arena, "%s%.*s", c->before, (int)(last + 1 - c->text), c->text);
    c->text = last + 1;
}

/* ---- things of the cluster ---- */

static const char *namespace_of(const struct completion *c)
{
    for (int i = 0; i + 1 < c->argc; i++)
        if (!strcmp(c->argv[i], "-n") || !strcmp(c->argv[i], "--namespace"))
            return c->argv[i + 1];
    return c->session->namespace_;
}

static bool lists(const struct resource *r)
{
    for (size_t i = 0; i < val_len(r->verbs); i++)
        if (val_str_equal(val_item(r->verbs, i), "list"))
            return true;
    return false;
}

void complete_resources(struct completion *c)
{
    struct status st = STATUS_INIT;
    size_t count;
    const struct resource *const *list = client_resources(c->session->client, &count, &st);
    for (size_t i = 0; i < count; i++) {
        if (!lists(list[i]))
            continue;
        complete_offer(c, list[i]->plural);
        for (size_t j = 0; *c->text && j < val_len(list[i]->short_names); j++)
            complete_offer(c, val_str_or(val_item(list[i]->short_names, j), ""));
    }
    status_release(&st);
}

/* Documents of a resource, in the arena; NULL when there is none such. */
static const struct val *objects(struct completion *c, const char *resource)
{
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    const struct resource *r = client_find(c->session->client, resource, &st);
    struct list_options o = { .limit = NAMES_MAX };
    if (r && client_list(c->session->client, r, r->namespaced ? namespace_of(c) : NULL, &o, &list, &st) < 0)
        list = NULL;
    status_release(&st);
    return val_get(arena_val(found.arena, list), "items");
}

void complete_names(struct completion *c, const char *resource)
{
    const struct val *items = objects(c, resource);
    for (size_t i = 0; i < val_len(items); i++)
        complete_offer(c, val_at_str(val_item(items, i), "metadata.name", ""));
}

/* TYPE/NAME */
static void complete_pairs(struct completion *c, size_t slash)
{
    const char *type = arena_strndup(found.arena, c->text, slash);
    const struct val *items = objects(c, type);
    for (size_t i = 0; i < val_len(items); i++)
        complete_offer(c, arena_strf(found.arena, "%s/%s", type, val_at_str(val_item(items, i), "metadata.name", "")));
}

/* A key of the labels that objects of the type have, or behind "key=" its values. */
static void complete_labels(struct completion *c, const char *resource)
{
    const struct val *items = objects(c, resource);
    bool valued = strchr(c->text, '=');
    for (size_t i = 0; i < val_len(items); i++) {
        const struct val *labels = val_at(val_item(items, i), "metadata.labels");
        for (size_t j = 0; j < val_len(labels); j++)
            complete_offer(c, arena_strf(found.arena, "%s=%s", val_key(labels, j), valued ? val_str_or(val_item(labels, j), "") : ""));
    }
    found.appended = valued ? ' ' : 0;
}

/* A selector: what stands behind its last comma. */
static void complete_selector(struct completion *c, const char *resource)
{
    go_behind(c, ',');
    complete_labels(c, resource);
}

void complete_files(struct completion *c)
{
    const char *slash = strrchr(c->text, '/');
    const char *folder = slash ? arena_strndup(found.arena, c->text, (size_t)(slash - c->text) + 1) : "";
    DIR *d = opendir(*folder ? folder : ".");
    for (struct dirent *e; d && (e = readdir(d));) {
        struct stat info;
        const char *path = arena_strf(found.arena, "%s%s", folder, e->d_name);
        if (e->d_name[0] == '.' && !(slash ? slash[1] == '.' : c->text[0] == '.'))
            continue;
        bool is_folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
        if (!strncmp(path, c->text, strlen(c->text)))
            found.appended = is_folder ? '/' : ' ';
        complete_offer(c, path);
    }
    if (d)
        closedir(d);
}

/* ---- verbs and flags ---- */

static void complete_verbs(struct completion *c, bool kubectl)
{
    for (size_t i = 0; i < verb_count; i++) {
        if (verbs[i]->kubectl != kubectl || verbs[i]->hidden)
            continue;
        complete_offer(c, verbs[i]->name);
        if (*c->text)
            offer_list(c, verbs[i]->aliases);
    }
}

static void offer_flags(struct completion *c, const struct option *rows)
{
    for (const struct option *o = rows; o && o->name; o++)
        complete_offer(c, arena_strf(found.arena, "--%s", o->name));
}

/* The row of the flag that a word is ("-n", "--namespace"), if it still needs a value. */
static const struct option *flag_row(const struct verb *v, const char *word)
{
    const struct option *const tables[] = { v->options, option_globals };
    for (size_t t = 0; t < ARRAY_LEN(tables); t++)
        for (const struct option *o = tables[t]; o && o->name; o++)
            if ((!strncmp(word, "--", 2) && !strcmp(word + 2, o->name)) || (word[0] == '-' && word[1] == o->letter && o->letter && !word[2]))
                return o->type != OPTION_BOOL && !o->when_alone ? o : NULL;
    return NULL;
}

static void complete_value(struct completion *c, const struct option *flag)
{
    static const struct {
        const char *flag, *values;
    } fixed[] = {
        { "output", "wide,yaml,json,name,jsonpath=,custom-columns=,go-template=" },
        { "dry-run", "client,server,none" },
        { "cascade", "background,foreground,orphan" },
        { "type", "json,merge,strategic" },
    };
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        if (!strcmp(fixed[i].flag, flag->name))
            offer_list(c, fixed[i].values);
    if (!strcmp(flag->name, "namespace"))
        complete_names(c, "namespaces");
    else if (!strcmp(flag->name, "filename"))
        complete_files(c);
    else if (!strcmp(flag->name, "selector") && c->argc)
        complete_selector(c, c->argv[0]);
}

/* Names behind a type, types before; for verbs that are about some types alone, those. */
static void complete_targets(struct completion *c, const struct verb *v)
{
    static const struct {
        const char *verb, *resource;
    } fixed[] = { { "cordon", "nodes" }, { "uncordon", "nodes" }, { "drain", "nodes" }, { "logs", "pods" }, { "exec", "pods" } };
    static const struct {
        const char *verb, *resources;
    } some[] = {
        { "status", "deployments,daemonsets,statefulsets" },
        { "history", "deployments,daemonsets,statefulsets" },
        { "undo", "deployments,daemonsets,statefulsets" },
        { "restart", "deployments,daemonsets,statefulsets" },
        { "pause", "deployments" },
        { "resume", "deployments" },
        { "scale", "deployments,replicasets,statefulsets,replicationcontrollers" },
        { "autoscale", "deployments,replicasets,statefulsets,replicationcontrollers" },
        { "taint", "nodes" },
    };
    const char *slash = strchr(c->text, '/');
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        if (!strcmp(fixed[i].verb, v->name)) {
            complete_names(c, fixed[i].resource);
            return;
        }
    const char *types = NULL;
    for (size_t i = 0; i < ARRAY_LEN(some); i++)
        if (!strcmp(some[i].verb, v->name))
            types = some[i].resources;
    if (slash)
        complete_pairs(c, (size_t)(slash - c->text));
    else if (!c->argc && types)
        offer_list(c, types);
    else if (!c->argc)
        complete_resources(c);
    else if (!strchr(c->argv[0], '/')) {
        complete_names(c, c->argv[0]);
        if (c->argc > 1 && !strcmp(v->name, "label"))
            complete_labels(c, c->argv[0]);
    }
}

/* The verb's own words behind it: add, remove; 추가, 삭제 behind 노드. */
static void offer_subverbs(struct completion *c, const struct verb *v, bool korean)
{
    for (const struct verb *const *sub = v->subverbs; *sub; sub++)
        if (korean && (*sub)->aliases)
            offer_list(c, (*sub)->aliases);
        else
            complete_offer(c, (*sub)->name);
}

/* Behind `kubectl`: argv without it. */
static void complete_kubectl(struct completion *c)
{
    if (!c->argc) {
        complete_verbs(c, true);
        return;
    }
    const struct verb *v = verb_find(c->argv[0], true);
    c->argv++;
    c->argc--;
    if (v && v->subverbs && !c->argc && *c->text != '-') {
        offer_subverbs(c, v, false);
        return;
    }
    const struct verb *sub = v && v->subverbs && c->argc ? verb_sub(v, c->argv[0]) : NULL;
    if (sub) {
        v = sub;
        c->argv++;
        c->argc--;
    }
    if (!v)
        return;
    const struct option *waiting = c->argc ? flag_row(v, c->argv[c->argc - 1]) : NULL;
    int n = 0; /* flags and their values are no arguments */
    for (int i = 0; i < c->argc; i++) {
        if (c->argv[i][0] != '-')
            c->argv[n++] = c->argv[i];
        else if (flag_row(v, c->argv[i]))
            i++;
    }
    char *assigned = !strncmp(c->text, "--", 2) ? strchr(c->text, '=') : NULL;
    if (assigned && !waiting) {
        waiting = flag_row(v, arena_strndup(found.arena, c->text, (size_t)(assigned - c->text)));
        c->before = arena_strndup(found.arena, c->text, (size_t)(assigned + 1 - c->text));
        c->text = assigned + 1;
        if (!waiting)
            return;
    }
    if (waiting) {
        c->argc = n;
        complete_value(c, waiting);
    } else if (c->text[0] == '-') {
        offer_flags(c, v->options);
        offer_flags(c, option_globals);
    } else {
        c->argc = n;
        if (v->complete)
            v->complete(c);
        else
            complete_targets(c, v);
    }
}

static void complete_lessons(struct completion *c)
{
    size_t count;
    const char *const *names = lesson_names(found.arena, &count);
    for (size_t i = 0; i < count; i++) {
        const char *dash = strchr(names[i], '-');
        complete_offer(c, dash ? dash + 1 : names[i]);
    }
}

/* Arguments of the shell's own words. */
static void complete_word(struct completion *c, const char *word)
{
    static const struct {
        const char *word, *commands;
    } nested[] = { { "watch", "kubectl,map,timeline" }, { "timeout", "kubectl,watch" }, { "xargs", "kubectl" } };
    const struct verb *v = verb_find(word, false);
    bool korean = hangul_present(word, strlen(word));
    for (size_t i = 0; v && i < ARRAY_LEN(nested); i++)
        if (!strcmp(v->name, nested[i].word)) {
            offer_list(c, nested[i].commands);
            return;
        }
    if (v && v->subverbs) {
        const struct verb *sub = c->argc ? verb_sub(v, c->argv[0]) : NULL;
        if (!c->argc)
            offer_subverbs(c, v, korean);
        else if (sub && sub->complete)
            sub->complete(c);
    } else if (v && !strcmp(v->name, "learn")) {
        complete_lessons(c);
    } else if (v && !strcmp(v->name, "help")) {
        complete_verbs(c, false);
        complete_verbs(c, true);
    } else if (v && v->complete) {
        v->complete(c);
    } else {
        complete_files(c);
    }
}

/* ---- the line ---- */

/* Words of the simple command before the cursor, split at blanks. */
static int split(const struct completion_place *place, char **words)
{
    size_t begin = place->start;
    int n = 0;
    while (begin > 0 && !strchr("|;&(", place->line[begin - 1]))
        begin--;
    for (size_t i = begin; i < place->start && n < WORDS_MAX;) {
        size_t skip = strspn(place->line + i, " \t"), len = strcspn(place->line + i + skip, " \t");
        i += skip;
        if (i + len > place->start)
            len = place->start - i;
        if (i < place->start && len)
            words[n++] = arena_strndup(found.arena, place->line + i, len);
        i += len ? len : 1;
    }
    return n;
}

static bool is_kubectl(const char *word)
{
    return !strcmp(word, "kubectl") || !strcmp(word, "k");
}

int complete_start(struct session *s, const struct completion_place *place, const char *text)
{
    char *words[WORDS_MAX];
    if (!found.arena)
        found.arena = arena_new();
    arena_reset(found.arena);
    val_assign(&found.list, val_array());
    found.appended = ' ';
    int n = split(place, words), at = 0;
    /* watch -n1 kubectl get ...: what counts is the last kubectl */
    for (int i = 0; i < n; i++)
        if (is_kubectl(words[i]))
            at = i;
    struct completion c = { s, text, "", n - at - 1, words + at + 1 };
    if (!n) {
        complete_verbs(&c, false);
        c.argc = 0;
    } else if (is_kubectl(words[at])) {
        complete_kubectl(&c);
    } else {
        complete_word(&c, words[0]);
    }
    size_t len = val_len(found.list);
    const char *only = len == 1 ? val_str(val_item(found.list, 0)) : NULL;
    if (only && *only && strchr("=/", only[strlen(only) - 1]))
        found.appended = 0;
    return found.appended;
}
