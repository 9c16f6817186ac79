/* JSON patches: see patch.h.  Mirrors evanphx/json-patch v4.9.0 patch.go. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/patch.h"

/* A JSON pointer taken apart. What stands before the first slash is not looked at. */
struct pointer {
    struct val *tokens; /* owned: strings, unescaped; NULL when there is no slash */
    const char *text;   /* borrowed */
};

/* The container that holds a pointer's last token, and those above it. */
struct place {
    const struct val **chain; /* owned array of borrowed containers, from the document down */
    size_t depth;             /* of them; 0: the container is not there */
    const struct pointer *at;
};

/* Why an operation fails: upstream wraps the innermost error in what was being done. */
struct operation {
    const struct val *op;          /* borrowed */
    const struct place *to, *from; /* "path" and, of move and copy, "from" */
    struct strbuf *err;            /* borrowed */
};

static int fail(const struct operation *o, const char *fmt, ...) PRINTF_LIKE(2, 3);
static int fail(const struct operation *o, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(o->err, fmt, ap);
    va_end(ap);
    return -1;
}

/* ---- pointers ---- */

static struct val *unescaped(const char *s, size_t len)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < len; i++) {
        bool escape = s[i] == '~' && i + 1 < len && (s[i + 1] == '0' || s[i + 1] == '1');
        strbuf_addch(&sb, escape ? (s[i + 1] == '1' ? '/' : '~') : s[i]);
        i += escape;
    }
    struct val *v = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return v;
}

static void pointer_parse(struct pointer *p, const char *text)
{
    p->text = text;
    p->tokens = NULL;
    for (const char *slash = strchr(text, '/'); slash;) {
        const char *start = slash + 1;
        slash = strchr(start, '/');
        val_append(&p->tokens, unescaped(start, slash ? (size_t)(slash - start) : strlen(start)));
    }
}

static const char *last_token(const struct pointer *p)
{
    return val_str(val_item(p->tokens, val_len(p->tokens) - 1));
}

/* strconv.Atoi; the reason goes to err. */
static int read_index(const char *text, long *index, struct strbuf *err)
{
    char *end;
    errno = 0;
    *index = strtol(text, &end, 10);
    bool digits = (*text >= '0' && *text <= '9') || ((*text == '-' || *text == '+') && text[1] >= '0' && text[1] <= '9');
    if (digits && !*end && !errno)
        return 0;
    strbuf_adds(err, "strconv.Atoi: parsing ");
    go_quote(err, text, strlen(text));
    strbuf_adds(err, digits && !*end ? ": value out of range" : ": invalid syntax");
    return -1;
}

static int bad_index(long index, struct strbuf *err)
{
    strbuf_addf(err, "Unable to access invalid index: %ld: invalid index referenced", index);
    return -1;
}

/* The value at a token; *out is NULL when a member is missing. */
static int get(const struct val *container, const char *token, const struct val **out, struct strbuf *err)
{
    long i;
    if (!val_is(container, VAL_ARRAY)) {
        *out = val_get(container, token);
        return 0;
    }
    if (read_index(token, &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i >= val_len(container))
        return bad_index(i, err);
    *out = val_item(container, (size_t)i);
    return 0;
}

static void place_find(struct place *w, const struct val *doc, const struct pointer *p)
{
    size_t len = val_len(p->tokens);
    struct strbuf ignored = STRBUF_INIT;
    w->at = p;
    w->depth = 0;
    w->chain = xcalloc(len + 1, sizeof(const struct val *));
    for (size_t i = 0; i < len; i++) {
        if (!val_is(doc, VAL_OBJECT) && !val_is(doc, VAL_ARRAY)) {
            w->depth = 0;
            break;
        }
        w->chain[w->depth++] = doc;
        if (i + 1 < len && get(doc, val_str(val_item(p->tokens, i)), &doc, &ignored) < 0)
            doc = NULL;
    }
    strbuf_release(&ignored);
}

static const struct val *place_container(const struct place *w)
{
    return w->chain[w->depth - 1];
}

/* The whole document again, with `take` where the place's container was. */
static struct val *place_rebuild(const struct place *w, struct val *take)
{
    for (size_t i = w->depth - 1; i > 0; i--) {
        struct val *outer = val_ref(w->chain[i - 1]);
        const char *token = val_str(val_item(w->at->tokens, i - 1));
        if (val_is(outer, VAL_ARRAY))
            val_replace(&outer, (size_t)strtol(token, NULL, 10), take);
        else
            val_set(&outer, token, take);
        take = outer;
    }
    return take;
}

/* ---- changes to a container; each returns the new document in *doc ---- */

static void change(struct val **doc, const struct place *w, struct val *container)
{
    val_assign(doc, place_rebuild(w, container));
}

static int add_at(struct val **doc, const struct place *w, const struct val *value, struct strbuf *err)
{
    struct val *c = val_ref(place_container(w));
    const char *token = last_token(w->at);
    struct val *item = value ? val_ref(value) : val_null();
    struct strbuf why = STRBUF_INIT;
    long i = (long)val_len(c), size = (long)val_len(c) + 1;
    int rc = 0;
    if (!val_is(c, VAL_ARRAY)) {
        val_set(&c, token, item);
    } else if (strcmp(token, "-") && read_index(token, &i, &why) < 0) {
        strbuf_addf(err, "value was not a proper array index: '%s': %s", token, why.buf);
        rc = -1;
    } else if (i >= size || i < -size) {
        rc = bad_index(i, err);
    } else {
        val_insert(&c, (size_t)(i < 0 ? i + size : i), item);
    }
    if (rc < 0)
        val_unref(item);
    if (rc < 0)
        val_unref(c);
    else
        change(doc, w, c);
    strbuf_release(&why);
    return rc;
}

static int remove_at(struct val **doc, const struct place *w, struct strbuf *err)
{
    struct val *c = val_ref(place_container(w));
    const char *token = last_token(w->at);
    long i, len = (long)val_len(c);
    int rc = 0;
    if (!val_is(c, VAL_ARRAY)) {
        if (val_get(c, token)) {
            val_unset(&c, token);
        } else {
            strbuf_addf(err, "Unable to remove nonexistent key: %s: missing value", token);
            rc = -1;
        }
    } else if (read_index(token, &i, err) < 0) {
        rc = -1;
    } else if (i >= len || i < -len) {
        rc = bad_index(i, err);
    } else {
        val_remove(&c, (size_t)(i < 0 ? i + len : i));
    }
    if (rc < 0)
        val_unref(c);
    else
        change(doc, w, c);
    return rc;
}

/* ---- operations ---- */

/* A member of the operation that must be a string; NULL with the reason in `why`. */
static const char *text_member(const struct operation *o, const char *name, struct strbuf *why)
{
    const struct val *v = val_get(o->op, name);
    static const char *const types[] = { [VAL_BOOL] = "bool", [VAL_INT] = "number", [VAL_UINT] = "number",
                                         [VAL_DOUBLE] = "number", [VAL_ARRAY] = "array", [VAL_OBJECT] = "object" };
    if (val_is_null(v))
        strbuf_addf(why, "operation%s missing %s field: missing value", strcmp(name, "from") ? "" : ",", name);
    else if (!val_is(v, VAL_STRING))
        strbuf_addf(why, "json: cannot unmarshal %s into Go value of type string", types[val_type(v)]);
    return val_str(v);
}

static int op_add(const struct operation *o, struct val **doc)
{
    struct strbuf why = STRBUF_INIT;
    int rc = 0;
    if (!o->to->depth)
        return fail(o, "add operation does not apply: doc is missing path: \"%s\": missing value", o->to->at->text);
    if (add_at(doc, o->to, val_get(o->op, "value"), &why) < 0)
        rc = fail(o, "error in add for path: '%s': %s", o->to->at->text, why.buf);
    strbuf_release(&why);
    return rc;
}

static int op_remove(const struct operation *o, struct val **doc)
{
    struct strbuf why = STRBUF_INIT;
    int rc = 0;
    if (!o->to->depth)
        return fail(o, "remove operation does not apply: doc is missing path: \"%s\": missing value", o->to->at->text);
    if (remove_at(doc, o->to, &why) < 0)
        rc = fail(o, "error in remove for path: '%s': %s", o->to->at->text, why.buf);
    strbuf_release(&why);
    return rc;
}

static int op_replace(const struct operation *o, struct val **doc)
{
    struct strbuf why = STRBUF_INIT;
    const struct val *old, *value = val_get(o->op, "value");
    if (!o->to->depth)
        return fail(o, "replace operation does not apply: doc is missing path: %s: missing value", o->to->at->text);
    int rc = get(place_container(o->to), last_token(o->to->at), &old, &why);
    strbuf_release(&why);
    if (rc < 0)
        return fail(o, "replace operation does not apply: doc is missing key: %s: missing value", o->to->at->text);
    struct val *c = val_ref(place_container(o->to)), *item = value ? val_ref(value) : val_null();
    if (val_is(c, VAL_ARRAY))
        val_replace(&c, (size_t)strtol(last_token(o->to->at), NULL, 10), item);
    else
        val_set(&c, last_token(o->to->at), item);
    change(doc, o->to, c);
    return 0;
}

/* Upstream compares the text of plain values, so 1 is not 1.0. */
static bool test_equal(const struct val *a, const struct val *b)
{
    return (!val_is_number(a) || val_type(a) == val_type(b)) && val_equal(a, b);
}

static int op_test(const struct operation *o, struct val **doc)
{
    struct strbuf why = STRBUF_INIT;
    const struct val *have, *value = val_get(o->op, "value");
    int rc = 0;
    (void)doc;
    if (!o->to->depth)
        return fail(o, "test operation does not apply: is missing path: %s: missing value", o->to->at->text);
    if (get(place_container(o->to), last_token(o->to->at), &have, &why) < 0)
        rc = fail(o, "error in test for path: '%s': %s", o->to->at->text, why.buf);
    else if (val_is_null(have) ? !val_is_null(value) : !value || !test_equal(have, value))
        rc = fail(o, "testing value %s failed: test failed", o->to->at->text);
    strbuf_release(&why);
    return rc;
}

/* The source's value, for move and copy. NULL in *value: null. */
static int source(const struct operation *o, const char *what, const struct val **value)
{
    const struct place *from = o->from;
    struct strbuf why = STRBUF_INIT;
    bool move = !strcmp(what, "move");
    int rc = 0;
    if (!from->depth)
        return fail(o, "%s operation does not apply: doc is missing from path: %s: missing value", what, from->at->text);
    if (get(place_container(from), last_token(from->at), value, &why) < 0)
        rc = move ? fail(o, "error in move for path: '%s': %s", last_token(from->at), why.buf)
                  : fail(o, "error in copy for from: '%s': %s", from->at->text, why.buf);
    strbuf_release(&why);
    return rc;
}

static int op_move(const struct operation *o, struct val **doc)
{
    const struct val *value;
    struct strbuf why = STRBUF_INIT;
    if (source(o, "move", &value) < 0)
        return -1;
    struct val *moved = value ? val_ref(value) : NULL;
    struct place to = { NULL, 0, NULL };
    int rc = remove_at(doc, o->from, &why);
    if (rc < 0) {
        fail(o, "error in move for path: '%s': %s", last_token(o->from->at), why.buf);
    } else {
        /* The removal may have moved the destination. */
        place_find(&to, *doc, o->to->at);
        if (!to.depth)
            rc = fail(o, "move operation does not apply: doc is missing destination path: %s: missing value", o->to->at->text);
        else if (add_at(doc, &to, moved, &why) < 0)
            rc = fail(o, "error in move for path: '%s': %s", o->to->at->text, why.buf);
    }
    free(to.chain);
    val_unref(moved);
    strbuf_release(&why);
    return rc;
}

static int op_copy(const struct operation *o, struct val **doc)
{
    const struct val *value;
    struct strbuf why = STRBUF_INIT;
    int rc = 0;
    if (source(o, "copy", &value) < 0)
        return -1;
    if (!o->to->depth)
        return fail(o, "copy operation does not apply: doc is missing destination path: %s: missing value", o->to->at->text);
    if (add_at(doc, o->to, value, &why) < 0)
        rc = fail(o, "error while adding value during copy: %s", why.buf);
    strbuf_release(&why);
    return rc;
}

static const struct {
    const char *name;
    int (*run)(const struct operation *o, struct val **doc);
    bool from;        /* has a source */
    bool plain_error; /* a bad path is just "missing value" */
} kinds[] = {
    { "add", op_add, false, true },       { "remove", op_remove, false, true }, { "replace", op_replace, false, false },
    { "test", op_test, false, false },    { "move", op_move, true, false },     { "copy", op_copy, true, true },
};

static int run(const struct val *op, struct val **doc, struct strbuf *err)
{
    struct place to, source_place;
    const struct operation o = { op, &to, &source_place, err };
    const char *name = val_get_str(op, "op", "unknown"), *path, *from = "";
    struct strbuf why = STRBUF_INIT;
    size_t k = 0;
    while (k < ARRAY_LEN(kinds) && strcmp(kinds[k].name, name))
        k++;
    if (k == ARRAY_LEN(kinds))
        return fail(&o, "Unexpected kind: %s", name);
    int rc = -1;
    if (kinds[k].from && !(from = text_member(&o, "from", &why))) {
        fail(&o, "%s operation failed to decode from: %s", name, why.buf);
    } else if (!(path = text_member(&o, "path", &why))) {
        fail(&o, "%s operation failed to decode path: %s", name, kinds[k].plain_error ? "missing value" : why.buf);
    } else {
        struct pointer to_at, from_at;
        pointer_parse(&to_at, path);
        pointer_parse(&from_at, from);
        place_find(&to, *doc, &to_at);
        place_find(&source_place, *doc, &from_at);
        rc = kinds[k].run(&o, doc);
        free(to.chain);
        free(source_place.chain);
        val_unref(to_at.tokens);
        val_unref(from_at.tokens);
    }
    strbuf_release(&why);
    return rc;
}

static struct val *refuse(struct strbuf *err, const struct val *v, const char *type)
{
    static const char *const names[] = { [VAL_NULL] = "null", [VAL_BOOL] = "bool", [VAL_INT] = "number",
                                         [VAL_UINT] = "number", [VAL_DOUBLE] = "number", [VAL_STRING] = "string",
                                         [VAL_ARRAY] = "array", [VAL_OBJECT] = "object" };
    strbuf_addf(err, "json: cannot unmarshal %s into Go value of type jsonpatch.%s", names[val_type(v)], type);
    return NULL;
}

struct val *patch_json(const struct val *doc, const struct val *operations, struct strbuf *err)
{
    if (!val_is(operations, VAL_ARRAY))
        return refuse(err, operations, "Patch");
    for (size_t i = 0; i < val_len(operations); i++)
        if (!val_is(val_item(operations, i), VAL_OBJECT) && !val_is_null(val_item(operations, i)))
            return refuse(err, val_item(operations, i), "Operation");
    if (!val_is(doc, VAL_OBJECT) && !val_is(doc, VAL_ARRAY))
        return refuse(err, doc, "partialDoc");
    struct val *out = val_ref(doc);
    for (size_t i = 0; i < val_len(operations); i++) {
        if (run(val_item(operations, i), &out, err) < 0) {
            val_unref(out);
            return NULL;
        }
    }
    if (out != doc && val_equal(out, doc))
        val_assign(&out, val_ref(doc));
    return out;
}
