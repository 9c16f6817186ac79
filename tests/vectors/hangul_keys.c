#include "repl/term/hangul.h"

#include "tests/vectors/vectors.h"

struct val *vectors_hangul_keys(const struct val *in, struct version v)
{
    (void)v;
    const struct val *line = val_get(in, "hangul");
    struct strbuf sb = STRBUF_INIT;
    hangul_to_keys(&sb, val_str_or(line, ""), val_len(line));
    struct val *answer = val_fmt("{latin:%s}", sb.buf);
    strbuf_release(&sb);
    return answer;
}
