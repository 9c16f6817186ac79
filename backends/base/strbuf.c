#include "backends/base/strbuf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/decimal.h"
#include "backends/base/format.h"

char strbuf_empty[1];

void strbuf_init(struct strbuf *sb)
{
    *sb = (struct strbuf)STRBUF_INIT;
}

void strbuf_release(struct strbuf *sb)
{
    if (sb->alloc)
        free(sb->buf);
    strbuf_init(sb);
}

void strbuf_reset(struct strbuf *sb)
{
    strbuf_setlen(sb, 0);
}

void strbuf_setlen(struct strbuf *sb, size_t len)
{
    if (len > sb->len)
        BUG("strbuf_setlen beyond the end");
    sb->len = len;
    if (sb->alloc)
        sb->buf[len] = '\0';
}

void strbuf_grow(struct strbuf *sb, size_t extra)
{
    size_t need = sb->len + extra + 1;
    if (need <= sb->len)
        BUG("strbuf too long");
    if (need <= sb->alloc)
        return;
    size_t alloc = sb->alloc ? sb->alloc * 2 : 64;
    if (alloc < need)
        alloc = need;
    sb->buf = xrealloc(sb->alloc ? sb->buf : NULL, alloc);
    sb->alloc = alloc;
    sb->buf[sb->len] = '\0';
}

char *strbuf_detach(struct strbuf *sb, size_t *len)
{
    strbuf_grow(sb, 0);
    char *s = sb->buf;
    if (len)
        *len = sb->len;
    strbuf_init(sb);
    return s;
}

void strbuf_add(struct strbuf *sb, const void *data, size_t len)
{
    if (!len)
        return;
    strbuf_grow(sb, len);
    memcpy(sb->buf + sb->len, data, len);
    sb->len += len;
    sb->buf[sb->len] = '\0';
}

void strbuf_adds(struct strbuf *sb, const char *s)
{
    strbuf_add(sb, s, strlen(s));
}

void strbuf_addch(struct strbuf *sb, char c)
{
    if (sb->len + 1 >= sb->alloc)
        strbuf_grow(sb, 1);
    sb->buf[sb->len++] = c;
    sb->buf[sb->len] = '\0';
}

void strbuf_addchn(struct strbuf *sb, char c, size_t count)
{
    strbuf_grow(sb, count);
    memset(sb->buf + sb->len, c, count);
    sb->len += count;
    sb->buf[sb->len] = '\0';
}

void strbuf_addint(struct strbuf *sb, int64_t n)
{
    strbuf_grow(sb, DECIMAL_SIZE);
    sb->len = (size_t)(decimal_write(sb->buf + sb->len, n) - sb->buf);
}

void strbuf_addvf(struct strbuf *sb, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    strbuf_grow(sb, 0);
    size_t room = sb->alloc - sb->len;
    size_t len = format_text(sb->buf + sb->len, room, fmt, ap);
    if (len >= room) {
        strbuf_grow(sb, len);
        format_text(sb->buf + sb->len, len + 1, fmt, again);
    }
    va_end(again);
    sb->len += len;
}

void strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(sb, fmt, ap);
    va_end(ap);
}

void strbuf_addutf8(struct strbuf *sb, unsigned long cp)
{
    char out[4];
    size_t n;
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        n = 1;
    } else if (cp < 0x800) {
        out[0] = (char)(0xC0 | (cp >> 6));
        out[1] = (char)(0x80 | (cp & 0x3F));
        n = 2;
    } else if (cp < 0x10000) {
        out[0] = (char)(0xE0 | (cp >> 12));
        out[1] = (char)(0x80 | ((cp >> 6) & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        n = 3;
    } else {
        out[0] = (char)(0xF0 | (cp >> 18));
        out[1] = (char)(0x80 | ((cp >> 12) & 0x3F));
        out[2] = (char)(0x80 | ((cp >> 6) & 0x3F));
        out[3] = (char)(0x80 | (cp & 0x3F));
        n = 4;
    }
    strbuf_add(sb, out, n);
}

void strbuf_splice(struct strbuf *sb, size_t pos, size_t len, const void *data, size_t dlen)
{
    if (pos > sb->len || len > sb->len - pos)
        BUG("strbuf_splice outside the string");
    if (dlen > len)
        strbuf_grow(sb, dlen - len);
    if (sb->alloc) {
        memmove(sb->buf + pos + dlen, sb->buf + pos + len, sb->len - pos - len + 1);
        if (dlen)
            memcpy(sb->buf + pos, data, dlen);
    }
    sb->len = sb->len - len + dlen;
}

void strbuf_rtrim(struct strbuf *sb)
{
    size_t len = sb->len;
    while (len && strchr(" \t\r\n", sb->buf[len - 1]) && sb->buf[len - 1])
        len--;
    strbuf_setlen(sb, len);
}

int strbuf_read_file(struct strbuf *sb, const char *path)
{
    char chunk[16384];
    size_t n, before = sb->len;
    FILE *f = fopen(path, "re");
    if (!f)
        return -1;
    errno = 0;
    while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0 && sb->len - before <= STRBUF_FILE_MAX)
        strbuf_add(sb, chunk, n);
    int why = ferror(f) ? errno : sb->len - before > STRBUF_FILE_MAX ? EFBIG : 0;
    fclose(f);
    errno = why;
    return why ? -1 : 0;
}
