/*
 * Annotations of pods that the server knows, private to validate/.
 *
 *     check_pod_annotations(c, annotations, spec, &field);                   of a pod or a template
 *     check_pod_annotation_changes(c, now, old, &field);                     what an update may not do to them
 */
#ifndef SEODANG_FAKE_VALIDATE_PODANNOTATIONS_H
#define SEODANG_FAKE_VALIDATE_PODANNOTATIONS_H

#include "backends/fake/validate/podspec.h"

#define MIRROR_KEY "kubernetes.io/config.mirror"
#define APPARMOR_PREFIX "container.apparmor.security.beta.kubernetes.io/"

void check_pod_annotation_changes(struct check *c, const struct val *now, const struct val *old, const struct field *f);

#endif
