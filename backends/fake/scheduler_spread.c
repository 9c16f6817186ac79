/*
 * Pods that want to be spread evenly: topologySpreadConstraints, and what is assumed of pods of one owner that have none.
 * Mirrors pkg/scheduler/framework/plugins/podtopologyspread and, before v1.20, .../selectorspread.
 *
 * A constraint counts the pods that its selector matches, for each value (domain) of its topologyKey.  DoNotSchedule is a
 * filter: no domain may have more than maxSkew above the emptiest.  ScheduleAnyway is a score.
 */
#include <math.h>
#include <string.h>

#include "backends/base/owner.h"
#include "backends/base/selector.h"
#include "backends/fake/cluster.h"
#include "backends/fake/nodefit.h"
#include "backends/fake/scheduler.h"

static const char hostname[] = "kubernetes.io/hostname", zone[] = "topology.kubernetes.io/zone";

struct constraint {
    const char *topology_key;
    const struct selector *pods;
    int64_t max_skew, min_domains;
    bool any_node;      /* nodeAffinityPolicy: Ignore */
    bool without_taint; /* nodeTaintsPolicy: Honor */
    struct val *domains; /* value -> number of pods, owned by the arena */
    int64_t least;       /* in the emptiest domain */
};

struct spread {
    struct constraint *list;
    size_t len;
};

/* ---- constraints ---- */

static void release_domains(void *ptr)
{
    struct constraint *c = ptr;
    val_unref(c->domains);
}

static struct constraint *new_constraints(const struct attempt *a, size_t count)
{
    struct constraint *list = arena_alloc(a->run->arena, (count + 1) * sizeof(*list));
    for (size_t i = 0; i < count; i++)
        arena_on_reset(a->run->arena, release_domains, &list[i]);
    return list;
}

/* The pod's own constraints that say `when`. */
static struct spread read_constraints(const struct attempt *a, const char *when)
{
    const struct val *given = val_get(a->spec, "topologySpreadConstraints");
    struct spread s = { val_len(given) ? new_constraints(a, val_len(given)) : NULL, 0 };
    for (size_t i = 0; i < val_len(given); i++) {
        const struct val *from = val_item(given, i);
        struct constraint *c = &s.list[s.len];
        if (!val_str_equal(val_get(from, "whenUnsatisfiable"), when))
            continue;
        c->topology_key = val_get_str(from, "topologyKey", "");
        c->pods = attempt_selector(a, val_get(from, "labelSelector"), val_get(from, "matchLabelKeys"), val_at(a->pod, "metadata.labels"));
        c->max_skew = val_int_or(val_get(from, "maxSkew"), 1);
        c->min_domains = val_int_or(val_get(from, "minDomains"), 1);
        c->any_node = val_str_equal(val_get(from, "nodeAffinityPolicy"), "Ignore");
        c->without_taint = val_str_equal(val_get(from, "nodeTaintsPolicy"), "Honor");
        s.len++;
    }
    return s;
}

static const struct val *label(const struct val *node, const char *key)
{
    return val_get(val_at(node, "metadata.labels"), key);
}

static bool has_all_keys(const struct spread *s, const struct val *node)
{
    for (size_t i = 0; i < s->len; i++)
        if (!label(node, s->list[i].topology_key))
            return false;
    return true;
}

/* Whether a node's domain is one for this pod. */
static bool is_eligible(const struct attempt *a, const struct constraint *c, const struct val *node)
{
    return (c->any_node || node_affinity_matches(a->spec, node)) &&
           (!c->without_taint || !node_untolerated_taint(node, val_get(a->spec, "tolerations"), TAINTS_HARD));
}

static int64_t count_pods(const struct attempt *a, const char *node, const struct selector *pods)
{
    const char *ns = val_at_str(a->pod, "metadata.namespace", "");
    int64_t n = 0;
    for (const struct object *o = store_on_node(a->run->store, node); o; o = o->node_next)
        n += !o->deleting && !strcmp(o->ns, ns) && attempt_counts(a, o) && selector_matches(pods, val_at(o->doc, "metadata.labels"));
    return n;
}

static void add_to_domain(struct constraint *c, const struct val *node, int64_t n)
{
    const char *value = val_str(label(node, c->topology_key));
    if (value)
        val_set(&c->domains, value, val_int(val_int_or(val_get(c->domains, value), 0) + n));
}

/* ---- the filter ---- */

static void count_domains(const struct attempt *a, struct spread *s, struct constraint *c)
{
    struct run *r = a->run;
    /* Before the policies, pods on nodes that are not for this pod counted too, when the domain was. */
    bool strict = version_has(r->cluster->version, FEATURE_SPREAD_POLICIES);
    for (const struct object *n = store_first(r->store, kind_node, NULL); n; n = store_next(r->store, n, NULL))
        if (has_all_keys(s, n->doc) && is_eligible(a, c, n->doc))
            add_to_domain(c, n->doc, 0);
    for (const struct object *n = store_first(r->store, kind_node, NULL); n; n = store_next(r->store, n, NULL)) {
        const char *value = val_str(label(n->doc, c->topology_key));
        if (value && val_get(c->domains, value) && (!strict || (has_all_keys(s, n->doc) && is_eligible(a, c, n->doc))))
            add_to_domain(c, n->doc, count_pods(a, n->name, c->pods));
    }
    c->least = INT32_MAX;
    for (size_t i = 0; i < val_len(c->domains); i++) {
        int64_t n = val_int_or(val_item(c->domains, i), 0);
        c->least = n < c->least ? n : c->least;
    }
    if ((int64_t)val_len(c->domains) < c->min_domains)
        c->least = 0;
}

const struct spread *spread_prepare(const struct attempt *a)
{
    struct spread hard = read_constraints(a, "DoNotSchedule");
    if (!hard.len)
        return NULL;
    struct spread *s = arena_alloc(a->run->arena, sizeof(*s));
    *s = hard;
    for (size_t i = 0; i < s->len; i++)
        count_domains(a, s, &s->list[i]);
    return s;
}

const char *spread_refuses(const struct attempt *a, const struct val *node, bool *hopeless)
{
    *hopeless = false;
    for (size_t i = 0; a->spread && i < a->spread->len; i++) {
        const struct constraint *c = &a->spread->list[i];
        const char *value = val_str(label(node, c->topology_key));
        *hopeless = !value;
        if (!value)
            return "node(s) didn't match pod topology spread constraints (missing required label)";
        int64_t self = selector_matches(c->pods, val_at(a->pod, "metadata.labels"));
        if (val_int_or(val_get(c->domains, value), 0) + self - c->least > c->max_skew)
            return "node(s) didn't match pod topology spread constraints";
    }
    return NULL;
}

/* ---- the score ---- */

static void require_all(struct selector *into, const struct selector *from)
{
    struct strbuf why = STRBUF_INIT;
    const struct requirement *q;
    for (size_t i = 0; (q = selector_requirement(from, i)); i++)
        selector_add(into, val_str(q->key), q->op, q->values, &why);
    strbuf_release(&why);
}

/* What the pod's services and its ReplicaSet, StatefulSet or ReplicationController select. */
static struct selector *selector_of_owners(const struct attempt *a)
{
    struct store *store = a->run->store;
    const char *ns = val_at_str(a->pod, "metadata.namespace", "");
    const struct val *labels = val_at(a->pod, "metadata.labels");
    struct selector *s = attempt_selector(a, arena_val(a->run->arena, val_object()), NULL, NULL);
    for (const struct object *o = store_first(store, kind_service, ns); o; o = store_next(store, o, ns)) {
        struct selector *of_service = selector_from_labels(val_at(o->doc, "spec.selector"));
        if (!val_empty(val_at(o->doc, "spec.selector")) && selector_matches(of_service, labels))
            require_all(s, of_service);
        selector_free(of_service);
    }
    const struct val *owner = owner_controller(a->pod);
    const char *kind = val_get_str(owner, "kind", "");
    const struct object *o = store_by_uid(store, val_get_str(owner, "uid", ""));
    const struct val *selector = o ? val_at(o->doc, "spec.selector") : NULL;
    if (o && !strcmp(kind, "ReplicationController"))
        selector = arena_val(a->run->arena, val_fmt("{matchLabels:%v}", selector));
    else if (strcmp(kind, "ReplicaSet") && strcmp(kind, "StatefulSet"))
        selector = NULL;
    if (selector)
        require_all(s, attempt_selector(a, selector, NULL, NULL));
    return s;
}

/* What is assumed of pods without constraints: spread over nodes, and over zones. */
static struct spread default_constraints(const struct attempt *a)
{
    static const struct {
        const char *topology_key;
        int64_t max_skew;
    } defaults[] = { { hostname, 3 }, { zone, 5 } };
    struct spread s = { NULL, 0 };
    const struct selector *pods = selector_of_owners(a);
    if (selector_is_everything(pods))
        return s;
    s.list = new_constraints(a, ARRAY_LEN(defaults));
    for (; s.len < ARRAY_LEN(defaults); s.len++) {
        s.list[s.len].topology_key = defaults[s.len].topology_key;
        s.list[s.len].max_skew = defaults[s.len].max_skew;
        s.list[s.len].pods = pods;
    }
    return s;
}

/* Counts a soft constraint's domains; returns what its counts weigh: the more domains, the more. */
static double weigh_domains(const struct attempt *a, const struct spread *s, struct constraint *c, const struct val *const *nodes,
                            const bool *ignored, size_t count, bool all_keys)
{
    struct run *r = a->run;
    size_t scored = 0;
    for (size_t i = 0; i < count; i++) {
        if (ignored[i])
            continue;
        scored++;
        add_to_domain(c, nodes[i], 0);
    }
    if (!strcmp(c->topology_key, hostname))
        return log((double)scored + 2);
    for (const struct object *n = store_first(r->store, kind_node, NULL); n; n = store_next(r->store, n, NULL)) {
        const char *value = val_str(label(n->doc, c->topology_key));
        if (value && val_get(c->domains, value) && is_eligible(a, c, n->doc) && (!all_keys || has_all_keys(s, n->doc)))
            add_to_domain(c, n->doc, count_pods(a, n->name, c->pods));
    }
    return log((double)val_len(c->domains) + 2);
}

static void normalize(const bool *ignored, size_t count, int64_t *scores)
{
    int64_t min = INT64_MAX, max = 0;
    for (size_t i = 0; i < count; i++) {
        if (ignored[i])
            continue;
        min = scores[i] < min ? scores[i] : min;
        max = scores[i] > max ? scores[i] : max;
    }
    for (size_t i = 0; i < count; i++)
        scores[i] = ignored[i] ? 0 : max ? SCORE_MAX * (max + min - scores[i]) / max : SCORE_MAX;
}

/* v1.18 and v1.19: pods of one owner are counted on each node; zones weigh two thirds. */
static void selector_spread(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    struct constraint zones = { .topology_key = zone };
    const struct selector *pods = selector_of_owners(a);
    int64_t most = 0, most_in_zone = 0;
    for (size_t i = 0; i < count; i++) {
        scores[i] = selector_is_everything(pods) ? 0 : count_pods(a, val_at_str(nodes[i], "metadata.name", ""), pods);
        most = scores[i] > most ? scores[i] : most;
        add_to_domain(&zones, nodes[i], scores[i]);
    }
    for (size_t i = 0; i < val_len(zones.domains); i++)
        most_in_zone = val_int_or(val_item(zones.domains, i), 0) > most_in_zone ? val_int_or(val_item(zones.domains, i), 0) : most_in_zone;
    for (size_t i = 0; i < count; i++) {
        double score = most ? SCORE_MAX * (double)(most - scores[i]) / (double)most : SCORE_MAX;
        const char *value = val_str(label(nodes[i], zone));
        int64_t here = value ? val_int_or(val_get(zones.domains, value), 0) : 0;
        double of_zone = most_in_zone ? SCORE_MAX * (double)(most_in_zone - here) / (double)most_in_zone : SCORE_MAX;
        scores[i] = (int64_t)(value ? score / 3 + of_zone * 2 / 3 : score);
    }
    val_unref(zones.domains);
}

void spread_scores(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    struct version v = a->run->cluster->version;
    bool own = !val_empty(val_get(a->spec, "topologySpreadConstraints"));
    if (!own && !version_has(v, FEATURE_SPREAD_DEFAULTS)) {
        selector_spread(a, nodes, count, scores);
        return;
    }
    struct spread s = own ? read_constraints(a, "ScheduleAnyway") : default_constraints(a);
    /* Until v1.23, a cluster without zones had no spreading by default: such nodes were ignored. */
    bool all_keys = own || !version_has(v, FEATURE_SPREAD_WITHOUT_ZONES), *ignored = arena_alloc(a->run->arena, count);
    double *sums = arena_alloc(a->run->arena, count * sizeof(*sums));
    if (!s.len)
        return;
    for (size_t i = 0; i < count; i++)
        ignored[i] = all_keys && !has_all_keys(&s, nodes[i]);
    for (size_t k = 0; k < s.len; k++) {
        struct constraint *c = &s.list[k];
        double weight = weigh_domains(a, &s, c, nodes, ignored, count, all_keys);
        for (size_t i = 0; i < count; i++) {
            const char *value = ignored[i] ? NULL : val_str(label(nodes[i], c->topology_key));
            if (!value)
                continue;
            int64_t pods = strcmp(c->topology_key, hostname) ? val_int_or(val_get(c->domains, value), 0)
                                                             : count_pods(a, val_at_str(nodes[i], "metadata.name", ""), c->pods);
            sums[i] += (double)pods * weight + (double)(c->max_skew - 1);
        }
    }
    for (size_t i = 0; i < count; i++)
        scores[i] = (int64_t)(version_has(v, FEATURE_SPREAD_WITHOUT_ZONES) ? round(sums[i]) : sums[i]);
    normalize(ignored, count, scores);
}
