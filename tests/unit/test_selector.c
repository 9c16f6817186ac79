#include "backends/base/selector.h"

#include <string.h>

#include "backends/base/json.h"
#include "tests/unit/test.h"

static struct val *json(const char *text)
{
    return json_parse(text, strlen(text), NULL);
}

TEST(selector_parse)
{
    static const struct {
        const char *text, *canonical, *err;
    } cases[] = {
        { "", "", NULL },
        { " b = 1 , a in (z, y,z)", "a in (y,z),b=1", NULL },
        { "!old,new", "new,!old", NULL },
        { "a==1,b!=2,c>3,d<4", "a==1,b!=2,c>3,d<4", NULL },
        { "a in (,)", "a in ()", NULL },
        { "bad in", NULL, "unable to parse requirement: found '' expected: '('" },
        { "a=1,", NULL, "found '', expected: identifier after ','" },
        { "a in (x", NULL, "unable to parse requirement: found '', expected: ',' or ')'" },
        { "a>x", NULL, "unable to parse requirement: for 'Gt', 'Lt' operators, the value must be an integer" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        struct selector *s = selector_parse(cases[i].text, &sb);
        selector_string(&sb, s);
        CHECK_STR(sb.buf, cases[i].err ? cases[i].err : cases[i].canonical);
        selector_free(s);
        strbuf_release(&sb);
    }
}

TEST(selector_matches)
{
    static const struct {
        const char *text, *labels;
        bool matches;
    } cases[] = {
        { "", "{}", true },
        { "a=1", "{\"a\":\"1\"}", true },
        { "a=1", "{}", false },
        { "a!=1", "{}", true },
        { "a notin (1,2)", "{\"a\":\"2\"}", false },
        { "a", "{\"a\":\"\"}", true },
        { "!a", "{\"a\":\"\"}", false },
        { "a>3", "{\"a\":\"10\"}", true },
        { "a<3", "{\"a\":\"-5\"}", true },
        { "a<3", "{\"a\":\"x\"}", false },
        { "a=1,b=2", "{\"a\":\"1\",\"b\":\"3\"}", false },
        { "a", "{\"a\":1}", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct selector *s = selector_parse(cases[i].text, NULL);
        struct val *labels = json(cases[i].labels);
        if (!CHECK_INT(selector_matches(s, labels), cases[i].matches))
            CHECK_STR(cases[i].text, "the case above");
        val_unref(labels);
        selector_free(s);
    }
    CHECK(!selector_matches(NULL, NULL));
}

TEST(selector_from_documents)
{
    static const struct {
        const char *doc, *text;
    } cases[] = {
        { "null", "<none>" },
        { "{}", "<none>" },
        { "{\"matchLabels\":{\"b\":\"2\",\"a\":\"1\"}}", "a=1,b=2" },
        { "{\"matchExpressions\":[{\"key\":\"t\",\"operator\":\"In\",\"values\":[\"y\",\"x\"]},"
          "{\"key\":\"o\",\"operator\":\"DoesNotExist\"}]}",
          "!o,t in (x,y)" },
        { "{\"matchExpressions\":[{\"key\":\"t\",\"operator\":\"Gt\",\"values\":[\"1\"]}]}", "<error>" },
        { "{\"matchExpressions\":[{\"key\":\"t\",\"operator\":\"In\"}]}", "<error>" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        struct val *doc = json(cases[i].doc);
        label_selector_format(&sb, doc);
        CHECK_STR(sb.buf, cases[i].text);
        val_unref(doc);
        strbuf_release(&sb);
    }
}

TEST(selector_kinds_of_all_and_none)
{
    struct val *empty = val_object(), *labels = json("{\"a\":\"1\"}");
    struct selector *all = selector_from_label_selector(empty, NULL);
    struct selector *none = selector_from_label_selector(NULL, NULL);
    struct selector *one = selector_from_labels(labels);
    CHECK(selector_is_everything(all) && selector_matches(all, NULL));
    CHECK(selector_is_nothing(none) && !selector_matches(none, labels));
    CHECK(selector_matches(one, labels) && !selector_matches(one, empty));
    CHECK(selector_requirement(one, 0) && !selector_requirement(one, 1));
    selector_free(all);
    selector_free(none);
    selector_free(one);
    val_unref(empty);
    val_unref(labels);
}

TEST(selector_add)
{
    struct strbuf err = STRBUF_INIT;
    struct selector *s = selector_new();
    struct val *bad = val_fmt("['a b']"), *one = val_fmt("['5']");
    CHECK_INT(selector_add(s, "k", SELECTOR_EQUALS, NULL, &err), -1);
    CHECK_STR(err.buf, "exact-match compatibility requires one single value");
    strbuf_reset(&err);
    CHECK_INT(selector_add(s, "k", SELECTOR_IN, bad, &err), -1);
    CHECK_INT(selector_add(s, "", SELECTOR_EXISTS, NULL, &err), -1);
    CHECK(selector_is_everything(s));
    CHECK_INT(selector_add(s, "k", SELECTOR_GREATER_THAN, one, &err), 0);
    CHECK_INT((long long)selector_requirement(s, 0)->bound, 5);
    val_unref(bad);
    val_unref(one);
    selector_free(s);
    strbuf_release(&err);
}
