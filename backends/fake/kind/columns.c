/* Cells that many kinds print: see columns.h. */
#include "backends/fake/kind/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/decimal.h"
#include "backends/base/duration.h"
#include "backends/base/rfc3339.h"
#include "backends/base/selector.h"

enum { CELL_SHORT = 128 };

void cell_str(struct val **cells, const char *text)
{
    val_append(cells, val_string(text ? text : ""));
}

/* The text of sb as a cell; sb is released. */
static void cell_buf(struct val **cells, struct strbuf *sb)
{
    val_append(cells, val_stringn(sb->buf, sb->len));
    strbuf_release(sb);
}

/* Nearly every cell is short. */
void cell_strf(struct val **cells, const char *fmt, ...)
{
    char text[CELL_SHORT];
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int len = vsnprintf(text, sizeof(text), fmt, ap);
    if (len >= 0 && (size_t)len < sizeof(text)) {
        val_append(cells, val_stringn(text, (size_t)len));
    } else {
        struct strbuf sb = STRBUF_INIT;
        strbuf_addvf(&sb, fmt, again);
        cell_buf(cells, &sb);
    }
    va_end(again);
    va_end(ap);
}

void cell_int(struct val **cells, int64_t n)
{
    val_append(cells, val_int(n));
}

void cell_ratio(struct val **cells, int64_t n, int64_t of)
{
    char text[2 * DECIMAL_SIZE], *at = decimal_write(text, n);
    *at++ = '/';
    val_append(cells, val_stringn(text, (size_t)(decimal_write(at, of) - text)));
}

void cell_bool(struct val **cells, bool b)
{
    val_append(cells, val_bool(b));
}

void cell_val(struct val **cells, const struct val *v, const char *otherwise)
{
    if (val_is(v, VAL_STRING) && val_len(v))
        val_append(cells, val_ref(v));
    else
        cell_str(cells, otherwise);
}

void cell_at(struct val **cells, const struct val *doc, const char *path, const char *otherwise)
{
    cell_val(cells, val_at(doc, path), otherwise);
}

void cell_int_at(struct val **cells, const struct val *doc, const char *path)
{
    cell_int(cells, val_at_int(doc, path, 0));
}

void cell_name(struct val **cells, const struct val *doc)
{
    cell_val(cells, val_get(val_get(doc, "metadata"), "name"), "");
}

bool timestamp_ms(const struct val *timestamp, int64_t *ms)
{
    const char *text = val_str(timestamp);
    return text && rfc3339_parse(text, ms) == 0;
}

static const char *since(char words[DURATION_SIZE], const struct val *timestamp, const struct kind_context *kc)
{
    int64_t ms;
    return timestamp_ms(timestamp, &ms) ? human_duration(words, kc->now_ms - ms) : "<unknown>";
}

void add_since(struct strbuf *sb, const struct val *timestamp, const struct kind_context *kc)
{
    char words[DURATION_SIZE];
    strbuf_adds(sb, since(words, timestamp, kc));
}

void cell_since(struct val **cells, const struct val *timestamp, const struct kind_context *kc)
{
    char words[DURATION_SIZE];
    cell_str(cells, since(words, timestamp, kc));
}

void cell_age(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_since(cells, val_get(val_get(doc, "metadata"), "creationTimestamp"), kc);
}

static int compare_text(const void *a, const void *b)
{
    char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

/* Joins strings in sorted order and frees them; of equal ones `unique` keeps the first. */
static void add_sorted(struct strbuf *sb, char **items, size_t n, bool unique)
{
    if (n)
        qsort(items, n, sizeof(*items), compare_text);
    size_t start = sb->len;
    const char *last = NULL;
    for (size_t i = 0; i < n; i++) {
        if (unique && last && !strcmp(last, items[i]))
            continue;
        add_comma(sb, start);
        strbuf_adds(sb, items[i]);
        last = items[i];
    }
    for (size_t i = 0; i < n; i++)
        free(items[i]);
    free(items);
}

void cell_labels(struct val **cells, const struct val *labels)
{
    struct strbuf sb = STRBUF_INIT;
    size_t n = val_is(labels, VAL_OBJECT) ? val_len(labels) : 0;
    char **items = xcalloc(n ? n : 1, sizeof(*items));
    for (size_t i = 0; i < n; i++)
        items[i] = xstrf("%s=%s", val_key(labels, i), val_str_or(val_item(labels, i), ""));
    add_sorted(&sb, items, n, false);
    if (!n)
        strbuf_adds(&sb, "<none>");
    cell_buf(cells, &sb);
}

void cell_selector(struct val **cells, const struct val *selector)
{
    struct strbuf sb = STRBUF_INIT;
    label_selector_format(&sb, selector);
    cell_buf(cells, &sb);
}

void add_comma(struct strbuf *sb, size_t start)
{
    if (sb->len > start)
        strbuf_addch(sb, ',');
}

void cells_containers(struct val **cells, const struct val *pod_spec)
{
    static const char *const fields[] = { "name", "image" };
    const struct val *containers = val_get(pod_spec, "containers");
    for (size_t f = 0; f < ARRAY_LEN(fields); f++) {
        struct strbuf sb = STRBUF_INIT;
        for (size_t i = 0; i < val_len(containers); i++) {
            if (i)
                strbuf_addch(&sb, ',');
            strbuf_adds(&sb, val_get_str(val_item(containers, i), fields[f], ""));
        }
        cell_buf(cells, &sb);
    }
}

void cell_joined(struct val **cells, const struct val *array, const char *separator)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(array); i++) {
        if (i)
            strbuf_adds(&sb, separator);
        strbuf_adds(&sb, val_str_or(val_item(array, i), ""));
    }
    cell_buf(cells, &sb);
}

void add_load_balancer(struct strbuf *sb, const struct val *status)
{
    const struct val *ingress = val_get(status, "ingress");
    size_t n = val_len(ingress), count = 0;
    char **items = xcalloc(n ? n : 1, sizeof(*items));
    for (size_t i = 0; i < n; i++) {
        const char *ip = val_get_str(val_item(ingress, i), "ip", "");
        const char *address = *ip ? ip : val_get_str(val_item(ingress, i), "hostname", "");
        if (*address)
            items[count++] = xstrdup(address);
    }
    add_sorted(sb, items, count, true);
}

const char *field_int(int64_t n)
{
    static char text[24];
    snprintf(text, sizeof(text), "%lld", (long long)n);
    return text;
}

void add_lower(struct strbuf *sb, const char *text)
{
    for (; *text; text++)
        strbuf_addch(sb, *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text);
}

void cell_access_modes(struct val **cells, const struct val *modes)
{
    static const struct {
        const char *mode, *text;
    } known[] = {
        { "ReadWriteOnce", "RWO" },
        { "ReadOnlyMany", "ROX" },
        { "ReadWriteMany", "RWX" },
        { "ReadWriteOncePod", "RWOP" },
    };
    struct strbuf sb = STRBUF_INIT;
    for (size_t k = 0; k < ARRAY_LEN(known); k++)
        for (size_t i = 0; i < val_len(modes); i++)
            if (val_str_equal(val_item(modes, i), known[k].mode)) {
                add_comma(&sb, 0);
                strbuf_adds(&sb, known[k].text);
                break;
            }
    cell_buf(cells, &sb);
}

void cell_storage_class(struct val **cells, const struct val *doc)
{
    const struct val *old = val_get(val_at(doc, "metadata.annotations"), "volume.beta.kubernetes.io/storage-class");
    if (old)
        cell_str(cells, val_str_or(old, ""));
    else
        cell_at(cells, doc, "spec.storageClassName", "");
}

void cell_subjects(struct val **cells, const struct val *subjects, const char *kind)
{
    struct strbuf sb = STRBUF_INIT;
    bool account = !strcmp(kind, "ServiceAccount");
    for (size_t i = 0; i < val_len(subjects); i++) {
        const struct val *subject = val_item(subjects, i);
        if (!val_str_equal(val_get(subject, "kind"), kind))
            continue;
        strbuf_adds(&sb, sb.len ? ", " : "");
        if (account)
            strbuf_addf(&sb, "%s/", val_get_str(subject, "namespace", ""));
        strbuf_adds(&sb, val_get_str(subject, "name", ""));
    }
    cell_buf(cells, &sb);
}
