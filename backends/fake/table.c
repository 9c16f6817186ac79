/* Tables of objects: see table.h. */
#include "backends/fake/table.h"

#include <string.h>

#include "backends/fake/kind/columns.h"

enum { CELLS_USUAL = 12 };

static const struct column default_columns[] = {
    COLUMN_NAME,
    { "Created At", "date", "", 0, "", 0, 0 },
    COLUMN_END,
};

static void default_cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    (void)kc;
    cell_name(cells, doc);
    cell_at(cells, doc, "metadata.creationTimestamp", "0001-01-01T00:00:00Z");
}

int table_object_parse(const char *text, enum table_object *out)
{
    static const struct {
        const char *text;
        enum table_object value;
    } words[] = { { "", TABLE_METADATA }, { "Metadata", TABLE_METADATA }, { "Object", TABLE_OBJECT }, { "None", TABLE_NONE } };
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!strcmp(words[i].text, text)) {
            *out = words[i].value;
            return 0;
        }
    return -1;
}

struct val *table_columns(const struct kind *k, const struct kind_context *kc)
{
    k = kind_storage(k);
    struct val *columns = val_array();
    for (const struct column *c = k->columns ? k->columns : default_columns; c->name; c++)
        if (version_between(kc->version, c->since, c->until))
            val_append(&columns, val_fmt("{name:%s, type:%s, format:%s, description:%s, priority:%d}", c->name, c->type,
                                         c->format, c->description, c->priority));
    return columns;
}

struct val *table_cells(const struct val *doc, const struct kind *k, const struct kind_context *kc)
{
    k = kind_storage(k);
    struct val *cells = val_array();
    val_reserve(&cells, CELLS_USUAL);
    if (k->cells)
        k->cells(&cells, doc, kc);
    else
        default_cells(&cells, doc, kc);
    return cells;
}

/* A row without what differs from one to the next; the rows are copies, which spares looking up the names of their members. */
static struct val *row_model(enum table_object include)
{
    switch (include) {
    case TABLE_OBJECT: return val_fmt("{cells:null, object:null}");
    case TABLE_METADATA:
        return val_fmt("{cells:null, object:{kind:PartialObjectMetadata, apiVersion:'meta.k8s.io/v1', metadata:{}}}");
    default: return val_fmt("{cells:null}");
    }
}

static struct val *row_of(const struct val *doc, const struct kind *k, const struct kind_context *kc,
                          enum table_object include, const struct val *model)
{
    struct val *row = val_ref(model);
    const struct kind *storage = kind_storage(k);
    struct val *conditions = storage->row_conditions ? storage->row_conditions(doc) : NULL;
    val_set(&row, "cells", table_cells(doc, k, kc));
    if (conditions)
        val_set(&row, "conditions", conditions);
    if (include == TABLE_OBJECT) {
        val_set(&row, "object", val_ref(doc));
    } else if (include == TABLE_METADATA) {
        struct val *object = val_ref(val_get(model, "object"));
        if (val_get(doc, "metadata"))
            val_set(&object, "metadata", val_ref(val_get(doc, "metadata")));
        val_set(&row, "object", object);
    }
    return row;
}

struct val *table_of(const struct val *const *docs, size_t n, const struct kind *k, const struct kind_context *kc,
                     enum table_object include, const struct val *metadata)
{
    struct val *rows = val_array(), *model = row_model(include);
    val_reserve(&rows, n);
    for (size_t i = 0; i < n; i++)
        val_append(&rows, row_of(docs[i], k, kc, include, model));
    val_unref(model);
    struct val *meta;
    if (metadata)
        meta = val_ref(metadata);
    else if (n == 1)
        meta = val_fmt("{resourceVersion:%v}", val_at(docs[0], "metadata.resourceVersion"));
    else
        meta = val_object();
    return val_fmt("{kind:Table, apiVersion:'meta.k8s.io/v1', metadata:%V, columnDefinitions:%V, rows:%V}", meta,
                   table_columns(k, kc), rows);
}
