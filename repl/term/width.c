#include "repl/term/width.h"

#include <stdbool.h>
#include <string.h>

enum {
    ZERO = 0,
    WIDE = 2,
    /* The rest of a class, beside its columns. */
    COLUMNS_MASK = 3,
    MARK = 1 << 2,      /* a mark with columns of its own: what it stands with takes two */
    JOINER = 1 << 3,    /* a virama: the next letter is written into this one */
    TO_WIDE = 1 << 4,   /* two columns when U+FE0F follows */
    TO_NARROW = 1 << 5, /* one column when U+FE0E follows */
    PICTORIAL = 1 << 6, /* takes a skin tone */

    SPACING = ZERO | MARK,
    VIRAMA = ZERO | JOINER,
    SPACING_VIRAMA = ZERO | MARK | JOINER,
    KEYCAP = 1 | TO_WIDE,
    EMOJI = 1 | TO_WIDE | PICTORIAL,
    PICTURE = 1 | PICTORIAL,
    WIDE_EMOJI = WIDE | TO_NARROW | PICTORIAL,
    WIDE_PICTURE = WIDE | PICTORIAL,

    ZERO_WIDTH_JOINER = 0x200D,
    TEXT_STYLE = 0xFE0E,
    EMOJI_STYLE = 0xFE0F,
};

static const struct range {
    uint32_t first, last;
    int class;
} ranges[] = {
#define WIDTH(first, last, class) { first, last, class },
#include "repl/term/width.def"
#undef WIDTH
};

static int class_of(uint32_t cp)
{
    size_t low = 0, high = ARRAY_LEN(ranges);
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
        return ZERO;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (cp < ranges[mid].first)
            high = mid;
        else if (cp > ranges[mid].last)
            low = mid + 1;
        else
            return ranges[mid].class;
    }
    return 1;
}

int codepoint_width(uint32_t cp)
{
    return class_of(cp) & COLUMNS_MASK;
}

uint32_t utf8_decode(const char *s, size_t len, size_t *used)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t more = p[0] < 0x80 ? 0 : p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : 1;
    static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
    *used = 1;
    if (!more)
        return p[0];
    if (p[0] < 0xC2 || p[0] > 0xF4 || more >= len)
        return UTF8_BAD;
    uint32_t cp = p[0] & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return UTF8_BAD;
        cp = cp << 6 | (p[i] & 0x3F);
    }
    if (cp < least[more] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return UTF8_BAD;
    *used = more + 1;
    return cp;
}

static bool is_regional(uint32_t cp)
{
    return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

/*
 * Widths add up cluster by cluster: a character with its marks, two regional indicators (a flag), emoji tied by U+200D,
 * consonants tied by a virama.  A cluster's width is settled when the next one begins.
 */
struct measure {
    long total;   /* of the clusters before, less what this one lost by U+FE0E */
    long cluster; /* of the one that is not settled yet */
    int base;           /* class of the character that marks and styles apply to */
    bool has_base;
    bool narrowed;      /* the base no longer yields to U+FE0E */
    bool after_virama;
    bool skip;          /* the next one is tied on by U+200D */
    unsigned regionals; /* in a row, up to here */
};

/* Takes one code point; true when it began a new cluster. */
static bool measure_letter(struct measure *m, int class)
{
    bool begins = !m->after_virama;
    if (m->after_virama) {
        m->cluster = 2;
    } else {
        m->total += m->cluster;
        m->cluster = class & COLUMNS_MASK;
    }
    m->has_base = true;
    m->narrowed = false;
    m->base = class;
    m->after_virama = false;
    return begins;
}

static void measure_mark(struct measure *m, int class)
{
    if (class & JOINER) {
        m->after_virama = true;
        return;
    }
    m->after_virama = false;
    if (m->has_base && (class & MARK)) {
        m->cluster = 2;
        m->has_base = false;
    }
}

static void measure_style(struct measure *m, uint32_t cp)
{
    if (cp == EMOJI_STYLE && (m->base & TO_WIDE))
        m->cluster = 2;
    if (cp == TEXT_STYLE && (m->base & TO_NARROW) && !m->narrowed)
        m->total--;
    m->has_base = false;
}

static void measure_joiner(struct measure *m)
{
    if (m->after_virama)
        return;
    m->skip = true;
    m->narrowed = true;
}

static bool measure_next(struct measure *m, uint32_t cp)
{
    bool second = is_regional(cp) && m->regionals % 2;
    m->regionals = is_regional(cp) ? m->regionals + 1 : 0;
    if (m->skip) {
        m->skip = false;
        return false;
    }
    if (cp == ZERO_WIDTH_JOINER) {
        measure_joiner(m);
        return false;
    }
    if ((cp == EMOJI_STYLE || cp == TEXT_STYLE) && m->has_base) {
        measure_style(m, cp);
        return false;
    }
    int class = class_of(cp);
    if (second) {
        m->base = class;
        return false;
    }
    if (cp >= 0x1F3FB && cp <= 0x1F3FF && (m->base & PICTORIAL))
        return false;
    if (class & COLUMNS_MASK)
        return measure_letter(m, class);
    measure_mark(m, class);
    return false;
}

size_t term_escape(const char *s, size_t len)
{
    size_t n = 2;
    if (len < 3 || s[0] != '\x1B' || s[1] != '[')
        return 0;
    while (n < len && ((s[n] >= '0' && s[n] <= '9') || s[n] == ';'))
        n++;
    return n < len && s[n] == 'm' ? n + 1 : 0;
}

/* The code point at s, or 0, which has no columns, for an escape sequence. */
static uint32_t next(const char *s, size_t len, size_t *used)
{
    *used = term_escape(s, len);
    return *used ? 0 : utf8_decode(s, len, used);
}

size_t term_width(const char *s, size_t len)
{
    struct measure m = { 0 };
    size_t used;
    for (size_t i = 0; i < len; i += used)
        measure_next(&m, next(s + i, len - i, &used));
    return (size_t)(m.total + m.cluster);
}

size_t term_fit(const char *s, size_t len, size_t columns)
{
    struct measure m = { 0 };
    size_t fits = 0, used;
    for (size_t i = 0; i < len; i += used) {
        bool begins = measure_next(&m, next(s + i, len - i, &used));
        if (begins && (size_t)m.total > columns)
            return fits;
        if (begins)
            fits = i;
    }
    return (size_t)(m.total + m.cluster) <= columns ? len : fits;
}

void term_pad(struct strbuf *sb, const char *s, size_t columns)
{
    size_t width = term_width(s, strlen(s));
    strbuf_adds(sb, s);
    if (width < columns)
        strbuf_addchn(sb, ' ', columns - width);
}

void term_truncate(struct strbuf *sb, const char *s, size_t columns)
{
    size_t len = strlen(s);
    if (term_width(s, len) <= columns) {
        strbuf_add(sb, s, len);
    } else if (columns) {
        strbuf_add(sb, s, term_fit(s, len, columns - 1));
        strbuf_adds(sb, "…");
    }
}

/* Marks that turn the direction of writing, or break lines where '\n' does not. */
static bool is_deceptive(uint32_t cp)
{
    return (cp >= 0x80 && cp < 0xA0) || cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

/* Adds the character at s; the bytes it takes. */
static size_t add_safe(struct strbuf *sb, const char *s, size_t len)
{
    size_t used;
    uint32_t cp = utf8_decode(s, len, &used);
    if (cp == '\t' || cp == '\n')
        strbuf_addch(sb, *s);
    else if (cp < 0x20 || cp == 0x7F)
        strbuf_addf(sb, "^%c", (char)(cp ^ 0x40));
    else
        strbuf_addutf8(sb, is_deceptive(cp) ? UTF8_BAD : cp);
    return used;
}

void term_safe(struct strbuf *sb, const char *s, size_t len)
{
    for (size_t i = 0; i < len;)
        i += add_safe(sb, s + i, len - i);
}

/* A colour sequence that hides nothing: plain, strong, dim, and letters in one of the colours but black and white. */
static size_t harmless_colour(const char *s, size_t len)
{
    size_t n = term_escape(s, len);
    for (size_t i = 2; i < n;) {
        int number = 0;
        for (; s[i] >= '0' && s[i] <= '9' && number < 1000; i++)
            number = number * 10 + (s[i] - '0');
        bool colour = number % 10 >= 1 && number % 10 <= 6 && (number / 10 == 3 || number / 10 == 9);
        if ((s[i] != ';' && s[i] != 'm') || (number > 2 && !colour))
            return 0;
        i++;
    }
    return n;
}

void term_shown(struct strbuf *sb, const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        size_t colour = harmless_colour(s + i, len - i);
        if (colour) {
            strbuf_add(sb, s + i, colour);
            i += colour;
        } else if (s[i] == '\r' && i + 1 < len && s[i + 1] == '\n') {
            i++;
        } else {
            i += add_safe(sb, s + i, len - i);
        }
    }
}

size_t term_unfinished(const char *s, size_t len)
{
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        unsigned char c = (unsigned char)s[len - back];
        if ((c & 0xC0) == 0x80)
            continue;
        size_t whole = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return whole > back ? back : 0;
    }
    return 0;
}
