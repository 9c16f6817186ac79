#include <inttypes.h>
#include <stdlib.h>

#include "backends/base/owner.h"
#include "backends/base/podtemplate.h"
#include "repl/describe/describe.h"

/* IntOrString as it stands: 1, 25%. */
static const char *amount(struct describe *d, const struct val *v)
{
    return val_is(v, VAL_STRING) ? val_str(v) : arena_strf(d->cmd->arena, "%" PRId64, val_int_or(v, 0));
}

static void add_strategy(struct describe *d, const struct val *deployment)
{
    const struct val *rolling = val_at(deployment, "spec.strategy.rollingUpdate");
    describe_add(d, 0, "StrategyType:\t%s\n", val_at_str(deployment, "spec.strategy.type", ""));
    describe_add(d, 0, "MinReadySeconds:\t%lld\n", (long long)val_at_int(deployment, "spec.minReadySeconds", 0));
    if (rolling)
        describe_add(d, 0, "RollingUpdateStrategy:\t%s max unavailable, %s max surge\n",
                     amount(d, val_get(rolling, "maxUnavailable")), amount(d, val_get(rolling, "maxSurge")));
}

static void add_replicas(struct describe *d, const struct val *deployment)
{
    const struct val *status = val_get(deployment, "status");
    describe_add(d, 0, "Replicas:\t%lld desired | %lld updated | %lld total | %lld available | %lld unavailable\n",
                 (long long)val_at_int(deployment, "spec.replicas", 1), (long long)val_at_int(status, "updatedReplicas", 0),
                 (long long)val_at_int(status, "replicas", 0), (long long)val_at_int(status, "availableReplicas", 0),
                 (long long)val_at_int(status, "unavailableReplicas", 0));
}

/* ---- replica sets ---- */

static int by_age(const void *a, const void *b)
{
    const struct val *x = val_get(*(const struct val *const *)a, "metadata"), *y = val_get(*(const struct val *const *)b, "metadata");
    int order = val_compare_str(val_get(x, "creationTimestamp"), val_get(y, "creationTimestamp"));
    return order ? order : val_compare_str(val_get(x, "name"), val_get(y, "name"));
}

static void add_set(struct strbuf *sb, const struct val *set)
{
    strbuf_addf(sb, "%s%s (%" PRId64 "/%" PRId64 " replicas created)", sb->len ? ", " : "", val_at_str(set, "metadata.name", ""),
                val_at_int(set, "status.replicas", 0), val_at_int(set, "spec.replicas", 0));
}

/* The oldest set of the current template is the new one. */
static void add_sets(struct describe *d, const struct val *deployment)
{
    const struct val *list = describe_list(d, "replicasets.apps", val_at_str(deployment, "metadata.namespace", NULL),
                                           describe_selector(d, val_at(deployment, "spec.selector")), NULL);
    const struct val **sets = arena_alloc(d->cmd->arena, (val_len(list) + 1) * sizeof(*sets));
    struct strbuf old = STRBUF_INIT, current = STRBUF_INIT;
    size_t n = 0;
    for (size_t i = 0; i < val_len(list); i++)
        if (owner_controls(deployment, val_item(list, i)))
            sets[n++] = val_item(list, i);
    qsort(sets, n, sizeof(*sets), by_age);
    for (size_t i = 0; i < n; i++) {
        if (!current.len && pod_template_same(val_at(sets[i], "spec.template"), val_at(deployment, "spec.template")))
            add_set(&current, sets[i]);
        else if (val_at_int(sets[i], "spec.replicas", 0) || version_has(d->version, FEATURE_DESCRIBE_ALL_OLD_SETS))
            add_set(&old, sets[i]);
    }
    describe_add(d, 0, "OldReplicaSets:\t%s\n", old.len ? old.buf : "<none>");
    describe_add(d, 0, "NewReplicaSet:\t%s\n", current.len ? current.buf : "<none>");
    strbuf_release(&old);
    strbuf_release(&current);
}

static void describe(struct describe *d, const struct val *deployment)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(deployment, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(deployment, "metadata.namespace", ""));
    describe_add(d, 0, "CreationTimestamp:\t%s\n", describe_time(d, val_at(deployment, "metadata.creationTimestamp")));
    describe_labels(d, "Labels", val_at(deployment, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(deployment, "metadata.annotations"));
    describe_add(d, 0, "Selector:\t%s\n", describe_selector(d, val_at(deployment, "spec.selector")));
    add_replicas(d, deployment);
    add_strategy(d, deployment);
    describe_pod_template(d, val_at(deployment, "spec.template"));
    describe_conditions(d, deployment);
    add_sets(d, deployment);
    describe_events(d, deployment);
}

const struct describer describer_deployment = { "apps", "Deployment", describe };
