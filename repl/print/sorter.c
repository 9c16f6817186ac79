#include "repl/print/sorter.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/quantity.h"
#include "repl/print/goformat.h"

/* Below this Go sorts by insertion, so objects without the field change places as they do there. */
enum { INSERTION_MAX = 12 };

struct key {
    struct val *value; /* owned: NULL when the object has no such field */
    struct quantity quantity;
    bool is_quantity;
    size_t index;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* sortorder.NaturalLess: numbers in names by value. */
static bool natural_less(const char *a, const char *b)
{
    const char *i = a, *j = b;
    while (*i && *j) {
        if (is_digit(*i) != is_digit(*j))
            return is_digit(*i);
        if (!is_digit(*i)) {
            if (*i != *j)
                return (unsigned char)*i < (unsigned char)*j;
            i++;
            j++;
            continue;
        }
        i += strspn(i, "0");
        j += strspn(j, "0");
        size_t n = strspn(i, "0123456789"), m = strspn(j, "0123456789");
        int order = n == m ? memcmp(i, j, n) : n < m ? -1 : 1;
        if (order)
            return order < 0;
        if (i - a != j - b)
            return i - a < j - b;
        i += n;
        j += m;
    }
    return !*i && *j;
}

/* 1, 0, or -1 when the two have no order. */
static int less(const struct key *a, const struct key *b)
{
    const struct val *x = a->value, *y = b->value;
    if (!x || !y)
        return !x;
    if (val_is_null(x) || val_is_null(y))
        return val_is_null(x) && !val_is_null(y);
    if (val_type(x) != val_type(y))
        return -1;
    switch (val_type(x)) {
    case VAL_INT: return val_int_or(x, 0) < val_int_or(y, 0);
    case VAL_UINT: return val_uint_or(x, 0) < val_uint_or(y, 0);
    case VAL_DOUBLE: return val_double_or(x, 0) < val_double_or(y, 0);
    case VAL_STRING:
        if (a->is_quantity && b->is_quantity)
            return quantity_compare(&a->quantity, &b->quantity) < 0;
        return natural_less(val_str(x), val_str(y));
    default: return -1;
    }
}

static void insertion_sort(struct key *keys, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && less(&keys[j], &keys[j - 1]); j--) {
            struct key swap = keys[j];
            keys[j] = keys[j - 1];
            keys[j - 1] = swap;
        }
}

/* For qsort: equal ones keep their order. */
static int compare(const void *x, const void *y)
{
    const struct key *a = x, *b = y;
    bool before = less(a, b), after = less(b, a);
    if (before != after)
        return before ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

int sorter_init(struct sorter *s, struct arena *a, const char *field, struct strbuf *err)
{
    s->path = jsonpath_relaxed(a, field, err);
    s->parsed = s->path ? jsonpath_parse(a, s->path, err) : NULL;
    return s->parsed ? 0 : -1;
}

static int read_key(const struct sorter *s, const struct val *doc, struct key *key, struct strbuf *err)
{
    struct val *found = jsonpath_find(s->parsed, doc, JSONPATH_ALLOW_MISSING, err);
    if (!found)
        return -1;
    key->value = val_ref(val_item(val_item(found, 0), 0));
    val_unref(found);
    key->is_quantity = val_is(key->value, VAL_STRING) && !quantity_parse(val_str(key->value), &key->quantity, NULL);
    return 0;
}

/* All keys can be ordered among each other: of one type, and a type that has an order. */
static int check_order(const struct sorter *s, const struct key *keys, size_t count, struct strbuf *err)
{
    const struct key *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (val_is_null(keys[i].value))
            continue;
        if (!first)
            first = &keys[i];
        if (less(first, &keys[i]) < 0) {
            strbuf_addf(err, "field %s is of an unsortable type: %s", s->path, go_type(keys[i].value));
            return -1;
        }
    }
    return 0;
}

int sorter_order(const struct sorter *s, const struct val *const *docs, size_t count, size_t *order, struct strbuf *err)
{
    struct key *keys = xcalloc(count + 1, sizeof(*keys));
    bool found = !count;
    int rc = 0;
    for (size_t i = 0; i < count && !rc; i++) {
        keys[i].index = i;
        rc = read_key(s, docs[i], &keys[i], err);
        found |= keys[i].value != NULL;
    }
    if (!rc && !found) {
        strbuf_addf(err, "couldn't find any field with path \"%s\" in the list of objects", s->path);
        rc = -1;
    }
    if (!rc)
        rc = check_order(s, keys, count, err);
    if (!rc && count <= INSERTION_MAX)
        insertion_sort(keys, count);
    else if (!rc)
        qsort(keys, count, sizeof(*keys), compare);
    for (size_t i = 0; i < count; i++) {
        order[i] = keys[i].index;
        val_unref(keys[i].value);
    }
    free(keys);
    return rc;
}
