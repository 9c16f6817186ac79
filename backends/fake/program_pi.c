#include "backends/fake/program_pi.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* The spigot of Rabinowitz and Wagon: one decimal digit after the other out of a mixed-radix number. */
enum { GUARD_DIGITS = 10 };

static char *spigot(long digits)
{
    long terms = digits * 10 / 3 + 1, len = 0, nines = 0, held = -1;
    int64_t *a = xcalloc((size_t)terms, sizeof(*a));
    char *out = xcalloc((size_t)digits + 2, 1);
    for (long i = 0; i < terms; i++)
        a[i] = 2;
    for (long n = 0; n <= digits && len < digits; n++) {
        int64_t carry = 0;
        for (long i = terms - 1; i > 0; i--) {
            int64_t x = a[i] * 10 + carry * (i + 1);
            a[i] = x % (2 * i + 1);
            carry = x / (2 * i + 1);
        }
        int64_t x = a[0] * 10 + carry, digit = x / 10;
        a[0] = x % 10;
        if (digit == 9) {
            nines++;
            continue;
        }
        if (held >= 0 && len < digits)
            out[len++] = (char)('0' + held + (digit == 10));
        for (; nines > 0; nines--)
            if (len < digits)
                out[len++] = digit == 10 ? '0' : '9';
        held = digit == 10 ? 0 : digit;
    }
    free(a);
    return out;
}

void program_add_pi(struct strbuf *sb, long digits)
{
    char *text = spigot(digits + GUARD_DIGITS);
    long last = digits - 1;
    bool up = text[digits] >= '5';
    for (; up && last >= 0; last--) {
        up = text[last] == '9';
        text[last] = up ? '0' : (char)(text[last] + 1);
    }
    strbuf_addch(sb, text[0]);
    if (digits > 1)
        strbuf_addch(sb, '.');
    strbuf_add(sb, text + 1, (size_t)(digits - 1));
    free(text);
}
