/*
 * What admission adds to a pod, as pure functions on documents.
 *
 * Mirrors plugin/pkg/admission/serviceaccount and defaulttolerationseconds, v1.20.2.
 */
#ifndef SEODANG_FAKE_KIND_POD_ADMISSION_H
#define SEODANG_FAKE_KIND_POD_ADMISSION_H

#include "backends/fake/kind.h"

/* The volume with the account's token: a Secret's (<= 1.20), or a projected one (>= 1.21) called `name`. */
struct val *token_volume(const char *name, const char *secret, struct version v);
/* `containers` with that volume mounted where nothing else is mounted; a new reference, the same one when nothing changes. */
struct val *containers_with_token(const struct val *containers, const char *volume);
/* Tolerations for not-ready and unreachable nodes, 300 s each, unless the pod has its own. */
void pod_admit_tolerations(struct val **pod, const struct kind_context *kc);

#endif
