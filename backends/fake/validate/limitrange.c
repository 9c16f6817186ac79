/* LimitRanges: pkg/apis/core/validation (ValidateLimitRange). */
#include <string.h>

#include "backends/fake/validate/resources.h"
#include "backends/fake/validate/validate.h"

/* An item's lists of quantities, in the order in which they are looked at. */
enum list { MAX, MIN, DEFAULT, DEFAULT_REQUEST, RATIO, LIST_COUNT };
static const char *const names[LIST_COUNT] = { "max", "min", "default", "defaultRequest", "maxLimitRequestRatio" };

/* One resource's quantities in all lists. */
struct amounts {
    struct quantity q[LIST_COUNT];
    bool has[LIST_COUNT];
};

/* What must not be more than what, whose fault it is, and what each is called. */
static const struct {
    enum list low, high, field, shown;
    const char *low_name, *high_name;
} orders[] = {
    { MIN, MAX, MIN, MIN, "min", "max" },
    { MIN, DEFAULT_REQUEST, DEFAULT_REQUEST, DEFAULT_REQUEST, "min", "default request" },
    { DEFAULT_REQUEST, MAX, DEFAULT_REQUEST, DEFAULT_REQUEST, "default request", "max" },
    { DEFAULT_REQUEST, DEFAULT, DEFAULT_REQUEST, DEFAULT_REQUEST, "default request", "default limit" },
    { MIN, DEFAULT, DEFAULT, MIN, "min", "default" },
    { DEFAULT, MAX, DEFAULT, MAX, "default", "max" },
};

static const char *text(struct check *c, const struct quantity *q)
{
    struct strbuf sb = STRBUF_INIT;
    quantity_string(&sb, q);
    const char *text = arena_strdup(c->kc->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

static void check_orders(struct check *c, const struct amounts *a, const char *resource, const struct field *item)
{
    for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
        const struct quantity *low = &a->q[orders[i].low], *high = &a->q[orders[i].high];
        struct field list = FIELD(item, names[orders[i].field]), f = FIELD_KEY(&list, resource);
        if (a->has[orders[i].low] && a->has[orders[i].high] && quantity_compare(low, high) > 0)
            invalid_quantity(c, &f, &a->q[orders[i].shown],
                             arena_strf(c->kc->arena, "%s value %s is greater than %s value %s", orders[i].low_name, text(c, low),
                                        orders[i].high_name, text(c, high)));
    }
}

static double as_double(const struct quantity *q)
{
    int64_t n;
    return quantity_milli(q, &n) ? (double)n / 1000 : quantity_value(q, &n) ? (double)n : 0;
}

static void check_ratio(struct check *c, const struct amounts *a, const char *resource, const struct field *item)
{
    struct field list = FIELD(item, names[RATIO]), f = FIELD_KEY(&list, resource);
    const struct quantity *ratio = &a->q[RATIO];
    if (!a->has[RATIO])
        return;
    if (as_double(ratio) < 1)
        invalid_quantity(c, &f, ratio, arena_strf(c->kc->arena, "ratio %s is less than 1", text(c, ratio)));
    if (!a->has[MIN] || !a->has[MAX])
        return;
    double most = as_double(&a->q[MAX]) / as_double(&a->q[MIN]);
    if (as_double(ratio) > most)
        invalid_quantity(c, &f, ratio, arena_strf(c->kc->arena, "ratio %s is greater than max/min = %f", text(c, ratio), most));
}

static void check_amounts(struct check *c, const struct amounts *a, const char *resource, const struct field *item)
{
    struct field list = FIELD(item, names[DEFAULT_REQUEST]), f = FIELD_KEY(&list, resource);
    const struct quantity *request = &a->q[DEFAULT_REQUEST], *limit = &a->q[DEFAULT];
    check_orders(c, a, resource, item);
    check_ratio(c, a, resource, item);
    if (!resource_may_overcommit(resource) && a->has[DEFAULT] && a->has[DEFAULT_REQUEST] && quantity_compare(limit, request) != 0)
        invalid_quantity(c, &f, request,
                         arena_strf(c->kc->arena, "default value %s must equal to defaultRequest value %s in %s", text(c, limit),
                                    text(c, request), resource));
}

/* ---- one item ---- */

static bool is_type(const struct val *item, const char *type)
{
    return val_str_equal(val_get(item, "type"), type);
}

static void check_list(struct check *c, const struct val *item, enum list which, struct val **resources, const struct field *f)
{
    const struct val *list = val_get(item, names[which]);
    struct field list_field = FIELD(f, names[which]);
    bool of_pod = is_type(item, "Pod");
    if (of_pod && (which == DEFAULT || which == DEFAULT_REQUEST)) {
        if (val_len(list))
            field_forbidden(c->errors, &list_field, "may not be specified when `type` is 'Pod'");
        return;
    }
    for (size_t i = 0; i < val_len(list); i++) {
        struct field key = FIELD_KEY(&list_field, val_key(list, i));
        if (of_pod || is_type(item, "Container"))
            check_container_resource_name(c, val_keyv(list, i), &key);
        else
            check_resource_name(c, val_keyv(list, i), &key);
        val_set(resources, val_key(list, i), val_null());
    }
}

static void check_storage(struct check *c, const struct val *item, const struct field *f)
{
    struct field limits = FIELD(f, "limits");
    if (is_type(item, "PersistentVolumeClaim") && !val_get(val_get(item, "min"), "storage") &&
        !val_get(val_get(item, "max"), "storage"))
        field_required(c->errors, &limits, "either minimum or maximum storage value is required, but neither was provided");
}

static void check_type(struct check *c, const struct val *type, const struct field *f)
{
    static const char *const standard[] = { "Pod", "Container", "PersistentVolumeClaim", NULL };
    size_t before = c->errors->len;
    check_name(c, NAME_QUALIFIED, type, f);
    if (c->errors->len == before && !strchr(val_str_or(type, ""), '/') && !text_in(val_str_or(type, ""), standard))
        invalid_text(c, f, type, "must be a standard limit type or fully qualified");
}

static void check_item(struct check *c, const struct val *item, const struct field *f)
{
    struct val *resources = val_object();
    for (size_t l = 0; l < LIST_COUNT; l++) {
        if (l == RATIO)
            check_storage(c, item, f);
        check_list(c, item, (enum list)l, &resources, f);
    }
    for (size_t i = 0; i < val_len(resources); i++) {
        const char *resource = val_key(resources, i);
        struct amounts a;
        bool of_pod = is_type(item, "Pod");
        for (size_t l = 0; l < LIST_COUNT; l++)
            a.has[l] = !(of_pod && (l == DEFAULT || l == DEFAULT_REQUEST)) &&
                       read_quantity(val_get(val_get(item, names[l]), resource), &a.q[l]);
        check_amounts(c, &a, resource, f);
    }
    val_unref(resources);
}

void validate_limitrange(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    const struct val *limits = val_at(doc, "spec.limits");
    struct field spec = FIELD_ROOT("spec"), list = FIELD(&spec, "limits");
    if (old)
        check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    for (size_t i = 0; i < val_len(limits); i++) {
        const struct val *type = val_get(val_item(limits, i), "type");
        struct field item = FIELD_INDEX(&list, i), f = FIELD(&item, "type");
        check_type(&c, type, &f);
        for (size_t k = 0; k < i; k++)
            if (val_equal(val_get(val_item(limits, k), "type"), type)) {
                duplicate_text(&c, &f, type);
                break;
            }
        check_item(&c, val_item(limits, i), &item);
    }
    check_end(&c);
}
