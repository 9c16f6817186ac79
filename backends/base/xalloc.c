#include "backends/base/xalloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/format.h"

static _Noreturn void out_of_memory(void)
{
    fputs("seodang: out of memory\n", stderr);
    abort();
}

void *xmalloc(size_t size)
{
    void *p = malloc(size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}

void *xcalloc(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}

void *xrealloc(void *ptr, size_t size)
{
    void *p = realloc(ptr, size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}

void *xreallocarray(void *ptr, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    return xrealloc(ptr, count * size);
}

char *xstrdup(const char *s)
{
    return xstrndup(s, strlen(s));
}

char *xstrndup(const char *s, size_t len)
{
    char *p = xmalloc(len + 1);
    memcpy(p, s, len);
    p[len] = '\0';
    return p;
}

char *xstrvf(const char *fmt, va_list ap)
{
    char text[XSTRF_SHORT];
    va_list again;
    va_copy(again, ap);
    size_t len = format_text(text, sizeof(text), fmt, ap);
    char *p = xmalloc(len + 1);
    if (len < sizeof(text))
        memcpy(p, text, len + 1);
    else
        format_text(p, len + 1, fmt, again);
    va_end(again);
    return p;
}

char *xstrf(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *p = xstrvf(fmt, ap);
    va_end(ap);
    return p;
}

_Noreturn void bug_at(const char *file, int line, const char *fmt, ...)
{
    va_list ap;
    fprintf(stderr, "BUG: %s:%d: ", file, line);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    abort();
}
