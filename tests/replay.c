/*
 * build/replay [-v] [NAME...]: replays recordings of a real cluster on the fake one, and compares what is printed.
 *
 * A recording (a .json in tests/recordings, never edited; later versions in folders) holds what a real kubectl printed, step by
 * step, and at which second.
 * Each runs in one `seodang script` on the virtual clock.  All steps must be equal; a recording that is not that far has a
 * line `NAME MINIMUM` in expected.txt, which UPDATE=1 rewrites.  -v shows each step that differs.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "backends/base/json.h"
#include "tests/lib/process.h"
#include "tests/replay/reading.h"

#define RECORDINGS "tests/recordings/"
enum { TIMEOUT_S = 120 };

struct replay {
    const char *seodang; /* borrowed */
    struct val *recording;
    char *name; /* owned: "daemonset-no-selector", "v1.37/daemonset-no-selector" */
    size_t steps, equal;
};

static void write_file_in(const char *dir, const char *name, const char *text, size_t len)
{
    char *path = xstrf("%s/%s", dir, name);
    file_write(path, text, len);
    free(path);
}

/* The settings of the cluster on which it was recorded. */
static void write_cluster(const struct replay *r, const char *dir)
{
    char start[32];
    time_t started = (time_t)val_int_or(val_get(r->recording, "started"), 0);
    struct tm tm;
    strftime(start, sizeof(start), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&started, &tm));
    const struct val *timing = val_get(r->recording, "timing");
    struct val *cluster = val_fmt("{version:%v, start:%s, seed:1, timing:%V, images:%s, nodes:%v}",
                                  val_get(r->recording, "server"), start,
                                  timing ? val_ref(timing) : val_fmt("{imagePull:'2s', podTermination:'1s'}"),
                                  val_get_str(r->recording, "images", "any"), val_get(r->recording, "nodes"));
    struct strbuf text = STRBUF_INIT;
    json_write(&text, cluster, JSON_INDENT);
    write_file_in(dir, "cluster.yaml", text.buf, text.len);
    strbuf_release(&text);
    val_unref(cluster);
}

static void write_script(const struct replay *r, const char *dir)
{
    struct strbuf script = STRBUF_INIT;
    const struct val *steps = val_get(r->recording, "steps");
    for (size_t i = 0; i < val_len(steps); i++) {
        strbuf_adds(&script, "clock until ");
        json_write(&script, val_get(val_item(steps, i), "at"), JSON_COMPACT);
        strbuf_addf(&script, "\n%s\n", val_get_str(val_item(steps, i), "run", ""));
    }
    write_file_in(dir, "script", script.buf, script.len);
    strbuf_release(&script);
}

static void write_files(const struct replay *r, const char *dir)
{
    const struct val *files = val_get(r->recording, "files");
    for (size_t i = 0; i < val_len(files); i++)
        write_file_in(dir, val_key(files, i), val_str_or(val_item(files, i), ""), val_len(val_item(files, i)));
    write_cluster(r, dir);
    write_script(r, dir);
}

/* An array of our answers, without the `clock` lines between. */
static struct val *read_answers(const struct strbuf *out)
{
    struct val *answers = val_array();
    for (const char *line = out->buf; *line;) {
        size_t len = strcspn(line, "\n");
        struct val *answer = json_parse(line, len, NULL);
        if (val_is(answer, VAL_OBJECT) && strncmp(val_get_str(answer, "run", ""), "clock ", 6) != 0)
            val_append(&answers, val_ref(answer));
        val_unref(answer);
        line += len + (line[len] == '\n');
    }
    return answers;
}

static void show(const struct replay *r, const struct val *step, const struct val *got)
{
    fprintf(stderr, "--- %s @%gs $ %s\n", r->name, val_double_or(val_get(step, "at"), 0), val_get_str(step, "run", ""));
    fprintf(stderr, "real rc=%lld\n%s%s", (long long)val_at_int(step, "rc", 0), val_get_str(step, "stdout", ""),
            val_get_str(step, "stderr", ""));
    fprintf(stderr, "ours rc=%lld\n%s%s\n", (long long)val_at_int(got, "rc", -1), val_get_str(got, "stdout", ""),
            val_get_str(got, "stderr", ""));
}

static void compare(struct replay *r, const struct process *p, bool verbose)
{
    const struct val *steps = val_get(r->recording, "steps");
    struct val *answers = read_answers(&p->out);
    r->steps = val_len(steps);
    for (size_t i = 0; i < r->steps; i++) {
        const struct val *step = val_item(steps, i), *got = val_item(answers, i);
        if (reading_same(r->recording, step, got))
            r->equal++;
        else if (verbose)
            show(r, step, got);
    }
    if (val_len(answers) < r->steps)
        fprintf(stderr, "%s: %zu answers to %zu steps; status %d %s\n", r->name, val_len(answers), r->steps, p->status,
                p->err.buf);
    val_unref(answers);
}

static void run(struct replay *r, bool verbose)
{
    char dir[] = "/tmp/seodang-replay-XXXXXX";
    if (!mkdtemp(dir))
        BUG("no temporary folder");
    write_files(r, dir);
    char *home = xstrf("HOME=%s", dir);
    const char *argv[] = { r->seodang, "script", "--json", "--cluster", "cluster.yaml", "script", NULL };
    const char *env[] = { "TZ=Asia/Seoul", "LC_ALL=C.UTF-8", home, NULL };
    struct process p = { .argv = argv, .dir = dir, .env = env, .timeout_s = TIMEOUT_S, .out = STRBUF_INIT, .err = STRBUF_INIT };
    process_run(&p);
    compare(r, &p, verbose);
    process_release(&p);
    free(home);
    folder_remove(dir);
}

/* How many steps must be equal: expected.txt's number, else all. */
static size_t minimum(const struct strbuf *expected, const struct replay *r)
{
    size_t len = strlen(r->name);
    for (const char *line = expected->buf; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (!strncmp(line, r->name, len) && line[len] == ' ')
            return strtoul(line + len, NULL, 10);
    }
    return r->steps;
}

static bool is_wanted(const char *name, int argc, char **argv)
{
    bool any = false;
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-')
            continue;
        any = true;
        if (strstr(name, argv[i]))
            return true;
    }
    return !any;
}

/* The path below RECORDINGS without its ending. */
static char *name_of(const char *path)
{
    return xstrf("%.*s", (int)(strlen(path) - strlen(RECORDINGS) - strlen(".json")), path + strlen(RECORDINGS));
}

static struct val *load(const char *path)
{
    struct strbuf text = STRBUF_INIT;
    struct val *recording = file_read(path, &text) == 0 ? json_parse(text.buf, text.len, NULL) : NULL;
    if (!recording) {
        fprintf(stderr, "%s: no recording\n", path);
        exit(2);
    }
    strbuf_release(&text);
    return recording;
}

int main(int argc, char **argv)
{
    bool verbose = argc > 1 && !strcmp(argv[1], "-v");
    char *seodang = seodang_path();
    struct strbuf expected = STRBUF_INIT, updated = STRBUF_INIT;
    glob_t found = { 0 };
    size_t steps = 0, equal = 0;
    int passed = 0, failed = 0;
    file_read(RECORDINGS "expected.txt", &expected);
    if (glob(RECORDINGS "*.json", 0, NULL, &found) || glob(RECORDINGS "v*/*.json", GLOB_APPEND, NULL, &found))
        fputs("no recordings in " RECORDINGS "\n", stderr);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct replay r = { .seodang = seodang, .name = name_of(found.gl_pathv[i]) };
        if (is_wanted(r.name, argc, argv)) {
            r.recording = load(found.gl_pathv[i]);
            run(&r, verbose);
            bool ok = r.equal >= minimum(&expected, &r);
            passed += ok;
            failed += !ok;
            if (!ok || verbose)
                printf("%s%s: %zu of %zu steps equal, %zu wanted\n", ok ? "" : "FAILED ", r.name, r.equal, r.steps,
                       minimum(&expected, &r));
            steps += r.steps;
            equal += r.equal;
            if (r.equal < r.steps)
                strbuf_addf(&updated, "%s %zu\n", r.name, r.equal);
        }
        val_unref(r.recording);
        free(r.name);
    }
    if (getenv("UPDATE"))
        file_write(RECORDINGS "expected.txt", updated.buf, updated.len);
    printf("replay: %d passed, %d failed (%zu of %zu steps equal)\n", passed, failed, equal, steps);
    globfree(&found);
    strbuf_release(&expected);
    strbuf_release(&updated);
    free(seodang);
    return failed || !passed;
}
