/*
 * The REST handlers behind route.c.  Private to the fake API server.
 */
#ifndef SEODANG_FAKE_REST_H
#define SEODANG_FAKE_REST_H

#include "backends/backend.h"
#include "backends/fake/cluster.h"

/* What a path names. */
struct route {
    const struct kind *kind; /* that keeps the objects */
    const struct kind *row;  /* that the path names: the same, or another name of it (events.k8s.io) */
    const char *version;     /* of the path, "v1beta1"; as in the row (static) */
    const char *api_version; /* "batch/v1beta1" */
    const char *ns;          /* "" for all, or for cluster-scoped kinds */
    const char *name;        /* NULL: the collection */
    const char *subresource; /* NULL: the object */
};

/* Each: 0 with *reply, or -1 with *st. */
int rest_list(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st);
int rest_get(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st);
int rest_create(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st);
int rest_update(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st);
int rest_patch(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st);
int rest_delete(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st);
int rest_delete_collection(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply,
                           struct status *st);
/* scale, eviction, binding, log ... */
int rest_subresource(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply,
                     struct status *st);

/* pods/eviction (rest_eviction.c) */
int rest_evict(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st);

/* Answers a review (consumed): kinds that are created and kept nowhere. */
int rest_review(struct cluster *c, const struct route *r, const struct request *rq, struct val *take, struct reply *reply);

/* ---- shared by them ---- */
/* The named object, or NULL with *st NotFound. */
const struct object *rest_find(struct cluster *c, const struct route *r, struct status *st);
/* Puts a document (consumed) into the reply as the request wants it: the object, or its Table. */
void rest_reply(struct cluster *c, const struct route *r, const struct request *rq, int code, struct val *take,
                struct reply *reply);
struct kind_context rest_context(struct cluster *c, const struct route *r);
bool rest_dry_run(const struct request *rq);

#endif
