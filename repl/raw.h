/*
 * --raw: a request by its path, the reply as the server wrote it.
 *
 *     if (opt_given(cmd, "raw")) return raw_check(cmd) ? 1 : raw_send(cmd, REQUEST_POST);
 *
 * Mirrors staging/src/k8s.io/kubectl/pkg/rawhttp/raw.go and the checks of the verbs that have the flag, v1.20.2.
 */
#ifndef SEODANG_RAW_H
#define SEODANG_RAW_H

#include "repl/verb.h"

/* For verbs that may send a file: whether --raw, one file and the other flags go together. 0, or 1 after the mistake was
 * printed. `file_needed`: there must be one. */
int raw_check(struct command *cmd, bool file_needed);
/* Sends it, with the file of -f as its body, and prints the reply. */
int raw_send(struct command *cmd, enum request_method method);

#endif
