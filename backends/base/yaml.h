/*
 * YAML text to documents and back, as kubectl reads and writes it: sigs.k8s.io/yaml v1.2.0 over go-yaml v2.2.8.
 *
 *     struct strbuf err = STRBUF_INIT;
 *     struct val *doc = yaml_parse(text, len, &err);
 *     if (!doc) ... err.buf: "yaml: line 3: could not find expected ':'"
 *
 *     struct yaml_stream s;
 *     yaml_stream_init(&s, text, len);                  // all documents of a file, JSON ones too
 *     while ((rc = yaml_stream_next(&s, &doc, &err)) > 0)
 *         ... doc begins in line s.line
 *
 * YAML 1.1: yes, no, on and off are booleans, 010 is eight, 1_000 a thousand, << merges; timestamps stay strings; keys
 * become strings, of equal keys the last wins.  Error texts are go-yaml's, and so is its way of counting lines: a line
 * number may be missing or one too small.
 *
 * Differs: deeper than JSON_DEPTH_MAX levels is refused (go-yaml: 10,000), and so is a key that holds a NUL byte.
 */
#ifndef SEODANG_BASE_YAML_H
#define SEODANG_BASE_YAML_H

#include <stdbool.h>

#include "backends/base/strbuf.h"
#include "backends/base/val.h"

/* The first document; null when there is none.  NULL: `err` (may be NULL) gets the reason. */
struct val *yaml_parse(const char *text, size_t len, struct strbuf *err);

/* The line, from 1, where the node stands that `path` names in the first document ("spec.steps.0.text"), or, when it is not
 * there, the deepest node on the way to it; 0 when the text does not parse.  For messages about what a document means. */
int yaml_line(const char *text, size_t len, const char *path);

/* The documents of a file, as k8s.io/apimachinery/pkg/util/yaml/decoder.go (NewYAMLOrJSONDecoder, v1.20.2) finds them. */
struct yaml_stream {
    const char *text; /* borrowed */
    size_t len, pos;
    bool json;      /* the text begins with '{': a stream of JSON values */
    bool ended;     /* after an error, or at the end */
    int line;       /* where the latest document begins, from 1 */
    size_t line_at; /* the offset of that */
};

void yaml_stream_init(struct yaml_stream *s, const char *text, size_t len);
/* 1: *doc is the next document that is not null (owned by the caller); 0: there is none; -1: err (may be NULL) says why. */
int yaml_stream_next(struct yaml_stream *s, struct val **doc, struct strbuf *err);

/* The document as `kubectl -o yaml` prints it, line end included. */
void yaml_write(struct strbuf *sb, const struct val *v);

#endif
