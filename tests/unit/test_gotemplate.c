#include <string.h>

#include "backends/base/json.h"
#include "repl/print/gotemplate.h"
#include "tests/unit/test.h"

static const char pods[] =
    "{\"kind\":\"List\",\"n\":null,\"count\":3,\"ratio\":1.5,\"on\":true,\"off\":false,\"empty\":[],\"quote\":\"<a&b>\","
    "\"secret\":\"c2VvZGFuZw==\",\"labels\":{\"app\":\"web\",\"a.b/c\":\"d\"},\"items\":["
    "{\"metadata\":{\"name\":\"db\"},\"spec\":{\"replicas\":1}},{\"metadata\":{\"name\":\"web\"},\"spec\":{\"replicas\":20}}]}";

/* What Go 1.19's text/template prints, or its error with "! " in front. */
static const struct {
    const char *template, *want;
} cases[] = {
    { "plain 글", "plain 글" },
    { "{{.kind}}", "List" },
    { "{{ .count }}/{{.ratio}}/{{.on}}", "3/1.5/true" },
    { "{{.nosuch}} {{.nosuch.deep}} {{.n}}", "<no value> <no value> <no value>" },
    { "{{.labels}}", "map[a.b/c:d app:web]" },
    { "{{range .items}}{{.metadata.name}}{{\"\\n\"}}{{end}}", "db\nweb\n" },
    { "{{range $i, $e := .items}}{{$i}}={{$e.metadata.name}},{{end}}", "0=db,1=web," },
    { "{{range $e := .items}}{{$e.spec.replicas}} {{$.kind}};{{end}}", "1 List;20 List;" },
    { "{{range $k, $v := .labels}}{{$k}}:{{$v}} {{end}}", "a.b/c:d app:web " },
    { "{{range .empty}}x{{else}}none{{end}}", "none" },
    { "{{range .nosuch}}x{{end}}|", "|" },
    { "{{if .on}}a{{else}}b{{end}}{{if .off}}a{{else if .count}}c{{else}}d{{end}}", "ac" },
    { "{{with .labels}}{{.app}}{{end}}{{with .empty}}x{{else}}y{{end}}", "weby" },
    { "{{$x := 5}}{{$x}}{{if true}}{{$x = 6}}{{$x := 7}}{{$x}}{{end}}{{$x}}", "576" },
    { "{{len .items}} {{len .kind}} {{len .labels}}", "2 4 2" },
    { "{{(index .items 0).metadata.name}} {{index .labels \"a.b/c\"}} {{index .labels \"z\"}}", "db d <no value>" },
    { "{{eq .kind \"List\"}} {{eq .count 1 2 3}} {{ne .count 3}} {{lt .count 4}} {{ge .ratio 1.5}}", "true true false true true" },
    { "{{and .on .count}} {{or .off .kind}} {{not .empty}} {{and 1 0 2}}", "3 List true 0" },
    { "{{printf \"%s-%03d %v %q %5.2f|%-4s|\" .kind .count .on \"x\" .ratio \"a\"}}", "List-003 true \"x\"  1.50|a   |" },
    { "{{printf \"%d\" .kind}} {{printf \"%s\"}} {{printf \"x\" 1}}", "%!d(string=List) %!s(MISSING) x%!(EXTRA int64=1)" },
    { "{{print 1 2 \"a\" \"b\" 3}} {{println \"x\" 1}}", "1 2ab3 x 1\n" },
    { "{{.kind | printf \"%s!\" | len}}", "5" },
    { "{{\"a\\tb\\u00e9\"}}{{`raw\\n`}}{{'x'}}", "a\tb\xc3\xa9raw\\n120" },
    { "a {{- .kind -}} b {{- /* gone */ -}} c", "aListbc" },
    { "{{/* x */}}{{0x1F}} {{1_000}} {{1e3}} {{-2}}", "31 1000 1000 -2" },
    { "{{base64decode .secret}} {{html .quote}} {{urlquery \"a b/c\"}}", "seodang &lt;a&amp;b&gt; a+b%2Fc" },
    { "{{exists .labels \"app\"}} {{exists .items 5}} {{slice .kind 1 3}}", "true false is" },
    { "{{.quote}}", "<a&b>" },
    { "{{", "! template: output:1: unclosed action" },
    { "{{.kind", "! template: output:1: unclosed action" },
    { "{{range .items}}", "! template: output:1: unexpected EOF" },
    { "a\n{{end}}", "! template: output:2: unexpected {{end}}" },
    { "{{}}", "! template: output:1: missing value for command" },
    { "{{if}}{{end}}", "! template: output:1: missing value for if" },
    { "{{nosuch .kind}}", "! template: output:1: function \"nosuch\" not defined" },
    { "{{$x}}", "! template: output:1: undefined variable \"$x\"" },
    { "{{.a | 5}}", "! template: output:1: non executable command in pipeline stage 2" },
    { "{{\"abc}}", "! template: output:1: unterminated quoted string" },
    { "{{.a}}}", "<no value>}" },
    { "{{(.a}}", "! template: output:1: unclosed left paren" },
    { "{{.a)}}", "! template: output:1: unexpected right paren U+0029 ')'" },
    { "{{.kind.x}}", "! template: output:1:7: executing \"output\" at <.kind.x>: can't evaluate field x in type interface {}" },
    { "{{.n.x}}", "! template: output:1:4: executing \"output\" at <.n.x>: nil pointer evaluating interface {}.x" },
    { "{{index .items 5}}",
      "! template: output:1:2: executing \"output\" at <index .items 5>: error calling index: index out of range: 5" },
    { "{{eq .kind 1}}",
      "! template: output:1:2: executing \"output\" at <eq .kind 1>: error calling eq: incompatible types for comparison" },
    { "{{range .kind}}{{end}}", "! template: output:1:8: executing \"output\" at <.kind>: range can't iterate over List" },
    { "{{nil}}", "! template: output:1:2: executing \"output\" at <nil>: nil is not a command" },
    { "{{.kind 1}}", "! template: output:1:2: executing \"output\" at <.kind>: kind is not a method but has arguments" },
    { "{{5 1}}", "! template: output:1:2: executing \"output\" at <5>: can't give argument to non-function 5" },
};

TEST(gotemplate_cases)
{
    struct val *data = json_parse(pods, strlen(pods), NULL);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena *a = arena_new();
        struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
        const struct gotemplate *t = gotemplate_parse(a, cases[i].template, true, &err);
        if (!t || gotemplate_execute(t, data, &out, &err) < 0)
            strbuf_splice(&err, 0, 0, "! ", 2);
        if (!CHECK_STR(err.len ? err.buf : out.buf, cases[i].want))
            test_check(false, __FILE__, __LINE__, "template %s", cases[i].template);
        strbuf_release(&out);
        strbuf_release(&err);
        arena_free(a);
    }
    val_unref(data);
}

TEST(gotemplate_missing_keys_may_be_errors)
{
    struct arena *a = arena_new();
    struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
    struct val *data = val_fmt("{a:1}");
    const struct gotemplate *t = gotemplate_parse(a, "{{.a}}{{.b}}", false, &err);
    CHECK(gotemplate_execute(t, data, &out, &err) < 0);
    CHECK_STR(err.buf, "template: output:1:8: executing \"output\" at <.b>: map has no entry for key \"b\"");
    CHECK_STR(out.buf, "1");
    strbuf_release(&out);
    strbuf_release(&err);
    val_unref(data);
    arena_free(a);
}
