/* Which nodes the scheduler would take, for pods with wishes about other pods. */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/scheduler.h"
#include "tests/unit/test.h"

extern const struct controller controller_scheduler;

/* n0 and n1 are in zone a, n2 in b, n3 in none. */
static struct cluster *four_nodes(void)
{
    struct status st = STATUS_INIT;
    struct settings settings;
    struct val *nodes = val_array();
    for (int i = 0; i < 4; i++) {
        struct val *name = val_stringf("n%d", i), *labels = val_fmt("{'kubernetes.io/hostname':%v}", name);
        if (i < 3)
            val_set(&labels, "zone", val_string(i < 2 ? "a" : "b"));
        val_append(&nodes, val_fmt("{name:%V, labels:%V}", name, labels));
    }
    struct val *doc = val_fmt("{version:'v1.20.2', nodes:%V}", nodes);
    struct cluster *c = settings_read(&settings, doc, &st) < 0 ? NULL : cluster_new(&settings, &st);
    val_unref(doc);
    return c;
}

static struct val *pod(const char *name, const char *app, const char *spec)
{
    struct val *doc = val_fmt("{apiVersion:v1, kind:Pod, metadata:{name:%s, namespace:default, labels:{app:%s}}, spec:%V}", name, app,
                              spec ? val_fmt(spec) : val_object());
    val_put(&doc, "spec.containers", val_fmt("[{name:c, image:nginx}]"));
    return doc;
}

/* Puts pods where "n0:web n2:db" says; of app "shy", they avoid app "web" on their node. */
static void place(struct cluster *c, struct arena *a, const char *placed)
{
    static const char shy[] = "{affinity:{podAntiAffinity:{requiredDuringSchedulingIgnoredDuringExecution:"
                              "[{topologyKey:'kubernetes.io/hostname', labelSelector:{matchLabels:{app:web}}}]}}}";
    char *save = NULL, *words = arena_strdup(a, placed);
    int n = 0;
    for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        struct status st = STATUS_INIT;
        const char *app = strchr(w, ':') + 1;
        struct val *doc = pod(arena_strf(a, "placed-%d", n++), app, strcmp(app, "shy") ? NULL : shy);
        val_put(&doc, "spec.nodeName", val_stringn(w, 2));
        if (!CHECK_INT(api_create(c, kind_pod, "default", doc, NULL, NULL, &st), 0))
            test_check(false, __FILE__, __LINE__, "%s: %s", w, st.message);
        status_release(&st);
    }
}

/* "n0 n2": the nodes that would take the pod. */
static void check(const char *placed, const char *app, const char *spec, const char *want, int line)
{
    struct cluster *c = four_nodes();
    struct strbuf have = STRBUF_INIT;
    struct val *doc = pod("new", app, spec);
    struct attempt attempt;
    struct reasons why;
    place(c, c->arena, placed);
    struct run r = cluster_run(c, &controller_scheduler);
    attempt_begin(&attempt, &r, doc);
    for (const struct object *o = store_first(c->store, kind_node, NULL); o; o = store_next(c->store, o, NULL))
        if (node_takes(&attempt, o->doc, &why))
            strbuf_addf(&have, "%s%s", have.len ? " " : "", o->name);
    test_check_str(have.buf, want, __FILE__, line);
    strbuf_release(&have);
    val_unref(doc);
    cluster_free(c);
}

struct wish {
    const char *placed, *app, *spec, *want;
    int line;
};

static void check_all(const struct wish *wishes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check(wishes[i].placed, wishes[i].app, wishes[i].spec, wishes[i].want, wishes[i].line);
}

#define SPREAD(skew, key, when)                                                                                                \
    "{topologySpreadConstraints:[{maxSkew:" skew ", topologyKey:" key ", whenUnsatisfiable:" when                              \
    ", labelSelector:{matchLabels:{app:web}}}]}"
#define HOST "'kubernetes.io/hostname'"

TEST(scheduler_topology_spread)
{
    static const struct wish wishes[] = {
        { "", "web", SPREAD("1", HOST, "DoNotSchedule"), "n0 n1 n2 n3", __LINE__ },
        { "n0:web n1:web n2:web", "web", SPREAD("1", HOST, "DoNotSchedule"), "n3", __LINE__ },
        { "n0:web n1:web n2:web", "web", SPREAD("1", HOST, "ScheduleAnyway"), "n0 n1 n2 n3", __LINE__ },
        { "n0:db n1:db", "web", SPREAD("1", HOST, "DoNotSchedule"), "n0 n1 n2 n3", __LINE__ },
        /* a node without the label is no domain */
        { "n0:web n1:web n2:web", "web", SPREAD("1", "zone", "DoNotSchedule"), "n2", __LINE__ },
        { "n0:web n1:web n2:web", "web", SPREAD("2", "zone", "DoNotSchedule"), "n0 n1 n2", __LINE__ },
        /* the pod itself does not count where its labels are others */
        { "n0:web n1:web n2:web", "db", SPREAD("1", "zone", "DoNotSchedule"), "n0 n1 n2", __LINE__ },
        /* nodes that the pod could not take do not make it wait */
        { "n0:web", "web",
          "{nodeSelector:{zone:a}, topologySpreadConstraints:[{maxSkew:1, topologyKey:" HOST ", whenUnsatisfiable:DoNotSchedule,"
          " labelSelector:{matchLabels:{app:web}}}]}", "n1", __LINE__ },
    };
    check_all(wishes, ARRAY_LEN(wishes));
}

#define AFFINITY(which, key, more)                                                                                             \
    "{affinity:{" which ":{requiredDuringSchedulingIgnoredDuringExecution:[{topologyKey:" key                                  \
    ", labelSelector:{matchLabels:{app:web}}" more "}]}}}"

TEST(scheduler_pod_affinity)
{
    static const struct wish wishes[] = {
        { "n1:web", "db", AFFINITY("podAffinity", HOST, ""), "n1", __LINE__ },
        { "n0:web", "db", AFFINITY("podAffinity", "zone", ""), "n0 n1", __LINE__ },
        { "n3:web", "db", AFFINITY("podAffinity", "zone", ""), "", __LINE__ },
        { "", "db", AFFINITY("podAffinity", HOST, ""), "", __LINE__ },
        /* the first of those that want to be together */
        { "", "web", AFFINITY("podAffinity", "zone", ""), "n0 n1 n2", __LINE__ },
        { "n2:web", "web", AFFINITY("podAffinity", "zone", ""), "n2", __LINE__ },
        { "n1:web", "db", AFFINITY("podAffinity", HOST, ", namespaces:[other]"), "", __LINE__ },
    };
    check_all(wishes, ARRAY_LEN(wishes));
}

TEST(scheduler_pod_anti_affinity)
{
    static const struct wish wishes[] = {
        { "n1:web n2:web", "db", AFFINITY("podAntiAffinity", HOST, ""), "n0 n3", __LINE__ },
        { "n0:web", "db", AFFINITY("podAntiAffinity", "zone", ""), "n2 n3", __LINE__ },
        { "n3:web", "db", AFFINITY("podAntiAffinity", "zone", ""), "n0 n1 n2 n3", __LINE__ },
        { "n0:db", "db", AFFINITY("podAntiAffinity", HOST, ""), "n0 n1 n2 n3", __LINE__ },
        { "n0:web n1:web", "db", AFFINITY("podAntiAffinity", HOST, ", namespaces:[other]"), "n0 n1 n2 n3", __LINE__ },
        /* what is there already may have wishes too */
        { "n0:shy", "web", NULL, "n1 n2 n3", __LINE__ },
        { "n0:shy", "db", NULL, "n0 n1 n2 n3", __LINE__ },
    };
    check_all(wishes, ARRAY_LEN(wishes));
}
