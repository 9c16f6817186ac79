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

/* Go's letters for the Korean units, the blanks behind them dropped: "1분 30초" is "1m30s". */
static void spell_units(struct strbuf *sb, const char *text)
{
    static const struct {
        const char *korean, *letter;
    } units[] = { { "시간", "h" }, { "분", "m" }, { "초", "s" }, { "일", "d" } };
    while (*text) {
        size_t i = 0;
        while (i < ARRAY_LEN(units) && strncmp(text, units[i].korean, strlen(units[i].korean)) != 0)
            i++;
        if (i == ARRAY_LEN(units)) {
            strbuf_addch(sb, *text++);
            continue;
        }
        strbuf_adds(sb, units[i].letter);
        text += strlen(units[i].korean);
        text += strspn(text, " ");
    }
}

static int parse(const char *text, int64_t *ms)
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

int interval_parse(const char *text, int64_t *ms)
{
    struct strbuf sb = STRBUF_INIT;
    spell_units(&sb, text);
    int rc = parse(sb.buf, ms);
    strbuf_release(&sb);
    return rc;
}
