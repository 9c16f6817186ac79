/*
 * How the lessons' Korean reads: particles that fit what they follow when it is read aloud, and none of the turns of phrase that
 * only translations have. What is quoted (`code`, command lines) is not Korean.
 */
#include <stdlib.h>
#include <string.h>

#include "lessons/lesson.h"
#include "repl/term/josa.h"
#include "tests/unit/test.h"

struct reading {
    const char *lesson;
    const char *text;
};

/* Not said; see the voice of the product. */
static const char *const unspoken[] = {
    "되어지", "에 대해서", "을 가지고 있", "를 가지고 있", "하는 것이 가능", "당신", "그것은", "은(는)", "이(가)", "을(를)", "!",
};

static bool is_latin(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Where the particle begins: behind the token's last letter or digit of ours, its brackets and its quotation marks. */
static size_t particle_at(const char *token)
{
    size_t at = 0;
    for (size_t i = 0; token[i]; i++)
        if (is_latin((unsigned char)token[i]) || strchr(")`", token[i]))
            at = i + 1;
    return at;
}

/* "잡(Job)" is read 잡; NULL when what is in brackets began in another token. */
static char *spoken(const char *token, size_t len)
{
    if (!len || token[len - 1] != ')')
        return xstrndup(token, len);
    const char *open = memchr(token, '(', len);
    return open ? xstrndup(token, (size_t)(open - token)) : NULL;
}

static void check_token(const struct reading *r, const char *token)
{
    static const char *const pairs[] = { "은/는", "이/가", "을/를", "와/과", "으로/로", "이에요/예요", "이라는/라는", "이라고/라고", "이면/면", "이어야/여야" };
    size_t at = particle_at(token);
    char *word = spoken(token, at);
    for (size_t i = 0; word && *word && i < ARRAY_LEN(pairs); i++) {
        enum josa_pair pair;
        if (josa_parse(pairs[i], &pair) < 0)
            BUG("%s is no pair", pairs[i]);
        const char *fits = josa_of(word, pair), *slash = strchr(pairs[i], '/'), *given = token + at;
        bool is_one = !strcmp(given, slash + 1) || (!strncmp(given, pairs[i], strlen(given)) && strlen(given) == (size_t)(slash - pairs[i]));
        test_check(!is_one || !strcmp(given, fits), __FILE__, __LINE__, "%s: %s should be %.*s%s in |%s|", r->lesson, token, (int)at, token,
                   fits, r->text);
    }
    free(word);
}

/* Each token, without the marks before and behind it. */
static void check_text(const struct reading *r)
{
    static const char blanks[] = " \n", ends[] = ".,?:;'\"";
    for (size_t i = 0; i < ARRAY_LEN(unspoken); i++)
        test_check(!strstr(r->text, unspoken[i]), __FILE__, __LINE__, "%s: %s in |%s|", r->lesson, unspoken[i], r->text);
    for (const char *p = r->text; *(p += strspn(p, blanks));) {
        size_t len = strcspn(p, blanks), whole = len;
        while (len && strchr(ends, p[len - 1]))
            len--;
        char *token = xstrndup(p, len);
        check_token(r, token);
        free(token);
        p += whole;
    }
}

/* Every text of the lesson that is read, not typed. */
static void check_texts(const char *lesson, const struct val *v)
{
    static const char *const typed[] = { "files", "checks", "solution" };
    struct reading r = { lesson, val_str(v) };
    if (r.text)
        check_text(&r);
    for (size_t i = 0; val_is(v, VAL_OBJECT) && i < val_len(v); i++) {
        bool is_typed = false;
        for (size_t k = 0; k < ARRAY_LEN(typed); k++)
            is_typed |= !strcmp(val_key(v, i), typed[k]);
        if (!is_typed)
            check_texts(lesson, val_item(v, i));
    }
    for (size_t i = 0; val_is(v, VAL_ARRAY) && i < val_len(v); i++)
        check_texts(lesson, val_item(v, i));
}

TEST(catalog_korean)
{
    struct arena *a = arena_new();
    size_t count;
    const char *const *names = lesson_names(a, &count);
    for (size_t i = 0; i < count; i++) {
        struct strbuf err = STRBUF_INIT;
        struct lesson *l = lesson_find(names[i], &err);
        if (l)
            check_texts(names[i], l->doc);
        lesson_free(l);
        strbuf_release(&err);
    }
    arena_free(a);
}
