/*
 * What Kubernetes refuses in an object, in its words and in its order: the `validate` hooks of the kinds (kind.h).
 *
 *     struct field_errors errors = FIELD_ERRORS_INIT;
 *     errors.json_values = version_has(kc->version, FEATURE_FIELD_VALUES_JSON);
 *     validate_daemonset(doc, NULL, kc, &errors);              // create; with `old`: update
 *     if (errors.len) status_invalid(st, "apps", "DaemonSet", name, &errors);
 *
 * The documents are defaulted, went through the kind's prepare hook, and have the types of the schema (base/schema.h): a value
 * of another type counts as absent here and is never followed.  Each function checks metadata too, and on update what the
 * generic registry checks before the kind does.  A valid object costs no memory: paths are linked on the stack, values borrowed.
 *
 * Mirrors pkg/apis/<group>/validation and staging/src/k8s.io/apimachinery/pkg/api/validation, v1.20.2, and, where
 * kc->version asks for it, later releases up to v1.37 (features.def).  The rules of a pod are one file a noun: podspec*.c.
 * What it does not do: admission (quotas, service accounts, priorities), and references to other objects.
 */
#ifndef SEODANG_FAKE_VALIDATE_H
#define SEODANG_FAKE_VALIDATE_H

#include "backends/fake/kind.h"

typedef void validate_fn(const struct val *doc, const struct val *old, const struct kind_context *kc,
                         struct field_errors *errors);

/* Metadata alone, by the kind's name_rule: for kinds that have no more to check. */
validate_fn validate_metadata;

validate_fn validate_pod, validate_pod_status;
validate_fn validate_daemonset, validate_daemonset_status;
validate_fn validate_replicaset, validate_replicaset_status;
validate_fn validate_deployment, validate_deployment_status;
validate_fn validate_statefulset, validate_statefulset_status;
validate_fn validate_job, validate_job_status;
validate_fn validate_cronjob;
validate_fn validate_service, validate_service_status;
validate_fn validate_node;
validate_fn validate_namespace, validate_namespace_status;
validate_fn validate_configmap;
validate_fn validate_secret;
validate_fn validate_controllerrevision;
validate_fn validate_lease;
validate_fn validate_poddisruptionbudget;
validate_fn validate_horizontalpodautoscaler;
validate_fn validate_resourcequota;
validate_fn validate_limitrange;

#endif
