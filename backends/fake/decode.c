/* Bodies of requests: see decode.h. */
#include "backends/fake/decode.h"

#include "backends/base/decode.h"
#include "backends/base/fielderror.h"
#include "backends/base/godump.h"
#include "backends/base/json.h"

static const struct schema_type *type_of(const struct kind *k, const char *version)
{
    struct strbuf api = STRBUF_INIT;
    strbuf_addf(&api, "%s%s%s", k->group, *k->group ? "/" : "", version);
    const struct schema_type *type = schema_find(api.buf, k->kind);
    strbuf_release(&api);
    return type;
}

int refuse_object(const struct kind *k, const char *version, const char *why, struct status *st)
{
    return status_bad_request(st, "%s in version \"%s\" cannot be handled as a %s: %s", k->kind, version, k->kind, why);
}

/* What decode() noticed goes to whoever asked for it. */
static void tell_unknown(struct decoder *d, struct val **unknown)
{
    if (!unknown)
        return;
    *unknown = d->unknown;
    d->unknown = NULL;
}

struct val *decode_object(const struct val *body, bool ends_line, const struct kind *k, const char *version, struct version release,
                          struct val **unknown, struct status *st)
{
    struct decoder d = DECODER_INIT(release);
    d.ends_line = ends_line;
    struct val *doc = decode(&d, body, type_of(k, version));
    if (!doc)
        refuse_object(k, version, d.error.buf, st);
    tell_unknown(&d, unknown);
    decoder_release(&d);
    return doc;
}

/* The patch, or for want of one that can be read what it made. */
int refuse_patched(const struct val *patch, const struct val *result, const char *why, struct status *st)
{
    struct field_errors errors = FIELD_ERRORS_INIT;
    struct field f = FIELD_ROOT("patch");
    struct strbuf text = STRBUF_INIT;
    if (patch)
        go_print(&text, patch);
    else
        json_write(&text, result, JSON_COMPACT);
    field_invalid_str(&errors, &f, text.buf, why);
    status_invalid(st, "", "", "", &errors);
    field_errors_release(&errors);
    strbuf_release(&text);
    return -1;
}

struct val *decode_patched(const struct val *result, const struct val *patch, const struct kind *k, const char *version,
                           struct version release, struct val **unknown, struct status *st)
{
    struct decoder d = DECODER_INIT(release);
    d.converts = patch != NULL;
    struct val *doc = decode(&d, result, type_of(k, version));
    if (!doc)
        refuse_patched(patch, result, d.error.buf, st);
    tell_unknown(&d, unknown);
    decoder_release(&d);
    return doc;
}
