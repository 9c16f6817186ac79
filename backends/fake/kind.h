/*
 * A kind the fake API server serves: one file (kind/<kind>.c) and one row (kinds.def).
 *
 * Mirrors a registry strategy (pkg/registry/<group>/<kind>/strategy.go, v1.20.2) with the defaulting and the printer columns of
 * that kind.  A kind without behaviour of its own (StorageClass, say) is a row of kinds.def alone: GENERIC_KIND().
 *
 * Documents are whole objects: apiVersion, kind, metadata, spec, status.  Hooks get the address of an owned document and
 * change it with val_put(); they never fail, except by adding field errors (and allocate()).
 */
#ifndef SEODANG_FAKE_KIND_H
#define SEODANG_FAKE_KIND_H

#include "backends/base/arena.h"
#include "backends/base/fielderror.h"
#include "backends/base/val.h"
#include "backends/base/version.h"

struct cluster;
struct status;

/* What a hook may look at. */
struct kind_context {
    struct version version;
    int64_t now_ms;
    struct arena *arena;
    struct cluster *cluster; /* NULL where there is none (build/vectors): hooks must do without */
    const char *ns;          /* of the request; "" for cluster-scoped kinds */
    bool refuse_privileged;  /* the server runs with --allow-privileged=false */
};

/* One printer column, as the server's Table has them. */
struct column {
    const char *name;   /* "Ready" */
    const char *type;   /* "string", "integer", "boolean" */
    const char *format; /* "name" for the first, else "" */
    int priority;       /* 0: always; 1: -o wide */
    const char *description;
    int since, until; /* minor versions; 0, 0: all */
};

enum kind_flags {
    KIND_NAMESPACED = 1 << 0,
    KIND_STATUS = 1 << 1,       /* has a status subresource: the main resource's writes keep status, and the other way round */
    KIND_SCALE = 1 << 2,        /* has a scale subresource */
    KIND_GENERATION = 1 << 3,   /* metadata.generation: 1 at create, +1 when spec changes */
    KIND_UNCONDITIONAL = 1 << 4, /* an update without resourceVersion is allowed */
    KIND_CREATE_ON_UPDATE = 1 << 5, /* PUT may create */
    KIND_NO_LIST = 1 << 6,      /* reviews and the like: create only */
    KIND_READ_ONLY = 1 << 7,    /* get and list only (ComponentStatus) */
};

enum { KIND_NEVER = 1000 };

/* How names are checked (validate/validate.h). */
enum name_rule { NAME_SUBDOMAIN, NAME_LABEL, NAME_1035, NAME_PATH_SEGMENT };

/* A version under which the kind is served. Rows in order of preference; last: {NULL}. */
struct served {
    const char *version; /* "v1beta1" */
    int since, until;    /* minor versions; until 0: still */
    const char *deprecation; /* text of the Warning header, or NULL */
    int deprecated_since;
};

/* A subresource beside status and scale, which are flags: what discovery says about it.  Last: {NULL}. */
struct subresource {
    const char *name, *kind;     /* "eviction", "Eviction" */
    const char *group, *version; /* of that kind where it is not the parent's own, else NULL */
    const char *verbs;           /* comma list */
    int since, until;
};

struct kind {
    const char *group; /* "" for core */
    const char *kind, *plural, *singular;
    const char *short_names; /* comma list or "" */
    const char *categories;  /* comma list or "" */
    unsigned flags;
    enum name_rule name_rule;
    int collection_since; /* minor version from which it can be deleted as a collection; 0: always; KIND_NEVER */
    const struct served *served;
    const struct subresource *subresources; /* NULL: none */
    /* The same objects are kept by another kind (events.k8s.io Event, extensions Ingress): all hooks are there; this row has
     * names and versions only.  NULL: itself.  See kind_storage(). */
    const struct kind *storage;

    /* Fills in what the user left out (pkg/apis/<group>/<version>/defaults.go). Runs on every write, before validation. */
    void (*set_defaults)(struct val **doc, const struct kind_context *kc);
    /* Strategy.PrepareForCreate: clears status, generates selectors ... metadata is already complete (uid too). */
    void (*prepare_create)(struct val **doc, const struct kind_context *kc);
    /* Strategy.PrepareForUpdate: after status was kept and before generation is decided. */
    void (*prepare_update)(struct val **doc, const struct val *old, const struct kind_context *kc);
    /* Strategy.Validate / ValidateUpdate (old NULL: create), ObjectMeta included. */
    void (*validate)(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors);
    /* What the server hands out from ranges it keeps, once the object is valid (old NULL: create); NULL: nothing. The one hook
     * that may fail: -1 with *st. */
    int (*allocate)(struct val **doc, const struct val *old, const struct kind_context *kc, bool dry_run, struct status *st);
    /* ValidateStatusUpdate; NULL: anything goes. */
    void (*validate_status)(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors);

    /* Columns ({NULL} ends them) and the cells of one object, appended to *cells in the columns' order (those that this
     * version has).  NULL: Name and Created At, as for kinds without a printer. */
    const struct column *columns;
    void (*cells)(struct val **cells, const struct val *doc, const struct kind_context *kc);
    /* Table row conditions (completed pods), or NULL. */
    struct val *(*row_conditions)(const struct val *doc);

    /* Value of a field label for --field-selector beyond metadata.name and metadata.namespace; NULL: not supported.
     * *supported says which.  ("status.phase" of pods) */
    const char *(*field)(const struct val *doc, const char *label, bool *supported);
    /* How an unsupported label is refused: printf format with one %s. NULL: the generic words. */
    const char *bad_field_format;

    /* What a reader of that apiVersion sees instead of what is stored (a Lease's renewTime); NULL: the same.  Returns a new
     * reference. */
    struct val *(*present)(const struct val *doc, const char *api_version, const struct kind_context *kc);
};

/* All kinds, in kinds.def's order. */
extern const struct kind *const kinds[];
extern const size_t kind_count;

/* By group and kind ("apps", "DaemonSet"), or by group and plural; NULL when unknown. */
const struct kind *kind_find(const char *group, const char *kind);
const struct kind *kind_find_plural(const char *group, const char *plural);
/* By apiVersion ("batch/v1beta1") and kind; whether the version serves it is kind_serves(). */
const struct kind *kind_of(const char *api_version, const char *kind);
bool kind_serves(const struct kind *k, const char *version, struct version v);
/* The version in which the server stores and prefers it, for this release; NULL: not served at all. */
const char *kind_preferred(const struct kind *k, struct version v);
/* "apps/v1" */
const char *kind_api_version(struct arena *a, const struct kind *k, struct version v);
bool kind_namespaced(const struct kind *k);
/* The verbs of the main resource, as discovery lists them: "create,get,list"; the API server refuses others with 405. */
const char *kind_verbs(const struct kind *k, struct version v);
/* The kind that keeps k's objects and has their hooks: k itself, but for the few that are another's second name. */
const struct kind *kind_storage(const struct kind *k);
/* The row of `version` when this release serves it, or NULL. */
const struct served *kind_served(const struct kind *k, const char *version, struct version v);

/* The rows of kinds.def, for those who know which they want: &kind_row_pod. */
#define KIND(ident) extern const struct kind kind_row_##ident;
#define GENERIC_KIND(ident, ...) extern const struct kind kind_row_##ident;
#define ALIAS_KIND(ident, ...) extern const struct kind kind_row_##ident;
#include "backends/fake/kinds.def"
#undef KIND
#undef GENERIC_KIND
#undef ALIAS_KIND

/* ---- shared by kinds (kind/podspec.c) ---- */
/* SetDefaults_PodSpec and the containers' at `path` ("spec" of a Pod, "spec.template.spec"). */
void podspec_defaults(struct val **doc, const char *path, const struct kind_context *kc);
/* hostNetwork: hostPort = containerPort, in the spec itself. */
void podspec_host_ports(struct val **spec, const struct kind_context *kc);

#endif
