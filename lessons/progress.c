#include "lessons/progress.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backends/base/json.h"
#include "backends/base/val.h"

struct progress {
    char *path;          /* owned; NULL: nowhere */
    struct val *doc;     /* owned */
    struct val *changed; /* owned: an object whose keys are the lessons changed since the file was read */
};

/* What the file holds, or an empty object; the caller's. */
static struct val *read_file(const char *path)
{
    struct strbuf text = STRBUF_INIT;
    struct val *doc = NULL;
    if (path && (strbuf_read_file(&text, path) == 0 || errno != ENOENT)) {
        doc = json_parse(text.buf, text.len, NULL);
        if (!val_is(doc, VAL_OBJECT)) {
            char *aside = xstrf("%s.broken", path);
            rename(path, aside); /* nothing of the learner's is thrown away */
            free(aside);
            val_assign(&doc, NULL);
        }
    }
    strbuf_release(&text);
    return doc ? doc : val_object();
}

struct progress *progress_open(const char *path)
{
    struct progress *p = xcalloc(1, sizeof(*p));
    p->path = path ? xstrdup(path) : NULL;
    p->doc = read_file(path);
    p->changed = val_object();
    return p;
}

void progress_free(struct progress *p)
{
    if (!p)
        return;
    free(p->path);
    val_unref(p->doc);
    val_unref(p->changed);
    free(p);
}

/* mkdir -p of the folder that the path is in. */
static void make_folders(const char *path)
{
    char *copy = xstrdup(path);
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0777);
        *slash = '/';
    }
    free(copy);
}

static int write_file(const char *path, const struct strbuf *text)
{
    FILE *f = fopen(path, "w");
    if (!f)
        return -1;
    bool ok = fwrite(text->buf, 1, text->len, f) == text->len && !fflush(f) && !fsync(fileno(f));
    return fclose(f) || !ok ? -1 : 0;
}

/* Another shell may have written the file meanwhile: its lessons stay as it left them. */
static void merge(struct progress *p)
{
    struct val *doc = read_file(p->path);
    for (size_t i = 0; i < val_len(p->changed); i++) {
        const char *lesson = val_key(p->changed, i);
        const struct val *mine = val_get(p->doc, lesson);
        if (mine)
            val_set(&doc, lesson, val_ref(mine));
        else
            val_unset(&doc, lesson);
    }
    val_assign(&p->doc, doc);
}

int progress_save(struct progress *p, struct strbuf *err)
{
    if (!p->path)
        return 0;
    merge(p);
    struct strbuf text = STRBUF_INIT;
    char *fresh = xstrf("%s.new", p->path);
    json_write(&text, p->doc, JSON_INDENT | JSON_RAW_HTML);
    strbuf_addch(&text, '\n');
    make_folders(p->path);
    int rc = write_file(fresh, &text) < 0 || rename(fresh, p->path) < 0 ? -1 : 0;
    if (rc < 0)
        strbuf_addf(err, "%s: %s", p->path, strerror(errno));
    else
        val_assign(&p->changed, val_object());
    free(fresh);
    strbuf_release(&text);
    return rc;
}

/* What is not of its type is as if it were not there: the file may have been edited. */
static const struct val *of_type(const struct val *v, enum val_type type)
{
    return val_is(v, type) ? v : NULL;
}

static const struct val *entry(const struct progress *p, const char *lesson)
{
    return of_type(val_get(p->doc, lesson), VAL_OBJECT);
}

static const struct val *member(const struct progress *p, const char *lesson, const char *key, enum val_type type)
{
    return of_type(val_get(entry(p, lesson), key), type);
}

const char *progress_step(const struct progress *p, const char *lesson)
{
    return val_get_str(entry(p, lesson), "step", NULL);
}

bool progress_finished(const struct progress *p, const char *lesson)
{
    return val_at_bool(entry(p, lesson), "finished", false);
}

int progress_done(const struct progress *p, const char *lesson)
{
    return (int)val_at_int(entry(p, lesson), "done", 0);
}

/* Puts a lesson's entry; NULL: there is none any more. */
static void put(struct progress *p, const char *lesson, struct val *take)
{
    if (take)
        val_set(&p->doc, lesson, take);
    else
        val_unset(&p->doc, lesson);
    val_set(&p->changed, lesson, val_bool(true));
}

/* Changes one member of a lesson's entry. */
static void set(struct progress *p, const char *lesson, const char *key, struct val *take)
{
    struct val *e = val_ref(entry(p, lesson));
    val_set(&e, key, take);
    put(p, lesson, e);
}

void progress_set_step(struct progress *p, const char *lesson, const char *step, int done)
{
    set(p, lesson, "step", val_string(step));
    set(p, lesson, "done", val_int(done));
}

void progress_set_finished(struct progress *p, const char *lesson, int done)
{
    set(p, lesson, "finished", val_bool(true));
    set(p, lesson, "done", val_int(done));
    struct val *e = val_ref(entry(p, lesson));
    val_unset(&e, "step");
    put(p, lesson, e);
}

int progress_hints(const struct progress *p, const char *lesson, const char *step)
{
    return (int)val_int_or(val_get(member(p, lesson, "hints", VAL_OBJECT), step), 0);
}

void progress_add_hint(struct progress *p, const char *lesson, const char *step)
{
    struct val *hints = val_ref(member(p, lesson, "hints", VAL_OBJECT));
    val_set(&hints, step, val_int(progress_hints(p, lesson, step) + 1));
    set(p, lesson, "hints", hints);
}

void progress_add_skip(struct progress *p, const char *lesson, const char *step)
{
    struct val *skipped = val_ref(member(p, lesson, "skipped", VAL_ARRAY));
    val_append(&skipped, val_string(step));
    set(p, lesson, "skipped", skipped);
}

void progress_forget(struct progress *p, const char *lesson)
{
    put(p, lesson, NULL);
}
