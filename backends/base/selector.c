#include "backends/base/selector.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/names.h"

struct selector {
    struct requirement *items; /* owned; sorted by key */
    size_t len, cap;
    bool nothing; /* matches no labels at all, whatever they are */
};

struct selector *selector_new(void)
{
    return xcalloc(1, sizeof(struct selector));
}

void selector_free(struct selector *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->len; i++) {
        val_unref(s->items[i].key);
        val_unref(s->items[i].values);
    }
    free(s->items);
    free(s);
}

/* strconv.ParseInt(s, 10, 64) */
static bool parse_int(const char *s, size_t len, int64_t *out)
{
    const char *digits = *s == '-' || *s == '+' ? s + 1 : s;
    char *end;
    if (*digits < '0' || *digits > '9')
        return false;
    errno = 0;
    long long n = strtoll(s, &end, 10);
    if (errno || end != s + len)
        return false;
    *out = n;
    return true;
}

/* The complaints about a key or value, joined as upstream joins them. */
static void add_complaints(struct strbuf *err, const struct name_errors *errors)
{
    for (size_t i = 0; i < errors->len; i++)
        strbuf_addf(err, "%s%s", i ? "; " : "", errors->items[i]);
}

/* Differs: the wording is that of v1.20 for every version; newer ones name a field path that is nil. */
static const struct version wording = { 20, 2 };

int selector_check_key(const char *key, struct strbuf *err)
{
    struct name_errors errors;
    if (names_check(NAME_QUALIFIED, key, strlen(key), wording, &errors))
        return 0;
    strbuf_adds(err, "invalid label key ");
    go_quote(err, key, strlen(key));
    strbuf_adds(err, ": ");
    add_complaints(err, &errors);
    return -1;
}

static int check_value(const char *key, const struct val *value, struct strbuf *err)
{
    struct name_errors errors;
    const char *text = val_str_or(value, "");
    if (names_check(NAME_LABEL_VALUE, text, val_len(value), wording, &errors))
        return 0;
    strbuf_adds(err, "invalid label value: ");
    go_quote(err, text, val_len(value));
    strbuf_adds(err, ": at key: ");
    go_quote(err, key, strlen(key));
    strbuf_adds(err, ": ");
    add_complaints(err, &errors);
    return -1;
}

/* How many values an operator takes, and what NewRequirement says to another number. */
static int check_count(enum selector_operator op, size_t count, struct strbuf *err)
{
    const char *text = NULL;
    switch (op) {
    case SELECTOR_IN:
    case SELECTOR_NOT_IN:
        if (!count)
            text = "for 'in', 'notin' operators, values set can't be empty";
        break;
    case SELECTOR_EQUALS:
    case SELECTOR_DOUBLE_EQUALS:
    case SELECTOR_NOT_EQUALS:
        if (count != 1)
            text = "exact-match compatibility requires one single value";
        break;
    case SELECTOR_EXISTS:
    case SELECTOR_DOES_NOT_EXIST:
        if (count)
            text = "values set must be empty for exists and does not exist";
        break;
    case SELECTOR_GREATER_THAN:
    case SELECTOR_LESS_THAN:
        if (count != 1)
            text = "for 'Gt', 'Lt' operators, exactly one value is required";
        break;
    }
    if (text)
        strbuf_adds(err, text);
    return text ? -1 : 0;
}

/* Inserts a string into a sorted array in which each stands once. */
static void insert_value(struct val **values, const struct val *value)
{
    size_t low = 0, high = val_len(*values);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = val_compare_str(value, val_item(*values, middle));
        if (order == 0)
            return;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    val_insert(values, low, val_ref(value));
}

/* Behind those with the same key: upstream's sort keeps the order of few. */
static void insert_requirement(struct selector *s, struct requirement r)
{
    ARRAY_GROW(s->items, s->len, s->cap);
    size_t i = s->len;
    while (i && val_compare_str(r.key, s->items[i - 1].key) < 0)
        i--;
    memmove(&s->items[i + 1], &s->items[i], (s->len - i) * sizeof(*s->items));
    s->items[i] = r;
    s->len++;
}

int selector_add(struct selector *s, const char *key, enum selector_operator op, const struct val *values,
                 struct strbuf *err)
{
    struct requirement r = { .op = op };
    if (selector_check_key(key, err) < 0 || check_count(op, val_len(values), err) < 0)
        return -1;
    if (op == SELECTOR_GREATER_THAN || op == SELECTOR_LESS_THAN) {
        const struct val *only = val_item(values, 0);
        if (!parse_int(val_str_or(only, ""), val_len(only), &r.bound)) {
            strbuf_adds(err, "for 'Gt', 'Lt' operators, the value must be an integer");
            return -1;
        }
    }
    for (size_t i = 0; i < val_len(values); i++)
        if (check_value(key, val_item(values, i), err) < 0)
            return -1;
    r.key = val_string(key);
    r.values = val_array();
    for (size_t i = 0; i < val_len(values); i++)
        insert_value(&r.values, val_item(values, i));
    insert_requirement(s, r);
    return 0;
}

struct selector *selector_from_labels(const struct val *labels)
{
    struct selector *s = selector_new();
    for (size_t i = 0; i < val_len(labels); i++) {
        struct requirement r = { .op = SELECTOR_EQUALS, .key = val_ref(val_keyv(labels, i)), .values = val_array() };
        const struct val *value = val_item(labels, i);
        val_append(&r.values, val_is(value, VAL_STRING) ? val_ref(value) : val_string(""));
        insert_requirement(s, r);
    }
    return s;
}

static const struct {
    const char *name;
    enum selector_operator op;
} operators[] = {
    { "In", SELECTOR_IN },
    { "NotIn", SELECTOR_NOT_IN },
    { "Exists", SELECTOR_EXISTS },
    { "DoesNotExist", SELECTOR_DOES_NOT_EXIST },
    { "Gt", SELECTOR_GREATER_THAN },
    { "Lt", SELECTOR_LESS_THAN },
};

int selector_operator_parse(const char *name, enum selector_operator *op)
{
    for (size_t i = 0; i < ARRAY_LEN(operators); i++) {
        if (!strcmp(operators[i].name, name)) {
            *op = operators[i].op;
            return 0;
        }
    }
    return -1;
}

static int add_label(struct selector *s, const char *key, const struct val *value, struct strbuf *err)
{
    struct val *values = val_fmt("[%s]", val_str_or(value, ""));
    int rc = selector_add(s, key, SELECTOR_EQUALS, values, err);
    val_unref(values);
    return rc;
}

static int add_expression(struct selector *s, const struct val *expression, struct strbuf *err)
{
    const char *name = val_get_str(expression, "operator", "");
    enum selector_operator op;
    if (selector_operator_parse(name, &op) < 0 || op == SELECTOR_GREATER_THAN || op == SELECTOR_LESS_THAN) {
        go_quote(err, name, strlen(name));
        strbuf_adds(err, " is not a valid pod selector operator");
        return -1;
    }
    return selector_add(s, val_get_str(expression, "key", ""), op, val_get(expression, "values"), err);
}

struct selector *selector_from_label_selector(const struct val *label_selector, struct strbuf *err)
{
    struct selector *s = selector_new();
    const struct val *labels = val_get(label_selector, "matchLabels");
    const struct val *expressions = val_get(label_selector, "matchExpressions");
    int rc = 0;
    s->nothing = val_is_null(label_selector);
    for (size_t i = 0; !rc && val_is(labels, VAL_OBJECT) && i < val_len(labels); i++)
        rc = add_label(s, val_key(labels, i), val_item(labels, i), err);
    for (size_t i = 0; !rc && val_is(expressions, VAL_ARRAY) && i < val_len(expressions); i++)
        rc = add_expression(s, val_item(expressions, i), err);
    if (!rc)
        return s;
    selector_free(s);
    return NULL;
}

static bool has_value(const struct requirement *r, const struct val *value)
{
    for (size_t i = 0; i < val_len(r->values); i++)
        if (!val_compare_str(val_item(r->values, i), value))
            return true;
    return false;
}

bool requirement_matches(const struct requirement *r, const struct val *labels)
{
    const struct val *value = val_getv(labels, r->key);
    int64_t n;
    if (value && !val_is(value, VAL_STRING))
        value = NULL;
    switch (r->op) {
    case SELECTOR_IN:
    case SELECTOR_EQUALS:
    case SELECTOR_DOUBLE_EQUALS: return value && has_value(r, value);
    case SELECTOR_NOT_IN:
    case SELECTOR_NOT_EQUALS: return !value || !has_value(r, value);
    case SELECTOR_EXISTS: return value != NULL;
    case SELECTOR_DOES_NOT_EXIST: return !value;
    case SELECTOR_GREATER_THAN: return value && parse_int(val_str(value), val_len(value), &n) && n > r->bound;
    case SELECTOR_LESS_THAN: return value && parse_int(val_str(value), val_len(value), &n) && n < r->bound;
    }
    return false;
}

bool selector_matches(const struct selector *s, const struct val *labels)
{
    if (!s || s->nothing)
        return false;
    for (size_t i = 0; i < s->len; i++)
        if (!requirement_matches(&s->items[i], labels))
            return false;
    return true;
}

static void requirement_string(struct strbuf *sb, const struct requirement *r)
{
    static const char *const between[] = {
        [SELECTOR_IN] = " in (", [SELECTOR_NOT_IN] = " notin (",   [SELECTOR_EQUALS] = "=",
        [SELECTOR_DOUBLE_EQUALS] = "==", [SELECTOR_NOT_EQUALS] = "!=",      [SELECTOR_EXISTS] = "",
        [SELECTOR_DOES_NOT_EXIST] = "",  [SELECTOR_GREATER_THAN] = ">",     [SELECTOR_LESS_THAN] = "<",
    };
    strbuf_addf(sb, "%s%s%s", r->op == SELECTOR_DOES_NOT_EXIST ? "!" : "", val_str(r->key), between[r->op]);
    for (size_t i = 0; i < val_len(r->values); i++)
        strbuf_addf(sb, "%s%s", i ? "," : "", val_str(val_item(r->values, i)));
    if (r->op == SELECTOR_IN || r->op == SELECTOR_NOT_IN)
        strbuf_addch(sb, ')');
}

void selector_string(struct strbuf *sb, const struct selector *s)
{
    for (size_t i = 0; s && i < s->len; i++) {
        if (i)
            strbuf_addch(sb, ',');
        requirement_string(sb, &s->items[i]);
    }
}

bool selector_is_everything(const struct selector *s)
{
    return s && !s->nothing && !s->len;
}

bool selector_is_nothing(const struct selector *s)
{
    return !s || s->nothing;
}

const struct requirement *selector_requirement(const struct selector *s, size_t i)
{
    return s && i < s->len ? &s->items[i] : NULL;
}

void label_selector_format(struct strbuf *sb, const struct val *label_selector)
{
    struct strbuf err = STRBUF_INIT;
    struct selector *s = selector_from_label_selector(label_selector, &err);
    size_t before = sb->len;
    if (s)
        selector_string(sb, s);
    else
        strbuf_adds(sb, "<error>");
    if (sb->len == before)
        strbuf_adds(sb, "<none>");
    selector_free(s);
    strbuf_release(&err);
}
