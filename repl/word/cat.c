/* cat [FILE...]: files, or what was piped in. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "repl/confine.h"
#include "repl/execute.h"
#include "repl/verb.h"

static const struct option options[] = {
    { "number", 'n', OPTION_BOOL, NULL, NULL, "줄마다 번호를 붙여요" },
    OPTION_END,
};

static void print(struct command *cmd, const char *text, size_t len, int *line)
{
    if (!opt_bool(cmd, "number")) {
        sink_write(cmd->out, text, len);
        return;
    }
    struct strbuf sb = STRBUF_INIT;
    for (const char *end = text + len; text < end; ) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t n = newline ? (size_t)(newline - text) + 1 : (size_t)(end - text);
        strbuf_addf(&sb, "%6d\t", ++*line);
        strbuf_add(&sb, text, n);
        text += n;
    }
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
}

static int complain(struct command *cmd, const char *path, const char *what)
{
    sink_printf(cmd->err, "cat: %s: %s\n", path, what);
    return 1;
}

static int print_file(struct command *cmd, const char *path, int *line)
{
    char block[65536];
    struct stat st;
    ssize_t n;
    if (!confine_allows(cmd->session, path))
        return complain(cmd, path, "작업 폴더 밖의 파일은 볼 수 없어요");
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return complain(cmd, path, strerror(errno));
    int rc = fstat(fd, &st) < 0 || S_ISDIR(st.st_mode) ? complain(cmd, path, strerror(EISDIR)) : 0;
    while (!rc && !cmd->out->closed && !backend_interrupted && (n = read(fd, block, sizeof(block))) != 0) {
        if (n > 0)
            print(cmd, block, (size_t)n, line);
        else if (errno != EINTR || backend_interrupted)
            rc = complain(cmd, path, strerror(errno));
    }
    close(fd);
    return rc;
}

static int exec(struct command *cmd)
{
    int rc = 0, line = 0, count = cmd->argc ? cmd->argc : 1;
    for (int i = 0; i < count; i++) {
        const char *path = cmd->argc ? cmd->argv[i] : "-";
        if (strcmp(path, "-") != 0) {
            rc |= print_file(cmd, path, &line);
            continue;
        }
        const struct strbuf *in = execute_input(cmd);
        if (in)
            print(cmd, in->buf, in->len, &line);
    }
    return rc;
}

const struct verb verb_cat = {
    .name = "cat",
    .usage = "cat [-n] [파일...]",
    .summary_ko = "파일의 내용을 보여 줘요",
    .options = options,
    .exec = exec,
};
