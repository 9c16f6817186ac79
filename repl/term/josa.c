#include "repl/term/josa.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "repl/term/width.h"

/* How the last spoken sound ends.  Before 으로 a ㄹ counts as none. */
enum final { FINAL_NONE, FINAL_RIEUL, FINAL_OTHER };

static const struct {
    const char *with, *without;
} pairs[] = {
#define JOSA(name, with_final, without_final) { with_final, without_final },
#include "repl/term/josa.def"
#undef JOSA
};

struct spoken {
    const char *written, *spoken;
};

static const struct spoken words[] = {
#define JOSA_WORD(written, spoken) { written, spoken },
#define JOSA_ENDING(written, spoken)
#include "repl/term/josa_words.def"
#undef JOSA_WORD
#undef JOSA_ENDING
};

static const struct spoken endings[] = {
#define JOSA_WORD(written, spoken)
#define JOSA_ENDING(written, spoken) { written, spoken },
#include "repl/term/josa_words.def"
#undef JOSA_WORD
#undef JOSA_ENDING
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z');
}

/* Of a Hangul syllable or jamo; -1 for anything else.  Consonants alone are read by their names (기역, 리을). */
static int final_of_hangul(uint32_t cp)
{
    if (cp >= 0xAC00 && cp <= 0xD7A3) {
        uint32_t index = (cp - 0xAC00) % 28;
        return !index ? FINAL_NONE : index == 8 ? FINAL_RIEUL : FINAL_OTHER;
    }
    if (cp >= 0x3131 && cp <= 0x314E)
        return cp == 0x3139 ? FINAL_RIEUL : FINAL_OTHER;
    if ((cp >= 0x314F && cp <= 0x3163) || (cp >= 0x1161 && cp <= 0x1175))
        return FINAL_NONE;
    if (cp >= 0x11A8 && cp <= 0x11C2)
        return cp == 0x11AF ? FINAL_RIEUL : FINAL_OTHER;
    return -1;
}

static enum final final_of_reading(const char *spoken)
{
    size_t len = strlen(spoken), used;
    return (enum final)final_of_hangul(utf8_decode(spoken + len - 3, 3, &used));
}

/* 십 백 천, then 만 억 조 경: the last word of a number with so many zeros at its end. */
static enum final final_of_number(const char *s, size_t end)
{
    static const enum final digits[] = { FINAL_OTHER, FINAL_RIEUL, FINAL_NONE,  FINAL_OTHER, FINAL_NONE,
                                         FINAL_NONE,  FINAL_OTHER, FINAL_RIEUL, FINAL_RIEUL, FINAL_NONE };
    size_t zeros = 0;
    while (zeros < end && s[end - 1 - zeros] == '0')
        zeros++;
    if (!zeros)
        return digits[s[end - 1] - '0'];
    if (zeros == end || !is_digit(s[end - 1 - zeros]))
        return FINAL_OTHER; /* 영 */
    return zeros >= 12 && zeros < 16 ? FINAL_NONE : FINAL_OTHER;
}

static enum final final_of_letter(char c)
{
    switch (c | 0x20) {
    case 'l':
    case 'r': return FINAL_RIEUL;
    case 'm':
    case 'n': return FINAL_OTHER;
    default: return FINAL_NONE;
    }
}

static const struct spoken *find_word(const char *s, size_t len)
{
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strlen(words[i].written) == len && !strncasecmp(words[i].written, s, len))
            return &words[i];
    return NULL;
}

/* The word before `end`: as a whole, then its last hump (DaemonSet), then by its ending, then letter by letter. */
static enum final final_of_word(const char *s, size_t end)
{
    size_t start = end, hump = end - 1;
    bool small = false;
    while (start && is_letter(s[start - 1])) {
        start--;
        small = small || !is_upper(s[start]);
    }
    while (hump > start && !is_upper(s[hump]))
        hump--;
    const struct spoken *word = find_word(s + start, end - start);
    if (!word)
        word = find_word(s + hump, end - hump);
    for (size_t i = 0; !word && small && i < ARRAY_LEN(endings); i++) {
        size_t len = strlen(endings[i].written);
        if (end - start >= len + 2 && !strncmp(s + end - len, endings[i].written, len))
            word = &endings[i];
    }
    return word ? final_of_reading(word->spoken) : final_of_letter(s[end - 1]);
}

/* Where the colour sequence that ends at `end` begins; `end` when there is none. */
static size_t before_escape(const char *s, size_t end)
{
    size_t i = end;
    if (!i || s[i - 1] != 'm')
        return end;
    for (i--; i && (is_digit(s[i - 1]) || s[i - 1] == ';'); i--)
        ;
    return i >= 2 && term_escape(s + i - 2, end - (i - 2)) ? i - 2 : end;
}

static enum final final_of_text(const char *s, size_t end)
{
    while (end) {
        size_t at = before_escape(s, end), used;
        if (at < end) {
            end = at;
            continue;
        }
        for (at--; at && ((unsigned char)s[at] & 0xC0) == 0x80; at--)
            ;
        int final = final_of_hangul(utf8_decode(s + at, end - at, &used));
        if (final >= 0)
            return (enum final)final;
        if (is_digit(s[at]))
            return final_of_number(s, end);
        if (is_letter(s[at]))
            return final_of_word(s, end);
        if (s[at] == '%')
            return FINAL_NONE; /* 퍼센트 */
        end = at;
    }
    return FINAL_NONE;
}

static const char *particle(const char *s, size_t end, enum josa_pair pair)
{
    enum final final = final_of_text(s, end);
    if (final == FINAL_RIEUL && !strncmp(pairs[pair].with, "으로", strlen("으로")))
        final = FINAL_NONE;
    return final == FINAL_NONE ? pairs[pair].without : pairs[pair].with;
}

const char *josa_of(const char *word, enum josa_pair pair)
{
    return particle(word, strlen(word), pair);
}

void josa_add(struct strbuf *sb, const char *word, enum josa_pair pair)
{
    strbuf_adds(sb, word);
    strbuf_adds(sb, josa_of(word, pair));
}

static bool is_pair(const char *s, size_t len, const char *first, const char *second)
{
    size_t at = strlen(first);
    return len == at + 1 + strlen(second) && !strncmp(s, first, at) && s[at] == '/' &&
           !strncmp(s + at + 1, second, strlen(second));
}

/* Either may stand first: 은/는, but 와/과. */
static int find_pair(const char *s, size_t len, enum josa_pair *out)
{
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        if (is_pair(s, len, pairs[i].with, pairs[i].without) || is_pair(s, len, pairs[i].without, pairs[i].with)) {
            *out = (enum josa_pair)i;
            return 0;
        }
    }
    return -1;
}

int josa_parse(const char *pair, enum josa_pair *out)
{
    return find_pair(pair, strlen(pair), out);
}

void josa_addvf(struct strbuf *sb, const char *fmt, va_list ap)
{
    size_t at = sb->len;
    strbuf_addvf(sb, fmt, ap);
    while (at < sb->len) {
        const char *open = strchr(sb->buf + at, '{');
        const char *close = open ? strchr(open, '}') : NULL;
        enum josa_pair pair;
        if (!close)
            return;
        size_t begin = (size_t)(open - sb->buf), len = (size_t)(close - open) + 1;
        at = begin + 1;
        if (find_pair(open + 1, len - 2, &pair) < 0)
            continue;
        const char *text = particle(sb->buf, begin, pair);
        strbuf_splice(sb, begin, len, text, strlen(text));
        at = begin + strlen(text);
    }
}

void josa_addf(struct strbuf *sb, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    josa_addvf(sb, fmt, ap);
    va_end(ap);
}
