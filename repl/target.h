/*
 * Which objects a command is about: `pods`, `pod web db`, `pod/web node/x`, `ds,po -l app=web`, --all, -f FILE.
 *
 *     struct targets t;
 *     int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_SELECTORS | TARGET_FILES, &t);
 *     if (rc) return rc;                       // the mistake is printed
 *     for (size_t i = 0; i < t.len; i++) ... t.items[i].object
 *     return targets_report(cmd, &t);
 *
 * Plays kubectl's resource builder (staging/src/k8s.io/cli-runtime/pkg/resource/builder.go, v1.20.2), texts included.
 * Everything lives in the command's arena.
 */
#ifndef SEODANG_TARGET_H
#define SEODANG_TARGET_H

#include "repl/verb.h"

struct target {
    const struct resource *resource;
    const char *ns;           /* NULL for cluster-scoped kinds, and for a list over all namespaces */
    const char *name;         /* NULL (only from targets_plan): all that the selectors match */
    const struct val *object; /* the object as the server has it (TARGET_FETCH), or the file's; else NULL */
    const char *source;       /* the file it came from, or NULL */
};

struct targets {
    struct target *items;
    size_t len, cap;
    bool single;                                 /* exactly one object was asked for by name */
    const char *label_selector, *field_selector; /* "": all */
    struct cmd_errors errors;                    /* objects not found, mistakes in files ... */
};

enum target_flags {
    TARGET_FETCH = 1 << 0,        /* get every object from the server (a missing one becomes an error) */
    TARGET_REQUIRE_NAME = 1 << 1, /* `pods` alone is refused unless --all or a selector is given */
    TARGET_SELECTORS = 1 << 2,    /* use -l, --field-selector, --all, --all-namespaces: those that the verb has */
    TARGET_FILES = 1 << 3,        /* use -f, -R */
    TARGET_ALL_SELECTS = 1 << 4,  /* --all is a selector, so it forbids names (delete) */
    TARGET_ONE_TYPE = 1 << 5,     /* several types are refused */
};

/* args: resource arguments only.  What is asked for, the server not asked yet.  0, or the exit status of a usage mistake,
 * which is printed. */
int targets_plan(struct command *cmd, int argc, char **argv, unsigned flags, struct targets *out);
/* The same with lists unfolded into their objects. */
int targets_resolve(struct command *cmd, int argc, char **argv, unsigned flags, struct targets *out);
/* `error: You must provide one or more resources ...`; returns 1. */
int targets_none(struct command *cmd);
/* Prints the errors; returns 1 when there were any, else 0. */
int targets_report(struct command *cmd, const struct targets *t);

/* After a get that failed with *st: where the namespace is missing, that is what is said. Returns -1. */
int target_missing(struct command *cmd, const struct target *t, struct status *st);
/* One list of a plan. *out is owned by the caller.  Of the options, the plan's selectors count. */
int target_list(struct command *cmd, const struct targets *t, const struct target *list, struct list_options options,
                struct val **out, struct status *st);
/* Item i of a list with its apiVersion and kind, which servers leave out; the caller owns it. */
struct val *target_list_item(const struct val *list, size_t i);

#endif
