/* The digits of pi, which a famous example Job prints. */
#ifndef SEODANG_FAKE_PROGRAM_PI_H
#define SEODANG_FAKE_PROGRAM_PI_H

#include "backends/base/strbuf.h"

/* "3.14159...": `digits` significant digits, the last one rounded. */
void program_add_pi(struct strbuf *sb, long digits);

#endif
