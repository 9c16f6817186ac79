/* Which pods go first when there are too many. */
#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"
#include "tests/unit/test.h"

/* The clock stands at 1000 s past the start of 2021; times are seconds of it. */
enum { NOW_S = 1000, START_S = 1609459200 };

struct pod_case {
    const char *name, *node, *phase;
    int ready_s; /* 0: not ready */
    int created_s, restarts;
    const char *cost;
};

static const struct val *pod(struct arena *a, const struct pod_case *c)
{
    struct val *ready = val_fmt("{type:Ready, status:%s, lastTransitionTime:%V}", c->ready_s ? "True" : "False",
                                time_val((int64_t)(START_S + c->ready_s) * 1000));
    struct val *costs = c->cost ? val_fmt("{'controller.kubernetes.io/pod-deletion-cost':%s}", c->cost) : NULL;
    return arena_val(a, val_fmt("{metadata:{name:%s, uid:%s, creationTimestamp:%V, annotations:%V}, spec:{nodeName:%s}, "
                                "status:{phase:%s, conditions:[%V], containerStatuses:[{restartCount:%d}]}}",
                                c->name, c->name, time_val((int64_t)(START_S + c->created_s) * 1000), costs, c->node, c->phase,
                                ready, c->restarts));
}

static void check(struct version v, bool related, const struct pod_case *cases, size_t n, const char *want, int line)
{
    struct arena *a = arena_new();
    struct cluster c = { .version = v };
    struct run r = { .cluster = &c, .arena = a, .now_ms = (int64_t)(START_S + NOW_S) * 1000 };
    const struct val *pods[8], *sorted[8];
    struct strbuf have = STRBUF_INIT;
    for (size_t i = 0; i < n; i++)
        sorted[n - 1 - i] = pods[i] = pod(a, &cases[i]);
    if (related)
        pods_rank_related(&r, sorted, n, pods, n);
    else
        pods_rank(&r, sorted, n);
    for (size_t i = 0; i < n; i++)
        strbuf_addf(&have, "%s%s", i ? " " : "", val_at_str(sorted[i], "metadata.name", ""));
    test_check_str(have.buf, want, __FILE__, line);
    strbuf_release(&have);
    arena_free(a);
}

#define CHECK_RANK(v, related, cases, want) check((v), (related), (cases), ARRAY_LEN(cases), (want), __LINE__)

static const struct version v20 = { 20, 2 }, v37 = { 37, 2 };

TEST(pods_rank_states)
{
    static const struct pod_case cases[] = {
        { "ready", "n1", "Running", 10, 1, 0, NULL },   { "unready", "n1", "Running", 0, 1, 0, NULL },
        { "lost", "n1", "Unknown", 0, 1, 0, NULL },     { "pending", "n1", "Pending", 0, 1, 0, NULL },
        { "nowhere", NULL, "Pending", 0, 1, 0, NULL },
    };
    CHECK_RANK(v20, false, cases, "nowhere pending lost unready ready");
    CHECK_RANK(v37, true, cases, "nowhere pending lost unready ready");
}

TEST(pods_rank_ages)
{
    static const struct pod_case cases[] = {
        { "old", "n1", "Running", 10, 1, 0, NULL },
        { "young", "n1", "Running", 900, 1, 0, NULL },
        { "restarted", "n1", "Running", 10, 1, 3, NULL },
        { "newer", "n1", "Running", 10, 5, 0, NULL },
    };
    CHECK_RANK(v20, false, cases, "young restarted newer old");
}

/* Only whole powers of two of an age count from v1.22 on; within one, the uid decides (here: the name). */
TEST(pods_rank_magnitudes)
{
    static const struct pod_case cases[] = {
        { "b", "n1", "Running", 100, 1, 0, NULL },
        { "a", "n1", "Running", 50, 1, 0, NULL },
        { "z", "n1", "Running", 990, 1, 0, NULL },
    };
    CHECK_RANK(v20, true, cases, "z b a");
    CHECK_RANK(v37, true, cases, "z a b");
    CHECK_RANK(v37, false, cases, "z b a");
}

TEST(pods_rank_crowds_and_costs)
{
    static const struct pod_case cases[] = {
        { "alone", "n1", "Running", 900, 1, 0, NULL },
        { "dear", "n2", "Running", 20, 1, 0, "100" },
        { "cheap", "n3", "Running", 10, 1, 0, "-5" },
        { "two", "n2", "Running", 10, 1, 0, NULL },
    };
    CHECK_RANK(v20, true, cases, "dear two alone cheap");
    CHECK_RANK(v37, true, cases, "cheap two alone dear");
    CHECK_RANK(v37, false, cases, "alone dear cheap two");
}
