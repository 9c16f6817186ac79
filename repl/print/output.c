#include "repl/print/output.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/base/yaml.h"
#include "repl/file.h"
#include "repl/print/columns.h"
#include "repl/print/goformat.h"
#include "repl/print/gotemplate.h"
#include "repl/print/jsonpath.h"
#include "repl/print/kyaml.h"
#include "repl/print/tabwriter.h"
#include "repl/term/width.h"

/* The formats by name, in the order of messages. */
static const struct format {
    const char *name;
    enum output_form form;
    bool argument, file; /* "name=ARGUMENT"; the argument names a file */
} formats[] = {
    { "custom-columns", OUTPUT_COLUMNS, true, false },
    { "custom-columns-file", OUTPUT_COLUMNS, true, true },
    { "go-template", OUTPUT_TEMPLATE, true, false },
    { "go-template-file", OUTPUT_TEMPLATE, true, true },
    { "json", OUTPUT_JSON, false, false },
    { "jsonpath", OUTPUT_JSONPATH, true, false },
    { "jsonpath-as-json", OUTPUT_JSONPATH, true, false },
    { "jsonpath-file", OUTPUT_JSONPATH, true, true },
    { "kyaml", OUTPUT_KYAML, false, false },
    { "name", OUTPUT_NAME, false, false },
    { "template", OUTPUT_TEMPLATE, true, false },
    { "templatefile", OUTPUT_TEMPLATE, true, true },
    { "wide", OUTPUT_TABLE, false, false },
    { "yaml", OUTPUT_YAML, false, false },
};

/* `error: MESSAGE`, without a second line end where kubectl's message brings its own. */
static int fail(struct command *cmd, const char *fmt, ...) PRINTF_LIKE(2, 3);
static int fail(struct command *cmd, const char *fmt, ...)
{
    struct status st = STATUS_INIT;
    va_list ap;
    va_start(ap, fmt);
    status_client(&st, "%s", arena_strvf(cmd->arena, fmt, ap));
    va_end(ap);
    return cmd_status(cmd, &st);
}

/* Whether the verb, and kubectl of this version, has the format. */
static bool is_known(struct command *cmd, const struct format *f, unsigned forms)
{
    return forms & 1u << f->form && (f->form != OUTPUT_KYAML || version_has(cmd_version(cmd), FEATURE_KYAML));
}

static int no_such_format(struct command *cmd, const char *format, unsigned forms)
{
    struct strbuf sb = STRBUF_INIT;
    go_quote(&sb, format, strlen(format));
    strbuf_adds(&sb, ", allowed formats are: ");
    bool first = true;
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        if (!is_known(cmd, &formats[i], forms))
            continue;
        strbuf_addf(&sb, "%s%s", first ? "" : ",", formats[i].name);
        first = false;
    }
    cmd_error(cmd, "unable to match a printer suitable for the output format %s", sb.buf);
    strbuf_release(&sb);
    return 1;
}

/* NULL with *why when it cannot be read. */
static const char *read_file(struct command *cmd, const char *path, const char **why)
{
    struct strbuf sb = STRBUF_INIT;
    *why = file_load(cmd, path, &sb);
    const char *text = *why ? NULL : arena_strndup(cmd->arena, sb.buf, sb.len);
    strbuf_release(&sb);
    return text;
}

/* The text behind "=", read from its file when it names one. NULL after a mistake was printed. */
static const char *read_argument(struct command *cmd, const struct format *f, const char *text)
{
    const char *why = NULL;
    bool columns = f->form == OUTPUT_COLUMNS;
    if (!*text) {
        cmd_error(cmd, columns ? "custom-columns format specified but no custom columns given"
                               : "template format specified but no template given");
        return NULL;
    }
    const char *content = f->file ? read_file(cmd, text, &why) : text;
    if (!content)
        fail(cmd, "error reading %s %s, %s\n", columns ? "template" : "--template", text, why);
    return content;
}

static int init_argument(struct output *o, struct command *cmd, const struct format *f, const char *text)
{
    struct strbuf err = STRBUF_INIT;
    bool missing_ok = !cmd_has_option(cmd, "allow-missing-template-keys") || opt_bool(cmd, "allow-missing-template-keys");
    text = read_argument(cmd, f, text);
    if (!text)
        return 1;
    o->template_text = text;
    if (f->form == OUTPUT_COLUMNS) {
        o->columns = f->file ? columns_parse_file(cmd->arena, text, &err) : columns_parse(cmd->arena, text, &err);
        if (!o->columns)
            cmd_error(cmd, "%s", err.buf);
    } else if (f->form == OUTPUT_JSONPATH) {
        o->jsonpath_flags = missing_ok ? JSONPATH_ALLOW_MISSING : 0;
        if (!strcmp(f->name, "jsonpath-as-json"))
            o->jsonpath_flags |= JSONPATH_JSON;
        o->jsonpath = jsonpath_parse(cmd->arena, text, &err);
        if (!o->jsonpath)
            fail(cmd, "error parsing jsonpath %s, %s\n", text, err.buf);
    } else {
        o->gotemplate = gotemplate_parse(cmd->arena, text, missing_ok, &err);
        if (!o->gotemplate)
            fail(cmd, "error parsing template %s, %s\n", text, err.buf);
    }
    strbuf_release(&err);
    return o->columns || o->jsonpath || o->gotemplate ? 0 : 1;
}

/* The row of "jsonpath=..." or, with the text given apart by --template, "jsonpath". */
static const struct format *find_format(struct command *cmd, const char *format, unsigned forms, const char **argument)
{
    size_t len = strcspn(format, "=");
    const char *given = *argument;
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        const struct format *f = &formats[i];
        if (!is_known(cmd, f, forms) || strlen(f->name) != len)
            continue;
        /* JSON and yaml in any case, as kubectl has it */
        bool any_case = f->form == OUTPUT_JSON || f->form == OUTPUT_YAML || f->form == OUTPUT_KYAML || f->form == OUTPUT_NAME;
        if (any_case ? strncasecmp(f->name, format, len) : strncmp(f->name, format, len))
            continue;
        if (format[len] && (!f->argument || given))
            continue;
        *argument = given ? given : format[len] ? format + len + 1 : "";
        return f;
    }
    return NULL;
}

int output_init_format(struct output *o, struct command *cmd, const char *format, unsigned forms)
{
    const char *argument = cmd_has_option(cmd, "template") ? opt_str(cmd, "template") : NULL;
    *o = (struct output){ .form = OUTPUT_TABLE };
    o->no_headers = cmd_has_option(cmd, "no-headers") && opt_bool(cmd, "no-headers");
    if (argument && !*argument)
        argument = NULL;
    if (!*format && argument)
        format = "go-template";
    if (!*format && (forms & 1u << OUTPUT_TABLE))
        return 0;
    const struct format *f = find_format(cmd, format, forms, &argument);
    if (!f)
        return no_such_format(cmd, format, forms);
    o->form = f->form;
    o->wide = f->form == OUTPUT_TABLE;
    return f->argument ? init_argument(o, cmd, f, argument) : 0;
}

int output_init(struct output *o, struct command *cmd, unsigned forms)
{
    const char *format = opt_str(cmd, "output");
    return output_init_format(o, cmd, format ? format : "", forms);
}

/* ---- printing ---- */

static bool is_list(const struct val *obj)
{
    return val_is(val_get(obj, "items"), VAL_ARRAY);
}

static void print_name(const struct val *obj, struct strbuf *sb)
{
    const char *api_version = val_get_str(obj, "apiVersion", ""), *slash = strchr(api_version, '/');
    const char *kind = val_get_str(obj, "kind", ""), *name = val_at_str(obj, "metadata.name", "");
    for (; *kind; kind++)
        strbuf_addch(sb, *kind >= 'A' && *kind <= 'Z' ? (char)(*kind + ('a' - 'A')) : *kind);
    if (slash)
        strbuf_addf(sb, ".%.*s", (int)(slash - api_version), api_version);
    strbuf_addf(sb, "/%s\n", *name ? name : "<unknown>");
}

static void print_names(const struct val *obj, struct strbuf *sb)
{
    if (!is_list(obj)) {
        print_name(obj, sb);
        return;
    }
    for (size_t i = 0; i < val_len(val_get(obj, "items")); i++)
        print_name(val_item(val_get(obj, "items"), i), sb);
}

static void print_json(const struct output *o, const struct val *obj, const char *event, struct strbuf *sb)
{
    if (event)
        strbuf_addf(sb, "{\"type\":\"%s\",\"object\":", event);
    json_write_typed(sb, obj, o->type, event ? JSON_COMPACT : JSON_INDENT);
    strbuf_adds(sb, event ? "}\n" : "\n");
}

static int print_columns(struct output *o, struct command *cmd, const struct val *obj, struct strbuf *sb)
{
    const struct val *items = is_list(obj) ? val_get(obj, "items") : NULL;
    struct strbuf err = STRBUF_INIT;
    int rc = 0;
    if (!o->no_headers && !o->printed)
        columns_header(o->columns, sb);
    for (size_t i = 0; !rc && i < (items ? val_len(items) : 1); i++)
        rc = columns_row(o->columns, items ? val_item(items, i) : obj, sb, &err);
    if (rc < 0)
        cmd_error(cmd, "%s", err.buf);
    strbuf_release(&err);
    return rc < 0;
}

static int print_jsonpath(struct output *o, struct command *cmd, const struct val *obj, struct strbuf *sb)
{
    struct strbuf err = STRBUF_INIT, dump = STRBUF_INIT, quoted = STRBUF_INIT;
    int rc = jsonpath_execute(o->jsonpath, obj, o->jsonpath_flags, sb, &err);
    if (rc < 0) {
        go_syntax(&dump, obj);
        go_quote(&quoted, o->template_text, strlen(o->template_text));
        fail(cmd,
             "error executing jsonpath %s: Error executing template: %s. Printing more information for debugging the "
             "template:\n\ttemplate was:\n\t\t%s\n\tobject given to jsonpath engine was:\n\t\t%s\n\n\n",
             quoted.buf, err.buf, o->template_text, dump.buf);
    }
    strbuf_release(&err);
    strbuf_release(&dump);
    strbuf_release(&quoted);
    return rc < 0;
}

static int print_template(struct output *o, struct command *cmd, const struct val *obj, struct strbuf *sb)
{
    struct strbuf err = STRBUF_INIT, quoted = STRBUF_INIT;
    int rc = gotemplate_execute(o->gotemplate, obj, sb, &err);
    if (rc < 0) {
        /* The debugging text goes to the output, behind what was printed so far. */
        strbuf_addf(sb,
                    "Error executing template: %s. Printing more information for debugging the template:\n"
                    "\ttemplate was:\n\t\t%s\n\traw data was:\n\t\t",
                    err.buf, o->template_text);
        json_write(sb, obj, JSON_COMPACT);
        strbuf_adds(sb, "\n\tobject given to template engine was:\n\t\t");
        go_print(sb, obj);
        strbuf_adds(sb, "\n\n");
        output_write(o, cmd, sb);
        strbuf_reset(sb);
        go_quote(&quoted, o->template_text, strlen(o->template_text));
        cmd_error(cmd, "error executing template %s: %s", quoted.buf, err.buf);
    }
    strbuf_release(&err);
    strbuf_release(&quoted);
    return rc < 0;
}

int output_print(struct output *o, struct command *cmd, const struct val *obj, const char *event, struct strbuf *sb)
{
    struct val *wrapped = event ? val_fmt("{type:%s, object:%v}", event, obj) : val_ref(obj);
    int rc = 0;
    switch (o->form) {
    case OUTPUT_JSON: print_json(o, obj, event, sb); break;
    case OUTPUT_YAML:
        strbuf_adds(sb, o->printed ? "---\n" : "");
        yaml_write(sb, wrapped);
        break;
    case OUTPUT_KYAML: kyaml_write(sb, wrapped); break;
    case OUTPUT_NAME: print_names(obj, sb); break;
    case OUTPUT_JSONPATH: rc = print_jsonpath(o, cmd, wrapped, sb); break;
    case OUTPUT_TEMPLATE: rc = print_template(o, cmd, wrapped, sb); break;
    case OUTPUT_COLUMNS: rc = print_columns(o, cmd, wrapped, sb); break;
    case OUTPUT_TABLE: BUG("tables are not printed here");
    }
    o->printed++;
    val_unref(wrapped);
    return rc;
}

void output_write(const struct output *o, struct command *cmd, struct strbuf *sb)
{
    struct strbuf aligned = STRBUF_INIT;
    struct tabwriter tw;
    if (o->form != OUTPUT_COLUMNS) {
        sink_write(cmd->out, sb->buf, sb->len);
        return;
    }
    tabwriter_init(&tw, TABWRITER_KUBECTL);
    if (cmd->out->terminal)
        tw.width = term_width;
    strbuf_add(&tw.text, sb->buf, sb->len);
    tabwriter_flush(&tw, &aligned);
    sink_write(cmd->out, aligned.buf, aligned.len);
    tabwriter_release(&tw);
    strbuf_release(&aligned);
}

int output_object(struct command *cmd, const char *format, const struct schema_type *type, const struct val *obj)
{
    struct output o;
    struct strbuf sb = STRBUF_INIT;
    if (output_init_format(&o, cmd, format, OUTPUT_FORMS_CHANGE))
        return 1;
    o.type = type;
    o.printed = cmd->printed++;
    int rc = output_print(&o, cmd, obj, NULL, &sb);
    output_write(&o, cmd, &sb);
    strbuf_release(&sb);
    return rc;
}
