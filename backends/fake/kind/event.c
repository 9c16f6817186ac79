/* Event. Mirrors pkg/registry/core/event/strategy.go and printEvent, v1.20.2. */
#include <ctype.h>
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = {
    COLUMN("Last Seen"), COLUMN("Type"),  COLUMN("Reason"),   COLUMN("Object"),
    WIDE("Subobject"),   WIDE("Source"),  COLUMN("Message"),  WIDE("First Seen"),
    WIDE("Count"),       { "Name", "string", "name", 1, "", 0, 0 }, COLUMN_END,
};

static void cell_object(struct val **cells, const struct val *involved)
{
    struct strbuf sb = STRBUF_INIT;
    const char *name = val_get_str(involved, "name", "");
    add_lower(&sb, val_get_str(involved, "kind", ""));
    if (*name)
        strbuf_addf(&sb, "/%s", name);
    cell_str(cells, sb.buf);
    strbuf_release(&sb);
}

static void cell_source(struct val **cells, const struct val *doc)
{
    const char *component = val_at_str(doc, "source.component", val_get_str(doc, "reportingComponent", ""));
    const char *host = val_at_str(doc, "source.host", val_get_str(doc, "reportingInstance", ""));
    cell_strf(cells, *host ? "%s, %s" : "%s%s", component, host);
}

/* The message without blanks around it. */
static void cell_message(struct val **cells, const struct val *doc)
{
    const char *text = val_get_str(doc, "message", "");
    while (isspace((unsigned char)*text))
        text++;
    size_t len = strlen(text);
    while (len && isspace((unsigned char)text[len - 1]))
        len--;
    cell_strf(cells, "%.*s", (int)len, text);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *series = val_get(doc, "series");
    const struct val *first = val_get(doc, "firstTimestamp"), *last = val_get(doc, "lastTimestamp");
    int64_t count = val_int_or(val_get(doc, "count"), 0);
    if (val_is_null(first))
        first = val_get(doc, "eventTime");
    if (val_is_null(last))
        last = first;
    if (!val_is_null(series)) {
        last = val_get(series, "lastObservedTime");
        count = val_int_or(val_get(series, "count"), 0) + !version_has(kc->version, FEATURE_SERIES_COUNT);
    } else if (!count) {
        count = 1;
    }
    cell_since(cells, last, kc);
    cell_at(cells, doc, "type", "");
    cell_at(cells, doc, "reason", "");
    cell_object(cells, val_get(doc, "involvedObject"));
    cell_at(cells, doc, "involvedObject.fieldPath", "");
    cell_source(cells, doc);
    cell_message(cells, doc);
    cell_since(cells, first, kc);
    cell_int(cells, count);
    cell_name(cells, doc);
}

static const char *field(const struct val *doc, const char *label, bool *supported)
{
    static const char *const labels[] = {
        "involvedObject.kind",       "involvedObject.namespace",       "involvedObject.name",
        "involvedObject.uid",        "involvedObject.apiVersion",      "involvedObject.resourceVersion",
        "involvedObject.fieldPath",  "reason",                         "reportingComponent",
        "type",
    };
    *supported = true;
    if (!strcmp(label, "source"))
        return val_at_str(doc, "source.component", val_get_str(doc, "reportingComponent", ""));
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        if (!strcmp(label, labels[i]))
            return val_at_str(doc, label, "");
    *supported = false;
    return "";
}

const struct kind kind_row_event = {
    .group = "",
    .kind = "Event",
    .plural = "events",
    .singular = "event",
    .short_names = "ev",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
    .field = field,
    .bad_field_format = "field label not supported: %s",
};
