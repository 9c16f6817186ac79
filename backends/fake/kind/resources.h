/*
 * Resource lists ({cpu: 500m, memory: 1Gi}) inside pods and nodes: how the server keeps them, and a pod's QoS class.
 *
 * Mirrors SetDefaults_ResourceList (pkg/apis/core/v1/defaults.go) and pkg/apis/core/helper/qos/qos.go, v1.20.2.
 */
#ifndef SEODANG_FAKE_KIND_RESOURCES_H
#define SEODANG_FAKE_KIND_RESOURCES_H

#include "backends/fake/kind.h"

/* Writes each quantity as the server does: canonical, rounded up to thousandths.  What is no quantity stays as it is.
 * An edit_fn (edit.h). */
void resource_list_defaults(struct val **list, const struct kind_context *kc);
/* In each container of the array at `path`, what is limited but not requested is requested. */
void requests_from_limits(struct val **doc, const char *path, const struct kind_context *kc);
/* "Guaranteed", "Burstable" or "BestEffort". */
const char *pod_qos_class(const struct val *pod);

#endif
