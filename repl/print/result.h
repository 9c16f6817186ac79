/*
 * What a verb that changes objects says of each: `daemonset.apps/web configured`, or the object with -o, and --dry-run.
 *
 *     enum dry_run dry;
 *     if (result_dry_run(cmd, &dry)) return 1;
 *     ...
 *     return result_print(cmd, resource, object, "labeled");
 *
 * Mirrors kubectl's PrintFlags and DryRunStrategy (v1.20.2). The verb has the rows RESULT_OPTIONS (or OUTPUT_OPTIONS) among its options.
 */
#ifndef SEODANG_PRINT_RESULT_H
#define SEODANG_PRINT_RESULT_H

#include "repl/verb.h"

#define RESULT_OPTIONS                                                                                                   \
    { "dry-run", 0, OPTION_STRING, "unchanged", "none", "바꾸지 않고 결과만 보여요: none, client, server" },              \
    OUTPUT_OPTIONS
/* Without --dry-run. */
#define OUTPUT_OPTIONS                                                                                                   \
    { "output", 'o', OPTION_STRING, NULL, NULL, "출력 형식: json, yaml, name, jsonpath=..., go-template=..." },         \
    { "template", 0, OPTION_STRING, NULL, NULL, "-o go-template에 쓸 틀" },                                              \
    { "show-managed-fields", 0, OPTION_BOOL, NULL, NULL, "managedFields도 보여요" },                                     \
    { "allow-missing-template-keys", 0, OPTION_BOOL, NULL, "true", "틀에 없는 키가 있어도 넘어가요" }

enum dry_run { DRY_RUN_NONE, DRY_RUN_CLIENT, DRY_RUN_SERVER };

/* For the beginning of a verb: how far --dry-run lets it go, and whether -o names a format. 0, or 1 after the mistake was
 * printed. */
int result_dry_run(struct command *cmd, enum dry_run *out);
/* Refuses --local with --dry-run=server. 0, or 1 after the mistake was printed. */
int result_local(struct command *cmd, enum dry_run dry);
/* What a request asks for: {dryRun:All, fieldValidation:Strict}, as far as --dry-run and --validate say so; NULL: nothing.
 * The arena's. */
const struct val *result_query(struct command *cmd);
/* Prints one object: TYPE/NAME and the operation, or as -o says. 0, or 1 for a bad format. */
int result_print(struct command *cmd, const struct resource *r, const struct val *obj, const char *operation);
/* The same for verbs whose older kubectls do not say a word about --dry-run (FEATURE_CHANGE_DRY_RUN_TEXT). */
int result_print_plain(struct command *cmd, const struct resource *r, const struct val *obj, const char *operation);
/* The same of an object that kubectl holds typed: everything that Go always writes is there (status: {}), JSON in the order
 * of Go's structs. */
int result_print_typed(struct command *cmd, const struct resource *r, const struct val *obj, const char *operation);
/* The object as Go would write it after holding it typed; the caller owns it. */
struct val *result_typed(struct command *cmd, const struct val *obj);

#endif
