#include "repl/manifest_validate.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/schema.h"

struct checker {
    struct version version;
    struct strbuf text;
    size_t count;
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

static void mistake(struct checker *c, const struct place *p, const char *fmt, ...) PRINTF_LIKE(3, 4);

static void mistake(struct checker *c, const struct place *p, const char *fmt, ...)
{
    va_list ap;
    strbuf_adds(&c->text, c->count++ ? ", ValidationError(" : "ValidationError(");
    add_path(&c->text, p);
    strbuf_adds(&c->text, "): ");
    va_start(ap, fmt);
    strbuf_addvf(&c->text, fmt, ap);
    va_end(ap);
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

/* One value of the type. A number or boolean may stand for a string, as upstream has it. */
static void check_value(struct checker *c, const struct place *p, const struct schema_type *t, const char *name, const struct val *v)
{
    bool scalar = !val_is(v, VAL_OBJECT) && !val_is(v, VAL_ARRAY);
    if (val_is_null(v))
        return;
    switch (t->kind) {
    case SCHEMA_STRUCT:
        if (val_is(v, VAL_OBJECT))
            check_struct(c, p, t, v);
        else
            wrong_type(c, p, name, v, "map");
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
    default:
        if (!scalar)
            wrong_type(c, p, name, v, "string");
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
    if (val_is_null(v))
        return;
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

int manifest_validate(const struct val *doc, struct version v, struct strbuf *err)
{
    const char *kind = val_get_str(doc, "kind", "");
    const struct schema_type *t = schema_find(val_get_str(doc, "apiVersion", ""), kind);
    struct checker c = { .version = v, .text = STRBUF_INIT };
    struct place root = { NULL, kind, 0 };
    if (t)
        check_struct(&c, &root, t, doc);
    if (c.count)
        strbuf_addf(err, "%s%s%s", c.count > 1 ? "[" : "", c.text.buf, c.count > 1 ? "]" : "");
    strbuf_release(&c.text);
    return c.count ? -1 : 0;
}
