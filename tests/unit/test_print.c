/* Columns, their order, and what goes into them. */
#include <string.h>

#include "backends/base/json.h"
#include "repl/print/columns.h"
#include "repl/print/jsonpath.h"
#include "repl/print/sorter.h"
#include "repl/print/table.h"
#include "tests/unit/test.h"

TEST(tabwriter_columns_are_runs_of_lines)
{
    static const struct {
        const char *text, *kubectl, *describe;
    } cases[] = {
        { "NAME\tAGE\nweb\t5s\n", "NAME   AGE\nweb    5s\n", "NAME  AGE\nweb   5s\n" },
        { "a\tb\n", "a     b\n", "a  b\n" },
        { "a\t\tb\n", "a           b\n", "a    b\n" },
        { "long-name\tx\nplain\nb\ty\n", "long-name   x\nplain\nb           y\n", "long-name  x\nplain\nb  y\n" },
        { "서당\tx\nab\ty\n", "서당    x\nab    y\n", "서당  x\nab  y\n" },
        { "a\tb\t\nc\td\t\n", "a     b     \nc     d     \n", "a  b  \nc  d  \n" },
        { "", "", "" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        for (int style = 0; style < 2; style++) {
            struct tabwriter tw;
            struct strbuf out = STRBUF_INIT;
            tabwriter_init(&tw, style ? TABWRITER_DESCRIBE : TABWRITER_KUBECTL);
            strbuf_adds(&tw.text, cases[i].text);
            tabwriter_flush(&tw, &out);
            CHECK_STR(out.buf, style ? cases[i].describe : cases[i].kubectl);
            tabwriter_release(&tw);
            strbuf_release(&out);
        }
}

TEST(tabwriter_remembers_widths)
{
    struct tabwriter tw;
    struct strbuf out = STRBUF_INIT;
    tabwriter_init(&tw, TABWRITER_KUBECTL);
    strbuf_adds(&tw.text, "NAME\tSTATUS\n");
    tabwriter_flush(&tw, &out);
    strbuf_adds(&tw.text, "a-long-name\tx\n");
    tabwriter_flush(&tw, &out);
    strbuf_adds(&tw.text, "b\ty\n");
    tabwriter_flush(&tw, &out);
    CHECK_STR(out.buf, "NAME   STATUS\na-long-name   x\nb             y\n");
    tabwriter_release(&tw);
    strbuf_release(&out);
}

TEST(table_decorates_and_tames_cells)
{
    const char *text = "{\"columnDefinitions\":[{\"name\":\"Name\",\"type\":\"string\",\"format\":\"name\",\"priority\":0},"
                       "{\"name\":\"Message\",\"type\":\"string\",\"priority\":0},{\"name\":\"Wide\",\"type\":\"integer\","
                       "\"priority\":1}],\"rows\":[{\"cells\":[\"web\",\"one\\u001b[31m\\ntwo\",7],\"object\":{\"metadata\":"
                       "{\"namespace\":\"ns\",\"labels\":{\"a/app\":\"x\"}}}},{\"cells\":[\"db\",null,8,9]}]}";
    struct val *table = json_parse(text, strlen(text), NULL), *labels = val_fmt("['a/app']");
    struct table_options o = { .wide = true, .with_namespace = true, .show_labels = true, .label_columns = labels, .kind = "pod" };
    struct table_printer tp;
    struct strbuf out = STRBUF_INIT;
    table_printer_init(&tp, &o);
    table_print(&tp, table, "ADDED");
    table_flush(&tp, &out);
    CHECK_STR(out.buf, "EVENT      NAMESPACE   NAME      MESSAGE        WIDE   APP   LABELS\n"
                       "ADDED      ns          pod/web   one^[[31m...   7      x     a/app=x\n"
                       "ADDED                  pod/db                   8            \n");
    table_printer_release(&tp);
    strbuf_release(&out);
    val_unref(table);
    val_unref(labels);
}

TEST(columns_say_what_is_wrong)
{
    static const struct {
        const char *spec, *want;
    } cases[] = {
        { "", "custom-columns format specified but no custom columns given" },
        { "N", "unexpected custom-columns spec: N, expected <header>:<json-path-expr>" },
        { "N:.a,B", "unexpected custom-columns spec: B, expected <header>:<json-path-expr>" },
        { "N:.a[", "unterminated array" },
        { "N:{a}{b}", "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or "
                      "'{.name1.name2}'" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena *a = arena_new();
        struct strbuf err = STRBUF_INIT;
        CHECK(!columns_parse(a, cases[i].spec, &err));
        CHECK_STR(err.buf, cases[i].want);
        strbuf_release(&err);
        arena_free(a);
    }
}

TEST(columns_rows)
{
    struct arena *a = arena_new();
    struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
    struct val *pod = val_fmt("{a:1, b:[x,y], c:null, d:{k:v}, e:[]}");
    const struct columns *c = columns_parse(a, "A:.a,B:b[*],C:{.c},D:{d},E:.e[*],F:.f.g", &err);
    columns_header(c, &out);
    CHECK_INT(columns_row(c, pod, &out, &err), 0);
    CHECK_STR(out.buf, "A\tB\tC\tD\tE\tF\n1\tx,y\t<nil>\tmap[k:v]\t<none>\t<none>\n");
    strbuf_reset(&out);
    c = columns_parse_file(a, "NAME   NODE\n.a  b[0]\n", &err);
    columns_header(c, &out);
    CHECK_INT(columns_row(c, pod, &out, &err), 0);
    CHECK_STR(out.buf, "NAME\tNODE\n1\tx\n");
    CHECK(!columns_parse_file(a, "A B\n.a\n", &err));
    CHECK_STR(err.buf, "number of headers (2) and field specifications (1) don't match");
    val_unref(pod);
    strbuf_release(&out);
    strbuf_release(&err);
    arena_free(a);
}

TEST(jsonpath_relaxed_forms)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "", "" },          { "x.y", "{.x.y}" },       { ".x.y", "{.x.y}" }, { "{x.y}", "{.x.y}" },
        { "{.x.y}", "{.x.y}" }, { ".", "{..}" },        { "{}", NULL },       { "{.x", NULL },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        const char *have = jsonpath_relaxed(a, cases[i].in, &err);
        CHECK_STR(have ? have : "(refused)", cases[i].want ? cases[i].want : "(refused)");
        strbuf_release(&err);
    }
    arena_free(a);
}

TEST(sorter_orders)
{
    static const struct {
        const char *items, *want; /* want: indexes, or the error */
    } cases[] = {
        { "[{\"x\":\"node10\"},{\"x\":\"node2\"},{\"x\":\"node1\"}]", "2 1 0" },
        { "[{\"x\":\"1Gi\"},{\"x\":\"500Mi\"},{\"x\":\"2\"}]", "2 1 0" },
        { "[{\"x\":3},{\"x\":-1},{\"x\":2}]", "1 2 0" },
        { "[{\"x\":\"b\"},{},{\"x\":\"a\"}]", "1 2 0" },
        { "[{\"x\":\"a\"},{\"x\":null},{\"x\":\"A\"}]", "1 2 0" },
        { "[{\"x\":\"a01\"},{\"x\":\"a1\"},{\"x\":\"a001b\"}]", "1 0 2" },
        { "[{},{}]", "couldn't find any field with path \"{.x}\" in the list of objects" },
        { "[{\"x\":true},{\"x\":false}]", "field {.x} is of an unsortable type: bool" },
        { "[{\"x\":1},{\"x\":\"a\"}]", "field {.x} is of an unsortable type: string" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena *a = arena_new();
        struct strbuf out = STRBUF_INIT;
        struct sorter s;
        struct val *list = json_parse(cases[i].items, strlen(cases[i].items), NULL);
        const struct val *docs[8];
        size_t order[8], len = val_len(list);
        for (size_t j = 0; j < len; j++)
            docs[j] = val_item(list, j);
        CHECK_INT(sorter_init(&s, a, ".x", &out), 0);
        if (!sorter_order(&s, docs, len, order, &out))
            for (size_t j = 0; j < len; j++)
                strbuf_addf(&out, "%s%zu", j ? " " : "", order[j]);
        CHECK_STR(out.buf, cases[i].want);
        val_unref(list);
        strbuf_release(&out);
        arena_free(a);
    }
}
