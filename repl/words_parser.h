/*
 * The parser's state, private to words*.c: words.c reads commands, words_quote.c what words are made of, words_redirect.c
 * redirections and heredocs.
 *
 * The text of one logical line is gathered in one buffer: further lines are appended when something is still open, aliases are
 * put in where they stand.  Every function leaves `at` behind what it read; after a mistake `failed` is set and nothing else
 * matters.
 */
#ifndef SEODANG_WORDS_PARSER_H
#define SEODANG_WORDS_PARSER_H

#include "repl/words.h"

/* A heredoc whose operator was read and whose body stands behind the line. */
struct heredoc {
    struct heredoc *next;
    const char *end;
    bool quoted, strip_tabs;
    struct redirect *redirect;
};

/* An alias's text that lies in the buffer; it is not expanded again before `end`. */
struct alias_use {
    struct alias_use *next;
    const char *name;
    size_t end;
};

struct parser {
    struct arena *arena;
    struct words_reader *reader; /* NULL: there are no more lines */
    struct strbuf text;          /* what is parsed: lines, with aliases put in */
    size_t at;
    int depth;          /* of $( ) */
    size_t open_lines;  /* lines read because something was open */
    size_t alias_count;
    struct heredoc *heredocs, **heredoc_tail;
    struct alias_use *aliases;
    struct syntax_error *error;
    bool has_heredoc; /* one was read: lines behind the first may be its body */
    bool failed;
};

/* ---- words.c ---- */
void parser_init(struct parser *p, struct arena *a, struct words_reader *reader, struct syntax_error *error);
/* Notes the mistake at p->text[at], unless there is one already; returns false. */
bool parser_fail(struct parser *p, size_t at, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Appends a line to the logical line; *start is where it begins in p->text. */
bool parser_read_line(struct parser *p, size_t *start);
/* Something that was opened at `opened_at` is still open at the end of the text: reads a line, or fails with `what`. */
bool parser_need_more(struct parser *p, size_t opened_at, const char *what);
bool parser_at_end(const struct parser *p);
/* The character `ahead` of here; NUL behind the end. */
char parser_look(const struct parser *p, size_t ahead);
/* A backslash at the end of a line joins the next one; true when both are passed. */
bool parser_join_line(struct parser *p);
/* Blanks, joined lines and a comment. */
void parser_skip_blanks(struct parser *p);
/* Whether an unquoted c ends a word. */
bool parser_ends_word(char c);
/* Pipelines up to the end of the line, or to the ) of a $( ) (`nested`), behind those that *line has. */
bool parser_list(struct parser *p, bool nested, struct command_line *line);
/* A text of its own: that of `…`, which stands at `opened_at`. */
bool parser_inner(struct parser *p, size_t opened_at, const struct strbuf *text, struct command_line *line);

/* ---- words_quote.c ---- */
/* The word at p->at, up to a blank or an operator; NULL after a mistake. */
struct word *parser_word(struct parser *p);
/* A heredoc's body as a word: $ and ` count in it unless the heredoc's end was quoted. */
struct word *parser_heredoc_word(struct parser *p, const struct strbuf *body, bool quoted);

/* ---- words_redirect.c ---- */
struct redirect *parser_add_redirect(struct parser *p, struct simple_command *c, enum redirect_type type, int fd);
/* A redirection at p->at: 1 when there was one, 0 when not, -1 after a mistake. */
int parser_redirect(struct parser *p, struct simple_command *c);
/* Reads the bodies that the line just read asked for; after a mistake they are skipped, so that they are not run. */
bool parser_read_heredocs(struct parser *p);

#endif
