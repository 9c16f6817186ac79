/* Job, CronJob and TTL controllers by tables: what is asked for, what is done to it and when, what there is in the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/backend.h"
#include "backends/base/rfc3339.h"
#include "backends/base/yaml.h"
#include "backends/fake/fake.h"
#include "tests/unit/test.h"

#define BATCH "/apis/batch/v1/namespaces/default/"
#define OLD_BATCH "/apis/batch/v1beta1/namespaces/default/"

struct world {
    struct backend *b;
    const char *batch; /* where CronJobs are */
};

static void world_begin(struct world *w, const char *version, const char *start)
{
    struct status st = STATUS_INIT;
    struct val *file = val_fmt("{version:%s, start:%s, images:any, timing:{imagePull:'2s', podTermination:'1s', cronjobSyncOffset:'6s'},"
                               " nodes:[{name:n1}]}", version, start);
    w->b = fake_new(file, &st);
    w->batch = strcmp(version, "v1.21") < 0 ? OLD_BATCH : BATCH;
    CHECK(w->b != NULL);
    val_unref(file);
    status_release(&st);
}

/* The reply, the caller's; NULL, and a failed check, when it is refused. */
static struct val *ask(struct world *w, enum request_method method, const char *path, const struct val *body)
{
    struct request rq = { .method = method, .path = path, .body = body,
                          .content = method == REQUEST_PATCH ? CONTENT_MERGE_PATCH : CONTENT_JSON };
    struct reply reply = REPLY_INIT;
    struct status st = STATUS_INIT;
    if (backend_request(w->b, &rq, &reply, &st) < 0)
        test_check(false, __FILE__, __LINE__, "%s: %s", path, st.message);
    struct val *doc = val_ref(reply.doc);
    reply_release(&reply);
    status_release(&st);
    return doc;
}

static struct val *parse(const char *text)
{
    struct val *doc = yaml_parse(text, strlen(text), NULL);
    CHECK(doc != NULL);
    return doc;
}

static int64_t offset_s(struct world *w, const char *time)
{
    return (rfc3339_parse_ms(time) - w->b->ops->start_ms(w->b)) / 1000;
}

/* What is done to the object while time passes, in order: at so many seconds since the start. */
struct edit {
    int64_t at_s;
    const char *patch; /* a merge patch as YAML; NULL: the table's end */
};

enum { EDITS_MAX = 4 };

static void play(struct world *w, const char *path, const struct edit *edits, int64_t until_s)
{
    int64_t start_ms = w->b->ops->start_ms(w->b);
    for (size_t i = 0; i < EDITS_MAX && edits[i].patch; i++) {
        struct val *patch = parse(edits[i].patch);
        w->b->ops->advance(w->b, start_ms + edits[i].at_s * 1000);
        val_unref(ask(w, REQUEST_PATCH, path, patch));
        val_unref(patch);
    }
    w->b->ops->advance(w->b, start_ms + until_s * 1000);
}

static int by_time(const void *a, const void *b)
{
    const struct val *x = *(const struct val *const *)a, *y = *(const struct val *const *)b;
    int order = strcmp(val_at_str(x, "metadata.creationTimestamp", ""), val_at_str(y, "metadata.creationTimestamp", ""));
    return order ? order : strcmp(val_at_str(x, "metadata.name", ""), val_at_str(y, "metadata.name", ""));
}

/* Of each object of a list, the oldest first, what `add` says of it. */
static void describe(struct world *w, const char *path, struct strbuf *out, void (*add)(struct world *w, struct strbuf *out, const struct val *o))
{
    struct val *list = ask(w, REQUEST_GET, path, NULL);
    const struct val *items = val_get(list, "items");
    size_t count = val_len(items);
    const struct val **sorted = xcalloc(count + 1, sizeof(*sorted));
    for (size_t i = 0; i < count; i++)
        sorted[i] = val_item(items, i);
    qsort(sorted, count, sizeof(*sorted), by_time);
    for (size_t i = 0; i < count; i++)
        add(w, out, sorted[i]);
    free(sorted);
    val_unref(list);
}

/* ---- CronJob ---- */

/* " 11:31+66": the time for which it was made, and when that was, in seconds since the start. */
static void add_cron_job(struct world *w, struct strbuf *out, const struct val *job)
{
    const char *name = val_at_str(job, "metadata.name", ""), *dash = strrchr(name, '-');
    long long number = dash ? strtoll(dash + 1, NULL, 10) : 0;
    number = number > 1000000000 ? number / 60 : number;
    strbuf_addf(out, "%s%02lld:%02lld+%lld", out->len ? " " : "", number / 60 % 24, number % 60,
                (long long)offset_s(w, val_at_str(job, "metadata.creationTimestamp", "")));
}

static void add_event(struct world *w, struct strbuf *out, const struct val *event)
{
    const char *reason = val_get_str(event, "reason", "");
    (void)w;
    if (!val_str_equal(val_at(event, "involvedObject.kind"), "CronJob") || !strcmp(reason, "SuccessfulCreate") || !strcmp(reason, "SawCompletedJob") ||
        !strcmp(reason, "SuccessfulDelete"))
        return;
    strbuf_addf(out, " %s", reason);
}

/* The Jobs of a CronJob and its warnings.  Clusters start five seconds behind a minute. */
TEST(cronjob_starts)
{
    static const char *const job_true = ", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: ['true']}]}}}}}";
    static const char *const job_long = ", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sleep, '150']}]}}}}}";
    static const struct {
        const char *version, *start, *spec;
        bool is_long;
        struct edit edits[EDITS_MAX];
        int64_t until_s;
        const char *want;
    } cases[] = {
#include "tests/unit/batch_cronjobs.def"
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct world w;
        struct strbuf have = STRBUF_INIT, text = STRBUF_INIT;
        world_begin(&w, cases[i].version, cases[i].start);
        strbuf_addf(&text, "{metadata: {name: c}, spec: {%s%s}", cases[i].spec, cases[i].is_long ? job_long : job_true);
        struct val *doc = parse(text.buf);
        char *path = xstrf("%scronjobs", w.batch), *own = xstrf("%scronjobs/c", w.batch);
        val_unref(ask(&w, REQUEST_POST, path, doc));
        play(&w, own, cases[i].edits, cases[i].until_s);
        describe(&w, BATCH "jobs", &have, add_cron_job);
        describe(&w, "/api/v1/namespaces/default/events", &have, add_event);
        if (!CHECK_STR(have.buf, cases[i].want))
            test_check(false, __FILE__, __LINE__, "of: %s %s", cases[i].version, cases[i].spec);
        free(path);
        free(own);
        val_unref(doc);
        strbuf_release(&have);
        strbuf_release(&text);
        backend_free(w.b);
    }
}

/* ---- Job ---- */

static void add_pod(struct world *w, struct strbuf *out, const struct val *pod)
{
    const char *index = val_str(val_get(val_at(pod, "metadata.annotations"), "batch.kubernetes.io/job-completion-index"));
    strbuf_addf(out, "%s%s%s%lld", out->len ? " " : "", index ? index : "", index ? "@" : "",
                (long long)offset_s(w, val_at_str(pod, "metadata.creationTimestamp", "")));
}

/* " active 1", " succeeded 2", " completedIndexes 0,2" ... and the conditions with their reasons. */
static void add_status(struct strbuf *out, const struct val *status)
{
    static const char *const members[] = { "active", "succeeded", "failed", "terminating", "completedIndexes", "failedIndexes" };
    const struct val *conditions = val_get(status, "conditions");
    for (size_t i = 0; i < ARRAY_LEN(members); i++) {
        const struct val *v = val_get(status, members[i]);
        if (val_str(v))
            strbuf_addf(out, " %s %s", members[i], val_str(v));
        else if (val_int_or(v, 0))
            strbuf_addf(out, " %s %lld", members[i], (long long)val_int_or(v, 0));
    }
    for (size_t i = 0; i < val_len(conditions); i++)
        strbuf_addf(out, " %s%s%s", val_get_str(val_item(conditions, i), "type", ""), val_get(val_item(conditions, i), "reason") ? "=" : "",
                    val_get_str(val_item(conditions, i), "reason", ""));
}

/* When the pods of a Job were made (INDEX@SECONDS), and its status in the end. */
TEST(job_goes)
{
    static const struct {
        const char *version, *spec, *script;
        struct edit edits[EDITS_MAX];
        int64_t until_s;
        const char *want;
    } cases[] = {
#include "tests/unit/batch_jobs.def"
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct world w;
        struct strbuf have = STRBUF_INIT, text = STRBUF_INIT;
        world_begin(&w, cases[i].version, "2022-06-23T11:30:05Z");
        strbuf_addf(&text, "{metadata: {name: j}, spec: {%s}}", cases[i].spec);
        struct val *doc = parse(text.buf);
        val_put(&doc, "spec.template.spec.containers", val_fmt("[{name:c, image:busybox, command:[sh,'-c',%s]}]", cases[i].script));
        if (!val_at(doc, "spec.template.spec.restartPolicy"))
            val_put_str(&doc, "spec.template.spec.restartPolicy", "Never");
        val_unref(ask(&w, REQUEST_POST, BATCH "jobs", doc));
        play(&w, BATCH "jobs/j", cases[i].edits, cases[i].until_s);
        describe(&w, "/api/v1/namespaces/default/pods", &have, add_pod);
        struct val *jobs = ask(&w, REQUEST_GET, BATCH "jobs", NULL);
        if (val_len(val_get(jobs, "items")))
            add_status(&have, val_at(jobs, "items.0.status"));
        else
            strbuf_adds(&have, "gone");
        if (!CHECK_STR(have.buf, cases[i].want))
            test_check(false, __FILE__, __LINE__, "of: %s %s %s", cases[i].version, cases[i].spec, cases[i].script);
        val_unref(jobs);
        val_unref(doc);
        strbuf_release(&have);
        strbuf_release(&text);
        backend_free(w.b);
    }
}
