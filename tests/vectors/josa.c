#include "repl/term/josa.h"

#include "tests/vectors/vectors.h"

struct val *vectors_josa(const struct val *in, struct version v)
{
    (void)v;
    enum josa_pair pair;
    if (josa_parse(val_get_str(in, "pair", ""), &pair) < 0)
        return val_fmt("{error:'unknown pair'}");
    struct strbuf sb = STRBUF_INIT;
    josa_add(&sb, val_get_str(in, "word", ""), pair);
    struct val *answer = val_fmt("{text:%s}", sb.buf);
    strbuf_release(&sb);
    return answer;
}
