/*
 * One object in the form that -o names: json, yaml, name, jsonpath=..., custom-columns=..., go-template=...
 */
#ifndef SEODANG_PRINT_OUTPUT_H
#define SEODANG_PRINT_OUTPUT_H

#include "repl/verb.h"

/* 0, or 1 after `error: unable to match a printer suitable for the output format "x", ...`. */
int output_object(struct command *cmd, const char *format, const struct resource *r, const struct val *obj);

#endif
