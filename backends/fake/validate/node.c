/* Nodes: pkg/apis/core/validation (ValidateNode, ValidateNodeUpdate). */
#include <stdio.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/fake/validate/podspec.h"
#include "backends/fake/validate/resources.h"
#include "backends/fake/validate/validate.h"

/* ---- taints ---- */

/* core.Taint as Go prints it, or as JSON. */
static void duplicate_taint(struct check *c, const struct val *taint, const struct field *f)
{
    const char *key = text_of(taint, "key"), *value = text_of(taint, "value"), *effect = text_of(taint, "effect");
    bool json = c->errors->json_values;
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, json ? "{\"Key\":" : "core.Taint{Key:");
    go_quote(&text, key, strlen(key));
    strbuf_adds(&text, json ? ",\"Value\":" : ", Value:");
    go_quote(&text, value, strlen(value));
    strbuf_adds(&text, json ? ",\"Effect\":" : ", Effect:");
    go_quote(&text, effect, strlen(effect));
    strbuf_adds(&text, json ? ",\"TimeAdded\":null}" : ", TimeAdded:<nil>}");
    field_error_add(c->errors, FIELD_DUPLICATE, f, text.buf, "taints must be unique by key and effect pair");
    strbuf_release(&text);
}

static void check_taints(struct check *c, const struct val *taints)
{
    /* The path is upstream's: the taints are in the spec. */
    struct field meta = FIELD_ROOT("metadata"), list = FIELD(&meta, "taints");
    struct name_set seen = NAME_SET_INIT;
    for (size_t i = 0; i < val_len(taints); i++) {
        const struct val *taint = val_item(taints, i);
        struct field item = FIELD_INDEX(&list, i), key = FIELD(&item, "key"), value = FIELD(&item, "value"),
                     effect = FIELD(&item, "effect");
        check_name(c, NAME_QUALIFIED, val_get(taint, "key"), &key);
        check_label_value(c, val_get(taint, "value"), &value);
        check_taint_effect(c, val_get(taint, "effect"), false, &effect);
        if (!name_set_add(&seen, arena_strf(c->kc->arena, "%s\n%s", text_of(taint, "key"), text_of(taint, "effect")), taint))
            duplicate_taint(c, taint, &item);
    }
    name_set_release(&seen);
}

/* ---- resources ---- */

static void check_node_resources(struct check *c, const struct val *status)
{
    static const char *const lists[] = { "capacity", "allocatable" };
    struct field f = FIELD_ROOT("status");
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        const struct val *list = val_get(status, lists[i]);
        struct field list_field = FIELD(&f, lists[i]);
        for (size_t j = 0; j < val_len(list); j++) {
            struct field item = FIELD(&list_field, val_key(list, j));
            check_resource_quantity(c, val_key(list, j), val_item(list, j), &item);
        }
    }
}

/* ---- addresses ---- */

static bool is_cidr(const char *s)
{
    const char *slash = strchr(s, '/');
    if (!slash || slash - s > 64)
        return false;
    char ip[65];
    memcpy(ip, s, (size_t)(slash - s));
    ip[slash - s] = '\0';
    size_t digits = strspn(slash + 1, "0123456789");
    int bits = digits && digits <= 3 && !slash[1 + digits] ? 0 : -1;
    for (size_t i = 0; bits >= 0 && i < digits; i++)
        bits = bits * 10 + slash[1 + i] - '0';
    return is_ip(ip) && bits >= 0 && bits <= (strchr(ip, ':') ? 128 : 32);
}

static void check_pod_cidrs(struct check *c, const struct val *cidrs)
{
    struct field spec = FIELD_ROOT("spec"), list = FIELD(&spec, "podCIDRs");
    bool v4 = false, v6 = false;
    for (size_t i = 0; i < val_len(cidrs); i++) {
        const char *s = val_str_or(val_item(cidrs, i), "");
        struct field item = FIELD_INDEX(&list, i);
        if (!is_cidr(s))
            field_invalid(c->errors, &item, cidrs, "must be valid CIDR");
        v6 = v6 || strchr(s, ':');
        v4 = v4 || !strchr(s, ':');
    }
    if (val_len(cidrs) > 1 && (val_len(cidrs) > 2 || !v4 || !v6))
        field_invalid(c->errors, &list, cidrs, "may specify no more than one CIDR for each IP family");
}

/* ---- update ---- */

static void check_spec_changes(struct check *c, const struct val *now, const struct val *old)
{
    static const char *const may_change[] = { "taints", "unschedulable", "configSource" };
    struct field f = FIELD_ROOT("spec"), cidrs = FIELD(&f, "podCIDRs"), provider = FIELD(&f, "providerID");
    /* A path without a name, which Go prints as []. */
    struct field nameless = FIELD_KEY(NULL, "");
    struct val *a = val_ref(now), *b = val_ref(old);
    if (val_len(val_get(old, "podCIDRs")) && !val_equal(val_get(now, "podCIDRs"), val_get(old, "podCIDRs")))
        field_forbidden(c->errors, &cidrs, "node updates may not change podCIDR except from \"\" to valid");
    if (has_text(old, "providerID") && !val_equal(val_get(now, "providerID"), val_get(old, "providerID")))
        field_forbidden(c->errors, &provider, "node updates may not change providerID except from \"\" to valid");
    for (size_t i = 0; i < ARRAY_LEN(may_change); i++) {
        val_unset(&a, may_change[i]);
        val_unset(&b, may_change[i]);
    }
    if (!val_len(val_get(old, "podCIDRs"))) {
        val_unset(&a, "podCIDRs");
        val_unset(&a, "podCIDR");
    }
    if (!has_text(old, "providerID"))
        val_unset(&a, "providerID");
    if (!semantic_equal(a, b))
        field_forbidden(c->errors, &nameless,
                        newer(c, FEATURE_NODE_UPDATE_TEXT)
                            ? "node updates may only change labels, taints, or capacity"
                            : "node updates may only change labels, taints, or capacity (or configSource, if the "
                              "DynamicKubeletConfig feature gate is enabled)");
    val_unref(a);
    val_unref(b);
}

static void check_addresses(struct check *c, const struct val *addresses)
{
    struct field status = FIELD_ROOT("status"), list = FIELD(&status, "addresses");
    for (size_t i = 0; i < val_len(addresses); i++) {
        bool twice = false;
        struct field item = FIELD_INDEX(&list, i);
        for (size_t j = 0; j < i && !twice; j++)
            twice = val_equal(val_item(addresses, i), val_item(addresses, j));
        if (!twice)
            continue;
        struct strbuf text = STRBUF_INIT;
        strbuf_adds(&text, c->errors->json_values ? "" : "core.NodeAddress");
        json_write(&text, val_item(addresses, i), JSON_COMPACT);
        field_error_add(c->errors, FIELD_DUPLICATE, &item, text.buf, "");
        strbuf_release(&text);
    }
}

void validate_node(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors)
{
    const struct val *spec = val_get(doc, "spec"), *status = val_get(doc, "status");
    struct check c = check_begin(kc, errors);
    if (old) {
        check_update(&c, doc, old, METADATA_CLUSTER);
        check_metadata(&c, doc, METADATA_CLUSTER, NAME_DNS1123_SUBDOMAIN);
        check_taints(&c, val_get(spec, "taints"));
        check_node_resources(&c, status);
        check_metadata_update(&c, doc, old);
        check_node_resources(&c, status);
        check_addresses(&c, val_get(status, "addresses"));
        check_spec_changes(&c, spec, val_get(old, "spec"));
        check_taints(&c, val_get(spec, "taints"));
    } else {
        check_metadata(&c, doc, METADATA_CLUSTER, NAME_DNS1123_SUBDOMAIN);
        check_taints(&c, val_get(spec, "taints"));
        check_node_resources(&c, status);
        check_pod_cidrs(&c, val_get(spec, "podCIDRs"));
    }
    check_end(&c);
}
