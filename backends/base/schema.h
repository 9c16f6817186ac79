/*
 * The one description of Kubernetes' types: for every kind served, its fields.
 *
 *     const struct schema_type *ds = schema_find("apps/v1", "DaemonSet");
 *     const struct schema_field *spec = schema_field(ds, "spec", version);
 *     const struct schema_field *f = schema_field(spec->type, "selector", version);    // f->required, f->type: LabelSelector
 *     schema_type_name(&sb, spec->type);                                               // io.k8s.api.apps.v1.DaemonSetSpec
 *
 * Strategic merge (patch.h), validation and decoding (decode.h), `explain`, OpenAPI, completion in YAML and lint all read it;
 * nothing else lists fields.  It is constant data (schema/<group>.def): nothing is built or parsed at start.
 *
 * A row of schema/<group>.def describes a field for the releases [since, until).  A field that changed (became required, got
 * another type) has a row for each form, so a lookup always names the release.  Rows stand in the order of the Go struct,
 * which is the order in which missing ones are reported.
 *
 * What it does not hold: kinds' names and versions (fake/kinds.def), defaults and rules of values (fake/kind, fake/validate),
 * list types (PodList), custom resources.
 *
 * Mirrors k8s.io/api, k8s.io/apimachinery/pkg/apis/meta/v1 and their OpenAPI definitions, v1.18 to v1.37.
 */
#ifndef SEODANG_BASE_SCHEMA_H
#define SEODANG_BASE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "backends/base/strbuf.h"
#include "backends/base/version.h"

/* What one value is. */
enum schema_kind {
    SCHEMA_STRUCT,        /* an object with the fields of its type */
    SCHEMA_STRING,
    SCHEMA_BOOL,
    SCHEMA_INT32,
    SCHEMA_INT64,
    SCHEMA_DOUBLE,
    SCHEMA_BYTES,         /* base64 text */
    SCHEMA_QUANTITY,      /* text or number: 500m, 1.5 */
    SCHEMA_INT_OR_STRING, /* 1, "25%" */
    SCHEMA_TIME,
    SCHEMA_MICRO_TIME,
    SCHEMA_DURATION,
    SCHEMA_ANY,           /* any JSON: RawExtension, managed fields */
};

/* How many of them a field holds. */
enum schema_shape {
    SCHEMA_ONE,
    SCHEMA_LIST,
    SCHEMA_MAP,   /* by string keys */
    SCHEMA_LISTS, /* a map of lists */
};

/* x-kubernetes-patch-strategy */
enum schema_strategy {
    SCHEMA_MERGE = 1 << 0,
    SCHEMA_RETAIN_KEYS = 1 << 1,
    SCHEMA_REPLACE = 1 << 2,
};

struct schema_type;

struct schema_field {
    const char *name; /* in JSON; NULL ends a type's rows */
    const struct schema_type *type; /* of one value */
    const char *merge_key; /* x-kubernetes-patch-merge-key, or NULL */
    const char *go; /* Go's name when it is not `name` with a capital; "Outer: Inner" inside an embedded struct */
    uint8_t shape, strategy; /* enum schema_shape, bits of schema_strategy */
    uint8_t since, until; /* minor versions; 0: always, still */
    bool required;        /* a manifest must have it */
    bool written;         /* Go writes it even when it is empty (no omitempty) */
    bool pointer;         /* Go holds a pointer: an empty value differs from none */
};

struct schema_type {
    enum schema_kind kind;
    const char *group, *version, *name; /* "core", "v1", "PodSpec"; "meta", "v1" for ObjectMeta and the like */
    const struct schema_field *fields;  /* of a struct, else NULL */
};

extern const struct schema_type schema_types[];
extern const size_t schema_type_count;

/* The type of a kind ("batch/v1", "Job"); NULL when there is no such kind. */
const struct schema_type *schema_find(const char *api_version, const char *kind);
/* The type's field in this release, or NULL. t NULL: NULL. */
const struct schema_field *schema_field(const struct schema_type *t, const char *name, struct version v);
/* Whether the row is one of this release's: for walking t->fields. */
bool schema_field_served(const struct schema_field *f, struct version v);

/* Adds "io.k8s.api.apps.v1.DaemonSetSpec". */
void schema_type_name(struct strbuf *sb, const struct schema_type *t);
/* Adds the field's name in Go: "ClusterIP", "ObjectMeta". */
void schema_go_name(struct strbuf *sb, const struct schema_field *f);

#endif
