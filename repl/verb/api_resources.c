/* kubectl api-resources: staging/src/k8s.io/kubectl/pkg/cmd/apiresources/apiresources.go, v1.20.2. */
#include <stdlib.h>
#include <string.h>

#include "repl/print/tabwriter.h"
#include "repl/verb.h"

static const struct option options[] = {
    { "api-group", 0, OPTION_STRING, NULL, NULL, "이 API 그룹만" },
    { "cached", 0, OPTION_BOOL, NULL, NULL, "기억해 둔 목록을 써요" },
    { "namespaced", 0, OPTION_BOOL, NULL, "true", "네임스페이스에 속하는 것만 (=false: 속하지 않는 것만)" },
    { "no-headers", 0, OPTION_BOOL, NULL, NULL, "머리줄을 빼요" },
    { "output", 'o', OPTION_STRING, NULL, NULL, "출력 형식: wide, name" },
    { "sort-by", 0, OPTION_STRING, NULL, NULL, "정렬: name, kind" },
    { "verbs", 0, OPTION_LIST, NULL, NULL, "이 동사를 모두 지원하는 것만" },
    OPTION_END,
};

/* A row and what it is sorted by. */
struct row {
    const struct resource *resource;
    const char *key;
    size_t index;
};

static int compare_rows(const void *x, const void *y)
{
    const struct row *a = x, *b = y;
    int order = strcmp(a->key, b->key);
    if (!order)
        order = strcmp(a->resource->plural, b->resource->plural);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Of a resource in several versions of its group, the one in the preferred version, else the first. */
static bool is_chosen(const struct resource *const *all, size_t count, const struct resource *r)
{
    const struct resource *chosen = NULL;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(all[i]->group, r->group) && !strcmp(all[i]->plural, r->plural) && (!chosen || all[i]->preferred))
            chosen = all[i];
    return chosen == r;
}

static bool has_verbs(const struct resource *r, const struct val *wanted)
{
    for (size_t i = 0; i < val_len(wanted); i++) {
        bool found = false;
        for (size_t j = 0; j < val_len(r->verbs); j++)
            found |= val_equal(val_item(r->verbs, j), val_item(wanted, i));
        if (!found)
            return false;
    }
    return true;
}

static bool is_wanted(struct command *cmd, const struct resource *r)
{
    return val_len(r->verbs) && (!opt_given(cmd, "api-group") || !strcmp(r->group, opt_str(cmd, "api-group"))) &&
           (!opt_given(cmd, "namespaced") || r->namespaced == opt_bool(cmd, "namespaced")) &&
           has_verbs(r, opt_list(cmd, "verbs"));
}

static void join(struct strbuf *sb, const struct val *list, char between)
{
    for (size_t i = 0; i < val_len(list); i++) {
        if (i)
            strbuf_addch(sb, between);
        strbuf_adds(sb, val_str_or(val_item(list, i), ""));
    }
}

static void print_row(struct command *cmd, struct strbuf *sb, const struct resource *r, const char *output)
{
    if (!strcmp(output, "name")) {
        strbuf_addf(sb, "%s\n", resource_plural(cmd->arena, r));
        return;
    }
    strbuf_addf(sb, "%s\t", r->plural);
    join(sb, r->short_names, ',');
    bool groups = !version_has(cmd_version(cmd), FEATURE_API_RESOURCES_VERSION);
    strbuf_addf(sb, "\t%s\t%s\t%s", groups ? r->group : r->api_version, r->namespaced ? "true" : "false", r->kind);
    if (!strcmp(output, "wide")) {
        strbuf_adds(sb, "\t[");
        join(sb, r->verbs, ' ');
        strbuf_addch(sb, ']');
    }
    strbuf_addch(sb, '\n');
}

static int check(struct command *cmd, const char *output, const char *sort)
{
    struct strbuf sb = STRBUF_INIT;
    for (int i = 0; i < cmd->argc; i++)
        strbuf_addf(&sb, "%s%s", i ? " " : "", cmd->argv[i]);
    int rc = cmd->argc ? cmd_usage_error(cmd, "unexpected arguments: [%s]", sb.buf) : 0;
    strbuf_release(&sb);
    if (!rc && *output && strcmp(output, "wide") && strcmp(output, "name"))
        rc = cmd_error(cmd, "--output %s is not available", output);
    if (!rc && *sort && strcmp(sort, "name") && strcmp(sort, "kind"))
        rc = cmd_error(cmd, "--sort-by accepts only name or kind");
    return rc;
}

static int exec(struct command *cmd)
{
    struct status st = STATUS_INIT;
    struct tabwriter tw;
    struct strbuf out = STRBUF_INIT;
    const char *output = opt_str(cmd, "output"), *sort = opt_str(cmd, "sort-by");
    size_t count, len = 0;
    output = output ? output : "";
    sort = sort ? sort : "";
    if (check(cmd, output, sort))
        return 1;
    if (!opt_bool(cmd, "cached"))
        client_forget(cmd_client(cmd));
    const struct resource *const *all = client_resources(cmd_client(cmd), &count, &st);
    if (!all)
        return cmd_status(cmd, &st);
    struct row *rows = arena_alloc(cmd->arena, (count + 1) * sizeof(*rows));
    for (size_t i = 0; i < count; i++) {
        const struct resource *r = all[i];
        if (!is_wanted(cmd, r) || !is_chosen(all, count, r))
            continue;
        rows[len] = (struct row){ r, !strcmp(sort, "name") ? r->plural : *sort ? r->kind : r->group, len };
        len++;
    }
    qsort(rows, len, sizeof(*rows), compare_rows);
    tabwriter_init(&tw, TABWRITER_KUBECTL);
    if (!opt_bool(cmd, "no-headers") && strcmp(output, "name"))
        strbuf_addf(&tw.text, "NAME\tSHORTNAMES\t%s\tNAMESPACED\tKIND%s\n",
                    version_has(cmd_version(cmd), FEATURE_API_RESOURCES_VERSION) ? "APIVERSION" : "APIGROUP",
                    strcmp(output, "wide") ? "" : "\tVERBS");
    for (size_t i = 0; i < len; i++)
        print_row(cmd, &tw.text, rows[i].resource, output);
    tabwriter_flush(&tw, &out);
    sink_write(cmd->out, out.buf, out.len);
    tabwriter_release(&tw);
    strbuf_release(&out);
    return 0;
}

static const char *const examples[] = {
    "kubectl api-resources\t이 클러스터가 아는 종류를 모두 봐요",
    "kubectl api-resources --api-group=batch\tbatch 그룹만 봐요",
    "kubectl api-resources --namespaced=false -o name\t네임스페이스에 속하지 않는 종류의 이름만 봐요",
    NULL,
};

const struct verb verb_api_resources = {
    .name = "api-resources",
    .kubectl = true,
    .usage = "api-resources",
    .summary_ko = "서버가 아는 오브젝트 종류를 보여요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
