/* The main program of build/unit, build/pty and their like: PROGRAM [NAME...] runs the tests whose names contain NAME. */
#include "tests/unit/test.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"

static struct {
    struct {
        const char *name;
        test_fn *fn;
    } *items;
    size_t len, cap;
} tests;

static int failures; /* of the test that runs */

void test_register(const char *name, test_fn *fn)
{
    ARRAY_GROW(tests.items, tests.len, tests.cap);
    tests.items[tests.len].name = name;
    tests.items[tests.len++].fn = fn;
}

bool test_check(bool ok, const char *file, int line, const char *fmt, ...)
{
    if (ok)
        return true;
    failures++;
    fprintf(stderr, "%s:%d: ", file, line);
    va_list ap;
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    return false;
}

bool test_check_str(const char *have, const char *want, const char *file, int line)
{
    bool ok = have && want ? !strcmp(have, want) : have == want;
    return test_check(ok, file, line, "\n  have |%s|\n  want |%s|", have ? have : "(null)", want ? want : "(null)");
}

bool test_check_int(long long have, long long want, const char *file, int line)
{
    return test_check(have == want, file, line, "have %lld, want %lld", have, want);
}

bool test_check_json(const struct val *have, const char *want, const char *file, int line)
{
    struct strbuf err = STRBUF_INIT, text = STRBUF_INIT;
    struct val *wanted = json_parse(want, strlen(want), &err);
    bool ok = test_check(wanted != NULL, file, line, "the wanted document is no JSON: %s", err.buf);
    if (ok && !val_equal(have, wanted)) {
        json_write(&text, have, JSON_COMPACT | JSON_RAW_HTML);
        ok = test_check(false, file, line, "\n  have %s\n  want %s", have ? text.buf : "nothing", want);
    }
    val_unref(wanted);
    strbuf_release(&err);
    strbuf_release(&text);
    return ok;
}

static bool is_wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strstr(name, argv[i]))
            return true;
    return argc < 2;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;
    setlocale(LC_ALL, "C.UTF-8");
    qsort(tests.items, tests.len, sizeof(*tests.items), by_name);
    for (size_t i = 0; i < tests.len; i++) {
        if (!is_wanted(tests.items[i].name, argc, argv))
            continue;
        failures = 0;
        tests.items[i].fn();
        passed += !failures;
        failed += failures > 0;
        if (failures)
            fprintf(stderr, "FAILED %s\n", tests.items[i].name);
    }
    free(tests.items);
    printf("%s: %d passed, %d failed\n", program_invocation_short_name, passed, failed);
    return failed ? 1 : 0;
}
