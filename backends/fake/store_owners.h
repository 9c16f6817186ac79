/*
 * Who depends on whom: for each owner's uid the objects that refer to it, and which of them its controller has settled.
 * An index over the store's objects, derived from their documents.  Private to the store; store.h says what the words mean.
 */
#ifndef SEODANG_FAKE_STORE_OWNERS_H
#define SEODANG_FAKE_STORE_OWNERS_H

#include "backends/base/hash.h"
#include "backends/fake/store.h"

struct owners {
    struct strmap by_uid; /* uid -> struct owner, owned */
};

void owners_release(struct owners *owners);
/* The object's references enter or leave the index; its document and controller_uid are those of that moment. */
void owners_link(struct owners *owners, struct object *o);
void owners_unlink(struct owners *owners, struct object *o);

const struct dependent *owners_dependents(const struct owners *owners, const char *uid);
void owners_settle(const struct object *o, unsigned class);
/* The object has changed: it is not settled any more. */
void owners_reopen(const struct object *o);
size_t owners_settled(const struct owners *owners, const char *uid, unsigned class);
const struct val **owners_collect(const struct owners *owners, struct arena *a, const struct kind *k, const char *uid, bool open_only,
                                  size_t *count);

#endif
