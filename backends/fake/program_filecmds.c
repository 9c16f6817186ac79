/* The small programs of a container that change and list files: touch, mkdir, rm, ls, cp, mv, tee. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "backends/fake/program_files.h"
#include "backends/fake/program_tree.h"

static bool is_there(struct shell *sh, const char *path)
{
    return shell_file(sh, path) || shell_is_folder(sh, path);
}

void shell_touch(struct shell *sh, const char **argv, size_t argc)
{
    bool only_old = shell_has_option(argv, argc, 'c');
    for (size_t i = 1; i < argc; i++)
        if (!shell_is_option(argv[i]) && !is_there(sh, argv[i]) && !only_old)
            shell_write(sh, "touch", argv[i], "", 0, false);
}

/* With -p: each folder on the way. */
static void make_all(struct shell *sh, const char *path)
{
    const char *full = shell_path(sh, path);
    for (const char *p = strchr(full + 1, '/'); ; p = strchr(p + 1, '/')) {
        const char *part = p ? arena_strndup(sh->scratch, full, (size_t)(p - full)) : full;
        if (!shell_is_folder(sh, part) && !shell_make_folder(sh, "mkdir", part))
            return;
        if (!p)
            return;
    }
}

void shell_mkdir(struct shell *sh, const char **argv, size_t argc)
{
    bool parents = shell_has_option(argv, argc, 'p');
    for (size_t i = 1; i < argc; i++) {
        if (shell_is_option(argv[i]))
            continue;
        if (parents)
            make_all(sh, argv[i]);
        else if (is_there(sh, argv[i]))
            shell_complain(sh, "mkdir: can't create directory '%s': File exists", argv[i]);
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
    if (!strcmp(why, "Is a directory"))
        shell_complain(sh, "rm: '%s' is a directory", path);
    else
        shell_complain(sh, "rm: can't remove '%s': %s", path, why);
}

void shell_rm(struct shell *sh, const char **argv, size_t argc)
{
    bool force = shell_has_option(argv, argc, 'f'), deep = shell_has_option(argv, argc, 'r') || shell_has_option(argv, argc, 'R');
    for (size_t i = 1; i < argc; i++)
        if (!shell_is_option(argv[i]))
            remove_one(sh, argv[i], deep, force);
}

void shell_rmdir(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++) {
        size_t at = 0;
        const char *why = shell_is_option(argv[i]) ? NULL : !shell_is_folder(sh, argv[i]) ? "No such file or directory"
                        : shell_next_in(sh, argv[i], true, &at) ? "Directory not empty"
                        : !shell_remove(sh, argv[i]) ? "Read-only file system" : NULL;
        if (why)
            shell_complain(sh, "rmdir: '%s': %s", argv[i], why);
    }
}

/* ---- ls ---- */

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

struct listing {
    bool all, almost, lengthy, deep, itself;
};

/* One line: a file, or a folder (f NULL). */
static void list_one(struct shell *sh, const char *name, const struct file *f, bool folder, const struct listing *how)
{
    char when[32], mode[] = "rwxrwxrwx";
    time_t seconds = (time_t)((f ? f->at_ms : sh->program->start_ms) / 1000);
    struct tm tm;
    if (!how->lengthy) {
        shell_sayf(sh, "%s\n", name);
        return;
    }
    gmtime_r(&seconds, &tm);
    strftime(when, sizeof(when), "%b %e %H:%M", &tm);
    for (int i = 0; i < 9; i++)
        if (!((f ? f->mode : 0755) >> (8 - i) & 1))
            mode[i] = '-';
    const char *to = f && f->link ? arena_strf(sh->scratch, " -> %s", f->text.buf) : "";
    shell_sayf(sh, "%c%s    %d root     root     %9zu %s %s%s\n", folder ? 'd' : f && f->link ? 'l' : '-', mode, folder ? 2 : 1,
               f ? f->text.len : (size_t)4096, when, name, to);
}

/* The folder's entries; folders that are known only by what lies in them come once, as what lies in them is sorted. */
static void list_folder(struct shell *sh, const char *folder, const struct listing *how)
{
    const char *full = shell_path(sh, folder), *last = "";
    size_t len = strcmp(full, "/") ? strlen(full) : 0, i = 0;
    const struct file *f;
    if (how->lengthy)
        shell_say(sh, "total 4\n");
    for (int dots = 1; how->all && dots <= 2; dots++)
        list_one(sh, dots == 1 ? "." : "..", NULL, true, how);
    while ((f = shell_next_in(sh, folder, true, &i))) {
        const char *rest = f->path + len + 1;
        const char *name = arena_strndup(sh->scratch, rest, strcspn(rest, "/"));
        if (!strcmp(name, last) || (*name == '.' && !how->all && !how->almost))
            continue;
        bool is_folder = f->folder || strchr(rest, '/');
        list_one(sh, name, is_folder ? NULL : f, is_folder, how);
        last = name;
    }
}

static void list_deep(struct shell *sh, const char *folder, const struct listing *how)
{
    const struct file *f;
    size_t i = 0, skip = strcmp(shell_path(sh, folder), "/") ? strlen(shell_path(sh, folder)) : 0;
    while (how->deep && (f = shell_next_in(sh, folder, true, &i)))
        if (f->folder) {
            const char *below = arena_strf(sh->scratch, "%s%s", folder, f->path + skip);
            shell_sayf(sh, "\n%s:\n", below);
            list_folder(sh, below, how);
        }
}

static void list_path(struct shell *sh, const char *path, const struct listing *how, bool titled, bool first)
{
    const struct file *f = shell_file(sh, path);
    if (f) {
        list_one(sh, path, f, false, how);
    } else if (!shell_is_folder(sh, path)) {
        shell_complain(sh, "ls: %s: No such file or directory", path);
    } else if (how->itself) {
        list_one(sh, path, NULL, true, how);
    } else {
        if (titled)
            shell_sayf(sh, "%s%s:\n", first ? "" : "\n", path);
        list_folder(sh, path, how);
        list_deep(sh, path, how);
    }
}

void shell_ls(struct shell *sh, const char **argv, size_t argc)
{
    struct listing how = { shell_has_option(argv, argc, 'a'), shell_has_option(argv, argc, 'A'), shell_has_option(argv, argc, 'l'),
                           shell_has_option(argv, argc, 'R'), shell_has_option(argv, argc, 'd') };
    size_t count = 0;
    for (size_t i = 1; i < argc; i++)
        if (!shell_is_option(argv[i]))
            argv[count++] = argv[i];
    for (size_t i = 0; i < count; i++)
        list_path(sh, argv[i], &how, count > 1 || how.deep, i == 0);
    if (!count)
        list_path(sh, ".", &how, how.deep, true);
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
        const char *text = shell_input(sh, program, from);
        shell_write(sh, program, target_of(sh, from, to), text, f->text.len, false);
        return;
    }
    if (!shell_is_folder(sh, from)) {
        if (!strcmp(program, "mv"))
            shell_complain(sh, "mv: can't rename '%s': No such file or directory", from);
        else
            shell_complain(sh, "cp: can't stat '%s': No such file or directory", from);
        return;
    }
    if (!deep) {
        shell_complain(sh, "%s: omitting directory '%s'", program, from);
        return;
    }
    const char *root = shell_path(sh, from), *goal = shell_path(sh, target_of(sh, from, to));
    if (!shell_is_folder(sh, goal) && !shell_make_folder(sh, program, goal))
        return;
    size_t skip = strcmp(root, "/") ? strlen(root) : 0, count = sh->files.len;
    for (size_t i = 0; i < sh->files.len && count--;) { /* what is copied may come to lie behind and must not be met again */
        if (!(f = shell_next_in(sh, from, true, &i)))
            break;
        const char *path = arena_strf(sh->scratch, "%s%s", goal, f->path + skip);
        if (f->folder)
            shell_make_folder(sh, program, path);
        else
            shell_write(sh, program, path, arena_strndup(sh->scratch, f->text.buf, f->text.len), f->text.len, false);
    }
}

void shell_copy(struct shell *sh, const char **argv, size_t argc)
{
    bool move = !strcmp(argv[0], "mv");
    bool deep = move || shell_has_option(argv, argc, 'r') || shell_has_option(argv, argc, 'R') || shell_has_option(argv, argc, 'a');
    const char *to = argv[argc - 1];
    size_t count = 0;
    for (size_t i = 1; i < argc; i++)
        count += !shell_is_option(argv[i]);
    if (count < 2) {
        shell_usage(sh, argv[0]);
        return;
    }
    for (size_t i = 1; i + 1 < argc; i++) {
        if (shell_is_option(argv[i]))
            continue;
        sh->status = 0;
        copy_one(sh, argv[0], argv[i], to, deep);
        if (move && !sh->status)
            remove_one(sh, argv[i], true, true);
    }
}

void shell_tee(struct shell *sh, const char **argv, size_t argc)
{
    const char *text = shell_stdin(sh);
    bool append = shell_has_option(argv, argc, 'a');
    for (size_t i = 1; i < argc; i++)
        if (!shell_is_option(argv[i]))
            shell_write(sh, "tee", argv[i], text, strlen(text), append);
    shell_say(sh, text);
}

/* ---- links, permissions, names ---- */

/* ln [-s] [-f] TARGET LINK; a hard link is taken for a symbolic one. */
void shell_ln(struct shell *sh, const char **argv, size_t argc)
{
    const char *words[2] = { NULL, NULL };
    size_t count = 0;
    for (size_t i = 1; i < argc; i++)
        if (!shell_is_option(argv[i]) && count < ARRAY_LEN(words))
            words[count++] = argv[i];
    if (!count) {
        shell_usage(sh, "ln");
        return;
    }
    const char *to = words[0], *path = target_of(sh, to, count > 1 ? words[1] : last_part(to));
    if (is_there(sh, path) && !shell_has_option(argv, argc, 'f'))
        shell_complain(sh, "ln: %s: File exists", path);
    else if (!shell_has_option(argv, argc, 's') && !shell_file(sh, to))
        shell_complain(sh, "ln: %s: No such file or directory", to);
    else
        shell_make_link(sh, path, shell_has_option(argv, argc, 's') ? to : shell_path(sh, to));
}

void shell_readlink(struct shell *sh, const char **argv, size_t argc)
{
    const char *to = argc > 1 ? shell_link(sh, argv[argc - 1]) : NULL;
    sh->status = !to;
    if (to)
        shell_sayf(sh, "%s\n", to);
}

/* "644", "u+x": the new permissions, or -1. */
static int new_mode(const char *word, int mode)
{
    char *end;
    long number = strtol(word, &end, 8);
    if (end > word && !*end)
        return number >= 0 && number <= 07777 ? (int)number : -1;
    int who = 0, bits = 0;
    for (; *word && strchr("ugoa", *word); word++)
        who |= *word == 'u' ? 0700 : *word == 'g' ? 0070 : *word == 'o' ? 0007 : 0777;
    char op = *word;
    if (!op || !strchr("+-=", op) || strspn(word + 1, "rwx") != strlen(word + 1))
        return -1;
    for (word++; *word; word++)
        bits |= *word == 'r' ? 0444 : *word == 'w' ? 0222 : 0111;
    bits &= who ? who : 0777;
    return op == '+' ? mode | bits : op == '-' ? mode & ~bits : (mode & ~(who ? who : 0777)) | bits;
}

void shell_chmod(struct shell *sh, const char **argv, size_t argc)
{
    const char *word = NULL;
    for (size_t i = 1; i < argc; i++) {
        if (!word) {
            word = strcmp(argv[i], "-R") != 0 ? argv[i] : NULL;
            continue;
        }
        const struct file *f = shell_file(sh, argv[i]);
        int mode = new_mode(word, f ? f->mode : 0);
        if (mode < 0)
            shell_complain(sh, "chmod: invalid mode '%s'", word);
        else if (f)
            shell_chmod_file(sh, argv[i], mode);
        else if (!shell_is_folder(sh, argv[i]))
            shell_complain(sh, "chmod: %s: No such file or directory", argv[i]);
    }
}

/* stat -c FORMAT FILE...: %n %s %a %F */
void shell_stat(struct shell *sh, const char **argv, size_t argc)
{
    const char *format = NULL;
    for (size_t i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-c") && i + 1 < argc) {
            format = argv[++i];
            continue;
        }
        const struct file *f = shell_file(sh, argv[i]);
        bool folder = !f && shell_is_folder(sh, argv[i]);
        if (!f && !folder) {
            shell_complain(sh, "stat: can't stat '%s': No such file or directory", argv[i]);
            continue;
        }
        struct strbuf out = STRBUF_INIT;
        for (const char *p = format ? format : "  File: %n\n  Size: %s\n"; *p; p++) {
            if (*p != '%' || !p[1])
                strbuf_addch(&out, *p);
            else if (*++p == 'n')
                strbuf_adds(&out, argv[i]);
            else if (*p == 's')
                strbuf_addf(&out, "%zu", folder ? (size_t)4096 : f->text.len);
            else if (*p == 'a')
                strbuf_addf(&out, "%o", (unsigned)(folder ? 0755 : f->mode));
            else if (*p == 'F')
                strbuf_adds(&out, folder ? "directory" : f->text.len ? "regular file" : "regular empty file");
            else
                strbuf_addf(&out, "%%%c", *p);
        }
        shell_sayf(sh, "%s%s", out.buf, format ? "\n" : "");
        strbuf_release(&out);
    }
}

void shell_basename(struct shell *sh, const char **argv, size_t argc)
{
    bool folder = !strcmp(argv[0], "dirname");
    if (argc < 2) {
        shell_usage(sh, argv[0]);
        return;
    }
    const char *slash = strrchr(argv[1], '/'), *name = last_part(argv[1]);
    if (folder) {
        shell_sayf(sh, "%.*s\n", slash ? (slash == argv[1] ? 1 : (int)(slash - argv[1])) : 1, slash ? argv[1] : ".");
        return;
    }
    size_t len = strlen(name), suffix = argc > 2 ? strlen(argv[2]) : 0;
    if (suffix && suffix < len && !strcmp(name + len - suffix, argv[2]))
        len -= suffix;
    shell_sayf(sh, "%.*s\n", (int)len, name);
}

/* find [FOLDER]... [-name PATTERN] [-type f|d]: by name. */
void shell_find(struct shell *sh, const char **argv, size_t argc)
{
    const char *name = NULL;
    char type = 0;
    size_t folders = 0;
    for (size_t i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-name") && i + 1 < argc) {
            name = argv[++i];
        } else if (!strcmp(argv[i], "-type") && i + 1 < argc) {
            type = *argv[++i];
        } else if (shell_is_option(argv[i])) {
            shell_complain(sh, "find: unrecognized: %s", argv[i]);
            return;
        } else {
            argv[folders++] = argv[i];
        }
    }
    for (size_t i = 0; i < folders || (!i && !folders); i++) {
        const char *root = folders ? argv[i] : ".", *full = shell_path(sh, root);
        size_t skip = strcmp(full, "/") ? strlen(full) : 0, at = 0;
        bool is_folder = shell_is_folder(sh, root);
        if (!is_folder && !shell_file(sh, root)) {
            shell_complain(sh, "find: %s: No such file or directory", root);
            continue;
        }
        if ((!name || shell_match(name, last_part(root))) && (!type || (type == 'd') == is_folder))
            shell_sayf(sh, "%s\n", root);
        for (const struct file *f; (f = shell_next_in(sh, root, true, &at));)
            if ((!name || shell_match(name, last_part(f->path))) && (!type || (type == 'd') == f->folder))
                shell_sayf(sh, "%s%s\n", strcmp(root, "/") ? root : "", f->path + skip);
    }
}
