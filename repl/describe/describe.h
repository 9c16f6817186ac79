/*
 * kubectl describe: one file a kind (describe/<kind>.c), one row of describers.def.
 *
 *     static void describe(struct describe *d, const struct val *ds)
 *     {
 *         describe_add(d, 0, "Name:\t%s\n", val_at_str(ds, "metadata.name", ""));
 *         describe_labels(d, "Labels", val_at(ds, "metadata.labels"));
 *         describe_events(d, ds);
 *     }
 *     const struct describer describer_daemonset = { "apps", "DaemonSet", describe };
 *
 * Text goes through a tab writer: a tab ends a cell, cells of neighbouring lines align (Hangul in it keeps Go's count of code
 * points, as kubectl does).  Mirrors staging/src/k8s.io/kubectl/pkg/describe/describe.go, v1.20.2.
 */
#ifndef SEODANG_DESCRIBE_H
#define SEODANG_DESCRIBE_H

#include "repl/print/tabwriter.h"
#include "repl/verb.h"

struct describe {
    struct command *cmd;
    struct version version;
    int64_t now_ms;
    bool show_events;
    struct tabwriter tw;
    struct strbuf out; /* what has been aligned */
};

struct describer {
    const char *group, *kind;
    void (*describe)(struct describe *d, const struct val *obj);
};

/* The describer of a kind, or the generic one. */
const struct describer *describer_find(const char *group, const char *kind);

/* Text at an indent of `level` times two blanks (before the text only, as the upstream writer does). */
void describe_add(struct describe *d, int level, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* A column of a table: what stands above it, the rule under that, the member it shows (a time by its name's end, "Time"), and what
 * follows each cell, which upstream writes now so, now so. */
struct describe_column {
    const char *title, *rule, *field, *end;
};
/* status.conditions as a table; nothing when there are none. */
void describe_condition_columns(struct describe *d, const struct val *doc, const struct describe_column *columns, size_t count);
/* Aligns what is written so far by itself. */
void describe_flush(struct describe *d);

/* "TITLE:\tk=v" a line each, or <none>. */
void describe_labels(struct describe *d, const char *title, const struct val *map);
/* The same for annotations: the last-applied configuration is left out, long values stand on lines of their own. */
void describe_annotations(struct describe *d, const char *title, const struct val *map);
/* "TITLE:\tKind/name" of the controller owner; nothing when there is none. */
void describe_controlled_by(struct describe *d, const struct val *obj);
/* RFC 1123 with a numeric zone, in $TZ. Arena text. */
const char *describe_time(struct describe *d, const struct val *time);
/* The age of a time: "5s", "<unknown>". Arena text. */
const char *describe_age(struct describe *d, const struct val *time);
/* The events about the object, oldest first. */
void describe_events(struct describe *d, const struct val *obj);
/* A list of a resource's objects (arena's), or NULL; errors are passed over, as upstream does. */
const struct val *describe_list(struct describe *d, const char *resource, const char *ns, const char *labels, const char *fields);
/* One object (arena's) or NULL. */
const struct val *describe_get(struct describe *d, const char *resource, const char *ns, const char *name);
/* "R Running / W Waiting / S Succeeded / F Failed" of the pods that the object controls and the selector matches. */
void describe_pods_status(struct describe *d, const struct val *obj, const struct val *selector);
/* The same of Type, Status, Reason. */
void describe_conditions(struct describe *d, const struct val *doc);
/* A list of strings as Go prints it: "[a b]". Arena text. */
const char *describe_words(struct describe *d, const struct val *list);
/* The same with something between the strings; otherwise: when there is nothing. Arena text. */
const char *describe_joined(struct describe *d, const struct val *list, const char *between, const char *otherwise);
/* A map of strings on one line: "a=b,c=d", "<none>". Arena text. */
const char *describe_pairs(struct describe *d, const struct val *map);
/* An IntOrString. Arena text. */
const char *describe_number(struct describe *d, const struct val *v);
/* A selector document as text, "<none>" ... Arena text. */
const char *describe_selector(struct describe *d, const struct val *selector);

/* ---- replicaset.c ---- */
/* A ReplicaSet or ReplicationController, whose selectors differ in form. */
void describe_replicas(struct describe *d, const struct val *set, const struct val *selector);

/* All quotas and limit ranges of a namespace (resourcequota.c, limitrange.c). */
void describe_quotas(struct describe *d, const struct val *quotas);
void describe_limit_ranges(struct describe *d, const struct val *ranges);

/* ---- service.c ---- */
/* What answers behind a Service: its Endpoints (NULL: there are none), in newer versions its EndpointSlices. */
struct describe_backend {
    struct arena *arena;
    const struct val *endpoints, *slices;
};
struct describe_backend describe_backend(struct describe *d, const char *ns, const char *name);
/* The first addresses behind the Service's port of that name. Arena text. */
const char *describe_endpoints(const struct describe_backend *b, const char *port);

/* ---- podtemplate.c ---- */
void describe_pod_template(struct describe *d, const struct val *template);
/* statuses: containerStatuses or NULL (templates); space: "" or "  " (templates). */
void describe_containers(struct describe *d, const char *label, const struct val *containers, const struct val *statuses,
                         const struct val *pod, const char *space);
void describe_volumes(struct describe *d, const struct val *volumes, const char *space);
/* A volume's source, or a PersistentVolume's spec. */
void describe_volume_source(struct describe *d, const struct val *volume);
/* The storage class of a volume or claim: the annotation of old, or the spec's. */
const char *describe_storage_class(const struct val *doc);
/* "RWO,ROX". Arena text. */
const char *describe_access_modes(struct describe *d, const struct val *modes);
void describe_tolerations(struct describe *d, const char *title, const struct val *tolerations);

#endif
