/*
 * Who controls an object: the one ownerReference with `controller: true`.
 *
 *     const struct val *job = owner_controller(pod);       // {apiVersion:batch/v1, kind:Job, name:..., uid:...} or NULL
 *     if (owner_controls(daemonset, pod)) ...              // by uid: a new object of the same name does not
 *
 * Mirrors metav1.GetControllerOf and IsControlledBy (k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go, v1.20.2).
 */
#ifndef SEODANG_BASE_OWNER_H
#define SEODANG_BASE_OWNER_H

#include "backends/base/val.h"

/* Borrowed from the document; NULL: nobody. */
const struct val *owner_controller(const struct val *doc);
bool owner_controls(const struct val *owner, const struct val *doc);

#endif
