/*
 * What a real server answered (samples/VERSION.json: method, path, body, code and response, in order), asked again of every
 * backend.  Times, uids, versions and random names are placeholders; a Status is compared whole, an object by what it has of
 * apiVersion, kind, metadata, spec and data.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"
#include "tests/contract/contract.h"
#include "tests/lib/process.h"

/* Why a sample is not asked here. */
static const struct {
    const char *part; /* of its path, content type or accept */
    const char *why;
} beyond[] = {
    { "watch=", "a stream: read.c" },
    { "text/plain", "the seam has no such body" },
    { "application/foo", "the seam has no such body" },
    { "text/csv", "the seam has no such answer" },
    { "application/yaml", "bodies cross the seam as documents" },
    { "apply-patch", "server-side apply has tests of its own" },
    { "PartialObjectMetadata", "the seam has no such answer" },
    { "apidiscovery", "discovery has tests of its own" },
    { "/openapi", "is text" },
    { "/livez", "is text" },
    { "/healthz", "is text" },
    { "/nosuch", "is text" },
    { "/token", "tokens differ" },
    { "fieldValidation=Strict", "the shell checks fields itself" },
    { "fieldValidation=Maybe", "the shell checks fields itself" },
};

static const char *why_not(const struct val *sample)
{
    const char *parts[] = { val_get_str(sample, "path", ""), val_get_str(sample, "content_type", ""), val_get_str(sample, "accept", "") };
    if (val_get(sample, "note"))
        return "who asks is another";
    if (val_is(val_get(sample, "body"), VAL_STRING))
        return "the body is text";
    for (size_t i = 0; i < ARRAY_LEN(beyond); i++)
        for (size_t k = 0; k < ARRAY_LEN(parts); k++)
            if (strstr(parts[k], beyond[i].part) && strcmp(parts[k], "/apis/batch/v1/namespaces/rest/jobs/nosuch") != 0)
                return beyond[i].why;
    return NULL;
}

/* ---- placeholders ---- */

static bool is_placeholder(const char *key)
{
    static const char *const keys[] = { "uid", "controller-uid", "batch.kubernetes.io/controller-uid", "resourceVersion", "continue",
                                        "creationTimestamp", "deletionTimestamp", "startTime", "lastTransitionTime", "time",
                                        "lastHeartbeatTime", "buildDate" };
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (!strcmp(keys[i], key))
            return true;
    return false;
}

static void compare(struct strbuf *path, const struct val *have, const struct val *want, struct strbuf *out);

static void differ(const struct strbuf *path, const struct val *have, const struct val *want, struct strbuf *out)
{
    struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
    if (have)
        json_write(&a, have, JSON_COMPACT);
    if (want)
        json_write(&b, want, JSON_COMPACT);
    strbuf_addf(out, "  %s is |%.200s|, want |%.200s|\n", path->buf, a.buf, b.buf);
    strbuf_release(&a);
    strbuf_release(&b);
}

static void compare_members(struct strbuf *path, const struct val *have, const struct val *want, struct strbuf *out)
{
    size_t len = path->len;
    for (size_t i = 0; i < val_len(want); i++) {
        const char *key = val_key(want, i);
        if (!strcmp(key, "managedFields") || !strcmp(key, "status") || !strcmp(key, "description"))
            continue;
        strbuf_addf(path, ".%s", key);
        if (!is_placeholder(key))
            compare(path, val_get(have, key), val_item(want, i), out);
        else if (!val_get(have, key))
            differ(path, NULL, val_item(want, i), out);
        strbuf_setlen(path, len);
    }
}

static void compare(struct strbuf *path, const struct val *have, const struct val *want, struct strbuf *out)
{
    size_t len = path->len;
    if (val_is(want, VAL_OBJECT)) {
        compare_members(path, have, want, out);
    } else if (val_is(want, VAL_ARRAY) && val_len(have) == val_len(want)) {
        for (size_t i = 0; i < val_len(want); i++) {
            strbuf_addf(path, ".%zu", i);
            compare(path, val_item(have, i), val_item(want, i), out);
            strbuf_setlen(path, len);
        }
    } else if (!val_equal(have, want)) {
        differ(path, have, want, out);
    }
}

/* What of an answer is compared: of lists and tables of the world around, the head alone. */
static bool is_of_the_world(const struct val *response)
{
    const char *kind = val_get_str(response, "kind", "");
    size_t len = strlen(kind);
    return (len > 4 && !strcmp(kind + len - 4, "List")) || !strcmp(kind, "Table") || !strcmp(kind, "Pod") || !*kind;
}

static const char *word_of(const struct val *sample)
{
    const char *method = val_get_str(sample, "method", ""), *type = val_get_str(sample, "content_type", "");
    if (strstr(val_get_str(sample, "accept", ""), "as=Table"))
        return "TABLE";
    if (strcmp(method, "PATCH") != 0)
        return method;
    return strstr(type, "strategic") ? "STRATEGIC" : strstr(type, "json-patch") ? "JSON" : "MERGE";
}

/* Text with every uid as <uid>. */
static struct val *without_uids(const struct val *text)
{
    struct strbuf sb = STRBUF_INIT;
    for (const char *p = val_str_or(text, ""); *p;) {
        size_t len = strspn(p, "0123456789abcdef-");
        strbuf_add(&sb, len == 36 ? "<uid>" : p, len == 36 ? 5 : len ? len : 1);
        p += len ? len : 1;
    }
    struct val *v = val_string(sb.buf);
    strbuf_release(&sb);
    return v;
}

static void mask_message(struct val **status)
{
    if (val_get(*status, "message"))
        val_set(status, "message", without_uids(val_get(*status, "message")));
}

/* The uids of the recording and those that the same objects have here. */
static struct val *uids;

static struct val *with_our_uid(const struct val *body)
{
    struct val *changed = val_ref(body);
    const struct val *ours = val_get(uids, val_at_str(body, "metadata.uid", ""));
    if (ours)
        val_put(&changed, "metadata.uid", val_ref(ours));
    return changed;
}

static void ask_sample(struct contract *t, const struct val *sample, size_t i)
{
    struct val *want = val_ref(val_get(sample, "response")), *body = with_our_uid(val_get(sample, "body"));
    const char *path = val_get_str(sample, "path", "");
    char *call = xstrf("%s %s", word_of(sample), path);
    struct strbuf out = STRBUF_INIT, at = STRBUF_INIT;
    contract_send(t, call, body);
    mask_message(&t->reply);
    mask_message(&want);
    if (val_at(want, "metadata.uid") && val_at(t->reply, "metadata.uid"))
        val_set(&uids, val_at_str(want, "metadata.uid", ""), val_ref(val_at(t->reply, "metadata.uid")));
    int64_t code = val_int_or(val_get(sample, "code"), 0);
    if (t->code != code)
        strbuf_addf(&out, "  code is %d, want %lld: %s\n", t->code, (long long)code, val_get_str(t->reply, "message", ""));
    else if (code >= 400 || !is_of_the_world(want))
        compare(&at, t->reply, want, &out);
    else if (val_get(want, "kind"))
        test_check(val_equal(val_get(t->reply, "kind"), val_get(want, "kind")), __FILE__, __LINE__, "%s: kind", call);
    if (out.len)
        test_check(false, __FILE__, __LINE__, "%s: sample %zu, %s\n%s", t->row->name, i, call, out.buf);
    strbuf_release(&out);
    strbuf_release(&at);
    val_unref(want);
    val_unref(body);
    free(call);
}

static const char *sample_version;

static void ask_samples(struct contract *t)
{
    struct strbuf text = STRBUF_INIT;
    char *path = xstrf("tests/contract/samples/%s.json", sample_version);
    file_read(path, &text);
    struct val *samples = json_parse(text.buf, text.len, NULL);
    CHECK(val_len(samples) > 40);
    size_t asked = 0;
    val_assign(&uids, val_object());
    for (size_t i = 0; i < val_len(samples); i++)
        if (!why_not(val_item(samples, i))) {
            ask_sample(t, val_item(samples, i), i);
            asked++;
        }
    CHECK(asked > 25);
    val_assign(&uids, NULL);
    val_unref(samples);
    strbuf_release(&text);
    free(path);
}

static void run_samples(const char *version)
{
    struct val *cluster = val_fmt("{version:%s}", version);
    sample_version = version;
    contract_run(ask_samples, cluster);
    val_unref(cluster);
}

TEST(samples_v1_20)
{
    run_samples("v1.20.2");
}

TEST(samples_v1_37)
{
    run_samples("v1.37.2");
}
