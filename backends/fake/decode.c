/* Bodies of requests: see decode.h. */
#include "backends/fake/decode.h"

#include "backends/base/decode.h"

struct val *decode_object(const struct val *body, const struct kind *k, const char *version, struct version release,
                          struct status *st)
{
    struct strbuf api = STRBUF_INIT;
    strbuf_addf(&api, "%s%s%s", k->group, *k->group ? "/" : "", version);
    struct decoder d = DECODER_INIT(release);
    struct val *doc = decode(&d, body, schema_find(api.buf, k->kind));
    if (!doc)
        status_bad_request(st, "%s in version \"%s\" cannot be handled as a %s: %s", k->kind, version, k->kind, d.error.buf);
    decoder_release(&d);
    strbuf_release(&api);
    return doc;
}
