/* What a cluster makes of hostile objects, and what a client makes of a hostile cluster. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"
#include "backends/client.h"
#include "backends/fake/fake.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/person.h"

/* ---- objects ---- */

enum { LIFE_MS = 3 * 60 * 1000 };

static void load_objects(struct samples *s)
{
    samples_vectors(s, "validation", "manifest");
    samples_vectors(s, "defaults", "manifest");
    samples_vectors(s, "apply3way", "modified");
}

/* Everything about it is asked and done; answers are documents or errors with a text. */
static void live_with(struct fuzz *f, struct client *c, const struct resource *r, const char *ns)
{
    struct status st = STATUS_INIT;
    struct val *made = NULL, *table = NULL;
    struct backend *b = client_backend(c);
    if (client_create(c, r, ns, f->doc, NULL, &made, &st) < 0) {
        fuzz_answered(f, false, st.message);
        status_release(&st);
        return;
    }
    const char *name = val_at_str(made, "metadata.name", "");
    b->ops->advance(b, backend_now_ms(b) + LIFE_MS);
    if (client_list(c, r, ns, &(struct list_options){ .table = true }, &table, &st) < 0)
        fuzz_break(f, "its list: %s", st.message);
    val_unref(table);
    client_update(c, r, ns, name, f->doc, NULL, NULL, &st);
    b->ops->advance(b, backend_now_ms(b) + LIFE_MS);
    client_delete(c, r, ns, name, NULL, NULL, NULL, &st);
    b->ops->advance(b, backend_now_ms(b) + LIFE_MS);
    status_release(&st);
    val_unref(made);
}

static void run_objects(struct fuzz *f)
{
    static const char *const versions[] = { "v1.18.10", "v1.20.2", "v1.24.0", "v1.37.2" };
    struct status st = STATUS_INIT;
    struct val *file = val_fmt("{version:%s, images:%s, nodes:[{name:n1}, {name:n2, taints:[{key:k, effect:NoSchedule}]}]}",
                               versions[fuzz_below(&f->random, ARRAY_LEN(versions))], fuzz_below(&f->random, 2) ? "any" : "fresh");
    struct backend *b = fake_new(file, &st);
    struct client *c = client_new(b);
    const struct resource *r = client_find_kind(c, val_get_str(f->doc, "apiVersion", ""), val_get_str(f->doc, "kind", ""), &st);
    fuzz_answered(f, r != NULL, st.message ? st.message : "");
    status_release(&st);
    if (r)
        live_with(f, c, r, r->namespaced ? val_at_str(f->doc, "metadata.namespace", "default") : NULL);
    client_free(c);
    backend_free(b);
    val_unref(file);
}

const struct target target_objects = { .name = "objects", .load = load_objects, .run = run_objects, .documents = true, .every = 5 };

/* ---- a backend that spoils what it passes on ---- */

struct spoiler {
    struct backend base;
    struct backend *inner; /* owned */
    struct random *random;
};

struct spoiler_watch {
    struct watch base;
    struct watch *inner; /* owned */
};

static struct spoiler *spoiler_of(struct backend *b)
{
    return (struct spoiler *)b;
}

static void spoil(struct backend *b, struct val **doc)
{
    if (*doc && fuzz_below(spoiler_of(b)->random, 3) == 0)
        mutate_doc(spoiler_of(b)->random, doc);
}

static int spoiled_request(struct backend *b, const struct request *rq, struct reply *reply, struct status *st)
{
    int rc = backend_request(spoiler_of(b)->inner, rq, reply, st);
    if (rc < 0) {
        struct val *doc = status_doc(st);
        spoil(b, &doc);
        status_from_doc(st, doc);
        val_unref(doc);
        return -1;
    }
    spoil(b, &reply->doc);
    if (reply->text.len)
        mutate_text(spoiler_of(b)->random, &(struct samples){ &reply->text, 1, 1 }, &reply->text);
    return 0;
}

static int spoiled_watch_open(struct backend *b, const struct request *rq, struct watch **w, struct status *st)
{
    struct watch *inner;
    if (backend_watch_open(spoiler_of(b)->inner, rq, &inner, st) < 0)
        return -1;
    struct spoiler_watch *made = xcalloc(1, sizeof(*made));
    made->base.backend = b;
    made->inner = inner;
    *w = &made->base;
    return 0;
}

static int spoiled_watch_next(struct watch *w, int64_t timeout_ms, struct watch_event *event, struct status *st)
{
    int rc = watch_next(((struct spoiler_watch *)w)->inner, timeout_ms, event, st);
    if (rc > 0)
        spoil(w->backend, &event->object);
    return rc;
}

static void spoiled_watch_close(struct watch *w)
{
    watch_close(((struct spoiler_watch *)w)->inner);
    free(w);
}

static int64_t spoiled_now_ms(struct backend *b)
{
    return backend_now_ms(spoiler_of(b)->inner);
}

static int spoiled_wait(struct backend *b, int64_t ms)
{
    return backend_wait(spoiler_of(b)->inner, ms);
}

static int64_t spoiled_start_ms(struct backend *b)
{
    struct backend *inner = spoiler_of(b)->inner;
    return inner->ops->start_ms(inner);
}

static void spoiled_free(struct backend *b)
{
    backend_free(spoiler_of(b)->inner);
    free(b);
}

static struct backend *spoiler_new(struct backend *inner, void *random)
{
    static const struct backend_ops ops = {
        .name = "spoiler", .request = spoiled_request, .watch_open = spoiled_watch_open, .watch_next = spoiled_watch_next,
        .watch_close = spoiled_watch_close, .now_ms = spoiled_now_ms, .wait = spoiled_wait, .start_ms = spoiled_start_ms, .free = spoiled_free,
    };
    struct spoiler *made = xcalloc(1, sizeof(*made));
    made->base.ops = &ops;
    made->inner = inner;
    made->random = random;
    return &made->base;
}

/* The commands are sound, the answers are not. */
static void run_replies(struct fuzz *f)
{
    static const char *const versions[] = { "v1.18.10", "v1.20.2", "v1.37.2" };
    struct person p;
    person_begin(&p, versions[fuzz_below(&f->random, ARRAY_LEN(versions))], spoiler_new, &f->random);
    for (int i = 0; i < 6; i++)
        person_types(&p, f->samples->items[fuzz_below(&f->random, f->samples->count)].buf);
    person_end(&p);
}

static void load_replies(struct samples *s)
{
    static const char *const texts[] = {
        "kubectl get pods", "kubectl get nodes -o wide", "kubectl get all -A", "kubectl describe nodes", "kubectl get events --sort-by=.lastTimestamp",
        "map", "timeline", "kubectl top nodes", "kubectl api-resources", "kubectl version", "kubectl get ns -w", "kubectl cluster-info",
        "kubectl run p --image=busybox --restart=Never -- sh -c 'echo hi; sleep 5'", "kubectl describe pods", "kubectl logs p", "kubectl exec p -- ls /",
        "kubectl create deployment d --image=nginx --replicas=3", "kubectl rollout status deploy d", "kubectl rollout history deploy d",
        "kubectl rollout undo deploy d", "kubectl describe deploy,rs", "kubectl scale deploy d --replicas=1", "kubectl set image deploy d nginx=x",
        "kubectl create job j --image=busybox -- true", "kubectl describe jobs", "kubectl create cronjob c --image=busybox --schedule='* * * * *' -- date",
        "kubectl describe cronjobs", "kubectl label nodes n1 a=b", "kubectl taint nodes n1 k=v:NoSchedule", "kubectl drain n1 --ignore-daemonsets --force",
        "kubectl wait --for=condition=Ready pod --all", "kubectl delete pods --all", "kubectl patch node n2 -p '{\"spec\":{\"unschedulable\":true}}'",
        "kubectl explain pod.spec", "kubectl expose deploy d --port=80", "kubectl describe svc,ep,cm,secrets,sa,ns", "kubectl get pods -o yaml",
        "kubectl get pods -o json", "kubectl get pods -o jsonpath='{.items[*].metadata.name}'", "kubectl get pods -o custom-columns=A:.metadata.name",
        "kubectl autoscale deploy d --max=3", "kubectl get pods -L app --show-labels", "kubectl get nodes -o go-template='{{range .items}}{{.spec}}{{end}}'",
        ("kubectl apply -f - <<E\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: s}\nspec: {selector: {matchLabels: {a: b}}, template: "
        "{metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: nginx}]}}}\nE\n"),
    };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

const struct target target_replies = { .name = "replies", .load = load_replies, .run = run_replies, .every = 5 };
