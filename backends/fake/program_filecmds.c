/* The small programs of a container that change and list files: touch, mkdir, rm, ls, cp, mv, tee. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "backends/fake/program_files.h"
#include "backends/fake/program_tree.h"

/* Whether the option letter stands in one of the words before "--". */
static bool has_option(const char **argv, size_t argc, char letter)
{
    for (size_t i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (argv[i][0] == '-' && argv[i][1] != '-' && strchr(argv[i] + 1, letter))
            return true;
    return false;
}

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1];
}

static bool is_there(struct shell *sh, const char *path)
{
    return shell_file(sh, path) || shell_is_folder(sh, path);
}

void shell_touch(struct shell *sh, const char **argv, size_t argc)
{
    bool only_old = has_option(argv, argc, 'c');
    for (size_t i = 1; i < argc; i++)
        if (!is_option(argv[i]) && !is_there(sh, argv[i]) && !only_old)
            shell_write(sh, "touch", argv[i], "", 0, false);
}

/* With -p: each folder on the way. */
static void make_all(struct shell *sh, const char *path)
{
    const char *full = shell_path(sh, path);
    for (const char *p = strchr(full + 1, '/'); ; p = strchr(p + 1, '/')) {
        const char *part = p ? arena_strndup(sh->scratch, full, (size_t)(p - full)) : full;
        if (!shell_is_folder(sh, part) && !shell_make_folder(sh, "mkdir: can't create directory", part))
            return;
        if (!p)
            return;
    }
}

void shell_mkdir(struct shell *sh, const char **argv, size_t argc)
{
    bool parents = has_option(argv, argc, 'p');
    for (size_t i = 1; i < argc; i++) {
        if (is_option(argv[i]))
            continue;
        const char *what = arena_strf(sh->scratch, "mkdir: can't create directory '%s'", argv[i]);
        if (parents)
            make_all(sh, argv[i]);
        else if (is_there(sh, argv[i]))
            shell_complain(sh, arena_strf(sh->scratch, "%s: File exists", what));
        else
            shell_make_folder(sh, "mkdir", argv[i]);
    }
}

static void remove_one(struct shell *sh, const char *path, bool deep, bool force)
{
    bool folder = shell_is_folder(sh, path);
    const char *why = NULL;
    const struct file *below;
    if (!folder && !shell_file(sh, path))
        why = force ? NULL : "No such file or directory";
    else if (folder && !deep)
        why = "Is a directory";
    else if (!shell_remove(sh, path))
        why = "Read-only file system";
    for (size_t i = 0; !why && deep && (below = shell_next_in(sh, path, true, &i)); i = 0)
        if (!shell_remove(sh, arena_strdup(sh->scratch, below->path)))
            why = "Read-only file system";
    if (!why)
        return;
    shell_complain(sh, !strcmp(why, "Is a directory") ? arena_strf(sh->scratch, "rm: '%s' is a directory", path)
                                                      : arena_strf(sh->scratch, "rm: can't remove '%s': %s", path, why));
}

void shell_rm(struct shell *sh, const char **argv, size_t argc)
{
    bool force = has_option(argv, argc, 'f'), deep = has_option(argv, argc, 'r') || has_option(argv, argc, 'R');
    for (size_t i = 1; i < argc; i++)
        if (!is_option(argv[i]))
            remove_one(sh, argv[i], deep, force);
}

void shell_rmdir(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++) {
        size_t at = 0;
        const char *why = is_option(argv[i]) ? NULL : !shell_is_folder(sh, argv[i]) ? "No such file or directory"
                        : shell_next_in(sh, argv[i], true, &at) ? "Directory not empty"
                        : !shell_remove(sh, argv[i]) ? "Read-only file system" : NULL;
        if (why)
            shell_complain(sh, arena_strf(sh->scratch, "rmdir: '%s': %s", argv[i], why));
    }
}

/* ---- ls ---- */

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static void list_one(struct shell *sh, const char *name, bool folder, size_t size, int64_t at_ms, bool lengthy)
{
    char when[32];
    time_t seconds = (time_t)(at_ms / 1000);
    struct tm tm;
    if (!lengthy) {
        shell_say(sh, arena_strf(sh->scratch, "%s\n", name));
        return;
    }
    gmtime_r(&seconds, &tm);
    strftime(when, sizeof(when), "%b %e %H:%M", &tm);
    shell_say(sh, arena_strf(sh->scratch, "%s    %d root     root     %9zu %s %s\n", folder ? "drwxr-xr-x" : "-rw-r--r--", folder ? 2 : 1,
                             folder ? 4096 : size, when, name));
}

/* The folder's entries; folders that are known only by what lies in them come once, as what lies in them is sorted. */
static void list_folder(struct shell *sh, const char *folder, bool all, bool lengthy)
{
    const char *full = shell_path(sh, folder), *last = "";
    size_t len = strcmp(full, "/") ? strlen(full) : 0, i = 0;
    const struct file *f;
    while ((f = shell_next_in(sh, folder, true, &i))) {
        const char *rest = f->path + len + 1;
        const char *name = arena_strndup(sh->scratch, rest, strcspn(rest, "/"));
        if (!strcmp(name, last) || (*name == '.' && !all))
            continue;
        list_one(sh, name, f->folder || strchr(rest, '/'), f->text.len, f->at_ms, lengthy);
        last = name;
    }
}

void shell_ls(struct shell *sh, const char **argv, size_t argc)
{
    bool all = has_option(argv, argc, 'a') || has_option(argv, argc, 'A'), lengthy = has_option(argv, argc, 'l');
    bool itself = has_option(argv, argc, 'd');
    size_t count = 0, shown = 0;
    for (size_t i = 1; i < argc; i++)
        count += !is_option(argv[i]);
    for (size_t i = 1; i < argc || (!count && !shown); i++) {
        const char *path = count ? argv[i] : ".";
        const struct file *f;
        if (is_option(path))
            continue;
        shown++;
        if ((f = shell_file(sh, path))) {
            list_one(sh, path, false, f->text.len, f->at_ms, lengthy);
        } else if (!shell_is_folder(sh, path)) {
            shell_complain(sh, arena_strf(sh->scratch, "ls: %s: No such file or directory", path));
        } else if (itself) {
            list_one(sh, path, true, 0, sh->program->start_ms, lengthy);
        } else {
            if (count > 1)
                shell_say(sh, arena_strf(sh->scratch, "%s%s:\n", shown > 1 ? "\n" : "", path));
            if (lengthy)
                shell_say(sh, "total 4\n");
            list_folder(sh, path, all, lengthy);
        }
    }
}

/* ---- copies ---- */

/* A folder as target takes the source's name. */
static const char *target_of(struct shell *sh, const char *from, const char *to)
{
    return shell_is_folder(sh, to) ? arena_strf(sh->scratch, "%s/%s", to, last_part(from)) : to;
}

/* cp and mv of one file, or of all that lies in a folder. */
static void copy_one(struct shell *sh, const char *program, const char *from, const char *to, bool deep)
{
    const struct file *f = shell_file(sh, from);
    if (f) {
        const char *text = arena_strndup(sh->scratch, f->text.buf, f->text.len);
        shell_write(sh, program, target_of(sh, from, to), text, f->text.len, false);
        return;
    }
    if (!shell_is_folder(sh, from) || !deep) {
        const char *why = shell_is_folder(sh, from) ? "omitting directory" : "can't stat";
        shell_complain(sh, !strcmp(why, "can't stat") ? arena_strf(sh->scratch, "%s: can't %s '%s': No such file or directory", program,
                                                                   !strcmp(program, "mv") ? "rename" : "stat", from)
                                                      : arena_strf(sh->scratch, "%s: omitting directory '%s'", program, from));
        return;
    }
    const char *root = shell_path(sh, from), *goal = shell_path(sh, target_of(sh, from, to));
    size_t skip = strcmp(root, "/") ? strlen(root) : 0, count = sh->files.len;
    for (size_t i = 0; i < sh->files.len && count--;) { /* what is copied may come to lie behind and must not be met again */
        if (!(f = shell_next_in(sh, from, true, &i)))
            break;
        const char *path = arena_strf(sh->scratch, "%s%s", goal, f->path + skip);
        if (!shell_is_folder(sh, goal))
            shell_make_folder(sh, program, goal);
        if (f->folder)
            shell_make_folder(sh, program, path);
        else
            shell_write(sh, program, path, arena_strndup(sh->scratch, f->text.buf, f->text.len), f->text.len, false);
    }
}

void shell_copy(struct shell *sh, const char **argv, size_t argc)
{
    bool move = !strcmp(argv[0], "mv");
    bool deep = move || has_option(argv, argc, 'r') || has_option(argv, argc, 'R') || has_option(argv, argc, 'a');
    const char *to = argv[argc - 1];
    size_t count = 0;
    for (size_t i = 1; i < argc; i++)
        count += !is_option(argv[i]);
    if (count < 2) {
        shell_complain(sh, arena_strf(sh->scratch, "%s: missing file operand", argv[0]));
        return;
    }
    for (size_t i = 1; i + 1 < argc; i++) {
        if (is_option(argv[i]))
            continue;
        sh->status = 0;
        copy_one(sh, argv[0], argv[i], to, deep);
        if (move && !sh->status)
            remove_one(sh, argv[i], true, true);
    }
}

void shell_tee(struct shell *sh, const char **argv, size_t argc)
{
    const char *text = sh->in ? sh->in : "";
    bool append = has_option(argv, argc, 'a');
    for (size_t i = 1; i < argc; i++)
        if (!is_option(argv[i]))
            shell_write(sh, "tee", argv[i], text, strlen(text), append);
    shell_say(sh, text);
}
