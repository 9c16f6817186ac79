/* Documents through Go's types. */
#include "backends/base/decode.h"

#include <string.h>

#include "backends/base/json.h"
#include "tests/unit/test.h"

static struct val *parse(const char *json)
{
    return json_parse(json, strlen(json), NULL);
}

TEST(decode_documents)
{
    static const struct {
        int minor;
        const char *api_version, *kind, *doc, *want;
    } cases[] = {
        { 20, "v1", "ConfigMap", "{\"data\":{\"a\":null,\"b\":\"c\"},\"binaryData\":{},\"nosuch\":1,\"metadata\":{\"labels\":{}}}",
          "{\"data\":{\"a\":\"\",\"b\":\"c\"},\"metadata\":{\"creationTimestamp\":null}}" },
        { 37, "v1", "ConfigMap", "{\"metadata\":null}", "{\"metadata\":{}}" },
        { 20, "v1", "Service", "{\"spec\":{\"ports\":[{\"port\":80,\"nodePort\":0}],\"clusterIP\":\"\"}}",
          "{\"metadata\":{\"creationTimestamp\":null},\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":0}]},\"status\":{\"loadBalancer\":{}}}" },
        { 20, "apps/v1", "ReplicaSet", "{\"spec\":{\"replicas\":0,\"minReadySeconds\":0}}",
          "{\"metadata\":{\"creationTimestamp\":null},\"spec\":{\"replicas\":0,\"selector\":null,\"template\":{\"metadata\":{"
          "\"creationTimestamp\":null},\"spec\":{\"containers\":null}}},\"status\":{\"replicas\":0}}" },
        { 37, "coordination.k8s.io/v1", "Lease", "{\"spec\":{\"renewTime\":\"2026-11-23T17:16:50.123456Z\",\"leaseDurationSeconds\":40.0}}",
          "{\"metadata\":{},\"spec\":{\"leaseDurationSeconds\":40,\"renewTime\":\"2026-11-23T17:16:50.123456Z\"}}" },
        { 37, "v1", "ResourceQuota", "{\"spec\":{\"hard\":{\"cpu\":0.5,\"memory\":\"1024Ki\",\"pods\":\"010\",\"x\":null}}}",
          "{\"metadata\":{},\"spec\":{\"hard\":{\"cpu\":\"500m\",\"memory\":\"1Mi\",\"pods\":\"010\",\"x\":\"0\"}},\"status\":{}}" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct decoder d = DECODER_INIT(((struct version){ cases[i].minor, 2 }));
        struct val *doc = parse(cases[i].doc), *out = decode(&d, doc, schema_find(cases[i].api_version, cases[i].kind));
        CHECK_JSON(out, cases[i].want);
        CHECK_STR(d.error.buf, "");
        struct val *again = decode(&d, out, schema_find(cases[i].api_version, cases[i].kind));
        CHECK(val_equal(out, again));
        decoder_release(&d);
        val_unref(again);
        val_unref(out);
        val_unref(doc);
    }
}

TEST(decode_errors)
{
    static const struct {
        int minor;
        const char *kind, *doc, *want;
    } cases[] = {
        { 37, "Job", "{\"spec\":{\"completions\":\"three\"}}",
          "json: cannot unmarshal string into Go struct field JobSpec.spec.completions of type int32" },
        { 20, "Job", "{\"spec\":{\"completions\":\"three\"}}",
          "v1.Job.Spec: v1.JobSpec.Completions: readUint32: unexpected character: \xef\xbf\xbd, error found in #10 byte of "
          "...|letions\":\"three\"}}|..., bigger context ...|{\"spec\":{\"completions\":\"three\"}}|..." },
        { 20, "Job", "{\"spec\":{\"completions\":1.5}}",
          "v1.Job.Spec: v1.JobSpec.Completions: assertInteger: can not decode float as int, error found in #10 byte of "
          "...|letions\":1.5}}|..., bigger context ...|{\"spec\":{\"completions\":1.5}}|..." },
        { 20, "Job", "{\"spec\":{\"template\":{\"spec\":{\"containers\":\"c\"}}}}",
          "v1.Job.Spec: v1.JobSpec.Template: v1.PodTemplateSpec.Spec: v1.PodSpec.Containers: []v1.Container: decode slice: expect "
          "[ or n, but found \", error found in #10 byte of ...|tainers\":\"c\"}}}}|..., bigger context "
          "...|{\"spec\":{\"template\":{\"spec\":{\"containers\":\"c\"}}}}|..." },
        { 20, "Job", "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"env\":[{\"value\":7}]}]}}}}",
          "v1.Job.Spec: v1.JobSpec.Template: v1.PodTemplateSpec.Spec: v1.PodSpec.Containers: []v1.Container: v1.Container.Env: "
          "[]v1.EnvVar: v1.EnvVar.Value: ReadString: expects \" or n, but found 7, error found in #10 byte of "
          "...|{\"value\":7}]}]}}}}|..., bigger context ...|emplate\":{\"spec\":{\"containers\":[{\"env\":[{\"value\":7}]}]}}}}|..." },
        { 37, "Job", "{\"spec\":{\"selector\":{\"matchLabels\":{\"a\":true}}}}",
          "json: cannot unmarshal bool into Go struct field LabelSelector.spec.selector.matchLabels of type string" },
        { 37, "Job", "{\"spec\":{\"template\":{\"spec\":{\"containers\":{}}}}}",
          "json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container" },
        { 37, "Job", "{\"spec\":7}", "json: cannot unmarshal number into Go struct field Job.spec of type v1.JobSpec" },
        { 37, "Job", "[]", "json: cannot unmarshal array into Go value of type v1.Job" },
        { 37, "Job", "{\"spec\":{\"backoffLimit\":3000000000}}",
          "json: cannot unmarshal number 3000000000 into Go struct field JobSpec.spec.backoffLimit of type int32" },
        { 37, "Job", "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"resources\":{\"limits\":{\"cpu\":\"x\"}}}]}}}}",
          "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct decoder d = DECODER_INIT(((struct version){ cases[i].minor, 2 }));
        struct val *doc = parse(cases[i].doc);
        CHECK(!decode(&d, doc, schema_find("batch/v1", cases[i].kind)));
        CHECK_STR(d.error.buf, cases[i].want);
        decoder_release(&d);
        val_unref(doc);
    }
}

TEST(decode_unknown_fields)
{
    struct decoder d = DECODER_INIT(((struct version){ 37, 2 }));
    struct val *doc = parse("{\"spec\":{\"selctor\":{},\"template\":{\"spec\":{\"containers\":[{\"imagee\":\"x\"}]}}}}");
    struct val *out = decode(&d, doc, schema_find("apps/v1", "DaemonSet"));
    CHECK_JSON(d.unknown, "[\"spec.selctor\",\"spec.template.spec.containers[0].imagee\"]");
    decoder_release(&d);
    val_unref(out);
    val_unref(doc);
}

TEST(decode_base64)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "", "" },
        { "aGk=", "" },
        { "aGkK", "" },
        { "aA==\n", "" },
        { "a", "illegal base64 data at input byte 0" },
        { "aGk", "illegal base64 data at input byte 0" },
        { "a!==", "illegal base64 data at input byte 1" },
        { "aA=x", "illegal base64 data at input byte 2" },
        { "aA=", "illegal base64 data at input byte 3" },
        { "aA==x", "illegal base64 data at input byte 4" },
        { "a\nGk", "illegal base64 data at input byte 1" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct decoder d = DECODER_INIT(((struct version){ 37, 2 }));
        struct val *doc = val_fmt("{data:{k:%s}}", cases[i].text);
        struct val *out = decode(&d, doc, schema_find("v1", "Secret"));
        CHECK_STR(d.error.buf, cases[i].want);
        decoder_release(&d);
        val_unref(out);
        val_unref(doc);
    }
}
