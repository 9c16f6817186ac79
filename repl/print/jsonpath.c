#include "repl/print/jsonpath.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"
#include "repl/print/goformat.h"
#include "repl/print/jsonpath_node.h"

enum { RANGES_MAX = 500 };

/* What Go would hold: integers written in the template are `int`, bytes of a string `uint8`; documents have int64. */
enum origin { FROM_DOCUMENT, FROM_TEMPLATE, FROM_STRING };

struct value {
    const struct val *v; /* NULL: reflect's invalid value, which a range over null has */
    enum origin origin;
};

struct values {
    struct value *items;
    size_t len, cap;
};

struct run {
    const struct jsonpath_node *root;
    struct arena *arena; /* of this run */
    unsigned flags;
    struct strbuf *err;
    size_t begin_range, in_range, end_range;
    size_t last_end; /* index of the end node met last; 0: none, as no range can end there */
};

static int fail(struct run *r, const char *fmt, ...) PRINTF_LIKE(2, 3);
static int fail(struct run *r, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(r->err, fmt, ap);
    va_end(ap);
    return -1;
}

static void push(struct run *r, struct values *list, struct value value)
{
    if (list->len == list->cap) {
        struct value *old = list->items;
        list->cap = list->cap ? list->cap * 2 : 8;
        list->items = arena_alloc(r->arena, list->cap * sizeof(*list->items));
        if (old)
            memcpy(list->items, old, list->len * sizeof(*old));
    }
    list->items[list->len++] = value;
}

static void push_doc(struct run *r, struct values *list, const struct val *v)
{
    push(r, list, (struct value){ v, FROM_DOCUMENT });
}

static void push_all(struct run *r, struct values *list, const struct values *more)
{
    for (size_t i = 0; i < more->len; i++)
        push(r, list, more->items[i]);
}

static bool is_nil(struct value value)
{
    return value.v && val_is_null(value.v);
}

static const char *type_name(struct value value)
{
    if (value.origin == FROM_STRING)
        return "uint8";
    return value.origin == FROM_TEMPLATE && val_is(value.v, VAL_INT) ? "int" : go_type(value.v);
}

/* The members of a map, the items of a list, the bytes of a string. */
static void push_contents(struct run *r, struct values *out, struct value value)
{
    if (val_is(value.v, VAL_STRING)) {
        const unsigned char *p = (const unsigned char *)val_str(value.v);
        for (size_t i = 0; i < val_len(value.v); i++)
            push(r, out, (struct value){ val_int(p[i]), FROM_STRING });
        return;
    }
    for (size_t i = 0; i < val_len(value.v); i++)
        push_doc(r, out, val_item(value.v, i));
}

/* ---- nodes: *out is set also on errors, for a filter that asks whether something exists takes it ---- */

static int walk(struct run *r, const struct values *in, const struct jsonpath_node *n, struct values *out);

static int eval_list(struct run *r, const struct values *in, const struct jsonpath_node *list, struct values *out)
{
    *out = *in;
    for (size_t i = 0; i < list->len; i++) {
        struct values next = { 0 };
        int rc = walk(r, out, list->children[i], &next);
        *out = next;
        if (rc < 0)
            return -1;
    }
    return 0;
}

static int eval_field(struct run *r, const struct values *in, const struct jsonpath_node *n, struct values *out)
{
    for (size_t i = 0; i < in->len; i++) {
        const struct val *member = val_get(in->items[i].v, n->name);
        if (member)
            push_doc(r, out, member);
    }
    if (in->len && !out->len && !(r->flags & JSONPATH_ALLOW_MISSING))
        return fail(r, "%s is not found", n->name);
    return 0;
}

/* The items of one array that the slice takes.  1: an empty slice, which ends the whole node. */
static int slice(struct run *r, const struct jsonpath_node *n, const struct val *array, struct values *out)
{
    const struct jsonpath_bound *b = n->slice;
    int64_t len = (int64_t)val_len(array), from = b[0].known ? b[0].value : 0, to = b[1].known ? b[1].value : len;
    if (from < 0)
        from += len;
    if (to < 0 || (to == 0 && b[1].derived))
        to += len;
    if (from == to)
        return 1;
    if (from >= len || from < 0)
        return fail(r, "array index out of bounds: index %lld, length %lld", (long long)from, (long long)len);
    if (to > len || to < 0)
        return fail(r, "array index out of bounds: index %lld, length %lld", (long long)to - 1, (long long)len);
    if (from > to)
        return fail(r, "starting index %lld is greater than ending index %lld", (long long)from, (long long)to);
    if (b[2].known && b[2].value <= 0)
        return fail(r, "step must be > 0");
    int64_t step = b[2].known ? b[2].value : 1;
    for (int64_t i = from; i < to; i += step < to - i ? step : to - i)
        push_doc(r, out, val_item(array, (size_t)i));
    return 0;
}

static int eval_array(struct run *r, const struct values *in, const struct jsonpath_node *n, struct values *out)
{
    for (size_t i = 0; i < in->len; i++) {
        if (is_nil(in->items[i]))
            continue;
        int rc = val_is(in->items[i].v, VAL_ARRAY) ? slice(r, n, in->items[i].v, out)
                                                   : fail(r, "%s is not array or slice", type_name(in->items[i]));
        if (rc < 0)
            *out = *in;
        if (rc)
            return rc < 0 ? -1 : 0;
    }
    return 0;
}

static int eval_union(struct run *r, const struct values *in, const struct jsonpath_node *n, struct values *out)
{
    for (size_t i = 0; i < n->len; i++) {
        struct values part = { 0 };
        if (eval_list(r, in, n->children[i], &part) < 0) {
            *out = *in;
            return -1;
        }
        push_all(r, out, &part);
    }
    return 0;
}

/* Everything that has contents, from the outside in. */
static void eval_recursive(struct run *r, const struct values *in, struct values *out)
{
    for (size_t i = 0; i < in->len; i++) {
        struct values contents = { 0 };
        push_contents(r, &contents, in->items[i]);
        if (!contents.len)
            continue;
        push(r, out, in->items[i]);
        if (!val_is(in->items[i].v, VAL_STRING))
            eval_recursive(r, &contents, out);
    }
}

static int eval_identifier(struct run *r, const struct values *in, const struct jsonpath_node *n, struct values *out)
{
    if (!strcmp(n->name, "range")) {
        r->begin_range++;
        *out = *in;
        return 0;
    }
    if (!strcmp(n->name, "end")) {
        if (!r->in_range)
            return fail(r, "not in range, nothing to end");
        r->end_range++;
        return 0;
    }
    *out = *in;
    return fail(r, "unrecognized identifier %s", n->name);
}

/* ---- filters ---- */

enum basic { BASIC_NONE, BASIC_BOOL, BASIC_INT, BASIC_UINT, BASIC_FLOAT, BASIC_STRING };

static enum basic basic_kind(struct value value)
{
    static const enum basic kinds[] = {
        [VAL_BOOL] = BASIC_BOOL,    [VAL_INT] = BASIC_INT,       [VAL_UINT] = BASIC_UINT,
        [VAL_DOUBLE] = BASIC_FLOAT, [VAL_STRING] = BASIC_STRING, [VAL_OBJECT] = BASIC_NONE,
    };
    return value.origin == FROM_STRING ? BASIC_UINT : kinds[val_type(value.v)];
}

/* -1, 0, 1; a NaN is neither. */
static int order(enum basic kind, const struct val *a, const struct val *b)
{
    if (kind == BASIC_STRING)
        return val_compare_str(a, b);
    if (kind == BASIC_FLOAT)
        return (val_double_or(a, 0) > val_double_or(b, 0)) - (val_double_or(a, 0) < val_double_or(b, 0));
    if (kind == BASIC_UINT)
        return (val_uint_or(a, 0) > val_uint_or(b, 0)) - (val_uint_or(a, 0) < val_uint_or(b, 0));
    return (val_int_or(a, 0) > val_int_or(b, 0)) - (val_int_or(a, 0) < val_int_or(b, 0));
}

/* 1: passes, 0: not, -1: error. */
static int compare(struct run *r, const char *op, struct value left, struct value right)
{
    static const struct {
        const char *name;
        bool less, equal, greater, ordered; /* which orders pass; whether it needs an order */
    } operators[] = {
        { "<", true, false, false, true },  { ">", false, false, true, true },  { "==", false, true, false, false },
        { "!=", true, false, true, false }, { "<=", true, true, false, true },  { ">=", false, true, true, true },
    };
    for (size_t i = 0; i < ARRAY_LEN(operators); i++) {
        if (strcmp(operators[i].name, op))
            continue;
        enum basic kind = basic_kind(left), other = basic_kind(right);
        if (!kind || !other)
            return fail(r, "invalid type for comparison");
        if (kind != other)
            return fail(r, "incompatible types for comparison");
        if (kind == BASIC_BOOL && operators[i].ordered)
            return fail(r, "invalid type for comparison");
        int sign = kind == BASIC_BOOL ? val_bool_or(left.v, false) - val_bool_or(right.v, false)
                                      : order(kind, left.v, right.v);
        return sign < 0 ? operators[i].less : sign > 0 ? operators[i].greater : operators[i].equal;
    }
    return fail(r, "unrecognized filter operator %s", op);
}

/* The one value of a side; 0 when there is none, -1 on errors. */
static int eval_side(struct run *r, const struct values *item, const struct jsonpath_node *side, struct value *out)
{
    struct values found = { 0 };
    if (eval_list(r, item, side, &found) < 0)
        return -1;
    if (found.len > 1)
        return fail(r, "can only compare one element at a time");
    if (found.len)
        *out = found.items[0];
    return found.len == 1;
}

static int passes(struct run *r, const struct jsonpath_node *n, const struct values *item)
{
    struct value left = { NULL, FROM_DOCUMENT }, right = left;
    if (!strcmp(n->name, "exists")) {
        struct values found = { 0 };
        size_t mark = r->err->len;
        eval_list(r, item, n->children[0], &found);
        strbuf_setlen(r->err, mark);
        return found.len > 0;
    }
    int rc = eval_side(r, item, n->children[0], &left);
    if (rc == 1)
        rc = eval_side(r, item, n->children[1], &right);
    return rc == 1 ? compare(r, n->name, left, right) : rc;
}

static int eval_filter(struct run *r, const struct values *in, const struct jsonpath_node *n, struct values *out)
{
    for (size_t i = 0; i < in->len; i++) {
        const struct val *array = in->items[i].v;
        if (!val_is(array, VAL_ARRAY)) {
            struct strbuf sb = STRBUF_INIT;
            if (array)
                go_print(&sb, array);
            fail(r, "%s is not array or slice and cannot be filtered", array ? sb.buf : "<invalid reflect.Value>");
            strbuf_release(&sb);
            *out = *in;
            return -1;
        }
        for (size_t j = 0; j < val_len(array); j++) {
            struct values item = { 0 };
            push_doc(r, &item, val_item(array, j));
            int rc = passes(r, n, &item);
            if (rc < 0)
                return -1;
            if (rc)
                push_doc(r, out, val_item(array, j));
        }
    }
    return 0;
}

static int walk(struct run *r, const struct values *in, const struct jsonpath_node *n, struct values *out)
{
    switch (n->type) {
    case JSONPATH_LIST: return eval_list(r, in, n, out);
    case JSONPATH_TEXT: push(r, out, (struct value){ n->value, FROM_TEMPLATE }); return 0;
    case JSONPATH_CONST:
        for (size_t i = 0; i < in->len; i++)
            push(r, out, (struct value){ n->value, FROM_TEMPLATE });
        return 0;
    case JSONPATH_FIELD: return eval_field(r, in, n, out);
    case JSONPATH_ARRAY: return eval_array(r, in, n, out);
    case JSONPATH_FILTER: return eval_filter(r, in, n, out);
    case JSONPATH_WILDCARD:
        for (size_t i = 0; i < in->len; i++)
            push_contents(r, out, in->items[i]);
        return 0;
    case JSONPATH_RECURSIVE: eval_recursive(r, in, out); return 0;
    case JSONPATH_UNION: return eval_union(r, in, n, out);
    case JSONPATH_IDENTIFIER: return eval_identifier(r, in, n, out);
    }
    return 0;
}

/* ---- the whole template ---- */

/* Each part's results are handed to `each`; NULL throws them away (the body of an empty range). */
struct consumer {
    void (*each)(struct consumer *c, struct run *r, const struct values *results);
    struct strbuf *out;
    struct val *groups;
};

static int find(struct run *r, size_t from, struct value data, struct consumer *c)
{
    struct values cur = { 0 };
    push(r, &cur, data);
    if (r->in_range > RANGES_MAX)
        return fail(r, "ranges nest too deep");
    for (size_t i = from; i < r->root->len; i++) {
        struct values results = { 0 };
        if (walk(r, &cur, r->root->children[i], &results) < 0)
            return -1;
        if (r->end_range > 0 && r->end_range <= r->in_range) {
            r->end_range--;
            r->last_end = i;
            break;
        }
        if (!r->begin_range) {
            if (c->each)
                c->each(c, r, &results);
            continue;
        }
        r->begin_range--;
        r->in_range++;
        for (size_t k = 0; k < results.len; k++) {
            struct value value = results.items[k];
            if (is_nil(value))
                value.v = NULL;
            if (find(r, i + 1, value, c) < 0)
                return -1;
        }
        /* An empty range walks its body too, for only so its end is found. */
        struct consumer nobody = { 0 };
        if (!results.len && find(r, i + 1, (struct value){ NULL, FROM_DOCUMENT }, &nobody) < 0)
            return -1;
        r->in_range--;
        if (r->last_end > i)
            i = r->last_end;
    }
    return 0;
}

static struct val *results_doc(const struct values *results)
{
    struct val *list = val_array();
    for (size_t i = 0; i < results->len; i++)
        val_append(&list, results->items[i].v ? val_ref(results->items[i].v) : val_null());
    return list;
}

static void print_results(struct consumer *c, struct run *r, const struct values *results)
{
    if (r->flags & JSONPATH_JSON) {
        struct val *list = results_doc(results);
        json_write(c->out, list, JSON_INDENT);
        strbuf_addch(c->out, '\n');
        val_unref(list);
        return;
    }
    for (size_t i = 0; i < results->len; i++) {
        const struct val *v = results->items[i].v;
        if (i)
            strbuf_addch(c->out, ' ');
        if (!v)
            strbuf_adds(c->out, "<no value>");
        else if (val_is(v, VAL_OBJECT) || val_is(v, VAL_ARRAY))
            json_write(c->out, v, JSON_COMPACT);
        else
            go_print(c->out, v);
    }
}

static void collect_results(struct consumer *c, struct run *r, const struct values *results)
{
    (void)r;
    val_append(&c->groups, results_doc(results));
}

static int execute(const struct jsonpath *jp, const struct val *data, unsigned flags, struct consumer *c,
                   struct strbuf *err)
{
    struct run r = { .root = jp->root, .arena = arena_new(), .flags = flags, .err = err };
    int rc = find(&r, 0, (struct value){ val_is_null(data) ? NULL : data, FROM_DOCUMENT }, c);
    arena_free(r.arena);
    return rc;
}

int jsonpath_execute(const struct jsonpath *jp, const struct val *data, unsigned flags, struct strbuf *out,
                     struct strbuf *err)
{
    struct strbuf text = STRBUF_INIT;
    struct consumer c = { .each = print_results, .out = &text };
    int rc = execute(jp, data, flags, &c, err);
    if (!rc)
        strbuf_add(out, text.buf, text.len);
    strbuf_release(&text);
    return rc;
}

struct val *jsonpath_find(const struct jsonpath *jp, const struct val *data, unsigned flags, struct strbuf *err)
{
    struct consumer c = { .each = collect_results, .groups = val_array() };
    if (!execute(jp, data, flags, &c, err))
        return c.groups;
    val_unref(c.groups);
    return NULL;
}
