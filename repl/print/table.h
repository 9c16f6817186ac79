/*
 * kubectl's table printer: a meta.k8s.io/v1 Table document as aligned text.
 *
 *     struct table_printer tp;
 *     table_printer_init(&tp, &(struct table_options){ .wide = true });
 *     table_print(&tp, table, NULL);         // more tables with the same columns print no second header
 *     table_flush(&tp, &out);
 *     table_printer_release(&tp);
 *
 * Columns, cells and their order are the server's; added here are NAMESPACE, the labels, TYPE/ before names, and EVENT.
 * Mirrors staging/src/k8s.io/cli-runtime/pkg/printers/tableprinter.go, v1.20.2 with Debian's patches: a cell ends at its
 * first line break, and escape characters are shown as ^[.
 */
#ifndef SEODANG_PRINT_TABLE_H
#define SEODANG_PRINT_TABLE_H

#include "backends/base/val.h"
#include "repl/print/tabwriter.h"

struct table_options {
    bool wide, no_headers, with_namespace, show_labels;
    bool uncut;                      /* columns are as wide as their longest cell is, in bytes, before it is cut (>= 1.37) */
    const char *kind;                /* borrowed: "deployment.apps" to print names as deployment.apps/NAME; NULL: bare */
    const struct val *label_columns; /* borrowed: array of label keys, or NULL */
};

struct table_printer {
    struct table_options options;
    struct tabwriter tw;
    struct val *columns; /* owned: of the last table that had any */
    bool *shown;         /* owned: of each column */
    bool header_printed; /* for these columns */
};

void table_printer_init(struct table_printer *tp, const struct table_options *o);
void table_printer_release(struct table_printer *tp);
/* event: "ADDED" ... for the leading EVENT column, or NULL.  A table without rows prints nothing. */
void table_print(struct table_printer *tp, const struct val *table, const char *event);
/* Appends what was printed since the last flush. Widths are remembered from flush to flush. */
void table_flush(struct table_printer *tp, struct strbuf *out);

/* A cell's text as it may stand in a terminal (escape characters made harmless). */
void print_escaped(struct strbuf *sb, const char *s, size_t len);
/* labels.FormatLabels: "a=1,b=2", or "<none>". */
void print_labels(struct strbuf *sb, const struct val *labels);

#endif
