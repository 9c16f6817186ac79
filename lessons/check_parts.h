/*
 * What the files of checks share: a check is a function that asks the cluster and fills the result.
 *
 *     int check_exists(struct check_run *run)
 *     {
 *         const struct val *obj;
 *         if (check_object(run, &obj) < 0)
 *             return -1;                      // the cluster did not answer: run->st says why
 *         run->out->ok = obj != NULL;
 *         return 0;
 *     }
 */
#ifndef SEODANG_CHECK_PARTS_H
#define SEODANG_CHECK_PARTS_H

#include "lessons/check.h"

struct check_run {
    struct client *client;
    struct arena *arena;
    const char *ns;
    const struct val *check;   /* the manifest */
    struct check_result *out;
    struct status *st;
};

typedef int check_fn(struct check_run *run);
#define CHECK(name, of, required, optional) check_fn check_##name;
#include "lessons/checks.def"
#undef CHECK

/* The manifest's text; NULL when it is not given. */
const char *check_text(const struct check_run *run, const char *key);
/* The object of `of: TYPE/NAME`; *obj NULL (and out->gone) when it is not there. */
int check_object(struct check_run *run, const struct val **obj);
/* The objects of `of: TYPE` with the selector's labels (NULL: all); out->resource is what they are. */
int check_list(struct check_run *run, const struct val **items);
/* Others: ns NULL for all or for what has no namespace. */
int check_list_of(struct check_run *run, const char *type, const char *ns, const struct list_options *o, const struct val **items);
/* Compares by the check's is, min or max; fills wanted, found and relation. */
bool check_holds(struct check_run *run, const struct val *found);
bool check_holds_int(struct check_run *run, int64_t found);
/* Fills wanted, found and path for what must be equal; whether it is. */
bool check_equal(struct check_run *run, const char *path, const char *wanted, const char *found);
/* A value as text, the arena's: strings as they are, all else as JSON; NULL for nothing. */
const char *check_value_text(struct arena *a, const struct val *v);
/* "key=gpu, effect=NoSchedule", without what must not be there; NULL when there is nothing to say. */
const char *check_where_text(struct arena *a, const struct val *where);
/* Whether each path of `where` has its value in the document (null: nothing is there). */
bool check_matches(const struct val *doc, const struct val *where);

#endif
