/*
 * Where a YAML file goes wrong, as a person would see it.
 *
 *     struct yaml_slip slip;
 *     if (yaml_find_slip(text, len, &slip))
 *         ... slip.line 3, slip.type YAML_SLIP_COLON
 *
 * The parser's own message names the line where it gave up, which is often not the line that is wrong.  This looks at the
 * lines of block style alone (indentation, colons, quotes), takes block scalars and what stands in brackets over as they are,
 * and names the first slip.  It is asked only about text that does not parse, and may find nothing.
 */
#ifndef SEODANG_COACH_YAMLLINT_H
#define SEODANG_COACH_YAMLLINT_H

#include <stdbool.h>
#include <stddef.h>

enum yaml_slip_type {
    YAML_SLIP_TAB,         /* a tab in the indentation */
    YAML_SLIP_BLANK,       /* a blank in the indentation that only looks like one */
    YAML_SLIP_COLON,       /* a key without a colon */
    YAML_SLIP_COLON_BLANK, /* no blank behind the colon */
    YAML_SLIP_TWO_COLONS,  /* a: b: c */
    YAML_SLIP_TOO_DEEP,    /* deeper than a line that has its value already */
    YAML_SLIP_UNEVEN,      /* an indentation that no line above has */
    YAML_SLIP_QUOTE,       /* a quotation that is not closed */
    YAML_SLIP_BRACKET,     /* a bracket that is not closed */
    YAML_SLIP_CHARACTER,   /* a value that begins with @, ` or % */
    YAML_SLIP_DASH_BLANK,  /* "-item" */
};

struct yaml_slip {
    enum yaml_slip_type type;
    int line;          /* from 1 */
    const char *start; /* the line's text, borrowed */
    size_t len;
};

bool yaml_find_slip(const char *text, size_t len, struct yaml_slip *slip);

#endif
