/* CertificateSigningRequest. Mirrors pkg/registry/certificates and its printer, v1.20.2. */
#include "backends/base/duration.h"
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 19, 0, NULL, 0 },
    { "v1beta1", 0, 22, "certificates.k8s.io/v1beta1 CertificateSigningRequest is deprecated in v1.19+, unavailable in v1.22+; use certificates.k8s.io/v1 CertificateSigningRequest", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "approval", "CertificateSigningRequest", NULL, NULL, "get,patch,update", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN_AGE,
    COLUMN("SignerName"),
    COLUMN("Requestor"),
    COLUMN_BETWEEN("RequestedDuration", "string", 22, 0),
    COLUMN("Condition"),
    COLUMN_END,
};

static void cell_condition(struct val **cells, const struct val *doc)
{
    const struct val *conditions = val_at(doc, "status.conditions");
    const char *word = "Pending";
    if (val_find(conditions, "type", "Approved", NULL))
        word = "Approved";
    if (val_find(conditions, "type", "Denied", NULL))
        word = "Denied";
    cell_strf(cells, "%s%s%s", word, val_find(conditions, "type", "Failed", NULL) ? ",Failed" : "",
              val_len(val_at(doc, "status.certificate")) ? ",Issued" : "");
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    char words[DURATION_SIZE];
    const struct val *seconds = val_at(doc, "spec.expirationSeconds");
    cell_name(cells, doc);
    cell_age(cells, doc, kc);
    cell_at(cells, doc, "spec.signerName", "<none>");
    cell_at(cells, doc, "spec.username", "");
    if (version_has(kc->version, FEATURE_CSR_DURATION))
        cell_str(cells, val_is_null(seconds) ? "<none>" : human_duration(words, val_int_or(seconds, 0) * 1000));
    cell_condition(cells, doc);
}

const struct kind kind_row_certificatesigningrequest = {
    .group = "certificates.k8s.io",
    .kind = "CertificateSigningRequest",
    .plural = "certificatesigningrequests",
    .singular = "certificatesigningrequest",
    .short_names = "csr",
    .categories = "",
    .flags = KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .subresources = subresources,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
