/*
 * Label selectors: text, LabelSelector documents, plain label maps, and whether labels match.
 *
 *     struct strbuf err = STRBUF_INIT;
 *     struct selector *s = selector_parse("app=web,tier in (a,b),!old", &err);
 *     if (!s) ... err.buf: "unable to parse requirement: found ..."
 *     if (selector_matches(s, val_at(pod, "metadata.labels"))) ...
 *     selector_free(s);
 *
 * Mirrors k8s.io/apimachinery/pkg/labels/selector.go and apis/meta/v1/helpers.go (v1.20.2), error texts included.  A selector
 * is immutable once made; its requirements are sorted by key.  Matching allocates nothing and looks keys up by pointer.
 * Field selectors are in fieldselector.h.
 */
#ifndef SEODANG_BASE_SELECTOR_H
#define SEODANG_BASE_SELECTOR_H

#include "backends/base/val.h"

enum selector_operator {
    SELECTOR_IN,
    SELECTOR_NOT_IN,
    SELECTOR_EQUALS,        /* = */
    SELECTOR_DOUBLE_EQUALS, /* ==, the same, but printed as written */
    SELECTOR_NOT_EQUALS,
    SELECTOR_EXISTS,
    SELECTOR_DOES_NOT_EXIST,
    SELECTOR_GREATER_THAN,
    SELECTOR_LESS_THAN,
};

struct requirement {
    enum selector_operator op;
    struct val *key;    /* owned: a string */
    struct val *values; /* owned: an array of strings, sorted, each once */
    int64_t bound;      /* the value of Gt and Lt */
};

struct selector;

/* As labels.Parse; "" matches everything.  NULL: `err` has upstream's text. */
struct selector *selector_parse(const char *text, struct strbuf *err);
/* metav1.LabelSelectorAsSelector: absent or null matches nothing, {} everything.  NULL: `err`. */
struct selector *selector_from_label_selector(const struct val *label_selector, struct strbuf *err);
/* Every label of the map must be there with its value (nodeSelector, a Service's selector); empty: everything. */
struct selector *selector_from_labels(const struct val *labels);
/* One that matches everything, to be built up by selector_add(). */
struct selector *selector_new(void);
/* labels.NewRequirement: adds `key op values` (an array of strings, or NULL). -1: `err`, and the selector is as it was. */
int selector_add(struct selector *s, const char *key, enum selector_operator op, const struct val *values,
                 struct strbuf *err);
/* Whether `key` may be a label's key; -1: `err`. */
int selector_check_key(const char *key, struct strbuf *err);
void selector_free(struct selector *s); /* NULL is fine */

/* `labels`: an object of strings; absent is an empty one.  A NULL selector matches nothing. */
bool selector_matches(const struct selector *s, const struct val *labels);
/* Whether one requirement holds. */
bool requirement_matches(const struct requirement *r, const struct val *labels);
/* The canonical text; "" for those that match everything and nothing. */
void selector_string(struct strbuf *sb, const struct selector *s);

bool selector_is_everything(const struct selector *s);
bool selector_is_nothing(const struct selector *s);
/* Requirement i, in order of keys; NULL behind the last. */
const struct requirement *selector_requirement(const struct selector *s, size_t i);

/* "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", as in documents. -1 when it is none of them. */
int selector_operator_parse(const char *name, enum selector_operator *op);

/* metav1.FormatLabelSelector, the SELECTOR column: the canonical text, "<none>" or "<error>". */
void label_selector_format(struct strbuf *sb, const struct val *label_selector);

#endif
