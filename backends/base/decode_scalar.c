/* Strings, numbers, times, quantities: how Go reads and writes them. See decode_place.h. */
#include <string.h>

#include "backends/base/base64.h"
#include "backends/base/decode_place.h"
#include "backends/base/godump.h"
#include "backends/base/quantity.h"
#include "backends/base/rfc3339.h"

static struct val *decode_integer(struct decoder *d, const struct decode_place *p)
{
    int64_t n = val_int_or(p->value, INT64_MIN);
    bool fits = val_is_number(p->value) && n != INT64_MIN && !val_is(p->value, VAL_UINT);
    if (!fits || (p->type->kind == SCHEMA_INT32 && (n > INT32_MAX || n < INT32_MIN)))
        return decode_wrong_kind(d, p);
    return val_is(p->value, VAL_INT) ? val_ref(p->value) : val_int(n);
}

/* "json: cannot unmarshal number into Go value of type string", from a type that reads itself. */
static struct val *not_unmarshalled(struct decoder *d, const struct decode_place *p, const char *type)
{
    static const char *const names[] = { [VAL_BOOL] = "bool", [VAL_INT] = "number", [VAL_UINT] = "number", [VAL_DOUBLE] = "number",
                                         [VAL_STRING] = "string", [VAL_ARRAY] = "array", [VAL_OBJECT] = "object" };
    struct strbuf why = STRBUF_INIT;
    strbuf_addf(&why, "json: cannot unmarshal %s into Go value of type %s", names[val_type(p->value)], type);
    decode_refused(d, p, "unmarshalerDecoder", why.buf);
    strbuf_release(&why);
    return NULL;
}

static struct val *decode_quantity(struct decoder *d, const struct decode_place *p)
{
    struct quantity q;
    struct strbuf text = STRBUF_INIT;
    struct val *out = NULL;
    if (quantity_parse_val(p->value, &q, &text) < 0) {
        decode_refused(d, p, "unmarshalerDecoder", text.buf);
    } else {
        quantity_string(&text, &q);
        bool kept = val_is(p->value, VAL_STRING) && quantity_is_canonical(val_str(p->value));
        out = kept || val_str_equal(p->value, text.buf) ? val_ref(p->value) : val_string(text.buf);
    }
    strbuf_release(&text);
    return out;
}

static struct val *decode_time(struct decoder *d, const struct decode_place *p)
{
    static const char layout[] = "2006-01-02T15:04:05Z07:00", micro[] = "2006-01-02T15:04:05.000000Z07:00";
    const char *text = val_str(p->value);
    char canonical[RFC3339_SIZE];
    int64_t ms;
    if (!text)
        return not_unmarshalled(d, p, "string");
    if (rfc3339_parse(text, &ms) < 0) {
        struct strbuf why = STRBUF_INIT;
        strbuf_adds(&why, "parsing time ");
        go_quote(&why, text, strlen(text));
        strbuf_addf(&why, " as \"%s\": cannot parse ", p->type->kind == SCHEMA_TIME ? layout : micro);
        go_quote(&why, text, strlen(text));
        strbuf_adds(&why, " as \"2006\"");
        decode_refused(d, p, "unmarshalerDecoder", why.buf);
        strbuf_release(&why);
        return NULL;
    }
    if (p->type->kind == SCHEMA_MICRO_TIME) /* its microseconds are more than we would read */
        return val_ref(p->value);
    rfc3339_format(canonical, ms);
    return val_str_equal(p->value, canonical) ? val_ref(p->value) : val_string(canonical);
}

/* The same without line ends, which Go skips when it reads and does not write. */
static struct val *without_line_ends(const struct val *text)
{
    struct strbuf sb = STRBUF_INIT;
    for (const char *p = val_str(text); *p; p++)
        if (*p != '\n' && *p != '\r')
            strbuf_addch(&sb, *p);
    struct val *out = sb.len == val_len(text) ? val_ref(text) : val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return out;
}

static struct val *decode_bytes(struct decoder *d, const struct decode_place *p)
{
    if (!val_is(p->value, VAL_STRING))
        return decode_wrong_kind(d, p);
    long bad = base64_illegal_at(val_str(p->value));
    if (bad < 0)
        return without_line_ends(p->value);
    struct strbuf why = STRBUF_INIT;
    strbuf_addf(&why, "illegal base64 data at input byte %ld", bad);
    decode_refused(d, p, "decode base64", why.buf);
    strbuf_release(&why);
    return NULL;
}

struct val *decode_scalar(struct decoder *d, const struct decode_place *p)
{
    switch (p->type->kind) {
    case SCHEMA_STRING: return val_is(p->value, VAL_STRING) ? val_ref(p->value) : decode_wrong_kind(d, p);
    case SCHEMA_BOOL: return val_is(p->value, VAL_BOOL) ? val_ref(p->value) : decode_wrong_kind(d, p);
    case SCHEMA_DOUBLE: return val_is_number(p->value) ? val_ref(p->value) : decode_wrong_kind(d, p);
    case SCHEMA_INT32:
    case SCHEMA_INT64: return decode_integer(d, p);
    case SCHEMA_BYTES: return decode_bytes(d, p);
    case SCHEMA_QUANTITY: return decode_quantity(d, p);
    case SCHEMA_TIME:
    case SCHEMA_MICRO_TIME: return decode_time(d, p);
    case SCHEMA_DURATION: return val_is(p->value, VAL_STRING) ? val_ref(p->value) : not_unmarshalled(d, p, "string");
    case SCHEMA_INT_OR_STRING:
        if (val_is(p->value, VAL_STRING) || (val_is(p->value, VAL_INT) && val_int_or(p->value, 0) <= INT32_MAX))
            return val_ref(p->value);
        return not_unmarshalled(d, p, "int32");
    case SCHEMA_STRUCT:
    case SCHEMA_ANY: break;
    }
    return val_ref(p->value);
}

struct val *decode_zero(const struct schema_type *t)
{
    switch (t->kind) {
    case SCHEMA_STRING:
    case SCHEMA_BYTES: return val_string("");
    case SCHEMA_BOOL: return val_bool(false);
    case SCHEMA_QUANTITY: return val_string("0");
    case SCHEMA_DURATION: return val_string("0s");
    case SCHEMA_INT32:
    case SCHEMA_INT64:
    case SCHEMA_DOUBLE:
    case SCHEMA_INT_OR_STRING: return val_int(0);
    default: return val_null();
    }
}
