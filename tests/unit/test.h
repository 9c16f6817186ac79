/*
 * Unit tests: tables of input and wanted answer, checked by one function.
 *
 *     TEST(strbuf_splice)
 *     {
 *         CHECK_STR(sb.buf, "axc");
 *     }
 *
 * A file tests/unit/test_<module>.c holds those of one module; build/unit runs them all (build/unit NAME: those that
 * contain NAME).  A failed check prints file, line and both values, and the test goes on.
 */
#ifndef SEODANG_TEST_H
#define SEODANG_TEST_H

#include <stdbool.h>

#include "backends/base/val.h"

typedef void test_fn(void);
void test_register(const char *name, test_fn *fn);
bool test_check(bool ok, const char *file, int line, const char *fmt, ...) PRINTF_LIKE(4, 5);
bool test_check_str(const char *have, const char *want, const char *file, int line);
bool test_check_int(long long have, long long want, const char *file, int line);
/* `want` is JSON text. */
bool test_check_json(const struct val *have, const char *want, const char *file, int line);

#define TEST(name)                                                                     \
    static void test_##name(void);                                                     \
    __attribute__((constructor)) static void register_##name(void)                     \
    {                                                                                  \
        test_register(#name, test_##name);                                             \
    }                                                                                  \
    static void test_##name(void)

#define CHECK(cond) test_check((cond), __FILE__, __LINE__, "%s", #cond)
#define CHECK_STR(have, want) test_check_str((have), (want), __FILE__, __LINE__)
#define CHECK_INT(have, want) test_check_int((have), (want), __FILE__, __LINE__)
#define CHECK_JSON(have, want) test_check_json((have), (want), __FILE__, __LINE__)

#endif
