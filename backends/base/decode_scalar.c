/* Strings, numbers, times, quantities: how Go reads and writes them. See decode.h. */
#include <string.h>

#include "backends/base/decode.h"
#include "backends/base/json.h"
#include "backends/base/quantity.h"
#include "backends/base/rfc3339.h"

/* Before 1.23: `ReadString: expects " or n, but found 7`. */
static void read_error(struct decoder *d, const struct val *v, const char *operation, const char *expects)
{
    if (version_has(d->version, FEATURE_GO_JSON_ERRORS))
        return;
    struct strbuf text = STRBUF_INIT;
    json_write(&text, v, JSON_COMPACT);
    strbuf_addf(&d->error, "%s: %s%c", operation, expects, text.buf[0]);
    strbuf_release(&text);
}

static struct val *decode_string(struct decoder *d, const struct val *v)
{
    if (val_is(v, VAL_STRING))
        return val_ref(v);
    read_error(d, v, "ReadString", "expects \" or n, but found ");
    return NULL;
}

static struct val *decode_bool(struct decoder *d, const struct val *v)
{
    if (val_is(v, VAL_BOOL))
        return val_ref(v);
    read_error(d, v, "ReadBool", "expect t or f, but found ");
    return NULL;
}

/* Integers; a double without a fraction is one too, as kubectl would have written it. */
static struct val *decode_int(struct decoder *d, const struct val *v, int64_t least, int64_t most)
{
    double number = val_double_or(v, 0.5);
    bool whole = val_is(v, VAL_INT) || (val_is(v, VAL_DOUBLE) && number >= -9e15 && number <= 9e15 &&
                                        number == (double)(int64_t)number);
    int64_t n = whole ? val_int_or(v, 0) : 0;
    if (whole && n >= least && n <= most)
        return val_is(v, VAL_INT) ? val_ref(v) : val_int(n);
    if (!version_has(d->version, FEATURE_GO_JSON_ERRORS))
        strbuf_adds(&d->error, "readUint32: unexpected character: \xef\xbf\xbd");
    return NULL;
}

static struct val *decode_int_or_string(struct decoder *d, const struct val *v)
{
    return val_is(v, VAL_STRING) ? val_ref(v) : decode_int(d, v, INT32_MIN, INT32_MAX);
}

static struct val *decode_quantity(struct decoder *d, const struct val *v)
{
    struct quantity q;
    struct strbuf text = STRBUF_INIT;
    bool other = !val_is(v, VAL_STRING) && !val_is_number(v);
    if (other || quantity_parse_val(v, &q, &text) < 0) {
        bool old = !version_has(d->version, FEATURE_GO_JSON_ERRORS);
        strbuf_addf(&d->error, "%s%s", old ? "unmarshalerDecoder: " : "",
                    text.len ? text.buf : "quantities must match the regular expression "
                                          "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        strbuf_release(&text);
        return NULL;
    }
    struct val *out;
    if (val_is(v, VAL_STRING) && quantity_is_canonical(val_str(v))) {
        out = val_ref(v);
    } else {
        quantity_string(&text, &q);
        out = val_str_equal(v, text.buf) ? val_ref(v) : val_stringn(text.buf, text.len);
    }
    strbuf_release(&text);
    return out;
}

static struct val *decode_time(struct decoder *d, const struct val *v, bool micro)
{
    int64_t ms;
    char text[RFC3339_SIZE];
    const char *layout = micro ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
    if (!val_is(v, VAL_STRING))
        return decode_string(d, v);
    if (rfc3339_parse(val_str(v), &ms) < 0) {
        strbuf_addf(&d->error, "parsing time \"%s\" as \"%s\": cannot parse \"%s\" as \"2006\"", val_str(v), layout,
                    val_str(v));
        return NULL;
    }
    if (micro)
        return val_ref(v);
    rfc3339_format(text, ms);
    return val_str_equal(v, text) ? val_ref(v) : val_string(text);
}

/* Base64 with padding; line breaks are skipped, as Go's decoder does. */
static struct val *decode_bytes(struct decoder *d, const struct val *v)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (!val_is(v, VAL_STRING))
        return decode_string(d, v);
    const char *text = val_str(v);
    size_t used = 0, padding = 0, i = 0;
    for (; i < val_len(v); i++) {
        if (text[i] == '\r' || text[i] == '\n')
            continue;
        if (text[i] == '=' && used % 4 >= 2 && padding < 4 - used % 4)
            padding++;
        else if (!padding && text[i] && strchr(alphabet, text[i]))
            used++;
        else
            break;
    }
    if (i == val_len(v) && (used + padding) % 4 == 0)
        return val_ref(v);
    strbuf_addf(&d->error, "illegal base64 data at input byte %zu", i < val_len(v) ? i : used + padding - (used + padding) % 4);
    return NULL;
}

struct val *decode_scalar(struct decoder *d, const struct val *v, const struct schema_type *t)
{
    switch (t->kind) {
    case SCHEMA_STRING: return decode_string(d, v);
    case SCHEMA_BOOL: return decode_bool(d, v);
    case SCHEMA_INT32: return decode_int(d, v, INT32_MIN, INT32_MAX);
    case SCHEMA_INT64: return decode_int(d, v, INT64_MIN, INT64_MAX);
    case SCHEMA_DOUBLE: return val_is_number(v) ? val_ref(v) : NULL;
    case SCHEMA_BYTES: return decode_bytes(d, v);
    case SCHEMA_QUANTITY: return decode_quantity(d, v);
    case SCHEMA_INT_OR_STRING: return decode_int_or_string(d, v);
    case SCHEMA_TIME: return decode_time(d, v, false);
    case SCHEMA_MICRO_TIME: return decode_time(d, v, true);
    case SCHEMA_DURATION: return decode_string(d, v);
    case SCHEMA_ANY:
    case SCHEMA_STRUCT: break;
    }
    return val_ref(v);
}

struct val *decode_zero(const struct schema_type *t)
{
    switch (t->kind) {
    case SCHEMA_STRING:
    case SCHEMA_DURATION: return val_string("");
    case SCHEMA_BOOL: return val_bool(false);
    case SCHEMA_INT32:
    case SCHEMA_INT64:
    case SCHEMA_DOUBLE:
    case SCHEMA_INT_OR_STRING: return val_int(0);
    case SCHEMA_QUANTITY: return val_string("0");
    default: return val_null();
    }
}

void decode_go_type(struct strbuf *sb, const struct schema_type *t, unsigned shape)
{
    static const struct {
        enum schema_kind kind;
        const char *name;
    } plain[] = {
        { SCHEMA_STRING, "string" }, { SCHEMA_BOOL, "bool" },       { SCHEMA_INT32, "int32" },
        { SCHEMA_INT64, "int64" },   { SCHEMA_DOUBLE, "float64" }, { SCHEMA_BYTES, "[]uint8" },
    };
    if (shape == SCHEMA_LIST)
        strbuf_adds(sb, "[]");
    else if (shape == SCHEMA_MAP || shape == SCHEMA_LISTS)
        strbuf_adds(sb, shape == SCHEMA_MAP ? "map[string]" : "map[string][]");
    for (size_t i = 0; i < ARRAY_LEN(plain); i++)
        if (plain[i].kind == t->kind) {
            strbuf_adds(sb, plain[i].name);
            return;
        }
    strbuf_addf(sb, "%s.%s", *t->version ? t->version : t->group, t->name);
}
