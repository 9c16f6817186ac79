/*
 * resource.Quantity: "500m", "128Mi", "1e3".  Mirrors k8s.io/apimachinery/pkg/api/resource (v1.20.2), texts included.
 *
 *     struct quantity q;
 *     if (quantity_parse("0.5", &q, &err) < 0) ... err.buf: "unable to parse quantity's suffix"
 *     quantity_string(&sb, &q);                                    // 500m
 *     int64_t millis = quantity_milli_or(val_at(pod, "..."), 0);   // 500
 *
 * A quantity is unscaled * 10^scale, so decimal values are exact; what is smaller than a billionth is rounded up, away from
 * zero.  The format says how it was written, and is kept through sums.
 *
 * Differs: more than 38 significant digits are refused as a number that does not parse.
 */
#ifndef SEODANG_BASE_QUANTITY_H
#define SEODANG_BASE_QUANTITY_H

#include "backends/base/val.h"

enum quantity_format { QUANTITY_DECIMAL, QUANTITY_BINARY, QUANTITY_EXPONENT }; /* 1k, 1Ki, 1e3 */

struct quantity {
    __int128 unscaled;
    int32_t scale; /* at least -9 */
    enum quantity_format format;
    bool decimal; /* upstream holds it as a big decimal, which rounds negative values otherwise */
};

#define QUANTITY_ZERO ((struct quantity){ 0, 0, QUANTITY_DECIMAL, false })

/* 0; or -1 with upstream's text in `err` (may be NULL), and *q is untouched. */
int quantity_parse(const char *text, struct quantity *q, struct strbuf *err);
/* The same from a document: a string or a bare number. */
int quantity_parse_val(const struct val *v, struct quantity *q, struct strbuf *err);

/* Whether the server is sure to store the text as it stands: a quick look without sums.  A whole number stays as it was
 * written, leading zeros and all, unless a suffix would shorten it; so does one of a few digits and a usual suffix. */
bool quantity_is_canonical(const char *text);
/* The canonical text, as the server stores it. */
void quantity_string(struct strbuf *sb, const struct quantity *q);
/* The value rounded up to an integer, or to thousandths. false: it does not fit, and *out is untouched. */
bool quantity_value(const struct quantity *q, int64_t *out);
bool quantity_milli(const struct quantity *q, int64_t *out);
/* The same straight from a document; `otherwise` when absent, not a quantity, or too large. */
int64_t quantity_value_or(const struct val *v, int64_t otherwise);
int64_t quantity_milli_or(const struct val *v, int64_t otherwise);

/* -1, 0, 1 */
int quantity_sign(const struct quantity *q);
int quantity_compare(const struct quantity *a, const struct quantity *b);
/* *q += y, *q -= y.  A zero *q takes y's format. */
void quantity_add(struct quantity *q, const struct quantity *y);
/* Rounds up to 10^scale: -3 is how the server keeps container resources and node capacity. */
void quantity_round_up(struct quantity *q, int32_t scale);

#endif
