/*
 * What the rows of errors.def may call when a sentence is not enough: to look for the name that was meant, the field, the
 * line of the file.
 *
 *     void hint_container(struct hint *h)
 *     {
 *         hint_say(h, "%s{은/는} 이미지 이름이에요.", hint_catch(h, 0));
 *         hint_command(h, "kubectl describe pod %s", hint_catch(h, 1));
 *     }
 *
 * A hint adds to what the row's sentence has said, or says all of it when the row has none.  What it looks up may fail: then
 * it says less, never something wrong.
 */
#ifndef SEODANG_COACH_HINT_H
#define SEODANG_COACH_HINT_H

#include "repl/coach.h"
#include "repl/coach/nearest.h"
#include "repl/coach/pattern.h"

struct hint {
    const struct coach_case *c; /* borrowed */
    const char *error;          /* the line of English that matched */
    struct match m;
    struct arena *arena; /* gone after the failure is explained */
    struct strbuf *out;  /* the paragraph; its lines are broken later */
};

#define HINT(name) void hint_##name(struct hint *h);
#include "repl/coach/hints.def"
#undef HINT

/* ---- saying (hint.c) ---- */

/* Adds a sentence, behind a blank when there is one before it; %s{은/는} as in josa.h. */
void hint_say(struct hint *h, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Adds a command, on a line of its own. */
void hint_command(struct hint *h, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Catch i as a string, with control characters made visible; "" when there is none. */
const char *hint_catch(struct hint *h, size_t i);
/* " (a와 e의 순서)", or "" when it is more than one slip. */
const char *hint_remark(struct hint *h, const char *typed, const char *right);
/* "파드" for "pods.v1."; the word itself when there is no Korean one. */
const char *hint_term(struct hint *h, const char *resource);

/* ---- the command line that failed (line.c) ---- */

/* The words of its first command, without quotes; NULL-terminated. */
char **hint_words(struct hint *h, size_t *count);
/* The namespace that the command asked for. */
const char *hint_namespace(struct hint *h);
/* The line itself, when it is one plain command that may be offered again with a flag more; else NULL. */
const char *hint_again(struct hint *h);

#endif
