/*
 * How the same complaint reads: the programs are written with busybox's words, and those of dash, bash and the GNU programs stand
 * beside them.
 */
#include <string.h>

#include "backends/fake/program_tree.h"

/* Formats with the same arguments, in the same order; status 0: the caller's. */
static const struct {
    const char *busybox, *gnu;
    int status;
} programs[] = {
    { "%s: can't open '%s': No such file or directory", "%s: %s: No such file or directory", 0 },
    { "%s: read error: Is a directory%.0s", "%s: %s: Is a directory", 0 },
    { "ls: %s: No such file or directory", "ls: cannot access '%s': No such file or directory", 2 },
    { "rm: can't remove '%s': %s", "rm: cannot remove '%s': %s", 0 },
    { "rm: '%s' is a directory", "rm: cannot remove '%s': Is a directory", 0 },
    { "rmdir: '%s': %s", "rmdir: failed to remove '%s': %s", 0 },
    { "mkdir: can't create directory '%s': %s", "mkdir: cannot create directory '%s': %s", 0 },
    { "mkdir: can't create directory '%s': File exists", "mkdir: cannot create directory '%s': File exists", 0 },
    { "touch: %s: %s", "touch: cannot touch '%s': %s", 0 },
    { "cp: can't stat '%s': No such file or directory", "cp: cannot stat '%s': No such file or directory", 0 },
    { "mv: can't rename '%s': No such file or directory", "mv: cannot stat '%s': No such file or directory", 0 },
    { "%s: omitting directory '%s'", "%s: -r not specified; omitting directory '%s'", 0 },
    { "sed: %s: No such file or directory", "sed: can't read %s: No such file or directory", 2 },
    { "sleep: invalid number '%s'", "sleep: invalid time interval '%s'\nTry 'sleep --help' for more information.", 0 },
    { "chmod: %s: No such file or directory", "chmod: cannot access '%s': No such file or directory", 0 },
    { "find: %s: No such file or directory", "find: '%s': No such file or directory", 0 },
    { "stat: can't stat '%s': No such file or directory", "stat: cannot statx '%s': No such file or directory", 0 },
};

static const struct {
    const char *ash, *dash, *bash;
    int dash_status, bash_status;
} shells[] = {
    { "%s: not found", "%s: not found", "%s: command not found", 0, 0 },
    { "can't create %s: %s", "cannot create %s: Directory nonexistent", "%s: No such file or directory", 2, 1 },
    { "can't open %s: no such file", "cannot open %s: No such file", "%s: No such file or directory", 2, 1 },
    { "can't cd to %s: %s", "can't cd to %s", "%s: %s", 2, 1 },
};

const char *shell_words(const struct shell *sh, const char *busybox, int *status)
{
    for (size_t i = 0; sh->program->tools == PROGRAM_DEBIAN && i < ARRAY_LEN(programs); i++)
        if (!strcmp(programs[i].busybox, busybox)) {
            *status = programs[i].status ? programs[i].status : *status;
            return programs[i].gnu;
        }
    return busybox;
}

const char *shell_own_words(const struct shell *sh, const char *ash, int *status)
{
    for (size_t i = 0; sh->own.dialect != DIALECT_ASH && i < ARRAY_LEN(shells); i++)
        if (!strcmp(shells[i].ash, ash)) {
            bool bash = sh->own.dialect == DIALECT_BASH;
            int other = bash ? shells[i].bash_status : shells[i].dash_status;
            *status = other ? other : *status;
            return bash ? shells[i].bash : shells[i].dash;
        }
    return ash;
}
