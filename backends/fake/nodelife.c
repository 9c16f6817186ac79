#include "backends/fake/nodelife.h"

bool node_kubelet_runs(const struct val *node)
{
    return !val_str_equal(val_get(val_at(node, "metadata.annotations"), "kubelet.seodang.io/stopped"), "true");
}

const char *node_default_runtime(struct version v)
{
    return version_has(v, FEATURE_CONTAINERD_NODES) ? "containerd://1.7.27" : "docker://19.3.14";
}

int64_t node_tick(const struct cluster *c, int64_t at_ms, int64_t every_ms)
{
    int64_t since = at_ms - c->settings.start_ms;
    return c->settings.start_ms + (since - since % every_ms);
}

int64_t node_last_heartbeat(const struct cluster *c, const struct val *node, int64_t at_ms)
{
    int64_t tick = node_tick(c, at_ms, HEARTBEAT_MS);
    int64_t born = time_parse_ms(val_at_str(node, "metadata.creationTimestamp", ""));
    return tick > born ? tick : born;
}
