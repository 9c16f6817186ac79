/*
 * Names seen so far, for rules about duplicates and references between lists: private to validate/.
 *
 *     struct name_set names = NAME_SET_INIT;
 *     if (!name_set_add(&names, "web", volume)) ... the second "web"
 *     const struct val *found = name_set_get(&names, "web");
 *     name_set_release(&names);
 *
 * The first NAME_SET_SMALL names cost no memory, more go into a table, so that no list is too long.  Names and values are
 * borrowed; a value must not be NULL.
 */
#ifndef SEODANG_FAKE_VALIDATE_NAMESET_H
#define SEODANG_FAKE_VALIDATE_NAMESET_H

#include "backends/base/hash.h"
#include "backends/base/val.h"

enum { NAME_SET_SMALL = 16 };

struct name_set {
    struct {
        const char *name;
        const struct val *value;
    } few[NAME_SET_SMALL];
    size_t len; /* of `few` */
    struct strmap many;
};

#define NAME_SET_INIT { .len = 0, .many = STRMAP_INIT }

/* False, and nothing changes, when the name is there. */
bool name_set_add(struct name_set *set, const char *name, const struct val *value);
const struct val *name_set_get(const struct name_set *set, const char *name);
bool name_set_has(const struct name_set *set, const char *name);
void name_set_release(struct name_set *set);

#endif
