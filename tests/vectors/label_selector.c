#include "backends/base/selector.h"
#include "tests/vectors/vectors.h"

struct val *vectors_label_selector(const struct val *in, struct version v)
{
    (void)v;
    struct strbuf text = STRBUF_INIT;
    struct selector *s = selector_parse(val_get_str(in, "selector", ""), &text);
    struct val *answer;
    if (s) {
        const struct val *labels = val_get(in, "labels");
        selector_string(&text, s);
        answer = val_fmt("{canonical:%s}", text.buf);
        if (labels)
            val_put_bool(&answer, "matches", selector_matches(s, labels));
    } else {
        answer = val_fmt("{error:%s}", text.buf);
    }
    selector_free(s);
    strbuf_release(&text);
    return answer;
}
