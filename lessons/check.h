/*
 * Checks: what a step's task must have brought about, asked of the cluster's state over the seam.
 *
 *     struct check_result r;
 *     if (check_run(client, arena, namespace, val_item(step->checks, i), &r, &st) == 0 && !r.ok)
 *         ... r.name "testapp-ds-java", r.path "status.numberReady", r.wanted "2", r.found "1"
 *
 * A check is a mapping whose `check` names a row of checks.def.  It never looks at how the learner did it, and only reads: a
 * live cluster is as safe with it as the fake one.  What is found is given as data: the words are the shell's
 * (repl/teach_missing.c).
 */
#ifndef SEODANG_CHECK_H
#define SEODANG_CHECK_H

#include "backends/client.h"

enum check_kind {
#define CHECK(name, of, required, optional) CHECK_##name,
#include "lessons/checks.def"
#undef CHECK
    CHECK_KINDS
};

enum check_relation { CHECK_IS, CHECK_MIN, CHECK_MAX };

struct check_result {
    bool ok;
    enum check_kind kind;
    enum check_relation relation;
    const struct resource *resource; /* what it is about */
    const char *name;                /* the object's, or NULL */
    const char *selector;            /* labels that were asked for, or NULL */
    const char *path;                /* a field, or NULL */
    const char *what;                /* a condition's type, an event's reason, a log's text, "key=gpu" of an item; or NULL */
    const char *wanted, *found;      /* texts; found NULL: nothing is there */
    bool gone;                       /* the object itself is not there */
    const char *node;                /* placed: a node where it is not as it should be */
    const char *look;                /* the check's own line on what to look at, or NULL */
};

/* 0 with *out (texts are the arena's), or -1 with *st when the cluster did not answer. */
int check_run(struct client *c, struct arena *a, const char *ns, const struct val *check, struct check_result *out,
              struct status *st);
/* What is wrong with a check's manifest, in Korean (static text), or NULL. field: the field's name is appended, if it is one. */
const char *check_lint(const struct val *check, struct strbuf *field);

#endif
