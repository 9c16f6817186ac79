#include "repl/coach/nearest.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "repl/term/josa.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance; words longer than NEAREST_LENGTH_MAX are far from everything. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][NEAREST_LENGTH_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    size_t alen = strlen(a), blen = strlen(b);
    if (alen > NEAREST_LENGTH_MAX || blen > NEAREST_LENGTH_MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= blen; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= alen; i++) {
        now[0] = i;
        for (size_t j = 1; j <= blen; j++) {
            char x = lower(a[i - 1]), y = lower(b[j - 1]);
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2]))
                now[j] = least(now[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[blen];
}

void nearest_init(struct nearest *n, const char *word)
{
    size_t len = strlen(word);
    *n = (struct nearest){ word, NULL, len < 3 ? 1 : len / 3 + 1 };
}

static bool begins_alike(const char *a, const char *b)
{
    return lower(*a) == lower(*b);
}

void nearest_offer(struct nearest *n, const char *candidate)
{
    size_t d = distance(n->word, candidate);
    bool nearer = d < n->distance;
    if (d == n->distance && n->best)
        nearer = begins_alike(candidate, n->word) && !begins_alike(n->best, n->word);
    /* A word of which every letter was exchanged is another word. */
    if (nearer && d < strlen(n->word)) {
        n->distance = d;
        n->best = candidate;
    }
}

bool nearest_remark(struct strbuf *sb, const char *typed, const char *right)
{
    size_t tlen = strlen(typed), rlen = strlen(right), at = 0;
    while (at < tlen && at < rlen && lower(typed[at]) == lower(right[at]))
        at++;
    const char *t = typed + at, *r = right + at;
    char first[2] = { *r, 0 }, second[2] = { *r ? r[1] : '\0', 0 }, surplus[2] = { *t, 0 };
    if (tlen == rlen && !*t) {
        if (!strcmp(typed, right))
            return false;
        strbuf_adds(sb, "대문자와 소문자를 구별해요");
    } else if (tlen == rlen && r[1] && lower(t[0]) == lower(r[1]) && lower(t[1]) == lower(r[0]) &&
               !strcasecmp(t + 2, r + 2)) {
        josa_addf(sb, "%s{와/과} %s의 순서", first, second);
    } else if (rlen == tlen + 1 && !strcasecmp(t, r + 1)) {
        josa_addf(sb, "%s{이/가} 빠졌어요", first);
    } else if (tlen == rlen + 1 && !strcasecmp(t + 1, r)) {
        josa_addf(sb, "%s{이/가} 하나 더 들어갔어요", surplus);
    } else if (tlen == rlen && !strcasecmp(t + 1, r + 1)) {
        josa_addf(sb, "%s{이/가} 아니라 %s", surplus, first);
    } else {
        return false;
    }
    return true;
}
