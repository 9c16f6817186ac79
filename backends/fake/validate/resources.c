#include "backends/fake/validate/resources.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"

/* ---- seen of resources (pkg/apis/core/helper) ---- */

bool resource_is_huge_page(const char *name)
{
    return has_prefix(name, "hugepages-");
}

static bool is_native(const char *name)
{
    return !strchr(name, '/') || strstr(name, "kubernetes.io/");
}

static bool is_extended(const char *name)
{
    if (is_native(name) || has_prefix(name, "requests."))
        return false;
    char *quota = xstrf("requests.%s", name);
    bool ok = name_valid(NAME_QUALIFIED, quota);
    free(quota);
    return ok;
}

bool resource_may_overcommit(const char *name)
{
    return is_native(name) && !resource_is_huge_page(name);
}

static bool is_integer(const char *name)
{
    static const char *const counted[] = { "pods", "resourcequotas", "services", "replicationcontrollers", "secrets",
                                           "configmaps", "persistentvolumeclaims", "services.nodeports",
                                           "services.loadbalancers", NULL };
    return text_in(name, counted) || is_extended(name);
}

static const char *const of_containers[] = { "cpu", "memory", "ephemeral-storage", NULL };

static bool is_standard(const char *name)
{
    static const char *const standard[] = {
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
        "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods", "resourcequotas", "services",
        "replicationcontrollers", "secrets", "configmaps", "persistentvolumeclaims", "storage", "requests.storage",
        "services.nodeports", "services.loadbalancers", NULL };
    return text_in(name, standard) || resource_is_huge_page(name) || has_prefix(name, "requests.hugepages-");
}

bool resource_is_quota(const char *name)
{
    return is_standard(name) && strcmp(name, "storage") != 0;
}

/* ---- names ---- */

void check_resource_name(struct check *c, const struct val *name, const struct field *f)
{
    const char *s = val_str(name);
    size_t before = c->errors->len;
    check_name(c, NAME_QUALIFIED, name, f);
    if (c->errors->len == before && !strchr(s, '/') && !is_standard(s))
        invalid_text(c, f, name, "must be a standard resource type or fully qualified");
}

void check_container_resource_name(struct check *c, const struct val *name, const struct field *f)
{
    const char *s = val_str(name);
    bool plain = !strchr(s, '/');
    check_resource_name(c, name, f);
    if (plain && !text_in(s, of_containers) && !resource_is_huge_page(s))
        invalid_text(c, f, name, "must be a standard resource for containers");
    if (!plain && !is_native(s) && !is_extended(s))
        invalid_text(c, f, name, "doesn't follow extended resource name standard");
}

/* ---- quantities ---- */

bool read_quantity(const struct val *v, struct quantity *q)
{
    return given(v) && quantity_parse_val(v, q, NULL) == 0;
}

void invalid_quantity(struct check *c, const struct field *f, const struct quantity *q, const char *detail)
{
    static const char *const formats[] = { [QUANTITY_DECIMAL] = "DecimalSI", [QUANTITY_BINARY] = "BinarySI",
                                           [QUANTITY_EXPONENT] = "DecimalExponent" };
    struct strbuf text = STRBUF_INIT, canonical = STRBUF_INIT;
    quantity_string(&canonical, q);
    if (c->errors->json_values)
        go_quote(&text, canonical.buf, canonical.len);
    else
        strbuf_addf(&text,
                    "resource.Quantity{i:resource.int64Amount{value:%lld, scale:%d}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, "
                    "s:\"%s\", Format:\"%s\"}",
                    (long long)q->unscaled, q->scale, canonical.buf, formats[q->format]);
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
    strbuf_release(&canonical);
}

/* A quantity shown as its canonical text. */
void invalid_amount(struct check *c, const struct field *f, const struct quantity *q, const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    quantity_string(&text, q);
    field_invalid_str(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

void check_resource_quantity(struct check *c, const char *resource, const struct val *quantity, const struct field *f)
{
    struct quantity q;
    int64_t millis;
    if (!read_quantity(quantity, &q))
        return;
    if (quantity_sign(&q) < 0)
        invalid_amount(c, f, &q, NEGATIVE_TEXT);
    if (is_integer(resource) && quantity_milli(&q, &millis) && millis % 1000)
        invalid_quantity(c, f, &q, "must be an integer");
}

