/*
 * Why it failed, in Korean: the lines beside kubectl's English error, for a person at the prompt.
 *
 *     struct coach_case c = { .line = line, .status = rc, .err_text = captured, .client = session->client, .ns = ns };
 *     if (coach_explain(&c, &sb))
 *         ... sb.buf: "↳ “DeamonSet”이라는 종류는 없어요. DaemonSet을 쓰려던 건가요?\n"
 *
 * What is known stands in a table (coach/errors.def): a pattern of the English text and the Korean that explains it.  Where a
 * name looks misspelt, what exists is asked over the seam and the nearest is offered.  The English text is never changed, and
 * a case that nobody has explained gets no line at all.
 */
#ifndef SEODANG_COACH_H
#define SEODANG_COACH_H

#include <stdbool.h>

#include "backends/client.h"

struct session;

enum { COACH_LINES_MAX = 3 /* explanations of one failure */ };

struct coach_case {
    const char *line;     /* the command line as typed */
    int status;           /* its exit status */
    const char *err_text; /* what it wrote to stderr; "" for nothing */
    const char *input;    /* the manifest that was piped in, or NULL */
    struct client *client; /* borrowed; NULL: nothing is looked up */
    const char *ns;       /* the namespace in use */
    const struct session *session; /* borrowed: which files may be looked into; NULL: none */
    int columns;          /* to break lines at; 0: nowhere */
};

/* Adds the lines, each beginning with "↳ " or blanks under it and ending with a line end; true when there is one. */
bool coach_explain(const struct coach_case *c, struct strbuf *sb);

#endif
