/*
 * Whole numbers in decimal digits, for what is written so often that printf shows in a profile.
 */
#ifndef SEODANG_BASE_DECIMAL_H
#define SEODANG_BASE_DECIMAL_H

#include <stdint.h>

enum { DECIMAL_SIZE = 21 }; /* the longest, with its sign and NUL */

/* Write n and a NUL at `out`; return where the NUL stands, so that more can follow. */
char *decimal_write(char *out, int64_t n);
char *decimal_write_unsigned(char *out, uint64_t n);

#endif
