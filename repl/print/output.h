/*
 * Objects in the form that -o names: json, yaml, kyaml, name, jsonpath=..., go-template=..., custom-columns=...
 *
 *     struct output o;
 *     if (output_init(&o, cmd, OUTPUT_FORMS_GET)) return 1;       // the mistake is printed
 *     if (o.form == OUTPUT_TABLE) ...                             // tables are print/table.h's
 *     output_print(&o, cmd, obj, NULL, &text);
 *
 * Texts are those of cli-runtime's PrintFlags and kubectl's get_flags.go, v1.20.2.
 */
#ifndef SEODANG_PRINT_OUTPUT_H
#define SEODANG_PRINT_OUTPUT_H

#include "backends/base/schema.h"
#include "repl/verb.h"

enum output_form {
    OUTPUT_TABLE, /* nothing was asked for, or wide */
    OUTPUT_JSON,
    OUTPUT_YAML,
    OUTPUT_KYAML,
    OUTPUT_NAME,
    OUTPUT_JSONPATH,
    OUTPUT_TEMPLATE,
    OUTPUT_COLUMNS,
};

/* Which formats a verb takes, as bits of enum output_form. */
#define OUTPUT_FORMS_CHANGE                                                                                            \
    (1u << OUTPUT_JSON | 1u << OUTPUT_YAML | 1u << OUTPUT_KYAML | 1u << OUTPUT_NAME | 1u << OUTPUT_JSONPATH | 1u << OUTPUT_TEMPLATE)
#define OUTPUT_FORMS_GET (OUTPUT_FORMS_CHANGE | 1u << OUTPUT_TABLE | 1u << OUTPUT_COLUMNS)

struct output {
    enum output_form form;
    bool wide;
    bool no_headers;
    unsigned jsonpath_flags;
    const char *template_text; /* of a jsonpath or a go-template, for messages */
    const struct jsonpath *jsonpath;
    const struct gotemplate *gotemplate;
    const struct columns *columns;
    const struct schema_type *type; /* JSON has its members in the order of this Go struct; NULL: by name */
    size_t printed;
};

/* From --output, --template, --no-headers and --allow-missing-template-keys, as far as the verb has them. 0, or 1 after the
 * mistake was printed. */
int output_init(struct output *o, struct command *cmd, unsigned forms);
/* The same for a format given as text. */
int output_init_format(struct output *o, struct command *cmd, const char *format, unsigned forms);
/* Appends one object, or a List, to sb; columns are separated by tabs still. `event` ("ADDED") wraps it into a watch event, or
 * NULL.  0; or 1 after the mistake was printed. */
int output_print(struct output *o, struct command *cmd, const struct val *obj, const char *event, struct strbuf *sb);
/* Aligns columns where the form has any, and writes the text to cmd->out. */
void output_write(const struct output *o, struct command *cmd, struct strbuf *sb);

/* One object, in a format of OUTPUT_FORMS_CHANGE, straight to cmd->out; type as in struct output. 0, or 1 after the mistake
 * was printed. */
int output_object(struct command *cmd, const char *format, const struct schema_type *type, const struct val *obj);

#endif
