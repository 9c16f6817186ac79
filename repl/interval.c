#include "repl/interval.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"

enum { MS_PER_SECOND = 1000 };
#define SECONDS_MAX 1e11

static int64_t seconds_of_unit(const char *unit)
{
    if (!*unit || !strcmp(unit, "s"))
        return 1;
    if (!strcmp(unit, "m"))
        return 60;
    if (!strcmp(unit, "h"))
        return 3600;
    return !strcmp(unit, "d") ? 86400 : 0;
}

int interval_parse(const char *text, int64_t *ms)
{
    int64_t ns;
    char *end;
    if (!*text || text[strspn(text, "0123456789.")] == *text)
        return -1;
    double number = strtod(text, &end);
    int64_t each = end != text ? seconds_of_unit(end) : 0;
    if (!each) {
        if (duration_parse(text, &ns, NULL) < 0)
            return -1;
        *ms = ns / DURATION_NS_PER_MS;
        return 0;
    }
    number *= (double)each;
    if (number > SECONDS_MAX)
        number = SECONDS_MAX;
    *ms = (int64_t)(number * MS_PER_SECOND + 0.5);
    return 0;
}
