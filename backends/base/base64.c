#include "backends/base/base64.h"

#include <string.h>

static const char standard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void encode(struct strbuf *sb, const char *alphabet, int padded, const void *data, size_t len)
{
    const unsigned char *p = data;
    for (size_t i = 0; i < len; i += 3) {
        size_t have = len - i < 3 ? len - i : 3;
        unsigned n = (unsigned)p[i] << 16 | (have > 1 ? (unsigned)p[i + 1] << 8 : 0) | (have > 2 ? p[i + 2] : 0);
        for (size_t j = 0; j < 4; j++)
            if (j <= have)
                strbuf_addch(sb, alphabet[(n >> (18 - 6 * j)) & 63]);
            else if (padded)
                strbuf_addch(sb, '=');
    }
}

void base64_encode(struct strbuf *sb, const void *data, size_t len)
{
    encode(sb, standard, 1, data, len);
}

void base64_url_encode(struct strbuf *sb, const void *data, size_t len)
{
    encode(sb, url, 0, data, len);
}

static int decode(struct strbuf *sb, const char *alphabet, int padded, const char *text)
{
    size_t before = sb->len, len = strlen(text), pad = 0;
    if (padded) {
        if (len % 4)
            return -1;
        while (pad < 2 && len && text[len - 1] == '=') {
            len--;
            pad++;
        }
    }
    if (len % 4 == 1)
        return -1;
    unsigned bits = 0, have = 0;
    for (size_t i = 0; i < len; i++) {
        const char *at = strchr(alphabet, text[i]);
        if (!at || !*at) {
            strbuf_setlen(sb, before);
            return -1;
        }
        bits = bits << 6 | (unsigned)(at - alphabet);
        have += 6;
        if (have >= 8) {
            have -= 8;
            strbuf_addch(sb, (char)(bits >> have & 255));
        }
    }
    return 0;
}

int base64_decode(struct strbuf *sb, const char *text)
{
    return decode(sb, standard, 1, text);
}

int base64_url_decode(struct strbuf *sb, const char *text)
{
    return decode(sb, url, 0, text);
}

static size_t skip_line_ends(const char *text, size_t i)
{
    return i + strspn(text + i, "\r\n");
}

/* Padding that begins at i, behind `have` characters of its group of four. */
static long illegal_padding(const char *text, size_t i, size_t have)
{
    if (have < 2)
        return (long)i;
    i = skip_line_ends(text, i + 1);
    if (have == 2) {
        if (text[i] != '=')
            return (long)(text[i] ? i - 1 : i);
        i = skip_line_ends(text, i + 1);
    }
    return text[i] ? (long)i : -1;
}

long base64_illegal_at(const char *text)
{
    size_t have = 0, i = 0;
    for (;; i++) {
        i = skip_line_ends(text, i);
        if (!text[i])
            return have ? (long)(i - have) : -1;
        if (text[i] == '=')
            return illegal_padding(text, i, have);
        if (!strchr(standard, text[i]))
            return (long)i;
        have = (have + 1) % 4;
    }
}
