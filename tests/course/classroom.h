/*
 * A session on a lesson's starting cluster, for tests: lines are run as `seodang script` runs them, the clock moves only when
 * it is told to.
 *
 *     struct session s;
 *     classroom_open(&s, "classroom", 0);
 *     classroom_run(&s, "kubectl get nodes\n", &said);
 *     session_release(&s);
 */
#ifndef SEODANG_TEST_CLASSROOM_H
#define SEODANG_TEST_CLASSROOM_H

#include "repl/session.h"

/* world: a file of lessons/world.  luck 0: its own start and chances; else others, so that nothing hangs on them. */
void classroom_open(struct session *s, const char *world, unsigned luck);
/* Both outputs are appended to said. */
void classroom_run(struct session *s, const char *lines, struct strbuf *said);

#endif
