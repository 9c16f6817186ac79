#include "repl/print/table.h"

#include <stdlib.h>
#include <string.h>

#include "repl/print/goformat.h"

void table_printer_init(struct table_printer *tp, const struct table_options *o)
{
    *tp = (struct table_printer){ .options = *o };
    tabwriter_init(&tp->tw, TABWRITER_KUBECTL);
}

void table_printer_release(struct table_printer *tp)
{
    tabwriter_release(&tp->tw);
    val_unref(tp->columns);
    free(tp->shown);
    tp->columns = NULL;
    tp->shown = NULL;
}

void print_escaped(struct strbuf *sb, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        size_t from = i;
        while (i < len && s[i] != '\033' && s[i] != '\r')
            i++;
        strbuf_add(sb, s + from, i - from);
        if (i < len)
            strbuf_adds(sb, s[i] == '\r' ? "\\r" : "^[");
    }
}

void print_labels(struct strbuf *sb, const struct val *labels)
{
    for (size_t i = 0; i < val_len(labels); i++)
        strbuf_addf(sb, "%s%s=%s", i ? "," : "", val_key(labels, i), val_str_or(val_item(labels, i), ""));
    if (!val_len(labels))
        strbuf_adds(sb, "<none>");
}

static void add_upper(struct strbuf *sb, const char *s)
{
    for (; *s; s++)
        strbuf_addch(sb, *s >= 'a' && *s <= 'z' ? (char)(*s - ('a' - 'A')) : *s);
}

static void add_cell(struct strbuf *sb, const struct val *cell)
{
    const char *s = val_str(cell);
    if (s) {
        size_t len = val_len(cell), end = 0;
        while (end < len && s[end] != '\n' && s[end] != '\r' && s[end] != '\f')
            end++;
        print_escaped(sb, s, end);
        if (end < len)
            strbuf_adds(sb, "...");
    } else if (val_is(cell, VAL_INT)) {
        strbuf_addint(sb, val_int_or(cell, 0));
    } else if (!val_is_null(cell)) {
        struct strbuf text = STRBUF_INIT;
        go_print(&text, cell);
        print_escaped(sb, text.buf, text.len);
        strbuf_release(&text);
    }
}

/* Before every cell but a line's first. */
static void separate(struct strbuf *sb, bool *first)
{
    if (!*first)
        strbuf_addch(sb, '\t');
    *first = false;
}

/* Takes the columns of a table that follow; watch events leave them out. */
static void take_columns(struct table_printer *tp, const struct val *columns)
{
    val_assign(&tp->columns, val_ref(columns));
    free(tp->shown);
    tp->shown = xcalloc(val_len(columns), sizeof(*tp->shown));
    for (size_t i = 0; i < val_len(columns); i++)
        tp->shown[i] = tp->options.wide || !val_int_or(val_get(val_item(columns, i), "priority"), 0);
    tp->header_printed = false;
}

/* Blanks up to the longest cell of column i, uncut and in bytes; none behind the last column that is shown. */
static void pad_uncut(struct table_printer *tp, size_t i, const struct val *rows, size_t have)
{
    struct strbuf text = STRBUF_INIT;
    size_t longest = 0;
    bool last = !val_len(tp->options.label_columns) && !tp->options.show_labels;
    for (size_t j = i + 1; j < val_len(tp->columns); j++)
        last &= !tp->shown[j];
    for (size_t j = 0; tp->options.uncut && !last && j < val_len(rows); j++) {
        const struct val *cell = val_item(val_get(val_item(rows, j), "cells"), i);
        strbuf_reset(&text);
        if (!val_is_null(cell))
            go_print(&text, cell);
        longest = text.len > longest ? text.len : longest;
    }
    if (longest > have)
        strbuf_addchn(&tp->tw.text, ' ', longest - have);
    strbuf_release(&text);
}

static void print_header(struct table_printer *tp, const struct val *rows, const char *event)
{
    struct strbuf *sb = &tp->tw.text;
    const struct val *labels = tp->options.label_columns;
    bool first = true;
    if (event) {
        separate(sb, &first);
        strbuf_adds(sb, "EVENT");
    }
    if (tp->options.with_namespace) {
        separate(sb, &first);
        strbuf_adds(sb, "NAMESPACE");
    }
    for (size_t i = 0; i < val_len(tp->columns); i++) {
        const struct val *column = val_item(tp->columns, i);
        if (!tp->shown[i])
            continue;
        separate(sb, &first);
        add_upper(sb, val_get_str(column, "name", ""));
        pad_uncut(tp, i, rows, val_len(val_get(column, "name")));
    }
    for (size_t i = 0; i < val_len(labels); i++) {
        const char *key = val_str_or(val_item(labels, i), ""), *slash = strrchr(key, '/');
        separate(sb, &first);
        add_upper(sb, slash ? slash + 1 : key);
    }
    if (tp->options.show_labels) {
        separate(sb, &first);
        strbuf_adds(sb, "LABELS");
    }
    strbuf_addch(sb, '\n');
}

/* The column whose cells get the kind in front; val_len(columns) when there is none. */
static size_t name_column(const struct table_printer *tp)
{
    size_t i = 0;
    while (i < val_len(tp->columns) && !(val_str_equal(val_get(val_item(tp->columns, i), "format"), "name") &&
                                         val_str_equal(val_get(val_item(tp->columns, i), "type"), "string")))
        i++;
    return i;
}

/* `pad`: the rows whose longest cells this one, the first and without a header, makes room for; or NULL. */
static void print_row(struct table_printer *tp, const struct val *row, const struct val *pad, const char *event)
{
    struct strbuf *sb = &tp->tw.text;
    const struct val *cells = val_get(row, "cells"), *meta = val_get(val_get(row, "object"), "metadata");
    const struct val *labels = tp->options.label_columns, *have = val_get(meta, "labels");
    size_t name = tp->options.kind ? name_column(tp) : val_len(cells);
    bool first = true;
    if (event) {
        separate(sb, &first);
        strbuf_addf(sb, "%-8s", event); /* tidy: ADDED, MODIFIED and DELETED are ASCII */
    }
    if (tp->options.with_namespace) {
        separate(sb, &first);
        add_cell(sb, val_get(meta, "namespace"));
    }
    for (size_t i = 0; i < val_len(cells) && i < val_len(tp->columns); i++) {
        if (!tp->shown[i])
            continue;
        separate(sb, &first);
        if (i == name)
            strbuf_addf(sb, "%s/", tp->options.kind);
        size_t from = sb->len;
        add_cell(sb, val_item(cells, i));
        if (pad)
            pad_uncut(tp, i, pad, sb->len - from);
    }
    for (size_t i = 0; i < val_len(labels); i++) {
        separate(sb, &first);
        add_cell(sb, val_getv(have, val_item(labels, i)));
    }
    if (tp->options.show_labels) {
        separate(sb, &first);
        if (meta)
            print_labels(sb, have);
    }
    strbuf_addch(sb, '\n');
}

void table_print(struct table_printer *tp, const struct val *table, const char *event)
{
    const struct val *columns = val_get(table, "columnDefinitions"), *rows = val_get(table, "rows");
    if (val_len(columns) && !val_equal(columns, tp->columns))
        take_columns(tp, columns);
    if (!val_len(rows))
        return;
    if (!tp->header_printed && !tp->options.no_headers)
        print_header(tp, rows, event);
    tp->header_printed = true;
    for (size_t i = 0; i < val_len(rows); i++)
        print_row(tp, val_item(rows, i), !i && tp->options.no_headers ? rows : NULL, event);
}

void table_flush(struct table_printer *tp, struct strbuf *out)
{
    tabwriter_flush(&tp->tw, out);
}
