/*
 * Hangul as it is typed: a line typed with the Korean layout left on, texts in decomposed form, and where a syllable begins.
 *
 *     hangul_to_keys(&sb, "ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ", len);      // kubectl get pods
 *     hangul_nfc(&sb, text_from_macos, len);                       // ᄉ + ᅥ becomes 서
 *
 * The layout is 2-beolsik.  Letters typed with Shift whose jamo are the same as without come out in lower case.
 */
#ifndef SEODANG_TERM_HANGUL_H
#define SEODANG_TERM_HANGUL_H

#include <stdbool.h>
#include <stddef.h>

#include "backends/base/strbuf.h"

/* Adds the text with every syllable and jamo replaced by the keys that make it; all else stays. */
void hangul_to_keys(struct strbuf *sb, const char *s, size_t len);
/* Whether there is a Hangul syllable or jamo in the text. */
bool hangul_present(const char *s, size_t len);
/* Adds the text with conjoining jamo put together (Hangul's part of NFC); all else stays. */
void hangul_nfc(struct strbuf *sb, const char *s, size_t len);
/* Where the character that ends at `pos` begins: what one Backspace takes away.  Combining marks and conjoining jamo go with
 * their base. */
size_t hangul_before(const char *s, size_t pos);

#endif
