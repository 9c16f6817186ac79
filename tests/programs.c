/*
 * build/programs [NAME...]: runs the scripts of tests/programs/<name>.t whose path contains NAME as a container would, and compares
 * what they print and how they end.  The answers are what real shells and small programs printed (tests/programs/record); nothing
 * rewrites them from our own.
 *
 *     # A comment, at the head only.
 *     #! busybox                            the image that has the programs
 *     > for i in 1 2; do                    a script for `sh -c`, in a container of its own
 *     | echo $i; done                       ... and its further lines
 *     1                                     what it prints, standard output and error as they come
 *     2
 *     = 3                                   the exit status, when it is not 0
 *
 * An output line that looks like one of these begins with a backslash; a line of nothing but a backslash says that the line
 * before has no end.  Where we knowingly say something else, the case stands in tests/programs/differs.txt as `NAME: SCRIPT`.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/image.h"
#include "backends/fake/program.h"
#include "tests/lib/process.h"
#include "tests/lib/transcript.h"

static size_t line_length(const char *text)
{
    size_t len = strcspn(text, "\n");
    return len + (text[len] == '\n');
}

/* How long the case that begins at text is. */
static size_t case_length(const char *text)
{
    size_t len = line_length(text);
    while (text[len] && !line_begins(text + len, "> "))
        len += line_length(text + len);
    return len;
}

/* The case as it goes here. */
static void play(const char *image, const char *text, struct strbuf *have)
{
    struct strbuf script = STRBUF_INIT, out = STRBUF_INIT;
    size_t len;
    for (; line_begins(text, script.len ? "| " : "> "); text += len) {
        len = line_length(text);
        strbuf_add(have, text, len);
        strbuf_add(&script, text + 2, len - 2);
    }
    if (script.len)
        strbuf_setlen(&script, script.len - 1);
    struct val *argv = val_fmt("[sh, '-c', %s]", script.buf), *env = val_fmt("{HOME:'/root', HOSTNAME:demo}");
    struct program p = { .argv = argv, .env = env, .hostname = "demo", .base_image = image_is_base(image),
                         .tools = image_tools(image), .start_ms = 1 };
    struct program_end end;
    program_follow(&p, PROGRAM_FOREVER, PROGRAM_STEPS_MAX, &end, &out);
    transcript_add(have, out.buf, "");
    if (end.code)
        strbuf_addf(have, "= %d\n", end.code);
    val_unref(argv);
    val_unref(env);
    strbuf_release(&script);
    strbuf_release(&out);
}

/* Whether the case is one of those that go otherwise here. */
static bool is_different(const struct strbuf *differs, const char *path, const char *text)
{
    const char *name = strrchr(path, '/') + 1;
    char *line = xstrf("\n%.*s: %.*s", (int)strcspn(name, "."), name, (int)line_length(text + 2), text + 2);
    bool found = strstr(differs->buf, line);
    free(line);
    return found;
}

static void run_file(const char *path, const struct strbuf *differs, int *passed, int *failed)
{
    struct strbuf text = STRBUF_INIT, have = STRBUF_INIT;
    char image[64] = "busybox";
    if (file_read(path, &text) < 0)
        BUG("%s cannot be read", path);
    const char *p = text.buf;
    for (; *p && !line_begins(p, "> "); p += line_length(p))
        if (line_begins(p, "#! "))
            snprintf(image, sizeof(image), "%.*s", (int)strcspn(p + 3, "\n"), p + 3);
    for (size_t len; *p; p += len) {
        len = case_length(p);
        strbuf_reset(&have);
        play(image, p, &have);
        bool same = have.len == len && !memcmp(have.buf, p, len);
        if (same != is_different(differs, path, p)) {
            ++*passed;
            continue;
        }
        ++*failed;
        printf("%s: %s\n%.*s---- here\n%s----\n", path, same ? "no longer different" : "different", (int)len, p, have.buf);
    }
    strbuf_release(&text);
    strbuf_release(&have);
}

int main(int argc, char **argv)
{
    struct strbuf differs = STRBUF_INIT;
    glob_t files;
    int passed = 0, failed = 0;
    strbuf_addch(&differs, '\n');
    if (file_read("tests/programs/differs.txt", &differs) < 0 || glob("tests/programs/*.t", 0, NULL, &files) != 0) {
        fprintf(stderr, "programs: run it at the top of the tree\n");
        return 2;
    }
    for (size_t i = 0; i < files.gl_pathc; i++) {
        bool wanted = argc < 2;
        for (int k = 1; k < argc; k++)
            wanted = wanted || strstr(files.gl_pathv[i], argv[k]);
        if (wanted)
            run_file(files.gl_pathv[i], &differs, &passed, &failed);
    }
    globfree(&files);
    strbuf_release(&differs);
    printf("programs: %d passed, %d failed\n", passed, failed);
    return failed > 0;
}
