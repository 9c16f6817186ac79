/* Edits of what runs on, and of autoscalers. See edits.h. */
#include "tests/sim/edits.h"

static const struct kind *any_kind(struct sim *s)
{
    static const struct kind *const *const choices[] = { &kind_deployment, &kind_replicaset, &kind_daemonset, &kind_statefulset };
    return *choices[sim_below(s, (int64_t)ARRAY_LEN(choices))];
}

static struct val *template(struct sim *s, const char *app)
{
    return val_fmt("{metadata:{labels:{app:%s}}, spec:{terminationGracePeriodSeconds:%I, containers:[{name:c, image:%s}]}}", app,
                   sim_below(s, 5), sim_chance(s, 50) ? "nginx:1.26" : "nginx:1.27");
}

static void add_details(struct sim *s, const struct kind *k, struct val **spec)
{
    if (k != kind_daemonset)
        val_put_int(spec, "replicas", sim_below(s, 6));
    else if (sim_chance(s, 50))
        val_put(spec, "template.spec.nodeSelector", val_fmt("{zone:a}"));
    if (k == kind_statefulset)
        val_merge(spec, arena_val(s->arena, val_fmt("{serviceName:%s, podManagementPolicy:%s}", "web",
                                             sim_chance(s, 30) ? "Parallel" : "OrderedReady")));
    if (k == kind_deployment && sim_chance(s, 20))
        val_put(spec, "strategy", val_fmt("{type:Recreate}"));
    if (sim_chance(s, 20))
        val_put_int(spec, "minReadySeconds", sim_below(s, 10));
}

void make_set(struct sim *s)
{
    const struct kind *k = any_kind(s);
    struct val *name = edit_old_name(s, k->singular);
    const char *app = arena_strdup(s->arena, val_str(name));
    struct val *spec = val_fmt("{selector:{matchLabels:{app:%s}}, template:%V}", app, template(s, app));
    add_details(s, k, &spec);
    edit_create(s, k, val_fmt("{apiVersion:'apps/v1', kind:%s, metadata:{name:%V, namespace:%s}, spec:%V}", k->kind, name,
                              edit_namespace(s), spec));
}

void scale_set(struct sim *s)
{
    const struct kind *k = any_kind(s);
    const struct val *doc = sim_pick(s, k);
    if (doc && k != kind_daemonset)
        edit_put(s, k, doc, "spec.replicas", val_int(sim_below(s, 6)));
}

void change_template(struct sim *s)
{
    const struct kind *k = any_kind(s);
    const struct val *doc = sim_pick(s, k);
    if (doc && k != kind_replicaset)
        edit_put(s, k, doc, "spec.template", template(s, val_at_str(doc, "metadata.name", "")));
}

void delete_set(struct sim *s)
{
    edit_delete_some(s, any_kind(s));
}

void pause_deployment(struct sim *s)
{
    const struct val *doc = sim_pick(s, kind_deployment);
    if (doc)
        edit_put(s, kind_deployment, doc, "spec.paused", val_bool(sim_chance(s, 60)));
}

void partition_statefulset(struct sim *s)
{
    const struct val *doc = sim_pick(s, kind_statefulset);
    if (doc)
        edit_put(s, kind_statefulset, doc, "spec.updateStrategy.rollingUpdate.partition", val_int(sim_below(s, 4)));
}

void make_autoscaler(struct sim *s)
{
    const struct val *doc = sim_pick(s, kind_deployment);
    if (doc)
        edit_create(s, &kind_row_horizontalpodautoscaler,
                    val_fmt("{apiVersion:'autoscaling/v1', kind:HorizontalPodAutoscaler, metadata:{name:%v, namespace:%v},"
                            " spec:{minReplicas:%I, maxReplicas:%I, scaleTargetRef:{apiVersion:'apps/v1', kind:Deployment, name:%v}}}",
                            val_at(doc, "metadata.name"), val_at(doc, "metadata.namespace"), 1 + sim_below(s, 2), 2 + sim_below(s, 3),
                            val_at(doc, "metadata.name")));
}
