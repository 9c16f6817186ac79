#include <string.h>

#include "backends/base/yaml.h"
#include "tests/vectors/vectors.h"

static struct val *answer_stream(const char *text, size_t len)
{
    struct yaml_stream s;
    struct strbuf err = STRBUF_INIT;
    struct val *docs = val_array(), *doc = NULL;
    int rc;
    yaml_stream_init(&s, text, len);
    while ((rc = yaml_stream_next(&s, &doc, &err)) > 0)
        val_append(&docs, doc);
    struct val *reply = val_fmt("{docs:%V, error:%s}", docs, rc < 0 ? err.buf : NULL);
    strbuf_release(&err);
    return reply;
}

struct val *vectors_yaml_json(const struct val *in, struct version v)
{
    (void)v;
    const struct val *text = val_get(in, "yaml");
    if (val_bool_or(val_get(in, "stream"), false))
        return answer_stream(val_str_or(text, ""), val_len(text));
    struct strbuf err = STRBUF_INIT;
    struct val *doc = yaml_parse(val_str_or(text, ""), val_len(text), &err);
    struct val *reply = val_fmt("{json:%V, error:%s}", doc, doc ? NULL : err.buf);
    strbuf_release(&err);
    return reply;
}
