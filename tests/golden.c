/*
 * build/golden [NAME...]: plays the transcripts tests/golden/<area>/<case>.t whose path contains NAME and compares every byte
 * printed.  UPDATE=1 rewrites those that differ; read the diff before you commit it.
 *
 *     # A comment, at the head only.
 *     #! --restricted --seed 3              arguments for `seodang script`, at the head
 *     #| version: v1.37.2                   a line of the cluster file, at the head; without any it is the classroom
 *     > cat > a.yaml <<EOF                  a command
 *     | kind: Pod                           ... and its further lines
 *     | EOF
 *     > kubectl get pods                    what follows is standard output, to the byte
 *     2> No resources found                 standard error, behind all of standard output
 *     = 1                                   the exit status, when it is not 0
 *
 * An output line that looks like one of these begins with a backslash; a line of nothing but a backslash says that the line
 * before has no end.  Every transcript has a cluster, a folder and a home of its own, COLUMNS=80, and TZ=Asia/Seoul.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/base/json.h"
#include "tests/lib/process.h"
#include "tests/lib/transcript.h"

enum { TIMEOUT_S = 60, ARGUMENTS_MAX = 16 };

struct transcript {
    struct strbuf head;      /* comments and arguments, as they stand */
    struct strbuf script;    /* the commands, as `seodang script` reads them */
    struct strbuf *commands; /* each as it stands in the file */
    size_t count, cap;
};

static struct strbuf *new_command(struct transcript *t)
{
    ARRAY_GROW(t->commands, t->count, t->cap);
    strbuf_init(&t->commands[t->count]);
    return &t->commands[t->count++];
}

static void read_transcript(struct transcript *t, const struct strbuf *text)
{
    for (const char *line = text->buf; *line;) {
        size_t len = strcspn(line, "\n");
        bool begins = line_begins(line, "> "), goes_on = t->count && line_begins(line, "| ");
        if (!t->count && !begins)
            strbuf_addf(&t->head, "%.*s\n", (int)len, line);
        if (begins || goes_on) {
            strbuf_addf(begins ? new_command(t) : &t->commands[t->count - 1], "%.*s\n", (int)len, line);
            strbuf_addf(&t->script, "%.*s\n", (int)len - 2, line + 2);
        }
        line += len + (line[len] == '\n');
    }
}

static void release_transcript(struct transcript *t)
{
    for (size_t i = 0; i < t->count; i++)
        strbuf_release(&t->commands[i]);
    free(t->commands);
    strbuf_release(&t->head);
    strbuf_release(&t->script);
}

/* The transcript as it really went; false when not every command has an answer. */
static bool write_transcript(const struct transcript *t, const struct strbuf *answers, struct strbuf *out)
{
    size_t pos = 0, i = 0;
    strbuf_add(out, t->head.buf, t->head.len);
    for (; i < t->count; i++) {
        struct val *answer = json_parse_next(answers->buf, answers->len, &pos, NULL);
        if (!answer)
            break;
        strbuf_add(out, t->commands[i].buf, t->commands[i].len);
        transcript_add(out, val_get_str(answer, "stdout", ""), "");
        transcript_add(out, val_get_str(answer, "stderr", ""), "2> ");
        int64_t rc = val_at_int(answer, "rc", -1);
        if (rc)
            strbuf_addf(out, "= %lld\n", (long long)rc);
        val_unref(answer);
    }
    return i == t->count;
}

/* Writes the cluster file that the head has, if it has one. */
static bool write_cluster(const char *dir, const struct strbuf *head)
{
    struct strbuf text = STRBUF_INIT;
    for (const char *line = head->buf; *line; line += strcspn(line, "\n") + 1)
        if (line_begins(line, "#| "))
            strbuf_addf(&text, "%.*s\n", (int)strcspn(line, "\n") - 3, line + 3);
    bool any = text.len > 0;
    if (any) {
        char *path = xstrf("%s/.cluster", dir);
        file_write(path, text.buf, text.len);
        free(path);
    }
    strbuf_release(&text);
    return any;
}

static void play(const char *seodang, const struct transcript *t, struct process *p)
{
    char dir[] = "/tmp/seodang-golden-XXXXXX";
    if (!mkdtemp(dir))
        BUG("no temporary folder");
    char *script = xstrf("%s/.script", dir), *home = xstrf("HOME=%s", dir), *save = NULL;
    char *state = xstrf("XDG_STATE_HOME=%s/.state", dir), *data = xstrf("XDG_DATA_HOME=%s/.data", dir);
    file_write(script, t->script.buf, t->script.len);

    const char *argv[ARGUMENTS_MAX + 6] = { seodang, "script", "--json" };
    size_t argc = 3;
    if (write_cluster(dir, &t->head)) {
        argv[argc++] = "--cluster";
        argv[argc++] = ".cluster";
    }
    const char *line = strstr(t->head.buf, "#! ");
    char *arguments = line ? xstrndup(line + 3, strcspn(line + 3, "\n")) : xstrdup("");
    for (char *w = strtok_r(arguments, " ", &save); w && argc < ARGUMENTS_MAX + 2; w = strtok_r(NULL, " ", &save))
        argv[argc++] = w;
    argv[argc] = ".script";

    const char *env[] = { "TZ=Asia/Seoul", "LC_ALL=C.UTF-8", "COLUMNS=80", home, state, data, NULL };
    *p = (struct process){ .argv = argv, .dir = dir, .env = env, .timeout_s = TIMEOUT_S, .out = STRBUF_INIT, .err = STRBUF_INIT };
    process_run(p);
    p->argv = p->env = NULL;
    p->dir = NULL;
    folder_remove(dir);
    free(arguments);
    free(script);
    free(home);
    free(state);
    free(data);
}

static void show_diff(const char *path, const struct strbuf *have)
{
    char temporary[] = "/tmp/seodang-golden-XXXXXX";
    int fd = mkstemp(temporary);
    if (fd < 0)
        BUG("no temporary file");
    close(fd);
    file_write(temporary, have->buf, have->len);
    const char *argv[] = { "/usr/bin/diff", "-u", path, temporary, NULL };
    struct process diff = { .argv = argv, .timeout_s = TIMEOUT_S, .out = STRBUF_INIT, .err = STRBUF_INIT };
    process_run(&diff);
    fputs(diff.out.buf, stderr);
    process_release(&diff);
    unlink(temporary);
}

static bool check(const char *seodang, const char *path)
{
    struct strbuf want = STRBUF_INIT, have = STRBUF_INIT;
    struct transcript t = { STRBUF_INIT, STRBUF_INIT, NULL, 0, 0 };
    struct process p;
    if (file_read(path, &want) < 0)
        return false;
    read_transcript(&t, &want);
    play(seodang, &t, &p);
    bool complete = write_transcript(&t, &p.out, &have);
    bool same = complete && !strcmp(want.buf, have.buf);
    if (!complete)
        fprintf(stderr, "FAILED %s: not every command was answered; status %d\n%s", path, p.status, p.err.buf);
    else if (!same && getenv("UPDATE"))
        file_write(path, have.buf, have.len);
    else if (!same)
        show_diff(path, &have);
    process_release(&p);
    release_transcript(&t);
    strbuf_release(&want);
    strbuf_release(&have);
    return same || (complete && getenv("UPDATE"));
}

int main(int argc, char **argv)
{
    char *seodang = seodang_path();
    glob_t found = { 0 };
    int passed = 0, failed = 0;
    glob("tests/golden/*/*.t", 0, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        bool wanted = argc < 2;
        for (int k = 1; k < argc; k++)
            wanted = wanted || strstr(found.gl_pathv[i], argv[k]);
        if (!wanted)
            continue;
        if (check(seodang, found.gl_pathv[i]))
            passed++;
        else
            failed++;
    }
    printf("golden: %d passed, %d failed\n", passed, failed);
    globfree(&found);
    free(seodang);
    return failed ? 1 : 0;
}
