/* What inputs are made of. See fuzz.h. */
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/process.h"

enum { VECTOR_CASES_MAX = 60 };

void samples_add(struct samples *s, const char *text, size_t len)
{
    ARRAY_GROW(s->items, s->count, s->cap);
    strbuf_init(&s->items[s->count]);
    strbuf_add(&s->items[s->count++], text, len);
}

void samples_add_all(struct samples *s, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        samples_add(s, texts[i], strlen(texts[i]));
}

void samples_release(struct samples *s)
{
    for (size_t i = 0; i < s->count; i++)
        strbuf_release(&s->items[i]);
    free(s->items);
    *s = (struct samples){ 0 };
}

static void read_whole(struct strbuf *text, const char *path)
{
    if (file_read(path, text) < 0)
        BUG("%s: cannot be read", path);
}

static void add_field(struct samples *s, const char *line, size_t len, const char *field)
{
    struct val *doc = json_parse(line, len, NULL);
    const struct val *v = val_get(doc, field);
    struct strbuf text = STRBUF_INIT;
    if (val_is(v, VAL_STRING))
        samples_add(s, val_str(v), val_len(v));
    else if (v) {
        json_write(&text, v, JSON_COMPACT);
        samples_add(s, text.buf, text.len);
    }
    strbuf_release(&text);
    val_unref(doc);
}

void samples_vectors(struct samples *s, const char *name, const char *field)
{
    char *path = xstrf("tests/vectors/data/%s.jsonl", name);
    struct strbuf text = STRBUF_INIT;
    read_whole(&text, path);
    size_t lines = 0, n = 0;
    for (const char *p = text.buf; (p = strchr(p, '\n')); p++)
        lines++;
    /* Every so many, all over the file. */
    size_t step = lines / VECTOR_CASES_MAX + 1;
    for (const char *line = text.buf, *end; (end = strchr(line, '\n')); line = end + 1, n++) {
        if (n % step)
            continue;
        if (field)
            add_field(s, line, (size_t)(end - line), field);
        else
            samples_add(s, line, (size_t)(end - line));
    }
    strbuf_release(&text);
    free(path);
}

void samples_files(struct samples *s, const char *pattern)
{
    glob_t found;
    if (glob(pattern, 0, NULL, &found))
        BUG("%s: nothing there", pattern);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct strbuf text = STRBUF_INIT;
        read_whole(&text, found.gl_pathv[i]);
        samples_add(s, text.buf, text.len);
        strbuf_release(&text);
    }
    globfree(&found);
}

/* One transcript's commands; see tests/golden.c. */
static void add_commands(struct samples *s, const char *text)
{
    struct strbuf command = STRBUF_INIT;
    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n"), whole = len + (line[len] == '\n');
        bool first = !strncmp(line, "> ", 2), further = command.len && !strncmp(line, "| ", 2);
        if (command.len && !further) {
            samples_add(s, command.buf, command.len);
            strbuf_reset(&command);
        }
        if (first || further)
            strbuf_add(&command, line + 2, whole - 2);
        line += whole;
    }
    if (command.len)
        samples_add(s, command.buf, command.len);
    strbuf_release(&command);
}

void samples_commands(struct samples *s)
{
    struct samples transcripts = { 0 };
    samples_files(&transcripts, "tests/golden/*/*.t");
    for (size_t i = 0; i < transcripts.count; i++)
        add_commands(s, transcripts.items[i].buf);
    samples_release(&transcripts);
}
