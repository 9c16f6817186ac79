/*
 * The regular expressions of grep, sed and awk, as the C library reads them; those that would cost too much are refused.
 */
#ifndef SEODANG_FAKE_PROGRAM_REGEX_H
#define SEODANG_FAKE_PROGRAM_REGEX_H

#include <regex.h>
#include <stdbool.h>

/* 0 with `re` for regfree(), or -1. `flags`: REG_EXTENDED, REG_ICASE. */
int shell_regex(regex_t *re, const char *pattern, int flags);

#endif
