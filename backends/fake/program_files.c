#include "backends/fake/program_files.h"

#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

enum { FILE_MODE = 0644, LINKS_MAX = 8, FILES_MAX = 10000, JOURNAL_MAX = 20000 };

/* ---- the table ---- */

void files_release(struct files *f)
{
    for (size_t i = 0; i < f->len; i++) {
        free(f->items[i].path);
        strbuf_release(&f->items[i].text);
    }
    free(f->items);
}

/* Where the path stands, or would. */
static size_t place_of(const struct files *f, const char *path, bool *found)
{
    size_t low = 0, high = f->len;
    *found = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(f->items[middle].path, path);
        if (!order) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct file *find(const struct files *f, const char *path)
{
    bool found;
    size_t i = place_of(f, path, &found);
    return found ? &f->items[i] : NULL;
}

/* NULL: there are too many. */
static struct file *make(struct files *f, const char *path)
{
    bool found;
    size_t i = place_of(f, path, &found);
    if (found)
        return &f->items[i];
    if (f->len >= FILES_MAX)
        return NULL;
    ARRAY_GROW(f->items, f->len, f->cap);
    memmove(f->items + i + 1, f->items + i, (f->len - i) * sizeof(*f->items));
    f->items[i] = (struct file){ .path = xstrdup(path), .mode = FILE_MODE, .text = STRBUF_INIT };
    f->len++;
    return &f->items[i];
}

static bool take_out(struct files *f, const char *path)
{
    bool found;
    size_t i = place_of(f, path, &found);
    if (!found)
        return false;
    free(f->items[i].path);
    strbuf_release(&f->items[i].text);
    f->len--;
    memmove(f->items + i, f->items + i + 1, (f->len - i) * sizeof(*f->items));
    return true;
}

/* ---- paths ---- */

const char *shell_path(struct shell *sh, const char *path)
{
    struct strbuf sb = STRBUF_INIT;
    const char *parts[] = { *path == '/' ? "" : sh->own.folder, path };
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        for (const char *p = parts[i]; *p;) {
            p += strspn(p, "/");
            size_t len = strcspn(p, "/");
            if (len == 2 && !strncmp(p, "..", 2))
                strbuf_setlen(&sb, strrchr(sb.buf, '/') ? (size_t)(strrchr(sb.buf, '/') - sb.buf) : 0);
            else if (len && !(len == 1 && *p == '.'))
                strbuf_addf(&sb, "/%.*s", (int)len, p);
            p += len;
        }
    const char *full = arena_strdup(sh->scratch, sb.len ? sb.buf : "/");
    strbuf_release(&sb);
    return full;
}

/* Whether the path is the folder or lies below it. */
static bool is_within(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return !strncmp(path, folder, len) && (!path[len] || path[len] == '/' || (len && folder[len - 1] == '/'));
}

static bool is_within_any(const char *path, const struct val *folders)
{
    for (size_t i = 0; i < val_len(folders); i++)
        if (is_within(path, val_str_or(val_item(folders, i), "")))
            return true;
    return false;
}

/* The absolute path without links at its end. */
static const char *resolve(struct shell *sh, const char *path)
{
    const char *full = shell_path(sh, path);
    for (int i = 0; i < LINKS_MAX; i++) {
        const struct file *f = find(&sh->files, full);
        if (!f || !f->link)
            return full;
        const char *to = f->text.buf;
        full = *to == '/' ? shell_path(sh, to) : shell_path(sh, arena_strf(sh->scratch, "%s/../%s", full, to));
    }
    return full;
}

const struct file *shell_file(struct shell *sh, const char *path)
{
    const struct file *f = find(&sh->files, resolve(sh, path));
    return f && !f->folder ? f : NULL;
}

const char *shell_link(struct shell *sh, const char *path)
{
    const struct file *f = find(&sh->files, shell_path(sh, path));
    return f && f->link ? f->text.buf : NULL;
}

bool shell_is_folder(struct shell *sh, const char *path)
{
    static const char *const always[] = { "/", "/bin", "/dev", "/etc", "/home", "/lib", "/mnt", "/opt", "/proc", "/root", "/run", "/srv",
                                          "/sys", "/tmp", "/usr", "/usr/bin", "/usr/local", "/usr/share", "/var", "/var/cache",
                                          "/var/lib", "/var/log", "/var/run", "/var/tmp", "/var/www" };
    const char *full = resolve(sh, path), *slash = arena_strf(sh->scratch, "%s/", full);
    const struct file *f = find(&sh->files, full);
    bool found;
    if (f)
        return f->folder;
    for (size_t i = 0; i < ARRAY_LEN(always); i++)
        if (!strcmp(full, always[i]))
            return true;
    size_t i = place_of(&sh->files, slash, &found);
    return i < sh->files.len && !strncmp(sh->files.items[i].path, slash, strlen(slash));
}

const struct file *shell_next_in(struct shell *sh, const char *folder, bool deep, size_t *i)
{
    const char *full = shell_path(sh, folder);
    size_t len = strcmp(full, "/") ? strlen(full) : 0;
    for (; *i < sh->files.len; ++*i) {
        const struct file *f = &sh->files.items[*i];
        if (strncmp(f->path, full, len) != 0 || f->path[len] != '/' || !f->path[len + 1] || (!deep && strchr(f->path + len + 1, '/')))
            continue;
        ++*i;
        return f;
    }
    return NULL;
}

/* ---- what happens to them ---- */

static void apply(struct files *files, const struct val *happening)
{
    const char *path = val_get_str(happening, "file", "");
    const struct val *text = val_get(happening, "text"), *add = val_get(happening, "add"), *link = val_get(happening, "link");
    if (val_get(happening, "gone")) {
        take_out(files, path);
        return;
    }
    struct file *f = make(files, path);
    if (!f)
        return;
    f->mode = (int)val_int_or(val_get(happening, "mode"), f->mode);
    if (val_get(happening, "mode"))
        return;
    f->folder = val_get(happening, "folder") != NULL;
    f->link = link != NULL;
    text = link ? link : text;
    f->at_ms = val_int_or(val_get(happening, "at"), 0);
    if (text)
        strbuf_reset(&f->text);
    if (text || add)
        strbuf_add(&f->text, val_str_or(text ? text : add, ""), val_len(text ? text : add));
}

int64_t shell_next_happening(const struct shell *sh)
{
    const struct val *next = val_item(sh->program->history, sh->happened);
    return next ? val_int_or(val_get(next, "at"), 0) - sh->program->start_ms : PROGRAM_FOREVER;
}

void shell_catch_up(struct shell *sh, int64_t until_ms)
{
    while (!sh->apart && shell_next_happening(sh) <= until_ms && sh->happened < val_len(sh->program->history))
        apply(&sh->files, val_item(sh->program->history, sh->happened++));
}

struct val *files_after(const struct val *history)
{
    struct files files = { NULL, 0, 0 };
    struct val *contents = val_object();
    for (size_t i = 0; i < val_len(history); i++)
        apply(&files, val_item(history, i));
    for (size_t i = 0; i < files.len; i++)
        val_set(&contents, files.items[i].path,
                files.items[i].folder ? val_null() : val_stringn(files.items[i].text.buf, files.items[i].text.len));
    files_release(&files);
    return contents;
}

void shell_change(struct shell *sh, struct val *happening, const struct job *by)
{
    const struct program *p = sh->program;
    apply(&sh->files, happening);
    shell_jobs_see(sh, happening, by);
    if (p->journal && val_len(*p->journal) < JOURNAL_MAX &&
        (!p->shared || is_within_any(val_get_str(happening, "file", ""), p->shared)))
        val_append(p->journal, happening);
    else
        val_unref(happening);
}

static int64_t clock_ms(const struct shell *sh)
{
    return sh->program->start_ms + sh->now_ms;
}

static bool is_read_only(const struct shell *sh, const char *full)
{
    const struct program *p = sh->program;
    return is_within_any(full, p->read_only) || (p->writable && !is_within_any(full, p->writable));
}

/* Whether something can be made there; says why not. */
static bool may_make(struct shell *sh, const char *program, const char *path, const char *full)
{
    size_t len = (size_t)(strrchr(full, '/') - full);
    const char *parent = len ? arena_strndup(sh->scratch, full, len) : "/", *why = NULL;
    bool is_shell = !strcmp(program, "sh");
    if (is_read_only(sh, full))
        why = "Read-only file system";
    else if (sh->program->base_image && !shell_is_folder(sh, parent)) /* what folders other images have is not known */
        why = is_shell ? "nonexistent directory" : "No such file or directory";
    else if (shell_is_folder(sh, full))
        why = "Is a directory";
    if (!why)
        return true;
    if (is_shell)
        shell_grumble(sh, NULL, 1, "can't create %s: %s", path, why);
    else if (!strcmp(program, "mkdir"))
        shell_complain(sh, "mkdir: can't create directory '%s': %s", path, why);
    else if (!strcmp(program, "touch"))
        shell_complain(sh, "touch: %s: %s", path, why);
    else
        shell_complain(sh, "%s: %s: %s", program, path, why);
    return false;
}

bool shell_write(struct shell *sh, const char *program, const char *path, const char *text, size_t len, bool append)
{
    const char *full = resolve(sh, path);
    const struct file *old = find(&sh->files, full);
    if (!may_make(sh, program, path, full))
        return false;
    if (old && append && !len)
        return true;
    size_t before = old && append ? old->text.len : 0;
    len = before > SHELL_TEXT_MAX ? 0 : len;
    shell_work(sh, len);
    struct val *happening = val_fmt("{at:%I, file:%s}", clock_ms(sh), full);
    val_set(&happening, append && old ? "add" : "text", val_stringn(text, len));
    shell_change(sh, happening, NULL);
    return true;
}

bool shell_make_folder(struct shell *sh, const char *program, const char *path)
{
    const char *full = shell_path(sh, path);
    if (!may_make(sh, program, path, full))
        return false;
    shell_change(sh, val_fmt("{at:%I, file:%s, folder:true}", clock_ms(sh), full), NULL);
    return true;
}

bool shell_make_link(struct shell *sh, const char *path, const char *to)
{
    const char *full = shell_path(sh, path);
    if (!may_make(sh, "ln", path, full))
        return false;
    shell_change(sh, val_fmt("{at:%I, file:%s, link:%s}", clock_ms(sh), full, to), NULL);
    return true;
}

bool shell_chmod_file(struct shell *sh, const char *path, int mode)
{
    const char *full = resolve(sh, path);
    if (!may_make(sh, "chmod", path, full))
        return false;
    shell_change(sh, val_fmt("{at:%I, file:%s, mode:%d}", clock_ms(sh), full, mode), NULL);
    return true;
}

bool shell_remove(struct shell *sh, const char *path)
{
    const char *full = shell_path(sh, path);
    if (is_read_only(sh, full))
        return false;
    if (find(&sh->files, full))
        shell_change(sh, val_fmt("{at:%I, file:%s, gone:true}", clock_ms(sh), full), NULL);
    return true;
}
