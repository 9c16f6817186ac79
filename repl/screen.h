/*
 * A whole screen to draw on, for `watch`: the terminal's other page, keys one by one.
 *
 *     screen_open(out);
 *     screen_show(out, text, rows, columns);
 *     if (screen_key() == 'q') ...
 *     screen_close(out);
 *
 * Standard input and output are the terminal.
 */
#ifndef SEODANG_SCREEN_H
#define SEODANG_SCREEN_H

#include "repl/sink.h"

void screen_open(struct sink *out);
void screen_close(struct sink *out);
/* 0 0 when nobody knows. */
void screen_size(int *rows, int *columns);
/* Replaces what is shown by the text, cut to the screen (0: not cut). */
void screen_show(struct sink *out, const char *text, int rows, int columns);
/* A key that was pressed, or 0. */
int screen_key(void);

#endif
