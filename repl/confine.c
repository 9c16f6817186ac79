#include "repl/confine.h"

#include <stdlib.h>
#include <string.h>

#include "repl/session.h"

static bool inside(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return !strncmp(path, folder, len) && (!path[len] || path[len] == '/' || !strcmp(folder, "/"));
}

/* The nearest part of the path that exists, with links resolved; the caller frees it.  *rest: what follows it. */
static char *existing(const char *path, const char **rest)
{
    char *copy = xstrdup(path), *real;
    *rest = "";
    while (!(real = realpath(*copy ? copy : ".", NULL))) {
        char *slash = strrchr(copy, '/');
        if (!*copy)
            break;
        *rest = path + (slash ? slash - copy : 0);
        if (slash == copy && copy[1])
            copy[1] = '\0';
        else
            *(slash ? slash : copy) = '\0';
    }
    free(copy);
    return real;
}

bool confine_allows(const struct session *s, const char *path)
{
    if (!s->restricted || !strcmp(path, "/dev/null"))
        return true;
    char *folder = realpath(s->work_dir ? s->work_dir : ".", NULL);
    const char *rest;
    char *real = existing(path, &rest);
    /* What does not exist cannot be resolved: `..` in it is not followed. */
    bool allowed = folder && real && inside(real, folder) && !strstr(rest, "..");
    free(folder);
    free(real);
    return allowed;
}
