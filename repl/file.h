/*
 * A file that a command line names, read whole.
 *
 *     struct strbuf text = STRBUF_INIT;
 *     const char *why = file_load(cmd, "app.properties", &text);
 *     if (why) return cmd_error(cmd, "%s", why);       // "open app.properties: no such file or directory"
 *
 * Reasons are worded as Go words them. The session says which paths are allowed (confine.h).
 */
#ifndef SEODANG_FILE_H
#define SEODANG_FILE_H

#include "backends/base/strbuf.h"

struct command;
struct session;

/* Appends the file to sb. NULL, or what could not be done and why (an arena string). */
const char *file_load(struct command *cmd, const char *path, struct strbuf *sb);
/* What is there: 'f' a file, 'd' a folder, 'o' something else; 0 with *why. */
int file_kind(const struct session *s, const char *path, const char **why);
/* errno in Go's words. */
const char *file_reason(int error);

#endif
