#include "repl/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "repl/confine.h"

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

const char *file_load(const struct session *s, const char *path, struct strbuf *sb)
{
    char chunk[16384];
    size_t n, before = sb->len;
    if (!confine_allows(s, path))
        return file_reason(EACCES);
    FILE *f = fopen(path, "r");
    if (!f)
        return file_reason(errno);
    errno = 0;
    while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0 && sb->len - before <= FILE_BYTES_MAX)
        strbuf_add(sb, chunk, n);
    const char *why = ferror(f) ? file_reason(errno) : sb->len - before > FILE_BYTES_MAX ? file_reason(EFBIG) : NULL;
    fclose(f);
    return why;
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
