#include "repl/paths.h"

#include <stdlib.h>

#include "backends/base/xalloc.h"

/* $VARIABLE when it is an absolute path, else $HOME/OTHERWISE, as the XDG base directory specification has it. */
static char *base(const char *variable, const char *otherwise)
{
    const char *set = getenv(variable), *home = getenv("HOME");
    if (set && *set == '/')
        return xstrdup(set);
    return xstrf("%s/%s", home && *home ? home : "/tmp", otherwise);
}

char *paths_state(const char *file)
{
    char *folder = base("XDG_STATE_HOME", ".local/state"), *path = xstrf("%s/seodang/%s", folder, file);
    free(folder);
    return path;
}

char *paths_work(const char *lesson)
{
    char *folder = base("XDG_DATA_HOME", ".local/share"), *path = xstrf("%s/seodang/work/%s", folder, lesson);
    free(folder);
    return path;
}
