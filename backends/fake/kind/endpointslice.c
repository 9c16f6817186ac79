/* EndpointSlice. Mirrors pkg/registry/discovery/endpointslice, pkg/apis/discovery/v1beta1/defaults.go and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 21, 0, NULL, 0 },
    { "v1beta1", 0, 25, "discovery.k8s.io/v1beta1 EndpointSlice is deprecated in v1.21+, unavailable in v1.25+; use discovery.k8s.io/v1 EndpointSlice", 21 },
    { NULL, 0, 0, NULL, 0 },
};

enum { SHOWN = 3 };

static const struct plain_default port_rows[] = { DEFAULT_STR("name", ""), DEFAULT_STR("protocol", "TCP"), DEFAULT_END };

static void port(struct val **v, const struct kind_context *kc)
{
    set_plain(v, port_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_items(doc, "ports", port, kc);
}

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("AddressType"), COLUMN("Ports"), COLUMN("Endpoints"), COLUMN_AGE, COLUMN_END,
};

/* Ends a comma list of `count` items of which SHOWN were written. */
static void cell_list(struct val **cells, struct strbuf *sb, size_t count)
{
    if (count > SHOWN)
        strbuf_addf(sb, " + %zu more...", count - SHOWN);
    cell_str(cells, count ? sb->buf : "<unset>");
    strbuf_release(sb);
}

static void cell_ports(struct val **cells, const struct val *ports)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(ports) && i < SHOWN; i++) {
        const struct val *number = val_get(val_item(ports, i), "port");
        add_comma(&sb, 0);
        if (val_is_null(number))
            strbuf_addch(&sb, '*');
        else
            strbuf_addf(&sb, "%lld", (long long)val_int_or(number, 0));
    }
    cell_list(cells, &sb, val_len(ports));
}

static void cell_endpoints(struct val **cells, const struct val *endpoints)
{
    struct strbuf sb = STRBUF_INIT;
    size_t count = 0;
    for (size_t i = 0; i < val_len(endpoints); i++) {
        const struct val *addresses = val_get(val_item(endpoints, i), "addresses");
        for (size_t j = 0; j < val_len(addresses); j++) {
            if (count++ >= SHOWN)
                continue;
            add_comma(&sb, 0);
            strbuf_adds(&sb, val_str_or(val_item(addresses, j), ""));
        }
    }
    cell_list(cells, &sb, count);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_at(cells, doc, "addressType", "");
    cell_ports(cells, val_get(doc, "ports"));
    cell_endpoints(cells, val_get(doc, "endpoints"));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_endpointslice = {
    .group = "discovery.k8s.io",
    .kind = "EndpointSlice",
    .plural = "endpointslices",
    .singular = "endpointslice",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
