/*
 * What a container's process does: a small sh with the commands that teaching examples use, on a clock of its own.
 *
 *     struct program p = { .argv = argv, .start_ms = now };
 *     struct program_end end;
 *     program_follow(&p, PROGRAM_FOREVER, PROGRAM_STEPS, &end, NULL);
 *     if (end.ended) ... exits end.after_ms after its start with end.code
 *
 * A program is a pure function of its command, environment and start: it is followed from the start each time somebody asks
 * (when does it end? what has it printed by now? which files are there?), so nothing of it is kept, and a log costs no memory.
 * Following stops at an instant or after a number of steps, whichever comes first; loops without end cost no more than that,
 * and those in which no time passes much less.
 *
 * Its files are part of that: those that are there at the start and what others did to them later come as `history`, which is
 * applied while time passes; what it changes itself it can tell as a journal.
 *
 * It reads the shell's language as busybox's ash does, without arrays, job control and descriptors above 2; what it does not
 * understand it says.  tests/programs has scripts with what real ones printed.
 *   program.c           following                         program_commands.c  the table of programs
 *   program_parse.c     text to tree                      program_builtins.c  what the shell does itself: set, trap, exec ...
 *   program_run.c       running the tree                  program_print.c     echo, printf, seq
 *   program_streams.c   redirections                      program_test.c      test, expr
 *   program_jobs.c      what runs in the background       program_time.c      sleep, date, timeout
 *   program_vars.c      variables, read, env              program_text.c      cat, grep, head, tail, wc
 *   program_typed.c     what is typed while it runs
 *   program_expand.c    words: quotes, $X, $( ), fields   program_lines.c     sort, uniq, cut, tr, xargs
 *   program_arith.c     $(( ))                            program_sed.c       sed
 *   program_quotes.c    where quotes and brackets end     program_filecmds.c  touch, rm, ls, cp, ln, find
 *   program_pattern.c   * ? [ ]                           program_network.c   nslookup, wget, curl, nc
 *   program_files.c     the file system                   program_servers.c   databases that want a password, stress
 *   program_words.c     whose complaints: busybox's, dash's, bash's, GNU's
 */
#ifndef SEODANG_FAKE_PROGRAM_H
#define SEODANG_FAKE_PROGRAM_H

#include "backends/base/arena.h"
#include "backends/base/val.h"

#define PROGRAM_FOREVER INT64_MAX
enum { PROGRAM_STEPS = 10000, PROGRAM_STEPS_BUSY = 100000, PROGRAM_STEPS_MAX = 10000000 };

/* Which small programs an image has: those of busybox and not bash, those of a Debian without ping and ps, or nobody knows. */
enum program_tools { PROGRAM_ANY_TOOLS, PROGRAM_BUSYBOX, PROGRAM_DEBIAN };

/* All borrowed. */
struct program {
    const struct val *argv;  /* command and args; absent: a server */
    const struct val *env;   /* {NAME: text} or NULL */
    const struct val *history; /* what others do to its files, in order of time: see program_files.h; or NULL */
    const struct val *read_only; /* [PATH]: nothing may be changed in these folders; or NULL */
    const struct val *writable; /* [PATH]: elsewhere nothing may be changed; or NULL */
    const struct val *shared;  /* [PATH]: the journal tells of these folders only; NULL: of all */
    struct val **journal;      /* gets what it changes, in the form of the history; or NULL */
    const struct val *typed; /* what comes on the program's own standard input while it runs, in order of time: {at: MS, text: LINE},
                                {at: MS, stop: true} (Ctrl-C), {at: MS, end: true}; NULL: nothing can come */
    bool tty;                /* that is a terminal: a shell prompts, and what is typed is shown */
    const char *input;       /* what program_exec's command reads from standard input; NULL: nothing */
    const char *folder;      /* where it starts; NULL: "/" */
    const char *hostname;    /* NULL: "localhost" */
    const char *ns;          /* its namespace, for names of Services */
    const struct val *hosts; /* [{name, ip, at: MS, ports: [N], page: TEXT, pod: true}]: what it can reach; without a page nobody
                              * answers; or NULL */
    bool base_image;         /* what is not one of the small programs does not exist; else it is taken for a server */
    enum program_tools tools;
    int64_t uid, gid;        /* whom it runs as */
    const struct val *groups; /* [GID], or NULL: the first one alone */
    int64_t memory_max;      /* bytes; a program that takes more is killed; 0: no limit */
    long busy_steps;         /* after so many at one instant it is taken to go on like that for ever; 0: PROGRAM_STEPS_BUSY */
    int64_t start_ms;        /* the clock's time when it starts */
    int64_t term_ms;         /* after that much time SIGTERM comes; 0: never */
};

struct program_end {
    bool ended;       /* by itself */
    bool more;        /* the steps ran out at after_ms: it may still end later */
    bool out_of_memory; /* it was killed for taking more than memory_max */
    bool not_found;   /* argv[0] does not exist: the container cannot start */
    bool told_first;  /* of program_exec: it has sent TERM or QUIT to the container's first process */
    int64_t after_ms; /* since the start */
    int64_t waits_ms; /* since when it waits for what is typed next; -1: it does not */
    int code;
};

/* Whether the image has the program. */
bool program_knows(const struct program *p, const char *name);
/* Follows it for until_ms since its start or `steps` commands. `out` (may be NULL) gets what it printed. */
void program_follow(const struct program *p, int64_t until_ms, long steps, struct program_end *end, struct strbuf *out);
/* Runs another command inside the container, `at_ms` after the program's start, with the files that are there then: a probe,
 * a hook, exec.  The command sees time pass on its own clock from there, but nothing that others do to the files; the journal
 * gets its changes alone. */
void program_exec(const struct program *p, int64_t at_ms, const struct val *argv, struct program_end *end, struct strbuf *out);
/* Whether its command reads neither its variables nor its files, so that it can be followed without them. */
bool program_is_blind(const struct program *p);
/* Whether the process listens on its container's ports: it is a server. */
bool program_listens(const struct program *p);
/* The text of a file `at_ms` after the start, appended to `out`. false: there is none. */
bool program_file(const struct program *p, int64_t at_ms, const char *path, struct strbuf *out);

#endif
