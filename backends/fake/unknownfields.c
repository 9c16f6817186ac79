#include "backends/fake/unknownfields.h"

#include <string.h>

#include "backends/base/fielderror.h"
#include "backends/fake/decode.h"

static int check_directive(const struct request *rq, const char *asked, struct status *st)
{
    static const char *const values[] = { "", "Ignore", "Strict", "Warn", NULL };
    for (size_t i = 0; values[i]; i++)
        if (!strcmp(values[i], asked))
            return 0;
    const char *kind = rq->method == REQUEST_POST ? "CreateOptions" : rq->method == REQUEST_PUT ? "UpdateOptions" : "PatchOptions";
    struct field_errors errors = FIELD_ERRORS_INIT;
    field_unsupported(&errors, &FIELD_ROOT("fieldValidation"), val_get(rq->query, "fieldValidation"), values);
    status_invalid(st, "meta.k8s.io", kind, "", &errors);
    field_errors_release(&errors);
    return -1;
}

int unknown_fields(struct cluster *c, const struct route *r, const struct request *rq, const struct val *body,
                   const struct val *unknown, struct reply *reply, struct status *st)
{
    const char *asked = val_get_str(rq->query, "fieldValidation", "");
    if (!version_has(c->version, FEATURE_SERVER_FIELD_VALIDATION))
        return 0;
    if (check_directive(rq, asked, st) < 0)
        return -1;
    if (!val_len(unknown) || !strcmp(asked, "Ignore"))
        return 0;
    bool strict = !strcmp(asked, "Strict"), patched = rq->method == REQUEST_PATCH && rq->content != CONTENT_APPLY_PATCH;
    struct strbuf why = STRBUF_INIT;
    for (size_t i = 0; i < val_len(unknown); i++)
        strbuf_addf(strict ? &why : &reply->warnings, "%sunknown field \"%s\"%s", !strict ? "" : i ? ", " : "strict decoding error: ",
                    val_str(val_item(unknown, i)), strict ? "" : "\n");
    if (strict && patched)
        refuse_patched(rq->content == CONTENT_STRATEGIC_PATCH ? rq->body : NULL, body, why.buf, st);
    else if (strict)
        refuse_object(r->kind, r->version, why.buf, st);
    strbuf_release(&why);
    return strict ? -1 : 0;
}
