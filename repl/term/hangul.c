#include "repl/term/hangul.h"

#include <stdint.h>

#include "repl/term/width.h"

/* Hangul in Unicode: a syllable is 0xAC00 + (initial * 21 + medial) * 28 + final. */
enum {
    SYLLABLE = 0xAC00,
    SYLLABLE_LAST = 0xD7A3,
    INITIAL = 0x1100, /* conjoining jamo */
    INITIAL_COUNT = 19,
    MEDIAL = 0x1161,
    MEDIAL_COUNT = 21,
    FINAL = 0x11A7, /* the one before the first: index 0 is "none" */
    FINAL_COUNT = 28,
    LETTER = 0x3131, /* jamo that stand alone */
    LETTER_COUNT = 51,
};

static const char *const initial_keys[INITIAL_COUNT] = {
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
};
static const char *const medial_keys[MEDIAL_COUNT] = {
    "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l",
};
static const char *const final_keys[FINAL_COUNT] = {
    "",   "r",  "R",  "rt", "s",  "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx",
    "fv", "fg", "a",  "q",  "qt", "t",  "T",  "d", "w", "c",  "z",  "x",  "v",  "g",
};
static const char *const letter_keys[LETTER_COUNT] = {
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a",
    "q", "Q", "qt", "t", "T",  "d",  "w", "W", "c", "z",  "x",  "v",  "g",  "k",  "o",  "i",  "O",
    "j", "p", "u",  "P", "h",  "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b",  "m",  "ml", "l",
};

static bool is_syllable(uint32_t cp)
{
    return cp >= SYLLABLE && cp <= SYLLABLE_LAST;
}

static bool is_in(uint32_t cp, uint32_t first, uint32_t count)
{
    return cp >= first && cp < first + count;
}

static bool is_final(uint32_t cp)
{
    return cp > FINAL && cp < FINAL + FINAL_COUNT;
}

static bool is_hangul(uint32_t cp)
{
    return is_syllable(cp) || is_in(cp, INITIAL, INITIAL_COUNT) || is_in(cp, MEDIAL, MEDIAL_COUNT) || is_final(cp) ||
           is_in(cp, LETTER, LETTER_COUNT);
}

static void add_keys(struct strbuf *sb, uint32_t cp)
{
    if (is_syllable(cp)) {
        uint32_t index = cp - SYLLABLE;
        strbuf_adds(sb, initial_keys[index / (MEDIAL_COUNT * FINAL_COUNT)]);
        strbuf_adds(sb, medial_keys[index / FINAL_COUNT % MEDIAL_COUNT]);
        strbuf_adds(sb, final_keys[index % FINAL_COUNT]);
    } else if (is_in(cp, LETTER, LETTER_COUNT)) {
        strbuf_adds(sb, letter_keys[cp - LETTER]);
    } else if (is_in(cp, INITIAL, INITIAL_COUNT)) {
        strbuf_adds(sb, initial_keys[cp - INITIAL]);
    } else if (is_in(cp, MEDIAL, MEDIAL_COUNT)) {
        strbuf_adds(sb, medial_keys[cp - MEDIAL]);
    } else {
        strbuf_adds(sb, final_keys[cp - FINAL]);
    }
}

void hangul_to_keys(struct strbuf *sb, const char *s, size_t len)
{
    size_t used;
    for (size_t i = 0; i < len; i += used) {
        uint32_t cp = utf8_decode(s + i, len - i, &used);
        if (is_hangul(cp))
            add_keys(sb, cp);
        else
            strbuf_add(sb, s + i, used);
    }
}

bool hangul_present(const char *s, size_t len)
{
    size_t used;
    for (size_t i = 0; i < len; i += used)
        if (is_hangul(utf8_decode(s + i, len - i, &used)))
            return true;
    return false;
}

void hangul_nfc(struct strbuf *sb, const char *s, size_t len)
{
    uint32_t open = 0; /* what the next jamo may join */
    size_t used, open_at = 0;
    for (size_t i = 0; i < len; i += used) {
        uint32_t cp = utf8_decode(s + i, len - i, &used), joined = 0;
        if (is_in(open, INITIAL, INITIAL_COUNT) && is_in(cp, MEDIAL, MEDIAL_COUNT))
            joined = SYLLABLE + ((open - INITIAL) * MEDIAL_COUNT + (cp - MEDIAL)) * FINAL_COUNT;
        else if (is_syllable(open) && !((open - SYLLABLE) % FINAL_COUNT) && is_final(cp))
            joined = open + (cp - FINAL);
        if (joined) {
            strbuf_setlen(sb, open_at);
            strbuf_addutf8(sb, joined);
            open = joined;
        } else {
            open = cp;
            open_at = sb->len;
            strbuf_add(sb, s + i, used);
        }
    }
}

/* Where the code point that ends at `pos` begins, and which it is. */
static size_t step_back(const char *s, size_t pos, uint32_t *cp)
{
    size_t at = pos, used;
    do
        at--;
    while (at && ((unsigned char)s[at] & 0xC0) == 0x80 && pos - at < 4);
    *cp = utf8_decode(s + at, pos - at, &used);
    return used == pos - at ? at : pos - 1;
}

size_t hangul_before(const char *s, size_t pos)
{
    uint32_t cp, before;
    bool tied = true; /* an emoji tied to the one before it goes with it */
    while (pos && tied) {
        do
            pos = step_back(s, pos, &cp);
        while (pos && !codepoint_width(cp) && cp >= 0x20);
        tied = pos && step_back(s, pos, &before) < pos && before == 0x200D;
    }
    return pos;
}
