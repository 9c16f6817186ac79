/* Annotations that say what became fields later: ValidatePodSpecificAnnotations. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/fake/validate/podannotations.h"

#define TOLERATIONS_KEY "scheduler.alpha.kubernetes.io/tolerations"
#define SECCOMP_POD_KEY "seccomp.security.alpha.kubernetes.io/pod"
#define SECCOMP_CONTAINER_PREFIX "container.seccomp.security.alpha.kubernetes.io/"
#define DELETION_COST_KEY "controller.kubernetes.io/pod-deletion-cost"

static void check_tolerations_annotation(struct check *c, const struct val *annotations, const struct field *f)
{
    const struct val *text = val_get(annotations, TOLERATIONS_KEY);
    if (!*val_str_or(text, ""))
        return;
    struct strbuf err = STRBUF_INIT;
    struct field member = FIELD(f, TOLERATIONS_KEY);
    struct val *list = json_parse(val_str(text), val_len(text), &err);
    if (list)
        check_tolerations(c, list, &member);
    else
        field_invalid_str(c->errors, f, TOLERATIONS_KEY, err.buf);
    val_unref(list);
    strbuf_release(&err);
}

static void check_seccomp_annotation(struct check *c, const char *key, const struct val *profile, const struct field *f)
{
    static const char *const known[] = { "runtime/default", "docker/default", "unconfined", NULL };
    static const char local[] = "localhost/";
    const char *s = val_str_or(profile, "");
    struct field member = FIELD(f, key);
    if (text_in(s, known))
        return;
    if (!has_prefix(s, local)) {
        invalid_text(c, &member, profile, "must be a valid seccomp profile");
        return;
    }
    struct val *path = val_string(s + strlen(local));
    check_relative_path(c, path, &member);
    val_unref(path);
}

static bool has_container(const struct val *spec, const char *name)
{
    return val_find(val_get(spec, "containers"), "name", name, NULL) ||
           val_find(val_get(spec, "initContainers"), "name", name, NULL);
}

static void check_apparmor_annotation(struct check *c, const char *key, const struct val *profile, const struct val *spec,
                                      const struct field *f)
{
    static const char *const known[] = { "", "runtime/default", "unconfined", NULL };
    const char *container = key + strlen(APPARMOR_PREFIX), *s = val_str_or(profile, "");
    struct field member = FIELD_KEY(f, key);
    if (!has_container(spec, container))
        field_invalid_str(c->errors, &member, container, "container not found");
    if (text_in(s, known) || has_prefix(s, "localhost/"))
        return;
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, "invalid AppArmor profile name: ");
    go_quote(&text, s, strlen(s));
    invalid_text(c, &member, profile, text.buf);
    strbuf_release(&text);
}

static void check_deletion_cost(struct check *c, const struct val *annotations, const struct field *f)
{
    const struct val *cost = val_get(annotations, DELETION_COST_KEY);
    struct field member = FIELD_KEY(f, DELETION_COST_KEY);
    const char *s = val_str_or(cost, "0");
    char *end;
    if (!newer(c, FEATURE_DELETION_COST))
        return;
    long long n = strtoll(s, &end, 10);
    bool leading = (s[0] == '0' && s[1]) || s[0] == '+' || s[0] == ' ' || (s[0] == '-' && s[1] == '0');
    if (!*s || *end || n < INT32_MIN || n > INT32_MAX || leading)
        invalid_text(c, &member, cost, "must be a 32bit integer");
}

void check_pod_annotations(struct check *c, const struct val *annotations, const struct val *spec, const struct field *f)
{
    struct field mirror = FIELD_KEY(f, MIRROR_KEY);
    if (!val_len(annotations))
        return;
    if (val_get(annotations, MIRROR_KEY) && !has_text(spec, "nodeName"))
        invalid_text(c, &mirror, val_get(annotations, MIRROR_KEY), "must set spec.nodeName if mirror pod annotation is set");
    check_tolerations_annotation(c, annotations, f);
    check_deletion_cost(c, annotations, f);
    if (val_get(annotations, SECCOMP_POD_KEY))
        check_seccomp_annotation(c, SECCOMP_POD_KEY, val_get(annotations, SECCOMP_POD_KEY), f);
    for (size_t i = 0; i < val_len(annotations); i++)
        if (has_prefix(val_key(annotations, i), SECCOMP_CONTAINER_PREFIX))
            check_seccomp_annotation(c, val_key(annotations, i), val_item(annotations, i), f);
    for (size_t i = 0; i < val_len(annotations); i++)
        if (has_prefix(val_key(annotations, i), APPARMOR_PREFIX))
            check_apparmor_annotation(c, val_key(annotations, i), val_item(annotations, i), spec, f);
}

/* One key of the old or the new annotations; `what` was done to it. */
static void forbid_change(struct check *c, const char *key, const char *what, const struct field *f)
{
    struct field member = FIELD_KEY(f, key);
    bool apparmor = has_prefix(key, APPARMOR_PREFIX);
    if (!apparmor && strcmp(key, MIRROR_KEY))
        return;
    char *text = xstrf("may not %s %s", what, apparmor ? "AppArmor annotations" : "mirror pod annotation");
    field_forbidden(c->errors, &member, text);
    free(text);
}

void check_pod_annotation_changes(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    for (size_t i = 0; i < val_len(old); i++)
        if (!val_equal(val_getv(now, val_keyv(old, i)), val_item(old, i)))
            forbid_change(c, val_key(old, i), "remove or update", f);
    for (size_t i = 0; i < val_len(now); i++)
        if (!val_getv(old, val_keyv(now, i)))
            forbid_change(c, val_key(now, i), "add", f);
}
