/* HorizontalPodAutoscaler, as autoscaling/v2beta2 and v2 have it. */
#include <string.h>

#include "repl/describe/describe.h"

/* "<unknown> / 50%" of a resource metric; the fake has no metrics. */
static void add_resource(struct describe *d, const struct val *resource)
{
    const struct val *target = val_get(resource, "target"), *average = val_get(target, "averageValue"),
                     *utilization = val_get(target, "averageUtilization");
    const char *container = val_get_str(resource, "container", NULL);
    describe_add(d, 1, "resource %s %s%s%son pods", val_get_str(resource, "name", ""), container ? "of container \"" : "",
                 container ? container : "", container ? "\" " : "");
    if (average)
        describe_add(d, 0, ":\t<unknown> / %s\n", val_str_or(average, ""));
    else if (utilization)
        describe_add(d, 1, "(as a percentage of request):\t<unknown> / %s%%\n", describe_number(d, utilization));
    else
        describe_add(d, 1, "(as a percentage of request):\t<unknown> / <auto>\n");
}

static void add_other(struct describe *d, const struct val *metric)
{
    const char *type = val_get_str(metric, "type", "");
    const struct val *pods = val_get(metric, "pods"), *object = val_get(metric, "object"), *external = val_get(metric, "external");
    const struct val *source = object ? object : external;
    const struct val *average = val_at(source, "target.averageValue");
    const char *kind = average ? "target average value" : "target value";
    const char *value = val_str_or(average ? average : val_at(source, "target.value"), "");
    if (pods)
        describe_add(d, 1, "\"%s\" on pods:\t<unknown> / %s\n", val_at_str(pods, "metric.name", ""),
                     val_at_str(pods, "target.averageValue", ""));
    else if (object)
        describe_add(d, 1, "\"%s\" on %s/%s (%s):\t<unknown> / %s\n", val_at_str(object, "metric.name", ""),
                     val_at_str(object, "describedObject.kind", ""), val_at_str(object, "describedObject.name", ""), kind, value);
    else if (external)
        describe_add(d, 1, "\"%s\" (%s):\t<unknown> / %s\n", val_at_str(external, "metric.name", ""), kind, value);
    else
        describe_add(d, 1, "<unknown metric type \"%s\">\n", type);
}

static void add_metrics(struct describe *d, const struct val *hpa)
{
    const struct val *metrics = val_at(hpa, "spec.metrics"), *cpu = val_at(hpa, "spec.targetCPUUtilizationPercentage");
    describe_add(d, 0, "Metrics:\t( current / target )\n");
    if (cpu)
        add_resource(d, arena_val(d->cmd->arena, val_fmt("{name:cpu, target:{averageUtilization:%v}}", cpu)));
    for (size_t i = 0; i < val_len(metrics); i++) {
        const struct val *metric = val_item(metrics, i), *resource = val_get(metric, "resource");
        if (!resource)
            resource = val_get(metric, "containerResource");
        if (resource)
            add_resource(d, resource);
        else
            add_other(d, metric);
    }
}

static void add_direction(struct describe *d, const char *title, const struct val *rules)
{
    const struct val *window = val_get(rules, "stabilizationWindowSeconds"), *policies = val_get(rules, "policies");
    if (!rules)
        return;
    describe_add(d, 1, "%s:\n", title);
    if (window)
        describe_add(d, 2, "Stabilization Window: %lld seconds\n", (long long)val_int_or(window, 0));
    if (!val_len(policies))
        return;
    describe_add(d, 2, "Select Policy: %s\n", val_get_str(rules, "selectPolicy", "Max"));
    describe_add(d, 2, "Policies:\n");
    for (size_t i = 0; i < val_len(policies); i++) {
        const struct val *p = val_item(policies, i);
        describe_add(d, 3, "- Type: %s\tValue: %lld\tPeriod: %lld seconds\n", val_get_str(p, "type", ""),
                     (long long)val_at_int(p, "value", 0), (long long)val_at_int(p, "periodSeconds", 0));
    }
}

/* kubectl asks for a version that has metrics and conditions, whatever was read before. */
static const struct val *as_v2(struct describe *d, const struct val *hpa)
{
    const char *word = version_has(d->version, FEATURE_HPA_V2) ? "horizontalpodautoscalers.v2.autoscaling"
                                                               : "horizontalpodautoscalers.v2beta2.autoscaling";
    const struct val *v2 = describe_get(d, word, val_at_str(hpa, "metadata.namespace", NULL), val_at_str(hpa, "metadata.name", ""));
    return v2 ? v2 : hpa;
}

static const struct describe_column condition_columns[] = {
    { "Type", "----", "type", "\t" },
    { "Status", "------", "status", "\t" },
    { "Reason", "------", "reason", "\t" },
    { "Message", "-------", "message", "\n" },
};

static void describe(struct describe *d, const struct val *given)
{
    const struct val *hpa = as_v2(d, given);
    const struct val *least = val_at(hpa, "spec.minReplicas"), *behavior = val_at(hpa, "spec.behavior");
    const char *kind = val_at_str(hpa, "spec.scaleTargetRef.kind", "");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(hpa, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(hpa, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(hpa, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(hpa, "metadata.annotations"));
    describe_add(d, 0, "CreationTimestamp:\t%s\n", describe_time(d, val_at(hpa, "metadata.creationTimestamp")));
    describe_add(d, 0, "Reference:\t%s/%s\n", kind, val_at_str(hpa, "spec.scaleTargetRef.name", ""));
    add_metrics(d, hpa);
    describe_add(d, 0, "Min replicas:\t%s\n", least ? describe_number(d, least) : "<unset>");
    describe_add(d, 0, "Max replicas:\t%lld\n", (long long)val_at_int(hpa, "spec.maxReplicas", 0));
    if (behavior)
        describe_add(d, 0, "Behavior:\n");
    add_direction(d, "Scale Up", val_get(behavior, "scaleUp"));
    add_direction(d, "Scale Down", val_get(behavior, "scaleDown"));
    describe_add(d, 0, "%s pods:\t%lld current / %lld desired\n", kind, (long long)val_at_int(hpa, "status.currentReplicas", 0),
                 (long long)val_at_int(hpa, "status.desiredReplicas", 0));
    describe_condition_columns(d, hpa, condition_columns, ARRAY_LEN(condition_columns));
    describe_events(d, hpa);
}

const struct describer describer_horizontalpodautoscaler = { "autoscaling", "HorizontalPodAutoscaler", describe };
