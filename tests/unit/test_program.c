#include "backends/fake/program.h"

#include <string.h>

#include "backends/fake/program_files.h"
#include "tests/unit/test.h"

static void run(const char *script, const char *output, int code)
{
    struct val *argv = val_fmt("[sh, '-c', %s]", script);
    struct program p = { .argv = argv, .base_image = true };
    struct program_end end;
    struct strbuf out = STRBUF_INIT;
    program_follow(&p, PROGRAM_FOREVER, PROGRAM_STEPS, &end, &out);
    CHECK_STR(out.buf, output);
    CHECK_INT(end.code, code);
    strbuf_release(&out);
    val_unref(argv);
}

TEST(program_files)
{
    static const struct {
        const char *script, *output;
        int code;
    } cases[] = {
        { "touch /tmp/a; ls /tmp", "a\n", 0 },
        { "cat /nowhere", "cat: can't open '/nowhere': No such file or directory\n", 1 },
        { "cat /tmp", "cat: read error: Is a directory\n", 1 },
        { "echo one > /tmp/a; echo two >> /tmp/a; cat /tmp/a", "one\ntwo\n", 0 },
        { "echo one > /a/b", "sh: can't create /a/b: nonexistent directory\n", 1 },
        { "touch /a/b", "touch: /a/b: No such file or directory\n", 1 },
        { "mkdir -p /a/b/c && echo x > /a/b/c/d && ls /a/b && cat /a/b/../b/c/./d", "c\nx\n", 0 },
        { "mkdir /a/b", "mkdir: can't create directory '/a/b': No such file or directory\n", 1 },
        { "mkdir /tmp", "mkdir: can't create directory '/tmp': File exists\n", 1 },
        { "rm /tmp/none", "rm: can't remove '/tmp/none': No such file or directory\n", 1 },
        { "rm -f /tmp/none", "", 0 },
        { "mkdir /d; touch /d/x /d/y; rm /d", "rm: '/d' is a directory\n", 1 },
        { "mkdir /d; touch /d/x /d/y; rm -rf /d; ls /d", "ls: /d: No such file or directory\n", 1 },
        { "mkdir /d; rmdir /d; test -d /d", "", 1 },
        { "mkdir /d; touch /d/x; rmdir /d", "rmdir: '/d': Directory not empty\n", 1 },
        { "cd /tmp; echo hi > x; pwd; cat x; cd ..; pwd", "/tmp\nhi\n/\n", 0 },
        { "cd /none", "sh: cd: line 0: can't cd to /none: No such file or directory\n", 2 },
        { "echo a > /tmp/a; cp /tmp/a /tmp/b; mv /tmp/a /tmp/c; ls /tmp; cat /tmp/b /tmp/c", "b\nc\na\na\n", 0 },
        { "mkdir /d; echo a > /d/a; cp -r /d /e; cat /e/a; cp -r /d /e; ls /e", "a\na\nd\n", 0 },
        { "cp /none /tmp", "cp: can't stat '/none': No such file or directory\n", 1 },
        { "echo x | tee /tmp/t; cat /tmp/t", "x\nx\n", 0 },
        { "test -f /tmp/a && echo yes || echo no; touch /tmp/a; [ -e /tmp/a ] && echo yes", "no\nyes\n", 0 },
        { "touch /tmp/a; [ -s /tmp/a ] || echo empty", "empty\n", 0 },
        { "> /tmp/a; ls /tmp", "a\n", 0 },
        { "echo a > /dev/null; ls /dev", "", 0 },
        { "ls /tmp/../../..//tmp", "", 0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        run(cases[i].script, cases[i].output, cases[i].code);
}

/* What others do to the files is seen when its time has come. */
TEST(program_history)
{
    struct val *argv = val_fmt("[sh, '-c', 'until [ -f /tmp/go ]; do sleep 1; done; cat /tmp/go; exit 3']");
    struct val *history = val_fmt("[{at:1000, file:'/tmp/early', text:x}, {at:4500, file:'/tmp/go', text:one}, {at:4600, file:'/tmp/go', add:two},"
                                  " {at:9000, file:'/tmp/go', gone:true}]");
    struct program p = { .argv = argv, .history = history, .base_image = true };
    struct program_end end;
    struct strbuf out = STRBUF_INIT;
    program_follow(&p, PROGRAM_FOREVER, PROGRAM_STEPS, &end, &out);
    CHECK_STR(out.buf, "onetwo");
    CHECK_INT(end.after_ms, 5000);
    CHECK_INT(end.code, 3);
    strbuf_reset(&out);
    CHECK(!program_file(&p, 4000, "/tmp/go", &out));
    CHECK(program_file(&p, 4600, "/tmp/go", &out));
    CHECK_STR(out.buf, "onetwo");
    strbuf_release(&out);
    val_unref(argv);
    val_unref(history);
}

TEST(program_journal)
{
    struct val *argv = val_fmt("[sh, '-c', 'echo a > /data/x; echo b > /tmp/y; sleep 2; echo c >> /data/x; rm /data/x']");
    struct val *shared = val_fmt("['/data']"), *read_only = val_fmt("['/etc']"), *journal = NULL;
    struct program p = { .argv = argv, .shared = shared, .read_only = read_only, .journal = &journal, .start_ms = 5000 };
    struct program_end end;
    program_follow(&p, PROGRAM_FOREVER, PROGRAM_STEPS, &end, NULL);
    CHECK_JSON(journal, "[{\"at\":5000,\"file\":\"/data/x\",\"text\":\"\"},{\"add\":\"a\\n\",\"at\":5000,\"file\":\"/data/x\"},"
                        "{\"add\":\"c\\n\",\"at\":7000,\"file\":\"/data/x\"},"
                        "{\"at\":7000,\"file\":\"/data/x\",\"gone\":true}]");
    struct val *files = files_after(journal);
    CHECK_JSON(files, "{}");
    val_unref(files);
    val_assign(&journal, NULL);
    struct val *guest = val_fmt("[sh, '-c', 'cat /data/x; echo d > /data/z; echo e > /etc/f']");
    struct strbuf out = STRBUF_INIT;
    program_exec(&p, 1000, guest, &end, &out); /* its own changes alone, wherever they are */
    CHECK_STR(out.buf, "a\nsh: can't create /etc/f: Read-only file system\n");
    CHECK_JSON(journal, "[{\"at\":6000,\"file\":\"/data/z\",\"text\":\"\"},{\"add\":\"d\\n\",\"at\":6000,\"file\":\"/data/z\"}]");
    strbuf_release(&out);
    val_unref(journal);
    val_unref(guest);
    val_unref(argv);
    val_unref(shared);
    val_unref(read_only);
}

/* A loop in which no time passes goes on for ever, and is not followed for ever. */
TEST(program_busy)
{
    static const struct {
        const char *script;
        bool ended;
    } cases[] = {
        { "while true; do :; done", false },
        { "while true; do echo x >> /tmp/x; cat /tmp/x > /tmp/y; cp /tmp/y /tmp/x; done", false },
        { "i=0; while [ $i -lt 10000 ]; do i=$((i+1)); done", true },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct val *argv = val_fmt("[sh, '-c', %s]", cases[i].script);
        struct program p = { .argv = argv };
        struct program_end end;
        program_follow(&p, 60000, PROGRAM_STEPS_MAX, &end, NULL);
        CHECK(end.ended == cases[i].ended);
        CHECK(!end.more);
        CHECK_INT(end.after_ms, cases[i].ended ? 0 : 60000);
        val_unref(argv);
    }
}
