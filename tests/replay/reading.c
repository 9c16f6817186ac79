#include "tests/replay/reading.h"

#include <limits.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/arena.h"

#define ALPHABET "[bcdfghjklmnpqrstvwxz2456789]"
#define POD_NAMES "(po|pods?)\\b"

/* `to` may name groups as \1; the search goes on at the start of group `next`, which looks ahead, when that is not 0. */
struct substitution {
    const char *pattern, *to;
    int next;
};

static const struct substitution placeholders[] = {
    { "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>", 0 },
    { "\\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z", "<time>", 0 },
    { "\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} \\w{3} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}", "<time>", 0 },
    { "(controller-revision-hash|pod-template-hash)([=:] ?\"?)" ALPHABET "+", "\\1\\2<hash>", 0 },
    { "-" ALPHABET "{6,10}-" ALPHABET "{5}\\b", "-<hash>-<rand>", 0 },
    { "-" ALPHABET "{6,10}\\b", "-<hash>", 0 },
    { "-" ALPHABET "{5}\\b", "-<rand>", 0 },
    { "\\b[0-9]{1,3}(\\.[0-9]{1,3}){3}\\b", "<ip>", 0 },
    { "0xc[0-9a-f]{6,}", "<pointer>", 0 },
    { "(resourceVersion[\"']?: ?[\"']?)[0-9]+", "\\1<rv>", 0 },
    { "(Successfully pulled image [^[:space:]]+ in )[0-9][0-9.]*m?s", "\\1<t>", 0 },
    { "\\([0-9][0-9.]*m?s including waiting\\)\\. Image size: [0-9]+ bytes", "(<t> including waiting). Image size: <n> bytes", 0 },
};

static const struct substitution any_node[] = { { "\\bkube-node[0-9]+\\b", "<node>", 0 } };

static const struct substitution either_state[] = {
    { "([ :])(Init:)?(Error|Completed|CrashLoopBackOff|RunContainerError)( )", "\\1\\2<stopped>", 4 },
    { "\\b(ErrImagePull|ImagePullBackOff)( )", "<no image>", 2 },
};

enum { GROUPS = 8 };

/* A compiled pattern, kept for the life of the program. */
static const regex_t *compiled(const char *pattern)
{
    static struct {
        const char *pattern; /* a literal: its address is its identity */
        regex_t regex;
    } *known[64];
    size_t i = 0;
    for (; i < ARRAY_LEN(known) && known[i]; i++)
        if (known[i]->pattern == pattern)
            return &known[i]->regex;
    if (i == ARRAY_LEN(known))
        BUG("too many patterns");
    known[i] = xcalloc(1, sizeof(*known[i]));
    known[i]->pattern = pattern;
    if (regcomp(&known[i]->regex, pattern, REG_EXTENDED | REG_NEWLINE) != 0)
        BUG("bad pattern %s", pattern);
    return &known[i]->regex;
}

static bool matches(const char *pattern, const char *text)
{
    return regexec(compiled(pattern), text, 0, NULL, 0) == 0;
}

static void add_replacement(struct strbuf *out, const char *to, const char *text, const regmatch_t *groups)
{
    for (; *to; to++) {
        if (*to != '\\') {
            strbuf_addch(out, *to);
            continue;
        }
        const regmatch_t *group = &groups[*++to - '0'];
        if (group->rm_so >= 0)
            strbuf_add(out, text + group->rm_so, (size_t)(group->rm_eo - group->rm_so));
    }
}

static void substitute(struct strbuf *text, const struct substitution *s)
{
    struct strbuf out = STRBUF_INIT;
    regmatch_t groups[GROUPS];
    size_t pos = 0;
    for (;;) {
        groups[0] = (regmatch_t){ .rm_so = (regoff_t)pos, .rm_eo = (regoff_t)text->len };
        if (regexec(compiled(s->pattern), text->buf, GROUPS, groups, REG_STARTEND) != 0)
            break;
        strbuf_add(&out, text->buf + pos, (size_t)groups[0].rm_so - pos);
        add_replacement(&out, s->to, text->buf, groups);
        pos = (size_t)(s->next ? groups[s->next].rm_so : groups[0].rm_eo);
    }
    if (pos) {
        strbuf_add(&out, text->buf + pos, text->len - pos);
        strbuf_reset(text);
        strbuf_add(text, out.buf, out.len);
    }
    strbuf_release(&out);
}

/* ---- lines of words ---- */

struct line {
    char **words;
    size_t len;
};

struct lines {
    struct line *items;
    size_t len;
};

static struct line split_words(struct arena *a, const char *text, size_t len)
{
    static const char blanks[] = " \t\r\v\f";
    struct line line = { arena_alloc(a, (len / 2 + 1) * sizeof(char *)), 0 };
    char *copy = arena_strndup(a, text, len), *save;
    for (char *w = strtok_r(copy, blanks, &save); w; w = strtok_r(NULL, blanks, &save))
        line.words[line.len++] = w;
    return line;
}

/* Nothing, or dashes that underline a heading. */
static bool is_rule(const struct line *line)
{
    for (size_t i = 0; i < line->len; i++)
        if (line->words[i][strspn(line->words[i], "-")])
            return false;
    return true;
}

/* Seconds of a word such as 2m10s, brackets and commas around it aside; -1: it is no duration. */
static long long duration(const char *word)
{
    static const struct {
        char unit;
        long long seconds;
    } units[] = { { 'd', 86400 }, { 'h', 3600 }, { 'm', 60 }, { 's', 1 } };
    word += strspn(word, "(),");
    size_t len = strlen(word);
    while (len && strchr("(),", word[len - 1]))
        len--;
    const char *end = word + len;
    long long sum = 0;
    if (word == end)
        return -1;
    for (size_t unit = 0; word < end; unit++) {
        char *behind;
        if (*word < '0' || *word > '9')
            return -1;
        long long n = strtoll(word, &behind, 10);
        while (unit < ARRAY_LEN(units) && units[unit].unit != *behind)
            unit++;
        if (unit == ARRAY_LEN(units))
            return -1;
        sum += n * units[unit].seconds;
        word = behind + 1;
    }
    return sum;
}

/* By words, durations being equal at first; then by the durations. */
static int by_words(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    int ages = 0;
    size_t i = 0;
    for (; i < x->len && i < y->len; i++) {
        long long s = duration(x->words[i]), t = duration(y->words[i]);
        int d = strcmp(s < 0 ? x->words[i] : "0s", t < 0 ? y->words[i] : "0s");
        if (d)
            return d;
        if (!ages)
            ages = (s > t) - (s < t);
    }
    return x->len != y->len ? (x->len > y->len) - (x->len < y->len) : ages;
}

static bool is_line(const struct line *line, const char *word)
{
    return line->len == 1 && !strcmp(line->words[0], word);
}

enum { READ_ORDERED = 1, READ_ANY_NODE = 2, READ_EITHER_STATE = 4 };

static struct lines read_text(struct arena *a, const char *raw, unsigned flags)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, raw);
    for (size_t i = 0; i < ARRAY_LEN(placeholders); i++)
        substitute(&text, &placeholders[i]);
    for (size_t i = 0; flags & READ_EITHER_STATE && i < ARRAY_LEN(either_state); i++)
        substitute(&text, &either_state[i]);
    if (flags & READ_ANY_NODE)
        substitute(&text, &any_node[0]);

    size_t count = 1, sort_from = 0;
    for (const char *c = text.buf; *c; c++)
        count += *c == '\n';
    struct lines lines = { arena_alloc(a, count * sizeof(*lines.items)), 0 };
    for (const char *start = text.buf; *start;) {
        size_t len = strcspn(start, "\n");
        struct line line = split_words(a, start, len);
        if (!is_rule(&line))
            lines.items[lines.len++] = line;
        start += len + (start[len] == '\n');
    }
    strbuf_release(&text);
    if (flags & READ_ORDERED) {
        while (sort_from < lines.len && !is_line(&lines.items[sort_from], "Events:"))
            sort_from++;
        sort_from += sort_from < lines.len;
    }
    if (lines.len > sort_from)
        qsort(lines.items + sort_from, lines.len - sort_from, sizeof(*lines.items), by_words);
    return lines;
}

static bool same_line(const struct line *want, const struct line *have, double tolerance)
{
    if (want->len != have->len)
        return false;
    for (size_t i = 0; i < want->len; i++) {
        const char *w = want->words[i], *h = have->words[i];
        if (!strcmp(w, h))
            continue;
        long long s = duration(w), t = duration(h);
        double slack = (double)s * 0.02 > tolerance ? (double)s * 0.02 : tolerance;
        if (s < 0 || t < 0 || (double)llabs(s - t) > slack)
            return false;
    }
    return true;
}

static bool same_lines(const struct lines *want, const struct lines *have, double tolerance)
{
    if (want->len != have->len)
        return false;
    for (size_t i = 0; i < want->len; i++)
        if (!same_line(&want->items[i], &have->items[i], tolerance))
            return false;
    return true;
}

/* ---- what counts of special commands ---- */

static bool is_header(const struct line *line)
{
    return line->len > 1 && !strcmp(line->words[0], "NAME");
}

static bool says_created(const struct line *line)
{
    for (size_t i = 0; i < line->len; i++)
        if (strstr(line->words[i], "created"))
            return true;
    return false;
}

static bool watches_others(const char *run)
{
    static const char get[] = "kubectl get ";
    for (const char *at = run; (at = strstr(at, get)); at += strlen(get))
        if (!matches("^" POD_NAMES, at + strlen(get)) && matches(" (-w\\b|--watch)", at + strlen(get) - 1))
            return true;
    return false;
}

/* The lines that say what stays, and the last row without its age. */
static struct lines last_state(struct arena *a, const struct lines *lines, const char *raw)
{
    struct lines out = { arena_alloc(a, (lines->len + 1) * sizeof(*out.items)), 0 };
    for (size_t i = 0; i < lines->len; i++)
        if (says_created(&lines->items[i]) || is_header(&lines->items[i]))
            out.items[out.len++] = lines->items[i];
    struct lines rows = read_text(a, raw, READ_ORDERED);
    for (size_t i = rows.len; i-- > 0;) {
        struct line row = rows.items[i];
        if (says_created(&row) || is_header(&row))
            continue;
        row.len--;
        out.items[out.len++] = row;
        break;
    }
    return out;
}

/* Which states were passed, not how often each was seen: the first three words, each once. */
static struct lines states_passed(struct arena *a, const struct lines *lines)
{
    struct lines out = { arena_alloc(a, (lines->len + 1) * sizeof(*out.items)), 0 };
    struct line *cut = arena_alloc(a, (lines->len + 1) * sizeof(*cut));
    for (size_t i = 0; i < lines->len; i++) {
        cut[i] = lines->items[i];
        if (cut[i].len > 3)
            cut[i].len = 3;
    }
    if (lines->len)
        qsort(cut, lines->len, sizeof(*cut), by_words);
    for (size_t i = 0; i < lines->len; i++)
        if (!i || by_words(&cut[i - 1], &cut[i]) != 0)
            out.items[out.len++] = cut[i];
    return out;
}

static struct lines last_line(const struct lines *lines)
{
    size_t skip = lines->len ? lines->len - 1 : 0;
    return (struct lines){ lines->items + skip, lines->len - skip };
}

bool reading_same(const struct val *recording, const struct val *step, const struct val *got)
{
    static const char *const streams[] = { "stdout", "stderr" };
    const char *run = val_get_str(step, "run", "");
    unsigned flags = 0;
    if (!val_equal(val_get(step, "rc"), val_get(got, "rc")))
        return false;
    if (strstr(run, "describe") || (strstr(run, "--sort-by") && !matches("\\b(events?|ev)\\b", run)))
        flags |= READ_ORDERED;
    if (!strcmp(val_get_str(recording, "placement", ""), "any") && matches("\\b(po|pods?|events?)\\b", run))
        flags |= READ_ANY_NODE;
    if (!val_empty(val_get(recording, "alternating")) && val_bool_or(val_get(recording, "alternating"), true) &&
        matches("kubectl get " POD_NAMES, run) && !strstr(run, "jsonpath"))
        flags |= READ_EITHER_STATE;
    double tolerance = val_double_or(val_get(recording, "tolerance"), 3);
    if (matches("\\b(node|nodes|no|namespaces|ns)\\b", run) || strstr(run, " all"))
        tolerance = 1e9;

    struct arena *a = arena_new();
    bool same = true;
    for (size_t i = 0; same && i < ARRAY_LEN(streams); i++) {
        const char *texts[] = { val_get_str(step, streams[i], ""), val_get_str(got, streams[i], "") };
        struct lines lines[2];
        for (size_t k = 0; k < 2; k++) {
            lines[k] = read_text(a, texts[k], flags);
            if (i == 0 && matches("rollout status|kubectl wait", run))
                lines[k] = last_line(&lines[k]);
            if (watches_others(run))
                lines[k] = last_state(a, &lines[k], texts[k]);
            if (flags & READ_EITHER_STATE && matches(" -w\\b| --watch", run))
                lines[k] = states_passed(a, &lines[k]);
        }
        same = same_lines(&lines[0], &lines[1], tolerance);
    }
    arena_free(a);
    return same;
}
