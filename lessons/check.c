#include "lessons/check.h"

#include <string.h>

#include "backends/base/json.h"

typedef int runner(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *r,
                   struct status *st);

#define CHECK(name, required, optional) static runner check_##name;
#include "lessons/checks.def"
#undef CHECK

static const struct {
    const char *name, *required, *optional;
    runner *run;
} rows[] = {
#define CHECK(name, required, optional) { #name, required, optional, check_##name },
#include "lessons/checks.def"
#undef CHECK
};

static const char *const relations[] = { "is", "min", "max" };

/* Whether a comma list has the word. */
static bool listed(const char *list, const char *word)
{
    size_t len = strlen(word);
    for (const char *p = list; *p; p += strcspn(p, ",") + (p[strcspn(p, ",")] == ','))
        if (strcspn(p, ",") == len && !strncmp(p, word, len))
            return true;
    return false;
}

static size_t row_of(const struct val *check)
{
    size_t i = 0;
    while (i < ARRAY_LEN(rows) && !val_str_equal(val_get(check, "check"), rows[i].name))
        i++;
    return i;
}

const char *check_lint(const struct val *check)
{
    size_t row = row_of(check);
    int required = 0, given = 0, wanted = 1;
    if (row == ARRAY_LEN(rows))
        return "check는 exists, absent, field, count, placed 중 하나여야 해요";
    for (size_t i = 0; i < val_len(check); i++) {
        const char *key = val_key(check, i);
        required += listed(rows[row].required, key);
        if (!listed(rows[row].required, key) && !listed(rows[row].optional, key) && strcmp(key, "check") && strcmp(key, "look"))
            return "이 check에 없는 필드가 있어요";
        for (size_t r = 0; r < ARRAY_LEN(relations); r++)
            given += !strcmp(key, relations[r]);
    }
    for (const char *p = rows[row].required; (p = strchr(p, ',')); p++)
        wanted++;
    if (required < wanted)
        return "이 check에 있어야 할 필드가 빠졌어요";
    if (listed(rows[row].optional, "is") && given != 1)
        return "is, min, max 중 하나가 있어야 해요";
    return NULL;
}

/* A value as text: strings as they are, all else as JSON. */
static const char *text_of(struct arena *a, const struct val *v)
{
    if (!v || val_str(v))
        return v ? val_str(v) : NULL;
    struct strbuf sb = STRBUF_INIT;
    json_write(&sb, v, JSON_COMPACT);
    const char *text = arena_strdup(a, sb.buf);
    strbuf_release(&sb);
    return text;
}

/* Compares by the check's is, min or max; fills wanted and found. */
static bool holds(struct arena *a, const struct val *check, const struct val *found, struct check_result *r)
{
    for (size_t i = 0; i < ARRAY_LEN(relations); i++) {
        const struct val *wanted = val_get(check, relations[i]);
        if (!wanted)
            continue;
        r->relation = (enum check_relation)i;
        r->wanted = text_of(a, wanted);
        r->found = text_of(a, found);
        switch (r->relation) {
        case CHECK_IS: return val_equal(found, wanted) || (r->found && !strcmp(r->found, r->wanted));
        case CHECK_MIN: return val_is_number(found) && val_int_or(found, 0) >= val_int_or(wanted, 0);
        case CHECK_MAX: return val_int_or(found, 0) <= val_int_or(wanted, 0);
        }
    }
    return true;
}

/* The object of `of: TYPE/NAME`; *obj NULL when it is not there. */
static int get_object(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *r,
                      const struct val **obj, struct status *st)
{
    const char *of = val_get_str(check, "of", ""), *slash = strchr(of, '/');
    struct val *doc = NULL;
    *obj = NULL;
    r->resource = client_find(c, slash ? arena_strndup(a, of, (size_t)(slash - of)) : of, st);
    if (!r->resource)
        return -1;
    r->name = slash ? slash + 1 : "";
    if (client_get(c, r->resource, ns, r->name, &doc, st) < 0) {
        if (st->code != 404)
            return -1;
        status_release(st);
        return 0;
    }
    *obj = arena_val(a, doc);
    return 0;
}

static int check_exists(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *r,
                        struct status *st)
{
    const struct val *obj;
    if (get_object(c, a, ns, check, r, &obj, st) < 0)
        return -1;
    r->ok = obj && !val_at(obj, "metadata.deletionTimestamp");
    return 0;
}

static int check_absent(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *r,
                        struct status *st)
{
    const struct val *obj;
    if (get_object(c, a, ns, check, r, &obj, st) < 0)
        return -1;
    r->ok = !obj;
    return 0;
}

static int check_field(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *r,
                       struct status *st)
{
    const struct val *obj;
    r->path = val_get_str(check, "path", "");
    if (get_object(c, a, ns, check, r, &obj, st) < 0)
        return -1;
    /* Counters that are zero are left out of a status. */
    static const char status[] = "status.";
    const struct val *found = val_at(obj, r->path);
    if (obj && !found && !strncmp(r->path, status, sizeof(status) - 1))
        found = arena_val(a, val_int(0));
    bool ok = holds(a, check, found, r);
    r->ok = obj && ok;
    if (!obj)
        r->found = NULL;
    return 0;
}

static bool matches_where(const struct val *obj, const struct val *where)
{
    for (size_t i = 0; i < val_len(where); i++)
        if (!val_equal(val_at(obj, val_key(where, i)), val_item(where, i)))
            return false;
    return true;
}

static int list(struct client *c, struct arena *a, const char *ns, const struct resource *resource, const char *selector,
                const struct val **items, struct status *st)
{
    struct val *doc = NULL;
    struct list_options o = { .label_selector = selector };
    if (client_list(c, resource, ns, &o, &doc, st) < 0)
        return -1;
    *items = val_get(arena_val(a, doc), "items");
    return 0;
}

static int check_count(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *r,
                       struct status *st)
{
    const struct val *items;
    int64_t n = 0;
    r->selector = val_get_str(check, "selector", NULL);
    r->resource = client_find(c, val_get_str(check, "of", ""), st);
    if (!r->resource || list(c, a, ns, r->resource, r->selector, &items, st) < 0)
        return -1;
    for (size_t i = 0; i < val_len(items); i++)
        n += matches_where(val_item(items, i), val_get(check, "where"));
    r->ok = holds(a, check, arena_val(a, val_int(n)), r);
    return 0;
}

/* How many running pods of `pods` are on the node. */
static int running_on(const struct val *pods, const char *node)
{
    int n = 0;
    for (size_t i = 0; i < val_len(pods); i++)
        n += val_str_equal(val_at(val_item(pods, i), "spec.nodeName"), node) &&
             val_str_equal(val_at(val_item(pods, i), "status.phase"), "Running") &&
             !val_at(val_item(pods, i), "metadata.deletionTimestamp");
    return n;
}

static bool has_node(const struct val *nodes, const char *name)
{
    for (size_t i = 0; i < val_len(nodes); i++)
        if (val_str_equal(val_at(val_item(nodes, i), "metadata.name"), name))
            return true;
    return false;
}

static int check_placed(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *r,
                        struct status *st)
{
    const struct val *pods, *all, *wanted;
    r->selector = val_get_str(check, "selector", NULL);
    r->resource = client_find(c, val_get_str(check, "of", ""), st);
    const struct resource *nodes = client_find(c, "nodes", st);
    if (!r->resource || !nodes || list(c, a, ns, r->resource, r->selector, &pods, st) < 0 ||
        list(c, a, NULL, nodes, NULL, &all, st) < 0 || list(c, a, NULL, nodes, val_get_str(check, "nodes", ""), &wanted, st) < 0)
        return -1;
    for (size_t i = 0; i < val_len(all); i++) {
        const char *name = val_at_str(val_item(all, i), "metadata.name", "");
        int want = has_node(wanted, name), have = running_on(pods, name);
        if (want == have)
            continue;
        r->node = name;
        r->wanted = want ? "1" : "0";
        r->found = arena_strf(a, "%d", have);
        return 0;
    }
    r->ok = true;
    return 0;
}

int check_run(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *out,
              struct status *st)
{
    size_t row = row_of(check);
    if (row == ARRAY_LEN(rows))
        BUG("a check that lint did not see");
    *out = (struct check_result){ .kind = (enum check_kind)row, .look = val_get_str(check, "look", NULL) };
    return rows[row].run(c, a, ns, check, out, st);
}
