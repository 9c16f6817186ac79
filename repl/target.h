/*
 * Which objects a command is about: `pods`, `pod web db`, `pod/web node/x`, `ds,po -l app=web`, --all, -f FILE.
 *
 *     struct targets t;
 *     int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FLATTEN, &t);
 *     if (rc) return rc;                       // the mistake is printed
 *     for (size_t i = 0; i < t.len; i++) ... t.items[i].object
 *
 * Plays kubectl's resource builder (staging/src/k8s.io/cli-runtime/pkg/resource/builder.go, v1.20.2), texts included.
 */
#ifndef SEODANG_TARGET_H
#define SEODANG_TARGET_H

#include "repl/verb.h"

struct target {
    const struct resource *resource;
    const char *ns;           /* NULL for cluster-scoped kinds */
    const char *name;
    const struct val *object; /* the object as the server has it (TARGET_FETCH), or the file's; else NULL */
    const char *source;       /* the file it came from, or NULL */
};

struct targets {
    struct target *items;
    size_t len;
    bool single;         /* exactly one object was asked for by name */
    const char **errors; /* whole lines as kubectl prints them: objects not found ... */
    size_t error_count;
};

enum target_flags {
    TARGET_FETCH = 1 << 0,      /* get every object from the server (a missing one becomes an error line) */
    TARGET_REQUIRE_NAME = 1 << 1, /* `pods` alone is refused unless --all or a selector is given */
    TARGET_SELECTORS = 1 << 2,  /* the verb has -l / --selector, --field-selector, --all, --all-namespaces: use those it has */
    TARGET_FILES = 1 << 3,      /* the verb has -f, -R */
};

/* args: resource arguments only.  0, or the exit status of a usage mistake, printed. */
int targets_resolve(struct command *cmd, int argc, char **argv, unsigned flags, struct targets *out);
/* Splits "a,b" and "TYPE/NAME" forms without asking the server for objects; for `get`, which lists. */
struct target_args {
    const struct resource *const *resources; /* as named, categories unfolded */
    size_t resource_count;
    const char **names; /* behind one or several types */
    size_t name_count;
    struct target *pairs; /* TYPE/NAME arguments, in order; then resources and names are empty */
    size_t pair_count;
};
int target_args_parse(struct command *cmd, int argc, char **argv, struct target_args *out);
/* Prints the error lines to cmd->err; returns 1 when there were any, else 0. */
int targets_report(struct command *cmd, const struct targets *t);

#endif
