/* ControllerRevision. Mirrors pkg/registry/apps/controllerrevision and its printer, v1.20.2. */
#include <string.h>

#include "backends/base/owner.h"
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("Controller"), COLUMN("Revision"), COLUMN_AGE, COLUMN_END,
};

/* "daemonset.apps/web" of the owner that controls it. */
static void cell_controller(struct val **cells, const struct val *doc)
{
    const struct val *owner = owner_controller(doc);
    const struct val *kind = val_get(owner, "kind");
    if (!owner) {
        cell_str(cells, "<none>");
        return;
    }
    const char *api = val_get_str(owner, "apiVersion", ""), *slash = strchr(api, '/');
    struct strbuf sb = STRBUF_INIT;
    add_lower(&sb, val_str_or(kind, ""));
    if (slash)
        strbuf_addf(&sb, ".%.*s", (int)(slash - api), api);
    strbuf_addf(&sb, "/%s", val_get_str(owner, "name", ""));
    cell_str(cells, sb.buf);
    strbuf_release(&sb);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_controller(cells, doc);
    cell_int_at(cells, doc, "revision");
    cell_age(cells, doc, kc);
}

const struct kind kind_row_controllerrevision = {
    .group = "apps",
    .kind = "ControllerRevision",
    .plural = "controllerrevisions",
    .singular = "controllerrevision",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_controllerrevision,
    .columns = columns,
    .cells = cells,
};
