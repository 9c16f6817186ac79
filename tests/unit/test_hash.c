#include <stdlib.h>
#include <string.h>

#include "backends/base/hash.h"
#include "tests/unit/test.h"

/* Keys that differ in a few characters, wherever these stand, share slots no more than chance has it. */
TEST(hash_key_spreads)
{
    enum { KEYS = 1024, MOST = 12 };
    static const struct {
        const char *before, *behind;
    } cases[] = { { "n", "" }, { "node-", "" }, { "", "-node" }, { "default/web-", "" }, { "default/web-", "/x" }, { "", "" } };
    for (size_t c = 0; c < ARRAY_LEN(cases); c++) {
        int slots[KEYS] = { 0 }, most = 0;
        for (int i = 0; i < KEYS; i++) {
            char *key = xstrf("%s%04d%s", cases[c].before, i, cases[c].behind);
            int n = ++slots[hash_key(key, strlen(key)) & (KEYS - 1)];
            most = n > most ? n : most;
            free(key);
        }
        if (!CHECK(most <= MOST))
            test_check(false, __FILE__, __LINE__, "%d of %s####%s in one slot", most, cases[c].before, cases[c].behind);
    }
}
