/*
 * Seccomp profiles of pods, once annotations and now fields: a pod created with one gets the other.
 *
 *     seccomp_sync(doc, kc);                       of a Pod, in prepare_create
 *
 * Mirrors applySeccompVersionSkew (pkg/registry/core/pod/strategy.go, v1.20.2); later servers do not.
 */
#ifndef SEODANG_FAKE_KIND_SECCOMP_H
#define SEODANG_FAKE_KIND_SECCOMP_H

#include "backends/fake/kind.h"

void seccomp_sync(struct val **doc, const struct kind_context *kc);

#endif
