/*
 * What runs in the background.  A job is followed from its start as the container's program itself is, with the files as they
 * were when it was started, and as far as the shell that started it has come; what it printed and changed in files by then happens
 * to that shell.  So `( sleep 1; echo b ) & echo a; wait` prints a before b.  What the shell itself changes in files happens to the
 * job a moment later, which then has to be followed anew.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

enum { FIRST_PID = 7, HORIZON_LEAST_MS = 60000, JOBS_MAX = 100, NESTED_MAX = 10 };

/* Until when a part of the text had been printed. */
struct mark {
    int64_t at_ms;
    size_t len;
};

struct job {
    struct job *next;
    const struct node *body;
    struct shell_own own; /* as they were at its start */
    struct files files;
    struct val *history;  /* owned; what happens to them from outside of the job */
    int64_t start_ms;
    struct stream *to;    /* where its output goes */
    struct stream stream; /* where it is kept until its time has come */
    struct strbuf text;
    struct mark *marks;
    size_t mark_count, mark_cap, told; /* told: marks that have been printed */
    struct val *changes;  /* owned; a journal, of which so many are done */
    size_t done;
    int64_t known_ms;     /* until when it was followed */
    bool ended, waited, killed;
    int64_t end_ms;
    int status, pid;
};

void shell_jobs_note(struct job *job, const struct shell *sh)
{
    struct mark *last = job->mark_count ? &job->marks[job->mark_count - 1] : NULL;
    if (last && last->at_ms == sh->now_ms) {
        last->len = job->text.len;
        return;
    }
    ARRAY_GROW(job->marks, job->mark_count, job->mark_cap);
    job->marks[job->mark_count++] = (struct mark){ sh->now_ms, job->text.len };
}

static void copy_files(struct shell *sh, struct files *to, const struct files *from)
{
    for (size_t i = 0; i < from->len; i++)
        shell_work(sh, from->items[i].text.len + strlen(from->items[i].path));
    *to = (struct files){ xcalloc(from->len ? from->len : 1, sizeof(*to->items)), from->len, from->len };
    for (size_t i = 0; i < from->len; i++) {
        to->items[i] = from->items[i];
        to->items[i].path = xstrdup(from->items[i].path);
        strbuf_init(&to->items[i].text);
        strbuf_add(&to->items[i].text, from->items[i].text.buf, from->items[i].text.len);
    }
}

/* Follows the job from its start until then, or as far as the steps reach. */
static void follow(struct shell *sh, struct job *job, int64_t until_ms)
{
    struct program program = *sh->program;
    strbuf_reset(&job->text);
    job->mark_count = 0;
    val_assign(&job->changes, NULL);
    program.journal = &job->changes;
    program.history = job->history;
    program.shared = NULL;
    struct shell child = { .program = &program, .arena = sh->arena, .scratch = arena_new(), .own = shell_own_ref(&job->own),
                           .apart = sh->apart, .bodies = sh->bodies, .body_count = sh->body_count,
                           .out = &job->stream, .err = &job->stream, .in = "", .now_ms = job->start_ms, .until_ms = until_ms,
                           .steps = sh->steps, .told = true, .nested = sh->nested + 1 };
    copy_files(sh, &child.files, &job->files);
    child.bodies = xcalloc(sh->body_count + 1, sizeof(*child.bodies));
    child.body_cap = sh->body_count + 1;
    if (sh->body_count)
        memcpy(child.bodies, sh->bodies, sh->body_count * sizeof(*child.bodies));
    shell_run(&child, job->body);
    shell_run_exit_trap(&child);
    job->ended = child.flow != FLOW_STOPPED;
    job->known_ms = job->end_ms = child.now_ms;
    job->status = child.status;
    sh->steps = child.steps;
    if (child.flow == FLOW_STOPPED && child.steps < 0) { /* what it would do from there on is not known */
        sh->until_ms = child.now_ms > sh->now_ms ? child.now_ms : sh->now_ms;
        sh->flow = FLOW_STOPPED;
    }
    shell_jobs_release(&child);
    shell_own_release(&child.own);
    files_release(&child.files);
    free(child.bodies);
    arena_free(child.scratch);
}

static void know(struct shell *sh, struct job *job, int64_t until_ms)
{
    if (job->ended || job->known_ms >= until_ms)
        return;
    int64_t lived_ms = until_ms - job->start_ms, horizon_ms = PROGRAM_FOREVER;
    if (lived_ms < PROGRAM_FOREVER / 4)
        horizon_ms = job->start_ms + (lived_ms < HORIZON_LEAST_MS ? HORIZON_LEAST_MS : 2 * lived_ms);
    follow(sh, job, horizon_ms);
}

void shell_jobs_see(struct shell *sh, const struct val *change, const struct job *by)
{
    for (struct job *job = sh->jobs; job; job = job->next) {
        if (job == by || (job->ended && job->end_ms <= sh->now_ms))
            continue;
        struct val *later = val_ref(change);
        int64_t at_ms = sh->program->start_ms + sh->now_ms + 1;
        size_t i = val_len(job->history);
        val_set(&later, "at", val_int(at_ms));
        while (i > 0 && val_int_or(val_get(val_item(job->history, i - 1), "at"), 0) > at_ms)
            i--;
        val_insert(&job->history, i, later);
        job->ended = false;
        job->known_ms = job->known_ms < sh->now_ms ? job->known_ms : sh->now_ms;
    }
}

static int64_t next_of(const struct shell *sh, const struct job *job)
{
    int64_t next_ms = job->told < job->mark_count ? job->marks[job->told].at_ms : PROGRAM_FOREVER;
    if (job->done < val_len(job->changes)) {
        int64_t at_ms = val_int_or(val_get(val_item(job->changes, job->done), "at"), 0) - sh->program->start_ms;
        next_ms = at_ms < next_ms ? at_ms : next_ms;
    }
    return next_ms;
}

static struct job *first_of(struct shell *sh, int64_t *at_ms)
{
    struct job *first = NULL;
    *at_ms = PROGRAM_FOREVER;
    for (struct job *job = sh->jobs; job; job = job->next)
        if (next_of(sh, job) < *at_ms) {
            *at_ms = next_of(sh, job);
            first = job;
        }
    return first;
}

static void happen(struct shell *sh, struct job *job, int64_t at_ms)
{
    const struct val *change = val_item(job->changes, job->done);
    if (change && val_int_or(val_get(change, "at"), 0) - sh->program->start_ms == at_ms) {
        shell_change(sh, val_ref(change), job);
        job->done++;
        return;
    }
    size_t from = job->told ? job->marks[job->told - 1].len : 0;
    shell_print(sh, job->to, job->text.buf + from, job->marks[job->told].len - from);
    job->told++;
}

void shell_jobs_catch_up(struct shell *sh, int64_t until_ms)
{
    int64_t at_ms, now_ms = sh->now_ms;
    for (struct job *job = sh->jobs; job && sh->flow != FLOW_STOPPED; job = job->next)
        know(sh, job, until_ms);
    if (sh->flow == FLOW_STOPPED)
        until_ms = sh->until_ms;
    for (struct job *job; (job = first_of(sh, &at_ms)) && at_ms <= until_ms;) {
        sh->now_ms = at_ms > now_ms ? at_ms : now_ms;
        happen(sh, job, at_ms);
    }
    sh->now_ms = sh->flow == FLOW_STOPPED ? sh->until_ms : now_ms;
}

int64_t shell_jobs_next(struct shell *sh)
{
    int64_t at_ms;
    first_of(sh, &at_ms);
    return at_ms;
}

void shell_background(struct shell *sh, const struct node *n)
{
    struct job **last = &sh->jobs;
    int pid = FIRST_PID;
    for (; *last; last = &(*last)->next)
        pid = (*last)->pid + 1;
    if (pid - FIRST_PID >= JOBS_MAX || sh->nested >= NESTED_MAX) {
        shell_grumble(sh, NULL, SHELL_MISUSE, "can't fork: Resource temporarily unavailable");
        sh->flow = FLOW_EXIT;
        return;
    }
    struct job *job = *last = xcalloc(1, sizeof(*job));
    *job = (struct job){ .body = n, .own = shell_own_ref(&sh->own), .start_ms = sh->now_ms, .to = sh->out, .text = STRBUF_INIT, .history = val_array(), .known_ms = -1, .pid = pid };
    job->own.exit_trap = job->own.trap = NULL;
    job->own.is_child = true; /* a function's arguments are gone when it ends */
    if (job->own.arg_count)
        job->own.args = shell_keep_words(sh, arena_strdup(sh->arena, job->own.args[0]), job->own.args + 1, job->own.arg_count - 1);
    job->stream = (struct stream){ .text = &job->text, .job = job };
    copy_files(sh, &job->files, &sh->files);
    for (size_t i = sh->happened; i < val_len(sh->program->history); i++)
        val_append(&job->history, val_ref(val_item(sh->program->history, i)));
    sh->last_job = pid;
    sh->status = 0;
}

void shell_jobs_forget(struct shell *sh, const struct stream *gone)
{
    for (struct job *job = sh->jobs; job; job = job->next)
        if (job->to == gone) {
            shell_jobs_catch_up(sh, sh->now_ms);
            job->to = NULL;
        }
}

void shell_jobs_release(struct shell *sh)
{
    for (struct job *job = sh->jobs, *next; job; job = next) {
        next = job->next;
        shell_own_release(&job->own);
        files_release(&job->files);
        strbuf_release(&job->text);
        val_unref(job->changes);
        val_unref(job->history);
        free(job->marks);
        free(job);
    }
    sh->jobs = NULL;
}

/* Until the job ends, or a trap interrupts. */
static void wait_for(struct shell *sh, struct job *job)
{
    int64_t term_ms = sh->program->term_ms, until_ms = sh->until_ms;
    bool trapped = term_ms && sh->own.trap && !sh->own.is_child && !sh->told;
    if (trapped && term_ms < until_ms)
        until_ms = term_ms;
    for (int64_t horizon_ms = sh->now_ms + 1; !job->ended && job->known_ms < until_ms && sh->flow == FLOW_ON;) {
        know(sh, job, horizon_ms < until_ms ? horizon_ms : until_ms);
        horizon_ms = job->known_ms < PROGRAM_FOREVER - 1 ? job->known_ms + 1 : PROGRAM_FOREVER;
    }
    if (sh->flow != FLOW_ON) {
        shell_jobs_catch_up(sh, sh->until_ms);
        return;
    }
    int64_t end_ms = job->ended && job->end_ms < until_ms ? job->end_ms : until_ms;
    if (end_ms > sh->now_ms)
        shell_sleep(sh, end_ms == PROGRAM_FOREVER ? end_ms : end_ms - sh->now_ms);
    else
        shell_jobs_catch_up(sh, sh->now_ms);
    sh->status = job->ended && job->end_ms <= sh->now_ms ? job->status : SHELL_SIGNALLED + 15;
    if (job->killed && !job->waited && sh->err)
        shell_print(sh, sh->err, "Terminated\n", strlen("Terminated\n"));
    job->waited = true;
}

void shell_wait(struct shell *sh, const char **argv, size_t argc)
{
    for (struct job *job = sh->jobs; argc < 2 && job && sh->flow == FLOW_ON && !sh->pending; job = job->next)
        wait_for(sh, job);
    if (argc < 2 && !sh->pending)
        sh->status = 0;
    for (size_t i = 1; i < argc && sh->flow == FLOW_ON; i++) {
        struct job *job = sh->jobs;
        while (job && job->pid != strtol(argv[i], NULL, 10))
            job = job->next;
        sh->status = SHELL_NOT_FOUND;
        if (job)
            wait_for(sh, job);
    }
}

bool shell_job_kill(struct shell *sh, int pid, int signal)
{
    struct job *job = sh->jobs;
    while (job && job->pid != pid)
        job = job->next;
    if (job)
        know(sh, job, sh->now_ms);
    if (!job || (job->ended && job->end_ms <= sh->now_ms && (job->waited || job->end_ms < sh->now_ms)))
        return false;
    if (!signal)
        return true;
    shell_jobs_catch_up(sh, sh->now_ms);
    job->ended = job->killed = true;
    job->known_ms = job->end_ms = sh->now_ms;
    job->status = SHELL_SIGNALLED + signal;
    job->mark_count = job->told;
    while (val_len(job->changes) > job->done)
        val_remove(&job->changes, val_len(job->changes) - 1);
    return true;
}
