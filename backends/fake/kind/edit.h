/*
 * Filling in defaults: rows instead of branches, and editing of nested parts without copying what stays.
 *
 *     static const struct plain_default rows[] = { DEFAULT_STR("dnsPolicy", "ClusterFirst"), DEFAULT_END };
 *     static void spec(struct val **v, const struct kind_context *kc) { set_plain(v, rows, kc); edit_items(v, "containers", container, kc); }
 *     edit_at(doc, "spec.template.spec", spec, kc);
 *
 * A document that is already complete comes back as the same pointer, and nothing is allocated: pods made from a defaulted
 * template come by the hundred thousand.
 */
#ifndef SEODANG_FAKE_KIND_EDIT_H
#define SEODANG_FAKE_KIND_EDIT_H

#include "backends/fake/kind.h"

enum default_type { DEFAULT_IS_STRING, DEFAULT_IS_INT, DEFAULT_IS_BOOL, DEFAULT_IS_OBJECT };

/* One member and what it is when it was left out.  Go's zero value counts as left out for strings, and for integers with
 * `positive` (fields that are not pointers in the Go type). */
struct plain_default {
    const char *key; /* NULL ends a table */
    enum default_type type;
    const char *text;
    int64_t number;
    bool positive;
    int since, until; /* minor versions, as in struct served */
};

#define DEFAULT_STR(key, text) { (key), DEFAULT_IS_STRING, (text), 0, false, 0, 0 }
#define DEFAULT_INT(key, n) { (key), DEFAULT_IS_INT, NULL, (n), false, 0, 0 }
#define DEFAULT_POSITIVE(key, n) { (key), DEFAULT_IS_INT, NULL, (n), true, 0, 0 }
#define DEFAULT_BOOL(key, b) { (key), DEFAULT_IS_BOOL, NULL, (b), false, 0, 0 }
#define DEFAULT_EMPTY(key) { (key), DEFAULT_IS_OBJECT, NULL, 0, false, 0, 0 }
#define DEFAULT_STR_SINCE(key, text, since) { (key), DEFAULT_IS_STRING, (text), 0, false, (since), 0 }
#define DEFAULT_INT_SINCE(key, n, since) { (key), DEFAULT_IS_INT, NULL, (n), false, (since), 0 }
#define DEFAULT_BOOL_SINCE(key, b, since) { (key), DEFAULT_IS_BOOL, NULL, (b), false, (since), 0 }
#define DEFAULT_END { NULL, DEFAULT_IS_STRING, NULL, 0, false, 0, 0 }

/* Sets each row's member that `*obj` (NULL: an empty object) does not have. */
void set_plain(struct val **obj, const struct plain_default *rows, const struct kind_context *kc);

typedef void edit_fn(struct val **v, const struct kind_context *kc);

/* Lets fn change the part at `path`; fn gets NULL when it is absent, and may leave it so. */
void edit_at(struct val **doc, const char *path, edit_fn *fn, const struct kind_context *kc);
/* The same for a part that is left alone when it is absent. */
void edit_present(struct val **doc, const char *path, edit_fn *fn, const struct kind_context *kc);
/* Lets fn change each item of the array at `path`. */
void edit_items(struct val **doc, const char *path, edit_fn *fn, const struct kind_context *kc);

/* metadata.generation of kinds that have one in some versions only: the old one's, and one more when spec differs. */
void update_generation(struct val **doc, const struct val *old);

/* Absent, null or "": what Go calls the zero string. */
bool val_unset_str(const struct val *obj, const char *key);

#endif
