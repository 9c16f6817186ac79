/*
 * What every user of the seam needs: resources by name (from discovery), paths, chunked lists, the usual calls.
 *
 *     struct client *c = client_new(backend);
 *     const struct resource *pods = client_find(c, "po", &st);
 *     struct val *list = NULL;
 *     client_list(c, pods, "default", &(struct list_options){ .label_selector = "app=web" }, &list, &st);
 *
 * Discovery is read once and kept; client_forget() drops it.
 */
#ifndef SEODANG_CLIENT_H
#define SEODANG_CLIENT_H

#include "backends/backend.h"
#include "backends/base/arena.h"
#include "backends/base/version.h"

/* One row of discovery (APIResource with its group and version). Strings are borrowed from the client. */
struct resource {
    const char *group, *version; /* "" for the core group */
    const char *api_version;     /* "batch/v1", or "v1" */
    const char *plural, *singular, *kind;
    bool namespaced;
    bool preferred;                /* of its group's versions, the preferred one */
    const struct val *short_names; /* array or NULL */
    const struct val *categories;  /* array or NULL */
    const struct val *verbs;       /* array */
};

struct client;

struct client *client_new(struct backend *b); /* b is borrowed */
void client_free(struct client *c);
void client_forget(struct client *c);
struct backend *client_backend(struct client *c);
/* The server's version; kubectl behaves as the one of the same version. */
struct version client_version(struct client *c);
/* The /version document (gitVersion, buildDate ...), borrowed. */
const struct val *client_version_info(struct client *c);

/* All resources (without subresources), in kubectl's order: groups as the server lists them, names sorted. */
const struct resource *const *client_resources(struct client *c, size_t *count, struct status *st);
/* As kubectl reads a resource argument: plural, singular, short name, any case; "deploy.apps", "deployments.v1.apps".
 * NULL with *st: `the server doesn't have a resource type "foo"` (a client error). */
const struct resource *client_find(struct client *c, const char *word, struct status *st);
/* By apiVersion and kind; NULL with *st: `no matches for kind "X" in version "g/v"`. */
const struct resource *client_find_kind(struct client *c, const char *api_version, const char *kind, struct status *st);
/* The resources of a category ("all"), in order; 0 when it is none. */
size_t client_category(struct client *c, const char *name, const struct resource *const **out);

/* "pods", "jobs.batch": as in messages. "pod", "job.batch": as kubectl prints names. Arena strings. */
const char *resource_plural(struct arena *a, const struct resource *r);
const char *resource_singular(struct arena *a, const struct resource *r);
/* "ReplicaSet.apps", "Pod": the other way in which messages name a kind. Arena string. */
const char *resource_group_kind(struct arena *a, const struct resource *r);
/* "/apis/batch/v1/namespaces/NS/jobs/NAME/SUB"; ns, name, sub may be NULL. */
const char *resource_path(struct arena *a, const struct resource *r, const char *ns, const char *name, const char *sub);

struct list_options {
    const char *label_selector, *field_selector; /* NULL or "": all */
    long limit;                                  /* a chunk's size; 0: 500; negative: no chunks */
    bool table;
    const struct val *query; /* borrowed: further parameters ({includeObject:Object}), or NULL */
};

/* ns NULL: all namespaces, or a cluster-scoped resource.  Each: 0 and *out (owned by the caller; may be NULL pointer to
 * ignore), or -1 with *st.  A list that came in chunks is joined. */
int client_get(struct client *c, const struct resource *r, const char *ns, const char *name, struct val **out, struct status *st);
int client_list(struct client *c, const struct resource *r, const char *ns, const struct list_options *o, struct val **out,
                struct status *st);
/* query: extra parameters ({dryRun:"All", fieldManager:"kubectl"}) or NULL. */
int client_create(struct client *c, const struct resource *r, const char *ns, const struct val *doc, const struct val *query,
                  struct val **out, struct status *st);
int client_update(struct client *c, const struct resource *r, const char *ns, const char *name, const struct val *doc,
                  const struct val *query, struct val **out, struct status *st);
int client_patch(struct client *c, const struct resource *r, const char *ns, const char *name, const char *sub,
                 enum request_content type, const struct val *patch, const struct val *query, struct val **out,
                 struct status *st);
/* options: DeleteOptions document or NULL. */
int client_delete(struct client *c, const struct resource *r, const char *ns, const char *name, const struct val *options,
                  const struct val *query, struct val **out, struct status *st);
/* A POST to a subresource (eviction, binding). */
int client_post(struct client *c, const struct resource *r, const char *ns, const char *name, const char *sub,
                const struct val *doc, struct val **out, struct status *st);
/* Any request; *out gets the document (NULL pointer: ignored), text what came as text (logs; may be NULL). */
int client_request(struct client *c, const struct request *rq, struct val **out, struct strbuf *text, struct status *st);
/* Any request by path and query ("/version", "/api/v1/pods?limit=1"); *text gets a text reply, when it is one. */
int client_raw(struct client *c, enum request_method method, const char *path, const struct val *body, struct val **out,
               struct strbuf *text, struct status *st);
/* Warnings that the server sent since the last call, a line each; sb is appended to. */
void client_take_warnings(struct client *c, struct strbuf *sb);

#endif
