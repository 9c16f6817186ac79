#include <stdlib.h>
#include <string.h>

#include "backends/base/yaml.h"
#include "lessons/check.h"
#include "lessons/embed.h"
#include "lessons/lesson.h"

enum { HINTS = 3 };

/* Where a mistake is, for messages. */
struct source {
    const char *name, *text;
    size_t len;
    struct strbuf *err;
};

/* "FILE:LINE: FIELD: TEXT"; path: "steps.2.hints". */
static void mistake(struct source *s, const char *path, const char *text)
{
    strbuf_addf(s->err, "%s:%d: %s: %s\n", s->name, yaml_line(s->text, s->len, path), *path ? path : "lesson", text);
}

static char *join(const char *path, const char *key)
{
    return xstrf("%s%s%s", path, *path ? "." : "", key);
}

/* The same of a field in what the path is. */
static void mistake_in(struct source *s, const char *path, const char *key, const char *text)
{
    char *at = join(path, key);
    mistake(s, at, text);
    free(at);
}

/* A row for each field that a mapping may have. */
struct rule {
    const char *key;
    enum val_type type;
    bool required;
};

static const char *type_words(enum val_type type)
{
    switch (type) {
    case VAL_STRING: return "글이어야 해요";
    case VAL_INT: return "정수여야 해요";
    case VAL_ARRAY: return "목록이어야 해요";
    default: return "이름과 값의 묶음이어야 해요";
    }
}

static void check_fields(struct source *s, const char *path, const struct val *doc, const struct rule *rules)
{
    if (!val_is(doc, VAL_OBJECT)) {
        mistake(s, path, type_words(VAL_OBJECT));
        return;
    }
    for (const struct rule *r = rules; r->key; r++) {
        const struct val *v = val_get(doc, r->key);
        char *at = join(path, r->key);
        if (!v && r->required)
            mistake(s, at, "빠졌어요");
        else if (v && val_type(v) != r->type)
            mistake(s, at, type_words(r->type));
        else if (v && r->type == VAL_STRING && !val_len(v))
            mistake(s, at, "비어 있어요");
        free(at);
    }
    for (size_t i = 0; i < val_len(doc); i++) {
        const struct rule *r = rules;
        while (r->key && strcmp(r->key, val_key(doc, i)))
            r++;
        if (!r->key)
            mistake_in(s, path, val_key(doc, i), "모르는 필드예요");
    }
}

static void check_ask(struct source *s, const char *path, const struct val *ask)
{
    static const struct rule rules[] = {
        { "question", VAL_STRING, true }, { "choices", VAL_ARRAY, true }, { "answer", VAL_INT, true }, { NULL, VAL_NULL, false },
    }, choice_rules[] = { { "text", VAL_STRING, true }, { "because", VAL_STRING, true }, { NULL, VAL_NULL, false } };
    const struct val *choices = val_get(ask, "choices");
    int64_t answer = val_at_int(ask, "answer", 0);
    check_fields(s, path, ask, rules);
    for (size_t i = 0; i < val_len(choices); i++) {
        char *at = xstrf("%s.choices.%zu", path, i);
        check_fields(s, at, val_item(choices, i), choice_rules);
        free(at);
    }
    if (val_is(choices, VAL_ARRAY) && val_len(choices) < 2)
        mistake_in(s, path, "choices", "고를 것이 둘은 있어야 해요");
    else if (val_is(val_get(ask, "answer"), VAL_INT) && (answer < 1 || answer > (int64_t)val_len(choices)))
        mistake_in(s, path, "answer", "choices의 번호여야 해요");
}

static void check_files(struct source *s, const char *path, const struct val *files)
{
    for (size_t i = 0; val_is(files, VAL_OBJECT) && i < val_len(files); i++) {
        const char *name = val_key(files, i);
        if (strchr(name, '/') || *name == '.' || !*name)
            mistake(s, path, "파일 이름에는 폴더가 없어야 하고, 점으로 시작하지 않아야 해요");
        else if (!val_is(val_item(files, i), VAL_STRING))
            mistake_in(s, path, name, type_words(VAL_STRING));
    }
}

/* What belongs to a task must be there with it, and only with it. */
static void check_task(struct source *s, const char *path, const struct val *step)
{
    static const char *const parts[] = { "checks", "hints", "solution" };
    const struct val *hints = val_get(step, "hints"), *checks = val_get(step, "checks");
    bool task = val_get(step, "task") != NULL;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (task && !val_get(step, parts[i]))
            mistake_in(s, path, parts[i], "과제(task)가 있으면 있어야 해요");
        else if (!task && val_get(step, parts[i]))
            mistake_in(s, path, parts[i], "과제(task)가 없는 단계에는 쓸 수 없어요");
    }
    for (size_t i = 0; val_is(hints, VAL_ARRAY) && i < val_len(hints); i++) {
        char *at = xstrf("%s.hints.%zu", path, i);
        if (!val_is(val_item(hints, i), VAL_STRING))
            mistake(s, at, type_words(VAL_STRING));
        free(at);
    }
    if (val_is(hints, VAL_ARRAY) && val_len(hints) != HINTS)
        mistake_in(s, path, "hints", "힌트는 세 개가 있어야 해요: 방향, 도구, 명령에 가까운 것");
    if (val_is(checks, VAL_ARRAY) && !val_len(checks))
        mistake_in(s, path, "checks", "확인 규칙이 하나는 있어야 해요");
    for (size_t i = 0; val_is(checks, VAL_ARRAY) && i < val_len(checks); i++) {
        char *at = xstrf("%s.checks.%zu", path, i);
        struct strbuf field = STRBUF_INIT;
        const char *wrong = check_lint(val_item(checks, i), &field);
        char *where = field.len ? join(at, field.buf) : xstrdup(at);
        if (wrong)
            mistake(s, where, wrong);
        free(at);
        free(where);
        strbuf_release(&field);
    }
}

static void check_step(struct source *s, const char *path, const struct val *step)
{
    static const struct rule rules[] = {
        { "name", VAL_STRING, true },   { "title", VAL_STRING, true },  { "text", VAL_STRING, true },
        { "files", VAL_OBJECT, false }, { "ask", VAL_OBJECT, false },   { "task", VAL_STRING, false },
        { "checks", VAL_ARRAY, false }, { "hints", VAL_ARRAY, false },  { "solution", VAL_STRING, false },
        { "done", VAL_STRING, false },  { NULL, VAL_NULL, false },
    };
    check_fields(s, path, step, rules);
    char *ask = join(path, "ask"), *files = join(path, "files");
    if (val_get(step, "ask"))
        check_ask(s, ask, val_get(step, "ask"));
    check_files(s, files, val_get(step, "files"));
    check_task(s, path, step);
    free(ask);
    free(files);
}

static bool has_world(const char *name)
{
    struct arena *a = arena_new();
    size_t len;
    bool there = embed_text(a, "world", name, &len) != NULL;
    arena_free(a);
    return there;
}

/* It names the work folder. */
static bool is_plain_name(const char *name)
{
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0' && *name != '-';
}

static void check_lesson(struct source *s, const struct val *doc)
{
    static const struct rule rules[] = {
        { "lesson", VAL_STRING, true }, { "title", VAL_STRING, true },   { "summary", VAL_STRING, true },
        { "minutes", VAL_INT, true },   { "world", VAL_STRING, true },   { "steps", VAL_ARRAY, true },
        { "closing", VAL_STRING, true }, { "keywords", VAL_ARRAY, true }, { NULL, VAL_NULL, false },
    }, keyword_rules[] = { { "word", VAL_STRING, true }, { "text", VAL_STRING, true }, { NULL, VAL_NULL, false } };
    const struct val *steps = val_get(doc, "steps"), *keywords = val_get(doc, "keywords");
    const char *world = val_get_str(doc, "world", NULL);
    check_fields(s, "", doc, rules);
    for (size_t i = 0; i < val_len(steps); i++) {
        char *path = xstrf("steps.%zu", i);
        check_step(s, path, val_item(steps, i));
        for (size_t j = 0; j < i; j++)
            if (val_equal(val_get(val_item(steps, i), "name"), val_get(val_item(steps, j), "name")))
                mistake(s, path, "같은 이름의 단계가 앞에 있어요");
        free(path);
    }
    for (size_t i = 0; i < val_len(keywords); i++) {
        char *path = xstrf("keywords.%zu", i);
        check_fields(s, path, val_item(keywords, i), keyword_rules);
        free(path);
    }
    if (val_is(val_get(doc, "minutes"), VAL_INT) && val_at_int(doc, "minutes", 0) < 1)
        mistake(s, "minutes", "1 이상이어야 해요");
    if (!is_plain_name(val_get_str(doc, "lesson", "")))
        mistake(s, "lesson", "영어 소문자와 숫자와 -만 쓸 수 있어요");
    if (world && *world && !has_world(world))
        mistake(s, "world", "world 폴더에 그런 클러스터 파일이 없어요");
    if (val_is(steps, VAL_ARRAY) && !val_len(steps))
        mistake(s, "steps", "단계가 하나는 있어야 해요");
}

static void read_step(struct lesson_step *to, const struct val *step)
{
    *to = (struct lesson_step){
        .name = val_get_str(step, "name", NULL),   .title = val_get_str(step, "title", NULL),
        .text = val_get_str(step, "text", NULL),   .files = val_get(step, "files"),
        .ask = val_get(step, "ask"),               .task = val_get_str(step, "task", NULL),
        .checks = val_get(step, "checks"),         .hints = val_get(step, "hints"),
        .solution = val_get_str(step, "solution", NULL), .done = val_get_str(step, "done", NULL),
    };
}

struct lesson *lesson_load(const char *source, const char *text, size_t len, struct strbuf *err)
{
    struct source s = { source, text, len, err };
    struct strbuf why = STRBUF_INIT;
    size_t before = err->len;
    struct val *doc = yaml_parse(text, len, &why);
    if (!doc)
        strbuf_addf(err, "%s: %s\n", source, why.buf);
    else
        check_lesson(&s, doc);
    strbuf_release(&why);
    if (err->len > before) {
        val_unref(doc);
        return NULL;
    }
    struct lesson *l = xcalloc(1, sizeof(*l));
    const struct val *steps = val_get(doc, "steps");
    l->doc = doc;
    l->name = val_get_str(doc, "lesson", "");
    l->title = val_get_str(doc, "title", "");
    l->summary = val_get_str(doc, "summary", "");
    l->minutes = val_at_int(doc, "minutes", 0);
    l->world = val_get_str(doc, "world", "");
    l->closing = val_get_str(doc, "closing", "");
    l->keywords = val_get(doc, "keywords");
    l->step_count = val_len(steps);
    l->steps = xcalloc(l->step_count, sizeof(*l->steps));
    for (size_t i = 0; i < l->step_count; i++)
        read_step(&l->steps[i], val_item(steps, i));
    return l;
}

void lesson_free(struct lesson *l)
{
    if (!l)
        return;
    free(l->steps);
    val_unref(l->doc);
    free(l);
}

const char *const *lesson_names(struct arena *a, size_t *count)
{
    return embed_list(a, "catalog", count);
}

/* "01-daemonset", the first of the menu, is meant by itself, by "daemonset", and by "1". */
static bool is_meant(const char *file, size_t place, const char *name)
{
    const char *dash = strchr(file, '-');
    char *end;
    unsigned long number = strtoul(name, &end, 10);
    return !strcmp(file, name) || (dash && !strcmp(dash + 1, name)) || (*name && !*end && number == place);
}

/* Whether the file is a lesson with this title. */
static bool is_title(const char *text, size_t len, const char *name)
{
    struct val *doc = yaml_parse(text, len, NULL);
    bool is = val_str_equal(val_get(doc, "title"), name);
    val_unref(doc);
    return is;
}

struct lesson *lesson_find(const char *name, struct strbuf *err)
{
    struct arena *a = arena_new();
    struct lesson *l = NULL;
    size_t count, len, before = err->len;
    const char *const *names = lesson_names(a, &count);
    for (size_t i = 0; i < count && !l && err->len == before; i++) {
        const char *text = embed_text(a, "catalog", names[i], &len);
        if (text && (is_meant(names[i], i + 1, name) || (*name & 0x80 && is_title(text, len, name))))
            l = lesson_load(embed_path(a, "catalog", names[i]), text, len, err);
    }
    if (!l && err->len == before)
        strbuf_addf(err, "이런 수업은 없어요: %s. `learn`이 수업을 모두 보여 줘요.\n", name);
    arena_free(a);
    return l;
}
