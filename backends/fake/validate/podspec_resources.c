/* Requests and limits of containers, and how they fit. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/quantity.h"
#include "backends/fake/validate/podspec.h"
#include "backends/fake/validate/resources.h"

/* Huge pages come whole. */
static void check_huge_page_multiple(struct check *c, const struct val *list, size_t i, const struct field *list_field)
{
    const char *resource = val_key(list, i);
    struct field f = FIELD_KEY(list_field, resource);
    struct quantity q, size;
    int64_t amount, unit;
    if (!resource_is_huge_page(resource) || !newer(c, FEATURE_HUGEPAGES_DIVISIBLE) || !read_quantity(val_item(list, i), &q) ||
        quantity_parse(resource + strlen("hugepages-"), &size, NULL) < 0 || !quantity_value(&q, &amount) ||
        !quantity_value(&size, &unit) || unit <= 0 || amount % unit == 0)
        return;
    struct strbuf text = STRBUF_INIT;
    quantity_string(&text, &q);
    strbuf_addf(&text, " is not positive integer multiple of %s", resource);
    invalid_amount(c, &f, &q, text.buf);
    strbuf_release(&text);
}

/* ---- requests against limits ---- */

static void check_against_limit(struct check *c, const char *resource, const struct quantity *request, const struct val *limits,
                                const struct field *requests_field, const struct field *limits_field)
{
    struct quantity limit;
    if (!read_quantity(val_get(limits, resource), &limit)) {
        if (!resource_may_overcommit(resource))
            field_required(c->errors, limits_field, "Limit must be set for non overcommitable resources");
        return;
    }
    int order = quantity_compare(request, &limit);
    if (!order || (order < 0 && resource_may_overcommit(resource)))
        return;
    struct strbuf text = STRBUF_INIT;
    strbuf_addf(&text, resource_may_overcommit(resource) ? "must be less than or equal to %s limit" : "must be equal to %s limit",
                resource);
    if (newer(c, FEATURE_LIMIT_IN_ERROR)) {
        strbuf_adds(&text, " of ");
        quantity_string(&text, &limit);
    }
    invalid_amount(c, requests_field, request, text.buf);
    strbuf_release(&text);
}

/* What was seen in both lists together. */
struct resource_kinds {
    bool huge_pages, compute;
};

static void check_resource(struct check *c, const struct val *list, size_t i, struct resource_kinds *seen,
                           const struct field *list_field)
{
    const char *name = val_key(list, i);
    struct field f = FIELD_KEY(list_field, name);
    check_container_resource_name(c, val_keyv(list, i), &f);
    check_resource_quantity(c, name, val_item(list, i), &f);
    seen->huge_pages = seen->huge_pages || resource_is_huge_page(name);
    seen->compute = seen->compute || !strcmp(name, "cpu") || !strcmp(name, "memory");
}

void check_resources(struct check *c, const struct val *resources, const struct field *f)
{
    const struct val *limits = val_get(resources, "limits"), *requests = val_get(resources, "requests");
    struct field limits_field = FIELD(f, "limits"), requests_field = FIELD(f, "requests");
    struct resource_kinds seen = { false, false };
    for (size_t i = 0; i < val_len(limits); i++) {
        check_resource(c, limits, i, &seen, &limits_field);
        check_huge_page_multiple(c, limits, i, &limits_field);
    }
    for (size_t i = 0; i < val_len(requests); i++) {
        struct quantity request;
        check_resource(c, requests, i, &seen, &requests_field);
        if (read_quantity(val_item(requests, i), &request))
            check_against_limit(c, val_key(requests, i), &request, limits, &requests_field, &limits_field);
        check_huge_page_multiple(c, requests, i, &requests_field);
    }
    if (seen.huge_pages && !seen.compute)
        field_forbidden(c->errors, f, "HugePages require cpu or memory");
}

void check_overhead(struct check *c, const struct val *overhead, const struct field *f)
{
    struct field limits_field = FIELD(f, "limits");
    struct resource_kinds seen = { false, false };
    for (size_t i = 0; i < val_len(overhead); i++)
        check_resource(c, overhead, i, &seen, &limits_field);
    if (seen.huge_pages && !seen.compute)
        field_forbidden(c->errors, f, "HugePages require cpu or memory");
}
