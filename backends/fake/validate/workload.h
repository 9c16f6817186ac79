/*
 * What DaemonSets, ReplicaSets, Deployments, StatefulSets and Jobs have in common, private to validate/.
 *
 *     check_selector_of(c, spec, "deployment", &spec_field);      // required, well formed, not empty
 *     check_template_matches(c, spec, &spec_field);               // the template's labels are those it selects
 */
#ifndef SEODANG_FAKE_VALIDATE_WORKLOAD_H
#define SEODANG_FAKE_VALIDATE_WORKLOAD_H

#include "backends/fake/validate/podspec.h"

/* `word` is the kind in the error about an empty selector. */
void check_selector_of(struct check *c, const struct val *spec, const char *word, const struct field *f);
/* Nothing is said where the selector itself is wrong. */
void check_template_matches(struct check *c, const struct val *spec, const struct field *f);
void check_selector_immutable(struct check *c, const struct val *now, const struct val *old);
/* Numbers of a status that may not be negative; keys: NULL-terminated. */
void check_status_numbers(struct check *c, const struct val *status, const char *const *keys, const struct field *f);
/* status[part] may not be greater than status[whole]. */
void check_status_part(struct check *c, const struct val *status, const char *part, const char *whole, const char *text,
                       const struct field *f);
/* ReplicaSetSpec from the selector on, which Deployments share: `replicas` decides about disks. */
void check_replicated_template(struct check *c, const struct val *spec, const struct field *f);

#endif
