/*
 * vsnprintf() for short texts: the conversions that names, keys and messages are made of (%s, %.*s, %d, %lld, %zu, %llu, %c, %%) are
 * written here, for a tenth of printf's work; a format with any other one is left to it.
 */
#ifndef SEODANG_BASE_FORMAT_H
#define SEODANG_BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf(): what did not fit into `room` is counted but not written. A format that printf refuses is a BUG(). */
size_t format_text(char *out, size_t room, const char *fmt, va_list ap) __attribute__((format(printf, 3, 0)));

#endif
