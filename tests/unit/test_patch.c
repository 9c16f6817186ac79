#include <string.h>

#include "backends/base/json.h"
#include "backends/base/patch.h"
#include "tests/unit/test.h"

static const struct version version = { 20, 2 };

static struct val *json(const char *text)
{
    return json_parse(text, strlen(text), NULL);
}

static struct val *apply(const char *how, const struct val *doc, const struct val *patch, struct strbuf *err)
{
    if (!strcmp(how, "strategic"))
        return patch_strategic(doc, patch, schema_find("v1", "Pod"), version, err);
    return strcmp(how, "merge") ? patch_json(doc, patch, err) : patch_merge(doc, patch, err);
}

static const char pod[] = "{\"kind\":\"Pod\",\"metadata\":{\"labels\":{\"app\":\"web\"},\"finalizers\":[\"a\",\"b\"]},"
                          "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"x\"}],\"nodeName\":\"n\"}}";

TEST(patch_without_effect_returns_the_document)
{
    static const struct {
        const char *how, *patch;
    } cases[] = {
        { "strategic", "{}" },
        { "strategic", "{\"metadata\":{\"labels\":{\"app\":\"web\",\"gone\":null}}}" },
        { "strategic", "{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"x\"}]}}" },
        { "strategic", "{\"spec\":{\"$setElementOrder/containers\":[{\"name\":\"c\"}]}}" },
        { "strategic", "{\"metadata\":{\"$deleteFromPrimitiveList/finalizers\":[\"z\"]}}" },
        { "merge", "{\"metadata\":{\"labels\":{\"app\":\"web\",\"gone\":null}}}" },
        { "json", "[{\"op\":\"test\",\"path\":\"/kind\",\"value\":\"Pod\"}]" },
        { "json", "[{\"op\":\"replace\",\"path\":\"/spec/nodeName\",\"value\":\"n\"}]" },
    };
    struct val *doc = json(pod);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        struct val *patch = json(cases[i].patch), *next = apply(cases[i].how, doc, patch, &err);
        test_check(next == doc, __FILE__, __LINE__, "%s %s", cases[i].how, cases[i].patch);
        val_unref(next);
        val_unref(patch);
        strbuf_release(&err);
    }
    val_unref(doc);
}

TEST(patch_shares_what_it_does_not_change)
{
    struct strbuf err = STRBUF_INIT;
    struct val *doc = json(pod), *patch = json("{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"y\"}]}}");
    struct val *next = apply("strategic", doc, patch, &err);
    CHECK(next != doc);
    CHECK(val_get(next, "metadata") == val_get(doc, "metadata"));
    CHECK_STR(val_at_str(next, "spec.containers.0.image", ""), "y");
    CHECK_STR(val_at_str(doc, "spec.containers.0.image", ""), "x");
    val_unref(next);
    val_unref(patch);
    val_unref(doc);
    strbuf_release(&err);
}

TEST(patch_two_way_leads_from_one_to_the_other)
{
    static const struct {
        const char *from, *to, *patch;
    } cases[] = {
        { "{\"a\":1}", "{\"a\":1}", "{}" },
        { "{\"metadata\":{\"labels\":{\"a\":\"1\",\"b\":\"2\"}}}", "{\"metadata\":{\"labels\":{\"a\":\"3\"}}}",
          "{\"metadata\":{\"labels\":{\"a\":\"3\",\"b\":null}}}" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases) * 2; i++) {
        struct strbuf err = STRBUF_INIT;
        const struct schema_type *type = i % 2 ? schema_find("v1", "Pod") : NULL;
        struct val *from = json(cases[i / 2].from), *to = json(cases[i / 2].to);
        struct val *patch = patch_two_way(from, to, type, version, &err);
        CHECK_JSON(patch, cases[i / 2].patch);
        val_unref(patch);
        val_unref(from);
        val_unref(to);
        strbuf_release(&err);
    }
}

TEST(patch_refuses_what_is_no_patch)
{
    static const struct {
        const char *how, *doc, *patch, *error;
    } cases[] = {
        { "strategic", "{}", "[]", "invalid JSON document" },
        { "merge", "{}", "3", "Invalid JSON Patch" },
        { "merge", "null", "{}", "Invalid JSON Document" },
        { "json", "{}", "{}", "json: cannot unmarshal object into Go value of type jsonpatch.Patch" },
        { "json", "{}", "[1]", "json: cannot unmarshal number into Go value of type jsonpatch.Operation" },
        { "json", "{}", "[{}]", "Unexpected kind: unknown" },
        { "json", "{\"l\":[]}", "[{\"op\":\"test\",\"path\":\"/l/-1\",\"value\":1}]",
          "error in test for path: '/l/-1': Unable to access invalid index: -1: invalid index referenced" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        struct val *doc = json(cases[i].doc), *patch = json(cases[i].patch);
        CHECK(!apply(cases[i].how, doc, patch, &err));
        CHECK_STR(err.buf, cases[i].error);
        val_unref(patch);
        val_unref(doc);
        strbuf_release(&err);
    }
}
