/* ls [-a] [-l] [-1] [FILE...]: names in byte order, one a line; in columns at a terminal. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "backends/base/rfc3339.h"
#include "repl/confine.h"
#include "repl/expand.h"
#include "repl/term/width.h"
#include "repl/verb.h"

static const struct option options[] = {
    { "all", 'a', OPTION_BOOL, NULL, NULL, "점으로 시작하는 이름도 보여 줘요" },
    { "long", 'l', OPTION_BOOL, NULL, NULL, "권한, 크기, 시각도 보여 줘요" },
    { "one", '1', OPTION_BOOL, NULL, NULL, "한 줄에 하나씩 보여 줘요" },
    OPTION_END,
};

static int complain(struct command *cmd, const char *path, const char *what)
{
    sink_printf(cmd->err, "ls: %s: %s\n", path, what);
    return 1;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_long(struct strbuf *sb, const char *folder, const char *name)
{
    static const char letters[] = "rwxrwxrwx";
    struct strbuf path = STRBUF_INIT;
    struct stat st;
    char date[32];
    strbuf_addf(&path, "%s/%s", folder, name);
    if (lstat(folder ? path.buf : name, &st) < 0)
        memset(&st, 0, sizeof(st));
    strbuf_addch(sb, S_ISDIR(st.st_mode) ? 'd' : S_ISLNK(st.st_mode) ? 'l' : '-');
    for (int bit = 0; bit < 9; bit++)
        strbuf_addch(sb, st.st_mode & (0400u >> bit) ? letters[bit] : '-');
    struct tm tm = time_local((int64_t)st.st_mtime * 1000);
    strftime(date, sizeof(date), "%Y-%m-%d %H:%M", &tm);
    strbuf_addf(sb, " %8lld %s %s\n", (long long)st.st_size, date, name);
    strbuf_release(&path);
}

static void add_columns(struct strbuf *sb, const struct fields *names, size_t columns)
{
    size_t widest = 0;
    for (size_t i = 0; i < names->len; i++) {
        size_t width = term_width(names->items[i], strlen(names->items[i]));
        widest = width > widest ? width : widest;
    }
    size_t across = columns / (widest + 2) ? columns / (widest + 2) : 1;
    size_t down = (names->len + across - 1) / across;
    for (size_t row = 0; row < down; row++) {
        for (size_t i = row; i < names->len; i += down)
            term_pad(sb, names->items[i], i + down < names->len ? widest + 2 : 0);
        strbuf_addch(sb, '\n');
    }
}

static void print(struct command *cmd, const char *folder, struct fields *names)
{
    struct strbuf sb = STRBUF_INIT;
    if (names->len)
        qsort(names->items, names->len, sizeof(*names->items), compare);
    if (cmd->out->terminal && !opt_bool(cmd, "long") && !opt_bool(cmd, "one") && names->len)
        add_columns(&sb, names, sink_columns(cmd->out));
    else
        for (size_t i = 0; i < names->len; i++) {
            if (opt_bool(cmd, "long"))
                add_long(&sb, folder, names->items[i]);
            else
                strbuf_addf(&sb, "%s\n", names->items[i]);
        }
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
}

static int list_folder(struct command *cmd, const char *path)
{
    struct fields names = FIELDS_INIT;
    struct dirent *entry;
    DIR *dir = opendir(path);
    if (!dir)
        return complain(cmd, path, strerror(errno));
    while ((entry = readdir(dir)))
        if (entry->d_name[0] != '.' || opt_bool(cmd, "all"))
            fields_add(cmd->arena, &names, entry->d_name, strlen(entry->d_name));
    closedir(dir);
    print(cmd, path, &names);
    return 0;
}

static int exec(struct command *cmd)
{
    struct fields files = FIELDS_INIT, folders = FIELDS_INIT;
    int rc = 0;
    for (int i = 0; i < cmd->argc; i++) {
        struct stat st;
        char *path = cmd->argv[i];
        if (!confine_allows(cmd->session, path))
            rc = complain(cmd, path, "작업 폴더 밖은 볼 수 없어요");
        else if (stat(path, &st) < 0)
            rc = complain(cmd, path, strerror(errno));
        else
            fields_add(cmd->arena, S_ISDIR(st.st_mode) ? &folders : &files, path, strlen(path));
    }
    if (files.len)
        print(cmd, NULL, &files);
    if (!cmd->argc)
        rc |= list_folder(cmd, ".");
    for (size_t i = 0; i < folders.len; i++) {
        if (cmd->argc > 1)
            sink_printf(cmd->out, "%s%s:\n", i || files.len ? "\n" : "", folders.items[i]);
        rc |= list_folder(cmd, folders.items[i]);
    }
    return rc;
}

const struct verb verb_ls = {
    .name = "ls",
    .usage = "ls [-a] [-l] [파일...]",
    .summary_ko = "폴더에 있는 파일을 보여 줘요",
    .options = options,
    .exec = exec,
};
