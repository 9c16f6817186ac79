/*
 * Admission: what the server adds to or refuses of a write before validation, as the default plug-ins of v1.20.2 do
 * (NamespaceLifecycle, ServiceAccount, DefaultTolerationSeconds, Priority, TaintNodesByCondition).
 */
#ifndef SEODANG_FAKE_ADMISSION_H
#define SEODANG_FAKE_ADMISSION_H

#include "backends/fake/cluster.h"

/* A create of *doc (already defaulted) in ns. 0, or -1 with *st. */
int admit_create(struct cluster *c, const struct kind *k, const char *ns, struct val **doc, const struct write_options *o,
                 struct status *st);
/* Volumes and claims: their finalizers, the default storage class (admission_storage.c). */
void admit_storage(struct cluster *c, const struct kind *k, struct val **doc);
/* A delete. */
int admit_delete(struct cluster *c, const struct object *o, struct status *st);

#endif
