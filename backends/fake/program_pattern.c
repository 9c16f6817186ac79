/* Shell patterns, against texts and against the names of files. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

/* [:digit:] and its kin at p, behind the '['; *len: how long. */
static bool in_class(const char *p, char c, size_t *len)
{
    static const struct {
        const char *name, *chars;
    } classes[] = {
        { "[:digit:]", "0123456789" },
        { "[:lower:]", "abcdefghijklmnopqrstuvwxyz" },
        { "[:upper:]", "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
        { "[:alpha:]", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" },
        { "[:alnum:]", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" },
        { "[:space:]", " \t\n\r\v\f" },
    };
    *len = 0;
    for (size_t i = 0; i < ARRAY_LEN(classes); i++)
        if (!strncmp(p, classes[i].name, strlen(classes[i].name))) {
            *len = strlen(classes[i].name);
            return strchr(classes[i].chars, c);
        }
    return false;
}

/* Whether c is in the set that begins behind '['; *end: behind its ']', NULL: there is none. */
static bool in_set(const char *p, char c, const char **end)
{
    bool negated = *p == '!' || *p == '^', found = false;
    p += negated;
    for (const char *first = p; *p && (*p != ']' || p == first);) {
        size_t len;
        found = in_class(p, c, &len) || found;
        if (len) {
            p += len;
            continue;
        }
        p += *p == '\\' && p[1];
        if (p[1] == '-' && p[2] && p[2] != ']') {
            found = found || (c >= p[0] && c <= p[2]);
            p += 3;
        } else {
            found = found || c == *p;
            p++;
        }
    }
    *end = *p ? p + 1 : NULL;
    return found != negated;
}

/* Whether one character of the pattern is c; *next: behind it. */
static bool is_one(const char *pattern, char c, const char **next)
{
    if (*pattern == '[') {
        bool in = in_set(pattern + 1, c, next);
        if (*next)
            return in;
    }
    *next = pattern + 1;
    if (*pattern == '?')
        return true;
    if (*pattern == '\\' && pattern[1])
        return *next += 1, pattern[1] == c;
    return *pattern == c;
}

bool shell_match(const char *pattern, const char *text)
{
    const char *star = NULL, *retry = NULL, *next;
    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            retry = text;
        } else if (*pattern && is_one(pattern, *text, &next)) {
            pattern = next;
            text++;
        } else if (star) {
            pattern = star;
            text = ++retry;
        } else {
            return false;
        }
    }
    return pattern[strspn(pattern, "*")] == '\0';
}

bool shell_is_pattern(const char *pattern)
{
    for (; *pattern; pattern++) {
        if (*pattern == '\\' && pattern[1])
            pattern++;
        else if (strchr("*?[", *pattern))
            return true;
    }
    return false;
}

void shell_add_word(const char ***words, size_t *count, size_t *cap, const char *word)
{
    if (*count == *cap) {
        *cap = *cap ? *cap * 2 : 8;
        *words = xreallocarray(*words, *cap, sizeof(**words));
    }
    (*words)[(*count)++] = word;
}

/* Whether a path matches part by part; *len: how much of it the pattern's parts are. */
static bool path_matches(struct arena *a, const char *pattern, const char *path, size_t *len)
{
    const char *start = path;
    while (*pattern) {
        pattern += strspn(pattern, "/");
        path += strspn(path, "/");
        size_t n = strcspn(pattern, "/"), m = strcspn(path, "/");
        if (!n)
            break;
        if (!m || (*path == '.' && *pattern != '.') || !shell_match(arena_strndup(a, pattern, n), arena_strndup(a, path, m)))
            return false;
        pattern += n;
        path += m;
    }
    *len = (size_t)(path - start);
    return true;
}

bool shell_glob(struct shell *sh, const char *pattern, const char ***words, size_t *count, size_t *cap)
{
    enum { MATCHES_MAX = 1000 };
    bool absolute = *pattern == '/';
    const char *full = absolute ? pattern : arena_strf(sh->scratch, "%s/%s", strcmp(sh->own.folder, "/") ? sh->own.folder : "", pattern);
    size_t before = *count, skip = absolute ? 0 : strlen(sh->own.folder) + (strcmp(sh->own.folder, "/") != 0), len;
    shell_work(sh, sh->files.len * strlen(full));
    for (size_t i = 0; i < sh->files.len && *count - before < MATCHES_MAX; i++) {
        const char *path = sh->files.items[i].path;
        if (!path_matches(sh->scratch, full, path, &len))
            continue;
        const char *word = arena_strndup(sh->scratch, path + skip, len - skip);
        if (*count > before && !strcmp((*words)[*count - 1], word))
            continue;
        shell_add_word(words, count, cap, word);
    }
    return *count > before;
}
