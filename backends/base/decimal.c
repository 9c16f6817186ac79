#include "backends/base/decimal.h"

char *decimal_write_unsigned(char *out, uint64_t n)
{
    char *end = out + 1;
    for (uint64_t more = n; more >= 10; more /= 10)
        end++;
    *end = '\0';
    for (char *at = end; at > out; n /= 10)
        *--at = (char)('0' + n % 10);
    return end;
}

char *decimal_write(char *out, int64_t n)
{
    if (n >= 0)
        return decimal_write_unsigned(out, (uint64_t)n);
    *out = '-';
    return decimal_write_unsigned(out + 1, 0 - (uint64_t)n);
}
