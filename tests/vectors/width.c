#include "repl/term/width.h"

#include "tests/vectors/vectors.h"

struct val *vectors_width(const struct val *in, struct version v)
{
    (void)v;
    const struct val *text = val_get(in, "text");
    return val_fmt("{width:%d}", (int)term_width(val_str_or(text, ""), val_len(text)));
}
