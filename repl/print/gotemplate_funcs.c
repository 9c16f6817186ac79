/* The functions of templates: text/template/funcs.go, and kubectl's exists and base64decode. */
#include <string.h>

#include "backends/base/base64.h"
#include "repl/print/goformat.h"
#include "repl/print/gotemplate_node.h"

typedef const struct val *const *args_t;

bool template_truth(const struct val *v)
{
    switch (val_type(v)) {
    case VAL_NULL: return false;
    case VAL_BOOL: return val_bool_or(v, false);
    case VAL_INT: return val_int_or(v, 0) != 0;
    case VAL_UINT: return val_uint_or(v, 0) != 0;
    case VAL_DOUBLE: return val_double_or(v, 0) < 0 || val_double_or(v, 0) > 0;
    default: return val_len(v) > 0;
    }
}

static const struct val *text_val(struct arena *a, struct strbuf *sb)
{
    const struct val *v = arena_val(a, val_stringn(sb->buf, sb->len));
    strbuf_release(sb);
    return v;
}

static int call_and(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)err;
    size_t i = 0;
    while (i + 1 < n && template_truth(args[i]))
        i++;
    *out = args[i];
    return 0;
}

static int call_or(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)err;
    size_t i = 0;
    while (i + 1 < n && !template_truth(args[i]))
        i++;
    *out = args[i];
    return 0;
}

static int call_not(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)n, (void)err;
    *out = val_bool(!template_truth(args[0]));
    return 0;
}

/* ---- comparing ---- */

enum basic { BASIC_OTHER, BASIC_BOOL, BASIC_INT, BASIC_FLOAT, BASIC_STRING };

static enum basic basic_kind(const struct val *v)
{
    static const enum basic kinds[] = {
        [VAL_BOOL] = BASIC_BOOL,    [VAL_INT] = BASIC_INT,       [VAL_UINT] = BASIC_INT,
        [VAL_DOUBLE] = BASIC_FLOAT, [VAL_STRING] = BASIC_STRING, [VAL_OBJECT] = BASIC_OTHER,
    };
    return kinds[val_type(v)];
}

static bool is_comparable(const struct val *v, struct strbuf *err)
{
    if (!val_is(v, VAL_OBJECT) && !val_is(v, VAL_ARRAY))
        return true;
    strbuf_addf(err, "uncomparable type %s: ", go_type(v));
    go_print(err, v);
    return false;
}

/* 1, 0, -1: error */
static int equal(const struct val *x, const struct val *y, struct strbuf *err)
{
    if (!is_comparable(x, err))
        return -1;
    if (val_is_null(x) || val_is_null(y))
        return val_is_null(x) && val_is_null(y);
    if (basic_kind(x) != basic_kind(y)) {
        strbuf_adds(err, "incompatible types for comparison");
        return -1;
    }
    return is_comparable(y, err) ? val_equal(x, y) : -1;
}

static int less(const struct val *x, const struct val *y, struct strbuf *err)
{
    enum basic kind = basic_kind(x), other = basic_kind(y);
    if (!kind || !other || (kind == other && kind == BASIC_BOOL)) {
        strbuf_adds(err, "invalid type for comparison");
        return -1;
    }
    if (kind != other) {
        strbuf_adds(err, "incompatible types for comparison");
        return -1;
    }
    if (kind == BASIC_STRING)
        return val_compare_str(x, y) < 0;
    if (kind == BASIC_FLOAT)
        return val_double_or(x, 0) < val_double_or(y, 0);
    if (val_is(x, VAL_UINT) || val_is(y, VAL_UINT))
        return val_is(y, VAL_UINT) && (val_is(x, VAL_INT) || val_uint_or(x, 0) < val_uint_or(y, 0));
    return val_int_or(x, 0) < val_int_or(y, 0);
}

static int answer(int rc, const struct val **out)
{
    *out = rc < 0 ? NULL : val_bool(rc);
    return rc < 0 ? -1 : 0;
}

static int call_eq(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a;
    int rc = 0;
    if (n < 2) {
        strbuf_adds(err, "missing argument for comparison");
        return -1;
    }
    for (size_t i = 1; i < n && !rc; i++)
        rc = equal(args[0], args[i], err);
    return answer(rc, out);
}

static int call_ne(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)n;
    int rc = equal(args[0], args[1], err);
    return answer(rc < 0 ? -1 : !rc, out);
}

static int call_lt(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)n;
    return answer(less(args[0], args[1], err), out);
}

static int less_or_equal(args_t args, struct strbuf *err)
{
    int rc = less(args[0], args[1], err);
    return rc ? rc : equal(args[0], args[1], err);
}

static int call_le(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)n;
    return answer(less_or_equal(args, err), out);
}

static int call_gt(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)n;
    int rc = less_or_equal(args, err);
    return answer(rc < 0 ? -1 : !rc, out);
}

static int call_ge(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)n;
    int rc = less(args[0], args[1], err);
    return answer(rc < 0 ? -1 : !rc, out);
}

/* ---- looking into ---- */

/* A number that is an index of something `len` long; `beyond`: len itself is one, too (slices). */
static int read_index(const struct val *v, size_t len, bool beyond, size_t *index, struct strbuf *err)
{
    int64_t n = val_int_or(v, -1);
    if (!val_is(v, VAL_INT)) {
        strbuf_addf(err, "cannot index slice/array with %s%s", val_is_null(v) ? "nil" : "type ",
                    val_is_null(v) ? "" : go_type(v));
        return -1;
    }
    if (n < 0 || (uint64_t)n > len || ((uint64_t)n == len && !beyond)) {
        if ((uint64_t)n == len)
            strbuf_adds(err, "reflect: slice index out of range");
        else
            strbuf_addf(err, "index out of range: %lld", (long long)n);
        return -1;
    }
    *index = (size_t)n;
    return 0;
}

static int index_once(const struct val **item, const struct val *key, struct strbuf *err)
{
    size_t i;
    switch (val_type(*item)) {
    case VAL_NULL: strbuf_adds(err, "index of nil pointer"); return -1;
    case VAL_ARRAY:
    case VAL_STRING:
        if (read_index(key, val_len(*item), false, &i, err) < 0)
            return -1;
        *item = val_is(*item, VAL_ARRAY) ? val_item(*item, i) : val_int((unsigned char)val_str(*item)[i]);
        return 0;
    case VAL_OBJECT:
        if (val_is(key, VAL_STRING)) {
            *item = val_getv(*item, key);
            return 0;
        }
        if (val_is_null(key))
            strbuf_adds(err, "value is nil; should be of type string");
        else
            strbuf_addf(err, "value has type %s; should be string", go_type(key));
        return -1;
    default: strbuf_addf(err, "can't index item of type %s", go_type(*item)); return -1;
    }
}

static int call_index(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a;
    *out = args[0];
    if (val_is_null(args[0])) {
        strbuf_adds(err, "index of untyped nil");
        return -1;
    }
    for (size_t i = 1; i < n; i++)
        if (index_once(out, args[i], err) < 0)
            return -1;
    return 0;
}

static int call_exists(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    size_t mark = err->len;
    int rc = call_index(a, args, n, out, err);
    strbuf_setlen(err, mark);
    *out = val_bool(!rc && *out);
    return 0;
}

static int call_slice(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    const struct val *item = args[0];
    size_t bound[2] = { 0, val_len(item) };
    bool text = val_is(item, VAL_STRING);
    if (!text && !val_is(item, VAL_ARRAY)) {
        strbuf_addf(err, val_is_null(item) ? "slice of untyped nil" : "can't slice item of type %s", go_type(item));
        return -1;
    }
    for (size_t i = 1; i < n; i++)
        if (read_index(args[i], val_len(item), true, &bound[i - 1], err) < 0)
            return -1;
    if (bound[0] > bound[1]) {
        strbuf_addf(err, "invalid slice index: %zu > %zu", bound[0], bound[1]);
        return -1;
    }
    struct val *part = text ? val_stringn(val_str(item) + bound[0], bound[1] - bound[0]) : val_array();
    for (size_t i = bound[0]; !text && i < bound[1]; i++)
        val_append(&part, val_ref(val_item(item, i)));
    *out = arena_val(a, part);
    return 0;
}

static int call_len(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    (void)a, (void)n;
    if (!val_is(args[0], VAL_STRING) && !val_is(args[0], VAL_ARRAY) && !val_is(args[0], VAL_OBJECT)) {
        strbuf_addf(err, val_is_null(args[0]) ? "len of nil pointer" : "len of type %s", go_type(args[0]));
        return -1;
    }
    *out = val_int((int64_t)val_len(args[0]));
    return 0;
}

/* ---- text ---- */

static int call_print(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    struct strbuf sb = STRBUF_INIT;
    (void)err;
    for (size_t i = 0; i < n; i++) {
        if (i && !val_is(args[i], VAL_STRING) && !val_is(args[i - 1], VAL_STRING))
            strbuf_addch(&sb, ' ');
        go_print(&sb, args[i]);
    }
    *out = text_val(a, &sb);
    return 0;
}

static int call_println(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    struct strbuf sb = STRBUF_INIT;
    (void)err;
    for (size_t i = 0; i < n; i++) {
        strbuf_adds(&sb, i ? " " : "");
        go_print(&sb, args[i]);
    }
    strbuf_addch(&sb, '\n');
    *out = text_val(a, &sb);
    return 0;
}

static int call_printf(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    struct strbuf sb = STRBUF_INIT;
    (void)err;
    go_sprintf(&sb, val_str(args[0]), val_len(args[0]), args + 1, n - 1);
    *out = text_val(a, &sb);
    return 0;
}

static int call_html(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    static const struct {
        char c;
        const char *entity;
    } entities[] = { { '"', "&#34;" }, { '\'', "&#39;" }, { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" } };
    struct strbuf sb = STRBUF_INIT;
    const struct val *plain;
    call_print(a, args, n, &plain, err);
    for (size_t i = 0; i < val_len(plain); i++) {
        const char *entity = NULL;
        for (size_t j = 0; j < ARRAY_LEN(entities); j++)
            if (val_str(plain)[i] == entities[j].c)
                entity = entities[j].entity;
        if (entity)
            strbuf_adds(&sb, entity);
        else
            strbuf_addch(&sb, val_str(plain)[i]);
    }
    *out = text_val(a, &sb);
    return 0;
}

static int call_urlquery(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    struct strbuf sb = STRBUF_INIT;
    const struct val *plain;
    call_print(a, args, n, &plain, err);
    for (size_t i = 0; i < val_len(plain); i++) {
        char c = val_str(plain)[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (c >= '0' && c <= '9') || (c && strchr("-_.~", c)))
            strbuf_addch(&sb, c);
        else if (c == ' ')
            strbuf_addch(&sb, '+');
        else
            strbuf_addf(&sb, "%%%02X", (unsigned)(unsigned char)c);
    }
    *out = text_val(a, &sb);
    return 0;
}

static int call_base64decode(struct arena *a, args_t args, size_t n, const struct val **out, struct strbuf *err)
{
    struct strbuf sb = STRBUF_INIT;
    (void)n;
    if (base64_decode(&sb, val_str(args[0])) < 0) {
        strbuf_release(&sb);
        strbuf_adds(err, "base64 decode failed: illegal base64 data");
        return -1;
    }
    *out = text_val(a, &sb);
    return 0;
}

static const struct template_function functions[] = {
    { "and", 1, -1, false, call_and },
    { "base64decode", 1, 1, true, call_base64decode },
    { "eq", 1, -1, false, call_eq },
    { "exists", 1, -1, false, call_exists },
    { "ge", 2, 2, false, call_ge },
    { "gt", 2, 2, false, call_gt },
    { "html", 0, -1, false, call_html },
    { "index", 1, -1, false, call_index },
    { "le", 2, 2, false, call_le },
    { "len", 1, 1, false, call_len },
    { "lt", 2, 2, false, call_lt },
    { "ne", 2, 2, false, call_ne },
    { "not", 1, 1, false, call_not },
    { "or", 1, -1, false, call_or },
    { "print", 0, -1, false, call_print },
    { "printf", 1, -1, true, call_printf },
    { "println", 0, -1, false, call_println },
    { "slice", 1, 3, false, call_slice },
    { "urlquery", 0, -1, false, call_urlquery },
};

const struct template_function *template_function_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(functions); i++)
        if (!strcmp(functions[i].name, name))
            return &functions[i];
    return NULL;
}
