/*
 * Lengths of time as one types them at a shell: "2", "1.5", "30s", "5m", "1h30m", "2d", "1분 30초".
 */
#ifndef SEODANG_INTERVAL_H
#define SEODANG_INTERVAL_H

#include <stdint.h>

/* As sleep and timeout read them (seconds, or with s, m, h, d), and Go's form. 0 with *ms; -1: none, or negative. */
int interval_parse(const char *text, int64_t *ms);

#endif
