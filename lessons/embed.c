#include "lessons/embed.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/strbuf.h"

/* The Makefile lists the files: EMBED(symbol, folder, name). */
#define EMBED(symbol, folder, name)                                                                 \
    __asm__(".section .rodata\n"                                                                    \
            "embed_" #symbol ":\n"                                                                  \
            ".incbin \"lessons/" folder "/" name ".yaml\"\n"                                        \
            "embed_" #symbol "_end:\n"                                                              \
            ".byte 0\n"                                                                             \
            ".previous\n");                                                                         \
    extern const char embed_##symbol[], embed_##symbol##_end[];
#include "lessons/embedded.def"
#undef EMBED

static const struct {
    const char *folder, *name, *text, *end;
} files[] = {
#define EMBED(symbol, folder, name) { folder, name, embed_##symbol, embed_##symbol##_end },
#include "lessons/embedded.def"
#undef EMBED
    { NULL, NULL, NULL, NULL },
};

static char *author_dir; /* owned; NULL: not asked yet */

void embed_set_dir(const char *dir)
{
    free(author_dir);
    author_dir = dir ? realpath(dir, NULL) : NULL; /* lessons have folders of their own to go to */
    if (dir && !author_dir)
        author_dir = xstrdup(dir);
}

static const char *get_author_dir(void)
{
    const char *wanted = getenv("SEODANG_LESSONS");
    if (!author_dir)
        embed_set_dir(wanted ? wanted : "");
    return author_dir;
}

static const char *author_path(struct arena *a, const char *folder, const char *name)
{
    return arena_strf(a, "%s/%s/%s.yaml", get_author_dir(), folder, name);
}

/* NULL when it cannot be read. */
static const char *read_file(struct arena *a, const char *path, size_t *len)
{
    struct strbuf sb = STRBUF_INIT;
    bool ok = strbuf_read_file(&sb, path) == 0;
    char *text = ok ? arena_alloc(a, sb.len + 1) : NULL;
    *len = sb.len;
    if (ok)
        memcpy(text, sb.buf, sb.len);
    strbuf_release(&sb);
    return text;
}

const char *embed_text(struct arena *a, const char *folder, const char *name, size_t *len)
{
    if (strchr(name, '/'))
        return NULL;
    const char *text = *get_author_dir() ? read_file(a, author_path(a, folder, name), len) : NULL;
    for (size_t i = 0; !text && files[i].name; i++) {
        if (strcmp(files[i].folder, folder) != 0 || strcmp(files[i].name, name) != 0)
            continue;
        *len = (size_t)(files[i].end - files[i].text);
        text = files[i].text;
    }
    return text;
}

const char *embed_path(struct arena *a, const char *folder, const char *name)
{
    size_t len;
    const char *path = author_path(a, folder, name);
    if (*get_author_dir() && !strchr(name, '/') && read_file(a, path, &len))
        return path;
    return arena_strf(a, "lessons/%s/%s.yaml", folder, name);
}

struct names {
    const char **items; /* on the heap */
    size_t len, cap;
};

static void add_name(struct names *names, const char *name)
{
    for (size_t i = 0; i < names->len; i++)
        if (!strcmp(names->items[i], name))
            return;
    ARRAY_GROW(names->items, names->len, names->cap);
    names->items[names->len++] = name;
}

static void add_author_names(struct arena *a, const char *folder, struct names *names)
{
    static const char suffix[] = ".yaml";
    DIR *dir = opendir(arena_strf(a, "%s/%s", get_author_dir(), folder));
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir));) {
        size_t len = strlen(e->d_name);
        if (len >= sizeof(suffix) && !strcmp(e->d_name + len - strlen(suffix), suffix))
            add_name(names, arena_strndup(a, e->d_name, len - strlen(suffix)));
    }
    closedir(dir);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *embed_list(struct arena *a, const char *folder, size_t *count)
{
    struct names names = { NULL, 0, 0 };
    for (size_t i = 0; files[i].name; i++)
        if (!strcmp(files[i].folder, folder))
            add_name(&names, files[i].name);
    if (*get_author_dir())
        add_author_names(a, folder, &names);
    const char **list = arena_alloc(a, (names.len + 1) * sizeof(*list));
    if (names.len) {
        qsort(names.items, names.len, sizeof(*names.items), by_name);
        memcpy(list, names.items, names.len * sizeof(*list));
    }
    free(names.items);
    *count = names.len;
    return list;
}
