/*
 * Flags as rows, read as spf13/pflag reads them for kubectl.
 *
 *     static const struct option options[] = {
 *         { "output", 'o', OPTION_STRING, NULL, NULL, "출력 형식 ..." },
 *         { "watch", 'w', OPTION_BOOL, NULL, NULL, "..." },
 *         { "dry-run", 0, OPTION_STRING, "unchanged", NULL, "..." },      // --dry-run alone means --dry-run=unchanged
 *         OPTION_END };
 *
 * Flags may stand anywhere; `--` ends them.  -n NS, -nNS, -n=NS, --namespace NS, --namespace=NS; booleans may be joined (-it)
 * and take =false.  Mistakes are worded as kubectl words them (`Error: unknown flag: --x` + "See 'kubectl get --help' for usage.").
 * Every kubectl verb also has the global flags (option_globals: -n, --context, --kubeconfig, --request-timeout, -v ...).
 */
#ifndef SEODANG_OPTION_H
#define SEODANG_OPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "backends/base/val.h"

enum option_type {
    OPTION_BOOL,
    OPTION_STRING,
    OPTION_INT,
    OPTION_DURATION, /* "30s": a Go duration */
    OPTION_LIST,     /* stringSlice: may stand several times, and be split at commas */
    OPTION_ARRAY,    /* stringArray: may stand several times, never split */
};

struct option {
    const char *name;
    char letter;            /* 0: none */
    enum option_type type;
    const char *when_alone; /* the value of a bare --name (NoOptDefVal); NULL: a value is needed (booleans: "true") */
    const char *otherwise;  /* default, or NULL */
    const char *help_ko;
};
#define OPTION_END { NULL, 0, OPTION_BOOL, NULL, NULL, NULL }

extern const struct option option_globals[];

struct command;
struct verb;

/* Whether the flag was given at all. */
bool opt_given(const struct command *cmd, const char *name);
bool opt_bool(const struct command *cmd, const char *name);
/* The value, the row's default, or NULL. Of a list: the last. */
const char *opt_str(const struct command *cmd, const char *name);
int64_t opt_int(const struct command *cmd, const char *name);
/* Go duration or bare seconds (as --request-timeout takes them) to ms; -1 when it does not parse. */
int64_t opt_duration_ms(const struct command *cmd, const char *name);
/* All values of a LIST or ARRAY, as an array document (empty when not given); borrowed. */
const struct val *opt_list(const struct command *cmd, const char *name);

/* With --record: adds the command to an object, or to a patch of one, as its change cause, the flags last: "kubectl set image
 * ds/web web=nginx --record=true" (kubectl's ChangeCause, v1.20.2). */
void opt_record(const struct command *cmd, struct val **doc);

/* Prints `Error: required flag(s) "replicas" not set` and returns 1 unless every one of `names` (a comma list, sorted) was
 * given; else 0.  For the beginning of exec(). */
int opt_require(struct command *cmd, const char *names);

/* Takes the flags out of args: cmd->argc/argv become the positional ones, cmd->dash_at where "--" stood (or -1).  0, or the
 * exit status after the mistake was printed to cmd->err. Called by the dispatcher, before verb->exec; -h and --help are
 * accepted everywhere: when opt_bool(cmd, "help") afterwards, help_verb() is shown instead of running the verb. */
int option_parse(struct command *cmd, int argc, char **argv);

/* The row of a flag by its name or letter, as this verb knows it (its own, the globals, help); NULL when unknown. */
const struct option *option_find(const struct verb *v, const char *name, size_t len);
const struct option *option_find_letter(const struct verb *v, char letter);
/* Whether the flag needs a value behind it. */
bool option_takes_value(const struct option *o);

/* Whether kubectl of this version has the flag (flags.def). */
bool option_served(struct command *cmd, const struct option *row);
/* Prints `invalid argument "x" for "--flag" flag: WHY`; returns 1. For values that only some versions take. */
int option_refuse(struct command *cmd, const struct option *row, const char *text, const char *why);
/* For flags that were booleans before they took words: strconv.ParseBool, -1 when the text is none; and what is said then. */
int option_bool(const char *text);
int option_refuse_bool(struct command *cmd, const char *name, const char *text);

/* "Error: " or "error: ", as kubectl of this version begins what its flag parser says. */
const char *option_error_prefix(struct command *cmd);

#endif
