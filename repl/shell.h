/*
 * What a shell remembers between lines: variables, aliases, what was typed.
 *
 *     shell_set(session->shell, "NS", "web");
 *     shell_get(session, "NS")       // "web"; also $?, and the environment
 *
 * Exported variables live in the process's environment, so that host programs and the C library (TZ, COLUMNS) see them;
 * all others here.
 */
#ifndef SEODANG_SHELL_H
#define SEODANG_SHELL_H

#include <stdbool.h>
#include <stddef.h>

#include "repl/session.h"

struct shell;

enum { SHELL_HISTORY_MAX = 1000 };

struct shell *shell_new(void);
void shell_free(struct shell *sh);

/* The value of a variable ("?" is the last status), or NULL; borrowed until it is set again. */
const char *shell_get(const struct session *s, const char *name);
void shell_set(struct shell *sh, const char *name, const char *value);
/* With value NULL the variable keeps the one it has. */
void shell_export(struct shell *sh, const char *name, const char *value);
void shell_unset(struct shell *sh, const char *name);

/* An alias's text, or NULL. */
const char *shell_alias(const struct shell *sh, const char *name);
void shell_set_alias(struct shell *sh, const char *name, const char *text);
bool shell_unset_alias(struct shell *sh, const char *name);
/* All aliases' names, sorted; the array is the caller's. */
const char **shell_alias_names(const struct shell *sh, size_t *count);

/* Lines as they were typed, oldest first, numbered from 1 on. */
void shell_remember(struct shell *sh, const char *line);
size_t shell_history_count(const struct shell *sh);
/* Line n, or NULL when it was never typed or is forgotten. */
const char *shell_history(const struct shell *sh, size_t n);

#endif
