#include "backends/fake/validate/serviceip.h"

#include <stdio.h>
#include <string.h>

#include "backends/fake/validate/podspec.h"

bool service_is_headless(const struct val *spec)
{
    return !strcmp(text_of(spec, "clusterIP"), "None");
}

static void check_first_ip(struct check *c, const struct val *spec, const struct field *list)
{
    const struct val *ips = val_get(spec, "clusterIPs");
    if (!has_text(spec, "clusterIP")) {
        if (val_len(ips))
            field_invalid(c->errors, list, ips, "must be empty when `clusterIP` is not specified");
    } else if (!val_len(ips)) {
        required(c, list);
    } else if (!val_equal(val_item(ips, 0), val_get(spec, "clusterIP"))) {
        field_invalid(c->errors, list, ips, "first value must match `clusterIP`");
    }
}

static void check_families(struct check *c, const struct val *spec, const struct field *f)
{
    static const char *const families[] = { "IPv4", "IPv6", NULL };
    static const char *const policies[] = { "PreferDualStack", "RequireDualStack", "SingleStack", NULL };
    const struct val *list = val_get(spec, "ipFamilies"), *policy = val_get(spec, "ipFamilyPolicy");
    struct field list_field = FIELD(f, "ipFamilies"), policy_field = FIELD(f, "ipFamilyPolicy");
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *family = val_item(list, i);
        struct field item = FIELD_INDEX(&list_field, i);
        if (!text_in(val_str_or(family, ""), families))
            unsupported_text(c, &item, family, families);
        if (i && val_equal(family, val_item(list, i - 1)))
            duplicate_text(c, &item, family);
    }
    if (given(policy) && !text_in(val_str_or(policy, ""), policies))
        unsupported_text(c, &policy_field, policy, policies);
}

static bool is_v6(const struct val *ip)
{
    return strchr(val_str_or(ip, ""), ':') != NULL;
}

/* False: an address is none, and comparing them would say nonsense. */
static bool check_each_ip(struct check *c, const struct val *ips, const struct field *list)
{
    bool ok = true;
    for (size_t i = 0; i < val_len(ips); i++) {
        struct field item = FIELD_INDEX(list, i);
        if (!i && val_str_equal(val_item(ips, 0), "None")) {
            if (val_len(ips) == 1)
                continue;
            field_invalid(c->errors, list, ips, "'None' must be the first and only value");
            ok = false;
        } else if (!is_ip(val_str_or(val_item(ips, i), ""))) {
            check_name(c, NAME_IP, val_item(ips, i), &item);
            ok = false;
        }
    }
    if (val_len(ips) > 2)
        field_invalid(c->errors, list, ips, "may only hold up to 2 values");
    return ok;
}

void check_cluster_ips(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *ips = val_get(spec, "clusterIPs"), *families = val_get(spec, "ipFamilies");
    struct field list = FIELD(f, "clusterIPs");
    if (!strcmp(text_of(spec, "type"), "ExternalName") || !newer(c, FEATURE_CLUSTER_IPS))
        return;
    check_first_ip(c, spec, &list);
    check_families(c, spec, f);
    if (!check_each_ip(c, ips, &list))
        return;
    if (val_len(ips) == 2 && is_v6(val_item(ips, 0)) == is_v6(val_item(ips, 1)))
        field_invalid(c->errors, &list, ips, "may specify no more than one IP for each IP family");
    for (size_t i = 0; !service_is_headless(spec) && i < val_len(ips) && i < val_len(families); i++) {
        bool want_v6 = val_str_equal(val_item(families, i), "IPv6");
        struct field item = FIELD_INDEX(&list, i);
        char text[80];
        if (is_v6(val_item(ips, i)) == want_v6)
            continue;
        snprintf(text, sizeof(text), "expected an %s value as indicated by `ipFamilies[%zu]`", want_v6 ? "IPv6" : "IPv4", i);
        invalid_text(c, &item, val_item(ips, i), text);
    }
}

/* One of the two lists: what was first stays first, and the second leaves only with a policy that says so. */
static void check_list_change(struct check *c, const struct val *now, const struct val *old, const char *key,
                              const char *unset, const char *release, const struct field *f)
{
    const struct val *is = val_get(now, key), *was = val_get(old, key);
    struct field list = FIELD(f, key), first = FIELD_INDEX(&list, 0), policy = FIELD(f, "ipFamilyPolicy");
    if (val_len(was) > val_len(is) && !val_len(is)) {
        field_invalid(c->errors, &first, is, unset);
        return;
    }
    size_t both = val_len(is) == val_len(was) ? val_len(is) : 1;
    for (size_t i = 0; i < both && i < val_len(was); i++) {
        struct field item = FIELD_INDEX(&list, i);
        if (!val_equal(val_item(is, i), val_item(was, i)))
            field_invalid(c->errors, &item, is, "may not change once set");
    }
    if (val_len(was) > 1 && val_len(is) == 1 && !val_str_equal(val_get(now, "ipFamilyPolicy"), "SingleStack"))
        field_invalid(c->errors, &policy, val_get(now, "ipFamilyPolicy"), release);
}

void check_cluster_ip_changes(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    bool headless = service_is_headless(now), was_headless = service_is_headless(old);
    if (!strcmp(text_of(now, "type"), "ExternalName") || !strcmp(text_of(old, "type"), "ExternalName"))
        return;
    if (!headless || !was_headless)
        check_list_change(c, now, old, "clusterIPs", "primary clusterIP can not be unset",
                          "must be set to 'SingleStack' when releasing the secondary clusterIP", f);
    if (!headless && !was_headless)
        check_list_change(c, now, old, "ipFamilies", "primary ipFamily can not be unset",
                          "must be set to 'SingleStack' when releasing the secondary ipFamily", f);
}
