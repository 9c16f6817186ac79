/*
 * What the API server hands out to Services: cluster IPs of 10.96.0.0/12, node ports 30000-32767, and the families of both.
 *
 *     service_allocate(&doc, old, kc, dry_run, st);          after validation, before the store; old NULL: create
 *     service_ranges_observe(ranges, old_doc, new_doc);      the store told of a change
 *
 * Which are taken is an index over the stored Services: it changes with the store's changes alone, so it cannot drift and
 * needs no release of its own, and a snapshot needs not keep it (service_ranges_rebuild).  Asking costs a bit's test.
 *
 * Mirrors pkg/registry/core/service/{storage,ipallocator,portallocator}, v1.20.2, and what kc->version asks for beyond.
 * Differs: the ranges are those of a single-stack IPv4 cluster, always.
 */
#ifndef SEODANG_FAKE_SERVICE_ALLOC_H
#define SEODANG_FAKE_SERVICE_ALLOC_H

#include "backends/fake/kind.h"
#include "backends/status.h"

struct store;
struct service_ranges;

struct service_ranges *service_ranges_new(void);
void service_ranges_free(struct service_ranges *r);
/* A Service's document before and after a change; NULL: there is none. */
void service_ranges_observe(struct service_ranges *r, const struct val *before, const struct val *after);
void service_ranges_rebuild(struct service_ranges *r, struct store *s);

/* Fills in addresses, ports and families that the Service needs and lacks, and refuses those that are not to be had. 0, or -1
 * with *st. Up to v1.20 a dry run gets no address. */
int service_allocate(struct val **doc, const struct val *old, const struct kind_context *kc, bool dry_run, struct status *st);

#endif
