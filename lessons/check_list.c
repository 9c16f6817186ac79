/* Checks about the objects of a kind, most of them pods. */
#include <string.h>

#include "backends/base/rfc3339.h"
#include "lessons/check_parts.h"

int check_count(struct check_run *run)
{
    const struct val *items;
    int64_t n = 0;
    run->out->what = check_where_text(run->arena, val_get(run->check, "where"));
    if (check_list(run, &items) < 0)
        return -1;
    for (size_t i = 0; i < val_len(items); i++)
        n += check_matches(val_item(items, i), val_get(run->check, "where"));
    run->out->ok = check_holds_int(run, n);
    return 0;
}

/* ---- placed ---- */

/* How many running pods of `pods` are on the node. */
static int running_on(const struct val *pods, const char *node)
{
    int n = 0;
    for (size_t i = 0; i < val_len(pods); i++)
        n += val_str_equal(val_at(val_item(pods, i), "spec.nodeName"), node) &&
             val_str_equal(val_at(val_item(pods, i), "status.phase"), "Running") &&
             !val_at(val_item(pods, i), "metadata.deletionTimestamp");
    return n;
}

static bool has_node(const struct val *nodes, const char *name)
{
    for (size_t i = 0; i < val_len(nodes); i++)
        if (val_str_equal(val_at(val_item(nodes, i), "metadata.name"), name))
            return true;
    return false;
}

int check_placed(struct check_run *run)
{
    const struct val *pods, *all, *wanted;
    const struct list_options with_labels = { .label_selector = check_text(run, "nodes") }, every = { 0 };
    if (check_list(run, &pods) < 0 || check_list_of(run, "nodes", NULL, &every, &all) < 0 ||
        check_list_of(run, "nodes", NULL, &with_labels, &wanted) < 0)
        return -1;
    for (size_t i = 0; i < val_len(all); i++) {
        const char *name = val_at_str(val_item(all, i), "metadata.name", "");
        int want = has_node(wanted, name), have = running_on(pods, name);
        if (want == have)
            continue;
        run->out->node = name;
        run->out->wanted = want ? "1" : "0";
        run->out->found = arena_strf(run->arena, "%d", have);
        return 0;
    }
    run->out->ok = true;
    return 0;
}

/* ---- at_once ---- */

/* When a pod's first container ran, from `from` (RFC3339_NONE: never) until before `to`. */
struct span {
    int64_t from, to;
};

static struct span ran(const struct val *pod)
{
    const struct val *state = val_at(pod, "status.containerStatuses.0.state");
    const char *from = val_at_str(state, "terminated.startedAt", val_at_str(state, "running.startedAt", ""));
    int64_t to = rfc3339_parse_ms(val_at_str(state, "terminated.finishedAt", ""));
    return (struct span){ rfc3339_parse_ms(from), to == RFC3339_NONE ? INT64_MAX : to };
}

/* The most are there when one of them begins. */
int check_at_once(struct check_run *run)
{
    const struct val *pods;
    int64_t most = 0;
    if (check_list(run, &pods) < 0)
        return -1;
    for (size_t i = 0; i < val_len(pods); i++) {
        int64_t n = 0, at = ran(val_item(pods, i)).from;
        for (size_t k = 0; k < val_len(pods) && at != RFC3339_NONE; k++) {
            struct span other = ran(val_item(pods, k));
            n += other.from != RFC3339_NONE && other.from <= at && at < other.to;
        }
        most = n > most ? n : most;
    }
    run->out->ok = check_holds_int(run, most);
    return 0;
}

/* ---- log ---- */

/* Enough to find a word in; a live cluster's logs may be endless. */
#define LOG_LIMIT_BYTES "1048576"

/* Whether one of the pod's containers wrote the text. What has not begun has no log: that is a no, not a failure. */
static bool wrote(struct check_run *run, const struct val *pod, const char *text)
{
    const struct val *containers = val_at(pod, "spec.containers");
    bool found = false;
    for (size_t i = 0; i < val_len(containers) && !found; i++) {
        struct strbuf log = STRBUF_INIT;
        struct status st = STATUS_INIT;
        struct val *query = val_object();
        val_set(&query, "container", val_ref(val_get(val_item(containers, i), "name")));
        val_set(&query, "limitBytes", val_string(LOG_LIMIT_BYTES));
        const char *path = resource_path(run->arena, run->out->resource, run->ns, val_at_str(pod, "metadata.name", ""), "log");
        const struct request rq = { .method = REQUEST_GET, .path = path, .query = query };
        found = client_request(run->client, &rq, NULL, &log, &st) == 0 && strstr(log.buf, text);
        val_unref(query);
        status_release(&st);
        strbuf_release(&log);
    }
    return found;
}

int check_log(struct check_run *run)
{
    const struct val *pods;
    run->out->what = check_text(run, "has");
    if (check_list(run, &pods) < 0)
        return -1;
    for (size_t i = 0; i < val_len(pods) && !run->out->ok; i++)
        run->out->ok = wrote(run, val_item(pods, i), run->out->what);
    return 0;
}
