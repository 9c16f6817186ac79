/* Ingress. Mirrors pkg/registry/networking/ingress, pkg/apis/networking/v1beta1/defaults.go and printIngress, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 19, 0, NULL, 0 },
    { "v1beta1", 0, 22, "networking.k8s.io/v1beta1 Ingress is deprecated in v1.19+, unavailable in v1.22+; use networking.k8s.io/v1 Ingress", 19 },
    { NULL, 0, 0, NULL, 0 },
};

enum { HOSTS_SHOWN = 3 };

/* Required in v1, filled in for v1beta1. */
static const struct plain_default path_rows[] = { DEFAULT_STR("pathType", "ImplementationSpecific"), DEFAULT_END };

static void path(struct val **v, const struct kind_context *kc)
{
    set_plain(v, path_rows, kc);
}

static void rule(struct val **v, const struct kind_context *kc)
{
    edit_items(v, "http.paths", path, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    if (!val_str_equal(val_get(*doc, "apiVersion"), "networking.k8s.io/v1"))
        edit_items(doc, "spec.rules", rule, kc);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status", val_fmt("{loadBalancer:{}}"));
}

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("Class"), COLUMN("Hosts"), COLUMN("Address"), COLUMN("Ports"), COLUMN_AGE, COLUMN_END,
};

static void cell_hosts(struct val **cells, const struct val *rules)
{
    struct strbuf sb = STRBUF_INIT;
    size_t count = 0;
    for (size_t i = 0; i < val_len(rules); i++) {
        const char *host = val_get_str(val_item(rules, i), "host", "");
        if (!*host || count++ >= HOSTS_SHOWN)
            continue;
        add_comma(&sb, 0);
        strbuf_adds(&sb, host);
    }
    if (count > HOSTS_SHOWN)
        strbuf_addf(&sb, " + %zu more...", count - HOSTS_SHOWN);
    cell_str(cells, sb.len ? sb.buf : "*");
    strbuf_release(&sb);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    struct strbuf address = STRBUF_INIT;
    add_load_balancer(&address, val_at(doc, "status.loadBalancer"));
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.ingressClassName", "<none>");
    cell_hosts(cells, val_at(doc, "spec.rules"));
    cell_str(cells, address.buf);
    cell_str(cells, val_len(val_at(doc, "spec.tls")) ? "80, 443" : "80");
    cell_age(cells, doc, kc);
    strbuf_release(&address);
}

const struct kind kind_row_ingress = {
    .group = "networking.k8s.io",
    .kind = "Ingress",
    .plural = "ingresses",
    .singular = "ingress",
    .short_names = "ing",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
