/* Spoils texts and documents. See fuzz.h. */
#include <string.h>

#include "backends/base/json.h"
#include "tests/fuzz/fuzz.h"

enum { TEXT_MUTATIONS_MAX = 6, DOC_MUTATIONS_MAX = 4, REPEATS_MAX = 300, WALK_DEPTH_MAX = 12 };

#define TOKEN(s) { s, sizeof(s) - 1 }

/* What has broken programs before. */
static const struct {
    const char *text;
    size_t len;
} tokens[] = {
    TOKEN("\0"), TOKEN("\xff"), TOKEN("\xc3"), TOKEN("\xc3("), TOKEN("\xed\xa0\x80"), TOKEN("\xf4\x90\x80\x80"), TOKEN("\xe2\x80\xae"),
    TOKEN("\xc2\x9b" "2J"), TOKEN("\033[2J"), TOKEN("\033]0;x\007"), TOKEN("\r"), TOKEN("\n"), TOKEN("\t"), TOKEN("\x7f"), TOKEN("\b"),
    TOKEN("9223372036854775807"), TOKEN("-9223372036854775808"), TOKEN("18446744073709551615"), TOKEN("9223372036854775808"),
    TOKEN("2147483647"), TOKEN("-2147483648"), TOKEN("4294967296"), TOKEN("1e999"), TOKEN("-1"), TOKEN("0"), TOKEN("1e-400"),
    TOKEN("99999999999999999999999999999999999999999"), TOKEN("9223372036854775"), TOKEN("0.000000000000000000000000000000001"),
    TOKEN("%s%n%d"), TOKEN("null"), TOKEN("{}"), TOKEN("[]"), TOKEN("''"), TOKEN("\"\""), TOKEN("$"), TOKEN("\\"), TOKEN("\\u0000"),
    TOKEN("\xed\x95\x9c\xea\xb8\x80"), TOKEN("-"), TOKEN("--"), TOKEN("*"), TOKEN("&"), TOKEN("<<"), TOKEN("|"), TOKEN("#"), TOKEN(","), TOKEN(":"),
    TOKEN("/"), TOKEN("../.."), TOKEN("="), TOKEN("!"), TOKEN("@"), TOKEN("~1"), TOKEN("{{"), TOKEN("}}"), TOKEN("$("), TOKEN("`"),
};

size_t fuzz_below(struct random *r, size_t n)
{
    return n ? (size_t)random_below(r, n) : 0;
}

/* ---- texts ---- */

/* A place and a length within the text; mostly short. */
static size_t some_range(struct random *r, const struct strbuf *text, size_t *len)
{
    size_t at = fuzz_below(r, text->len + 1), left = text->len - at;
    *len = fuzz_below(r, left < 16 || fuzz_below(r, 4) == 0 ? left + 1 : 16);
    return at;
}

static void flip_bit(struct random *r, const struct samples *s, struct strbuf *text)
{
    (void)s;
    if (text->len)
        text->buf[fuzz_below(r, text->len)] ^= (char)(1 << fuzz_below(r, 8));
}

static void cut(struct random *r, const struct samples *s, struct strbuf *text)
{
    size_t len, at = some_range(r, text, &len);
    (void)s;
    strbuf_splice(text, at, len, "", 0);
}

static void repeat(struct random *r, const struct samples *s, struct strbuf *text)
{
    struct strbuf piece = STRBUF_INIT;
    size_t len, at = some_range(r, text, &len), times = fuzz_below(r, fuzz_below(r, 8) ? 4 : REPEATS_MAX);
    (void)s;
    for (size_t i = 0; i < times && piece.len + len < MUTATE_TEXT_MAX; i++)
        strbuf_add(&piece, text->buf + at, len);
    strbuf_splice(text, at, 0, piece.buf, piece.len);
    strbuf_release(&piece);
}

static void splice(struct random *r, const struct samples *s, struct strbuf *text)
{
    const struct strbuf *other = &s->items[fuzz_below(r, s->count)];
    size_t from_len, from = some_range(r, other, &from_len), len, at = some_range(r, text, &len);
    strbuf_splice(text, at, fuzz_below(r, 2) ? len : 0, other->buf + from, from_len);
}

static void put_token(struct random *r, const struct samples *s, struct strbuf *text)
{
    size_t i = fuzz_below(r, ARRAY_LEN(tokens)), len, at = some_range(r, text, &len);
    (void)s;
    strbuf_splice(text, at, fuzz_below(r, 2) ? len : 0, tokens[i].text, tokens[i].len);
}

/* A number becomes another, most often a huge one. */
static void change_number(struct random *r, const struct samples *s, struct strbuf *text)
{
    size_t start = fuzz_below(r, text->len + 1), at = start + strcspn(text->buf + start, "0123456789");
    (void)s;
    if (at >= text->len)
        return;
    size_t len = strspn(text->buf + at, "0123456789."), i = fuzz_below(r, ARRAY_LEN(tokens));
    strbuf_splice(text, at, len, tokens[i].text, tokens[i].len);
}

static void nest(struct random *r, const struct samples *s, struct strbuf *text)
{
    static const char *const openers[] = { "[", "{", "(", "- ", "{a: ", "[[", "$(", "${", "{\"a\":", "'", "\"", "(( ", "!", "?(@", "{range ", "{{if ", "if ", ".." };
    const char *opener = openers[fuzz_below(r, ARRAY_LEN(openers))];
    struct strbuf deep = STRBUF_INIT;
    (void)s;
    for (size_t i = fuzz_below(r, fuzz_below(r, 8) ? 30 : MUTATE_DEPTH_MAX); i > 0; i--)
        strbuf_adds(&deep, opener);
    strbuf_splice(text, fuzz_below(r, text->len + 1), 0, deep.buf, deep.len);
    strbuf_release(&deep);
}

void mutate_text(struct random *r, const struct samples *samples, struct strbuf *text)
{
    static void (*const ways[])(struct random *, const struct samples *, struct strbuf *) = {
        flip_bit, flip_bit, cut, cut, repeat, splice, splice, put_token, put_token, put_token, change_number, change_number, nest,
    };
    for (size_t i = fuzz_below(r, TEXT_MUTATIONS_MAX) + 1; i > 0; i--)
        ways[fuzz_below(r, ARRAY_LEN(ways))](r, samples, text);
    if (text->len > MUTATE_TEXT_MAX)
        strbuf_setlen(text, MUTATE_TEXT_MAX);
}

/* ---- documents ---- */

static struct val *hostile_value(struct random *r)
{
    static const int64_t numbers[] = { 0, 1, -1, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN, INT64_MAX / 1000, 65536, 600 };
    size_t i = fuzz_below(r, ARRAY_LEN(tokens));
    switch (fuzz_below(r, 9)) {
    case 0: return val_null();
    case 1: return val_bool(fuzz_below(r, 2));
    case 2: return val_double(fuzz_below(r, 2) ? 0.5 : -1e300);
    case 3: return val_object();
    case 4: return val_fmt("[[], {}, null, 1, {a:[1]}]");
    case 5: return val_uint(UINT64_MAX);
    case 6: return val_stringn(tokens[i].text, tokens[i].len);
    default: return val_int(numbers[fuzz_below(r, ARRAY_LEN(numbers))]);
    }
}

static struct val *long_string(struct random *r)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_addchn(&sb, 'a', 1 + fuzz_below(r, 3000));
    struct val *v = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return v;
}

/* `v` with one change at it or somewhere in it. */
static struct val *changed(struct random *r, const struct val *v, int depth)
{
    bool inside = val_is(v, VAL_ARRAY) || val_is(v, VAL_OBJECT);
    size_t len = inside ? val_len(v) : 0, i = fuzz_below(r, len);
    struct val *copy = val_ref(v);
    if (len && depth < WALK_DEPTH_MAX && fuzz_below(r, 5)) {
        val_replace(&copy, i, changed(r, val_item(v, i), depth + 1));
        return copy;
    }
    switch (fuzz_below(r, 6)) {
    case 0:
        if (len) {
            val_remove(&copy, i);
            return copy;
        }
        break;
    case 1:
        if (len && val_is(v, VAL_ARRAY)) {
            for (size_t n = fuzz_below(r, 3) + 1; n > 0; n--)
                val_append(&copy, val_ref(val_item(v, i)));
            return copy;
        }
        break;
    case 2:
        if (val_is(v, VAL_OBJECT)) {
            val_set(&copy, tokens[1 + fuzz_below(r, ARRAY_LEN(tokens) - 1)].text, hostile_value(r));
            return copy;
        }
        break;
    case 3:
        if (val_is(v, VAL_STRING)) {
            val_unref(copy);
            return long_string(r);
        }
        break;
    }
    val_unref(copy);
    return hostile_value(r);
}

void mutate_doc(struct random *r, struct val **doc)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = fuzz_below(r, DOC_MUTATIONS_MAX) + 1; i > 0; i--)
        val_assign(doc, changed(r, *doc, 0));
    /* As text it loses what no document that was read can hold: bytes that are no UTF-8. */
    json_write(&text, *doc, JSON_COMPACT);
    val_assign(doc, json_parse(text.buf, text.len, NULL));
    if (!*doc)
        BUG("a document that is no JSON: %.200s", text.buf);
    strbuf_release(&text);
}
