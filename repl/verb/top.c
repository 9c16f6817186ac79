/* kubectl top: staging/src/k8s.io/kubectl/pkg/cmd/top, v1.20.2.  It needs the metrics API, which the built-in cluster lacks. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/quantity.h"
#include "repl/print/tabwriter.h"
#include "repl/verb.h"

static const struct option node_options[] = {
    { "heapster-namespace", 0, OPTION_STRING, NULL, "kube-system", "쓰이지 않아요" },
    { "heapster-port", 0, OPTION_STRING, NULL, NULL, "쓰이지 않아요" },
    { "heapster-scheme", 0, OPTION_STRING, NULL, "http", "쓰이지 않아요" },
    { "heapster-service", 0, OPTION_STRING, NULL, "heapster", "쓰이지 않아요" },
    { "no-headers", 0, OPTION_BOOL, NULL, NULL, "머리줄을 빼요" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "sort-by", 0, OPTION_STRING, NULL, NULL, "정렬: cpu, memory" },
    OPTION_END,
};

static const struct option pod_options[] = {
    { "all-namespaces", 'A', OPTION_BOOL, NULL, NULL, "모든 네임스페이스에서" },
    { "containers", 0, OPTION_BOOL, NULL, NULL, "컨테이너마다 보여요" },
    { "heapster-namespace", 0, OPTION_STRING, NULL, "kube-system", "쓰이지 않아요" },
    { "heapster-port", 0, OPTION_STRING, NULL, NULL, "쓰이지 않아요" },
    { "heapster-scheme", 0, OPTION_STRING, NULL, "http", "쓰이지 않아요" },
    { "heapster-service", 0, OPTION_STRING, NULL, "heapster", "쓰이지 않아요" },
    { "no-headers", 0, OPTION_BOOL, NULL, NULL, "머리줄을 빼요" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "sort-by", 0, OPTION_STRING, NULL, NULL, "정렬: cpu, memory" },
    OPTION_END,
};

enum { MEBIBYTE = 1024 * 1024 };

/* A line: a node, a pod, or a container, and what it uses. */
struct row {
    const char *ns, *name, *container;
    int64_t cpu_m, memory; /* thousandths of a core, bytes */
    int sort;              /* 0: by name, 'c', 'm' */
};

struct rows {
    struct command *cmd;
    struct row *items;
    size_t len, cap;
};

static void add_row(struct rows *r, struct row row)
{
    const char *sort = opt_str(r->cmd, "sort-by");
    if (r->len == r->cap) {
        struct row *old = r->items;
        r->cap = r->cap ? r->cap * 2 : 16;
        r->items = arena_alloc(r->cmd->arena, r->cap * sizeof(*r->items));
        if (old)
            memcpy(r->items, old, r->len * sizeof(*old));
    }
    row.sort = sort ? *sort : 0;
    r->items[r->len++] = row;
}

static int compare_rows(const void *x, const void *y)
{
    const struct row *a = x, *b = y;
    int order = a->sort == 'c'   ? (a->cpu_m < b->cpu_m) - (a->cpu_m > b->cpu_m)
                : a->sort == 'm' ? (a->memory < b->memory) - (a->memory > b->memory)
                                 : 0;
    if (!order)
        order = strcmp(a->ns, b->ns);
    if (!order)
        order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->container, b->container);
}

static void add_usage(struct row *row, const struct val *usage)
{
    row->cpu_m += quantity_milli_or(val_get(usage, "cpu"), 0);
    row->memory += quantity_value_or(val_get(usage, "memory"), 0);
}

/* The metrics of everything asked for; NULL after a mistake was printed. */
static const struct val *read_metrics(struct command *cmd, const char *plural, const char *ns)
{
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    size_t count;
    const struct resource *const *all = client_resources(cmd_client(cmd), &count, &st), *metrics = NULL;
    for (size_t i = 0; all && i < count; i++)
        if (!strcmp(all[i]->group, "metrics.k8s.io") && !strcmp(all[i]->plural, plural))
            metrics = all[i];
    if (!metrics) {
        status_release(&st);
        cmd_error(cmd, "Metrics API not available");
        return NULL;
    }
    struct list_options o = { .label_selector = opt_str(cmd, "selector"),
                              .field_selector = cmd->argc ? arena_strf(cmd->arena, "metadata.name=%s", cmd->argv[0]) : NULL };
    if (client_list(cmd_client(cmd), metrics, ns, &o, &list, &st) < 0) {
        cmd_status(cmd, &st);
        return NULL;
    }
    return val_get(arena_val(cmd->arena, list), "items");
}

static int check(struct command *cmd)
{
    const char *sort = opt_str(cmd, "sort-by"), *selector = opt_str(cmd, "selector");
    if (sort && *sort && strcmp(sort, "cpu") && strcmp(sort, "memory"))
        return cmd_error(cmd, "--sort-by accepts only cpu or memory");
    if (cmd->argc > 1)
        return cmd_usage_error(cmd, "one or zero arguments expected");
    if (cmd->argc && selector && *selector)
        return cmd_error(cmd, "only one of NAME or --selector can be provided");
    return 0;
}

static void sort_rows(struct rows *r)
{
    if (r->len)
        qsort(r->items, r->len, sizeof(*r->items), compare_rows);
}

static void write_rows(struct rows *r, struct tabwriter *tw)
{
    struct strbuf out = STRBUF_INIT;
    tabwriter_flush(tw, &out);
    sink_write(r->cmd->out, out.buf, out.len);
    strbuf_release(&out);
    tabwriter_release(tw);
}

static int64_t percent(int64_t used, int64_t whole)
{
    return whole > 0 ? used * 100 / whole : 0;
}

static int exec_nodes(struct command *cmd)
{
    struct rows r = { .cmd = cmd };
    struct tabwriter tw;
    struct status st = STATUS_INIT;
    const struct val *items = check(cmd) ? NULL : read_metrics(cmd, "nodes", NULL);
    const struct resource *nodes = items ? client_find(cmd_client(cmd), "nodes", &st) : NULL;
    if (!nodes)
        return st.message ? cmd_status(cmd, &st) : 1;
    for (size_t i = 0; i < val_len(items); i++) {
        struct row row = { .ns = "", .name = val_at_str(val_item(items, i), "metadata.name", ""), .container = "" };
        add_usage(&row, val_get(val_item(items, i), "usage"));
        add_row(&r, row);
    }
    sort_rows(&r);
    tabwriter_init(&tw, TABWRITER_KUBECTL);
    if (!opt_bool(cmd, "no-headers"))
        strbuf_adds(&tw.text, "NAME\tCPU(cores)\tCPU%\tMEMORY(bytes)\tMEMORY%\n");
    for (size_t i = 0; i < r.len; i++) {
        const struct row *row = &r.items[i];
        struct val *node = NULL;
        if (client_get(cmd_client(cmd), nodes, NULL, row->name, &node, &st) < 0)
            status_release(&st); /* gone meanwhile: its share is unknown */
        const struct val *whole = val_at(node, "status.allocatable");
        strbuf_addf(&tw.text, "%s\t%lldm\t%lld%%\t%lldMi\t%lld%%\n", row->name, (long long)row->cpu_m,
                    (long long)percent(row->cpu_m, quantity_milli_or(val_get(whole, "cpu"), 0)),
                    (long long)(row->memory / MEBIBYTE),
                    (long long)percent(row->memory, quantity_value_or(val_get(whole, "memory"), 0)));
        val_unref(node);
    }
    write_rows(&r, &tw);
    return 0;
}

static void add_pod(struct rows *r, const struct val *pod)
{
    const struct val *containers = val_get(pod, "containers");
    struct row all = { .ns = val_at_str(pod, "metadata.namespace", ""), .name = val_at_str(pod, "metadata.name", ""),
                       .container = "" };
    for (size_t i = 0; i < val_len(containers); i++) {
        struct row one = all;
        one.cpu_m = one.memory = 0;
        one.container = val_get_str(val_item(containers, i), "name", "");
        add_usage(&one, val_get(val_item(containers, i), "usage"));
        add_usage(&all, val_get(val_item(containers, i), "usage"));
        if (opt_bool(r->cmd, "containers"))
            add_row(r, one);
    }
    if (!opt_bool(r->cmd, "containers"))
        add_row(r, all);
}

static int exec_pods(struct command *cmd)
{
    struct rows r = { .cmd = cmd };
    struct tabwriter tw;
    bool everywhere = opt_bool(cmd, "all-namespaces"), containers = opt_bool(cmd, "containers");
    const struct val *items = check(cmd) ? NULL : read_metrics(cmd, "pods", everywhere ? NULL : cmd_namespace(cmd));
    if (!items)
        return 1;
    for (size_t i = 0; i < val_len(items); i++)
        add_pod(&r, val_item(items, i));
    if (!r.len && everywhere)
        sink_puts(cmd->err, "No resources found\n");
    else if (!r.len)
        sink_printf(cmd->err, "No resources found in %s namespace.\n", cmd_namespace(cmd));
    sort_rows(&r);
    tabwriter_init(&tw, TABWRITER_KUBECTL);
    if (r.len && !opt_bool(cmd, "no-headers"))
        strbuf_addf(&tw.text, "%s%sCPU(cores)\tMEMORY(bytes)\n", everywhere ? "NAMESPACE\t" : "",
                    containers ? "POD\tNAME\t" : "NAME\t");
    for (size_t i = 0; i < r.len; i++) {
        const struct row *row = &r.items[i];
        if (everywhere)
            strbuf_addf(&tw.text, "%s\t", row->ns);
        strbuf_addf(&tw.text, "%s\t", row->name);
        if (containers)
            strbuf_addf(&tw.text, "%s\t", row->container);
        strbuf_addf(&tw.text, "%lldm\t%lldMi\n", (long long)row->cpu_m, (long long)(row->memory / MEBIBYTE));
    }
    write_rows(&r, &tw);
    return 0;
}

static const struct verb verb_top_node = {
    .name = "node", .aliases = "nodes,no", .kubectl = true, .usage = "top node [NAME | -l label]",
    .summary_ko = "노드가 쓰는 CPU와 메모리를 보여요", .options = node_options, .exec = exec_nodes,
};

static const struct verb verb_top_pod = {
    .name = "pod", .aliases = "pods,po", .kubectl = true, .usage = "top pod [NAME | -l label]",
    .summary_ko = "파드가 쓰는 CPU와 메모리를 보여요", .options = pod_options, .exec = exec_pods,
};

static const struct verb *const subverbs[] = { &verb_top_node, &verb_top_pod, NULL };

const struct verb verb_top = {
    .name = "top",
    .kubectl = true,
    .usage = "top",
    .summary_ko = "CPU와 메모리 사용량을 보여요",
    .subverbs = subverbs,
};
