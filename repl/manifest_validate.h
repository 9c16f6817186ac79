/*
 * What kubectl itself checks before it sends a manifest: unknown and missing fields, types.  Mirrors
 * k8s.io/kube-openapi/pkg/util/proto/validation as kubectl v1.20.2 uses it.
 */
#ifndef SEODANG_MANIFEST_VALIDATE_H
#define SEODANG_MANIFEST_VALIDATE_H

#include <stdbool.h>

#include "backends/base/val.h"
#include "backends/base/version.h"

/* 0; or -1 with the mistakes in err: `ValidationError(DaemonSet.spec): unknown field "x" in io.k8s.api.apps.v1.DaemonSetSpec`,
 * several as "[a, b]". Without `fields` only whether kind and apiVersion are there. Kinds without a schema pass. */
int manifest_validate(const struct val *doc, struct version v, bool fields, struct strbuf *err);
/* A v1 List: its items are looked at. */
bool manifest_is_list(const struct val *doc);

#endif
