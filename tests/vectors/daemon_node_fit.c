#include "backends/fake/controller/daemonset.h"
#include "tests/vectors/vectors.h"

struct val *vectors_daemon_node_fit(const struct val *in, struct version v)
{
    (void)v;
    const struct val *spec = val_at(in, "daemonset.spec.template.spec");
    struct val *tolerations = daemon_tolerations(spec);
    bool should_run, should_continue;
    daemon_fits(spec, tolerations, val_get(in, "node"), &should_run, &should_continue);
    val_unref(tolerations);
    return val_fmt("{shouldRun:%b, shouldContinueRunning:%b}", should_run, should_continue);
}
