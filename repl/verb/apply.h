/*
 * The parts of `kubectl apply`: what it remembers of an object (view-, set-, edit-last-applied), and --prune.
 *
 *     struct prune p = PRUNE_INIT;
 *     if (prune_read(cmd, &p)) return 1;
 *     ... prune_visited(&p, m->ns, result);          // each object that was applied
 *     rc = prune_run(cmd, &p, dry);
 *     prune_release(&p);
 */
#ifndef SEODANG_VERB_APPLY_H
#define SEODANG_VERB_APPLY_H

#include "repl/print/result.h"

extern const struct verb verb_apply_view_last_applied;
extern const struct verb verb_apply_set_last_applied;
extern const struct verb verb_apply_edit_last_applied;

struct prune {
    const struct resource **kinds; /* what is looked at; the arena's */
    size_t kind_count;
    struct val *uids, *namespaces; /* owned arrays: what was applied, and where */
};

#define PRUNE_INIT { NULL, 0, NULL, NULL }

/* Reads --prune, --all, -l and the kinds to look at. 0, or 1 after the mistake was printed. */
int prune_read(struct command *cmd, struct prune *p);
void prune_visited(struct prune *p, const char *ns, const struct val *obj);
/* With --prune: deletes what apply made once, is selected, and was not applied now. 0, or 1 after the mistake was printed. */
int prune_run(struct command *cmd, const struct prune *p, enum dry_run dry);
void prune_release(struct prune *p);

#endif
