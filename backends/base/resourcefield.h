/*
 * resourceFieldRef: what a container may learn of its own requests and limits.
 *
 *     resourcefield_value(ref, resources, allocatable)     // {resource: limits.memory, divisor: 1Mi}: 128
 *
 * The amount is divided by `divisor` (absent or 0: by 1) and rounded up.  A limit of cpu, memory or ephemeral storage that the
 * container does not set is what the node can give.  Mirrors ExtractContainerResourceValue of pkg/api/v1/resource, v1.20.2.
 */
#ifndef SEODANG_BASE_RESOURCEFIELD_H
#define SEODANG_BASE_RESOURCEFIELD_H

#include "backends/base/val.h"

/* resources: the container's; allocatable: the node's, or NULL when it is not known (its limits are then 0). */
int64_t resourcefield_value(const struct val *ref, const struct val *resources, const struct val *allocatable);

#endif
