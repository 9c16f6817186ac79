#include <ctype.h>
#include <string.h>

#include "backends/base/json.h"
#include "backends/base/yaml.h"

enum { SNIFF_BYTES = 4096 };

void yaml_stream_init(struct yaml_stream *s, const char *text, size_t len)
{
    *s = (struct yaml_stream){ .text = text, .len = len, .line = 1 };
    size_t i = 0;
    while (i < len && i < SNIFF_BYTES && isspace((unsigned char)text[i]))
        i++;
    s->json = i < len && i < SNIFF_BYTES && text[i] == '{';
}

static int count_lines(const char *text, size_t len)
{
    int n = 0;
    for (const char *at = text; (at = memchr(at, '\n', len - (size_t)(at - text))); at++)
        n++;
    return n;
}

/* A document begins at `at`. */
static void note_line(struct yaml_stream *s, size_t at)
{
    s->line += count_lines(s->text + s->line_at, at - s->line_at);
    s->line_at = at;
}

/* The decoder counts the lines in what it has not yet read, but its offset is of the whole text: so does this, to say the
 * same number.  `start`: where the failed value begins. */
static int json_error_line(const struct yaml_stream *s, size_t start, size_t error_at)
{
    size_t offset = error_at + 1;
    if (s->len - start > offset)
        return count_lines(s->text + start, offset);
    return count_lines(s->text, offset < s->len ? offset : s->len);
}

static int next_json(struct yaml_stream *s, struct val **doc, struct strbuf *err)
{
    struct strbuf why = STRBUF_INIT;
    size_t start = s->pos, at = start;
    while (at < s->len && isspace((unsigned char)s->text[at]))
        at++;
    note_line(s, at);
    *doc = json_parse_next(s->text, s->len, &s->pos, &why);
    if (*doc)
        return 1;
    s->ended = true;
    int rc = why.len ? -1 : 0;
    if (why.len && err && s->pos >= s->len)
        strbuf_adds(err, "unexpected EOF");
    else if (why.len && err)
        strbuf_addf(err, "json: line %d: %s", json_error_line(s, start, s->pos), why.buf);
    strbuf_release(&why);
    return rc;
}

static bool is_separator(const char *line, size_t len)
{
    if (len < 3 || memcmp(line, "---", 3) != 0)
        return false;
    for (size_t i = 3; i < len; i++)
        if (!isspace((unsigned char)line[i]))
            return false;
    return true;
}

/* The lines up to the next that is "---" and blanks.  One that comes first belongs to the document.  False at the end. */
static bool next_chunk(struct yaml_stream *s, struct strbuf *chunk)
{
    note_line(s, s->pos);
    while (s->pos < s->len) {
        const char *line = s->text + s->pos;
        const char *end = memchr(line, '\n', s->len - s->pos);
        size_t len = end ? (size_t)(end - line) : s->len - s->pos;
        s->pos += len + (end != NULL);
        if (is_separator(line, len) && chunk->len)
            return true;
        if (len && line[len - 1] == '\r')
            len--;
        strbuf_add(chunk, line, len);
        strbuf_addch(chunk, '\n');
    }
    return chunk->len > 0;
}

static int next_yaml(struct yaml_stream *s, struct val **doc, struct strbuf *err)
{
    struct strbuf chunk = STRBUF_INIT, why = STRBUF_INIT;
    int rc = 0;
    if (next_chunk(s, &chunk)) {
        *doc = yaml_parse(chunk.buf, chunk.len, &why);
        rc = *doc ? 1 : -1;
        if (!*doc && err)
            strbuf_addf(err, "error converting YAML to JSON: %s", why.buf);
    }
    s->ended = rc <= 0;
    strbuf_release(&chunk);
    strbuf_release(&why);
    return rc;
}

int yaml_stream_next(struct yaml_stream *s, struct val **doc, struct strbuf *err)
{
    while (!s->ended) {
        int rc = s->json ? next_json(s, doc, err) : next_yaml(s, doc, err);
        if (rc <= 0 || !val_is_null(*doc))
            return rc;
    }
    return 0;
}
