/* The tables of schema/, and the ways to look into them: see schema.h. */
#include "backends/base/schema.h"

#include <string.h>

/* Numbers of the types, so that a field can point to one that stands further down: the plain ones, then schema/'s. */
enum type_number {
    TYPE_STRING, TYPE_BOOL, TYPE_INT32, TYPE_INT64, TYPE_DOUBLE, TYPE_BYTES, TYPE_QUANTITY, TYPE_INT_OR_STRING, TYPE_TIME,
    TYPE_MICRO_TIME, TYPE_DURATION, TYPE_ANY,
#define TYPE(group, version, name) TYPE_##group##_##version##_##name,
#define OBJECT
#define FIELD(...)
#define END
#include "backends/base/schema/all.def"
#undef TYPE
#undef OBJECT
#undef FIELD
#undef END
    TYPE_COUNT
};

#define TYPE(group, version, name) \
    static const struct schema_field fields_##group##_##version##_##name[] = {
#define FIELD(name_, shape_, type_, ...) \
    { .name = (name_), SHAPE_##shape_, .type = &schema_types[TYPE_##type_], __VA_ARGS__ },
#define SHAPE_ONE .shape = SCHEMA_ONE
#define SHAPE_POINTER .shape = SCHEMA_ONE, .pointer = true
#define SHAPE_LIST .shape = SCHEMA_LIST
#define SHAPE_MAP .shape = SCHEMA_MAP
#define SHAPE_LISTS .shape = SCHEMA_LISTS
#define REQUIRED .required = true, .written = true
#define OBJECT                                         \
    FIELD("kind", ONE, STRING, .go = "TypeMeta: Kind")             \
    FIELD("apiVersion", ONE, STRING, .go = "TypeMeta: APIVersion") \
    FIELD("metadata", ONE, meta_v1_ObjectMeta, .go = "ObjectMeta")
#define END { .name = NULL } };
#define MERGE SCHEMA_MERGE
#define RETAIN_KEYS SCHEMA_RETAIN_KEYS
#define REPLACE SCHEMA_REPLACE
#include "backends/base/schema/all.def"
#undef TYPE
#undef OBJECT
#undef FIELD
#undef END

const struct schema_type schema_types[] = {
    [TYPE_STRING] = { SCHEMA_STRING, "", "", "string", NULL },
    [TYPE_BOOL] = { SCHEMA_BOOL, "", "", "boolean", NULL },
    [TYPE_INT32] = { SCHEMA_INT32, "", "", "integer", NULL },
    [TYPE_INT64] = { SCHEMA_INT64, "", "", "integer", NULL },
    [TYPE_DOUBLE] = { SCHEMA_DOUBLE, "", "", "number", NULL },
    [TYPE_BYTES] = { SCHEMA_BYTES, "", "", "string", NULL },
    [TYPE_QUANTITY] = { SCHEMA_QUANTITY, "quantity", "", "Quantity", NULL },
    [TYPE_INT_OR_STRING] = { SCHEMA_INT_OR_STRING, "intstr", "", "IntOrString", NULL },
    [TYPE_TIME] = { SCHEMA_TIME, "meta", "v1", "Time", NULL },
    [TYPE_MICRO_TIME] = { SCHEMA_MICRO_TIME, "meta", "v1", "MicroTime", NULL },
    [TYPE_DURATION] = { SCHEMA_DURATION, "meta", "v1", "Duration", NULL },
    [TYPE_ANY] = { SCHEMA_ANY, "runtime", "", "RawExtension", NULL },
#define TYPE(group, version, name) \
    { SCHEMA_STRUCT, #group, #version, #name, fields_##group##_##version##_##name },
#define OBJECT
#define FIELD(...)
#define END
#include "backends/base/schema/all.def"
#undef TYPE
#undef OBJECT
#undef FIELD
#undef END
};
const size_t schema_type_count = TYPE_COUNT;

/* Go packages whose place is not k8s.io/api/GROUP. */
static const struct {
    const char *group, *package;
} packages[] = {
    { "meta", "io.k8s.apimachinery.pkg.apis.meta" },
    { "quantity", "io.k8s.apimachinery.pkg.api.resource" },
    { "intstr", "io.k8s.apimachinery.pkg.util.intstr" },
    { "runtime", "io.k8s.apimachinery.pkg.runtime" },
    { "apiextensions", "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions" },
    { "apiregistration", "io.k8s.kube-aggregator.pkg.apis.apiregistration" },
};

static bool is_kind(const struct schema_type *t)
{
    return t->kind == SCHEMA_STRUCT && t->fields->go && !strcmp(t->fields->go, "TypeMeta: Kind");
}

const struct schema_type *schema_find(const char *api_version, const char *kind)
{
    const char *slash = strchr(api_version, '/');
    const char *group = slash ? api_version : "core";
    const char *version = slash ? slash + 1 : api_version;
    /* Packages are called by the first word of the group: networking.k8s.io is networking. */
    size_t len = strcspn(group, "./");
    for (size_t i = 0; i < schema_type_count; i++) {
        const struct schema_type *t = &schema_types[i];
        if (!strcmp(t->name, kind) && !strcmp(t->version, version) && strlen(t->group) == len &&
            !strncmp(t->group, group, len) && is_kind(t))
            return t;
    }
    return NULL;
}

bool schema_field_served(const struct schema_field *f, struct version v)
{
    return version_between(v, f->since, f->until);
}

const struct schema_field *schema_field(const struct schema_type *t, const char *name, struct version v)
{
    if (!t || !t->fields)
        return NULL;
    for (const struct schema_field *f = t->fields; f->name; f++)
        if (!strcmp(f->name, name) && schema_field_served(f, v))
            return f;
    return NULL;
}

void schema_type_name(struct strbuf *sb, const struct schema_type *t)
{
    const char *package = NULL;
    for (size_t i = 0; i < ARRAY_LEN(packages); i++)
        if (!strcmp(packages[i].group, t->group))
            package = packages[i].package;
    if (package)
        strbuf_adds(sb, package);
    else if (*t->group)
        strbuf_addf(sb, "io.k8s.api.%s", t->group);
    if (*t->version)
        strbuf_addf(sb, ".%s", t->version);
    strbuf_addf(sb, "%s%s", *t->group ? "." : "", t->name);
}

void schema_go_name(struct strbuf *sb, const struct schema_field *f)
{
    if (f->go) {
        strbuf_adds(sb, f->go);
        return;
    }
    bool lower = *f->name >= 'a' && *f->name <= 'z';
    strbuf_addch(sb, (char)(lower ? *f->name - ('a' - 'A') : *f->name));
    strbuf_adds(sb, f->name + 1);
}
