/* Documents as text, and patches of them. */
#include <string.h>

#include "backends/base/decode.h"
#include "backends/base/json.h"
#include "backends/base/patch.h"
#include "backends/base/yaml.h"
#include "backends/status.h"
#include "tests/fuzz/fuzz.h"

static const struct version release = { 20, 2 };

static void load_json(struct samples *s)
{
    static const char *const more[] = { "[1,-5,18446744073709551615,0.5,1e3,1e21,1234567.5,1e-7]", "\"\\ud83d\\ude80\\u0000\\n\"", "null" };
    samples_add_all(s, more, ARRAY_LEN(more));
    samples_vectors(s, "json_merge", "original");
    samples_vectors(s, "validation", "manifest");
}

/* Writes and reads it again, in both languages. */
static void round_trip(struct fuzz *f, const struct val *v)
{
    static const unsigned forms[] = { JSON_COMPACT, JSON_INDENT, JSON_RAW_HTML };
    struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        strbuf_reset(&text);
        json_write(&text, v, forms[i]);
        struct val *again = json_parse(text.buf, text.len, &err);
        fuzz_same_doc(f, "JSON written and read", again, v);
        val_unref(again);
    }
    strbuf_reset(&text);
    yaml_write(&text, v);
    struct val *again = yaml_parse(text.buf, text.len, &err);
    fuzz_same_doc(f, "YAML written and read", again, v);
    val_unref(again);
    strbuf_release(&text);
    strbuf_release(&err);
}

static void run_json(struct fuzz *f)
{
    struct strbuf err = STRBUF_INIT;
    struct val *v = json_parse(f->text, f->len, &err);
    fuzz_answered(f, v != NULL, err.buf);
    if (v)
        round_trip(f, v);
    val_unref(v);
    strbuf_release(&err);
}

const struct target target_json = { .name = "json", .load = load_json, .run = run_json };

/* ---- YAML ---- */

static void load_yaml(struct samples *s)
{
    samples_vectors(s, "yaml_json", "yaml");
    samples_files(s, "lessons/world/*.yaml");
    samples_commands(s);
}

static void run_yaml(struct fuzz *f)
{
    struct strbuf err = STRBUF_INIT;
    struct yaml_stream stream;
    struct val *v = yaml_parse(f->text, f->len, &err);
    fuzz_answered(f, v != NULL, err.buf);
    if (v)
        round_trip(f, v);
    val_unref(v);
    int rc = 1;
    yaml_stream_init(&stream, f->text, f->len);
    for (size_t n = 0; rc > 0; n++) {
        strbuf_reset(&err);
        rc = yaml_stream_next(&stream, &v, &err);
        if (rc > 0)
            val_unref(v);
        if (rc < 0 && !err.len)
            fuzz_break(f, "a stream ends by an error that says nothing");
        if (n > f->len + 1)
            fuzz_break(f, "more documents than bytes");
        if (f->broken)
            break;
    }
    if (yaml_line(f->text, f->len, "metadata.name.0.x") < 0)
        fuzz_break(f, "a line before the first");
    strbuf_release(&err);
}

const struct target target_yaml = { .name = "yaml", .load = load_yaml, .run = run_yaml };

/* ---- patches ---- */

static void patched(struct fuzz *f, struct val *result, struct strbuf *err)
{
    fuzz_answered(f, result != NULL, err->buf);
    val_unref(result);
    strbuf_release(err);
}

static void load_patch_json(struct samples *s)
{
    samples_vectors(s, "json_patch", NULL);
}

static void run_patch_json(struct fuzz *f)
{
    struct strbuf err = STRBUF_INIT;
    patched(f, patch_json(val_get(f->doc, "original"), val_get(f->doc, "patch"), &err), &err);
}

const struct target target_patch_json = { .name = "patch_json", .load = load_patch_json, .run = run_patch_json, .documents = true };

static void load_patch_merge(struct samples *s)
{
    samples_vectors(s, "json_merge", NULL);
}

static bool has_null(const struct val *v)
{
    if (val_is(v, VAL_NULL))
        return true;
    for (size_t i = 0; (val_is(v, VAL_ARRAY) || val_is(v, VAL_OBJECT)) && i < val_len(v); i++)
        if (has_null(val_item(v, i)))
            return true;
    return false;
}

/* The patch between two objects leads from one to the other. */
static void there_and_back(struct fuzz *f, const struct val *from, const struct val *to)
{
    struct strbuf err = STRBUF_INIT;
    if (!val_is(from, VAL_OBJECT) || !val_is(to, VAL_OBJECT) || has_null(to))
        return;
    struct val *patch = patch_two_way(from, to, NULL, release, &err);
    struct val *result = patch ? patch_merge(from, patch, &err) : NULL;
    fuzz_answered(f, result != NULL, err.buf);
    if (result)
        fuzz_same_doc(f, "patched by the difference", result, to);
    val_unref(result);
    val_unref(patch);
    strbuf_release(&err);
}

static void run_patch_merge(struct fuzz *f)
{
    const struct val *from = val_get(f->doc, "original"), *to = val_get(f->doc, "patch");
    struct strbuf err = STRBUF_INIT;
    there_and_back(f, from, to);
    patched(f, patch_merge(from, to, &err), &err);
}

const struct target target_patch_merge = { .name = "patch_merge", .load = load_patch_merge, .run = run_patch_merge, .documents = true };

static void load_patch_strategic(struct samples *s)
{
    samples_vectors(s, "strategic_merge", NULL);
}

static const struct schema_type *some_type(struct fuzz *f)
{
    static const char *const kinds[][2] = { { "v1", "Pod" }, { "apps/v1", "Deployment" }, { "v1", "Service" }, { "v1", "Node" }, { "batch/v1", "Job" } };
    size_t i = fuzz_below(&f->random, ARRAY_LEN(kinds));
    const struct schema_type *own = schema_find("v1", val_get_str(f->doc, "kind", "")), *apps = schema_find("apps/v1", val_get_str(f->doc, "kind", ""));
    return own ? own : apps ? apps : schema_find(kinds[i][0], kinds[i][1]);
}

static void run_patch_strategic(struct fuzz *f)
{
    const struct val *from = val_get(f->doc, "original"), *to = val_get(f->doc, "patch");
    const struct schema_type *type = some_type(f);
    struct strbuf err = STRBUF_INIT, why = STRBUF_INIT;
    if (!val_is(from, VAL_OBJECT) || !val_is(to, VAL_OBJECT))
        return;
    patched(f, patch_two_way(from, to, type, release, &why), &why);
    patched(f, patch_strategic(from, to, type, release, &err), &err);
}

const struct target target_patch_strategic = {
    .name = "patch_strategic", .load = load_patch_strategic, .run = run_patch_strategic, .documents = true
};

static void load_patch_apply(struct samples *s)
{
    samples_vectors(s, "apply3way", NULL);
}

static void run_patch_apply(struct fuzz *f)
{
    const struct val *last = val_get(f->doc, "last_applied"), *modified = val_get(f->doc, "modified"), *live = val_get(f->doc, "live");
    const struct schema_type *type = fuzz_below(&f->random, 3) ? some_type(f) : NULL;
    struct strbuf err = STRBUF_INIT;
    if (!val_is(modified, VAL_OBJECT) || !val_is(live, VAL_OBJECT))
        return;
    last = val_is(last, VAL_OBJECT) ? last : NULL;
    patched(f, patch_three_way(last, modified, live, type, release, fuzz_below(&f->random, 2), &err), &err);
}

const struct target target_patch_apply = { .name = "patch_apply", .load = load_patch_apply, .run = run_patch_apply, .documents = true };

/* ---- what a server makes of a body, and a client of an error ---- */

static void load_manifests(struct samples *s)
{
    samples_vectors(s, "validation", "manifest");
    samples_vectors(s, "defaults", "manifest");
}

static void run_decode(struct fuzz *f)
{
    static const struct version releases[] = { { 18, 10 }, { 20, 2 }, { 37, 2 } };
    struct decoder d = DECODER_INIT(releases[fuzz_below(&f->random, ARRAY_LEN(releases))]), again = DECODER_INIT(d.version);
    const struct schema_type *type = schema_find(val_get_str(f->doc, "apiVersion", ""), val_get_str(f->doc, "kind", ""));
    struct val *once = decode(&d, f->doc, type), *twice = once ? decode(&again, once, type) : NULL;
    fuzz_answered(f, once != NULL, d.error.buf);
    if (once)
        fuzz_same_doc(f, "decoded again", twice, once);
    val_unref(once);
    val_unref(twice);
    decoder_release(&d);
    decoder_release(&again);
}

const struct target target_decode = { .name = "decode", .load = load_manifests, .run = run_decode, .documents = true };

static void load_status(struct samples *s)
{
    static const char *const texts[] = {
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"pods \\\"x\\\" not found\","
        "\"reason\":\"NotFound\",\"details\":{\"name\":\"x\",\"kind\":\"pods\"},\"code\":404}",
        "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"Job.batch \\\"j\\\" is invalid\",\"reason\":\"Invalid\",\"details\":{\"name\":\"j\","
        "\"group\":\"batch\",\"kind\":\"Job\",\"causes\":[{\"reason\":\"FieldValueRequired\",\"message\":\"Required value\",\"field\":\"spec.x\"}],"
        "\"retryAfterSeconds\":3},\"code\":422}",
    };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

static void run_status(struct fuzz *f)
{
    struct status st = STATUS_INIT, again = STATUS_INIT;
    status_from_doc(&st, f->doc);
    if (!st.message)
        fuzz_break(f, "an error without a message");
    struct val *doc = status_doc(&st);
    status_from_doc(&again, doc);
    fuzz_same_text(f, "the message read again", again.message, st.message);
    val_unref(doc);
    status_release(&st);
    status_release(&again);
}

const struct target target_status = { .name = "status", .load = load_status, .run = run_status, .documents = true };
