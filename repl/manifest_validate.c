#include "repl/manifest_validate.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/schema.h"

struct checker {
    struct version version;
    struct val *mistakes; /* array of texts, or NULL */
};

/* Where a value stands: in the document, and by the name of its type. */
struct place {
    const struct place *parent;
    const char *member; /* or NULL: item `index` */
    size_t index;
};

static void add_path(struct strbuf *sb, const struct place *p)
{
    if (p->parent)
        add_path(sb, p->parent);
    if (!p->member)
        strbuf_addf(sb, "[%zu]", p->index);
    else
        strbuf_addf(sb, "%s%s", p->parent ? "." : "", p->member);
}

/* Takes the text over; equal mistakes are said once. */
static void add(struct checker *c, struct val *text)
{
    for (size_t i = 0; i < val_len(c->mistakes); i++)
        if (val_equal(val_item(c->mistakes, i), text)) {
            val_unref(text);
            return;
        }
    val_append(&c->mistakes, text);
}

static void mistake(struct checker *c, const struct place *p, const char *fmt, ...) PRINTF_LIKE(3, 4);

static void mistake(struct checker *c, const struct place *p, const char *fmt, ...)
{
    struct strbuf sb = STRBUF_INIT;
    va_list ap;
    strbuf_adds(&sb, "ValidationError(");
    add_path(&sb, p);
    strbuf_adds(&sb, "): ");
    va_start(ap, fmt);
    strbuf_addvf(&sb, fmt, ap);
    va_end(ap);
    add(c, val_stringn(sb.buf, sb.len));
    strbuf_release(&sb);
}

/* Null where a value is due; for an item the list is to blame. */
static void nothing(struct checker *c, const struct place *p)
{
    struct strbuf path = STRBUF_INIT;
    add_path(&path, p);
    if (p->member)
        add(c, val_stringf("unknown object type \"nil\" in %s", path.buf));
    else
        mistake(c, p->parent, "unknown object type \"nil\" in %s", path.buf);
    strbuf_release(&path);
}

static const char *type_of(const struct val *v)
{
    switch (val_type(v)) {
    case VAL_BOOL: return "boolean";
    case VAL_INT:
    case VAL_UINT: return "integer";
    case VAL_DOUBLE: return "number";
    case VAL_STRING: return "string";
    case VAL_ARRAY: return "array";
    case VAL_OBJECT: return "map";
    case VAL_NULL: break;
    }
    return "nil";
}

static void wrong_type(struct checker *c, const struct place *p, const char *name, const struct val *v, const char *expected)
{
    mistake(c, p, "invalid type for %s: got \"%s\", expected \"%s\"", name, type_of(v), expected);
}

static void check_struct(struct checker *c, const struct place *p, const struct schema_type *t, const struct val *v);

/* What has a definition of its own is called by its name. */
static void wrong_named_type(struct checker *c, const struct place *p, const struct schema_type *t, const struct val *v, const char *expected)
{
    struct strbuf type = STRBUF_INIT;
    schema_type_name(&type, t);
    wrong_type(c, p, type.buf, v, expected);
    strbuf_release(&type);
}

/* One value of the type. A number or boolean may stand for a string, as upstream has it. */
static void check_value(struct checker *c, const struct place *p, const struct schema_type *t, const char *name, const struct val *v)
{
    bool scalar = !val_is(v, VAL_OBJECT) && !val_is(v, VAL_ARRAY);
    if (val_is_null(v)) {
        nothing(c, p);
        return;
    }
    switch (t->kind) {
    case SCHEMA_STRUCT:
        if (val_is(v, VAL_OBJECT))
            check_struct(c, p, t, v);
        else
            wrong_named_type(c, p, t, v, "map");
        break;
    case SCHEMA_BOOL:
        if (!val_is(v, VAL_BOOL))
            wrong_type(c, p, name, v, "boolean");
        break;
    case SCHEMA_INT32:
    case SCHEMA_INT64:
        if (!val_is_number(v))
            wrong_type(c, p, name, v, "integer");
        break;
    case SCHEMA_DOUBLE:
        if (!val_is_number(v))
            wrong_type(c, p, name, v, "number");
        break;
    case SCHEMA_ANY: break;
    case SCHEMA_STRING:
    case SCHEMA_BYTES:
        if (!scalar)
            wrong_type(c, p, name, v, "string");
        break;
    default:
        if (!scalar)
            wrong_named_type(c, p, t, v, "string");
        break;
    }
}

static void check_map(struct checker *c, const struct place *p, const struct schema_field *f, const char *name, const struct val *v)
{
    if (!val_is(v, VAL_OBJECT)) {
        wrong_type(c, p, name, v, "map");
        return;
    }
    for (size_t i = 0; i < val_len(v); i++) {
        struct place member = { p, val_key(v, i), 0 };
        if (f->shape == SCHEMA_MAP)
            check_value(c, &member, f->type, name, val_item(v, i));
    }
}

static void check_field(struct checker *c, const struct place *p, const struct schema_field *f, const char *name, const struct val *v)
{
    if (f->shape == SCHEMA_ONE) {
        check_value(c, p, f->type, name, v);
    } else if (f->shape != SCHEMA_LIST) {
        check_map(c, p, f, name, v);
    } else if (!val_is(v, VAL_ARRAY)) {
        wrong_type(c, p, name, v, "array");
    } else {
        for (size_t i = 0; i < val_len(v); i++) {
            struct place item = { p, NULL, i };
            check_value(c, &item, f->type, name, val_item(v, i));
        }
    }
}

static void check_struct(struct checker *c, const struct place *p, const struct schema_type *t, const struct val *v)
{
    struct strbuf type = STRBUF_INIT;
    schema_type_name(&type, t);
    for (size_t i = 0; i < val_len(v); i++) {
        const struct schema_field *f = schema_field(t, val_key(v, i), c->version);
        if (val_is_null(val_item(v, i)))
            continue;
        struct place member = { p, val_key(v, i), 0 };
        char *name = xstrf("%s.%s", type.buf, val_key(v, i));
        if (f)
            check_field(c, &member, f, name, val_item(v, i));
        else
            mistake(c, p, "unknown field \"%s\" in %s", val_key(v, i), type.buf);
        free(name);
    }
    for (const struct schema_field *f = t->fields; f && f->name; f++)
        if (f->required && schema_field_served(f, c->version) && val_is_null(val_get(v, f->name)))
            mistake(c, p, "missing required field \"%s\" in %s", f->name, type.buf);
    strbuf_release(&type);
}

/* apiVersion or kind: there, and a string. */
static bool has_name(struct checker *c, const struct val *doc, const char *member)
{
    const struct val *v = val_get(doc, member);
    if (!val_is(v, VAL_STRING))
        add(c, val_stringf("%s %s", member, val_is_null(v) ? "not set" : "isn't string type"));
    return val_is(v, VAL_STRING);
}

static bool has_kind(struct checker *c, const struct val *doc)
{
    if (!val_is(doc, VAL_OBJECT)) {
        add(c, val_string("invalid object to validate"));
        return false;
    }
    bool version = has_name(c, doc, "apiVersion"), kind = has_name(c, doc, "kind");
    return version && kind;
}

static void check_object(struct checker *c, const struct val *doc)
{
    const char *kind = val_get_str(doc, "kind", "");
    const struct schema_type *t = schema_find(val_get_str(doc, "apiVersion", ""), kind);
    struct place root = { NULL, kind, 0 };
    if (t)
        check_struct(c, &root, t, doc);
}

static void check_list(struct checker *c, const struct val *doc)
{
    const struct val *items = val_get(doc, "items");
    if (!val_is(items, VAL_ARRAY))
        add(c, val_string("invalid object to validate"));
    for (size_t i = 0; i < val_len(items); i++)
        if (has_kind(c, val_item(items, i)))
            check_object(c, val_item(items, i));
}

int manifest_validate(const struct val *doc, struct version v, bool fields, struct strbuf *err)
{
    struct checker c = { .version = v };
    if (has_kind(&c, doc) && fields && manifest_is_list(doc))
        check_list(&c, doc);
    else if (!c.mistakes && fields)
        check_object(&c, doc);
    size_t n = val_len(c.mistakes);
    for (size_t i = 0; i < n; i++)
        strbuf_addf(err, "%s%s%s", i ? ", " : n > 1 ? "[" : "", val_str(val_item(c.mistakes, i)), n > 1 && i + 1 == n ? "]" : "");
    val_unref(c.mistakes);
    return n ? -1 : 0;
}

bool manifest_is_list(const struct val *doc)
{
    return val_str_equal(val_get(doc, "kind"), "List") && val_str_equal(val_get(doc, "apiVersion"), "v1");
}
