#include "tests/vectors/compare.h"

#include <stdlib.h>
#include <string.h>

static const struct set {
    const char *name, *inputs, *answers;
    bool exact_error;
} sets[] = {
    { "apply3way", "kind last_applied live modified overwrite", "patch result", false },
    { "cron_next", "spec tz from", "next", false },
    { "cron_next_v3", "spec tz from", "next", false },
    { "daemon_node_fit", "node daemonset", "shouldRun shouldContinueRunning", false },
    { "defaults", "manifest", "defaulted", false },
    { "hangul_keys", "hangul", "latin", false },
    { "human_duration", "seconds", "text", false },
    { "josa", "word pair", "text", false },
    { "json_merge", "original patch", "result", false },
    { "json_patch", "original patch", "result", false },
    { "jsonpath", "template data allow_missing_keys json_output", "output", true },
    { "label_selector", "selector labels", "canonical matches", true },
    { "names", "kind in", "errors", false },
    { "quantity", "in", "canonical value milli_value", true },
    { "strategic_merge", "kind original patch", "result", false },
    { "table_print", "now list options", "columns rows text", false },
    { "validation", "manifest old", "errors kubectl", false },
    { "width", "text", "width", false },
    { "yaml_json", "yaml stream", "json docs", false },
};

static const struct set *find_set(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(sets); i++)
        if (!strcmp(sets[i].name, name))
            return &sets[i];
    BUG("no vector set is called %s", name);
}

/* Takes the next word of a list: its length, 0 at the end. */
static size_t next_word(const char **list)
{
    *list += strspn(*list, " ");
    return strcspn(*list, " ");
}

struct val *vector_inputs(const char *set, const struct val *recorded)
{
    struct val *in = val_object();
    const char *name = find_set(set)->inputs;
    for (size_t len; (len = next_word(&name)); name += len) {
        const struct val *value = val_getn(recorded, name, len);
        char *key = xstrndup(name, len);
        if (value)
            val_set(&in, key, val_ref(value));
        free(key);
    }
    return in;
}

/* Without what Go writes only for a type's sake. */
static struct val *plain(const struct val *v)
{
    static const char *const empty_ones[] = { "status", "strategy", "updateStrategy", "resources" };
    struct val *out = val_ref(v);
    if (val_is(v, VAL_OBJECT) && val_get(v, "creationTimestamp") && val_is_null(val_get(v, "creationTimestamp")))
        val_unset(&out, "creationTimestamp");
    for (size_t i = 0; val_is(v, VAL_OBJECT) && i < ARRAY_LEN(empty_ones); i++) {
        const struct val *member = val_get(v, empty_ones[i]);
        if (val_is(member, VAL_OBJECT) && !val_len(member))
            val_unset(&out, empty_ones[i]);
    }
    if (val_is(out, VAL_OBJECT) || val_is(out, VAL_ARRAY))
        for (size_t i = 0; i < val_len(out); i++)
            val_replace(&out, i, plain(val_item(out, i)));
    return out;
}

/* What stands behind the last ": ", blanks trimmed. */
static const char *closing(const char *detail, size_t *len)
{
    const char *at = detail;
    for (const char *next; (next = strstr(at, ": "));)
        at = next + 2;
    at += strspn(at, " \n");
    *len = strlen(at);
    while (*len && strchr(" \n", at[*len - 1]))
        --*len;
    return at;
}

static bool same_detail(const struct val *want, const struct val *have)
{
    const char *w = val_get_str(want, "detail", ""), *h = val_get_str(have, "detail", "");
    if (!val_bool_or(val_get(want, "go_dump"), false))
        return !strcmp(w, h);
    if (strchr(w, '\n'))
        return true;
    size_t wlen, hlen;
    w = closing(w, &wlen);
    h = closing(h, &hlen);
    return wlen == hlen && !memcmp(w, h, wlen);
}

static bool same_validation(const struct val *recorded, const struct val *have)
{
    bool dumped = false;
    if (val_bool_or(val_get(recorded, "decode_error"), false))
        return val_bool_or(val_get(have, "decode_error"), false);
    const struct val *want_errors = val_get(recorded, "errors"), *have_errors = val_get(have, "errors");
    if (!val_is(have_errors, VAL_ARRAY) || val_len(want_errors) != val_len(have_errors))
        return false;
    for (size_t i = 0; i < val_len(want_errors); i++) {
        const struct val *w = val_item(want_errors, i), *h = val_item(have_errors, i);
        dumped = dumped || val_bool_or(val_get(w, "go_dump"), false);
        if (!val_equal(val_get(w, "field"), val_get(h, "field")) || !val_equal(val_get(w, "type"), val_get(h, "type")) ||
            !same_detail(w, h))
            return false;
    }
    const struct val *kubectl = val_get(recorded, "kubectl");
    return !kubectl || dumped || val_equal(kubectl, val_get(have, "kubectl"));
}

static bool same_defaults(const struct val *recorded, const struct val *have)
{
    struct val *w = plain(val_get(recorded, "defaulted")), *h = plain(val_get(have, "defaulted"));
    bool same = val_equal(w, h);
    val_unref(w);
    val_unref(h);
    return same;
}

bool vector_same(const char *set, const struct val *recorded, const struct val *have)
{
    const struct set *s = find_set(set);
    if (!strcmp(set, "validation"))
        return same_validation(recorded, have);
    if (!strcmp(set, "defaults"))
        return same_defaults(recorded, have);
    const struct val *error = val_get(recorded, "error"), *our_error = val_get(have, "error");
    if (error)
        return our_error && (!s->exact_error || val_equal(error, our_error));
    if (our_error)
        return false;
    const char *name = s->answers;
    for (size_t len; (len = next_word(&name)); name += len) {
        const struct val *want = val_getn(recorded, name, len);
        if (want && !val_equal(want, val_getn(have, name, len)))
            return false;
    }
    return true;
}
