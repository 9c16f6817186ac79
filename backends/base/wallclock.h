/*
 * The wall clock, read here alone: everything else asks the backend for its time.
 *
 *     int64_t passed_ms = wall_elapsed_ms() - begun_ms;
 */
#ifndef SEODANG_BASE_WALLCLOCK_H
#define SEODANG_BASE_WALLCLOCK_H

#include <stdint.h>

/* Milliseconds since 1970; jumps when somebody sets the clock. */
int64_t wall_now_ms(void);
/* Milliseconds since some moment; never jumps. */
int64_t wall_elapsed_ms(void);

#endif
