/* podFailurePolicy and successPolicy of a Job. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/fake/validate/jobspec.h"

enum { RULES_MAX = 20, PATTERNS_MAX = 20, EXIT_CODES_MAX = 255, INDEXES_MAX_BYTES = 64 * 1024 };

/* A choice that is missing is reported with all of them. */
static void check_listed(struct check *c, const struct val *obj, const char *key, const char *const *supported,
                         const struct field *f)
{
    const struct val *v = val_get(obj, key);
    struct field member = FIELD(f, key);
    if (*val_str_or(v, "")) {
        if (!text_in(val_str(v), supported))
            unsupported_text(c, &member, v, supported);
        return;
    }
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; supported[i]; i++)
        strbuf_addf(&text, "%s\"%s\"", i ? " " : "valid values: [", supported[i]);
    strbuf_addch(&text, ']');
    field_required(c->errors, &member, text.buf);
    strbuf_release(&text);
}

/* ---- failure ---- */

static void check_exit_code_values(struct check *c, const struct val *codes, const struct field *f)
{
    const struct val *values = val_get(codes, "values");
    struct field list = FIELD(f, "values");
    bool ordered = true, in = val_str_equal(val_get(codes, "operator"), "In");
    if (!val_len(values))
        field_invalid(c->errors, &list, values, "at least one value is required");
    else if (val_len(values) > EXIT_CODES_MAX)
        field_too_many(c->errors, &list, (long)val_len(values), EXIT_CODES_MAX);
    for (size_t i = 0; i < val_len(values); i++) {
        struct field item = FIELD_INDEX(&list, i);
        bool twice = false;
        if (in && !val_int_or(val_item(values, i), 0))
            invalid_int(c, &item, val_item(values, i), "must not be 0 for the In operator");
        for (size_t j = 0; j < i && j < EXIT_CODES_MAX && !twice; j++)
            twice = val_equal(val_item(values, i), val_item(values, j));
        if (twice)
            field_duplicate(c->errors, &item, val_item(values, i));
        ordered = ordered && (!i || val_int_or(val_item(values, i - 1), 0) <= val_int_or(val_item(values, i), 0));
    }
    if (!ordered)
        field_invalid(c->errors, &list, values, "must be ordered");
}

static void check_exit_codes(struct check *c, const struct val *codes, const struct val *spec, const struct field *f)
{
    static const char *const operators[] = { "In", "NotIn", NULL };
    const struct val *name = val_get(codes, "containerName"), *pod = val_at(spec, "template.spec");
    struct field name_field = FIELD(f, "containerName");
    check_listed(c, codes, "operator", operators, f);
    if (given(name) && !val_find(val_get(pod, "containers"), "name", val_str_or(name, ""), NULL) &&
        !val_find(val_get(pod, "initContainers"), "name", val_str_or(name, ""), NULL))
        invalid_text(c, &name_field, name, "must be one of the container or initContainer names in the pod template");
    check_exit_code_values(c, codes, f);
}

static void check_conditions(struct check *c, const struct val *patterns, const struct field *f)
{
    static const char *const statuses[] = { "False", "True", "Unknown", NULL };
    if (val_len(patterns) > PATTERNS_MAX)
        field_too_many(c->errors, f, (long)val_len(patterns), PATTERNS_MAX);
    for (size_t i = 0; i < val_len(patterns); i++) {
        struct field item = FIELD_INDEX(f, i), type = FIELD(&item, "type");
        check_name(c, NAME_QUALIFIED, val_get(val_item(patterns, i), "type"), &type);
        check_listed(c, val_item(patterns, i), "status", statuses, &item);
    }
}

static void check_failure_rule(struct check *c, const struct val *rule, const struct val *spec, const struct field *f)
{
    static const char *const actions[] = { "Count", "FailIndex", "FailJob", "Ignore", NULL };
    const struct val *codes = val_get(rule, "onExitCodes"), *conditions = val_get(rule, "onPodConditions");
    struct field action = FIELD(f, "action"), codes_field = FIELD(f, "onExitCodes"), conditions_field = FIELD(f, "onPodConditions");
    if (val_str_equal(val_get(rule, "action"), "FailIndex") && !given(val_get(spec, "backoffLimitPerIndex")))
        invalid_text(c, &action, val_get(rule, "action"), "requires the backoffLimitPerIndex to be set");
    else
        check_listed(c, rule, "action", actions, f);
    if (given(codes))
        check_exit_codes(c, codes, spec, &codes_field);
    if (val_len(conditions))
        check_conditions(c, conditions, &conditions_field);
    if (given(codes) && val_len(conditions))
        field_error_add(c->errors, FIELD_INVALID, f, NULL, "specifying both OnExitCodes and OnPodConditions is not supported");
    if (!given(codes) && !val_len(conditions))
        field_error_add(c->errors, FIELD_INVALID, f, NULL, "specifying one of OnExitCodes and OnPodConditions is required");
}

void check_pod_failure_policy(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *rules = val_at(spec, "podFailurePolicy.rules");
    struct field list = FIELD(f, "rules");
    if (val_len(rules) > RULES_MAX)
        field_too_many(c->errors, &list, (long)val_len(rules), RULES_MAX);
    for (size_t i = 0; i < val_len(rules); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_failure_rule(c, val_item(rules, i), spec, &item);
    }
}

/* ---- success ---- */

/* One number of "1,3-5"; *end behind it. */
static bool read_index(const char *s, size_t len, int64_t completions, int64_t *n, struct strbuf *err)
{
    char *end;
    char *copy = xstrndup(s, len);
    *n = strtoll(copy, &end, 10);
    bool number = len && !*end && *copy != ' ';
    free(copy);
    if (number && *n < completions)
        return true;
    strbuf_adds(err, number ? "too large index: " : "cannot convert string to integer for index: ");
    go_quote(err, s, len);
    return false;
}

static bool read_interval(const char *s, size_t len, int64_t completions, int64_t *from, int64_t *to, struct strbuf *err)
{
    const char *dash = memchr(s, '-', len);
    size_t first = dash ? (size_t)(dash - s) : len;
    if (dash && memchr(dash + 1, '-', len - first - 1)) {
        strbuf_adds(err, "the fragment ");
        go_quote(err, s, len);
        strbuf_adds(err, " violates the requirement that an index interval can have at most two parts separated by '-'");
        return false;
    }
    if (!read_index(s, first, completions, from, err))
        return false;
    *to = *from;
    if (!dash)
        return true;
    if (!read_index(dash + 1, len - first - 1, completions, to, err))
        return false;
    if (*from < *to)
        return true;
    strbuf_addf(err, "non-increasing order, previous: %lld, current: %lld", (long long)*from, (long long)*to);
    return false;
}

/* How many indexes the text names; -1: `err`. */
static int64_t count_indexes(const char *s, int64_t completions, struct strbuf *err)
{
    int64_t total = 0, last = -1;
    for (const char *p = s; *s && p; p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL) {
        int64_t from, to;
        if (!read_interval(p, strcspn(p, ","), completions, &from, &to, err))
            return -1;
        if (p != s && last >= from) {
            strbuf_addf(err, "non-increasing order, previous: %lld, current: %lld", (long long)last, (long long)from);
            return -1;
        }
        total += to - from + 1;
        last = to;
    }
    return total;
}

static int64_t check_indexes(struct check *c, const struct val *indexes, int64_t completions, const struct field *f)
{
    struct strbuf err = STRBUF_INIT, text = STRBUF_INIT;
    if (val_len(indexes) > INDEXES_MAX_BYTES)
        field_too_long(c->errors, f, INDEXES_MAX_BYTES);
    int64_t total = count_indexes(val_str_or(indexes, ""), completions, &err);
    if (total < 0) {
        strbuf_addf(&text, "error parsing succeededIndexes: %s", err.buf);
        invalid_text(c, f, indexes, text.buf);
    }
    strbuf_release(&err);
    strbuf_release(&text);
    return total < 0 ? 0 : total;
}

static void check_success_rule(struct check *c, const struct val *rule, int64_t completions, const struct field *f)
{
    const struct val *count = val_get(rule, "succeededCount"), *indexes = val_get(rule, "succeededIndexes");
    struct field count_field = FIELD(f, "succeededCount"), indexes_field = FIELD(f, "succeededIndexes");
    int64_t n = val_int_or(count, 0), total = 0;
    char text[128];
    if (!given(count) && !given(indexes))
        field_required(c->errors, f, "at least one of succeededCount or succeededIndexes must be specified");
    if (given(indexes))
        total = check_indexes(c, indexes, completions, &indexes_field);
    check_nonnegative(c, count, &count_field);
    if (given(count) && n > completions) {
        snprintf(text, sizeof(text), "must be less than or equal to %lld (the number of specified completions)",
                 (long long)completions);
        invalid_int(c, &count_field, count, text);
    }
    if (given(count) && given(indexes) && n > total) {
        snprintf(text, sizeof(text),
                 "must be less than or equal to %lld (the number of indexes in the specified succeededIndexes field)",
                 (long long)total);
        invalid_int(c, &count_field, count, text);
    }
}

void check_success_policy(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *policy = val_get(spec, "successPolicy"), *rules = val_get(policy, "rules");
    struct field list = FIELD(f, "rules");
    if (!job_is_indexed(spec)) {
        field_invalid(c->errors, f, policy, "requires indexed completion mode");
        return;
    }
    if (!val_len(rules))
        field_required(c->errors, &list, "at least one rules must be specified when the successPolicy is specified");
    if (val_len(rules) > RULES_MAX)
        field_too_many(c->errors, &list, (long)val_len(rules), RULES_MAX);
    for (size_t i = 0; i < val_len(rules); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_success_rule(c, val_item(rules, i), val_at_int(spec, "completions", 0), &item);
    }
}
