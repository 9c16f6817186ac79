/*
 * What transcripts (tests/golden, tests/programs) have in common: output lines that look like marks begin with a backslash, and a
 * line of nothing but a backslash says that the line before has no end.
 */
#ifndef SEODANG_TEST_TRANSCRIPT_H
#define SEODANG_TEST_TRANSCRIPT_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

bool line_begins(const char *line, const char *mark);
/* Adds output, each line behind the mark ("" or "2> "). */
void transcript_add(struct strbuf *out, const char *text, const char *mark);

#endif
