/*
 * The syntax tree of program.h's little shell, and its state while it runs. Private to program*.c.
 */
#ifndef SEODANG_FAKE_PROGRAM_TREE_H
#define SEODANG_FAKE_PROGRAM_TREE_H

#include "backends/fake/program.h"
#include "backends/fake/program_files.h"

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
    char op;          /* '<' '>' 'a' (>>) '&' (dup) */
    const char *word; /* file, or the number that is dup'ed */
};

struct node {
    enum node_type type;
    struct node *left, *right, *other;
    const char **words; /* as written */
    size_t count;
    struct redirect *redirects;
};

/* The tree of a script, in the arena; NULL: a syntax error (sh says so and ends with 2). */
struct node *program_parse(struct arena *a, const char *text);

/* What stops the normal flow. */
enum flow { FLOW_ON, FLOW_BREAK, FLOW_CONTINUE, FLOW_RETURN, FLOW_EXIT, FLOW_STOPPED /* the follower has seen enough */ };

struct shell {
    const struct program *program;
    struct arena *arena;   /* trees, and what lasts */
    struct arena *scratch; /* words of the command that runs; emptied after the outermost */
    int commands;          /* that run now, one within the other */
    struct val *vars;  /* owned; {NAME: text} */
    struct files files;
    const char *folder; /* where it stands: "/" */
    size_t happened;    /* of the history */
    bool apart;         /* the history does not go on: what exec runs sees the files of its instant */
    struct val *functions; /* owned; {NAME: index} */
    struct node **bodies;
    size_t body_count, body_cap;
    const char **args; /* $0 ... */
    size_t arg_count;
    struct strbuf *out; /* where standard output goes; NULL: nowhere */
    struct strbuf *err;
    const char *in;     /* what is left of standard input; NULL: none */
    int64_t now_ms, until_ms, background_ms; /* since the start; background_ms: end of the last & */
    long steps, busy;   /* that are left; that were made at this instant */
    int status;  /* $? */
    int levels;  /* of break and continue */
    int depth;
    enum flow flow;
    const char *trap; /* what TERM does; NULL: nothing set */
    bool termed;      /* TERM has come */
    bool errexit;     /* set -e */
    bool out_of_memory; /* the program is killed for that */
};

/* Texts that a program may build: beyond that it is stopped, whatever it is. */
enum { SHELL_TEXT_MAX = 1 << 20, SHELL_OUTPUT_MAX = 10 << 20 };

/* program.c */
void shell_run(struct shell *sh, const struct node *n);
/* Runs a script text in this shell. */
void shell_eval(struct shell *sh, const char *text);
/* Takes memory; one that takes too much is killed with all it runs. */
void shell_take_memory(struct shell *sh, int64_t bytes);
/* Lets time pass; stops the flow when the follower's time is over. */
void shell_sleep(struct shell *sh, int64_t ms);

/* Appends to a stream (NULL: nowhere), up to SHELL_OUTPUT_MAX. */
void shell_print(struct strbuf *to, const char *text, size_t len);

/* program_expand.c: the words that a written word becomes. */
void shell_expand(struct shell *sh, const char *word, const char ***words, size_t *count, size_t *cap);
/* The same without splitting. */
const char *shell_expand_one(struct shell *sh, const char *word);
/* Shell patterns: * ? [..] */
bool shell_match(const char *pattern, const char *text);

/* program_filecmds.c: programs that change and list files. */
void shell_touch(struct shell *sh, const char **argv, size_t argc);
void shell_mkdir(struct shell *sh, const char **argv, size_t argc);
void shell_rm(struct shell *sh, const char **argv, size_t argc);
void shell_rmdir(struct shell *sh, const char **argv, size_t argc);
void shell_ls(struct shell *sh, const char **argv, size_t argc);
void shell_copy(struct shell *sh, const char **argv, size_t argc);
void shell_tee(struct shell *sh, const char **argv, size_t argc);

/* program_servers.c: servers that need something of their environment. */
void shell_server(struct shell *sh, const char **argv, size_t argc);
/* Whether this small program listens on a port. */
bool shell_serves(const char *name);

/* program_text.c: programs that read text. */
void shell_cat(struct shell *sh, const char **argv, size_t argc);
void shell_grep(struct shell *sh, const char **argv, size_t argc);
void shell_head_tail(struct shell *sh, const char **argv, size_t argc);
void shell_wc(struct shell *sh, const char **argv, size_t argc);
/* To standard output; to standard error, as a line, with status 1. */
void shell_say(struct shell *sh, const char *text);
void shell_complain(struct shell *sh, const char *text);
/* The text of a file or of standard input ("-" or none); NULL, and a complaint, when it is not there. */
const char *shell_input(struct shell *sh, const char *program, const char *path);

/* program_commands.c: 127 in sh->status when there is no such command and the image is a base image. */
void shell_command(struct shell *sh, const char **argv, size_t argc);
bool shell_knows(const char *name);

#endif
