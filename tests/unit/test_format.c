#include "backends/base/format.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/test.h"

/* Whatever the room, it writes and counts what printf does. */
PRINTF_LIKE(1, 2)
static void same(const char *fmt, ...)
{
    for (size_t room = 0; room < 80; room++) {
        char want[80] = "untouched", have[80] = "untouched";
        va_list ap, again;
        va_start(ap, fmt);
        va_copy(again, ap);
        int len = vsnprintf(want, room, fmt, ap);
        CHECK_INT((int64_t)format_text(have, room, fmt, again), len);
        CHECK_STR(have, want);
        va_end(again);
        va_end(ap);
    }
}

TEST(format_text)
{
    same("nothing to do%s", "");
    same("%s/%s", "default", "web-0");
    same("%d %d %d", 0, INT_MAX, INT_MIN);
    same("%lld %lld %llu", LLONG_MAX, LLONG_MIN, ULLONG_MAX);
    same("%zu%%, %c%c", (size_t)-1, 'a', '%');
    same("[%.*s] [%.*s] [%.*s]", 2, "abc", 5, "abc", -1, "abc");
    same("%s: %05.1f of %lx", "a mix", 2.5, 255L);
    same("%-8s|%3d", "padded", 7);
    same("서당 %s", "한글");
}
