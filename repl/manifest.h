/*
 * Manifests from -f: files, folders, standard input; YAML or JSON, several documents, Lists taken apart.
 *
 *     struct manifests m;
 *     int rc = manifests_load(cmd, opt_list(cmd, "filename"), opt_bool(cmd, "recursive"), &m);
 *
 * As kubectl's resource builder with ContinueOnError: documents that are right are kept, mistakes are collected; the verb
 * acts on the former and then prints the latter.
 */
#ifndef SEODANG_MANIFEST_H
#define SEODANG_MANIFEST_H

#include "repl/verb.h"

struct manifest {
    const char *source;              /* as typed ("web.yaml"), "STDIN" for -; in messages */
    const struct val *doc;           /* borrowed from the command's arena */
    const struct resource *resource; /* what it is on this server */
    const char *ns;                  /* its namespace (its own, or the command's); NULL for cluster-scoped kinds */
    const char *name;                /* metadata.name, "" when absent (generateName) */
};

struct manifests {
    struct manifest *items;
    size_t len;
    struct cmd_errors errors; /* in order: `error validating "f": ...` */
};

enum manifest_flags {
    MANIFEST_VALIDATE = 1 << 0,  /* as --validate says (validation.h): `error validating "f": ...` */
    MANIFEST_RECURSIVE = 1 << 1,
};

/* Never fails as a whole: see errors. */
void manifests_load(struct command *cmd, const struct val *filenames, unsigned flags, struct manifests *out);
/* The same of one text that came from `source`. */
void manifests_read(struct command *cmd, const char *source, const char *text, size_t len, unsigned flags, struct manifests *out);
/* Keeps those whose labels --selector selects. 0, or 1 after the mistake was printed. */
int manifests_select(struct command *cmd, struct manifests *m);
/* `error when creating "f.yaml": MESSAGE`: the status names the file it came from ("" or NULL: none). Returns -1. */
int manifest_name_source(struct status *st, const char *what, const char *source);
/* Prints the errors to cmd->err; returns 1 when there were any, else 0. */
int manifests_report(struct command *cmd, const struct manifests *m);

#endif
