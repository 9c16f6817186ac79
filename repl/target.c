#include "repl/target.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "repl/manifest.h"

/* TYPE and NAME as typed, the type not looked up yet. */
struct pair {
    const char *type, *name;
};

/* What kubectl's builder has gathered before it looks anything up. */
struct builder {
    struct command *cmd;
    const char **types; /* unfolded categories; behind them `names` */
    size_t type_count;
    const char **names;
    size_t name_count;
    struct pair *pairs; /* TYPE/NAME */
    size_t pair_count;
    bool selecting;     /* lists: a selector, --all, or a type alone */
    struct targets *out;
};

static struct target *add_target(struct builder *b)
{
    struct targets *t = b->out;
    if (t->len == t->cap) {
        struct target *old = t->items;
        t->cap = t->cap ? t->cap * 2 : 8;
        t->items = arena_alloc(b->cmd->arena, t->cap * sizeof(*t->items));
        if (old)
            memcpy(t->items, old, t->len * sizeof(*old));
    }
    return &t->items[t->len++];
}

/* "a,b,a" to {a, b}. */
static const char **split_types(struct arena *a, const char *arg, size_t *count)
{
    const char **list = arena_alloc(a, (strlen(arg) + 2) * sizeof(*list));
    size_t n = 0;
    for (const char *p = arg;; p++) {
        size_t len = strcspn(p, ",");
        const char *word = arena_strndup(a, p, len);
        bool seen = false;
        for (size_t i = 0; i < n; i++)
            seen |= !strcmp(list[i], word);
        if (!seen)
            list[n++] = word;
        p += len;
        if (!*p)
            break;
    }
    *count = n;
    return list;
}

/* The types of an argument, categories ("all") unfolded. */
static void add_types(struct builder *b, const char *arg)
{
    struct strbuf sb = STRBUF_INIT;
    struct arena *a = b->cmd->arena;
    size_t words;
    const char **list = split_types(a, arg, &words);
    for (size_t i = 0; i < words; i++) {
        const struct resource *const *members;
        size_t n = client_category(cmd_client(b->cmd), list[i], &members);
        for (size_t j = 0; j < n; j++)
            strbuf_addf(&sb, "%s%s", sb.len ? "," : "", resource_plural(a, members[j]));
        if (!n)
            strbuf_addf(&sb, "%s%s", i ? "," : "", list[i]);
    }
    b->types = split_types(a, sb.buf, &b->type_count);
    strbuf_release(&sb);
}

static int add_pair(struct builder *b, const char *arg)
{
    const char *slash = strchr(arg, '/');
    if (strchr(slash + 1, '/'))
        return cmd_error(b->cmd, "arguments in resource/name form may not have more than one slash");
    if (slash == arg || !slash[1] || memchr(arg, ',', (size_t)(slash - arg)))
        return cmd_error(b->cmd, "arguments in resource/name form must have a single resource and name");
    b->pairs[b->pair_count++] =
        (struct pair){ arena_strndup(b->cmd->arena, arg, (size_t)(slash - arg)), slash + 1 };
    return 0;
}

static int parse_args(struct builder *b, int argc, char **argv, bool bare_type_is_all)
{
    struct arena *a = b->cmd->arena;
    size_t types = 0;
    const char **list = argc > 1 ? split_types(a, argv[0], &types) : NULL;
    int slashes = 0;
    if (types > 1) { /* a,b c d: a/c a/d b/c b/d */
        char **pairs = arena_alloc(a, types * (size_t)argc * sizeof(*pairs));
        int n = 0;
        for (size_t i = 0; i < types; i++)
            for (int j = 1; j < argc; j++)
                pairs[n++] = arena_strf(a, "%s/%s", list[i], argv[j]);
        argv = pairs;
        argc = n;
    }
    for (int i = 0; i < argc; i++)
        slashes += strchr(argv[i], '/') != NULL;
    if (slashes && slashes != argc)
        return cmd_error(b->cmd, "there is no need to specify a resource type as a separate argument when passing "
                                 "arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead "
                                 "of 'kubectl get resource resource/<resource_name>'");
    if (slashes) {
        b->pairs = arena_alloc(a, (size_t)argc * sizeof(*b->pairs));
        for (int i = 0; i < argc; i++)
            if (add_pair(b, argv[i]))
                return 1;
        return 0;
    }
    if (argc)
        add_types(b, argv[0]);
    if (argc > 1) {
        b->names = arena_alloc(a, (size_t)argc * sizeof(*b->names));
        for (int i = 1; i < argc; i++)
            b->names[b->name_count++] = argv[i];
    }
    b->selecting |= argc == 1 && bare_type_is_all;
    return 0;
}

static const char *trimmed_option(struct command *cmd, const char *name)
{
    const char *s = cmd_has_option(cmd, name) ? opt_str(cmd, name) : NULL;
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, s ? s + strspn(s, " \t\r\n") : "");
    strbuf_rtrim(&sb);
    s = arena_strdup(cmd->arena, sb.buf);
    strbuf_release(&sb);
    return s;
}

static bool switched_on(struct command *cmd, const char *name)
{
    return cmd_has_option(cmd, name) && opt_bool(cmd, name);
}

static const struct resource *look_up(struct builder *b, const char *type)
{
    struct status st = STATUS_INIT;
    const struct resource *r = client_find(cmd_client(b->cmd), type, &st);
    if (!r)
        cmd_status(b->cmd, &st);
    return r;
}

/* One target of a looked-up type. `ns` NULL: all namespaces, which a single object cannot be asked of. */
static int add_named(struct builder *b, const struct resource *r, const char *ns, const char *name)
{
    if (r->namespaced && !ns && name)
        return cmd_error(b->cmd, "a resource cannot be retrieved by name across all namespaces");
    struct target *t = add_target(b);
    *t = (struct target){ .resource = r, .ns = r->namespaced ? ns : NULL, .name = name };
    return 0;
}

static int plan_lists(struct builder *b, const char *ns, unsigned flags)
{
    if (b->name_count)
        return cmd_error(b->cmd, "name cannot be provided when a selector is specified");
    if (b->pair_count)
        return cmd_error(b->cmd, "selectors and the all flag cannot be used when passing resource/name arguments");
    if (!b->type_count)
        return cmd_error(b->cmd, "at least one resource must be specified to use a selector");
    if (b->type_count > 1 && (flags & TARGET_ONE_TYPE))
        return cmd_error(b->cmd, "you may only specify a single resource type");
    for (size_t i = 0; i < b->type_count; i++) {
        const struct resource *r = look_up(b, b->types[i]);
        bool seen = false;
        if (!r)
            return 1;
        for (size_t j = 0; j < b->out->len; j++)
            seen |= b->out->items[j].resource == r;
        if (!seen && add_named(b, r, ns, NULL))
            return 1;
    }
    return 0;
}

static int plan_pairs(struct builder *b, const char *ns, unsigned flags)
{
    const struct resource *first = NULL;
    b->out->single = b->pair_count == 1;
    for (size_t i = 0; i < b->pair_count; i++) {
        const struct resource *r = look_up(b, b->pairs[i].type);
        if (!r)
            return 1;
        if (first && r != first && (flags & TARGET_ONE_TYPE))
            return cmd_error(b->cmd, "you may only specify a single resource type");
        first = r;
        if (add_named(b, r, ns, b->pairs[i].name))
            return 1;
    }
    return 0;
}

static int plan_names(struct builder *b, const char *ns)
{
    b->out->single = b->name_count == 1;
    if (b->type_count > 1)
        return cmd_error(b->cmd, "you must specify only one resource");
    const struct resource *r = look_up(b, b->types[0]);
    if (!r)
        return 1;
    for (size_t i = 0; i < b->name_count; i++)
        if (add_named(b, r, ns, b->names[i]))
            return 1;
    return 0;
}

static int plan_files(struct builder *b)
{
    struct manifests m;
    unsigned flags = switched_on(b->cmd, "recursive") ? MANIFEST_RECURSIVE : 0;
    if (b->type_count)
        return cmd_error(b->cmd, "when paths, URLs, or stdin is provided as input, you may not specify resource "
                                 "arguments as well");
    if (b->pair_count)
        return cmd_error(b->cmd, "resource/name arguments cannot be provided when a path is specified");
    manifests_load(b->cmd, opt_list(b->cmd, "filename"), flags, &m);
    b->out->errors = m.errors;
    b->out->single = true;
    for (size_t i = 0; i < m.len; i++) {
        const struct manifest *f = &m.items[i];
        *add_target(b) = (struct target){ f->resource, f->ns, f->name, f->doc, f->source };
        if (strcmp(f->source, m.items[0].source) || !strcmp(f->source, "STDIN"))
            b->out->single = false;
    }
    return 0;
}

int targets_none(struct command *cmd)
{
    return cmd_error(cmd, "You must provide one or more resources by argument or filename.\n"
                          "Example resource specifications include:\n"
                          "   '-f rsrc.yaml'\n"
                          "   '--filename=rsrc.json'\n"
                          "   '<resource> <name>'\n"
                          "   '<resource>'");
}

/* Types alone, where kubectl wants names. */
static int refuse(struct builder *b)
{
    for (size_t i = 0; i < b->type_count; i++)
        if (!look_up(b, b->types[i]))
            return 1;
    if (b->type_count)
        return cmd_error(b->cmd, "resource(s) were provided, but no %s specified",
                         version_has(cmd_version(b->cmd), FEATURE_DELETE_NO_NAME_TEXT) ? "name was"
                                                                                       : "name, label selector, or --all flag");
    return targets_none(b->cmd);
}

int targets_plan(struct command *cmd, int argc, char **argv, unsigned flags, struct targets *out)
{
    struct builder b = { .cmd = cmd, .out = out };
    bool selectors = flags & TARGET_SELECTORS, all = selectors && switched_on(cmd, "all");
    const char *ns = selectors && switched_on(cmd, "all-namespaces") ? NULL : cmd_namespace(cmd);
    *out = (struct targets){ .label_selector = selectors ? trimmed_option(cmd, "selector") : "",
                             .field_selector = selectors ? trimmed_option(cmd, "field-selector") : "" };
    b.selecting = *out->label_selector || *out->field_selector;
    if (b.selecting && all && (flags & TARGET_ALL_SELECTS))
        return cmd_error(cmd, "setting 'all' parameter but found a non empty selector. ");
    b.selecting |= all && (flags & TARGET_ALL_SELECTS);
    if (parse_args(&b, argc, argv, all || !(flags & TARGET_REQUIRE_NAME)))
        return 1;
    if ((flags & TARGET_FILES) && cmd_has_option(cmd, "kustomize") && opt_given(cmd, "kustomize"))
        return cmd_error(cmd, "this kubectl has no kustomize: name the files with -f");
    if ((flags & TARGET_FILES) && val_len(opt_list(cmd, "filename")))
        return plan_files(&b);
    if (b.selecting)
        return plan_lists(&b, ns, flags);
    if (b.pair_count)
        return plan_pairs(&b, ns, flags);
    if (b.name_count)
        return plan_names(&b, ns);
    return refuse(&b);
}

/* ---- asking the server ---- */

int target_list(struct command *cmd, const struct targets *t, const struct target *list, struct list_options o,
                struct val **out, struct status *st)
{
    const struct resource *r = list->resource;
    o.label_selector = t->label_selector;
    o.field_selector = t->field_selector;
    if (!client_list(cmd_client(cmd), r, list->ns, &o, out, st))
        return 0;
    if (st->code != 400 && st->code != 404)
        return -1;
    const char *what = arena_strf(cmd->arena, "%s%s, Resource=%s", *r->group ? r->api_version : "/",
                                  *r->group ? "" : r->version, r->plural);
    struct strbuf sb = STRBUF_INIT;
    if (*o.label_selector || *o.field_selector) {
        strbuf_addf(&sb, "Unable to find \"%s\" that match label selector ", what);
        go_quote(&sb, o.label_selector, strlen(o.label_selector));
        strbuf_adds(&sb, ", field selector ");
        go_quote(&sb, o.field_selector, strlen(o.field_selector));
    } else {
        strbuf_addf(&sb, "Unable to list \"%s\"", what);
    }
    strbuf_addf(&sb, ": %s", st->message);
    free(st->message);
    st->message = strbuf_detach(&sb, NULL);
    return -1;
}

int target_missing(struct command *cmd, const struct target *t, struct status *st)
{
    struct status why = STATUS_INIT;
    if (st->code != 404 || !t->ns || !strcmp(t->ns, "default"))
        return -1;
    const struct resource *namespaces = client_find_kind(cmd_client(cmd), "v1", "Namespace", &why);
    if (namespaces && client_get(cmd_client(cmd), namespaces, NULL, t->ns, NULL, &why) < 0 && why.code == 404)
        status_move(st, &why);
    status_release(&why);
    return -1;
}

struct val *target_list_item(const struct val *list, size_t i)
{
    struct val *item = val_ref(val_item(val_get(list, "items"), i));
    const char *kind = val_get_str(list, "kind", "");
    size_t len = strlen(kind);
    if (!val_is(item, VAL_OBJECT) || val_get(item, "kind") || len < 4 || strcmp(kind + len - 4, "List"))
        return item;
    val_set(&item, "kind", val_stringn(kind, len - 4));
    val_set(&item, "apiVersion", val_ref(val_get(list, "apiVersion")));
    return item;
}

/* The objects of one list become targets. */
static void unfold(struct builder *b, const struct targets *plan, const struct target *list)
{
    struct status st = STATUS_INIT;
    struct val *doc = NULL;
    if (target_list(b->cmd, plan, list, (struct list_options){ 0 }, &doc, &st) < 0) {
        cmd_errors_add(b->cmd, &b->out->errors, &st);
        return;
    }
    for (size_t i = 0; i < val_len(val_get(doc, "items")); i++) {
        const struct val *object = arena_val(b->cmd->arena, target_list_item(doc, i));
        *add_target(b) = (struct target){ .resource = list->resource, .ns = val_at_str(object, "metadata.namespace", NULL),
                                          .name = val_at_str(object, "metadata.name", ""), .object = object };
    }
    val_unref(doc);
}

int targets_resolve(struct command *cmd, int argc, char **argv, unsigned flags, struct targets *out)
{
    struct targets plan;
    struct builder b = { .cmd = cmd, .out = out };
    *out = (struct targets){ 0 };
    int rc = targets_plan(cmd, argc, argv, flags, &plan);
    if (rc)
        return rc;
    *out = plan;
    out->items = NULL;
    out->len = out->cap = 0;
    for (size_t i = 0; i < plan.len; i++) {
        struct target t = plan.items[i];
        struct val *object = NULL;
        struct status st = STATUS_INIT;
        if (!t.name) {
            unfold(&b, &plan, &t);
            continue;
        }
        if (flags & TARGET_FETCH) {
            if (client_get(cmd_client(cmd), t.resource, t.ns, t.name, &object, &st) < 0 && target_missing(cmd, &t, &st) < 0) {
                cmd_errors_add(cmd, &out->errors, &st);
                continue;
            }
            t.object = arena_val(cmd->arena, object);
        }
        *add_target(&b) = t;
    }
    return 0;
}

int targets_report(struct command *cmd, const struct targets *t)
{
    return cmd_errors_report(cmd, &t->errors);
}
