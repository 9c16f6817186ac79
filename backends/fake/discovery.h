/*
 * What the API server says about itself: /api, /apis, their resource lists, and /version.
 *
 *     struct val *doc = discovery_get("/apis/batch/v1", version, "v1.20.2");   // an APIResourceList; NULL: no such path
 *
 * Everything is derived from the rows of kinds.def, so a kind is known to kubectl as soon as it has its row.  Mirrors
 * staging/src/k8s.io/apiserver/pkg/endpoints/discovery and the group priorities of cmd/kube-apiserver/app/aggregator.go.
 *
 * Differs: storageVersionHash is left out; no client of the shell looks at it.
 */
#ifndef SEODANG_FAKE_DISCOVERY_H
#define SEODANG_FAKE_DISCOVERY_H

#include "backends/base/val.h"
#include "backends/base/version.h"

/* The document behind a path, for a server of release v; the caller owns it.  NULL when the path is none of these:
 * /version  /api  /api/v1  /apis  /apis/GROUP  /apis/GROUP/VERSION (without a slash at the end, or with one). */
struct val *discovery_get(const char *path, struct version v, const char *git_version);

#endif
