/* IngressClass. Mirrors pkg/registry/networking/ingressclass and printIngressClass, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 19, 0, NULL, 0 },
    { "v1beta1", 0, 22, "networking.k8s.io/v1beta1 IngressClass is deprecated in v1.19+, unavailable in v1.22+; use networking.k8s.io/v1 IngressClass", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("Controller"), COLUMN("Parameters"), COLUMN_AGE, COLUMN_END,
};

static void cell_parameters(struct val **cells, const struct val *parameters)
{
    const char *group = val_get_str(parameters, "apiGroup", NULL);
    if (val_is_null(parameters))
        cell_str(cells, "<none>");
    else
        cell_strf(cells, "%s%s%s/%s", val_get_str(parameters, "kind", ""), group ? "." : "", group ? group : "",
                  val_get_str(parameters, "name", ""));
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.controller", "");
    cell_parameters(cells, val_at(doc, "spec.parameters"));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_ingressclass = {
    .group = "networking.k8s.io",
    .kind = "IngressClass",
    .plural = "ingressclasses",
    .singular = "ingressclass",
    .short_names = "",
    .categories = "",
    .flags = KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
