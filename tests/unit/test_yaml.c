#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"
#include "backends/base/yaml.h"
#include "tests/unit/test.h"

static struct val *parse(const char *text, struct strbuf *err)
{
    return yaml_parse(text, strlen(text), err);
}

TEST(yaml_write)
{
    static const struct {
        const char *json, *yaml;
    } cases[] = {
        { "{}", "{}\n" },
        { "[]", "[]\n" },
        { "null", "null\n" },
        { "\"\"", "\"\"\n" },
        { "{\"a\":[],\"b\":{},\"c\":null,\"d\":\"\"}", "a: []\nb: {}\nc: null\nd: \"\"\n" },
        { "{\"a\":[1,{\"b\":2,\"c\":[3]}]}", "a:\n- 1\n- b: 2\n  c:\n  - 3\n" },
        { "[[1,2],[[3]]]", "- - 1\n  - 2\n- - - 3\n" },
        { "{\"a\":[{}],\"b\":[[]]}", "a:\n- {}\nb:\n- []\n" },
        /* strings that would be something else, or not themselves, without quotes */
        { "[\"yes\",\"1\",\"1.5\",\"0x1f\",\"~\",\"null\",\"<<\",\"2022-06-23T11:34:00Z\",\"10:20\"]",
          "- \"yes\"\n- \"1\"\n- \"1.5\"\n- \"0x1f\"\n- \"~\"\n- \"null\"\n- <<\n- \"2022-06-23T11:34:00Z\"\n- \"10:20\"\n" },
        { "[\"1.2.3\",\"v1\",\"a b\",\"a: b\",\"a #b\",\"- a\",\"@x\",\" a\",\"a \",\"{a}\",\"*/1 * * * *\",\"=\",\"a,b\"]",
          "- 1.2.3\n- v1\n- a b\n- 'a: b'\n- 'a #b'\n- '- a'\n- '@x'\n- ' a'\n- 'a '\n- '{a}'\n- '*/1 * * * *'\n- =\n- a,b\n" },
        { "[\"it's\",\"it's: x\",\"\\\"q\\\"\",\"a\\tb\",\"-\",\"\\u0007\"]",
          "- it's\n- 'it''s: x'\n- '\"q\"'\n- \"a\\tb\"\n- '-'\n- \"\\a\"\n" },
        { "{\"yes\":1,\"1\":2,\"a/b\":3}", "\"1\": 2\na/b: 3\n\"yes\": 1\n" },
        { "[\"서당\",\"한 글: 값\",\"\\ud83d\\ude80\"]", "- 서당\n- '한 글: 값'\n- \"\\U0001F680\"\n" },
        /* several lines */
        { "{\"a\":\"x\\ny\\n\"}", "a: |\n  x\n  y\n" },
        { "{\"a\":\"x\\ny\"}", "a: |-\n  x\n  y\n" },
        { "{\"a\":\"x\\n\\n\"}", "a: |+\n  x\n\n" },
        { "{\"a\":\"x\\n\\n\",\"b\":1}", "a: |+\n  x\n\nb: 1\n" },
        { "{\"a\":\" x\\ny\"}", "a: |2-\n   x\n  y\n" },
        { "{\"a\":\"x \\ny\\n\"}", "a: \"x \\ny\\n\"\n" },
        { "{\"a\":\"\\n\"}", "a: |2+\n\n" },
        { "[\"x\\ny\\n\"]", "- |\n  x\n  y\n" },
        /* numbers */
        { "[1,-5,18446744073709551615,0.5,1e3,1e21,1234567.5,1e-7]",
          "- 1\n- -5\n- 18446744073709551615\n- 0.5\n- 1000\n- 1e+21\n- 1.2345675e+06\n- 1e-07\n" },
        /* a line is broken at the first blank behind column 80 */
        { "{\"message\":\"0/4 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't "
          "tolerate, 3 node(s) didn't match Pod's node affinity.\"}",
          "message: '0/4 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master:\n"
          "  }, that the pod didn''t tolerate, 3 node(s) didn''t match Pod''s node affinity.'\n" },
        /* the order of keys */
        { "{\"a10\":1,\"a9\":1,\"b\":1,\"a\":1,\"a-b\":1,\"a.b\":1,\"aB\":1,\"ab\":1}",
          "a: 1\na-b: 1\na.b: 1\na9: 1\na10: 1\naB: 1\nab: 1\nb: 1\n" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf have = STRBUF_INIT;
        struct val *v = json_parse(cases[i].json, strlen(cases[i].json), NULL);
        CHECK(v != NULL);
        yaml_write(&have, v);
        CHECK_STR(have.buf, cases[i].yaml);
        struct val *again = yaml_parse(have.buf, have.len, NULL);
        CHECK(val_equal(v, again));
        val_unref(again);
        val_unref(v);
        strbuf_release(&have);
    }
}

TEST(yaml_parse_errors)
{
    static const struct {
        const char *text, *error;
    } cases[] = {
        { "a: !!int x", "yaml: cannot decode !!str `x` as a !!int" },
        { "a: !!bool 1", "yaml: cannot decode !!int `1` as a !!bool" },
        { "a: !!timestamp x", "yaml: cannot decode !!str `x` as a !!timestamp" },
        { "a: !!binary '*'", "yaml: !!binary value contains invalid base64 data" },
        { "{{ .Values.name }}: x", "yaml: invalid map key: map[interface {}]interface {}{\".Values.name\":interface {}(nil)}" },
        { "18446744073709551615: [x, 1]",
          "Unsupported map key of type: uint64, key: 0xffffffffffffffff, value: []interface {}{\"x\", 1}" },
        { "a: .nan", "json: unsupported value: NaN" },
        { "a: &a\n  <<: *a", "yaml: anchor 'a' value contains itself" },
        { "\"a\\0b\": 1", "yaml: invalid map key: it holds a NUL byte" },
        { "a: \x01", "yaml: control characters are not allowed" },
        { "a: \xff", "yaml: invalid leading UTF-8 octet" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        struct val *v = parse(cases[i].text, &err);
        CHECK(!v);
        CHECK_STR(err.buf, cases[i].error);
        val_unref(v);
        strbuf_release(&err);
    }
}

TEST(yaml_scalars)
{
    static const struct {
        const char *yaml, *json;
    } cases[] = {
        { "[-0b11, 0b+11, 0x_F, +0o7, -0, 1__0, 0777, 08, 1e400]", "[-3,3,15,7,0,10,511,8,\"1e400\"]" },
        { "[.5_5, ._5, .5_, ., .e1, -.5, 1._5]", "[0.55,\"._5\",\".5_\",\".\",\".e1\",-0.5,1.5]" },
        { "[2020-02-29, 2021-02-29, 2020-1-2T3:4:5Z, 2020-1-2 3:4:5.5]",
          "[\"2020-02-29\",\"2021-02-29\",\"2020-1-2T3:4:5Z\",\"2020-1-2 3:4:5.5\"]" },
        { "{1.0: a, 1e10: b, 0.1: c, 2020-01-01: d}", "{\"1\":\"a\",\"1e+10\":\"b\",\"0.1\":\"c\",\"2020-01-01\":\"d\"}" },
        { "[!!float 1, !!str 1, !!int '1', ! 1, !x 1, !!null '']", "[1,\"1\",1,\"1\",\"1\",null]" },
        { "a: !!binary |\n  aGVs\n  bG8=\n", "{\"a\":\"hello\"}" },
        { "{<<: [{a: 1, b: 1}, {b: 2, c: 2}], c: 3}", "{\"a\":1,\"b\":1,\"c\":3}" },
        { "{a: 1, <<: {a: 2}}", "{\"a\":2}" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        struct val *v = parse(cases[i].yaml, &err);
        CHECK_STR(err.buf, "");
        CHECK_JSON(v, cases[i].json);
        val_unref(v);
        strbuf_release(&err);
    }
}

TEST(yaml_line)
{
    const char *text = "kind: Lesson\nsteps:\n- text: |\n    a\n  check:\n  - x: 1\n- {text: b}\n";
    static const struct {
        const char *path;
        int line;
    } cases[] = {
        { "", 1 }, { "kind", 1 }, { "steps", 3 }, { "steps.0.text", 3 }, { "steps.0.check.0.x", 6 },
        { "steps.1", 7 }, { "steps.1.gone", 7 }, { "steps.9", 3 }, { "other", 1 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(yaml_line(text, strlen(text), cases[i].path), cases[i].line);
    CHECK_INT(yaml_line("a: [", 4, "a"), 0);
}

TEST(yaml_stream_lines)
{
    const char *text = "# head\na: 1\n---\n\nb: 2\r\n---\n---\nc: [\n";
    struct yaml_stream s;
    struct val *doc = NULL;
    struct strbuf err = STRBUF_INIT;
    yaml_stream_init(&s, text, strlen(text));
    CHECK_INT(yaml_stream_next(&s, &doc, &err), 1);
    CHECK_JSON(doc, "{\"a\":1}");
    CHECK_INT(s.line, 1);
    val_unref(doc);
    CHECK_INT(yaml_stream_next(&s, &doc, &err), 1);
    CHECK_JSON(doc, "{\"b\":2}");
    CHECK_INT(s.line, 4);
    val_unref(doc);
    CHECK_INT(yaml_stream_next(&s, &doc, &err), -1);
    CHECK_STR(err.buf, "error converting YAML to JSON: yaml: line 2: did not find expected node content");
    CHECK_INT(s.line, 7);
    CHECK_INT(yaml_stream_next(&s, &doc, &err), 0);
    strbuf_release(&err);
}

/* What a learner would never write on purpose: an answer, no crash. */
TEST(yaml_hostile)
{
    enum { DEPTH = 100000, LINE = 5 << 20 };
    struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
    strbuf_addchn(&text, '[', DEPTH);
    CHECK(!yaml_parse(text.buf, text.len, &err));
    CHECK_STR(err.buf, "yaml: exceeded max depth of 1000");
    strbuf_reset(&text);
    strbuf_reset(&err);
    for (int i = 0; i < DEPTH; i++)
        strbuf_adds(&text, "- ");
    CHECK(!yaml_parse(text.buf, text.len, &err));
    strbuf_reset(&text);
    strbuf_adds(&text, "a: ");
    strbuf_addchn(&text, 'x', LINE);
    struct val *v = yaml_parse(text.buf, text.len, NULL);
    CHECK_INT((long long)val_len(val_get(v, "a")), LINE);
    val_unref(v);
    strbuf_reset(&err);
    CHECK(!yaml_parse("a: \0b", 5, &err));
    CHECK_STR(err.buf, "yaml: control characters are not allowed");
    strbuf_release(&text);
    strbuf_release(&err);
}
