/* kubectl explain: staging/src/k8s.io/kubectl/pkg/cmd/explain and pkg/explain, v1.20.2, over the built-in schema. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/schema.h"
#include "repl/term/wrap.h"
#include "repl/verb.h"

static const struct option options[] = {
    { "api-version", 0, OPTION_STRING, NULL, NULL, "이 API 버전의 설명: apps/v1" },
    { "recursive", 0, OPTION_BOOL, NULL, NULL, "필드의 필드까지 이름만 보여요" },
    OPTION_END,
};

enum { FIELD_INDENT = 3, PAGE_COLUMNS = 80, NESTING_MAX = 40 };

/* What a Korean learner is told, by type ("PodSpec") and field; "" is the type itself. */
static const char *korean(const char *type, const char *field)
{
    static const struct {
        const char *type, *field, *text;
    } rows[] = {
#define EXPLAIN(type, field, text) { type, field, text },
#include "repl/explain.def"
#undef EXPLAIN
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (!strcmp(rows[i].type, type) && !strcmp(rows[i].field, field))
            return rows[i].text;
    return "";
}

/* A field's text: its own, or one that every type has (metadata). */
static const char *text_of(const struct schema_type *parent, const struct schema_field *f)
{
    const char *text = korean(parent->name, f->name);
    return *text ? text : korean("", f->name);
}

static void add_type(struct strbuf *sb, const struct schema_type *type, enum schema_shape shape)
{
    static const char *const names[] = {
        [SCHEMA_STRUCT] = "Object",   [SCHEMA_STRING] = "string",   [SCHEMA_BOOL] = "boolean",
        [SCHEMA_INT32] = "integer",   [SCHEMA_INT64] = "integer",   [SCHEMA_DOUBLE] = "number",
        [SCHEMA_BYTES] = "string",    [SCHEMA_QUANTITY] = "string", [SCHEMA_INT_OR_STRING] = "string",
        [SCHEMA_TIME] = "string",     [SCHEMA_MICRO_TIME] = "string", [SCHEMA_DURATION] = "string",
        [SCHEMA_ANY] = "Object",
    };
    static const char *const shapes[] = {
        [SCHEMA_ONE] = "", [SCHEMA_LIST] = "[]", [SCHEMA_MAP] = "map[string]", [SCHEMA_LISTS] = "map[string][]",
    };
    strbuf_addf(sb, "%s%s", shapes[shape], names[type->kind]);
}

static void print_text(struct command *cmd, const char *text)
{
    static const char indent[] = "     ";
    static const struct wrap page = { .columns = PAGE_COLUMNS, .first = indent, .rest = indent };
    struct strbuf sb = STRBUF_INIT;
    wrap_add(&sb, &page, text);
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
}

/* The type's fields of this release by name, as `list`; returns their number. */
static size_t sorted_fields(struct command *cmd, const struct schema_type *type, const struct schema_field ***list)
{
    size_t len = 0;
    for (const struct schema_field *f = type->fields; f && f->name; f++)
        len++;
    *list = arena_alloc(cmd->arena, (len + 1) * sizeof(**list));
    len = 0;
    for (const struct schema_field *f = type->fields; f && f->name; f++) {
        if (!schema_field_served(f, cmd_version(cmd)))
            continue;
        size_t at = len++;
        for (; at > 0 && strcmp((*list)[at - 1]->name, f->name) > 0; at--)
            (*list)[at] = (*list)[at - 1];
        (*list)[at] = f;
    }
    return len;
}

static void print_fields(struct command *cmd, const struct schema_type *type, size_t indent, bool recursive)
{
    const struct schema_field **fields;
    size_t len = sorted_fields(cmd, type, &fields);
    for (size_t i = 0; i < len; i++) {
        struct strbuf sb = STRBUF_INIT;
        const struct schema_field *f = fields[i];
        strbuf_addchn(&sb, ' ', indent);
        strbuf_addf(&sb, "%s\t<", f->name);
        add_type(&sb, f->type, (enum schema_shape)f->shape);
        strbuf_addf(&sb, ">%s\n", f->required && !recursive ? " -required-" : "");
        sink_write(cmd->out, sb.buf, sb.len);
        strbuf_release(&sb);
        if (recursive && f->type->kind == SCHEMA_STRUCT && indent < NESTING_MAX * FIELD_INDENT) {
            print_fields(cmd, f->type, indent + FIELD_INDENT, true);
        } else if (!recursive) {
            if (*text_of(type, f))
                print_text(cmd, text_of(type, f));
            sink_puts(cmd->out, "\n");
        }
    }
}

/* The resource a word names, perhaps in a given version. NULL after the mistake was printed. */
static const struct resource *find_resource(struct command *cmd, const char *word)
{
    const char *version = opt_str(cmd, "api-version");
    struct status st = STATUS_INIT;
    const struct resource *r = client_find(cmd_client(cmd), word, &st);
    if (!r) {
        /* The one mistake that kubectl prints without "error: ". */
        sink_printf(cmd->err, "%s\n", st.message);
        status_release(&st);
        return NULL;
    }
    if (!version || !*version)
        return r;
    const struct resource *other = client_find_kind(cmd_client(cmd), version, r->kind, &st);
    status_release(&st);
    if (!other)
        cmd_error(cmd, "couldn't find resource for \"%s, Kind=%s\"", version, r->kind);
    return other;
}

static void print_page(struct command *cmd, const struct resource *r, const struct schema_type *parent,
                       const struct schema_field *field, const struct schema_type *type)
{
    const char *about = field ? text_of(parent, field) : "", *whole = korean(type->name, "");
    bool object = type->kind == SCHEMA_STRUCT;
    sink_printf(cmd->out, "KIND:     %s\nVERSION:  %s\n\n", r->kind, r->api_version);
    if (field) {
        struct strbuf sb = STRBUF_INIT;
        add_type(&sb, type, (enum schema_shape)field->shape);
        sink_printf(cmd->out, "%s %s <%s>\n\n", object ? "RESOURCE:" : "FIELD:   ", field->name, sb.buf);
        strbuf_release(&sb);
    }
    sink_puts(cmd->out, "DESCRIPTION:\n");
    if (*about)
        print_text(cmd, about);
    if (*about && *whole)
        sink_puts(cmd->out, "\n");
    if (*whole)
        print_text(cmd, whole);
    if (!*about && !*whole)
        print_text(cmd, "<empty>");
    if (!object)
        return;
    sink_puts(cmd->out, "\nFIELDS:\n");
    print_fields(cmd, type, FIELD_INDENT, opt_bool(cmd, "recursive"));
}

static int exec(struct command *cmd)
{
    const struct schema_type *parent = NULL;
    const struct schema_field *field = NULL;
    if (!cmd->argc)
        return cmd_error(cmd, "You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list "
                              "of supported resources.");
    if (cmd->argc > 1)
        return cmd_error(cmd, "We accept only this format: explain RESOURCE");
    char *path = arena_strdup(cmd->arena, cmd->argv[0]), *dot = strchr(path, '.');
    if (dot)
        *dot = '\0';
    const struct resource *r = find_resource(cmd, path);
    if (!r)
        return 1;
    const struct schema_type *type = schema_find(r->api_version, r->kind);
    if (!type)
        return cmd_error(cmd, "couldn't find resource for \"%s, Kind=%s\"", r->api_version, r->kind);
    while (dot) {
        char *name = dot + 1;
        dot = strchr(name, '.');
        if (dot)
            *dot = '\0';
        parent = type;
        field = schema_field(type, name, cmd_version(cmd));
        if (!field)
            return cmd_error(cmd, "field \"%s\" does not exist", name);
        type = field->type;
    }
    print_page(cmd, r, parent, field, type);
    return 0;
}

static const char *const examples[] = {
    "kubectl explain daemonset\t데몬셋에 어떤 필드가 있는지 봐요",
    "kubectl explain daemonset.spec.template.spec.nodeSelector\t필드 하나를 봐요",
    NULL,
};

const struct verb verb_explain = {
    .name = "explain",
    .kubectl = true,
    .usage = "explain RESOURCE",
    .summary_ko = "오브젝트의 필드를 설명해요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
