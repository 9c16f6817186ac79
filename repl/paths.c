#include "repl/paths.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "backends/base/xalloc.h"

/* $HOME, or what the system knows. */
static const char *home(void)
{
    const char *set = getenv("HOME");
    const struct passwd *user = set && *set ? NULL : getpwuid(getuid());
    return user ? user->pw_dir : set && *set ? set : "/";
}

/* $VARIABLE when it is an absolute path, else HOME/OTHERWISE, as the XDG base directory specification has it. */
static char *base(const char *variable, const char *otherwise)
{
    const char *set = getenv(variable);
    return set && *set == '/' ? xstrdup(set) : xstrf("%s/%s", home(), otherwise);
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
