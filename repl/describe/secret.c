#include <string.h>

#include "backends/base/base64.h"
#include "repl/describe/describe.h"

static void add_data(struct describe *d, const struct val *data, const char *type)
{
    struct strbuf bytes = STRBUF_INIT;
    bool token = !strcmp(type, "kubernetes.io/service-account-token");
    for (size_t i = 0; i < val_len(data); i++) {
        strbuf_reset(&bytes);
        base64_decode(&bytes, val_str_or(val_item(data, i), ""));
        if (token && !strcmp(val_key(data, i), "token"))
            describe_add(d, 0, "%s:\t%s\n", val_key(data, i), bytes.buf);
        else
            describe_add(d, 0, "%s:\t%zu bytes\n", val_key(data, i), bytes.len);
    }
    strbuf_release(&bytes);
}

static void describe(struct describe *d, const struct val *secret)
{
    const char *type = val_get_str(secret, "type", "");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(secret, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(secret, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(secret, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(secret, "metadata.annotations"));
    describe_add(d, 0, "\nType:\t%s\n\nData\n====\n", type);
    add_data(d, val_get(secret, "data"), type);
}

const struct describer describer_secret = { "", "Secret", describe };
