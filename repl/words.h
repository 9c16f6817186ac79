/*
 * The shell's language: from lines of text to pipelines of words.
 *
 *     struct words_reader reader = { .next = next_line, .source = file };
 *     struct syntax_error error;
 *     while ((rc = words_read(&reader, arena, &line, &error)) != 0)
 *         if (rc < 0) ... error.column, error.message
 *         else execute(line.first) ... reader.raw.buf is the text as it was written
 *
 * A small part of the POSIX shell, the part that kubectl lessons use: '…' "…" \x, $VAR ${VAR} $? $(…) `…`, | && || ; ! and
 * comments, > >> < 2> 2>> 2>&1 &>, heredocs (<<EOF <<'EOF' <<-EOF) and <<<, NAME=value before a command, aliases.  Control
 * structures, groups and background jobs are refused, with their column and in Korean.
 *
 * A logical line is what ends a command: its continuation lines and heredocs included.  A mistake in a line that quotes or
 * operators carried on over several is one of its first line alone; the lines behind it are read again as lines of their own.
 *
 * Parsing only: values are put in by expand.h.  Everything parsed lives in the arena.
 */
#ifndef SEODANG_WORDS_H
#define SEODANG_WORDS_H

#include <stdbool.h>

#include "backends/base/arena.h"
#include "backends/base/strbuf.h"

struct command_line;

enum segment_type { SEGMENT_TEXT, SEGMENT_VARIABLE, SEGMENT_COMMAND };

/* A word is a chain of these: a"b"$C has three. */
struct segment {
    struct segment *next;
    enum segment_type type;
    bool quoted;                       /* not split, and * ? [ are themselves */
    const char *text;                  /* TEXT: itself; VARIABLE: the name */
    const struct command_line *command; /* COMMAND: $(…) */
};

struct word {
    struct word *next;
    struct segment *first; /* NULL: the empty word */
};

struct assignment {
    struct assignment *next;
    const char *name;
    struct word *value;
};

enum redirect_type {
    REDIRECT_READ,   /* <  */
    REDIRECT_WRITE,  /* >  */
    REDIRECT_APPEND, /* >> */
    REDIRECT_COPY,   /* 2>&1: fd becomes what `from` is */
    REDIRECT_TEXT,   /* heredoc or <<<: target is the text itself */
};

struct redirect {
    struct redirect *next;
    enum redirect_type type;
    int fd;   /* 0, 1 or 2 */
    int from; /* COPY only */
    struct word *target;
};

struct simple_command {
    struct simple_command *next; /* behind the | */
    struct assignment *assignments;
    struct word *words;
    struct redirect *redirects; /* in order */
};

enum connector { CONNECT_ALWAYS, CONNECT_AND, CONNECT_OR };

struct pipeline {
    struct pipeline *next;
    enum connector when; /* how it hangs on the one before: ; && || */
    bool negated;        /* ! */
    struct simple_command *first;
};

struct command_line {
    struct pipeline *first; /* NULL: blank, or a comment */
};

struct syntax_error {
    size_t column;       /* of the first line, in characters, from 1; 0: no place */
    const char *message; /* Korean, one sentence; in the arena */
};

struct words_reader {
    /* The next line without its line end; false at the end. `more`: a line that continues the one before. */
    bool (*next)(void *source, struct strbuf *line, bool more);
    void *source;
    /* The text of an alias, or NULL. May be NULL. */
    const char *(*alias)(void *context, const char *name);
    void *context;
    bool interactive; /* a person types: after a mistake what was typed in addition is dropped, not read again */
    struct strbuf raw;     /* the logical line as written, without the last line end */
    struct strbuf pending; /* lines to be read again before the source's */
    size_t pending_at;
};

enum {
    WORDS_DEPTH_MAX = 50,    /* $( $( … ) ) */
    WORDS_REDIRECTS_MAX = 100, /* of one command */
    WORDS_ALIASES_MAX = 100, /* alias expansions in one logical line */
    WORDS_LINES_MAX = 2000,  /* lines that a quotation may span */
};

void words_reader_release(struct words_reader *r);

/* One logical line. 1: *line; 0: the source is at its end; -1: *error, and the line was skipped. */
int words_read(struct words_reader *r, struct arena *a, struct command_line *line, struct syntax_error *error);
/* The same for a text that has no source behind it (an alias, a lesson's command). 0 or -1; several lines are joined as by `;`. */
int words_parse(struct arena *a, const char *text, size_t len, struct command_line *line, struct syntax_error *error);

/* [A-Za-z_][A-Za-z0-9_]*: how many bytes of `text` are a variable's name. */
size_t words_name_length(const char *text);

#endif
