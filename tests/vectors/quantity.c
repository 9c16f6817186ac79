#include "backends/base/quantity.h"

#include "tests/vectors/vectors.h"

struct val *vectors_quantity(const struct val *in, struct version v)
{
    (void)v;
    struct strbuf text = STRBUF_INIT;
    struct quantity q;
    struct val *answer;
    int64_t n;
    if (quantity_parse(val_get_str(in, "in", ""), &q, &text) < 0) {
        answer = val_fmt("{error:%s}", text.buf);
    } else {
        quantity_string(&text, &q);
        answer = val_fmt("{canonical:%s, sign:%d}", text.buf, quantity_sign(&q));
        if (quantity_value(&q, &n))
            val_put_int(&answer, "value", n);
        if (quantity_milli(&q, &n))
            val_put_int(&answer, "milli_value", n);
        strbuf_reset(&text);
        quantity_round_up(&q, -3);
        quantity_string(&text, &q);
        val_put_str(&answer, "stored", text.buf);
    }
    strbuf_release(&text);
    return answer;
}
