/* table_print.jsonl: a list as the server's Table. */
#include "backends/fake/table.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/rfc3339.h"
#include "backends/fake/decode.h"
#include "repl/print/table.h"
#include "tests/vectors/vectors.h"

/* The kind of a list's items: "PodList" of v1 is about Pods. */
static const struct kind *item_kind(struct arena *a, const struct val *list)
{
    const char *kind = val_get_str(list, "kind", "");
    size_t len = strlen(kind), suffix = strlen("List");
    return len > suffix ? kind_of(val_get_str(list, "apiVersion", ""), arena_strndup(a, kind, len - suffix)) : NULL;
}

/* What the answers list of a column: without its description. */
static struct val *columns_answer(const struct val *table)
{
    const struct val *columns = val_get(table, "columnDefinitions");
    struct val *out = val_array();
    for (size_t i = 0; i < val_len(columns); i++) {
        struct val *column = val_ref(val_item(columns, i));
        val_unset(&column, "description");
        val_append(&out, column);
    }
    return out;
}

static struct val *members(const struct val *list, const char *key)
{
    struct val *out = val_array();
    for (size_t i = 0; i < val_len(list); i++)
        val_append(&out, val_ref(val_get(val_item(list, i), key)));
    return out;
}

/* What kubectl prints of it. */
static struct val *text_answer(const struct val *table, const struct kind *k, const struct val *options, struct version v)
{
    char *name = *k->group ? xstrf("%s.%s", k->singular, k->group) : xstrdup(k->singular);
    struct table_options o = {
        .wide = val_at_bool(options, "wide", false),
        .no_headers = val_at_bool(options, "no_headers", false),
        .with_namespace = val_at_bool(options, "all_namespaces", false),
        .show_labels = val_at_bool(options, "show_labels", false),
        .uncut = version_has(v, FEATURE_UNCUT_COLUMNS),
        .kind = val_at_bool(options, "show_kind", false) ? name : NULL,
        .label_columns = val_get(options, "label_columns"),
    };
    struct table_printer tp;
    struct strbuf sb = STRBUF_INIT;
    table_printer_init(&tp, &o);
    table_print(&tp, table, NULL);
    table_flush(&tp, &sb);
    table_printer_release(&tp);
    struct val *text = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    free(name);
    return text;
}

/* The items as the server's store holds them; what does not decode is left out. */
static const struct val **read_items(struct arena *a, const struct val *list, const struct kind *k, struct version v,
                                     size_t *count)
{
    const struct val *items = val_get(list, "items");
    const char *api = val_get_str(list, "apiVersion", "");
    const struct val **docs = arena_alloc(a, (val_len(items) + 1) * sizeof(*docs));
    for (size_t i = 0; i < val_len(items); i++) {
        struct status st = STATUS_INIT;
        const struct val *doc =
            arena_val(a, decode_object(val_item(items, i), false, k, *k->group ? api + strlen(k->group) + 1 : api, v, NULL, &st));
        if (doc)
            docs[(*count)++] = doc;
        status_release(&st);
    }
    return docs;
}

struct val *vectors_table_print(const struct val *in, struct version v)
{
    const struct val *list = val_get(in, "list");
    struct arena *a = arena_new();
    const struct kind *k = item_kind(a, list);
    /* The recorded clock stands a moment after `now`, as a server's does between writing and printing. */
    struct kind_context kc = { .version = v, .now_ms = rfc3339_parse_ms(val_get_str(in, "now", "")) + 1, .arena = a, .ns = "" };
    if (!k) {
        arena_free(a);
        return val_fmt("{error:'no such kind'}");
    }
    size_t n = 0;
    const struct val **docs = read_items(a, list, k, v, &n);
    struct val *table = table_of(docs, n, k, &kc, TABLE_METADATA, val_get(list, "metadata"));
    struct val *answer = val_fmt("{columns:%V, rows:%V, text:%V}", columns_answer(table),
                                 members(val_get(table, "rows"), "cells"),
                                 text_answer(table, k, val_get(in, "options"), v));
    val_unref(table);
    arena_free(a);
    return answer;
}
