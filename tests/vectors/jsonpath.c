#include "tests/vectors/vectors.h"

#include "repl/print/jsonpath.h"

struct val *vectors_jsonpath(const struct val *in, struct version v)
{
    (void)v;
    struct arena *a = arena_new();
    struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
    unsigned flags = val_bool_or(val_get(in, "allow_missing_keys"), true) ? JSONPATH_ALLOW_MISSING : 0;
    if (val_bool_or(val_get(in, "json_output"), false))
        flags |= JSONPATH_JSON;
    const struct jsonpath *jp = jsonpath_parse(a, val_get_str(in, "template", ""), &err);
    int rc = jp ? jsonpath_execute(jp, val_get(in, "data"), flags, &out, &err) : -1;
    struct val *reply = rc < 0 ? val_fmt("{error:%V}", val_stringn(err.buf, err.len))
                               : val_fmt("{output:%V}", val_stringn(out.buf, out.len));
    strbuf_release(&out);
    strbuf_release(&err);
    arena_free(a);
    return reply;
}
