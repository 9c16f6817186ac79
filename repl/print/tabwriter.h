/*
 * Columns from tab-separated text, as Go's text/tabwriter aligns them (liggitt/tabwriter with RememberWidths, which kubectl uses).
 *
 *     struct tabwriter tw;
 *     tabwriter_init(&tw, TABWRITER_KUBECTL);
 *     strbuf_adds(&tw.text, "NAME\tAGE\nweb\t5s\n");
 *     tabwriter_flush(&tw, &out);                    // "NAME   AGE\nweb    5s\n"
 *     tabwriter_release(&tw);
 *
 * A cell ends with a tab; what stands behind the last tab of a line is in no column.  A column is a run of lines that have
 * that cell; it is as wide as its widest cell and the padding, at least min_width.
 */
#ifndef SEODANG_PRINT_TABWRITER_H
#define SEODANG_PRINT_TABWRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "backends/base/strbuf.h"

struct tabwriter {
    size_t min_width, padding;
    bool remember; /* a column never gets narrower from one flush to the next (watches) */
    size_t (*width)(const char *s, size_t len); /* of a cell; Go counts code points */
    struct strbuf text; /* what was written since the last flush */
    size_t *widest;     /* owned: remembered widths */
    size_t widest_len, widest_cap;
};

/* kubectl's get: 6 wide, 3 apart, widths remembered.  describe: 0 wide, 2 apart. */
enum tabwriter_style { TABWRITER_KUBECTL, TABWRITER_DESCRIBE };

void tabwriter_init(struct tabwriter *tw, enum tabwriter_style style);
void tabwriter_release(struct tabwriter *tw);
/* Appends the aligned text to out; the widths stay remembered. */
void tabwriter_flush(struct tabwriter *tw, struct strbuf *out);
void tabwriter_forget(struct tabwriter *tw);

#endif
