#include "backends/base/quantity.h"

#include "tests/unit/test.h"

static struct quantity parsed(const char *text)
{
    struct quantity q = QUANTITY_ZERO;
    CHECK_INT(quantity_parse(text, &q, NULL), 0);
    return q;
}

TEST(quantity_parse)
{
    static const struct {
        const char *text, *canonical, *err;
    } cases[] = {
        { "0.5", "500m", NULL },
        { "1024Mi", "1Gi", NULL },
        { "1.5Gi", "1536Mi", NULL },
        { "1.1Ki", "1126400m", NULL },
        { "100Ki", "100Ki", NULL },
        { "1000k", "1M", NULL },
        { "12e6", "12e6", NULL },
        { "0.0000000001", "1n", NULL },
        { "-0", "0", NULL },
        { "+", "0", NULL },
        { "99999999999999999999Gi", "9223372036854775807", NULL },
        { "1e3e3", NULL,
          "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'" },
        { "1K", NULL, "unable to parse quantity's suffix" },
        { "1e", NULL, "unable to parse quantity's suffix" },
        { "1e99999999999999999999", NULL, "unable to parse quantity's suffix" },
        { "123456789012345678901234567890123456789012345", NULL, "unable to parse numeric part of quantity" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        struct quantity q;
        if (quantity_parse(cases[i].text, &q, &sb) == 0)
            quantity_string(&sb, &q);
        CHECK_STR(sb.buf, cases[i].err ? cases[i].err : cases[i].canonical);
        strbuf_release(&sb);
    }
}

TEST(quantity_values)
{
    struct val *doc = val_fmt("{cpu:'1500m', memory:'1Gi', count:4, big:'1e30', bad:'x', list:[]}");
    CHECK_INT(quantity_milli_or(val_get(doc, "cpu"), -7), 1500);
    CHECK_INT(quantity_value_or(val_get(doc, "cpu"), -7), 2);
    CHECK_INT(quantity_value_or(val_get(doc, "memory"), -7), 1073741824);
    CHECK_INT(quantity_milli_or(val_get(doc, "count"), -7), 4000);
    CHECK_INT(quantity_value_or(val_get(doc, "big"), -7), -7);
    CHECK_INT(quantity_value_or(val_get(doc, "bad"), -7), -7);
    CHECK_INT(quantity_value_or(val_get(doc, "list"), -7), -7);
    CHECK_INT(quantity_value_or(NULL, -7), -7);
    val_unref(doc);
}

TEST(quantity_compare)
{
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {
        { "1", "1000m", 0 },    { "1Ki", "1024", 0 },  { "1Ki", "1k", 1 },  { "-1", "1", -1 },  { "0", "1n", -1 },
        { "0", "0Mi", 0 },      { "1e400", "1E", 1 },  { "-1e400", "-1E", -1 }, { "999m", "1", -1 },
        { "1n", "1e999", -1 },  { "-5m", "-1", 1 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct quantity a = parsed(cases[i].a), b = parsed(cases[i].b);
        CHECK_INT(quantity_compare(&a, &b), cases[i].order);
        CHECK_INT(quantity_compare(&b, &a), -cases[i].order);
    }
}

TEST(quantity_sums)
{
    static const struct {
        const char *a, *b, *sum;
    } cases[] = {
        { "500m", "1", "1500m" },
        { "1Gi", "512Mi", "1536Mi" },
        { "0", "1Gi", "1Gi" },
        { "1e400", "1", "10e399" },
        { "100m", "100m", "200m" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct quantity sum = parsed(cases[i].a), b = parsed(cases[i].b);
        struct strbuf sb = STRBUF_INIT;
        quantity_add(&sum, &b);
        quantity_string(&sb, &sum);
        CHECK_STR(sb.buf, cases[i].sum);
        strbuf_release(&sb);
    }
}
