/* Pods: pkg/apis/core/validation (ValidatePodCreate, ValidatePodUpdate) and pkg/registry/core/pod/strategy.go. */
#include <string.h>

#include "backends/fake/validate/podannotations.h"
#include "backends/fake/validate/poddiff.h"
#include "backends/fake/validate/validate.h"

/* ---- create ---- */

/* A token of a service account needs the account's name. */
static void check_token_volumes(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *volumes = val_get(spec, "volumes");
    struct field list = FIELD(f, "volumes");
    if (has_text(spec, "serviceAccountName"))
        return;
    for (size_t i = 0; i < val_len(volumes); i++) {
        const struct val *sources = val_at(val_item(volumes, i), "projected.sources");
        struct field item = FIELD_INDEX(&list, i), projected = FIELD(&item, "projected"), sources_field = FIELD(&projected, "sources");
        for (size_t j = 0; j < val_len(sources); j++) {
            struct field source = FIELD_INDEX(&sources_field, j), token = FIELD(&source, "serviceAccountToken");
            if (given(val_get(val_item(sources, j), "serviceAccountToken")))
                field_forbidden(c->errors, &token, "must not be specified when serviceAccountName is not set");
        }
    }
}

/* validatePodMetadataAndSpec */
static void check_pod(struct check *c, const struct val *doc)
{
    const struct val *spec = val_get(doc, "spec"), *annotations = val_at(doc, "metadata.annotations");
    struct field meta = FIELD_ROOT("metadata"), annotations_field = FIELD(&meta, "annotations"), f = FIELD_ROOT("spec");
    struct field containers = FIELD(&f, "containers"), init = FIELD(&f, "initContainers");
    check_metadata(c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    check_pod_annotations(c, annotations, spec, &annotations_field);
    check_podspec(c, spec, val_get(doc, "metadata"), &f);
    check_token_volumes(c, spec, &f);
    check_container_images(c, val_get(spec, "containers"), &containers);
    check_container_images(c, val_get(spec, "initContainers"), &init);
}

static void check_pod_create(struct check *c, const struct val *doc)
{
    const struct val *spec = val_get(doc, "spec");
    struct field f = FIELD_ROOT("spec"), ephemeral = FIELD(&f, "ephemeralContainers"), node = FIELD(&f, "nodeName");
    check_pod(c, doc);
    if (val_len(val_get(spec, "ephemeralContainers")) && newer(c, FEATURE_EPHEMERAL_CONTAINERS))
        field_forbidden(c->errors, &ephemeral, "cannot be set on create");
    if (has_text(spec, "nodeName") && val_len(val_get(spec, "schedulingGates")) && newer(c, FEATURE_SCHEDULING_GATES))
        field_forbidden(c->errors, &node, "cannot be set until all schedulingGates have been cleared");
    check_seccomp_fields(c, doc);
}

/* ---- update ---- */

/* False: the lists differ in length, and nothing more can be said. */
static bool check_container_changes(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    if (val_len(now) != val_len(old)) {
        field_forbidden(c->errors, f, "pod updates may not add or remove containers");
        return false;
    }
    for (size_t i = 0; i < val_len(now); i++) {
        struct field item = FIELD_INDEX(f, i);
        check_required_text(c, val_item(now, i), "image", &item);
    }
    check_container_images(c, now, f);
    return true;
}

/* False when the new deadline is not one. */
static bool check_deadline_change(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    size_t before = c->errors->len;
    if (!given(now)) {
        if (given(old))
            field_invalid(c->errors, f, NULL, "must not update from a positive integer to nil value");
        return true;
    }
    check_range(c, now, 0, INT32_MAX, f);
    if (c->errors->len == before && given(old) && val_int_or(old, 0) < val_int_or(now, 0))
        invalid_int(c, f, now, "must be less than or equal to previous value");
    return c->errors->len == before;
}

static bool same_toleration(const struct val *a, const struct val *b)
{
    struct val *x = val_ref(a), *y = val_ref(b);
    val_unset(&x, "tolerationSeconds");
    val_unset(&y, "tolerationSeconds");
    bool same = semantic_equal(x, y);
    val_unref(x);
    val_unref(y);
    return same;
}

static void check_toleration_changes(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    for (size_t i = 0; i < val_len(old); i++) {
        bool found = false;
        for (size_t j = 0; j < val_len(now) && !found; j++)
            found = same_toleration(val_item(old, i), val_item(now, j));
        if (!found) {
            field_forbidden(c->errors, f, "existing toleration can not be modified except its tolerationSeconds");
            return;
        }
    }
    check_tolerations(c, now, f);
}

static void check_gate_changes(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    for (size_t i = 0; newer(c, FEATURE_SCHEDULING_GATES) && i < val_len(now); i++) {
        const char *name = text_of(val_item(now, i), "name");
        struct field item = FIELD_INDEX(f, i), member = FIELD(&item, "name");
        if (!val_find(old, "name", name, NULL))
            field_forbidden(c->errors, &member,
                            arena_strf(c->kc->arena, "only deletion is allowed, but found new scheduling gate '%s'", name));
    }
}

/* The new spec with the images of the old one. */
static struct val *with_old_images(const struct val *containers, const struct val *old)
{
    struct val *list = val_ref(containers);
    for (size_t i = 0; i < val_len(containers); i++) {
        struct val *container = val_ref(val_item(containers, i));
        const struct val *image = val_get(val_item(old, i), "image");
        if (image)
            val_set(&container, "image", val_ref(image));
        val_replace(&list, i, container);
    }
    return list;
}

static void take_member(struct val **spec, const struct val *old, const char *key)
{
    if (val_get(old, key))
        val_set(spec, key, val_ref(val_get(old, key)));
    else
        val_unset(spec, key);
}

/* What may change is put back, so that any difference left is one too many. */
static struct val *munge(struct check *c, const struct val *now, const struct val *old)
{
    static const char *const lists[] = { "containers", "initContainers" };
    const struct val *grace = val_get(now, "terminationGracePeriodSeconds");
    struct val *spec = val_ref(now);
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        if (val_get(now, lists[i]))
            val_set(&spec, lists[i], with_old_images(val_get(now, lists[i]), val_get(old, lists[i])));
    take_member(&spec, old, "activeDeadlineSeconds");
    take_member(&spec, old, "tolerations");
    if (newer(c, FEATURE_SCHEDULING_GATES))
        take_member(&spec, old, "schedulingGates");
    if (newer(c, FEATURE_POD_UPDATE_TEXT) && val_int_or(val_get(old, "terminationGracePeriodSeconds"), 0) < 0 &&
        val_int_or(grace, 0) == 1)
        take_member(&spec, old, "terminationGracePeriodSeconds");
    return spec;
}

static void check_unchanged(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    struct val *munged = munge(c, now, old);
    if (!semantic_equal(munged, old)) {
        struct strbuf text = STRBUF_INIT;
        strbuf_adds(&text, newer(c, FEATURE_POD_UPDATE_TEXT)
                               ? "pod updates may not change fields other than `spec.containers[*].image`,"
                                 "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` "
                                 "(only additions to existing tolerations),`spec.terminationGracePeriodSeconds` "
                                 "(allow it to be set to 1 if it was previously negative)\n"
                               : "pod updates may not change fields other than `spec.containers[*].image`, "
                                 "`spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or `spec.tolerations` "
                                 "(only additions to existing tolerations)\n");
        /* The old library compared the other way round. */
        if (newer(c, FEATURE_POD_UPDATE_TEXT))
            pod_diff(&text, old, munged);
        else
            pod_diff(&text, munged, old);
        field_forbidden(c->errors, f, text.buf);
        strbuf_release(&text);
    }
    val_unref(munged);
}

/* ValidatePodUpdate, from the containers on. */
static void check_spec_changes(struct check *c, const struct val *now, const struct val *old)
{
    struct field f = FIELD_ROOT("spec"), containers = FIELD(&f, "containers"), init = FIELD(&f, "initContainers"),
                 deadline = FIELD(&f, "activeDeadlineSeconds"), tolerations = FIELD(&f, "tolerations"),
                 gates = FIELD(&f, "schedulingGates");
    if (!check_container_changes(c, val_get(now, "containers"), val_get(old, "containers"), &containers) ||
        !check_container_changes(c, val_get(now, "initContainers"), val_get(old, "initContainers"), &init) ||
        !check_deadline_change(c, val_get(now, "activeDeadlineSeconds"), val_get(old, "activeDeadlineSeconds"), &deadline))
        return;
    check_toleration_changes(c, val_get(now, "tolerations"), val_get(old, "tolerations"), &tolerations);
    check_gate_changes(c, val_get(now, "schedulingGates"), val_get(old, "schedulingGates"), &gates);
    check_unchanged(c, now, old, &f);
}

static void check_annotation_update(struct check *c, const struct val *doc, const struct val *old)
{
    const struct val *now = val_at(doc, "metadata.annotations");
    struct field meta = FIELD_ROOT("metadata"), f = FIELD(&meta, "annotations");
    check_pod_annotation_changes(c, now, val_at(old, "metadata.annotations"), &f);
    check_pod_annotations(c, now, val_get(doc, "spec"), &f);
}

static void check_pod_update(struct check *c, const struct val *doc, const struct val *old)
{
    check_update(c, doc, old, METADATA_NAMESPACED);
    check_metadata_update(c, doc, old);
    check_pod(c, doc);
    check_annotation_update(c, doc, old);
    check_spec_changes(c, val_get(doc, "spec"), val_get(old, "spec"));
}

void validate_pod(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old)
        check_pod_update(&c, doc, old);
    else
        check_pod_create(&c, doc);
    check_end(&c);
}

/* ---- status ---- */

static void check_conditions(struct check *c, const struct val *conditions, const struct field *f)
{
    static const char *const standard[] = { "PodScheduled", "Ready", "Initialized", NULL };
    for (size_t i = 0; i < val_len(conditions); i++) {
        const struct val *type = val_get(val_item(conditions, i), "type");
        struct field item = FIELD_INDEX(f, i), member = FIELD(&item, "Type");
        if (!text_in(val_str_or(type, ""), standard))
            check_name(c, NAME_QUALIFIED, type, &member);
    }
}

/* A container that is done stays done, unless the pod restarts it. */
static void check_states(struct check *c, const struct val *now, const struct val *old, const char *policy, const struct field *f)
{
    for (size_t i = 0; strcmp(policy, "Always") && i < val_len(old); i++) {
        const struct val *was = val_item(old, i), *done = val_at(was, "state.terminated");
        const struct val *is = val_find(now, "name", text_of(was, "name"), NULL);
        struct field item = FIELD_INDEX(f, i), state = FIELD(&item, "state");
        if (!given(done) || (val_at_int(done, "exitCode", 0) && !strcmp(policy, "OnFailure")))
            continue;
        if (is && !given(val_at(is, "state.terminated")))
            field_forbidden(c->errors, &state, "may not be transitioned to non-terminated state");
    }
}

void validate_pod_status(const struct val *doc, const struct val *old, const struct kind_context *kc,
                         struct field_errors *errors)
{
    static const char *const lists[] = { "containerStatuses", "initContainerStatuses" };
    struct check c = check_begin(kc, errors);
    const struct val *now = val_get(doc, "status"), *was = val_get(old, "status");
    struct field f = FIELD_ROOT("status"), meta = FIELD_ROOT("metadata"),
                 conditions = FIELD(newer(&c, FEATURE_CONTAINER_RULES_SPLIT) ? &f : &meta, "conditions"),
                 nominated = FIELD(&f, "nominatedNodeName");
    check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata_update(&c, doc, old);
    check_annotation_update(&c, doc, old);
    check_conditions(&c, val_get(now, "conditions"), &conditions);
    if (!val_equal(val_get(now, "nominatedNodeName"), val_get(was, "nominatedNodeName")))
        check_optional_name(&c, NAME_DNS1123_SUBDOMAIN, val_get(now, "nominatedNodeName"), &nominated);
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        struct field list = FIELD(&f, lists[i]);
        check_states(&c, val_get(now, lists[i]), val_get(was, lists[i]), val_at_str(old, "spec.restartPolicy", ""), &list);
    }
    check_end(&c);
}
