/*
 * build/bench [NAME...]: the figures of speed and memory, each with its unit and its goal; those whose name contains NAME.
 *
 * Times are CPU time of this process, except the start of the program, which is what a person waits. The exit status is not 0
 * when a goal is missed, so that a slow change is seen; on a busy machine look again before you believe it.
 */
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "backends/client.h"
#include "backends/fake/fake.h"
#include "repl/loop.h"
#include "repl/shell.h"
#include "tests/lib/process.h"
#include "tests/pty/pty.h"

enum { WORKERS = 10, DEPLOYMENT_PODS = 500, ROLLED_PODS = 200 };
enum { NODES = 5000, FEW_NODES = 1000, PODS_SHOWN = 100, STARTS = 20, ROUNDS = 200, SETTLE_MAX_S = 600 };
enum { JOB_WORKERS = 3, COMPLETIONS = 10000, PARALLELISM = 100, DAY_S = 24 * 3600, DAYS = 30, FIRST_DAYS = 3 };

static double cpu_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double wall_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double heap_bytes(void)
{
    struct mallinfo2 m = mallinfo2();
    return (double)m.uordblks + (double)m.hblkhd;
}

static _Noreturn void give_up(const char *what, struct status *st)
{
    fprintf(stderr, "bench: %s: %s\n", what, st && st->message ? st->message : "failed");
    exit(2);
}

/* ---- a cluster with so many nodes ---- */

struct world {
    struct backend *backend;
    struct client *client;
};

static struct world world_new(int nodes)
{
    struct status st = STATUS_INIT;
    struct world w;
    struct val *list = val_array();
    for (int i = 0; i < nodes; i++) {
        char name[24];
        snprintf(name, sizeof(name), "node-%05d", i);
        val_append(&list, val_fmt("{name:%s, labels:{'kubernetes.io/hostname':%s}}", name, name));
    }
    struct val *doc = val_fmt("{version:'v1.20.2', start:'2022-06-23T00:00:00Z', images:any, nodes:%V}", list);
    w.backend = fake_new(doc, &st);
    val_unref(doc);
    if (!w.backend)
        give_up("the cluster", &st);
    fake_set_pace(w.backend, FAKE_STEPPED, 1);
    w.client = client_new(w.backend);
    return w;
}

static void world_free(struct world *w)
{
    client_free(w->client);
    backend_free(w->backend);
}

static const struct resource *find(struct world *w, const char *word)
{
    struct status st = STATUS_INIT;
    const struct resource *r = client_find(w->client, word, &st);
    if (!r)
        give_up(word, &st);
    return r;
}

static void advance(struct world *w, int64_t ms)
{
    w->backend->ops->advance(w->backend, backend_now_ms(w->backend) + ms);
}

/* Applies a DaemonSet and lets time pass until each node runs its pod. */
static void run_daemonset(struct world *w, int nodes)
{
    struct status st = STATUS_INIT;
    struct val *ds = val_fmt(
        "{apiVersion:'apps/v1', kind:DaemonSet, metadata:{name:web, namespace:default}, spec:{selector:{matchLabels:{app:web}},"
        " template:{metadata:{labels:{app:web}}, spec:{containers:[{name:web, image:'nginx:1.27', ports:[{containerPort:80}],"
        " resources:{requests:{cpu:'10m', memory:'16Mi'}}}]}}}}");
    if (client_create(w->client, find(w, "daemonsets"), "default", ds, NULL, NULL, &st) < 0)
        give_up("the DaemonSet", &st);
    val_unref(ds);
    for (int s = 0;; s++) {
        struct val *now = NULL;
        if (client_get(w->client, find(w, "daemonsets"), "default", "web", &now, &st) < 0)
            give_up("the DaemonSet", &st);
        int64_t ready = val_at_int(now, "status.numberReady", 0);
        val_unref(now);
        if (ready == nodes)
            return;
        if (s == SETTLE_MAX_S)
            give_up("the DaemonSet's pods do not get ready", NULL);
        advance(w, 1000);
    }
}

static double daemonset_s(int nodes)
{
    struct world w = world_new(nodes);
    advance(&w, 1000);
    double start = cpu_s();
    run_daemonset(&w, nodes);
    double took = cpu_s() - start;
    world_free(&w);
    return took;
}

/* What `nodes` pods have added to the heap, their events deleted. */
static double daemonset_heap(int nodes)
{
    struct world w = world_new(nodes);
    struct status st = STATUS_INIT;
    find(&w, "events");
    advance(&w, 1000);
    double before = heap_bytes();
    run_daemonset(&w, nodes);
    struct request all = { .method = REQUEST_DELETE, .path = "/api/v1/namespaces/default/events" };
    struct reply reply = REPLY_INIT;
    if (backend_request(w.backend, &all, &reply, &st) < 0)
        give_up("deleting the events", &st);
    reply_release(&reply);
    double bytes = heap_bytes() - before;
    world_free(&w);
    return bytes;
}

/* ---- a Deployment, in a process of its own: its memory counts ---- */

/* Lets time pass until all pods of the Deployment are of its template and available. */
static void await_deployment(struct world *w, int pods)
{
    struct status st = STATUS_INIT;
    for (int s = 0; s < SETTLE_MAX_S; s++) {
        struct val *now = NULL;
        advance(w, 1000);
        if (client_get(w->client, find(w, "deployments"), "default", "web", &now, &st) < 0)
            give_up("the Deployment", &st);
        bool done = val_at_int(now, "status.availableReplicas", 0) == pods && val_at_int(now, "status.updatedReplicas", 0) == pods &&
                    val_at_int(now, "status.replicas", 0) == pods &&
                    val_at_int(now, "status.observedGeneration", 0) == val_at_int(now, "metadata.generation", 0);
        val_unref(now);
        if (done)
            return;
    }
    give_up("the Deployment does not get on", NULL);
}

static void create_deployment(struct world *w, int pods)
{
    struct status st = STATUS_INIT;
    struct val *d = val_fmt(
        "{apiVersion:'apps/v1', kind:Deployment, metadata:{name:web, namespace:default}, spec:{replicas:%d, selector:{matchLabels:"
        "{app:web}}, template:{metadata:{labels:{app:web}}, spec:{containers:[{name:web, image:'nginx:1.27',"
        " ports:[{containerPort:80}]}]}}}}", pods);
    if (client_create(w->client, find(w, "deployments"), "default", d, NULL, NULL, &st) < 0)
        give_up("the Deployment", &st);
    val_unref(d);
    await_deployment(w, pods);
}

static void roll_deployment(struct world *w, int pods)
{
    struct status st = STATUS_INIT;
    struct val *patch = val_fmt("{spec:{template:{spec:{containers:[{name:web, image:'nginx:1.28'}]}}}}");
    if (client_patch(w->client, find(w, "deployments"), "default", "web", NULL, CONTENT_STRATEGIC_PATCH, patch, NULL, NULL, &st) < 0)
        give_up("the update", &st);
    val_unref(patch);
    await_deployment(w, pods);
}

static double rss_mib(const char *pid, const char *which);

/* What `bench --deployment|--rolling` prints: the CPU seconds and the most memory that was resident. */
static int run_deployment(bool rolls)
{
    struct world w = world_new(WORKERS);
    double start = cpu_s();
    create_deployment(&w, rolls ? ROLLED_PODS : DEPLOYMENT_PODS);
    if (rolls) {
        start = cpu_s();
        roll_deployment(&w, ROLLED_PODS);
    }
    double took = cpu_s() - start;
    printf("%f %f\n", took, rss_mib("self", "VmHWM:"));
    world_free(&w);
    return 0;
}

struct run_figures {
    const char *mode;
    double s, mib;
};
static struct run_figures deployment = { .mode = "--deployment" }, rolling = { .mode = "--rolling" };

/* Runs once for both figures. */
static const struct run_figures *figures_of(struct run_figures *f)
{
    const char *const argv[] = { "/proc/self/exe", f->mode, NULL };
    struct process p = { .argv = argv, .timeout_s = SETTLE_MAX_S };
    if (f->s > 0)
        return f;
    process_run(&p);
    if (p.status || sscanf(p.out.buf, "%lf %lf", &f->s, &f->mib) != 2)
        give_up(f->mode, NULL);
    process_release(&p);
    return f;
}

/* ---- Jobs ---- */

/* A Job of so many completions on three nodes, from its creation to its end. */
static double job_s(int completions)
{
    struct world w = world_new(JOB_WORKERS);
    struct status st = STATUS_INIT;
    struct val *job = val_fmt(
        "{apiVersion:'batch/v1', kind:Job, metadata:{name:many, namespace:default}, spec:{completions:%I, parallelism:%I,"
        " template:{spec:{restartPolicy:Never, containers:[{name:c, image:busybox, command:[sleep, '1']}]}}}}",
        (int64_t)completions, (int64_t)PARALLELISM);
    const struct resource *jobs = find(&w, "jobs");
    advance(&w, 1000);
    double start = cpu_s();
    if (client_create(w.client, jobs, "default", job, NULL, NULL, &st) < 0)
        give_up("the Job", &st);
    val_unref(job);
    for (int s = 0, done = 0; !done; s++) {
        struct val *now = NULL;
        advance(&w, 1000);
        if (client_get(w.client, jobs, "default", "many", &now, &st) < 0)
            give_up("the Job", &st);
        done = val_at_int(now, "status.succeeded", 0) == completions;
        val_unref(now);
        if (s > completions)
            give_up("the Job does not end", NULL);
    }
    double took = cpu_s() - start;
    world_free(&w);
    return took;
}

/* What a CronJob of every minute costs: a cluster's life of so many days, and how the heap has grown since the first ones. */
static double cron_s, cron_growth_mib;

static void run_cron(void)
{
    struct world w = world_new(JOB_WORKERS);
    struct status st = STATUS_INIT;
    struct val *cron = val_fmt(
        "{apiVersion:'batch/v1beta1', kind:CronJob, metadata:{name:often, namespace:default}, spec:{schedule:'* * * * *', jobTemplate:{spec:"
        "{template:{spec:{restartPolicy:Never, containers:[{name:c, image:busybox, command:[sleep, '5']}]}}}}}}");
    double start = cpu_s(), early = 0;
    if (client_create(w.client, find(&w, "cronjobs"), "default", cron, NULL, NULL, &st) < 0)
        give_up("the CronJob", &st);
    val_unref(cron);
    for (int day = 0; day < DAYS; day++) {
        if (day == FIRST_DAYS)
            early = heap_bytes();
        advance(&w, (int64_t)DAY_S * 1000);
    }
    cron_s = cpu_s() - start;
    cron_growth_mib = (heap_bytes() - early) / (1 << 20);
    world_free(&w);
}

/* ---- the figures ---- */

static double measure_cron(void)
{
    run_cron();
    return cron_s;
}

static double measure_cron_growth(void)
{
    if (cron_s <= 0)
        run_cron();
    return cron_growth_mib;
}

static double measure_job(void)
{
    return job_s(COMPLETIONS);
}

static double measure_job_growth(void)
{
    double once = job_s(COMPLETIONS / 2);
    return job_s(COMPLETIONS) / once;
}

static double measure_deployment(void)
{
    return figures_of(&deployment)->s;
}

static double measure_deployment_rss(void)
{
    return figures_of(&deployment)->mib;
}

static double measure_rolling(void)
{
    return figures_of(&rolling)->s;
}

static double measure_rolling_rss(void)
{
    return figures_of(&rolling)->mib;
}

static double measure_daemonset(void)
{
    return daemonset_s(NODES);
}

static double measure_growth(void)
{
    double once = daemonset_s(NODES);
    return daemonset_s(2 * NODES) / once;
}

/* The slope between two sizes, so that what is there anyway (the ring of old versions, tables) does not count. */
static double measure_pod_bytes(void)
{
    double few = daemonset_heap(FEW_NODES);
    return (daemonset_heap(NODES) - few) / (NODES - FEW_NODES);
}

static double measure_get_pods(void)
{
    struct world w = world_new(PODS_SHOWN);
    run_daemonset(&w, PODS_SHOWN);
    struct session session = { .backend = w.backend, .client = w.client, .namespace_ = xstrdup("default"),
                               .mode = MODE_SCRIPT, .shell = shell_new() };
    struct sink_buffer out, err;
    struct text_source source;
    struct loop loop = { .session = &session, .source = &source.base, .out = &out.sink, .err = &err.sink };
    double start = 0;
    sink_buffer_init(&out);
    sink_buffer_init(&err);
    for (int i = -1; i < ROUNDS; i++) { /* the first reads discovery, and does not count */
        if (i == 0)
            start = cpu_s();
        strbuf_reset(&out.sb);
        text_source_init(&source, "kubectl get pods\n");
        loop_run(&loop);
    }
    double took = (cpu_s() - start) / ROUNDS;
    size_t lines = 0;
    for (const char *c = out.sb.buf; *c; c++)
        lines += *c == '\n';
    if (lines != PODS_SHOWN + 1)
        give_up("kubectl get pods did not print its table", NULL);
    sink_buffer_release(&out);
    sink_buffer_release(&err);
    shell_free(session.shell);
    free(session.namespace_);
    world_free(&w);
    return took * 1e3;
}

static double best_start_ms, start_rss_mib;

/* The memory of a process that is resident (VmRSS:), or was at the most (VmHWM:), in MiB. */
static double rss_mib(const char *pid, const char *which)
{
    char *path = xstrf("/proc/%s/status", pid);
    struct strbuf text = STRBUF_INIT;
    file_read(path, &text);
    const char *at = strstr(text.buf, which);
    double mib = at ? strtod(at + strlen(which), NULL) / 1024 : 0;
    strbuf_release(&text);
    free(path);
    return mib;
}

static double measure_start(void)
{
    char *home = pty_home_new();
    best_start_ms = 1e9;
    for (int i = 0; i < STARTS; i++) {
        double start = wall_s();
        struct pty *t = pty_start_seodang((const char *const[]){ "practice", NULL }, home);
        if (!pty_wait(t, "$ "))
            give_up("no prompt", NULL);
        double took = (wall_s() - start) * 1e3;
        best_start_ms = took < best_start_ms ? took : best_start_ms;
        char *pid = xstrf("%d", pty_pid(t));
        start_rss_mib = rss_mib(pid, "VmRSS:");
        free(pid);
        pty_type(t, KEY_CTRL_D);
        pty_finish(t);
    }
    pty_home_remove(home);
    return best_start_ms;
}

static double measure_start_rss(void)
{
    if (start_rss_mib <= 0)
        measure_start();
    return start_rss_mib;
}

static const struct {
    const char *name, *unit, *what;
    double goal;
    double (*measure)(void);
} figures[] = {
    { "start", "ms", "start of the program to its first prompt, wall time, best of 20", 10, measure_start },
    { "start-rss", "MiB", "resident memory at the first prompt", 12, measure_start_rss },
    { "get-pods", "ms", "kubectl get pods of 100, in process", 0.2, measure_get_pods },
    { "daemonset", "s", "a DaemonSet on 5,000 nodes, from apply to all Running", 0.5, measure_daemonset },
    { "growth", "x", "the same when the nodes double", 2.2, measure_growth },
    { "job", "s", "a Job of 10,000 completions, 100 at a time", 2, measure_job },
    { "job-growth", "x", "the same when the completions double", 2.2, measure_job_growth },
    { "cron", "s", "thirty days of a CronJob of every minute: 43,200 Jobs", 10, measure_cron },
    { "cron-heap", "MiB", "what its last 27 days have added to the heap", 1, measure_cron_growth },
    { "pod-bytes", "bytes", "a DaemonSet's pod with its index entries, without events", 3072, measure_pod_bytes },
    { "deployment", "s", "a Deployment of 500 on 10 workers, from apply to all available", 0.1, measure_deployment },
    { "deployment-rss", "MiB", "the most memory that was resident meanwhile", 20, measure_deployment_rss },
    { "rolling", "s", "a rolling update of 200", 0.1, measure_rolling },
    { "rolling-rss", "MiB", "the most memory that was resident meanwhile", 20, measure_rolling_rss },
};

int main(int argc, char **argv)
{
    int missed = 0;
    if (argc == 2 && (!strcmp(argv[1], "--deployment") || !strcmp(argv[1], "--rolling")))
        return run_deployment(!strcmp(argv[1], "--rolling"));
    for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
        bool wanted = argc < 2;
        for (int k = 1; k < argc; k++)
            wanted = wanted || strstr(figures[i].name, argv[k]);
        if (!wanted)
            continue;
        double have = figures[i].measure();
        bool met = have <= figures[i].goal;
        missed += !met;
        printf("%-14s %10.3f %-5s (goal %g)%s  %s\n", figures[i].name, have, figures[i].unit, figures[i].goal,
               met ? "" : " MISSED", figures[i].what);
        fflush(stdout);
    }
    return missed ? 1 : 0;
}
