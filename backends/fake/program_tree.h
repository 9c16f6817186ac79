/*
 * The syntax tree of program.h's little shell, and its state while it runs. Private to program*.c.
 */
#ifndef SEODANG_FAKE_PROGRAM_TREE_H
#define SEODANG_FAKE_PROGRAM_TREE_H

#include "backends/fake/program.h"
#include "backends/fake/program_files.h"

#define SHELL_NAME_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789"

enum node_type {
    NODE_COMMAND,  /* words */
    NODE_SEQUENCE, /* left, then the sequence right */
    NODE_AND, NODE_OR, /* left && right */
    NODE_NOT,      /* ! left */
    NODE_PIPE,     /* left | right */
    NODE_BACKGROUND, /* left & */
    NODE_IF,       /* if left then right else other */
    NODE_WHILE, NODE_UNTIL, /* while left do right */
    NODE_FOR,      /* for words[0] in words[1..] do right */
    NODE_CASE,     /* case words[0]: left is a chain of NODE_ARM */
    NODE_ARM,      /* words: patterns; left: body; right: next arm */
    NODE_GROUP, NODE_SUBSHELL, /* { left } ( left ) */
    NODE_FUNCTION, /* words[0]() left */
};

struct redirect {
    struct redirect *next;
    int fd;           /* 0, 1, 2 */
    char op;          /* '<' '>' 'a' (>>) '&' (dup) 'h' (<<WORD, expanded) 'q' (<<'WORD', as it stands) */
    const char *word; /* the file, the number that is dup'ed, or the text of a here document */
};

struct node {
    enum node_type type;
    struct node *left, *right, *other;
    const char **words; /* as written */
    size_t count;
    struct redirect *redirects;
};

/* Which shell it is: busybox's, or those of a Debian. */
enum shell_dialect { DIALECT_ASH, DIALECT_DASH, DIALECT_BASH };

/* The tree of a script, in the arena; NULL: a syntax error, and *why says which ("unexpected \"done\""). */
struct node *program_parse(struct arena *a, const char *text, enum shell_dialect dialect, const char **why);

/* What stops the normal flow. */
enum flow { FLOW_ON, FLOW_BREAK, FLOW_CONTINUE, FLOW_RETURN, FLOW_EXIT, FLOW_STOPPED /* the follower has seen enough */ };

/* Where output goes: a text that somebody reads later, or a file. */
struct stream {
    struct strbuf *text;
    const char *file; /* instead of a text */
    struct job *job;  /* whose text it is: it remembers when what was printed; or NULL */
};

/* What a subshell has of its own. */
struct shell_own {
    struct val *vars;      /* owned; {NAME: text} */
    struct val *exported;  /* owned; {NAME: true}: those that other programs get */
    struct val *read_only; /* owned; {NAME: true} */
    struct val *functions; /* owned; {NAME: index of bodies} */
    const char *folder;    /* where it stands: "/" */
    const char **args;     /* $0 ... */
    size_t arg_count;
    const char *trap;      /* what TERM does; NULL: nothing set */
    const char *exit_trap;
    bool errexit, nounset, xtrace, pipefail; /* set -e -u -x -o pipefail */
    enum shell_dialect dialect;
    int pid;               /* $$ */
    bool is_child;         /* it is not the container's first process */
};

struct shell {
    const struct program *program;
    struct arena *arena;   /* trees, and what lasts */
    struct arena *scratch; /* words of the command that runs; emptied after the outermost of a function or script */
    int commands;          /* that run now, one within the other */
    bool started;          /* the first process runs its script */
    struct shell_own own;
    struct files files;
    size_t happened;    /* of the history */
    bool apart;         /* the history does not go on: what exec runs sees the files of its instant */
    const struct node **bodies;
    size_t body_count, body_cap;
    struct stream *out; /* where standard output goes; NULL: nowhere */
    struct stream *err;
    const char *in;     /* what is left of standard input; NULL: none */
    size_t typed;       /* how much of what is typed has been read */
    int64_t waits_ms;   /* since when it waits for what is typed next; -1: it does not */
    bool piped;         /* standard output is a pipe, whose reader may go away */
    struct job *jobs;   /* what was started with & */
    int last_job;       /* $! */
    int64_t now_ms, until_ms; /* since the start */
    long steps, busy;   /* that are left; that were made at this instant */
    int status;  /* $? */
    bool substituted; /* a $( ) ran among the words of this command, and $? is its */
    int levels;  /* of break and continue */
    int loops;   /* around what runs */
    int tested;  /* conditions around what runs: set -e does not reach into them */
    int depth;
    int nested;  /* jobs of jobs */
    enum flow flow;
    bool told, pending; /* TERM has come; its trap has yet to run */
    bool told_first;  /* what exec runs has sent TERM or QUIT to the container's first process */
    bool out_of_memory; /* the program is killed for that */
};

/* Texts that a program may build: beyond that it is stopped, whatever it is. */
enum { SHELL_TEXT_MAX = 1 << 20, SHELL_OUTPUT_MAX = 10 << 20 };

enum { SHELL_MISUSE = 2, SHELL_CANNOT_RUN = 126, SHELL_NOT_FOUND = 127, SHELL_SIGNALLED = 128 };

/* ---- program_run.c ---- */
void shell_run(struct shell *sh, const struct node *n);
/* The tree of a script; NULL: it cannot be read, as the shell has said. */
const struct node *shell_parse(struct shell *sh, const char *text);
/* Runs a script text in this shell. */
void shell_eval(struct shell *sh, const char *text);
/* Runs it as a process of its own: what it sets is gone afterwards; what it writes into files stays. */
void shell_fork(struct shell *sh, void (*fn)(struct shell *sh, const void *arg), const void *arg);
/* The trap of EXIT, when there is one. */
void shell_run_exit_trap(struct shell *sh);
struct shell_own shell_own_ref(const struct shell_own *own);
void shell_own_release(struct shell_own *own);
/* One step of work; false: the follower has seen enough. */
bool shell_step(struct shell *sh);
/* Long texts are work, too. */
void shell_work(struct shell *sh, size_t bytes);
/* Takes memory; one that takes too much is killed with all it runs. */
void shell_take_memory(struct shell *sh, int64_t bytes);
/* Lets time pass; stops the flow when the follower's time is over. */
void shell_sleep(struct shell *sh, int64_t ms);

/* ---- program_streams.c ---- */
/* Runs fn with the node's redirections in force. */
void shell_redirected(struct shell *sh, const struct node *n, void (*fn)(struct shell *, const struct node *));
/* Appends to a stream (NULL: nowhere), up to SHELL_OUTPUT_MAX. */
void shell_print(struct shell *sh, struct stream *to, const char *text, size_t len);
/* To standard output; to standard error, as a line, with status 1. */
void shell_say(struct shell *sh, const char *text);
void shell_sayf(struct shell *sh, const char *fmt, ...) PRINTF_LIKE(2, 3);
void shell_complain(struct shell *sh, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* As the shell itself complains: "sh: cd: line 0: can't cd to /x". `builtin` may be NULL. */
void shell_grumble(struct shell *sh, const char *builtin, int status, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* What a function prints, collected into a text of the scratch arena, without the line ends at its end. */
const char *shell_collect(struct shell *sh, void (*fn)(struct shell *sh, const void *arg), const void *arg);

/* ---- program_words.c ---- */
/* The format with which this image's programs complain, for busybox's; *status is changed when theirs is another. */
const char *shell_words(const struct shell *sh, const char *busybox, int *status);
/* The same for what the shell itself complains of. */
const char *shell_own_words(const struct shell *sh, const char *ash, int *status);

/* ---- program_jobs.c ---- */
void shell_background(struct shell *sh, const struct node *n);
/* Lets what the jobs do until then happen: their output, their files. */
void shell_jobs_catch_up(struct shell *sh, int64_t until_ms);
/* Tells them of a change to the files, which was made by a job or (NULL) the shell. */
void shell_jobs_see(struct shell *sh, const struct val *change, const struct job *by);
/* When the next of their doings is; PROGRAM_FOREVER: there is none. */
int64_t shell_jobs_next(struct shell *sh);
/* What was printed into a stream that is no more is lost. */
void shell_jobs_forget(struct shell *sh, const struct stream *gone);
void shell_jobs_release(struct shell *sh);
void shell_jobs_note(struct job *job, const struct shell *sh);
void shell_wait(struct shell *sh, const char **argv, size_t argc);
/* Ends a job by a signal; false: there is no such one. */
bool shell_job_kill(struct shell *sh, int pid, int signal);

/* ---- program_vars.c ---- */
/* NULL: not set. A copy in the scratch arena: the variable may change. */
const char *shell_var_get(const struct shell *sh, const char *name);
/* false, and a complaint, when it is read-only. */
bool shell_var_set(struct shell *sh, const char *name, const char *text, size_t len);
/* NAME=text */
bool shell_is_assignment(const char *word);
void shell_assign(struct shell *sh, const char *word);
/* What another program gets: {NAME: text}; the caller's reference. */
struct val *shell_environment(const struct shell *sh);
void shell_export_builtin(struct shell *sh, const char **argv, size_t argc);
void shell_unset_builtin(struct shell *sh, const char **argv, size_t argc);
void shell_local(struct shell *sh, const char **argv, size_t argc);
void shell_read(struct shell *sh, const char **argv, size_t argc);
void shell_env(struct shell *sh, const char **argv, size_t argc);
void shell_getopts(struct shell *sh, const char **argv, size_t argc);

/* ---- program_expand.c: the words that a written word becomes ---- */
void shell_expand(struct shell *sh, const char *word, const char ***words, size_t *count, size_t *cap);
/* The same without splitting. */
const char *shell_expand_one(struct shell *sh, const char *word);
/* As a pattern: what was quoted is escaped. */
const char *shell_expand_pattern(struct shell *sh, const char *word);
/* As a here document: quotes are plain characters. */
const char *shell_expand_text(struct shell *sh, const char *text);
/* $NAME, $1, $? ...; NULL: not set. */
const char *shell_parameter(struct shell *sh, const char *name);

/* ---- program_quotes.c ---- */
/* The end of "$(...)", "${...}" or "$((...))" whose opening bracket is at p, behind it; NULL: there is none, or it is too deep. */
const char *shell_skip_bracket(const char *p);
/* The same for the quote at p. */
const char *shell_skip_quoted(const char *p);

/* ---- program_arith.c ---- */
/* The value of the inside of $(( )). false: it is none, and the shell has said so. */
bool shell_arith(struct shell *sh, const char *text, int64_t *n);

/* ---- program_pattern.c ---- */
/* Shell patterns: * ? [..] \x */
bool shell_match(const char *pattern, const char *text);
bool shell_is_pattern(const char *pattern);
/* The paths that match, sorted, as new words. false: none does. */
bool shell_glob(struct shell *sh, const char *pattern, const char ***words, size_t *count, size_t *cap);
void shell_add_word(const char ***words, size_t *count, size_t *cap, const char *word);

/* ---- programs ---- */
typedef void shell_program(struct shell *sh, const char **argv, size_t argc);

/* program_filecmds.c: that change and list files. */
shell_program shell_touch, shell_mkdir, shell_rm, shell_rmdir, shell_ls, shell_copy, shell_tee, shell_ln, shell_readlink, shell_chmod, shell_stat,
    shell_basename, shell_find;
/* program_text.c, program_lines.c, program_sed.c: that read text. */
shell_program shell_cat, shell_grep, shell_head_tail, shell_wc, shell_sort, shell_uniq, shell_cut, shell_tr, shell_rev, shell_xargs, shell_sed;
/* program_print.c */
shell_program shell_echo, shell_printf, shell_seq, shell_yes;
/* program_test.c */
shell_program shell_test, shell_expr;
/* program_time.c */
shell_program shell_sleep_command, shell_date, shell_timeout, shell_time;
/* program_builtins.c: the shell's own. */
shell_program shell_exit, shell_break, shell_true, shell_set_options, shell_shift, shell_trap, shell_cd, shell_pwd, shell_exec_builtin,
    shell_eval_builtin, shell_source, shell_sh, shell_kill, shell_command_builtin, shell_type, shell_which, shell_let, shell_umask;
/* program_network.c: that ask the cluster. */
shell_program shell_nslookup, shell_wget, shell_curl, shell_nc;
/* program_servers.c: servers that need something of their environment. */
shell_program shell_server, shell_stress;
/* Whether this small program listens on a port. */
bool shell_serves(const char *name);

/* Words that outlive the command: a first one and copies of the others. */
const char **shell_keep_words(struct shell *sh, const char *first, const char **words, size_t count);
/* Whether the option letter stands in one of the words before "--". */
bool shell_has_option(const char **argv, size_t argc, char letter);
/* "-x", and not "-" */
bool shell_is_option(const char *word);
/* All that is left of standard input. */
const char *shell_stdin(struct shell *sh);
/* The text of a file or of standard input ("-" or none); NULL, and a complaint, when it is not there. */
const char *shell_input(struct shell *sh, const char *program, const char *path);
/* How it is called, as a complaint: with status 1. */
void shell_usage(struct shell *sh, const char *program);
/* "1.5", "2m": milliseconds; -1: it is none. */
int64_t shell_delay(const char *text);
/* Runs a text file as a script: its own process. */
void shell_run_script(struct shell *sh, const char *text, const char **argv, size_t argc);

/* ---- program_typed.c ---- */
/* Reads commands from what is typed, until its end. */
void shell_converse(struct shell *sh);
/* What is typed, waited for: all of it, or the next line. */
const char *shell_await_typed(struct shell *sh, bool all);

/* ---- program_commands.c ---- */
/* 127 in sh->status when there is no such command and the image is a base image. */
void shell_command(struct shell *sh, const char **argv, size_t argc);
/* Whether the shell runs it itself, without a process. */
bool shell_is_builtin(const char *name);
/* Where it lies ("/bin/ls"), or NULL. */
const char *shell_where(struct shell *sh, const char *name);

#endif
