#include "backends/fake/controller/intervals.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/strbuf.h"

/* Appends to a set whose intervals all begin at or before `it`. */
static void append(struct intervals *x, struct interval it)
{
    struct interval *last = x->count ? &x->items[x->count - 1] : NULL;
    if (!last || it.first > last->last + 1)
        x->items[x->count++] = it;
    else if (it.last > last->last)
        last->last = it.last;
}

static struct intervals room(struct arena *a, size_t count)
{
    return (struct intervals){ arena_alloc(a, (count + 1) * sizeof(struct interval)), 0 };
}

/* "N" or "N-M" at *p, which moves behind it and its comma. */
static bool read_interval(const char **p, struct interval *it)
{
    char *end;
    const char *text = *p, *comma = strchr(text, ',');
    *p = comma ? comma + 1 : text + strlen(text);
    it->first = strtoll(text, &end, 10);
    if (end == text)
        return false;
    it->last = it->first;
    if (*end != '-')
        return *end == ',' || !*end;
    text = end + 1;
    it->last = strtoll(text, &end, 10);
    return end != text && (*end == ',' || !*end);
}

struct intervals intervals_parse(struct arena *a, const char *text, int64_t limit)
{
    size_t commas = 0;
    for (const char *p = text; *p; p++)
        commas += *p == ',';
    struct intervals x = room(a, commas + 1);
    while (*text) {
        struct interval it;
        if (!read_interval(&text, &it))
            continue;
        if (it.first >= limit)
            break;
        if (it.last >= limit)
            it.last = limit - 1;
        append(&x, it);
    }
    return x;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

struct intervals intervals_of(struct arena *a, int64_t *numbers, size_t count)
{
    struct intervals x = room(a, count);
    qsort(numbers, count, sizeof(*numbers), by_number);
    for (size_t i = 0; i < count; i++)
        if (numbers[i] >= 0)
            append(&x, (struct interval){ numbers[i], numbers[i] });
    return x;
}

struct intervals intervals_add(struct arena *a, const struct intervals *x, const struct intervals *y)
{
    struct intervals sum = room(a, x->count + y->count);
    size_t i = 0, j = 0;
    while (i < x->count || j < y->count) {
        bool from_x = j == y->count || (i < x->count && x->items[i].first < y->items[j].first);
        append(&sum, from_x ? x->items[i++] : y->items[j++]);
    }
    return sum;
}

bool intervals_have(const struct intervals *x, int64_t n)
{
    size_t low = 0, high = x->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x->items[middle].last >= n)
            high = middle;
        else
            low = middle + 1;
    }
    return low < x->count && x->items[low].first <= n;
}

int64_t intervals_total(const struct intervals *x)
{
    int64_t n = 0;
    for (size_t i = 0; i < x->count; i++)
        n += x->items[i].last - x->items[i].first + 1;
    return n;
}

int64_t intervals_common(const struct intervals *x, const struct intervals *y)
{
    int64_t n = 0;
    for (size_t i = 0, j = 0; i < x->count && j < y->count;) {
        const struct interval *p = &x->items[i], *q = &y->items[j];
        int64_t first = p->first > q->first ? p->first : q->first, last = p->last < q->last ? p->last : q->last;
        n += last >= first ? last - first + 1 : 0;
        if (p->last < q->last)
            i++;
        else
            j++;
    }
    return n;
}

const char *intervals_text(struct arena *a, const struct intervals *x)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < x->count; i++) {
        const struct interval *it = &x->items[i];
        strbuf_addf(&text, "%s%" PRId64, i ? "," : "", it->first);
        if (it->last > it->first)
            strbuf_addf(&text, "%c%" PRId64, it->last == it->first + 1 ? ',' : '-', it->last);
    }
    const char *copy = arena_strndup(a, text.buf, text.len);
    strbuf_release(&text);
    return copy;
}
