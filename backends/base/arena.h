/*
 * Memory that is given back all at once: one arena per command line, one per controller sync.
 *
 *     struct arena *a = arena_new();
 *     char *path = arena_strf(a, "/api/v1/namespaces/%s", ns);
 *     const struct val *doc = arena_val(a, json_parse(...));   // unref'd when the arena is reset
 *     arena_free(a);
 *
 * Nothing that outlives the arena may point into it.
 */
#ifndef SEODANG_BASE_ARENA_H
#define SEODANG_BASE_ARENA_H

#include "backends/base/xalloc.h"

struct arena;
struct val;

struct arena *arena_new(void);
/* Frees everything in the arena and the arena; NULL is fine. */
void arena_free(struct arena *a);
/* Frees everything in the arena; it stays usable. */
void arena_reset(struct arena *a);

/* Zeroed memory, aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_strf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
char *arena_strvf(struct arena *a, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);

/* Takes over the reference `v` (NULL is fine), gives it back at reset, and returns it borrowed. */
const struct val *arena_val(struct arena *a, struct val *v);
/* Calls fn(ptr) at reset, last registered first. */
void arena_on_reset(struct arena *a, void (*fn)(void *), void *ptr);

#endif
