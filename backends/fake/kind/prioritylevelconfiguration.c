/* PriorityLevelConfiguration. Mirrors pkg/registry/flowcontrol and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 29, 0, NULL, 0 },
    { "v1beta3", 26, 32, "flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration is deprecated in v1.29+, unavailable in v1.32+; use flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration", 29 },
    { "v1beta2", 23, 29, "flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration is deprecated in v1.26+, unavailable in v1.29+; use flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration", 26 },
    { "v1beta1", 20, 26, "flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration is deprecated in v1.23+, unavailable in v1.26+; use flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration", 23 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN("Type"),
    COLUMN_BETWEEN("AssuredConcurrencyShares", "string", 0, 26),
    COLUMN_BETWEEN("NominalConcurrencyShares", "string", 26, 0),
    COLUMN("Queues"),
    COLUMN("HandSize"),
    COLUMN("QueueLengthLimit"),
    COLUMN_AGE,
    COLUMN_END,
};

static void cell_number(struct val **cells, const struct val *v)
{
    if (val_is_null(v))
        cell_str(cells, "<none>");
    else
        cell_int(cells, val_int_or(v, 0));
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *limited = val_at(doc, "spec.limited"), *queuing = val_at(limited, "limitResponse.queuing");
    const struct val *shares = val_get(limited, "nominalConcurrencyShares");
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.type", "");
    cell_number(cells, shares ? shares : val_get(limited, "assuredConcurrencyShares"));
    cell_number(cells, val_get(queuing, "queues"));
    cell_number(cells, val_get(queuing, "handSize"));
    cell_number(cells, val_get(queuing, "queueLengthLimit"));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_prioritylevelconfiguration = {
    .group = "flowcontrol.apiserver.k8s.io",
    .kind = "PriorityLevelConfiguration",
    .plural = "prioritylevelconfigurations",
    .singular = "prioritylevelconfiguration",
    .short_names = "",
    .categories = "",
    .flags = KIND_STATUS | KIND_GENERATION | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
