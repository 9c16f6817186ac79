#include "backends/fake/match.h"

#include <stdlib.h>
#include <string.h>

/* What a field lookup needs beside the label. */
struct looked_up {
    const struct kind *kind;
    const struct val *doc;
};

static const char *lookup(const void *object, const char *field)
{
    const struct looked_up *l = object;
    bool supported = false;
    if (!strcmp(field, "metadata.name"))
        return val_at_str(l->doc, "metadata.name", "");
    if (!strcmp(field, "metadata.namespace"))
        return val_at_str(l->doc, "metadata.namespace", "");
    return l->kind->field ? l->kind->field(l->doc, field, &supported) : NULL;
}

static int check_fields(const struct match *m, struct status *st)
{
    const struct field_term *t;
    for (size_t i = 0; (t = field_selector_term(m->fields, i)); i++) {
        bool supported = !strcmp(t->field, "metadata.name") || !strcmp(t->field, "metadata.namespace");
        if (!supported && m->kind->field)
            m->kind->field(NULL, t->field, &supported);
        if (supported)
            continue;
        if (!m->kind->bad_field_format)
            return status_bad_request(st, "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
                                      t->field);
        const char *at = strstr(m->kind->bad_field_format, "%s");
        return status_bad_request(st, "%.*s%s%s", (int)(at - m->kind->bad_field_format), m->kind->bad_field_format, t->field, at + 2);
    }
    return 0;
}

int match_init(struct match *m, const struct kind *k, const char *api_version, const char *ns,
               const struct val *query, struct status *st)
{
    const char *labels = val_get_str(query, "labelSelector", ""), *fields = val_get_str(query, "fieldSelector", "");
    struct strbuf err = STRBUF_INIT;
    *m = (struct match){ .kind = k, .api_version = xstrdup(api_version), .ns = xstrdup(ns ? ns : "") };
    int rc = 0;
    if (*labels && !(m->labels = selector_parse(labels, &err)))
        rc = status_bad_request(st, "%s", err.buf);
    else if (*fields && !(m->fields = field_selector_parse(fields, &err)))
        rc = status_bad_request(st, "%s", err.buf);
    else if (m->fields)
        rc = check_fields(m, st);
    strbuf_release(&err);
    if (rc < 0)
        match_release(m);
    return rc;
}

void match_release(struct match *m)
{
    free(m->ns);
    free(m->api_version);
    selector_free(m->labels);
    field_selector_free(m->fields);
    *m = (struct match){ 0 };
}

bool match_doc(const struct match *m, const struct val *doc)
{
    if (m->ns && *m->ns && !val_str_equal(val_get(val_get(doc, "metadata"), "namespace"), m->ns))
        return false;
    if (m->labels && !selector_matches(m->labels, val_get(val_get(doc, "metadata"), "labels")))
        return false;
    struct looked_up l = { m->kind, doc };
    return !m->fields || field_selector_matches(m->fields, lookup, &l);
}
