#include "tests/pty/screen.h"

#include <stdlib.h>
#include <string.h>

#include "repl/term/width.h"

enum { ESC = 0x1b, BEL = 0x07, TAB_STOP = 8, PARAMETERS_MAX = 8 };

void screen_release(struct screen *s)
{
    free(s->cells);
    strbuf_release(&s->scrolled);
    strbuf_release(&s->pending);
}

static struct cell *cell_at(const struct screen *s, int row, int column)
{
    return &s->cells[row * s->columns + column];
}

static void erase(struct screen *s, int row, int from, int to)
{
    for (int c = from; c < to; c++)
        memcpy(cell_at(s, row, c)->bytes, " ", 2);
}

void screen_init(struct screen *s, int rows, int columns)
{
    *s = (struct screen){ .rows = rows, .columns = columns, .scrolled = STRBUF_INIT, .pending = STRBUF_INIT };
    s->cells = xcalloc((size_t)rows * (size_t)columns, sizeof(*s->cells));
    for (int row = 0; row < rows; row++)
        erase(s, row, 0, columns);
}

void screen_row_text(const struct screen *s, int row, struct strbuf *out)
{
    int end = s->columns, keep = row == s->row ? s->column : 0;
    while (end > keep && !strcmp(cell_at(s, row, end - 1)->bytes, " "))
        end--;
    for (int c = 0; c < end; c++)
        strbuf_adds(out, cell_at(s, row, c)->bytes);
}

void screen_text(const struct screen *s, struct strbuf *out)
{
    strbuf_add(out, s->scrolled.buf, s->scrolled.len);
    for (int row = 0; row < s->rows; row++) {
        screen_row_text(s, row, out);
        strbuf_addch(out, '\n');
    }
    while (out->len > 1 && out->buf[out->len - 1] == '\n' && out->buf[out->len - 2] == '\n')
        strbuf_setlen(out, out->len - 1);
}

static void line_feed(struct screen *s)
{
    if (s->row < s->rows - 1) {
        s->row++;
        return;
    }
    screen_row_text(s, 0, &s->scrolled);
    strbuf_addch(&s->scrolled, '\n');
    memmove(s->cells, s->cells + s->columns, (size_t)(s->rows - 1) * (size_t)s->columns * sizeof(*s->cells));
    erase(s, s->rows - 1, 0, s->columns);
}

static void move_to(struct screen *s, int row, int column)
{
    s->row = row < 0 ? 0 : row >= s->rows ? s->rows - 1 : row;
    s->column = column < 0 ? 0 : column >= s->columns ? s->columns - 1 : column;
    s->wrap_next = false;
}

static void put_character(struct screen *s, const char *bytes, size_t len, int width)
{
    if (!width) {
        struct cell *before = cell_at(s, s->row, s->column ? s->column - 1 : 0);
        size_t have = strlen(before->bytes);
        if (have + len < sizeof(before->bytes))
            memcpy(before->bytes + have, bytes, len + 1);
        return;
    }
    if (s->wrap_next || s->column + width > s->columns) {
        line_feed(s);
        s->column = 0;
        s->wrap_next = false;
    }
    memcpy(cell_at(s, s->row, s->column)->bytes, bytes, len);
    cell_at(s, s->row, s->column)->bytes[len] = '\0';
    if (width == 2)
        cell_at(s, s->row, s->column + 1)->bytes[0] = '\0';
    s->column += width;
    if (s->column == s->columns) {
        s->column--;
        s->wrap_next = true;
    }
}

/* Moves the rest of the row by `by` columns: to the right for inserting, to the left for deleting. */
static void shift(struct screen *s, int by)
{
    int room = s->columns - s->column, n = abs(by) < room ? abs(by) : room;
    struct cell *here = cell_at(s, s->row, s->column);
    size_t moved = (size_t)(room - n) * sizeof(*here);
    if (by > 0) {
        memmove(here + n, here, moved);
        erase(s, s->row, s->column, s->column + n);
    } else {
        memmove(here, here + n, moved);
        erase(s, s->row, s->columns - n, s->columns);
    }
}

static void erase_display(struct screen *s, int mode)
{
    for (int row = 0; row < s->rows; row++)
        if ((mode == 0 && row > s->row) || (mode == 1 && row < s->row) || mode >= 2)
            erase(s, row, 0, s->columns);
    if (mode == 0)
        erase(s, s->row, s->column, s->columns);
    else if (mode == 1)
        erase(s, s->row, 0, s->column + 1);
}

static void control_sequence(struct screen *s, const char *parameters, char final)
{
    int p[PARAMETERS_MAX] = { 0 };
    for (int i = 0; i < PARAMETERS_MAX && *parameters; i++) {
        p[i] = (int)strtol(parameters, NULL, 10);
        parameters += strcspn(parameters, ";");
        parameters += *parameters == ';';
    }
    int n = p[0] ? p[0] : 1;
    switch (final) {
    case 'A': move_to(s, s->row - n, s->column); break;
    case 'B': move_to(s, s->row + n, s->column); break;
    case 'C': move_to(s, s->row, s->column + n); break;
    case 'D': move_to(s, s->row, s->column - n); break;
    case 'G': move_to(s, s->row, n - 1); break;
    case 'H': move_to(s, n - 1, (p[1] ? p[1] : 1) - 1); break;
    case 'J': erase_display(s, p[0]); break;
    case 'K': erase(s, s->row, p[0] ? 0 : s->column, p[0] == 1 ? s->column + 1 : s->columns); break;
    case 'P': shift(s, -n); break;
    case '@': shift(s, n); break;
    default: break; /* colours and modes are not seen */
    }
}

static void control_character(struct screen *s, char c)
{
    switch (c) {
    case '\r': move_to(s, s->row, 0); break;
    case '\n': s->wrap_next = false; line_feed(s); break;
    case '\b': move_to(s, s->row, s->column - 1); break;
    case '\t': move_to(s, s->row, (s->column / TAB_STOP + 1) * TAB_STOP); break;
    default: break;
    }
}

/* The bytes of an escape sequence at the start of `in`; 0: it is not complete. */
static size_t escape_length(const char *in, size_t len)
{
    if (len < 2)
        return 0;
    if (in[1] == ']') { /* a title, ended by BEL or ESC \ */
        for (size_t i = 2; i < len; i++)
            if (in[i] == BEL || (in[i] == '\\' && in[i - 1] == ESC))
                return i + 1;
        return 0;
    }
    if (in[1] != '[')
        return strchr("()", in[1]) ? (len >= 3 ? 3 : 0) : 2;
    for (size_t i = 2; i < len; i++)
        if (in[i] >= 0x40 && in[i] <= 0x7e)
            return i + 1;
    return 0;
}

/* Takes one thing from the start of `in`: how many bytes; 0 when it is not all there. */
static size_t take(struct screen *s, const char *in, size_t len)
{
    if (*in == ESC) {
        size_t n = escape_length(in, len);
        if (n && in[1] == '[') {
            char *parameters = xstrndup(in + 2, n - 3);
            control_sequence(s, parameters, in[n - 1]);
            free(parameters);
        }
        return n;
    }
    if ((unsigned char)*in < 0x20) {
        control_character(s, *in);
        return 1;
    }
    unsigned char first = (unsigned char)*in;
    size_t need = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4, used;
    if (len < need)
        return 0;
    uint32_t cp = utf8_decode(in, need, &used);
    char bytes[5] = "";
    memcpy(bytes, in, used);
    put_character(s, bytes, used, codepoint_width(cp));
    return used;
}

void screen_feed(struct screen *s, const char *bytes, size_t len)
{
    size_t pos = 0;
    strbuf_add(&s->pending, bytes, len);
    while (pos < s->pending.len) {
        size_t n = take(s, s->pending.buf + pos, s->pending.len - pos);
        if (!n)
            break;
        pos += n;
    }
    strbuf_splice(&s->pending, 0, pos, "", 0);
}
