/*
 * Text -> libyaml's events -> a tree of nodes -> a document.  The tree stands between because an error anywhere in the text
 * comes before any error of meaning, and because an alias may be wanted several times, in several roles.
 */
#include "backends/base/yaml.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "backends/base/arena.h"
#include "backends/base/godump.h"
#include "backends/base/hash.h"
#include "backends/base/json.h"
#include "backends/base/yaml_scalar.h"

/* go-yaml's guard against alias bombs: the share of nodes that may come from aliases, falling with their number. */
#define ALIAS_SHARE_SMALL 0.99
#define ALIAS_SHARE_LARGE 0.10
enum { ALIAS_SMALL = 400000, ALIAS_LARGE = 4000000, ALIAS_FREE = 100, DECODES_FREE = 1000 };

#define TAG_PREFIX "tag:yaml.org,2002:"

enum node_kind { NODE_SCALAR, NODE_ALIAS, NODE_SEQUENCE, NODE_MAPPING };

struct node {
    enum node_kind kind;
    int line;              /* from 1 */
    const char *tag;       /* NULL: none */
    const char *value;     /* of a scalar; an alias' name */
    size_t len;            /* bytes of value */
    bool implicit;         /* a plain scalar without tag */
    bool busy;             /* an alias that is being decoded */
    struct node *alias;    /* what the alias stands for */
    struct node **items;   /* of a sequence; keys and values in turn of a mapping; on the heap */
    size_t count, cap;
};

struct reader {
    yaml_parser_t parser;
    yaml_event_t event;
    bool have_event;
    struct arena *arena;    /* nodes */
    struct strmap anchors;  /* name -> struct node */
    int depth;
    bool failed;
    struct strbuf *err;     /* NULL: nobody asks */
    size_t decodes, alias_decodes, alias_depth;
    struct strbuf later;    /* the first error that counts only when all the rest is well */
};

static void fail(struct reader *r, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void fail(struct reader *r, const char *fmt, ...)
{
    if (!r->failed && r->err) {
        va_list ap;
        va_start(ap, fmt);
        strbuf_adds(r->err, "yaml: ");
        strbuf_addvf(r->err, fmt, ap);
        va_end(ap);
    }
    r->failed = true;
}

/* ---- events to nodes ---- */

/* go-yaml's line: parser errors keep the number from 0, scanner errors count from 1, and line 0 is not said. */
static void fail_parser(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    size_t line = p->problem_mark.line;
    if (line)
        line += p->error == YAML_SCANNER_ERROR;
    else
        line = p->context_mark.line;
    const char *problem = p->problem ? p->problem : "unknown problem parsing YAML content";
    if (line)
        fail(r, "line %zu: %s", line, problem);
    else
        fail(r, "%s", problem);
}

/* The next event without taking it; YAML_NO_EVENT after a failure. */
static yaml_event_type_t peek(struct reader *r)
{
    if (!r->have_event && !r->failed) {
        if (yaml_parser_parse(&r->parser, &r->event))
            r->have_event = true;
        else
            fail_parser(r);
    }
    return r->have_event ? r->event.type : YAML_NO_EVENT;
}

static void take(struct reader *r)
{
    if (peek(r) == YAML_NO_EVENT)
        return;
    yaml_event_delete(&r->event);
    r->have_event = false;
}

static void free_items(void *node)
{
    free(((struct node *)node)->items);
}

static struct node *new_node(struct reader *r, enum node_kind kind, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct node *n = arena_alloc(r->arena, sizeof(*n));
    n->kind = kind;
    n->line = (int)r->event.start_mark.line + 1;
    if (tag)
        n->tag = arena_strdup(r->arena, (const char *)tag);
    if (anchor)
        strmap_put(&r->anchors, (const char *)anchor, n);
    if (kind == NODE_SEQUENCE || kind == NODE_MAPPING)
        arena_on_reset(r->arena, free_items, n);
    return n;
}

static struct node *read_scalar(struct reader *r)
{
    struct node *n = new_node(r, NODE_SCALAR, r->event.data.scalar.anchor, r->event.data.scalar.tag);
    n->len = r->event.data.scalar.length;
    n->value = arena_strndup(r->arena, (const char *)r->event.data.scalar.value, n->len);
    n->implicit = r->event.data.scalar.plain_implicit;
    take(r);
    return n;
}

static struct node *read_alias(struct reader *r)
{
    struct node *n = new_node(r, NODE_ALIAS, NULL, NULL);
    n->value = arena_strdup(r->arena, (const char *)r->event.data.alias.anchor);
    n->alias = strmap_get(&r->anchors, n->value);
    if (!n->alias)
        fail(r, "unknown anchor '%s' referenced", n->value);
    take(r);
    return n;
}

static struct node *read_node(struct reader *r);

/* A sequence or a mapping, whose start event is there. */
static struct node *read_collection(struct reader *r, struct node *n, yaml_event_type_t end)
{
    if (++r->depth > JSON_DEPTH_MAX)
        fail(r, "exceeded max depth of %d", JSON_DEPTH_MAX);
    take(r);
    while (!r->failed && peek(r) != end) {
        struct node *item = read_node(r);
        ARRAY_GROW(n->items, n->count, n->cap);
        n->items[n->count++] = item;
    }
    take(r);
    r->depth--;
    return n;
}

static struct node *read_node(struct reader *r)
{
    const yaml_event_t *e = &r->event;
    switch (peek(r)) {
    case YAML_SCALAR_EVENT:
        return read_scalar(r);
    case YAML_ALIAS_EVENT:
        return read_alias(r);
    case YAML_SEQUENCE_START_EVENT:
        return read_collection(
            r, new_node(r, NODE_SEQUENCE, e->data.sequence_start.anchor, e->data.sequence_start.tag),
            YAML_SEQUENCE_END_EVENT);
    case YAML_MAPPING_START_EVENT:
        return read_collection(
            r, new_node(r, NODE_MAPPING, e->data.mapping_start.anchor, e->data.mapping_start.tag),
            YAML_MAPPING_END_EVENT);
    default:
        fail(r, "unknown problem parsing YAML content");
        return NULL;
    }
}

/* The first document's root; NULL: there is none, or r->failed. */
static struct node *read_document(struct reader *r)
{
    take(r); /* the start of the stream */
    if (peek(r) != YAML_DOCUMENT_START_EVENT)
        return NULL;
    take(r);
    struct node *root = read_node(r);
    if (!r->failed)
        peek(r); /* what stands behind the document may be wrong too */
    return r->failed ? NULL : root;
}

/* ---- nodes to documents ---- */

static bool too_many_aliases(const struct reader *r)
{
    if (r->alias_decodes <= ALIAS_FREE || r->decodes <= DECODES_FREE)
        return false;
    double allowed = ALIAS_SHARE_SMALL;
    if (r->decodes >= ALIAS_LARGE)
        allowed = ALIAS_SHARE_LARGE;
    else if (r->decodes > ALIAS_SMALL)
        allowed -= (ALIAS_SHARE_SMALL - ALIAS_SHARE_LARGE) * (double)(r->decodes - ALIAS_SMALL) / (ALIAS_LARGE - ALIAS_SMALL);
    return (double)r->alias_decodes / (double)r->decodes > allowed;
}

/* Standard base64 with its padding, line ends skipped; the bytes as JSON shows them: what is not UTF-8 becomes U+FFFD. */
static struct val *decode_binary(struct reader *r, const struct node *n)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct strbuf bytes = STRBUF_INIT, json = STRBUF_INIT;
    unsigned long bits = 0;
    size_t have = 0, pads = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < n->len; i++) {
        char c = n->value[i];
        const char *at = c ? strchr(alphabet, c) : NULL;
        if (c == '\n' || c == '\r')
            continue;
        ok = (c == '=' && have % 4 >= 2) || (at && !pads);
        pads += c == '=';
        bits = bits << 6 | (at ? (unsigned long)(at - alphabet) : 0);
        if (++have % 4 == 0)
            for (size_t k = 0; k + pads < 3; k++)
                strbuf_addch(&bytes, (char)(bits >> (16 - 8 * k) & 0xFF));
    }
    struct val *v = NULL;
    if (ok && have % 4 == 0) {
        json_write_string(&json, bytes.buf, bytes.len, JSON_COMPACT);
        v = json_parse(json.buf, json.len, NULL);
    } else {
        fail(r, "!!binary value contains invalid base64 data");
    }
    strbuf_release(&bytes);
    strbuf_release(&json);
    return v;
}

static const char *const tag_names[] = { "str", "bool", "int", "float", "null", "timestamp" };

/* A scalar with a tag of YAML's own: its value must be what the tag says. */
static struct val *decode_tagged(struct reader *r, const struct node *n, const char *name)
{
    enum yaml_tag have;
    if (!strcmp(name, "str"))
        return val_stringn(n->value, n->len);
    struct val *v = yaml_resolve(n->value, n->len, &have);
    if (!strcmp(tag_names[have], name))
        return v;
    if (have == YAML_INT && !strcmp(name, "float") && !val_is(v, VAL_UINT)) {
        double d = val_double_or(v, 0);
        val_unref(v);
        return val_double(d);
    }
    val_unref(v);
    fail(r, "cannot decode !!%s `%s` as a !!%s", tag_names[have], n->value, name);
    return NULL;
}

static struct val *decode_scalar(struct reader *r, const struct node *n)
{
    enum yaml_tag have;
    if (!n->tag)
        return n->implicit ? yaml_resolve(n->value, n->len, &have) : val_stringn(n->value, n->len);
    const char *name = strncmp(n->tag, TAG_PREFIX, strlen(TAG_PREFIX)) ? "" : n->tag + strlen(TAG_PREFIX);
    if (!strcmp(name, "binary"))
        return decode_binary(r, n);
    for (size_t i = 0; i < ARRAY_LEN(tag_names); i++)
        if (!strcmp(tag_names[i], name))
            return decode_tagged(r, n, name);
    return val_stringn(n->value, n->len); /* somebody's own tag says nothing */
}

static struct val *decode(struct reader *r, struct node *n);

/* Go's %#v of what a document was decoded from. */
static void dump_go(struct strbuf *sb, const struct val *v)
{
    switch (val_type(v)) {
    case VAL_NULL:
        strbuf_adds(sb, "interface {}(nil)");
        return;
    case VAL_ARRAY:
    case VAL_OBJECT:
        break;
    default:
        json_write(sb, v, JSON_COMPACT | JSON_RAW_HTML);
        return;
    }
    bool object = val_is(v, VAL_OBJECT);
    strbuf_adds(sb, object ? "map[interface {}]interface {}{" : "[]interface {}{");
    for (size_t i = 0; i < val_len(v); i++) {
        strbuf_adds(sb, i ? ", " : "");
        if (object) {
            dump_go(sb, val_keyv(v, i));
            strbuf_addch(sb, ':');
        }
        dump_go(sb, val_item(v, i));
    }
    strbuf_addch(sb, '}');
}

/* The member name that a key becomes, or false after an error. */
static bool key_text(struct reader *r, const struct val *key, struct strbuf *name)
{
    switch (val_type(key)) {
    case VAL_STRING:
        strbuf_add(name, val_str(key), val_len(key));
        break;
    case VAL_BOOL:
    case VAL_INT:
        json_write(name, key, JSON_COMPACT);
        break;
    case VAL_DOUBLE:
        yaml_write_float(name, val_double_or(key, 0), 32);
        break;
    case VAL_ARRAY:
    case VAL_OBJECT:
        dump_go(name, key);
        fail(r, "invalid map key: %s", name->buf);
        return false;
    case VAL_NULL:
    case VAL_UINT:
        break;
    }
    if (memchr(name->buf, '\0', name->len))
        fail(r, "invalid map key: it holds a NUL byte");
    return !r->failed;
}

/* The key cannot be a JSON one; said only when the whole text decodes. */
static void note_unsupported_key(struct reader *r, const struct val *key, const struct val *value)
{
    if (r->later.len)
        return;
    if (val_is_null(key))
        strbuf_adds(&r->later, "Unsupported map key of type: %!s(<nil>), key: <nil>, value: ");
    else
        strbuf_addf(&r->later, "Unsupported map key of type: uint64, key: %#llx, value: ",
                    (unsigned long long)val_uint_or(key, 0));
    if (val_is_null(value))
        strbuf_adds(&r->later, "<nil>");
    else
        dump_go(&r->later, value);
}

static void decode_member(struct reader *r, struct node *key_node, struct node *value_node, struct val **obj)
{
    struct strbuf name = STRBUF_INIT;
    struct val *key = decode(r, key_node), *value = NULL;
    if (key && key_text(r, key, &name))
        value = decode(r, value_node);
    if (value && (val_is_null(key) || val_is(key, VAL_UINT)))
        note_unsupported_key(r, key, value);
    else if (value)
        val_set(obj, name.buf, val_ref(value));
    val_unref(value);
    val_unref(key);
    strbuf_release(&name);
}

static void decode_mapping(struct reader *r, struct node *n, struct val **obj);

static bool is_merge(const struct node *n)
{
    return n->kind == NODE_SCALAR && n->len == 2 && !memcmp(n->value, "<<", 2) &&
           (n->implicit || (n->tag && !strcmp(n->tag, TAG_PREFIX "merge")));
}

/* The mapping that n is, or is an alias of, into *obj. */
static void merge_mapping(struct reader *r, struct node *n, struct val **obj)
{
    struct node *mapping = n->kind == NODE_ALIAS ? n->alias : n;
    if (mapping->kind != NODE_MAPPING) {
        fail(r, "map merge requires map or sequence of maps as the value");
        return;
    }
    if (n->busy) {
        fail(r, "anchor '%s' value contains itself", n->value);
        return;
    }
    n->busy = true;
    r->alias_depth += n->kind == NODE_ALIAS;
    decode_mapping(r, mapping, obj);
    r->alias_depth -= n->kind == NODE_ALIAS;
    n->busy = false;
}

static void merge(struct reader *r, struct node *n, struct val **obj)
{
    if (n->kind != NODE_SEQUENCE) {
        merge_mapping(r, n, obj);
        return;
    }
    for (size_t i = n->count; i-- > 0 && !r->failed;) /* earlier ones win */
        merge_mapping(r, n->items[i], obj);
}

static void decode_mapping(struct reader *r, struct node *n, struct val **obj)
{
    r->decodes++;
    r->alias_decodes += r->alias_depth > 0;
    if (too_many_aliases(r))
        fail(r, "document contains excessive aliasing");
    for (size_t i = 0; i + 1 < n->count && !r->failed; i += 2) {
        if (is_merge(n->items[i]))
            merge(r, n->items[i + 1], obj);
        else
            decode_member(r, n->items[i], n->items[i + 1], obj);
    }
}

static struct val *decode_alias(struct reader *r, struct node *n)
{
    if (n->busy) {
        fail(r, "anchor '%s' value contains itself", n->value);
        return NULL;
    }
    n->busy = true;
    r->alias_depth++;
    struct val *v = decode(r, n->alias);
    r->alias_depth--;
    n->busy = false;
    return v;
}

static struct val *decode_sequence(struct reader *r, struct node *n)
{
    struct val *v = val_array();
    for (size_t i = 0; i < n->count && !r->failed; i++) {
        struct val *item = decode(r, n->items[i]);
        if (item)
            val_append(&v, item);
    }
    return v;
}

/* NULL exactly when r->failed. */
static struct val *decode(struct reader *r, struct node *n)
{
    struct val *v = NULL;
    if (n->kind != NODE_MAPPING) {
        r->decodes++;
        r->alias_decodes += r->alias_depth > 0;
    }
    if (too_many_aliases(r))
        fail(r, "document contains excessive aliasing");
    if (++r->depth > JSON_DEPTH_MAX)
        fail(r, "exceeded max depth of %d", JSON_DEPTH_MAX);
    if (!r->failed) {
        switch (n->kind) {
        case NODE_SCALAR: v = decode_scalar(r, n); break;
        case NODE_ALIAS: v = decode_alias(r, n); break;
        case NODE_SEQUENCE: v = decode_sequence(r, n); break;
        case NODE_MAPPING:
            v = val_object();
            decode_mapping(r, n, &v);
            break;
        }
    }
    r->depth--;
    if (r->failed)
        val_assign(&v, NULL);
    return v;
}

/* What JSON cannot say; it comes up when everything else is well. */
static void note_unsupported_value(struct reader *r, const struct val *v)
{
    if (val_is(v, VAL_DOUBLE) && !r->later.len) {
        double d = val_double_or(v, 0);
        if (isnan(d) || isinf(d))
            strbuf_addf(&r->later, "json: unsupported value: %s", isnan(d) ? "NaN" : d > 0 ? "+Inf" : "-Inf");
    }
    if (val_is(v, VAL_ARRAY) || val_is(v, VAL_OBJECT))
        for (size_t i = 0; i < val_len(v); i++)
            note_unsupported_value(r, val_item(v, i));
}

/* ---- the reader ---- */

static void reader_init(struct reader *r, const char *text, size_t len, struct strbuf *err)
{
    *r = (struct reader){ .arena = arena_new(), .anchors = STRMAP_INIT, .err = err, .later = STRBUF_INIT };
    if (!yaml_parser_initialize(&r->parser))
        BUG("libyaml has no memory");
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)text, len);
}

static void reader_release(struct reader *r)
{
    if (r->have_event)
        yaml_event_delete(&r->event);
    yaml_parser_delete(&r->parser);
    strmap_release(&r->anchors);
    strbuf_release(&r->later);
    arena_free(r->arena);
}

struct val *yaml_parse(const char *text, size_t len, struct strbuf *err)
{
    struct reader r;
    reader_init(&r, text, len, err);
    struct node *root = read_document(&r);
    struct val *v = root ? decode(&r, root) : r.failed ? NULL : val_null();
    if (v)
        note_unsupported_value(&r, v);
    if (r.later.len) {
        if (v && err)
            strbuf_add(err, r.later.buf, r.later.len);
        val_assign(&v, NULL);
    }
    reader_release(&r);
    return v;
}

/* The child that one step of a path names, or NULL. */
static const struct node *child(const struct node *n, const char *step, size_t len)
{
    if (n->kind == NODE_ALIAS)
        n = n->alias;
    if (n->kind == NODE_SEQUENCE && isdigit((unsigned char)*step)) {
        unsigned long i = strtoul(step, NULL, 10);
        return i < n->count ? n->items[i] : NULL;
    }
    for (size_t i = 0; n->kind == NODE_MAPPING && i + 1 < n->count; i += 2) {
        const struct node *key = n->items[i];
        if (key->kind == NODE_SCALAR && key->len == len && !memcmp(key->value, step, len))
            return n->items[i + 1];
    }
    return NULL;
}

int yaml_line(const char *text, size_t len, const char *path)
{
    struct reader r;
    reader_init(&r, text, len, NULL);
    const struct node *n = read_document(&r);
    int line = n ? n->line : 0;
    while (n && *path) {
        size_t step = strcspn(path, ".");
        n = child(n, path, step);
        if (n)
            line = n->line;
        path += step + (path[step] == '.');
    }
    reader_release(&r);
    return line;
}
