/* kubectl get: staging/src/k8s.io/kubectl/pkg/cmd/get/get.go, v1.20.2. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/rfc3339.h"
#include "repl/print/output.h"
#include "repl/print/sorter.h"
#include "repl/print/table.h"
#include "repl/raw.h"
#include "repl/session.h"
#include "repl/target.h"
#include "repl/term/width.h"

static const struct option options[] = {
    { "output", 'o', OPTION_STRING, NULL, NULL, "출력 형식: wide, name, yaml, json, jsonpath=..., custom-columns=..., go-template=..." },
    { "watch", 'w', OPTION_BOOL, NULL, NULL, "보여 준 뒤 바뀔 때마다 이어서 보여요" },
    { "watch-only", 0, OPTION_BOOL, NULL, NULL, "지금 것은 빼고 바뀌는 것만 보여요" },
    { "output-watch-events", 0, OPTION_BOOL, NULL, NULL, "-w에서 이벤트 종류(ADDED 등)도 보여요" },
    { "all-namespaces", 'A', OPTION_BOOL, NULL, NULL, "모든 네임스페이스에서" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요: app=web, 'env in (a,b)', !x" },
    { "field-selector", 0, OPTION_STRING, NULL, NULL, "필드 셀렉터로 골라요: status.phase=Running" },
    { "label-columns", 'L', OPTION_LIST, NULL, NULL, "이 레이블을 열로 보여요" },
    { "show-labels", 0, OPTION_BOOL, NULL, NULL, "레이블을 모두 보여요" },
    { "show-kind", 0, OPTION_BOOL, NULL, NULL, "이름 앞에 종류를 붙여요" },
    { "no-headers", 0, OPTION_BOOL, NULL, NULL, "머리줄을 빼요" },
    { "sort-by", 0, OPTION_STRING, NULL, NULL, "이 필드로 정렬해요: .metadata.name" },
    { "ignore-not-found", 0, OPTION_BOOL, NULL, NULL, "없어도 오류로 치지 않아요" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "이 파일에 적힌 오브젝트" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "template", 0, OPTION_STRING, NULL, NULL, "-o go-template, jsonpath에 쓸 틀" },
    { "allow-missing-template-keys", 0, OPTION_BOOL, NULL, "true", "틀에 없는 키가 있어도 넘어가요" },
    { "chunk-size", 0, OPTION_INT, NULL, "500", "한 번에 받아 올 개수 (0: 나누지 않음)" },
    { "server-print", 0, OPTION_BOOL, NULL, "true", "표를 서버가 만들어요" },
    { "use-openapi-print-columns", 0, OPTION_BOOL, NULL, NULL, "쓰이지 않아요" },
    { "raw", 0, OPTION_STRING, NULL, NULL, "API 경로를 그대로 물어요: /version" },
    OPTION_END,
};

/* One answer of the server: a Table, a List that is taken apart no further, or an object. */
struct info {
    const struct resource *resource;
    const struct val *doc;
};

struct get {
    struct command *cmd;
    struct targets plan;
    struct output output;
    struct sorter sorter;
    const char *sort_mistake; /* why --sort-by could not be read: said only when there is something to sort */
    bool human;        /* tables for people; else objects in a form */
    bool sorts, server_tables, all_namespaces;
    struct info *infos;
    size_t len, cap;
    struct cmd_errors errors;
};

/* ---- asking ---- */

static void add_info(struct get *g, const struct resource *r, struct val *take)
{
    if (g->len == g->cap) {
        struct info *old = g->infos;
        g->cap = g->cap ? g->cap * 2 : 8;
        g->infos = arena_alloc(g->cmd->arena, g->cap * sizeof(*g->infos));
        if (old)
            memcpy(g->infos, old, g->len * sizeof(*old));
    }
    g->infos[g->len++] = (struct info){ r, arena_val(g->cmd->arena, take) };
}

/* A table of name and age, where the server is not to make one (--server-print=false). */
static struct val *local_table(struct get *g, const struct val *doc)
{
    const struct val *items = val_get(doc, "items");
    int64_t now = backend_now_ms(g->cmd->session->backend);
    struct val *rows = val_array();
    for (size_t i = 0; i < (items ? val_len(items) : 1); i++) {
        const struct val *obj = items ? val_item(items, i) : doc;
        char age[DURATION_SIZE];
        int64_t created;
        bool known = !rfc3339_parse(val_at_str(obj, "metadata.creationTimestamp", ""), &created);
        val_append(&rows, val_fmt("{cells:[%s, %s], object:%v}", val_at_str(obj, "metadata.name", ""),
                                  known ? human_duration(age, now - created) : "<unknown>", obj));
    }
    return val_fmt("{kind:Table, columnDefinitions:[{name:Name, type:string, format:name}, {name:Age, type:string}],"
                   " metadata:%v, rows:%V}", val_get(doc, "metadata"), rows);
}

static int ask(struct get *g, const struct target *t, struct val **doc, struct status *st)
{
    struct command *cmd = g->cmd;
    bool table = g->human && g->server_tables;
    const struct val *query = table && g->sorts ? arena_val(cmd->arena, val_fmt("{includeObject:Object}")) : NULL;
    int64_t chunk = opt_int(cmd, "chunk-size");
    if (!t->name) {
        struct list_options o = { .limit = g->sorts || chunk <= 0 ? -1 : (long)chunk, .table = table, .query = query };
        return target_list(cmd, &g->plan, t, o, doc, st);
    }
    struct request rq = { .method = REQUEST_GET, .query = query, .accept = table ? ACCEPT_TABLE : ACCEPT_OBJECT };
    rq.path = resource_path(cmd->arena, t->resource, t->ns, t->name, NULL);
    return client_request(cmd_client(cmd), &rq, doc, NULL, st) < 0 ? target_missing(cmd, t, st) : 0;
}

/* Asks for everything in the plan. `flatten`: lists of objects come as their objects. */
static void fetch(struct get *g, bool flatten)
{
    for (size_t i = 0; i < g->plan.len; i++) {
        const struct target *t = &g->plan.items[i];
        struct status st = STATUS_INIT;
        struct val *doc = NULL;
        if (ask(g, t, &doc, &st) < 0) {
            if (opt_bool(g->cmd, "ignore-not-found") && st.code == 404)
                status_release(&st);
            else
                cmd_errors_add(g->cmd, &g->errors, &st);
            continue;
        }
        const struct val *items = val_get(doc, "items");
        if (g->human && !g->server_tables)
            val_assign(&doc, local_table(g, doc));
        if (!flatten || !items || g->human) {
            add_info(g, t->resource, doc);
            continue;
        }
        for (size_t j = 0; j < val_len(items); j++)
            add_info(g, t->resource, target_list_item(doc, j));
        val_unref(doc);
    }
}

/* ---- tables ---- */

static bool several_kinds(const struct get *g)
{
    for (size_t i = 1; i < g->len; i++)
        if (g->infos[i].resource != g->infos[0].resource)
            return true;
    return false;
}

static void init_printer(struct get *g, struct table_printer *tp, const struct resource *r, bool with_kind)
{
    struct command *cmd = g->cmd;
    struct table_options o = {
        .wide = g->output.wide,
        .no_headers = opt_bool(cmd, "no-headers"),
        .with_namespace = g->all_namespaces && r->namespaced,
        .show_labels = opt_bool(cmd, "show-labels"),
        .uncut = version_has(cmd_version(cmd), FEATURE_UNCUT_COLUMNS),
        .label_columns = opt_list(cmd, "label-columns"),
        .kind = with_kind || opt_bool(cmd, "show-kind") ? resource_singular(cmd->arena, r) : NULL,
    };
    table_printer_init(tp, &o);
    if (cmd->out->terminal)
        tp->tw.width = term_width;
}

/* The documents in the order of --sort-by, as `order`; NULL after a mistake was printed. */
static const size_t *sorted(struct get *g, const struct val *const *docs, size_t len, bool print)
{
    size_t *order = arena_alloc(g->cmd->arena, (len + 1) * sizeof(*order));
    struct strbuf err = STRBUF_INIT;
    int rc = g->sorter.parsed ? sorter_order(&g->sorter, docs, len, order, &err) : -1;
    if (!g->sorter.parsed)
        strbuf_adds(&err, g->sort_mistake);
    if (rc < 0 && print)
        cmd_error(g->cmd, "%s", err.buf);
    strbuf_release(&err);
    return rc < 0 ? NULL : order;
}

/*
 * Several answers are sorted as what they are, Tables, before their rows are: kubectl does, so `get pods,svc
 * --sort-by=.metadata.name` finds no such field.
 */
static int sort_infos(struct get *g)
{
    const struct val **docs = arena_alloc(g->cmd->arena, (g->len + 1) * sizeof(*docs));
    struct info *infos = arena_alloc(g->cmd->arena, (g->len + 1) * sizeof(*infos));
    if (!g->sorts || g->len < 2)
        return 0;
    for (size_t i = 0; i < g->len; i++)
        docs[i] = g->infos[i].doc;
    const size_t *order = sorted(g, docs, g->len, true);
    for (size_t i = 0; order && i < g->len; i++)
        infos[i] = g->infos[order[i]];
    g->infos = infos;
    return order ? 0 : 1;
}

/* A Table with its rows sorted; NULL when they have no order, for which kubectl prints nothing at all. */
static struct val *sort_rows(struct get *g, const struct val *table)
{
    const struct val *rows = val_get(table, "rows");
    size_t len = val_len(rows);
    const struct val **docs = arena_alloc(g->cmd->arena, (len + 1) * sizeof(*docs));
    if (!g->sorts || len < 2)
        return val_ref(table);
    for (size_t i = 0; i < len; i++)
        docs[i] = val_get(val_item(rows, i), "object");
    const size_t *order = sorted(g, docs, len, false);
    struct val *out = order ? val_ref(table) : NULL, *list = val_array();
    for (size_t i = 0; order && i < len; i++)
        val_append(&list, val_ref(val_item(rows, order[i])));
    if (out)
        val_set(&out, "rows", list);
    else
        val_unref(list);
    return out;
}

static void print_tables(struct get *g, struct strbuf *out)
{
    bool with_kind = several_kinds(g), printing = false;
    struct table_printer tp;
    for (size_t i = 0; i < g->len; i++) {
        const struct info *info = &g->infos[i];
        if (!i || info->resource != g->infos[i - 1].resource) {
            if (printing)
                table_printer_release(&tp);
            init_printer(g, &tp, info->resource, with_kind);
            printing = true;
        }
        struct val *table = sort_rows(g, info->doc);
        size_t before = out->len;
        if (table)
            table_print(&tp, table, NULL);
        val_unref(table);
        bool last = i + 1 == g->len || g->infos[i + 1].resource != info->resource;
        if (!last)
            continue;
        /* A blank line between kinds, where anything stands on both sides of it. */
        if (before && !opt_bool(g->cmd, "no-headers"))
            strbuf_addch(out, '\n');
        size_t start = out->len;
        table_flush(&tp, out);
        if (out->len == start)
            strbuf_setlen(out, before);
    }
    if (printing)
        table_printer_release(&tp);
}

static int run_tables(struct get *g)
{
    struct command *cmd = g->cmd;
    struct strbuf out = STRBUF_INIT;
    bool namespaced = !g->all_namespaces;
    fetch(g, true);
    if (sort_infos(g))
        return 1;
    print_tables(g, &out);
    sink_write(cmd->out, out.buf, out.len);
    for (size_t i = 0; i < g->len; i++)
        namespaced &= g->infos[i].resource->namespaced;
    if (!out.len && !opt_bool(cmd, "ignore-not-found") && !g->errors.len) {
        if (namespaced)
            sink_printf(cmd->err, "No resources found in %s namespace.\n", cmd_namespace(cmd));
        else
            sink_puts(cmd->err, "No resources found\n");
    }
    strbuf_release(&out);
    return cmd_errors_report(cmd, &g->errors);
}

/* ---- objects ---- */

static struct val *list_of(const struct get *g)
{
    struct val *items = val_array();
    for (size_t i = 0; i < g->len; i++)
        val_append(&items, val_ref(g->infos[i].doc));
    const char *link = version_has(cmd_version(g->cmd), FEATURE_LIST_SELF_LINK) ? "" : NULL;
    return val_fmt("{apiVersion:v1, kind:List, metadata:{resourceVersion:'', selfLink:%s}, items:%V}", link, items);
}

static int sort_items(struct get *g)
{
    const struct val **docs = arena_alloc(g->cmd->arena, (g->len + 1) * sizeof(*docs));
    struct info *infos = arena_alloc(g->cmd->arena, (g->len + 1) * sizeof(*infos));
    if (!g->sorts || !g->len)
        return 0;
    for (size_t i = 0; i < g->len; i++)
        docs[i] = g->infos[i].doc;
    const size_t *order = sorted(g, docs, g->len, true);
    for (size_t i = 0; order && i < g->len; i++)
        infos[i] = g->infos[order[i]];
    g->infos = infos;
    return order ? 0 : 1;
}

static int run_objects(struct get *g)
{
    struct command *cmd = g->cmd;
    struct strbuf out = STRBUF_INIT;
    fetch(g, true);
    if ((g->plan.single && g->errors.len) || (!g->len && opt_bool(cmd, "ignore-not-found")))
        return cmd_errors_report(cmd, &g->errors);
    if (output_init(&g->output, cmd, OUTPUT_FORMS_GET))
        return 1;
    bool single = g->plan.single && g->len == 1;
    if (!single && sort_items(g))
        return 1;
    struct val *doc = single ? val_ref(g->infos[0].doc) : list_of(g);
    int rc = output_print(&g->output, cmd, doc, NULL, &out);
    output_write(&g->output, cmd, &out);
    val_unref(doc);
    strbuf_release(&out);
    return rc | cmd_errors_report(cmd, &g->errors);
}

/* ---- watching ---- */

/* What prints one state of an object, through a tabwriter that never narrows a column. */
struct watcher {
    struct get *g;
    struct table_printer tp;
    bool show; /* what comes is printed; else only counted as seen */
};

static int show(struct watcher *w, const struct val *doc, const char *event)
{
    struct get *g = w->g;
    struct strbuf out = STRBUF_INIT;
    int rc = 0;
    if (!opt_bool(g->cmd, "output-watch-events"))
        event = NULL;
    if (w->show && g->human)
        table_print(&w->tp, doc, event);
    else if (w->show)
        rc = output_print(&g->output, g->cmd, doc, event, &w->tp.tw.text);
    table_flush(&w->tp, &out);
    sink_write(g->cmd->out, out.buf, out.len);
    strbuf_release(&out);
    return rc;
}

/* The objects there are; *version is where the watch begins. */
static int show_present(struct watcher *w, const char **version)
{
    struct get *g = w->g;
    const struct val *doc = g->infos[0].doc, *items = val_get(doc, "items");
    /* From 0 the server begins with the object itself, which is passed over. */
    *version = g->plan.items[0].name ? "0" : val_at_str(doc, "metadata.resourceVersion", "");
    w->show = !opt_bool(g->cmd, "watch-only");
    if (!items && show(w, doc, "ADDED"))
        return 1;
    for (size_t i = 0; i < val_len(items); i++) {
        struct val *item = target_list_item(doc, i);
        int rc = show(w, item, "ADDED");
        val_unref(item);
        if (rc)
            return rc;
    }
    w->show = !g->plan.items[0].name;
    return 0;
}

static int open_watch(struct get *g, const char *version, struct watch **watch, struct status *st)
{
    struct command *cmd = g->cmd;
    const struct target *t = &g->plan.items[0];
    const char *fields = t->name ? arena_strf(cmd->arena, "metadata.name=%s", t->name) : g->plan.field_selector;
    struct val *query = val_fmt("{resourceVersion:%s, labelSelector:%s, fieldSelector:%s}", version,
                                *g->plan.label_selector ? g->plan.label_selector : NULL, *fields ? fields : NULL);
    struct request rq = { .method = REQUEST_GET, .query = query,
                          .accept = g->human && g->server_tables ? ACCEPT_TABLE : ACCEPT_OBJECT };
    rq.path = resource_path(cmd->arena, t->resource, t->ns, NULL, NULL);
    int rc = backend_watch_open(cmd->session->backend, &rq, watch, st);
    val_unref(query);
    return rc;
}

enum { HOUR_MS = 3600 * 1000 };

/* How long to watch: --request-timeout; in a script an hour, since there nobody can end it. */
static int64_t watch_until(struct command *cmd)
{
    int64_t limit = opt_duration_ms(cmd, "request-timeout");
    if (limit <= 0 && cmd->session->interactive)
        return INT64_MAX;
    return backend_now_ms(cmd->session->backend) + (limit > 0 ? limit : HOUR_MS);
}

static int follow(struct watcher *w, struct watch *watch)
{
    static const char *const names[] = {
        [WATCH_ADDED] = "ADDED", [WATCH_MODIFIED] = "MODIFIED", [WATCH_DELETED] = "DELETED", [WATCH_BOOKMARK] = NULL,
    };
    struct command *cmd = w->g->cmd;
    int64_t until = watch_until(cmd);
    for (;;) {
        struct status st = STATUS_INIT;
        struct watch_event event;
        int64_t now = backend_now_ms(cmd->session->backend);
        if (now > until)
            return 0;
        int rc = cmd_watch_next(cmd, watch, until - now < HOUR_MS ? until - now : HOUR_MS, &event, &st);
        if (rc < 0) {
            status_release(&st); /* kubectl ends in silence when the server closes the watch */
            return 0;
        }
        if (rc != 1 && (rc || now >= until))
            return rc;
        if (rc != 1)
            continue;
        if (w->g->human && !w->g->server_tables)
            val_assign(&event.object, local_table(w->g, event.object));
        rc = names[event.type] ? show(w, event.object, names[event.type]) : 0;
        w->show = true;
        val_unref(event.object);
        if (rc)
            return rc;
    }
}

static int run_watch(struct get *g)
{
    struct watcher w = { .g = g };
    struct status st = STATUS_INIT;
    struct watch *watch = NULL;
    const char *version;
    fetch(g, false);
    if (g->errors.len)
        return cmd_errors_report(g->cmd, &g->errors);
    if (!g->len)
        return 0;
    if (several_kinds(g))
        return cmd_error(g->cmd, "watch is only supported on individual resources and resource collections - more than 1 "
                                 "resource was found");
    if (!g->human && output_init(&g->output, g->cmd, OUTPUT_FORMS_GET))
        return 1;
    init_printer(g, &w.tp, g->infos[0].resource, false);
    int rc = show_present(&w, &version);
    if (!rc && g->plan.len != 1)
        rc = cmd_error(g->cmd, "you may only watch a single resource or type of resource at a time");
    if (!rc && open_watch(g, version, &watch, &st) < 0)
        rc = cmd_status(g->cmd, &st);
    if (!rc)
        rc = follow(&w, watch);
    watch_close(watch);
    table_printer_release(&w.tp);
    return rc;
}

/* ---- the command ---- */

static int run_raw(struct command *cmd)
{
    if (cmd->argc)
        return cmd_error(cmd, "arguments may not be passed when --raw is specified");
    if (opt_bool(cmd, "watch") || opt_bool(cmd, "watch-only") || opt_given(cmd, "selector"))
        return cmd_error(cmd, "--raw may not be specified with other flags that filter the server request or alter the output");
    return raw_send(cmd, REQUEST_GET);
}

static int refuse_nothing(struct command *cmd)
{
    sink_puts(cmd->err, "You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of "
                        "supported resources.\n\n");
    return cmd_usage_error(cmd, "Required resource not specified.\nUse \"kubectl explain <resource>\" for a detailed "
                                "description of that resource (e.g. kubectl explain pods).");
}

static int init(struct get *g, struct command *cmd, bool watch)
{
    const char *output = opt_str(cmd, "output"), *template = opt_str(cmd, "template"), *sort = opt_str(cmd, "sort-by");
    struct strbuf err = STRBUF_INIT;
    output = output ? output : "";
    bool wide = !strcmp(output, "wide");
    g->human = wide || (!*output && !(template && *template));
    g->output.wide = wide;
    g->server_tables = opt_bool(cmd, "server-print");
    g->all_namespaces = opt_bool(cmd, "all-namespaces");
    g->sorts = sort && *sort;
    if (g->sorts && watch)
        sink_puts(cmd->err, "warning: --watch or --watch-only requested, --sort-by will be ignored\n");
    if (!watch && !cmd->argc && !val_len(opt_list(cmd, "filename")) && !opt_given(cmd, "kustomize"))
        return refuse_nothing(cmd);
    if (opt_bool(cmd, "show-labels") && *output && !wide)
        return cmd_error(cmd, "--show-labels option cannot be used with %s printer", output);
    if (opt_bool(cmd, "output-watch-events") && !watch)
        return cmd_usage_error(cmd, "--output-watch-events option can only be used with --watch or --watch-only");
    g->sorts &= !watch;
    if (g->sorts && sorter_init(&g->sorter, cmd->arena, sort, &err) < 0)
        g->sort_mistake = arena_strdup(cmd->arena, err.buf);
    strbuf_release(&err);
    return 0;
}

static int exec(struct command *cmd)
{
    struct get g = { .cmd = cmd };
    const char *raw = opt_str(cmd, "raw");
    bool watch = opt_bool(cmd, "watch") || opt_bool(cmd, "watch-only");
    unsigned flags = TARGET_SELECTORS | TARGET_FILES | (watch ? TARGET_ONE_TYPE : 0);
    if (raw && *raw)
        return run_raw(cmd);
    if (init(&g, cmd, watch) || targets_plan(cmd, cmd->argc, cmd->argv, flags, &g.plan))
        return 1;
    g.errors = g.plan.errors;
    if (watch)
        return run_watch(&g);
    return g.human ? run_tables(&g) : run_objects(&g);
}

static const char *const examples[] = {
    "kubectl get pods\t파드 목록을 봐요",
    "kubectl get pods -o wide\t노드와 IP까지 봐요",
    "kubectl get daemonset -w\t바뀔 때마다 이어서 봐요",
    "kubectl get nodes --show-labels\t레이블까지 봐요",
    "kubectl get pod web -o yaml\t오브젝트 전체를 YAML로 봐요",
    NULL,
};

const struct verb verb_get = {
    .name = "get",
    .kubectl = true,
    .usage = "get [(-o|--output=)wide|name|yaml|json|...] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE/NAME ...) [flags]",
    .summary_ko = "오브젝트를 표로, 또는 원하는 형식으로 보여요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
