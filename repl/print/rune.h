/*
 * Code points of UTF-8 text, as Go's unicode/utf8 reads them: a byte that is no UTF-8 is one U+FFFD.
 *
 *     for (size_t i = 0; i < len; i += rune_read(s + i, len - i, &cp)) ...
 *
 * Counts code points, not columns: how wide text is in a terminal is term/width.h's question.
 */
#ifndef SEODANG_PRINT_RUNE_H
#define SEODANG_PRINT_RUNE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The first code point of s, and how many bytes it takes (at least 1; len must not be 0). */
size_t rune_read(const char *s, size_t len, uint32_t *cp);
/* utf8.RuneCount. */
size_t rune_count(const char *s, size_t len);
/* unicode.IsLetter, near enough: of the blocks without letters the common ones are known. */
bool rune_is_letter(uint32_t cp);
/* Whether Go's %#U and strconv show it as it is. */
bool rune_is_print(uint32_t cp);

#endif
