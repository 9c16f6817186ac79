/*
 * Where the shell keeps things: $XDG_STATE_HOME/seodang (history, progress), $XDG_DATA_HOME/seodang/work/LESSON (work folders).
 */
#ifndef SEODANG_PATHS_H
#define SEODANG_PATHS_H

/* Each result is the caller's. Folders are not made. */
char *paths_state(const char *file);
char *paths_work(const char *lesson);

#endif
