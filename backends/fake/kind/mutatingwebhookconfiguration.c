/* MutatingWebhookConfiguration. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration is deprecated in v1.16+, unavailable in v1.22+; use admissionregistration.k8s.io/v1 MutatingWebhookConfiguration", 16 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_mutatingwebhookconfiguration = {
    .group = "admissionregistration.k8s.io",
    .kind = "MutatingWebhookConfiguration",
    .plural = "mutatingwebhookconfigurations",
    .singular = "mutatingwebhookconfiguration",
    .short_names = "",
    .categories = "api-extensions",
    .flags = KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
