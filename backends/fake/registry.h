/*
 * The API server's generic registry: what REST handlers and controllers alike call to write.
 *
 * A create or update runs, in Kubernetes' order: defaulting, metadata (uid, creationTimestamp, generateName), the kind's
 * prepare hook, admission, validation, the store.  Mirrors staging/src/k8s.io/apiserver/pkg/registry/{generic,rest}, v1.20.2.
 *
 *     struct val *pod = val_fmt("{apiVersion:v1, kind:Pod, metadata:{generateName:%s, ...}, spec:%v}", ...);
 *     const struct object *made;
 *     if (api_create(cluster, kind_pod, ns, pod, NULL, &made, &st) < 0) ...
 */
#ifndef SEODANG_FAKE_REGISTRY_H
#define SEODANG_FAKE_REGISTRY_H

#include "backends/fake/store.h"
#include "backends/status.h"

struct write_options {
    bool dry_run;
    const char *subresource; /* NULL or "": the object; "status", ... */
    const char *user;        /* who writes, for admission; NULL: a controller of the system */
    bool patch;              /* the document is a patched one: its uid is checked as a field, not as a precondition */
};

struct delete_options {
    bool dry_run;
    int64_t grace_seconds;   /* -1: not given */
    const char *propagation; /* "Background", "Foreground", "Orphan"; NULL: the kind's default */
    const char *uid;         /* preconditions, or NULL */
    const char *resource_version;
};
#define DELETE_OPTIONS_INIT { false, -1, NULL, NULL, NULL }

/* Each: 0, or -1 with *st.  `take` is consumed in either case.  *out (may be NULL) is borrowed until the next write; with
 * dry_run it is NULL and *doc_out, when given to the _doc form, holds the result. */
int api_create(struct cluster *c, const struct kind *k, const char *ns, struct val *take, const struct write_options *o,
               const struct object **out, struct status *st);
/* Name and namespace are in `take`. With metadata.resourceVersion: 409 unless it is the current one. */
int api_update(struct cluster *c, const struct kind *k, struct val *take, const struct write_options *o,
               const struct object **out, struct status *st);
/* The status subresource, on top of the current object. */
int api_update_status(struct cluster *c, const struct object *o, struct val *take_status, struct status *st);
/* Removes the object, or marks it (grace period, finalizers). */
int api_delete(struct cluster *c, const struct object *o, const struct delete_options *options, struct status *st);
/* Binds a pod: spec.nodeName and the PodScheduled condition. */
int api_bind(struct cluster *c, const struct object *pod, const char *node, struct status *st);
/* The document forms that route.c uses: *out is a new reference to the result, also with dry_run. */
int api_create_doc(struct cluster *c, const struct kind *k, const char *ns, struct val *take, const struct write_options *o,
                   struct val **out, struct status *st);
int api_update_doc(struct cluster *c, const struct kind *k, struct val *take, const struct write_options *o, struct val **out,
                   struct status *st);

#endif
