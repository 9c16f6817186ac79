/*
 * SHA-256 (FIPS 180-4): for the names that --append-hash makes.
 *
 *     char hex[SHA256_HEX_LEN + 1];
 *     sha256_hex("abc", 3, hex);       // ba7816bf 8f01cfea ...
 */
#ifndef SEODANG_BASE_SHA256_H
#define SEODANG_BASE_SHA256_H

#include <stddef.h>

enum { SHA256_HEX_LEN = 64 };

/* Lower case, with NUL. */
void sha256_hex(const void *data, size_t len, char out[SHA256_HEX_LEN + 1]);

#endif
