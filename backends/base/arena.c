#include "backends/base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/format.h"
#include "backends/base/val.h"

enum { ARENA_BLOCK_BYTES = 16 * 1024 };

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) char data[];
};

struct cleanup {
    struct cleanup *next;
    void (*fn)(void *);
    void *ptr;
};

struct arena {
    struct block *blocks;
    struct cleanup *cleanups;
};

struct arena *arena_new(void)
{
    return xcalloc(1, sizeof(struct arena));
}

void arena_reset(struct arena *a)
{
    for (struct cleanup *c = a->cleanups; c; c = c->next)
        c->fn(c->ptr);
    a->cleanups = NULL;
    while (a->blocks) {
        struct block *next = a->blocks->next;
        free(a->blocks);
        a->blocks = next;
    }
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    free(a);
}

void *arena_alloc(struct arena *a, size_t size)
{
    size_t need = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (!a->blocks || a->blocks->size - a->blocks->used < need) {
        size_t bytes = need > ARENA_BLOCK_BYTES ? need : ARENA_BLOCK_BYTES;
        struct block *b = xmalloc(sizeof(*b) + bytes);
        b->next = a->blocks;
        b->used = 0;
        b->size = bytes;
        a->blocks = b;
    }
    void *p = a->blocks->data + a->blocks->used;
    a->blocks->used += need;
    memset(p, 0, size);
    return p;
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
    char *p = arena_alloc(a, len + 1);
    memcpy(p, s, len);
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_strvf(struct arena *a, const char *fmt, va_list ap)
{
    char text[XSTRF_SHORT];
    va_list again;
    va_copy(again, ap);
    size_t len = format_text(text, sizeof(text), fmt, ap);
    char *p = arena_alloc(a, len + 1);
    if (len < sizeof(text))
        memcpy(p, text, len + 1);
    else
        format_text(p, len + 1, fmt, again);
    va_end(again);
    return p;
}

char *arena_strf(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *p = arena_strvf(a, fmt, ap);
    va_end(ap);
    return p;
}

void arena_on_reset(struct arena *a, void (*fn)(void *), void *ptr)
{
    struct cleanup *c = arena_alloc(a, sizeof(*c));
    c->fn = fn;
    c->ptr = ptr;
    c->next = a->cleanups;
    a->cleanups = c;
}

static void unref(void *v)
{
    val_unref(v);
}

const struct val *arena_val(struct arena *a, struct val *v)
{
    if (v)
        arena_on_reset(a, unref, v);
    return v;
}
