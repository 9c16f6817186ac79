#include "repl/picture.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "repl/term/width.h"

/* One column: what stands in it (one character and all that is combined with it), as bytes of picture.text. */
struct cell {
    size_t start;
    uint16_t len;  /* 0: a blank, or the second half of a wide one */
    uint8_t width; /* 0: that second half */
    uint8_t style;
};

struct row {
    struct cell *cells; /* owned */
    size_t len, cap;
};

struct picture {
    struct row *rows; /* owned */
    size_t len, cap;
    struct strbuf text;
};

struct picture *picture_new(void)
{
    struct picture *p = xcalloc(1, sizeof(*p));
    strbuf_init(&p->text);
    return p;
}

void picture_free(struct picture *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->len; i++)
        free(p->rows[i].cells);
    free(p->rows);
    strbuf_release(&p->text);
    free(p);
}

static struct row *row_at(struct picture *p, size_t row)
{
    if (row >= p->cap) {
        p->cap = row + row / 2 + 16;
        p->rows = xrealloc(p->rows, p->cap * sizeof(*p->rows));
    }
    for (; p->len <= row; p->len++)
        p->rows[p->len] = (struct row){ 0 };
    return &p->rows[row];
}

static struct cell *cell_at(struct row *r, size_t column)
{
    if (column >= r->cap) {
        r->cap = column + column / 2 + 32;
        r->cells = xrealloc(r->cells, r->cap * sizeof(*r->cells));
    }
    for (; r->len <= column; r->len++)
        r->cells[r->len] = (struct cell){ .width = 1 };
    return &r->cells[column];
}

/* Makes a column blank, and the other half of a wide character with it. */
static void clear_cell(struct row *r, size_t column)
{
    struct cell *c = cell_at(r, column);
    if (c->width == 2)
        r->cells[column + 1] = (struct cell){ .width = 1 };
    else if (c->width == 0)
        r->cells[column - 1] = (struct cell){ .width = 1 };
    *c = (struct cell){ .width = 1 };
}

static void put(struct picture *p, struct row *r, size_t column, const char *s, size_t len, size_t width, enum style style)
{
    cell_at(r, column + width - 1);
    for (size_t i = 0; i < width; i++)
        clear_cell(r, column + i);
    r->cells[column] = (struct cell){ p->text.len, (uint16_t)len, (uint8_t)width, (uint8_t)style };
    if (width == 2)
        r->cells[column + 1] = (struct cell){ .width = 0, .style = (uint8_t)style };
    strbuf_add(&p->text, s, len);
}

size_t picture_text(struct picture *p, size_t row, size_t column, size_t room, enum style style, const char *text)
{
    struct strbuf safe = STRBUF_INIT, cut = STRBUF_INIT;
    struct row *r = row_at(p, row);
    size_t used = 0;
    term_safe(&safe, text, strlen(text));
    for (size_t i = 0; i < safe.len; i++)
        if (safe.buf[i] == '\t' || safe.buf[i] == '\n')
            safe.buf[i] = ' ';
    if (room)
        term_truncate(&cut, safe.buf, room);
    for (size_t at = 0, len; at < cut.len; at += len) {
        size_t width = 1;
        while (width <= 2 && !(len = term_fit(cut.buf + at, cut.len - at, width)))
            width++;
        if (width > 2 || used + width > room || len > UINT16_MAX)
            break;
        put(p, r, column + used, cut.buf + at, len, width, style);
        used += width;
    }
    strbuf_release(&safe);
    strbuf_release(&cut);
    return used;
}

void picture_fill(struct picture *p, size_t row, size_t column, size_t count, enum style style, const char *mark)
{
    struct row *r = row_at(p, row);
    for (size_t i = 0; i < count; i++)
        put(p, r, column + i, mark, strlen(mark), 1, style);
}

void picture_box(struct picture *p, size_t row, size_t column, size_t rows, size_t columns, const char *title)
{
    size_t bottom = row + rows - 1, right = column + columns - 1;
    picture_fill(p, row, column + 1, columns - 2, STYLE_DIM, "─");
    picture_fill(p, bottom, column + 1, columns - 2, STYLE_DIM, "─");
    for (size_t i = row + 1; i < bottom; i++) {
        picture_fill(p, i, column, 1, STYLE_DIM, "│");
        picture_fill(p, i, right, 1, STYLE_DIM, "│");
    }
    picture_fill(p, row, column, 1, STYLE_DIM, "┌");
    picture_fill(p, row, right, 1, STYLE_DIM, "┐");
    picture_fill(p, bottom, column, 1, STYLE_DIM, "└");
    picture_fill(p, bottom, right, 1, STYLE_DIM, "┘");
    if (title && columns > 6) {
        size_t used = picture_text(p, row, column + 2, columns - 4, STYLE_STRONG, title);
        picture_fill(p, row, column + 1, 1, STYLE_PLAIN, " ");
        picture_fill(p, row, column + 2 + used, 1, STYLE_PLAIN, " ");
    }
}

static bool is_blank(const struct picture *p, const struct cell *c)
{
    return c->width == 1 && (!c->len || (c->len == 1 && p->text.buf[c->start] == ' '));
}

static void add_row(const struct picture *p, const struct row *r, struct strbuf *sb, bool colour)
{
    uint8_t style = STYLE_PLAIN;
    size_t len = r->len;
    while (len && is_blank(p, &r->cells[len - 1]))
        len--;
    for (size_t i = 0; i < len; i++) {
        const struct cell *c = &r->cells[i];
        uint8_t wanted = is_blank(p, c) ? STYLE_PLAIN : c->style;
        if (!c->width)
            continue;
        if (wanted != style) {
            strbuf_adds(sb, style != STYLE_PLAIN ? colour_off(colour) : "");
            strbuf_adds(sb, colour_on((enum style)wanted, colour));
            style = wanted;
        }
        if (c->len)
            strbuf_add(sb, p->text.buf + c->start, c->len);
        else
            strbuf_addch(sb, ' ');
    }
    strbuf_adds(sb, style != STYLE_PLAIN ? colour_off(colour) : "");
    strbuf_addch(sb, '\n');
}

void picture_add(const struct picture *p, struct strbuf *sb, bool colour)
{
    for (size_t i = 0; i < p->len; i++)
        add_row(p, &p->rows[i], sb, colour);
}
