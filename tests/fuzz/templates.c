/* -o jsonpath, custom-columns and go-template. */
#include "backends/base/json.h"
#include "repl/print/columns.h"
#include "repl/print/gotemplate.h"
#include "repl/print/jsonpath.h"
#include "tests/fuzz/fuzz.h"

/* What the templates are run on: hostile too. */
static const struct val *some_data(struct fuzz *f)
{
    struct val *v = val_fmt("{kind:List, items:[{metadata:{name:a, labels:{app:web, 'x.y/z':'1'}}, spec:{replicas:3, on:true, list:[1,2,'3',null]}},"
                            " {metadata:{name:'b c', labels:{}}, spec:{replicas:'x', containers:[{name:c1, ports:[{port:80}]}, {name:c2}]}}]}");
    if (fuzz_below(&f->random, 2))
        mutate_doc(&f->random, &v);
    return arena_val(f->arena, v);
}

/* 0 or -1, and whether there is an error. */
static void ran(struct fuzz *f, int rc, struct strbuf *out, struct strbuf *err)
{
    fuzz_answered(f, rc == 0, err->buf);
    strbuf_release(out);
    strbuf_release(err);
}

static void load_jsonpath(struct samples *s)
{
    samples_vectors(s, "jsonpath", "template");
}

static void run_jsonpath(struct fuzz *f)
{
    struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, why = STRBUF_INIT;
    struct jsonpath *jp = jsonpath_parse(f->arena, f->str, &err);
    unsigned flags = (unsigned)fuzz_below(&f->random, 4);
    ran(f, jp ? jsonpath_execute(jp, some_data(f), flags, &out, &err) : -1, &out, &err);
    const char *relaxed = jsonpath_relaxed(f->arena, f->str, &why);
    fuzz_answered(f, relaxed != NULL, why.buf);
    strbuf_release(&why);
}

const struct target target_jsonpath = { .name = "jsonpath", .load = load_jsonpath, .run = run_jsonpath };

static void load_columns(struct samples *s)
{
    static const char *const texts[] = { "NAME:.metadata.name,IMAGE:.spec.containers[*].name", "A:{.spec.replicas},B:metadata.labels.app", "X:.items[?(@.a=='b')].c" };
    samples_add_all(s, texts, ARRAY_LEN(texts));
    samples_add(s, "NAME   IMAGE\n.metadata.name .spec.containers[*].name\n", 45);
}

static void run_columns(struct fuzz *f)
{
    struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, why = STRBUF_INIT;
    struct columns *c = columns_parse(f->arena, f->str, &err);
    if (c)
        columns_header(c, &out);
    ran(f, c ? columns_row(c, val_item(val_get(some_data(f), "items"), 0), &out, &err) : -1, &out, &err);
    c = columns_parse_file(f->arena, f->str, &why);
    fuzz_answered(f, c != NULL, why.buf);
    strbuf_release(&why);
}

const struct target target_columns = { .name = "columns", .load = load_columns, .run = run_columns };

static void load_gotemplate(struct samples *s)
{
    static const char *const texts[] = {
        "{{range .items}}{{.metadata.name}}{{\"\\n\"}}{{end}}", "{{len .items}} {{index .items 0}} {{- /* no */ -}} x",
        "{{with $x := .items}}{{range $i, $e := $x}}{{$i}}:{{$e.spec.replicas | printf \"%05d %q %v %x\"}}{{else}}none{{end}}{{end}}",
        "{{if and (eq .kind \"List\") (not .none)}}{{printf \"%-10s|%8.3f|%t\" .kind 1.5 true}}{{else if or .a .b}}b{{end}}",
        "{{slice .kind 1 2}}{{html \"<a>\"}}{{urlquery \"a b\"}}{{print 1 2 \"x\"}}{{println 0x1p3 1_000 'x'}}{{base64decode \"aGk=\"}}{{exists . \"a\" \"b\"}}",
    };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

static void run_gotemplate(struct fuzz *f)
{
    struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
    struct gotemplate *t = gotemplate_parse(f->arena, f->str, fuzz_below(&f->random, 2), &err);
    ran(f, t ? gotemplate_execute(t, some_data(f), &out, &err) : -1, &out, &err);
}

const struct target target_gotemplate = { .name = "gotemplate", .load = load_gotemplate, .run = run_gotemplate };
