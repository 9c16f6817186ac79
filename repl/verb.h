/*
 * A word of the prompt: a kubectl verb (verb/<verb>.c) or one of the shell's own words (word/<word>.c).
 * One file and one row of verbs.def; help, completion and tests read the row.
 *
 *     const struct verb verb_cordon = {
 *         .name = "cordon", .kubectl = true, .usage = "cordon NODE", .summary_ko = "노드에 새 파드를 받지 않게 해요",
 *         .options = options, .exec = exec };
 *     ... and in verbs.def:  VERB(cordon)
 *
 * exec() does what Kubernetes' Complete, Validate and Run do.  Results go to cmd->out, errors and remarks to cmd->err; it
 * returns the exit status.  Memory comes from cmd->arena and is gone when the command line is.
 */
#ifndef SEODANG_VERB_H
#define SEODANG_VERB_H

#include "backends/backend.h"
#include "backends/base/arena.h"
#include "backends/client.h"
#include "repl/option.h"
#include "repl/sink.h"

struct session;
struct command;
struct completion; /* complete.h */

struct verb {
    const char *name;
    const char *aliases;   /* comma list, Korean names too: "힌트"; NULL: none */
    bool kubectl;          /* said as `kubectl NAME`; else a word of the shell */
    const char *usage;     /* after "kubectl ", or the word's own; one line */
    const char *summary_ko;
    const char *const *examples_ko; /* "command\tKorean remark", NULL-terminated; or NULL */
    const struct option *options;   /* OPTION_END ends them; NULL: none but the globals */
    const struct verb *const *subverbs; /* `rollout status`; NULL-terminated; or NULL */
    bool raw;              /* argv comes whole: flags are not taken out (echo, watch, timeout) */
    bool hidden;           /* not in help or completion */
    int (*exec)(struct command *cmd); /* NULL: only its subverbs do something */
    void (*complete)(struct completion *c); /* NULL: resources and names, by the usual rules */
};

/* All top-level words in verbs.def's order. */
extern const struct verb *const verbs[];
extern const size_t verb_count;
/* By name or alias; kubectl: among kubectl's verbs, else among the shell's words. NULL when unknown. */
const struct verb *verb_find(const char *name, bool kubectl);
/* Below a verb: "status" of rollout; NULL. */
const struct verb *verb_sub(const struct verb *v, const char *name);

struct command {
    struct session *session; /* borrowed */
    struct arena *arena;     /* this command line's */
    const struct verb *verb;
    const char *path;        /* "kubectl rollout status", as in messages */
    int argc;                /* positional arguments, without the verb's own name */
    char **argv;
    int dash_at;             /* how many of them stood before "--"; -1: there was none */
    const struct option_values *options; /* option.c's */
    struct sink *out, *err;
    const struct strbuf *input; /* what was piped in, or a heredoc; NULL: nothing */
    size_t printed;          /* documents so far: YAML puts --- between them */
    int64_t deadline_ms;     /* of the backend's clock, from `timeout N`; INT64_MAX: none */
};

/* ---- what every verb needs (verb.c) ---- */
struct client *cmd_client(struct command *cmd);
struct version cmd_version(struct command *cmd);
/* The namespace of this command: -n, else the context's. */
const char *cmd_namespace(struct command *cmd);
/* Whether the verb has a flag of this name (rows shared by verbs ask; opt_str() and its kin want known names). */
bool cmd_has_option(const struct command *cmd, const char *name);
/* "error: MESSAGE\n" to err; returns 1. */
int cmd_error(struct command *cmd, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The same with "See 'kubectl CMD -h' for help and examples" behind it; returns 1. */
int cmd_usage_error(struct command *cmd, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The items of all objects of a kind, as a resource argument names it; ns NULL: of all namespaces. 0, or -1 with *st. They are
 * the arena's. */
int cmd_list(struct command *cmd, const char *word, const char *ns, const char *label_selector, const struct val **items, struct status *st);
/* Prints *st as kubectl does (`Error from server (NotFound): ...`, `The Pod "x" is invalid: ...`, `error: ...`), releases it,
 * returns 1. */
int cmd_status(struct command *cmd, struct status *st);
/* What cmd_status would print, without printing (arena string, line end included). */
const char *cmd_status_text(struct command *cmd, const struct status *st);

/* Mistakes that a command collects while it goes on: kubectl's aggregate. One alone is printed as cmd_status() does; several
 * stand a line each, the client's own ones without "error: ". Memory is the command's. */
struct cmd_errors {
    struct status *items;
    size_t len, cap;
};
/* Takes *st over; it is empty afterwards. */
void cmd_errors_add(struct command *cmd, struct cmd_errors *e, struct status *st);
/* Prints them to err; returns 1 when there were any, else 0. */
int cmd_errors_report(struct command *cmd, const struct cmd_errors *e);

/* Lets time pass, up to the deadline. 0; 124 when the deadline came first, 130 when interrupted. */
int cmd_wait(struct command *cmd, int64_t ms);
/* The next event within timeout_ms. 1: *event; 0: none came; -1: the watch ended, *st; 124, 130: as above; 141: no output is
 * wanted any more (out->closed). */
int cmd_watch_next(struct command *cmd, struct watch *w, int64_t timeout_ms, struct watch_event *event, struct status *st);

/* Runs a verb (or the subverb that argv names) with its arguments, flags still in them, on the parent's sinks, input and
 * deadline; warnings that the server sent are printed behind it. */
int verb_invoke(struct command *parent, const struct verb *v, int argc, char **argv);

#endif
