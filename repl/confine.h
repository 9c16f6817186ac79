/*
 * --restricted: which files a session may touch.
 *
 * Only what lies in the work folder (links resolved), and /dev/null.  Everything that opens a file named by the person asks
 * here first.  It keeps a classroom's learner inside the lesson; it is no defence against a program that runs beside the shell.
 */
#ifndef SEODANG_CONFINE_H
#define SEODANG_CONFINE_H

#include <stdbool.h>

struct session;

/* True also for files that do not exist yet, and always in a session that is not restricted. */
bool confine_allows(const struct session *s, const char *path);

#endif
