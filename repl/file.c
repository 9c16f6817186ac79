#include "repl/file.h"

#include <errno.h>
#include <sys/stat.h>

#include "repl/confine.h"
#include "repl/verb.h"

const char *file_reason(int error)
{
    switch (error) {
    case ENOENT: return "no such file or directory";
    case EACCES: return "permission denied";
    case EISDIR: return "is a directory";
    case ENOTDIR: return "not a directory";
    case ENAMETOOLONG: return "file name too long";
    case EFBIG: return "file too large";
    default: return "input/output error";
    }
}

const char *file_load(struct command *cmd, const char *path, struct strbuf *sb)
{
    int why = EACCES;
    if (confine_allows(cmd->session, path))
        why = strbuf_read_file(sb, path) < 0 ? errno : 0;
    /* A folder can be opened. */
    return why ? arena_strf(cmd->arena, "%s %s: %s", why == EISDIR ? "read" : "open", path, file_reason(why)) : NULL;
}

int file_kind(const struct session *s, const char *path, const char **why)
{
    struct stat info;
    if (!confine_allows(s, path) || stat(path, &info) < 0) {
        *why = file_reason(confine_allows(s, path) ? errno : EACCES);
        return 0;
    }
    return S_ISREG(info.st_mode) ? 'f' : S_ISDIR(info.st_mode) ? 'd' : 'o';
}
