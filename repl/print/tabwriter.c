#include "repl/print/tabwriter.h"

#include <stdlib.h>
#include <string.h>

#include "repl/print/rune.h"

/* Hostile cells may hold any number of tabs; those beyond this stay text, so that formatting nests only so deep. */
enum { COLUMNS_MAX = 1000 };

struct cell {
    const char *text;
    size_t len, width;
};

/* Cells [first, first + count) of the page. */
struct line {
    size_t first, count;
};

struct page {
    struct tabwriter *tw; /* borrowed */
    struct strbuf *out;   /* borrowed */
    struct cell *cells;
    size_t cell_count, cell_cap;
    struct line *lines;
    size_t line_count, line_cap;
    size_t *widths; /* of the columns to the left of the one being formatted */
    size_t column, widths_cap;
};

void tabwriter_init(struct tabwriter *tw, enum tabwriter_style style)
{
    *tw = (struct tabwriter){ .min_width = 6, .padding = 3, .remember = true, .width = rune_count, .text = STRBUF_INIT };
    if (style == TABWRITER_DESCRIBE) {
        tw->min_width = 0;
        tw->padding = 2;
        tw->remember = false;
    }
}

void tabwriter_forget(struct tabwriter *tw)
{
    free(tw->widest);
    tw->widest = NULL;
    tw->widest_len = tw->widest_cap = 0;
}

void tabwriter_release(struct tabwriter *tw)
{
    strbuf_release(&tw->text);
    tabwriter_forget(tw);
}

static void add_cell(struct page *p, const char *text, size_t len)
{
    ARRAY_GROW(p->cells, p->cell_count, p->cell_cap);
    p->cells[p->cell_count++] = (struct cell){ text, len, p->tw->width(text, len) };
    p->lines[p->line_count - 1].count++;
}

static void add_line(struct page *p)
{
    ARRAY_GROW(p->lines, p->line_count, p->line_cap);
    p->lines[p->line_count++] = (struct line){ p->cell_count, 0 };
}

/* The last line is what stands behind the last line end; it has one cell at least, as every line. */
static void split(struct page *p, const char *text, size_t len)
{
    size_t start = 0;
    add_line(p);
    for (size_t i = 0; i < len; i++) {
        bool line_end = text[i] == '\n' || text[i] == '\f';
        bool cell_end = text[i] == '\t' || text[i] == '\v';
        if (!line_end && (!cell_end || p->lines[p->line_count - 1].count == COLUMNS_MAX))
            continue;
        add_cell(p, text + start, i - start);
        start = i + 1;
        if (line_end)
            add_line(p);
    }
    add_cell(p, text + start, len - start);
}

static void write_lines(struct page *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct line *line = &p->lines[i];
        for (size_t j = 0; j < line->count; j++) {
            const struct cell *c = &p->cells[line->first + j];
            strbuf_add(p->out, c->text, c->len);
            if (j < p->column)
                strbuf_addchn(p->out, ' ', p->widths[j] - c->width);
        }
        if (i + 1 < p->line_count)
            strbuf_addch(p->out, '\n');
    }
}

/* The column's width over lines [from, to), with what is remembered of it. */
static size_t column_width(struct page *p, size_t from, size_t to)
{
    struct tabwriter *tw = p->tw;
    size_t width = tw->min_width;
    for (size_t i = from; i < to; i++) {
        size_t w = p->cells[p->lines[i].first + p->column].width + tw->padding;
        if (w > width)
            width = w;
    }
    if (!tw->remember)
        return width;
    if (tw->widest_len == p->column) {
        ARRAY_GROW(tw->widest, tw->widest_len, tw->widest_cap);
        tw->widest[tw->widest_len++] = 0;
    }
    if (tw->widest[p->column] > width)
        width = tw->widest[p->column];
    tw->widest[p->column] = width;
    return width;
}

/* Lines [from, to) share the columns left of p->column; formats those to its right. */
static void format(struct page *p, size_t from, size_t to)
{
    size_t written = from;
    for (size_t i = from; i < to; i++) {
        if (p->column + 1 >= p->lines[i].count)
            continue;
        write_lines(p, written, i);
        size_t end = i;
        while (end < to && p->column + 1 < p->lines[end].count)
            end++;
        size_t width = column_width(p, i, end);
        ARRAY_GROW(p->widths, p->column, p->widths_cap);
        p->widths[p->column++] = width;
        format(p, i, end);
        p->column--;
        written = end;
        i = end - 1;
    }
    write_lines(p, written, to);
}

void tabwriter_flush(struct tabwriter *tw, struct strbuf *out)
{
    struct page p = { .tw = tw, .out = out };
    split(&p, tw->text.buf, tw->text.len);
    format(&p, 0, p.line_count);
    strbuf_reset(&tw->text);
    free(p.cells);
    free(p.lines);
    free(p.widths);
}
