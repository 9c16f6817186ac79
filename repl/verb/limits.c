#include "repl/verb/limits.h"

#include <string.h>

#include "backends/base/quantity.h"

/* One `resource=quantity` into *limits. -1 with *st. */
static int add_limit(struct val **limits, const char *statement, size_t len, struct status *st)
{
    struct strbuf text = STRBUF_INIT, why = STRBUF_INIT;
    struct quantity q;
    int rc = 0;
    strbuf_add(&text, statement, len);
    const char *eq = strchr(text.buf, '=');
    if (!eq || strchr(eq + 1, '='))
        rc = status_client(st, "Invalid argument syntax %s, expected <resource>=<value>", text.buf);
    else if (quantity_parse(eq + 1, &q, &why) < 0)
        rc = status_client(st, "%s", why.buf);
    else
        val_setn(limits, text.buf, (size_t)(eq - text.buf), val_string(eq + 1));
    strbuf_release(&text);
    strbuf_release(&why);
    return rc;
}

int limits_parse(const char *text, struct val **limits, struct status *st)
{
    for (const char *p = text; *text; p++) {
        size_t len = strcspn(p, ",");
        if (add_limit(limits, p, len, st) < 0)
            return -1;
        p += len;
        if (!*p)
            break;
    }
    return 0;
}
