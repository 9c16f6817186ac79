/*
 * Patterns of error texts, and the sentences made of what they caught.
 *
 *     struct match m;
 *     if (pattern_find("%w %q not found", line, &m))
 *         pattern_fill(&sb, "{1:term} {2}{을/를} 찾지 못했어요.", &m);
 *
 * In a pattern %q catches what stands in double quotes, %w a word (up to what the pattern goes on with, no blanks in it) and
 * %* anything, also nothing; at the end of the pattern it takes the rest.  All else is itself.  A pattern may match anywhere
 * in the text.  There is no going back: the first place where the literal text goes on decides.
 *
 * In a sentence {1} is the first catch with control characters made visible, {1:term} its Korean word when it is a resource
 * (terms.def), and {은/는} the particle that fits.
 */
#ifndef SEODANG_COACH_PATTERN_H
#define SEODANG_COACH_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "backends/base/strbuf.h"

enum { PATTERN_CATCHES_MAX = 6, CATCH_SHOWN_MAX = 120 /* columns */ };

struct catch {
    const char *text; /* borrowed from the text matched */
    size_t len;
};

struct match {
    struct catch catches[PATTERN_CATCHES_MAX];
    size_t count;
};

bool pattern_find(const char *pattern, const char *text, struct match *m);
/* Adds the sentence. */
void pattern_fill(struct strbuf *sb, const char *sentence, const struct match *m);

/* "파드" for "pods", "pod", "Pod" or "pods.v1."; NULL when there is no Korean word.  *counter (may be NULL): 개, 대. */
const char *term_of(const char *word, size_t len, const char **counter);

#endif
