/*
 * build/fuzz                   each target's named cases, then FUZZ_SEEDS inputs for it
 * build/fuzz TARGET            that target alone
 * build/fuzz TARGET SEED       one input, shown, in this process: for a debugger
 * FUZZ_SEEDS=N build/fuzz      so many
 *
 * See tests/fuzz/fuzz.h. A failure names its target and seed.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backends/base/json.h"
#include "backends/base/strbuf.h"
#include "tests/fuzz/fuzz.h"

enum { SEEDS = 400, INPUT_CPU_S = 10, FAILURES_MAX = 10, SHOWN_MAX = 400 };

static const struct target *const targets[] = {
#define TARGET(name) &target_##name,
#include "tests/fuzz/targets.def"
#undef TARGET
};

/* ---- judging ---- */

void fuzz_break(struct fuzz *f, const char *fmt, ...)
{
    va_list ap;
    if (f->broken)
        return;
    va_start(ap, fmt);
    f->broken = xstrvf(fmt, ap);
    va_end(ap);
}

void fuzz_answered(struct fuzz *f, bool value, const char *error)
{
    if (value && *error)
        fuzz_break(f, "a value, and yet an error: %s", error);
    if (!value && !*error)
        fuzz_break(f, "neither a value nor an error");
}

void fuzz_same_text(struct fuzz *f, const char *what, const char *have, const char *want)
{
    if (strcmp(have, want) != 0)
        fuzz_break(f, "%s: |%.200s|, want |%.200s|", what, have, want);
}

void fuzz_same_doc(struct fuzz *f, const char *what, const struct val *have, const struct val *want)
{
    struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
    if (!val_equal(have, want)) {
        json_write(&a, have, JSON_COMPACT);
        json_write(&b, want, JSON_COMPACT);
        fuzz_break(f, "%s: |%.200s|, want |%.200s|", what, a.buf, b.buf);
    }
    strbuf_release(&a);
    strbuf_release(&b);
}

/* ---- one input ---- */

static void show(const char *text, size_t len)
{
    struct strbuf sb = STRBUF_INIT;
    json_write_string(&sb, text, len < SHOWN_MAX ? len : SHOWN_MAX, JSON_RAW_HTML);
    printf("  of %zu bytes: %s\n", len, sb.buf);
    strbuf_release(&sb);
}

/* Runs the target on a text. True: all is well. */
static bool run_text(const struct target *t, const struct samples *samples, uint64_t seed, const struct strbuf *text, struct val *doc)
{
    struct fuzz f = { .samples = samples, .len = text->len, .doc = doc };
    char *exact = xmalloc(text->len ? text->len : 1), *str = xstrndup(text->buf, strlen(text->buf));
    size_t held = val_heap_nodes();
    memcpy(exact, text->buf, text->len);
    f.arena = arena_new();
    f.text = exact;
    f.str = str;
    random_seed(&f.random, ~seed);
    t->run(&f);
    arena_free(f.arena);
    if (val_heap_nodes() != held)
        fuzz_break(&f, "%zd documents are still held", (ssize_t)(val_heap_nodes() - held));
    free(exact);
    free(str);
    if (f.broken) {
        printf("FAILED %s seed %llu: %s\n", t->name, (unsigned long long)seed, f.broken);
        show(text->buf, text->len);
    }
    free(f.broken);
    return !f.broken;
}

static void make_input(const struct target *t, const struct samples *samples, uint64_t seed, struct strbuf *text, struct val **doc)
{
    struct random random;
    random_seed(&random, seed);
    const struct strbuf *sample = &samples->items[fuzz_below(&random, samples->count)];
    strbuf_add(text, sample->buf, sample->len);
    *doc = NULL;
    if (!t->documents) {
        mutate_text(&random, samples, text);
        return;
    }
    *doc = json_parse(text->buf, text->len, NULL);
    if (!*doc)
        BUG("%s: a sample is no JSON", t->name);
    mutate_doc(&random, doc);
    strbuf_reset(text);
    json_write(text, *doc, JSON_COMPACT);
}

static bool run_seed(const struct target *t, const struct samples *samples, uint64_t seed, bool talks)
{
    struct strbuf text = STRBUF_INIT;
    struct val *doc;
    make_input(t, samples, seed, &text, &doc);
    if (talks)
        printf("%.*s\n", (int)text.len, text.buf);
    bool ok = run_text(t, samples, seed, &text, doc);
    val_unref(doc);
    strbuf_release(&text);
    return ok;
}

/* ---- a target ---- */

/* What the process that tries inputs leaves behind when it dies. */
struct notes {
    uint64_t seed;
    int failed;
};

static void limit_time(void)
{
    struct itimerval limit = { .it_value = { .tv_sec = INPUT_CPU_S } };
    setitimer(ITIMER_PROF, &limit, NULL);
}

/* In a process of its own, as the seeds: a case may leave its mark on it. */
static void run_cases(const struct target *t, const struct samples *samples, struct notes *notes)
{
    for (size_t i = 0; i < named_case_count; i++) {
        const struct named_case *c = &named_cases[i];
        struct strbuf text = STRBUF_INIT;
        if (strcmp(c->target, t->name) != 0)
            continue;
        strbuf_add(&text, c->text, c->len);
        struct val *doc = t->documents ? json_parse(text.buf, text.len, NULL) : NULL;
        limit_time();
        if (!run_text(t, samples, 0, &text, doc)) {
            printf("  %s\n", c->what);
            notes->failed++;
        }
        val_unref(doc);
        strbuf_release(&text);
    }
}

static _Noreturn void try_seeds(const struct target *t, const struct samples *samples, uint64_t last, struct notes *notes)
{
    uint64_t step = t->every ? (uint64_t)t->every : 1;
    if (!notes->seed)
        run_cases(t, samples, notes);
    for (notes->seed += step; notes->seed <= last && notes->failed < FAILURES_MAX; notes->seed += step) {
        limit_time();
        notes->failed += !run_seed(t, samples, notes->seed, false);
        fflush(stdout);
    }
    exit(0);
}

static void run_target(const struct target *t, const struct samples *samples, uint64_t last, struct notes *notes)
{
    int status;
    for (notes->seed = 0; notes->seed <= last && notes->failed < FAILURES_MAX;) {
        fflush(stdout);
        pid_t pid = fork();
        if (!pid)
            try_seeds(t, samples, last, notes);
        if (pid < 0 || waitpid(pid, &status, 0) < 0)
            BUG("no child");
        if (status == 0)
            return;
        printf("FAILED %s seed %llu: %s %d\n", t->name, (unsigned long long)notes->seed, WIFSIGNALED(status) ? "ended by signal" : "exit",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        notes->failed++;
    }
}

int main(int argc, char **argv)
{
    const char *asked = getenv("FUZZ_SEEDS");
    uint64_t last = asked ? strtoull(asked, NULL, 10) : SEEDS;
    struct notes *notes = mmap(NULL, sizeof(*notes), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    bool ok = true;
    int passed = 0;
    if (notes == MAP_FAILED)
        BUG("mmap");
    for (size_t i = 0; i < ARRAY_LEN(targets); i++) {
        const struct target *t = targets[i];
        struct samples samples = { 0 };
        if (argc > 1 && strcmp(argv[1], t->name) != 0)
            continue;
        t->load(&samples);
        if (argc > 2) {
            ok = run_seed(t, &samples, strtoull(argv[2], NULL, 10), true);
        } else {
            int before = notes->failed;
            run_target(t, &samples, last, notes);
            passed += notes->failed == before;
        }
        samples_release(&samples);
    }
    if (argc > 2)
        return !ok;
    printf("fuzz: %d passed, %d failed\n", passed, notes->failed);
    return notes->failed ? 1 : 0;
}
