#include "backends/base/schema.h"
#include "tests/unit/test.h"

static const struct version v1_20 = { 20, 2 }, v1_37 = { 37, 2 };

TEST(schema_finds_kinds_by_version)
{
    static const struct {
        const char *api_version, *kind, *name;
    } cases[] = {
        { "v1", "Pod", "io.k8s.api.core.v1.Pod" },
        { "apps/v1", "DaemonSet", "io.k8s.api.apps.v1.DaemonSet" },
        { "batch/v1beta1", "CronJob", "io.k8s.api.batch.v1beta1.CronJob" },
        { "networking.k8s.io/v1", "Ingress", "io.k8s.api.networking.v1.Ingress" },
        { "apiextensions.k8s.io/v1", "CustomResourceDefinition",
          "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition" },
        { "v1", "PodSpec", NULL },
        { "apps/v1", "Pod", NULL },
        { "apps", "DaemonSet", NULL },
        { "", "", NULL },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        const struct schema_type *t = schema_find(cases[i].api_version, cases[i].kind);
        CHECK(!t == !cases[i].name);
        if (t)
            schema_type_name(&sb, t);
        CHECK_STR(sb.buf, cases[i].name ? cases[i].name : "");
        strbuf_release(&sb);
    }
}

static const struct schema_field *at(const char *api_version, const char *kind, const char *a, const char *b, struct version v)
{
    const struct schema_field *f = schema_field(schema_find(api_version, kind), a, v);
    return f ? schema_field(f->type, b, v) : NULL;
}

TEST(schema_fields_by_release)
{
    CHECK(at("apps/v1", "DaemonSet", "spec", "selector", v1_20)->required);
    CHECK_STR(at("v1", "Pod", "spec", "containers", v1_20)->merge_key, "name");
    CHECK_INT(at("v1", "Pod", "spec", "volumes", v1_20)->strategy, SCHEMA_MERGE | SCHEMA_RETAIN_KEYS);
    CHECK(!at("batch/v1", "Job", "spec", "suspend", v1_20));
    CHECK(at("batch/v1", "Job", "spec", "suspend", v1_37) != NULL);
    CHECK(!at("apps/v1", "DaemonSet", "spec", "selctor", v1_20));
    CHECK(!schema_field(NULL, "spec", v1_20));
    CHECK(!schema_field(at("v1", "Pod", "spec", "nodeName", v1_20)->type, "x", v1_20));
}

TEST(schema_go_names)
{
    static const struct {
        const char *field, *sub, *want;
    } cases[] = {
        { "metadata", NULL, "ObjectMeta" },
        { "spec", NULL, "Spec" },
        { "spec", "clusterIP", "ClusterIP" },
        { "spec", "externalIPs", "ExternalIPs" },
        { "metadata", "uid", "UID" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        const struct schema_type *service = schema_find("v1", "Service");
        schema_go_name(&sb, cases[i].sub ? at("v1", "Service", cases[i].field, cases[i].sub, v1_20)
                                         : schema_field(service, cases[i].field, v1_20));
        CHECK_STR(sb.buf, cases[i].want);
        strbuf_release(&sb);
    }
}

/* A lookup takes the first row that fits, so no release may have two of one name. */
TEST(schema_rows_of_one_field_do_not_overlap)
{
    for (size_t i = 0; i < schema_type_count; i++)
        for (const struct schema_field *f = schema_types[i].fields; f && f->name; f++)
            for (int minor = VERSION_MINOR_MIN; minor <= VERSION_MINOR_MAX; minor++) {
                struct version v = { minor, 0 };
                if (schema_field_served(f, v))
                    test_check(schema_field(&schema_types[i], f->name, v) == f, __FILE__, __LINE__, "%s.%s in 1.%d",
                               schema_types[i].name, f->name, minor);
            }
}
