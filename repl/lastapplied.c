#include "repl/lastapplied.h"

#include <string.h>

#include "backends/base/json.h"
#include "repl/annotations.h"

void last_applied_drop(struct val **doc, const struct schema_type *type)
{
    const struct val *have = val_at(*doc, "metadata.annotations");
    struct val *annotations = have ? val_ref(have) : val_object();
    val_unset(&annotations, ANNOTATION_LAST_APPLIED);
    if (!type || val_len(annotations)) {
        val_put(doc, "metadata.annotations", annotations);
    } else {
        val_drop(doc, "metadata.annotations");
        val_unref(annotations);
    }
}

void last_applied_set(struct val **doc, const struct schema_type *type)
{
    struct strbuf json = STRBUF_INIT;
    last_applied_drop(doc, type);
    const struct val *have = val_at(*doc, "metadata.annotations");
    json_write_typed(&json, *doc, type, JSON_COMPACT);
    strbuf_addch(&json, '\n');
    struct val *annotations = have ? val_ref(have) : val_object();
    val_set(&annotations, ANNOTATION_LAST_APPLIED, val_stringn(json.buf, json.len));
    val_put(doc, "metadata.annotations", annotations);
    strbuf_release(&json);
}

struct val *last_applied_patch(const struct val *doc)
{
    struct strbuf json = STRBUF_INIT;
    json_write(&json, doc, JSON_COMPACT);
    struct val *patch = val_fmt("{metadata:{annotations:{%s:%V}}}", ANNOTATION_LAST_APPLIED, val_stringn(json.buf, json.len));
    strbuf_release(&json);
    return patch;
}

const char *last_applied_text(const struct val *obj)
{
    return val_str(val_get(val_at(obj, "metadata.annotations"), ANNOTATION_LAST_APPLIED));
}

const struct val *last_applied_get(struct arena *a, const struct val *obj)
{
    const char *text = last_applied_text(obj);
    return text ? arena_val(a, json_parse(text, strlen(text), NULL)) : NULL;
}
