/* Endpoints. Mirrors pkg/registry/core/endpoint, SetDefaults_Endpoints and formatEndpoints, v1.20.2. */
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice", 33 },
    { NULL, 0, 0, NULL, 0 },
};

enum { ENDPOINTS_SHOWN = 3 };

static const struct plain_default port_rows[] = { DEFAULT_STR("protocol", "TCP"), DEFAULT_END };

static void port(struct val **v, const struct kind_context *kc)
{
    set_plain(v, port_rows, kc);
}

static void subset(struct val **v, const struct kind_context *kc)
{
    edit_items(v, "ports", port, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_items(doc, "subsets", subset, kc);
}

static const struct column columns[] = { COLUMN_NAME, COLUMN("Endpoints"), COLUMN_AGE, COLUMN_END };

/* One address, with its port unless the service is headless without ports. */
static void add_endpoint(struct strbuf *sb, size_t *count, const char *ip, const struct val *port_doc)
{
    if ((*count)++ >= ENDPOINTS_SHOWN)
        return;
    add_comma(sb, 0);
    if (port_doc)
        strbuf_addf(sb, strchr(ip, ':') ? "[%s]:%lld" : "%s:%lld", ip, (long long)val_int_or(val_get(port_doc, "port"), 0));
    else
        strbuf_adds(sb, ip);
}

static void cell_endpoints(struct val **cells, const struct val *subsets)
{
    struct strbuf sb = STRBUF_INIT;
    size_t count = 0;
    for (size_t s = 0; s < val_len(subsets); s++) {
        const struct val *ports = val_get(val_item(subsets, s), "ports");
        const struct val *addresses = val_get(val_item(subsets, s), "addresses");
        for (size_t p = 0; p < val_len(ports) || p == 0; p++)
            for (size_t a = 0; a < val_len(addresses); a++)
                add_endpoint(&sb, &count, val_get_str(val_item(addresses, a), "ip", ""), val_item(ports, p));
    }
    if (count > ENDPOINTS_SHOWN)
        strbuf_addf(&sb, " + %zu more...", count - ENDPOINTS_SHOWN);
    cell_str(cells, val_len(subsets) ? sb.buf : "<none>");
    strbuf_release(&sb);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_endpoints(cells, val_get(doc, "subsets"));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_endpoints = {
    .group = "",
    .kind = "Endpoints",
    .plural = "endpoints",
    .singular = "endpoints",
    .short_names = "ep",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
