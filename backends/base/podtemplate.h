/*
 * Pod templates of a Deployment and of its replica sets: the same but for the label that tells the sets apart.
 *
 *     if (pod_template_same(val_at(set, "spec.template"), val_at(deployment, "spec.template"))) ... the current set
 *
 * Mirrors EqualIgnoreHash (pkg/controller/deployment/util/deployment_util.go, v1.20.2), which kubectl has as well.
 */
#ifndef SEODANG_BASE_PODTEMPLATE_H
#define SEODANG_BASE_PODTEMPLATE_H

#include "backends/base/val.h"

#define POD_TEMPLATE_HASH "pod-template-hash"

/* The template without that label; the caller owns it. */
struct val *pod_template_without_hash(const struct val *template);
bool pod_template_same(const struct val *a, const struct val *b);

#endif
