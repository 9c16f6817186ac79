/*
 * The annotations by which kubectl remembers: names only.
 *
 *     val_get(val_at(obj, "metadata.annotations"), ANNOTATION_CHANGE_CAUSE)
 *
 * Mirrors staging/src/k8s.io/api/core/v1/annotation_key_constants.go and kubectl's history viewer, v1.20.2.
 */
#ifndef SEODANG_ANNOTATIONS_H
#define SEODANG_ANNOTATIONS_H

/* What apply sent last, as JSON text. */
#define ANNOTATION_LAST_APPLIED "kubectl.kubernetes.io/last-applied-configuration"
/* The command behind a revision: --record writes it, `rollout history` shows it. */
#define ANNOTATION_CHANGE_CAUSE "kubernetes.io/change-cause"

#endif
