#include "backends/fake/program.h"

#include <stdlib.h>
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
        { "case yes in [yY]es) echo y;; esac; case Yes in [!a-x]*) echo n;; esac", "y\nn\n", 0 },
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

static char *repeated(const char *part, size_t times, const char *end)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < times; i++)
        strbuf_adds(&sb, part);
    strbuf_adds(&sb, end);
    return strbuf_detach(&sb, NULL);
}

/* Scripts that want too much of something: each is followed in bounded work, whatever comes of it. */
TEST(program_hostile)
{
    static const struct {
        const char *part;
        size_t times;
        const char *end;
    } cases[] = {
        { "echo \"$(", 100000, "" },
        { "echo ${X:-", 100000, "" },
        { "(", 100000, "" },
        { "{ ", 100000, "" },
        { "if true; then ", 100000, "" },
        { "! ", 100000, "true" },
        { "true | ", 10000, "true" },
        { "true && ", 10000, "true" },
        { "$((", 10000, "" },
        { "echo $((", 1, "(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1" },
        { "f() { f; }; f", 1, "" },
        { "f() { f & wait; }; f", 1, "" },
        { "f() { f | f & }; f; wait", 1, "" },
        { "f() { (f); }; f", 1, "" },
        { "f() { eval f; }; f", 1, "" },
        { "x=x; echo $((x))", 1, "" },
        { "x='y+1'; y='x+1'; echo $((x))", 1, "" },
        { "x=aaaaaaaa; while :; do x=$x$x; done", 1, "" },
        { "x=a; while :; do x=\"${x}${x#b}\"; done", 1, "" },
        { "while :; do (while :; do :; done) & done", 1, "" },
        { "while :; do sleep 1 & done", 1, "" },
        { "yes | sort | uniq -c | tr y n | while :; do :; done", 1, "" },
        { "seq 100000 > /tmp/x; while :; do sort -n /tmp/x > /tmp/y; grep 1 /tmp/y | sed s/1/2/g | cut -c1 > /dev/null; done", 1, "" },
        { "i=0; while :; do i=$((i+1)); touch /tmp/$i; echo /tmp/*; done", 1, "" },
        { "trap 'exit 1' EXIT; trap 'trap \"kill 1\" TERM; kill 1' TERM; kill 1", 1, "" },
        { "echo a | grep 'a\\{1,30000\\}\\{1,30000\\}\\{1,30000\\}'", 1, "" },
        { "ln -s /tmp/a /tmp/b; ln -s /tmp/b /tmp/a; cat /tmp/a; echo x > /tmp/a; ls /tmp/a/b", 1, "" },
        { "printf '%999999999d%.999999999f' 1 1 | wc -c", 1, "" },
        { "echo 'sh /tmp/s' > /tmp/s; chmod +x /tmp/s; /tmp/s", 1, "" },
        { ". /tmp/s", 1, "" },
        { "echo '. /tmp/s' > /tmp/s; . /tmp/s", 1, "" },
        { "cat <<EOF\n", 10000, "" },
        { "echo `echo \\`echo \\\\\\`", 1000, "" },
        { "xargs xargs xargs < /dev/null; exec exec exec; timeout 1 timeout 1 timeout 1", 1, "" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char *script = repeated(cases[i].part, cases[i].times, cases[i].end);
        struct val *argv = val_fmt("[sh, '-c', %s]", script);
        struct program p = { .argv = argv, .base_image = true };
        struct program_end end;
        struct strbuf out = STRBUF_INIT;
        program_follow(&p, 60000, PROGRAM_STEPS_MAX, &end, &out);
        CHECK(end.ended || end.more || end.after_ms == 60000);
        strbuf_release(&out);
        val_unref(argv);
        free(script);
    }
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
