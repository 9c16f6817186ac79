#include "repl/print/columns.h"

#include <string.h>

#include "repl/print/goformat.h"
#include "repl/print/table.h"

struct column {
    const char *header;
    const char *path; /* relaxed: "{.metadata.name}" */
    const struct jsonpath *parsed;
};

struct columns {
    struct column *items;
    size_t len;
};

static int add_column(struct arena *a, struct columns *c, const char *header, const char *path, struct strbuf *err)
{
    struct column *col = &c->items[c->len];
    col->header = header;
    col->path = jsonpath_relaxed(a, path, err);
    col->parsed = col->path ? jsonpath_parse(a, col->path, err) : NULL;
    c->len += col->parsed != NULL;
    return col->parsed ? 0 : -1;
}

struct columns *columns_parse(struct arena *a, const char *spec, struct strbuf *err)
{
    struct columns *c = arena_alloc(a, sizeof(*c));
    if (!*spec) {
        strbuf_adds(err, "custom-columns format specified but no custom columns given");
        return NULL;
    }
    c->items = arena_alloc(a, (strlen(spec) + 1) * sizeof(*c->items));
    for (const char *p = spec;; p++) {
        size_t len = strcspn(p, ",");
        const char *part = arena_strndup(a, p, len), *colon = strchr(part, ':');
        if (!colon) {
            strbuf_addf(err, "unexpected custom-columns spec: %s, expected <header>:<json-path-expr>", part);
            return NULL;
        }
        if (add_column(a, c, arena_strndup(a, part, (size_t)(colon - part)), colon + 1, err) < 0)
            return NULL;
        p += len;
        if (!*p)
            return c;
    }
}

/* The words of the line at *text, which moves behind it. NULL when there is no line. */
static const char **read_words(struct arena *a, const char **text, size_t *count)
{
    static const char blanks[] = " \t\v\f\r";
    size_t len = strcspn(*text, "\n");
    const char *line = arena_strndup(a, *text, len), **words = arena_alloc(a, (len + 1) * sizeof(*words));
    if (!**text)
        return NULL;
    *count = 0;
    for (const char *p = line + strspn(line, blanks); *p; p += strspn(p, blanks)) {
        size_t n = strcspn(p, blanks);
        words[(*count)++] = arena_strndup(a, p, n);
        p += n;
    }
    *text += len + ((*text)[len] == '\n');
    return words;
}

struct columns *columns_parse_file(struct arena *a, const char *text, struct strbuf *err)
{
    size_t header_count, path_count;
    const char **headers = read_words(a, &text, &header_count);
    const char **paths = headers ? read_words(a, &text, &path_count) : NULL;
    if (!paths) {
        strbuf_addf(err, "invalid template, missing %s line. Expected format is one line of space separated headers, one "
                         "line of space separated column specs.", headers ? "spec" : "header");
        return NULL;
    }
    if (header_count != path_count) {
        strbuf_addf(err, "number of headers (%zu) and field specifications (%zu) don't match", header_count, path_count);
        return NULL;
    }
    struct columns *c = arena_alloc(a, sizeof(*c));
    c->items = arena_alloc(a, (path_count + 1) * sizeof(*c->items));
    for (size_t i = 0; i < path_count; i++)
        if (add_column(a, c, headers[i], paths[i], err) < 0)
            return NULL;
    return c;
}

void columns_header(const struct columns *c, struct strbuf *sb)
{
    for (size_t i = 0; i < c->len; i++)
        strbuf_addf(sb, "%s%s", i ? "\t" : "", c->items[i].header);
    strbuf_addch(sb, '\n');
}

int columns_row(const struct columns *c, const struct val *obj, struct strbuf *sb, struct strbuf *err)
{
    struct strbuf line = STRBUF_INIT;
    for (size_t i = 0; i < c->len; i++) {
        struct val *found = jsonpath_find(c->items[i].parsed, obj, JSONPATH_ALLOW_MISSING, err);
        bool first = true;
        if (!found) {
            strbuf_release(&line);
            return -1;
        }
        strbuf_adds(&line, i ? "\t" : "");
        if (!val_len(val_item(found, 0))) {
            strbuf_adds(&line, "<none>");
            first = false;
        }
        for (size_t j = 0; j < val_len(found); j++)
            for (size_t k = 0; k < val_len(val_item(found, j)); k++) {
                strbuf_adds(&line, first ? "" : ",");
                go_print(&line, val_item(val_item(found, j), k));
                first = false;
            }
        val_unref(found);
    }
    print_escaped(sb, line.buf, line.len);
    strbuf_addch(sb, '\n');
    strbuf_release(&line);
    return 0;
}
