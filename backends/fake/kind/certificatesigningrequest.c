/* CertificateSigningRequest. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 19, 0, NULL, 0 },
    { "v1beta1", 0, 22, "certificates.k8s.io/v1beta1 CertificateSigningRequest is deprecated in v1.19+, unavailable in v1.22+; use certificates.k8s.io/v1 CertificateSigningRequest", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "approval", "CertificateSigningRequest", NULL, NULL, "get,patch,update", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

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
};
