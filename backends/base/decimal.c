#include "backends/base/decimal.h"

char *decimal_write(char *out, int64_t n)
{
    uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
    int len = n < 0 ? 2 : 1;
    for (uint64_t more = rest; more >= 10; more /= 10)
        len++;
    char *end = out + len;
    *end = '\0';
    for (char *at = end; at > out + (n < 0); rest /= 10)
        *--at = (char)('0' + rest % 10);
    if (n < 0)
        *out = '-';
    return end;
}
