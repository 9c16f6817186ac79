/* Whether bytes are UTF-8, as Go's utf8.Valid has it: no overlong forms, no surrogates, at most U+10FFFF. */
#ifndef SEODANG_BASE_UTF8_H
#define SEODANG_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

bool utf8_valid(const char *s, size_t len);

#endif
