/*
 * From a REST request to the registry: paths, lists with limit and continue, patches, subresources, discovery.
 *
 * Mirrors staging/src/k8s.io/apiserver/pkg/endpoints (v1.20.2).
 */
#ifndef SEODANG_FAKE_ROUTE_H
#define SEODANG_FAKE_ROUTE_H

#include "backends/backend.h"
#include "backends/fake/cluster.h"
#include "backends/fake/watch.h"

int route_request(struct cluster *c, const struct request *rq, struct reply *reply, struct status *st);
/* A list path with ?watch. */
int route_watch(struct cluster *c, const struct request *rq, struct fake_watch **out, struct status *st);

#endif
