/* Quantities in pods and nodes: see resources.h. */
#include "backends/fake/kind/resources.h"

#include "backends/base/quantity.h"
#include "backends/fake/kind/edit.h"

void resource_list_defaults(struct val **list, const struct kind_context *kc)
{
    (void)kc;
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < val_len(*list); i++) {
        const struct val *v = val_item(*list, i);
        struct quantity q;
        if ((val_is(v, VAL_STRING) && quantity_is_canonical(val_str(v))) || quantity_parse_val(v, &q, NULL) < 0)
            continue;
        quantity_round_up(&q, -3);
        strbuf_reset(&text);
        quantity_string(&text, &q);
        if (!val_str_equal(v, text.buf))
            val_replace(list, i, val_string(text.buf));
    }
    strbuf_release(&text);
}

static void container_requests(struct val **container, const struct kind_context *kc)
{
    (void)kc;
    const struct val *limits = val_at(*container, "resources.limits");
    const struct val *requests = val_at(*container, "resources.requests");
    struct val *missing = NULL;
    for (size_t i = 0; i < val_len(limits); i++)
        if (!val_getv(requests, val_keyv(limits, i)))
            val_set(&missing, val_key(limits, i), val_ref(val_item(limits, i)));
    if (!missing)
        return;
    struct val *merged = requests ? val_ref(requests) : NULL;
    if (!merged)
        merged = val_object();
    val_merge(&merged, missing);
    val_put(container, "resources.requests", merged);
    val_unref(missing);
}

void requests_from_limits(struct val **doc, const char *path, const struct kind_context *kc)
{
    edit_items(doc, path, container_requests, kc);
}

/* The two resources that make the class. */
enum { QOS_RESOURCES = 2 };
static const char *const qos_resources[QOS_RESOURCES] = { "cpu", "memory" };

struct qos {
    struct quantity requests[QOS_RESOURCES], limits[QOS_RESOURCES];
    bool requested[QOS_RESOURCES], limited[QOS_RESOURCES];
    bool all_limited; /* every container limits both */
};

static bool add_positive(struct quantity *sum, bool *found, const struct val *v)
{
    struct quantity q;
    if (!v || quantity_parse_val(v, &q, NULL) < 0 || quantity_sign(&q) <= 0)
        return false;
    quantity_add(sum, &q);
    *found = true;
    return true;
}

static void add_containers(struct qos *qos, const struct val *containers)
{
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *resources = val_get(val_item(containers, i), "resources");
        const struct val *requests = val_get(resources, "requests"), *limits = val_get(resources, "limits");
        for (int r = 0; r < QOS_RESOURCES; r++) {
            add_positive(&qos->requests[r], &qos->requested[r], val_get(requests, qos_resources[r]));
            if (!add_positive(&qos->limits[r], &qos->limited[r], val_get(limits, qos_resources[r])))
                qos->all_limited = false;
        }
    }
}

const char *pod_qos_class(const struct val *pod)
{
    struct qos qos = { .all_limited = true };
    for (int r = 0; r < QOS_RESOURCES; r++)
        qos.requests[r] = qos.limits[r] = QUANTITY_ZERO;
    add_containers(&qos, val_at(pod, "spec.containers"));
    add_containers(&qos, val_at(pod, "spec.initContainers"));
    bool any = false, guaranteed = qos.all_limited;
    for (int r = 0; r < QOS_RESOURCES; r++) {
        any = any || qos.requested[r] || qos.limited[r];
        if (qos.requested[r] != qos.limited[r] || quantity_compare(&qos.requests[r], &qos.limits[r]) != 0)
            guaranteed = false;
    }
    if (!any)
        return "BestEffort";
    return guaranteed ? "Guaranteed" : "Burstable";
}
