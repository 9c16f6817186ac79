/* Kinds: finding them, defaults, what a create and an update set, field labels. */
#include "backends/fake/kind.h"

#include <string.h>

#include "backends/base/json.h"
#include "backends/fake/kind/resources.h"
#include "tests/unit/test.h"

static struct kind_context context(int minor)
{
    return (struct kind_context){ .version = { minor, 2 }, .ns = "default" };
}

TEST(kind_lookup)
{
    struct version old = { 20, 2 }, new = { 37, 2 };
    CHECK(kind_find("apps", "DaemonSet") == &kind_row_daemonset);
    CHECK(kind_find_plural("", "pods") == &kind_row_pod);
    CHECK(kind_of("batch/v1beta1", "CronJob") == &kind_row_cronjob);
    CHECK(!kind_of("batch", "CronJob") && !kind_find("", "DaemonSet") && !kind_of("", ""));
    CHECK(kind_serves(&kind_row_cronjob, "v1beta1", old) && !kind_serves(&kind_row_cronjob, "v1", old));
    CHECK(kind_serves(&kind_row_cronjob, "v1", new) && !kind_serves(&kind_row_cronjob, "v1beta1", new));
    CHECK_STR(kind_preferred(&kind_row_cronjob, old), "v1beta1");
    CHECK(!kind_preferred(&kind_row_podsecuritypolicy, new));
    CHECK(kind_storage(&kind_row_events_event) == &kind_row_event);
    CHECK_STR(kind_served(&kind_row_cronjob, "v1beta1", (struct version){ 21, 0 })->deprecation,
              "batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob");
}

TEST(kind_rows_are_complete)
{
    for (size_t i = 0; i < kind_count; i++) {
        const struct kind *k = kinds[i];
        CHECK(k->served && k->served[0].version && *k->plural && *k->kind);
        CHECK(kind_find(k->group, k->kind) == k && kind_find_plural(k->group, k->plural) == k);
        test_check(!k->columns == !k->cells, __FILE__, __LINE__, "%s has columns or cells, not both", k->kind);
    }
}

/* As many cells as columns, in every release, even of an empty object. */
TEST(kind_cells_match_columns)
{
    for (size_t i = 0; i < kind_count; i++)
        for (int minor = VERSION_MINOR_MIN; minor <= VERSION_MINOR_MAX && kinds[i]->cells; minor++) {
            struct kind_context kc = context(minor);
            struct val *cells = val_array(), *doc = val_object();
            size_t columns = 0;
            for (const struct column *c = kinds[i]->columns; c->name; c++)
                columns += version_between(kc.version, c->since, c->until);
            kinds[i]->cells(&cells, doc, &kc);
            test_check(val_len(cells) == columns, __FILE__, __LINE__, "%s of 1.%d: %zu cells, %zu columns",
                       kinds[i]->kind, minor, val_len(cells), columns);
            val_unref(cells);
            val_unref(doc);
        }
}

static struct val *parse(const char *json)
{
    return json_parse(json, strlen(json), NULL);
}

/* What is complete comes back untouched, without an allocation. */
TEST(kind_defaults_settle)
{
    static const char *const docs[] = {
        "{}",
        "{\"metadata\":{\"name\":\"x\"},\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nginx\","
        "\"ports\":[{\"containerPort\":80}],\"resources\":{\"limits\":{\"cpu\":\"0.5\"}},\"livenessProbe\":{\"httpGet\":{}}},7],"
        "\"volumes\":[{\"name\":\"v\"},{\"name\":\"h\",\"hostPath\":{\"path\":\"/\"}}]}},\"containers\":[{\"image\":\"a\","
        "\"resources\":{\"limits\":{\"memory\":\"1024Ki\"}},\"env\":[{\"name\":\"A\",\"valueFrom\":{\"fieldRef\":{}}}]}],"
        "\"ports\":[{\"port\":80}],\"type\":\"LoadBalancer\",\"sessionAffinity\":\"ClientIP\",\"hostNetwork\":true,"
        "\"serviceAccount\":\"robot\"}}",
    };
    for (size_t i = 0; i < kind_count; i++)
        for (size_t d = 0; d < ARRAY_LEN(docs) && kinds[i]->set_defaults; d++) {
            struct kind_context kc = context(d ? 37 : 20);
            struct val *doc = parse(docs[d]);
            kinds[i]->set_defaults(&doc, &kc);
            struct val *first = doc;
            size_t nodes = val_heap_nodes(), bytes = val_heap_bytes();
            val_ref(first);
            kinds[i]->set_defaults(&doc, &kc);
            test_check(doc == first && val_heap_nodes() == nodes && val_heap_bytes() == bytes, __FILE__, __LINE__,
                       "%s, document %zu: defaults change a complete document", kinds[i]->kind, d);
            val_unref(first);
            val_unref(doc);
        }
}

static void check_prepared(const struct kind *k, int minor, const char *json, const char *want, int line)
{
    struct kind_context kc = context(minor);
    struct val *doc = parse(json);
    if (k->set_defaults)
        k->set_defaults(&doc, &kc);
    k->prepare_create(&doc, &kc);
    struct val *shown = val_fmt("{labels:%v, generation:%v, annotations:%v, status:%v, selector:%v, template:%v, finalizers:%v}",
                                val_at(doc, "metadata.labels"), val_at(doc, "metadata.generation"),
                                val_at(doc, "metadata.annotations"), val_get(doc, "status"), val_at(doc, "spec.selector"),
                                val_at(doc, "spec.template.metadata"), val_at(doc, "spec.finalizers"));
    test_check_json(shown, want, __FILE__, line);
    val_unref(shown);
    val_unref(doc);
}

TEST(kind_prepare_create)
{
    static const char job[] = "{\"metadata\":{\"name\":\"pi\",\"uid\":\"u1\"},\"spec\":{\"template\":{\"spec\":{}}}}";
    static const struct {
        const struct kind *kind;
        int minor;
        const char *doc, *want;
        int line;
    } cases[] = {
        { &kind_row_job, 20, job,
          "{\"labels\":{\"controller-uid\":\"u1\",\"job-name\":\"pi\"},\"status\":{},\"selector\":{\"matchLabels\":{\"controller-uid\":"
          "\"u1\"}},\"template\":{\"labels\":{\"controller-uid\":\"u1\",\"job-name\":\"pi\"}}}", __LINE__ },
        { &kind_row_job, 37, job,
          "{\"generation\":1,\"labels\":{\"batch.kubernetes.io/controller-uid\":\"u1\",\"batch.kubernetes.io/job-name\":\"pi\","
          "\"controller-uid\":\"u1\",\"job-name\":\"pi\"},\"status\":{},\"selector\":{\"matchLabels\":{"
          "\"batch.kubernetes.io/controller-uid\":\"u1\"}},\"template\":{\"labels\":{\"batch.kubernetes.io/controller-uid\":\"u1\","
          "\"batch.kubernetes.io/job-name\":\"pi\",\"controller-uid\":\"u1\",\"job-name\":\"pi\"}}}", __LINE__ },
        { &kind_row_job, 20,
          "{\"metadata\":{\"name\":\"pi\",\"uid\":\"u1\",\"labels\":{\"a\":\"b\"}},\"spec\":{\"manualSelector\":true,\"selector\":{"
          "\"matchLabels\":{\"x\":\"y\"}}}}",
          "{\"labels\":{\"a\":\"b\"},\"status\":{},\"selector\":{\"matchLabels\":{\"x\":\"y\"}}}", __LINE__ },
        { &kind_row_daemonset, 20, "{\"metadata\":{\"name\":\"a\"},\"status\":{\"numberReady\":7}}",
          "{\"annotations\":{\"deprecated.daemonset.template.generation\":\"1\"},\"status\":{\"currentNumberScheduled\":0,"
          "\"desiredNumberScheduled\":0,\"numberMisscheduled\":0,\"numberReady\":0}}", __LINE__ },
        { &kind_row_pod, 20, "{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]},\"status\":{\"phase\":\"Running\"}}",
          "{\"status\":{\"phase\":\"Pending\",\"qosClass\":\"BestEffort\"}}", __LINE__ },
        { &kind_row_namespace, 20, "{\"metadata\":{\"name\":\"n\"}}",
          "{\"status\":{\"phase\":\"Active\"},\"finalizers\":[\"kubernetes\"]}", __LINE__ },
        { &kind_row_namespace, 37, "{\"metadata\":{\"name\":\"n\"}}",
          "{\"labels\":{\"kubernetes.io/metadata.name\":\"n\"},\"status\":{\"phase\":\"Active\"},\"finalizers\":[\"kubernetes\"]}",
          __LINE__ },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_prepared(cases[i].kind, cases[i].minor, cases[i].doc, cases[i].want, cases[i].line);
}

/* A DaemonSet's template generation follows the template, whatever the client writes. */
TEST(daemonset_template_generation)
{
    static const struct {
        const char *label, *want;
    } cases[] = { { "b", "3" }, { "c", "4" } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct kind_context kc = context(20);
        struct val *old = val_fmt("{metadata:{annotations:{%s:'3'}}, spec:{template:{metadata:{labels:{a:b}}}}}",
                                  "deprecated.daemonset.template.generation");
        struct val *doc = val_fmt("{metadata:{annotations:{%s:'9'}}, spec:{template:{metadata:{labels:{a:%s}}}}}",
                                  "deprecated.daemonset.template.generation", cases[i].label);
        kind_row_daemonset.prepare_update(&doc, old, &kc);
        CHECK_STR(val_str(val_get(val_at(doc, "metadata.annotations"), "deprecated.daemonset.template.generation")),
                  cases[i].want);
        val_unref(doc);
        val_unref(old);
    }
}

TEST(pod_qos)
{
    static const struct {
        const char *resources, *want;
    } cases[] = {
        { "[{}]", "BestEffort" },
        { "[{\"resources\":{\"limits\":{\"cpu\":\"1\",\"memory\":\"1Gi\"},\"requests\":{\"cpu\":\"1000m\",\"memory\":\"1024Mi\"}}}]",
          "Guaranteed" },
        { "[{\"resources\":{\"limits\":{\"cpu\":\"1\"},\"requests\":{\"cpu\":\"1\"}}}]", "Burstable" },
        { "[{\"resources\":{\"limits\":{\"cpu\":\"2\",\"memory\":\"1\"},\"requests\":{\"cpu\":\"1\",\"memory\":\"1\"}}}]", "Burstable" },
        { "[{\"resources\":{\"limits\":{\"cpu\":\"1\",\"memory\":\"1\"},\"requests\":{\"cpu\":\"1\",\"memory\":\"1\"}}},{}]", "Burstable" },
        { "[{\"resources\":{\"requests\":{\"ephemeral-storage\":\"1Gi\"}}}]", "BestEffort" },
        { "[{\"resources\":{\"requests\":{\"cpu\":\"0\"}}}]", "BestEffort" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct val *pod = val_fmt("{spec:{containers:%V}}", parse(cases[i].resources));
        CHECK_STR(pod_qos_class(pod), cases[i].want);
        val_unref(pod);
    }
}

TEST(kind_fields)
{
    struct val *pod = val_fmt("{spec:{nodeName:n1}, status:{phase:Running, podIP:'10.0.0.1'}}");
    struct val *node = val_fmt("{spec:{unschedulable:true}}");
    struct val *job = val_fmt("{status:{succeeded:3}}");
    static const char *const labels[] = { "spec.nodeName", "spec.host", "status.phase", "status.podIP", "status.podIPs", "nosuch" };
    static const char *const want[] = { "n1", "n1", "Running", "10.0.0.1", "10.0.0.1", NULL };
    bool supported;
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        const char *value = kind_row_pod.field(pod, labels[i], &supported);
        CHECK(supported == (want[i] != NULL));
        if (want[i])
            CHECK_STR(value, want[i]);
    }
    CHECK_STR(kind_row_node.field(node, "spec.unschedulable", &supported), "true");
    CHECK_STR(kind_row_job.field(job, "status.successful", &supported), "3");
    CHECK_STR(kind_row_node.field(NULL, "spec.unschedulable", &supported), "false");
    val_unref(pod);
    val_unref(node);
    val_unref(job);
}
