/* Files that the program reads for itself: lessons, cluster files, the learner's progress. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/base/yaml.h"
#include "backends/fake/cluster.h"
#include "lessons/lesson.h"
#include "lessons/progress.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/process.h"

static void load_lesson(struct samples *s)
{
    samples_files(s, "lessons/catalog/*.yaml");
}

static void run_lesson(struct fuzz *f)
{
    struct strbuf err = STRBUF_INIT;
    struct lesson *l = lesson_load("x.yaml", f->text, f->len, &err);
    fuzz_answered(f, l != NULL, err.buf);
    for (const char *line = err.buf; *line && !f->broken; line += strcspn(line, "\n") + (strchr(line, '\n') != NULL))
        if (strncmp(line, "x.yaml:", 7) != 0)
            fuzz_break(f, "a mistake without its file: %.100s", line);
    lesson_free(l);
    strbuf_release(&err);
}

const struct target target_lesson = { .name = "lesson", .load = load_lesson, .run = run_lesson, .every = 4 };

static void load_cluster_file(struct samples *s)
{
    static const char *const texts[] = {
        "{version: v1.20.2, start: '2022-06-22T23:46:00Z', seed: 7, timing: {imagePull: 2s, podTermination: 1s, cronjobSyncOffset: 6s}, images: any,"
        " nodes: [{name: n1, labels: {a: b}, taints: [{key: k, effect: NoSchedule}], capacity: {cpu: '2', pods: '110'}},"
        " {name: n2, addresses: [{type: InternalIP, address: 10.0.0.1}], nodeInfo: {osImage: x}}]}",
        "version: v1.37.2\nimages: [a, b]\nnodes:\n- name: n1\n",
        "images: fresh\nseed: 18446744073709551615\n",
    };
    samples_add_all(s, texts, ARRAY_LEN(texts));
    samples_files(s, "lessons/world/*.yaml");
}

static void run_cluster_file(struct fuzz *f)
{
    struct status st = STATUS_INIT;
    struct settings settings;
    struct val *doc = yaml_parse(f->text, f->len, NULL);
    struct cluster *c = NULL;
    if (doc && settings_read(&settings, doc, &st) == 0)
        c = cluster_new(&settings, &st);
    if (doc)
        fuzz_answered(f, c != NULL, st.message ? st.message : "");
    if (c)
        cluster_run_until(c, c->now_ms + 30 * 1000);
    cluster_free(c);
    val_unref(doc);
    status_release(&st);
}

const struct target target_cluster_file = { .name = "cluster_file", .load = load_cluster_file, .run = run_cluster_file, .every = 8 };

static void load_progress(struct samples *s)
{
    static const char *const texts[] = {
        "{\"daemonset\": {\"step\": \"label-nodes\", \"done\": 4, \"finished\": false, \"hints\": {\"label-nodes\": 2}, \"skipped\": [\"a\"]}}",
        "{\"daemonset\": {\"finished\": true, \"done\": 11}, \"job\": {}}", "{}",
    };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

/* Whatever the file holds: what is set can be read, now and after it was written. */
static void run_progress(struct fuzz *f)
{
    char folder[] = "/tmp/seodang-fuzz-XXXXXX";
    struct strbuf err = STRBUF_INIT;
    if (!mkdtemp(folder))
        BUG("%s", folder);
    char *path = xstrf("%s/progress.json", folder);
    file_write(path, f->text, f->len);
    struct progress *p = progress_open(path);
    progress_done(p, "daemonset");
    progress_finished(p, "daemonset");
    progress_step(p, "daemonset");
    progress_add_hint(p, "daemonset", "label-nodes");
    progress_add_skip(p, "daemonset", "label-nodes");
    progress_set_step(p, "daemonset", "label-nodes", 5);
    int hints = progress_hints(p, "daemonset", "label-nodes");
    if (progress_save(p, &err) < 0)
        fuzz_break(f, "not saved: %s", err.buf);
    progress_free(p);
    p = progress_open(path);
    const char *step = progress_step(p, "daemonset");
    fuzz_same_text(f, "the step", step ? step : "(none)", "label-nodes");
    if (progress_done(p, "daemonset") != 5 || progress_hints(p, "daemonset", "label-nodes") != hints)
        fuzz_break(f, "what was saved is not what is read");
    progress_free(p);
    folder_remove(folder);
    free(path);
    strbuf_release(&err);
}

const struct target target_progress = { .name = "progress", .load = load_progress, .run = run_progress, .every = 4 };
