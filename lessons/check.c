#include "lessons/check_parts.h"

#include <string.h>

#include "backends/base/json.h"
#include "backends/base/selector.h"

enum names { OBJECT, LIST };

static const struct row {
    const char *name;
    enum names of;
    const char *required, *optional;
    check_fn *run;
} rows[] = {
#define CHECK(name, of, required, optional) { #name, of, required, optional, check_##name },
#include "lessons/checks.def"
#undef CHECK
};

static const char *const relations[] = { "is", "min", "max" };

/* ---- the manifest ---- */

/* The next word of a comma list, or NULL at its end. */
static const char *next_word(const char **list, size_t *len)
{
    const char *word = *list;
    *len = strcspn(word, ",");
    *list += *len + (word[*len] == ',');
    return *len ? word : NULL;
}

static bool is_listed(const char *list, const char *key)
{
    size_t len;
    for (const char *word; (word = next_word(&list, &len));)
        if (strlen(key) == len && !strncmp(word, key, len))
            return true;
    return false;
}

static const struct row *row_of(const struct val *check)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (val_str_equal(val_get(check, "check"), rows[i].name))
            return &rows[i];
    return NULL;
}

/* Numbers are what these count. */
static bool counts(const struct row *row)
{
    return is_listed(row->optional, "is") && strcmp(row->name, "field");
}

static bool is_selector(const char *text)
{
    struct strbuf err = STRBUF_INIT;
    struct selector *s = selector_parse(text, &err);
    selector_free(s);
    strbuf_release(&err);
    return s != NULL;
}

static const char *lint_value(const struct row *row, const char *key, const struct val *v)
{
    bool number = !strcmp(key, "min") || !strcmp(key, "max") || !strcmp(key, "revision") || (!strcmp(key, "is") && counts(row));
    if (!strcmp(key, "where"))
        return val_is(v, VAL_OBJECT) ? NULL : "경로와 값의 묶음이어야 해요";
    if (number)
        return val_is(v, VAL_INT) ? NULL : "정수여야 해요";
    if (!strcmp(key, "is"))
        return NULL;
    if (!val_is(v, VAL_STRING))
        return "글이어야 해요";
    if (!*val_str(v))
        return "비어 있어요";
    if (!strcmp(key, "selector") || !strcmp(key, "nodes"))
        return is_selector(val_str(v)) ? NULL : "셀렉터가 아니에요 (예: app=web,tier in (a,b),!old)";
    if (strcmp(key, "of"))
        return NULL;
    const char *slash = strchr(val_str(v), '/');
    if (row->of == OBJECT)
        return slash && slash[1] && slash > val_str(v) ? NULL : "종류/이름이어야 해요 (예: job/testapp-job)";
    return slash ? "종류만 적어야 해요 (예: pods)" : NULL;
}

static const char *lint_relations(const struct row *row, const struct val *check)
{
    int given = 0;
    for (size_t i = 0; i < ARRAY_LEN(relations); i++)
        given += val_get(check, relations[i]) != NULL;
    return is_listed(row->optional, "is") && given != 1 ? "is, min, max 중 하나가 있어야 해요" : NULL;
}

const char *check_lint(const struct val *check, struct strbuf *field)
{
    if (!val_is(check, VAL_OBJECT))
        return "이름과 값의 묶음이어야 해요";
    const struct row *row = row_of(check);
    if (!row) {
        strbuf_adds(field, "check");
        return "확인 규칙(check)의 이름이 아니에요."
#define CHECK(name, of, required, optional) " " #name
#include "lessons/checks.def"
#undef CHECK
               " 중 하나를 쓰세요";
    }
    for (size_t i = 0; i < val_len(check); i++) {
        const char *key = val_key(check, i);
        bool known = is_listed("check,of,look", key) || is_listed(row->required, key) || is_listed(row->optional, key);
        const char *wrong = known ? lint_value(row, key, val_item(check, i)) : "이 확인 규칙에 없는 필드예요";
        if (wrong) {
            strbuf_adds(field, key);
            return wrong;
        }
    }
    size_t len = strlen("of");
    const char *required = row->required;
    for (const char *word = "of"; word; word = next_word(&required, &len)) {
        size_t before = field->len;
        strbuf_add(field, word, len);
        if (!val_get(check, field->buf + before))
            return "빠졌어요";
        strbuf_setlen(field, before);
    }
    return lint_relations(row, check);
}

/* ---- running ---- */

const char *check_text(const struct check_run *run, const char *key)
{
    return val_get_str(run->check, key, NULL);
}

const char *check_value_text(struct arena *a, const struct val *v)
{
    if (!v || val_str(v))
        return v ? val_str(v) : NULL;
    struct strbuf sb = STRBUF_INIT;
    json_write(&sb, v, JSON_COMPACT | JSON_RAW_HTML);
    const char *text = arena_strdup(a, sb.buf);
    strbuf_release(&sb);
    return text;
}

bool check_holds(struct check_run *run, const struct val *found)
{
    for (size_t i = 0; i < ARRAY_LEN(relations); i++) {
        const struct val *wanted = val_get(run->check, relations[i]);
        if (!wanted)
            continue;
        struct check_result *r = run->out;
        r->relation = (enum check_relation)i;
        r->wanted = check_value_text(run->arena, wanted);
        r->found = check_value_text(run->arena, found);
        switch (r->relation) {
        case CHECK_IS: return val_equal(found, wanted) || (r->found && !strcmp(r->found, r->wanted));
        case CHECK_MIN: return val_is_number(found) && val_int_or(found, 0) >= val_int_or(wanted, 0);
        case CHECK_MAX: return val_int_or(found, 0) <= val_int_or(wanted, 0);
        }
    }
    return true;
}

bool check_holds_int(struct check_run *run, int64_t found)
{
    return check_holds(run, arena_val(run->arena, val_int(found)));
}

bool check_equal(struct check_run *run, const char *path, const char *wanted, const char *found)
{
    run->out->path = path;
    run->out->relation = CHECK_IS;
    run->out->wanted = wanted;
    run->out->found = found;
    return found && !strcmp(wanted, found);
}

bool check_matches(const struct val *doc, const struct val *where)
{
    for (size_t i = 0; i < val_len(where); i++) {
        const struct val *found = val_at(doc, val_key(where, i)), *wanted = val_item(where, i);
        if (val_is(wanted, VAL_NULL) ? found != NULL : !val_equal(found, wanted))
            return false;
    }
    return true;
}

const char *check_where_text(struct arena *a, const struct val *where)
{
    const char *text = NULL;
    for (size_t i = 0; i < val_len(where); i++)
        if (!val_is(val_item(where, i), VAL_NULL))
            text = arena_strf(a, "%s%s%s=%s", text ? text : "", text ? ", " : "", val_key(where, i), check_value_text(a, val_item(where, i)));
    return text;
}

int check_object(struct check_run *run, const struct val **obj)
{
    const char *of = check_text(run, "of"), *slash = strchr(of, '/');
    struct val *doc = NULL;
    struct check_result *r = run->out;
    *obj = NULL;
    r->resource = client_find(run->client, arena_strndup(run->arena, of, (size_t)(slash - of)), run->st);
    if (!r->resource)
        return -1;
    r->name = slash + 1;
    if (client_get(run->client, r->resource, run->ns, r->name, &doc, run->st) == 0) {
        *obj = arena_val(run->arena, doc);
        return 0;
    }
    if (run->st->code != 404)
        return -1;
    status_release(run->st);
    r->gone = true;
    return 0;
}

int check_list_of(struct check_run *run, const char *type, const char *ns, const struct list_options *o, const struct val **items)
{
    struct val *doc = NULL;
    const struct resource *resource = client_find(run->client, type, run->st);
    if (!resource || client_list(run->client, resource, ns, o, &doc, run->st) < 0)
        return -1;
    *items = val_get(arena_val(run->arena, doc), "items");
    return 0;
}

int check_list(struct check_run *run, const struct val **items)
{
    run->out->selector = check_text(run, "selector");
    run->out->resource = client_find(run->client, check_text(run, "of"), run->st);
    const struct list_options o = { .label_selector = run->out->selector };
    return run->out->resource ? check_list_of(run, check_text(run, "of"), run->ns, &o, items) : -1;
}

int check_run(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *out,
              struct status *st)
{
    const struct row *row = row_of(check);
    if (!row)
        BUG("a check that lint did not see");
    *out = (struct check_result){ .kind = (enum check_kind)(row - rows), .look = val_get_str(check, "look", NULL) };
    struct check_run run = { c, a, ns, check, out, st };
    return row->run(&run);
}
