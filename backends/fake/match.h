/*
 * Which objects a list or a watch is about: kind, namespace, name, labels, fields.
 */
#ifndef SEODANG_FAKE_MATCH_H
#define SEODANG_FAKE_MATCH_H

#include "backends/base/fieldselector.h"
#include "backends/base/selector.h"
#include "backends/fake/kind.h"
#include "backends/status.h"

struct match {
    const struct kind *kind;
    char *api_version;             /* owned; as requested: "batch/v1beta1" */
    char *ns;                      /* owned; "": all */
    struct selector *labels;       /* owned; NULL: all */
    struct field_selector *fields; /* owned; NULL: all */
};

/* Reads labelSelector and fieldSelector of a query (may be NULL). -1 with *st: BadRequest, as the server words it. */
int match_init(struct match *m, const struct kind *k, const char *api_version, const char *ns,
               const struct val *query, struct status *st);
void match_release(struct match *m);
bool match_doc(const struct match *m, const struct val *doc);

#endif
