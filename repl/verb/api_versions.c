/* kubectl api-versions: staging/src/k8s.io/kubectl/pkg/cmd/apiresources/apiversions.go, v1.20.2. */
#include <stdlib.h>
#include <string.h>

#include "repl/verb.h"

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "v1" and the like of the core group, then those of all others; a new array. */
static struct val *read_versions(struct command *cmd, struct status *st)
{
    struct val *core = NULL, *groups = NULL, *names = val_array();
    if (client_raw(cmd_client(cmd), REQUEST_GET, "/api", NULL, &core, NULL, st) < 0 ||
        client_raw(cmd_client(cmd), REQUEST_GET, "/apis", NULL, &groups, NULL, st) < 0) {
        val_unref(core);
        val_unref(names);
        return NULL;
    }
    for (size_t i = 0; i < val_len(val_get(core, "versions")); i++)
        val_append(&names, val_ref(val_item(val_get(core, "versions"), i)));
    for (size_t i = 0; i < val_len(val_get(groups, "groups")); i++) {
        const struct val *versions = val_get(val_item(val_get(groups, "groups"), i), "versions");
        for (size_t j = 0; j < val_len(versions); j++)
            val_append(&names, val_string(val_get_str(val_item(versions, j), "groupVersion", "")));
    }
    val_unref(core);
    val_unref(groups);
    return names;
}

static int exec(struct command *cmd)
{
    struct status st = STATUS_INIT;
    if (cmd->argc) {
        struct strbuf sb = STRBUF_INIT;
        for (int i = 0; i < cmd->argc; i++)
            strbuf_addf(&sb, "%s%s", i ? " " : "", cmd->argv[i]);
        cmd_usage_error(cmd, "unexpected arguments: [%s]", sb.buf);
        strbuf_release(&sb);
        return 1;
    }
    struct val *names = read_versions(cmd, &st);
    if (!names)
        return cmd_status(cmd, &st);
    size_t len = val_len(names);
    const char **sorted = arena_alloc(cmd->arena, (len + 1) * sizeof(*sorted));
    for (size_t i = 0; i < len; i++)
        sorted[i] = val_str_or(val_item(names, i), "");
    qsort(sorted, len, sizeof(*sorted), compare_names);
    for (size_t i = 0; i < len; i++)
        sink_printf(cmd->out, "%s\n", sorted[i]);
    val_unref(names);
    return 0;
}

const struct verb verb_api_versions = {
    .name = "api-versions",
    .kubectl = true,
    .usage = "api-versions",
    .summary_ko = "서버가 지원하는 API 버전을 보여요",
    .exec = exec,
};
