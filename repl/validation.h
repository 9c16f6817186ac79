/*
 * --validate: who looks for mistakes in a manifest, and what becomes of them.
 *
 *     static const struct option options[] = { ..., VALIDATE_OPTION, ... };
 *     if (validation_read(cmd)) return 1;                         // the mistake is printed
 *     if (!validation_passes(cmd, doc, &err)) ...                 // what kubectl finds itself
 *     query = validation_directive(cmd)                           // what it asks of the server: "Strict", or NULL
 *
 * Until 1.24 kubectl compares with the schema (manifest_validate.h); since, the server does, and of kubectl's own there is
 * only the look for kind and apiVersion, and Lists.  Mirrors pkg/cmd/util/helpers.go (GetValidationDirective) and
 * pkg/validation/schema.go, v1.20.2 and v1.27.
 */
#ifndef SEODANG_VALIDATION_H
#define SEODANG_VALIDATION_H

#include "repl/verb.h"

#define VALIDATE_OPTION \
    { "validate", 0, OPTION_STRING, "true", "true", "매니페스트를 검사해요: true(strict), warn, false(ignore)" }

/* Whether the flag has a value of this version. 0, or 1 after the mistake was printed. */
int validation_read(struct command *cmd);
/* Whether kubectl looks at manifests itself. */
bool validation_wanted(struct command *cmd);
/* Without the flag: true. Else what is wrong is added to err. */
bool validation_passes(struct command *cmd, const struct val *doc, struct strbuf *err);
/* The fieldValidation of requests; NULL: servers of this version do not know it, or the verb does not. */
const char *validation_directive(struct command *cmd);

#endif
