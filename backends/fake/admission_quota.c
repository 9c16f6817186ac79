/* LimitRanger and ResourceQuota (plugin/pkg/admission/limitranger, apiserver's plugin/resourcequota, v1.20.2). */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/quantity.h"
#include "backends/fake/quota.h"

/* ---- LimitRange: defaults ---- */

/* Adds what the container lacks; says what it was: "cpu, memory request for container c". */
static void fill(struct val **container, const char *which, const struct val *values, const char *noun, const char *prefix,
                 struct strbuf *said)
{
    struct val *resources = val_ref(val_get(*container, "resources")), *map = val_ref(val_get(resources, which));
    struct strbuf names = STRBUF_INIT;
    for (size_t i = 0; i < val_len(values); i++) {
        if (val_get(map, val_key(values, i)))
            continue;
        val_set(&map, val_key(values, i), val_ref(val_item(values, i)));
        strbuf_addf(&names, "%s%s", names.len ? ", " : "", val_key(values, i));
    }
    if (names.len) {
        strbuf_addf(said, "%s%s %s for %s %s", said->len ? "; " : "", names.buf, noun, prefix,
                    val_get_str(*container, "name", ""));
        val_set(&resources, which, map);
        val_set(container, "resources", resources);
    } else {
        val_unref(map);
        val_unref(resources);
    }
    strbuf_release(&names);
}

static void fill_containers(struct val **pod, const char *path, const struct val *requests, const struct val *limits,
                            const char *prefix, struct strbuf *said)
{
    struct val *containers = val_ref(val_at(*pod, path));
    for (size_t i = 0; i < val_len(containers); i++) {
        struct val *container = val_ref(val_item(containers, i));
        fill(&container, "requests", requests, "request", prefix, said);
        fill(&container, "limits", limits, "limit", prefix, said);
        val_replace(&containers, i, container);
    }
    if (val_len(containers))
        val_put(pod, path, containers);
    else
        val_unref(containers);
}

static void fill_pod(const struct val *range, struct val **pod)
{
    const struct val *limits = val_at(range, "spec.limits");
    struct val *request_defaults = val_object(), *limit_defaults = val_object();
    struct strbuf said = STRBUF_INIT;
    for (size_t i = 0; i < val_len(limits); i++) {
        const struct val *limit = val_item(limits, i);
        if (!val_str_equal(val_get(limit, "type"), "Container"))
            continue;
        if (val_get(limit, "defaultRequest"))
            val_merge(&request_defaults, val_get(limit, "defaultRequest"));
        if (val_get(limit, "default"))
            val_merge(&limit_defaults, val_get(limit, "default"));
    }
    fill_containers(pod, "spec.containers", request_defaults, limit_defaults, "container", &said);
    fill_containers(pod, "spec.initContainers", request_defaults, limit_defaults, "init container", &said);
    if (said.len) {
        struct val *annotations = val_ref(val_at(*pod, "metadata.annotations"));
        val_set(&annotations, "kubernetes.io/limit-ranger", val_stringf("LimitRanger plugin set: %s", said.buf));
        val_put(pod, "metadata.annotations", annotations);
    }
    strbuf_release(&said);
    val_unref(request_defaults);
    val_unref(limit_defaults);
}

void admit_limit_defaults(struct cluster *c, const char *ns, struct val **pod)
{
    const struct kind *k = kind_find("", "LimitRange");
    for (const struct object *o = store_first(c->store, k, ns); o; o = store_next(c->store, o, ns))
        fill_pod(o->doc, pod);
}

/* ---- LimitRange: bounds ---- */

struct complaints {
    struct strbuf text; /* "a, b" */
    size_t count;
};

static void complain(struct complaints *all, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void complain(struct complaints *all, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    strbuf_adds(&all->text, all->count++ ? ", " : "");
    strbuf_addvf(&all->text, fmt, ap);
    va_end(ap);
}

/* A quantity as %s; "0": absent. */
static const char *text_of(const struct val *map, const char *name)
{
    return val_str_or(val_get(map, name), "0");
}

static int compare(const struct val *a, const char *name, const struct val *b)
{
    struct quantity x = QUANTITY_ZERO, y = QUANTITY_ZERO;
    quantity_parse_val(val_get(a, name), &x, NULL);
    quantity_parse_val(val_get(b, name), &y, NULL);
    return quantity_compare(&x, &y);
}

static void check_least(struct complaints *all, const char *type, const char *name, const struct val *bound,
                        const struct val *requests, const struct val *limits)
{
    const char *least = text_of(bound, name);
    if (!val_get(requests, name))
        complain(all, "minimum %s usage per %s is %s.  No request is specified", name, type, least);
    else if (compare(requests, name, bound) < 0)
        complain(all, "minimum %s usage per %s is %s, but request is %s", name, type, least, text_of(requests, name));
    else if (val_get(limits, name) && compare(limits, name, bound) < 0)
        complain(all, "minimum %s usage per %s is %s, but limit is %s", name, type, least, text_of(limits, name));
}

/* `limited`: what counts is the limit; else (claims) the request. */
static void check_most(struct complaints *all, const char *type, const char *name, const struct val *bound,
                       const struct val *requests, const struct val *limits, bool limited)
{
    const char *most = text_of(bound, name);
    if (!limited && !val_get(requests, name))
        complain(all, "maximum %s usage per %s is %s.  No request is specified", name, type, most);
    else if (limited && !val_get(limits, name))
        complain(all, "maximum %s usage per %s is %s.  No limit is specified", name, type, most);
    else if (limited && compare(limits, name, bound) > 0)
        complain(all, "maximum %s usage per %s is %s, but limit is %s", name, type, most, text_of(limits, name));
    else if (val_get(requests, name) && compare(requests, name, bound) > 0)
        complain(all, "maximum %s usage per %s is %s, but request is %s", name, type, most, text_of(requests, name));
}

static void check_ratio(struct complaints *all, const char *type, const char *name, const struct val *bound,
                        const struct val *requests, const struct val *limits)
{
    double request = (double)quantity_milli_or(val_get(requests, name), 0), limit = (double)quantity_milli_or(val_get(limits, name), 0);
    const char *most = text_of(bound, name);
    if (request <= 0)
        complain(all, "%s max limit to request ratio per %s is %s, but no request is specified or request is 0", name, type, most);
    else if (limit <= 0)
        complain(all, "%s max limit to request ratio per %s is %s, but no limit is specified or limit is 0", name, type, most);
    else if (limit / request * 1000 > (double)quantity_milli_or(val_get(bound, name), 0))
        complain(all, "%s max limit to request ratio per %s is %s, but provided ratio is %f", name, type, most, limit / request);
}

static void check_limit(struct complaints *all, const struct val *limit, const struct val *requests, const struct val *limits,
                        bool limited)
{
    const struct val *least = val_get(limit, "min"), *most = val_get(limit, "max"), *ratio = val_get(limit, "maxLimitRequestRatio");
    const char *type = val_get_str(limit, "type", "");
    for (size_t i = 0; i < val_len(least); i++)
        check_least(all, type, val_key(least, i), least, requests, limits);
    for (size_t i = 0; i < val_len(most); i++)
        check_most(all, type, val_key(most, i), most, requests, limits, limited);
    for (size_t i = 0; limited && i < val_len(ratio); i++)
        check_ratio(all, type, val_key(ratio, i), ratio, requests, limits);
}

static void check_containers(struct complaints *all, const struct val *limit, const struct val *containers)
{
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *resources = val_get(val_item(containers, i), "resources");
        check_limit(all, limit, val_get(resources, "requests"), val_get(resources, "limits"), true);
    }
}

/* The totals of a pod, of those resources that every container names. */
static struct val *common_sum(const struct val *containers, const char *which)
{
    struct val *sum = val_object(), *kept = val_object();
    for (size_t i = 0; i < val_len(containers); i++)
        quota_add(&sum, val_get(val_get(val_item(containers, i), "resources"), which));
    for (size_t k = 0; k < val_len(sum); k++) {
        bool everywhere = true;
        for (size_t i = 0; i < val_len(containers); i++)
            everywhere = everywhere && val_get(val_get(val_get(val_item(containers, i), "resources"), which), val_key(sum, k));
        if (everywhere)
            val_set(&kept, val_key(sum, k), val_ref(val_item(sum, k)));
    }
    val_unref(sum);
    return kept;
}

static void check_pod(struct complaints *all, const struct val *limit, const struct val *pod)
{
    const struct val *containers = val_at(pod, "spec.containers");
    struct val *requests = common_sum(containers, "requests"), *limits = common_sum(containers, "limits");
    check_limit(all, limit, requests, limits, true);
    val_unref(requests);
    val_unref(limits);
}

static int check_range(const struct kind *k, const struct val *range, const struct val *doc, struct status *st)
{
    const struct val *limits = val_at(range, "spec.limits");
    struct complaints all = { STRBUF_INIT, 0 };
    for (size_t i = 0; i < val_len(limits); i++) {
        const struct val *limit = val_item(limits, i), *type = val_get(limit, "type");
        if (k == kind_pod && val_str_equal(type, "Container")) {
            check_containers(&all, limit, val_at(doc, "spec.containers"));
            check_containers(&all, limit, val_at(doc, "spec.initContainers"));
        } else if (k == kind_pod && val_str_equal(type, "Pod")) {
            check_pod(&all, limit, doc);
        } else if (k == kind_persistentvolumeclaim && val_str_equal(type, "PersistentVolumeClaim")) {
            check_limit(&all, limit, val_at(doc, "spec.resources.requests"), NULL, false);
        }
    }
    char *why = xstrf(all.count > 1 ? "[%s]" : "%s", all.text.buf);
    int rc = all.count ? status_forbidden(st, k->group, k->plural, val_at_str(doc, "metadata.name", ""), why) : 0;
    free(why);
    strbuf_release(&all.text);
    return rc;
}

/* ---- ResourceQuota ---- */

/* "cpu=1,pods=2" */
static void add_pairs(struct strbuf *sb, const struct val *map, const struct val *names)
{
    for (size_t i = 0; i < val_len(names); i++)
        strbuf_addf(sb, "%s%s=%s", i ? "," : "", val_key(names, i), text_of(map, val_key(names, i)));
}

/* What every container must name because a quota limits it: "limits.cpu,requests.memory". */
static void add_missing(struct strbuf *sb, const struct val *hard, const struct val *pod)
{
    static const char *const lists[] = { "spec.containers", "spec.initContainers" };
    static const struct {
        const char *name, *which, *resource;
    } known[] = {
        { "cpu", "requests", "cpu" }, { "limits.cpu", "limits", "cpu" }, { "limits.memory", "limits", "memory" },
        { "memory", "requests", "memory" }, { "requests.cpu", "requests", "cpu" }, { "requests.memory", "requests", "memory" },
    };
    for (size_t n = 0; n < ARRAY_LEN(known); n++) {
        bool missing = false;
        for (size_t l = 0; val_get(hard, known[n].name) && l < ARRAY_LEN(lists); l++) {
            const struct val *containers = val_at(pod, lists[l]);
            for (size_t i = 0; i < val_len(containers); i++)
                missing = missing || !val_get(val_get(val_get(val_item(containers, i), "resources"), known[n].which),
                                              known[n].resource);
        }
        if (missing)
            strbuf_addf(sb, "%s%s", sb->len ? "," : "", known[n].name);
    }
}

static int refuse(const struct kind *k, const struct val *doc, const char *why, struct status *st)
{
    return status_forbidden(st, k->group, k->plural, val_at_str(doc, "metadata.name", ""), why);
}

/* The quota's usage with this object; NULL with *st when it is too much. */
static struct val *charge(const struct kind *k, const struct val *quota, const struct val *doc, const struct val *requested,
                          struct status *st)
{
    const struct val *hard = val_at(quota, "status.hard"), *used = val_at(quota, "status.used");
    struct val *total = val_ref(used), *exceeded = val_object();
    quota_add(&total, requested);
    for (size_t i = 0; i < val_len(requested); i++)
        if (compare(total, val_key(requested, i), hard) > 0)
            val_set(&exceeded, val_key(requested, i), val_bool(true));
    if (val_len(exceeded)) {
        struct strbuf why = STRBUF_INIT;
        strbuf_addf(&why, "exceeded quota: %s, requested: ", val_at_str(quota, "metadata.name", ""));
        add_pairs(&why, requested, exceeded);
        strbuf_adds(&why, ", used: ");
        add_pairs(&why, used, exceeded);
        strbuf_adds(&why, ", limited: ");
        add_pairs(&why, hard, exceeded);
        refuse(k, doc, why.buf, st);
        strbuf_release(&why);
        val_unref(total);
        total = NULL;
    }
    val_unref(exceeded);
    return total;
}

/* What of the object the quota counts, without zeros. */
static struct val *requested_of(const struct val *quota, const struct val *usage)
{
    struct val *masked = quota_mask(usage, val_at(quota, "status.hard")), *kept = val_object();
    for (size_t i = 0; i < val_len(masked); i++)
        if (strcmp(val_str_or(val_item(masked, i), "0"), "0") != 0)
            val_set(&kept, val_key(masked, i), val_ref(val_item(masked, i)));
    val_unref(masked);
    return kept;
}

static int check_quota(struct cluster *c, const struct object *quota, const struct kind *k, const struct val *doc,
                       const struct val *usage, bool charges, struct status *st)
{
    if (!quota_covers(quota->doc, k, doc))
        return 0;
    struct strbuf missing = STRBUF_INIT;
    if (k == kind_pod)
        add_missing(&missing, val_at(quota->doc, "status.hard"), doc);
    char *why = missing.len ? xstrf("failed quota: %s: must specify %s", quota->name, missing.buf) : NULL;
    strbuf_release(&missing);
    if (why) {
        refuse(k, doc, why, st);
        free(why);
        return -1;
    }
    struct val *requested = requested_of(quota->doc, usage);
    struct val *total = val_len(requested) ? charge(k, quota->doc, doc, requested, st) : NULL;
    int rc = val_len(requested) && !total ? -1 : 0;
    if (total && charges) {
        struct val *status = val_ref(val_get(quota->doc, "status"));
        val_set(&status, "used", val_ref(total));
        rc = api_update_status(c, quota, status, st);
    }
    val_unref(total);
    val_unref(requested);
    return rc;
}

int admit_quota(struct cluster *c, const struct kind *k, const char *ns, const struct val *doc, bool dry_run, struct status *st)
{
    const struct kind *range = kind_find("", "LimitRange");
    if (!kind_namespaced(k) || k == kind_event || (!store_count(c->store, range) && !store_count(c->store, kind_resourcequota)))
        return 0;
    for (const struct object *o = store_first(c->store, range, ns); o; o = store_next(c->store, o, ns))
        if (check_range(k, o->doc, doc, st) < 0)
            return -1;
    struct val *usage = quota_usage(k, doc, c->now_ms);
    int rc = 0;
    for (int charges = 0; rc == 0 && charges < (dry_run ? 1 : 2); charges++)
        for (const struct object *o = store_first(c->store, kind_resourcequota, ns); rc == 0 && o;
             o = store_next(c->store, o, ns))
            rc = check_quota(c, o, k, doc, usage, charges, st);
    val_unref(usage);
    return rc;
}
