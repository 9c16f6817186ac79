/*
 * Allocation that never fails: out of memory ends the program with a message, as in git.
 *
 * BUG() is for broken invariants; it stays on in releases, prints file and line, and aborts.
 */
#ifndef SEODANG_BASE_XALLOC_H
#define SEODANG_BASE_XALLOC_H

#include <stdarg.h>
#include <stddef.h>

#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))

/* Each returns memory that the caller frees with free(); never NULL. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *ptr, size_t size);
void *xreallocarray(void *ptr, size_t count, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len);
char *xstrf(const char *fmt, ...) PRINTF_LIKE(1, 2);
enum { XSTRF_SHORT = 256 }; /* shorter texts are formatted once, longer ones twice */
char *xstrvf(const char *fmt, va_list ap) PRINTF_LIKE(1, 0);

/* Prints "BUG: file:line: message" to stderr and aborts. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_at(const char *file, int line, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Number of elements of a true array. */
#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Makes room for one more element: `items` doubles when `len` reaches `cap`. */
#define ARRAY_GROW(items, len, cap)                                                    \
    do {                                                                               \
        if ((len) == (cap)) {                                                          \
            (cap) = (cap) ? (cap)*2 : 8;                                               \
            (items) = xreallocarray((items), (cap), sizeof(*(items)));                 \
        }                                                                              \
    } while (0)

#endif
