/*
 * Go templates for -o go-template: {{range .items}}{{.metadata.name}}{{"\n"}}{{end}}
 *
 *     struct gotemplate *t = gotemplate_parse(arena, "{{len .items}}", true, &err);
 *     if (!t || gotemplate_execute(t, list, &out, &err) < 0) ... err.buf: "template: output:1: unexpected EOF"
 *
 * What of text/template (Go 1.19) makes sense over documents: if, else, range, with, variables, pipelines, parentheses,
 * trimmed blanks, comments; the built-in functions and kubectl's exists and base64decode.  Error texts are Go's.  Nothing is
 * escaped.
 *
 * Differs: no define, template, block, break, continue, call and js; complex numbers are refused.
 */
#ifndef SEODANG_PRINT_GOTEMPLATE_H
#define SEODANG_PRINT_GOTEMPLATE_H

#include <stdbool.h>

#include "backends/base/arena.h"
#include "backends/base/val.h"

struct gotemplate;

/* The template, in the arena; NULL with err appended. missing_ok: an absent key is "<no value>", else an error. */
struct gotemplate *gotemplate_parse(struct arena *a, const char *text, bool missing_ok, struct strbuf *err);

/* Appends the result. 0; or -1 with err appended and in out what was printed before the error. */
int gotemplate_execute(const struct gotemplate *t, const struct val *data, struct strbuf *out, struct strbuf *err);

#endif
