#include "backends/fake/validate/workload.h"

#include <stdio.h>

void check_selector_of(struct check *c, const struct val *spec, const char *word, const struct field *f)
{
    const struct val *selector = val_get(spec, "selector");
    struct field member = FIELD(f, "selector");
    if (!given(selector)) {
        required(c, &member);
        return;
    }
    check_label_selector(c, selector, &member);
    if (!label_selector_empty(selector))
        return;
    char text[64];
    snprintf(text, sizeof(text), "empty selector is invalid for %s", word);
    invalid_selector(c, &member, selector, text);
}

void check_template_matches(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *labels = val_at(spec, "template.metadata.labels");
    struct field template = FIELD(f, "template"), meta = FIELD(&template, "metadata"), member = FIELD(&meta, "labels");
    bool matches;
    if (label_selector_matches(val_get(spec, "selector"), labels, &matches) && !matches)
        invalid_map(c, &member, labels, "`selector` does not match template `labels`");
}

void check_selector_immutable(struct check *c, const struct val *now, const struct val *old)
{
    const struct val *selector = val_at(now, "spec.selector");
    struct field spec = FIELD_ROOT("spec"), member = FIELD(&spec, "selector");
    if (!semantic_equal(selector, val_at(old, "spec.selector")))
        invalid_selector(c, &member, selector, IMMUTABLE_TEXT);
}

void check_status_numbers(struct check *c, const struct val *status, const char *const *keys, const struct field *f)
{
    for (size_t i = 0; keys[i]; i++)
        check_nonnegative_member(c, status, keys[i], f);
}

void check_status_part(struct check *c, const struct val *status, const char *part, const char *whole, const char *text,
                       const struct field *f)
{
    struct field member = FIELD(f, part);
    if (val_int_or(val_get(status, part), 0) > val_int_or(val_get(status, whole), 0))
        invalid_int(c, &member, val_get(status, part), text);
}

void check_replicated_template(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *template = val_get(spec, "template"), *selector = val_get(spec, "selector");
    struct field template_field = FIELD(f, "template"), selector_field = FIELD(f, "selector");
    bool matches;
    if (!label_selector_matches(selector, NULL, &matches)) {
        invalid_selector(c, &selector_field, selector, "invalid label selector");
        return;
    }
    /* A selector of everything says nothing about the template; that it is one was reported before. */
    if (!given(selector) || !label_selector_empty(selector))
        check_template_matches(c, spec, f);
    check_podtemplate(c, template, &template_field);
    if (val_int_or(val_get(spec, "replicas"), 0) > 1)
        check_read_only_disks(c, template, &template_field);
    check_template_restarts(c, template, "ReplicaSet", &template_field);
}
