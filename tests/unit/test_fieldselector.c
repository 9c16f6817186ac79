#include "backends/base/fieldselector.h"

#include <string.h>

#include "tests/unit/test.h"

TEST(field_selector_parse)
{
    static const struct {
        const char *text, *canonical, *err;
    } cases[] = {
        { "", "", NULL },
        { "b=2,a==1,,c!=3", "a=1,b=2,c!=3", NULL },
        { "a=x\\,y\\=z\\\\", "a=x\\,y\\=z\\\\", NULL },
        { "a=", "a=", NULL },
        { "a=b=c", NULL, "invalid field selector: unescaped character in value: 61" },
        { "nothing", NULL, "invalid selector: 'nothing'; can't understand 'nothing'" },
        { "a=\\x", NULL, "invalid field selector: invalid escape sequence: \\x" },
        { "a=\\", NULL, "invalid field selector: invalid escape sequence: \\" },
        { "a=\\서", NULL, "invalid field selector: invalid escape sequence: \\서" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        struct field_selector *fs = field_selector_parse(cases[i].text, &sb);
        if (fs)
            field_selector_string(&sb, fs);
        CHECK_STR(sb.buf, cases[i].err ? cases[i].err : cases[i].canonical);
        field_selector_free(fs);
        strbuf_release(&sb);
    }
}

static const char *lookup(const void *object, const char *field)
{
    return !strcmp(field, "phase") ? object : NULL;
}

TEST(field_selector_matches)
{
    static const struct {
        const char *text;
        bool matches;
    } cases[] = {
        { "", true },         { "phase=Running", true },          { "phase!=Running", false },
        { "node=", true },    { "node!=kube-node1", true },       { "phase=Running,node=kube-node1", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct field_selector *fs = field_selector_parse(cases[i].text, NULL);
        CHECK_INT(field_selector_matches(fs, lookup, "Running"), cases[i].matches);
        field_selector_free(fs);
    }
}
