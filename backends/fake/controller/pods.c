#include "backends/fake/controller/pods.h"

#include <string.h>

#include "backends/fake/cluster.h"

enum { PODS_A_BATCH = 500, BATCH_MS = 25 * 1000 };

/* ---- claiming ---- */

static struct val *without_owner(const struct val *doc, const char *uid)
{
    struct val *changed = val_ref(doc), *kept = val_array();
    const struct val *owners = val_at(doc, "metadata.ownerReferences");
    for (size_t i = 0; i < val_len(owners); i++)
        if (!val_str_equal(val_get(val_item(owners, i), "uid"), uid))
            val_append(&kept, val_ref(val_item(owners, i)));
    if (val_len(kept))
        val_put(&changed, "metadata.ownerReferences", kept);
    else {
        val_unref(kept);
        val_drop(&changed, "metadata.ownerReferences");
    }
    return changed;
}

static struct val *with_owner(const struct val *doc, struct val *take_reference, const char *finalizer)
{
    struct val *changed = val_ref(doc), *owners = val_ref(val_at(doc, "metadata.ownerReferences"));
    val_append(&owners, take_reference);
    val_put(&changed, "metadata.ownerReferences", owners);
    if (finalizer)
        val_put(&changed, "metadata.finalizers", with_finalizer(val_at(doc, "metadata.finalizers"), finalizer));
    return changed;
}

/* The object after the change, held by the arena; NULL when it could not be written (it will be tried at the next sync). */
static const struct val *write_owner(struct run *r, const struct kind *k, struct val *take)
{
    struct status st = STATUS_INIT;
    const struct object *o;
    if (api_update(r->cluster, k, take, NULL, &o, &st) < 0) {
        status_release(&st);
        return NULL;
    }
    return arena_val(r->arena, val_ref(o->doc));
}

static bool concerns(const struct claim_rule *rule, const struct val *doc)
{
    return !rule->active_only || pod_is_active(doc);
}

static bool claims(const struct claim_rule *rule, const struct val *doc, const struct val *selector)
{
    return labels_match(val_get(val_get(doc, "metadata"), "labels"), selector) && (!rule->suits || rule->suits(doc, rule->arg));
}

/* Those that anybody may adopt: of this kind and namespace, without a controller, matching, not being deleted. */
static const struct val **orphans(struct run *r, const char *ns, const struct kind *k, const struct val *selector,
                                  const struct claim_rule *rule, size_t *count)
{
    size_t n = 0, len = 0;
    const struct dependent *first = store_dependents(r->store, "");
    for (const struct dependent *d = first; d; d = d->next)
        n += d->object->kind == k;
    const struct val **docs = arena_alloc(r->arena, (n + 1) * sizeof(*docs));
    for (const struct dependent *d = first; n && d; d = d->next) {
        const struct object *o = d->object;
        if (o->kind == k && !o->deleting && !strcmp(o->ns, ns) && concerns(rule, o->doc) && claims(rule, o->doc, selector))
            docs[len++] = arena_val(r->arena, val_ref(o->doc));
    }
    *count = len;
    return docs;
}

const struct val **claim(struct run *r, const struct val *owner, const struct kind *k, const struct val *selector,
                         size_t *count)
{
    static const struct claim_rule plain = { 0 };
    return claim_with(r, owner, k, selector, &plain, count);
}

const struct val **claim_with(struct run *r, const struct val *owner, const struct kind *k, const struct val *selector,
                              const struct claim_rule *rule, size_t *count)
{
    const char *uid = val_at_str(owner, "metadata.uid", ""), *ns = val_at_str(owner, "metadata.namespace", "");
    bool deleting = val_at(owner, "metadata.deletionTimestamp");
    size_t mine_count, free_count = 0, n = 0;
    const struct val **mine = rule->open_only ? store_collect_open(r->store, r->arena, k, uid, &mine_count)
                                              : store_collect_owned(r->store, r->arena, k, uid, &mine_count);
    const struct val **free_ones = deleting ? NULL : orphans(r, ns, k, selector, rule, &free_count);
    const struct val **docs = arena_alloc(r->arena, (mine_count + free_count + 1) * sizeof(*docs));
    for (size_t i = 0; i < mine_count; i++) {
        if (!concerns(rule, mine[i]))
            continue;
        if (claims(rule, mine[i], selector))
            docs[n++] = mine[i];
        else if (!deleting)
            write_owner(r, k, without_owner(mine[i], uid));
    }
    for (size_t i = 0; i < free_count; i++) {
        const struct val *adopted = write_owner(r, k, with_owner(free_ones[i], controller_reference(owner), rule->finalizer));
        if (adopted)
            docs[n++] = adopted;
    }
    *count = n;
    return docs;
}

const struct val *owner_selector(struct run *r, const struct val *owner)
{
    const struct val *selector = val_at(owner, "spec.selector");
    if (!val_str_equal(val_get(owner, "kind"), "ReplicationController"))
        return selector;
    return arena_val(r->arena, val_fmt("{matchLabels:%v}", selector));
}

void enqueue_claimers(struct run *r, const struct change *c, const struct kind *k)
{
    if (c->old)
        run_enqueue_owner(r, c->old, k);
    run_enqueue_owner(r, c->doc, k);
    if (c->object->controller_uid || c->type == CHANGE_DELETED)
        return;
    const char *ns = c->object->ns;
    for (const struct object *o = store_first(r->store, k, ns); o; o = store_next(r->store, o, ns))
        if (labels_match(val_at(c->doc, "metadata.labels"), owner_selector(r, o->doc)))
            run_enqueue_object(r, o);
}

/* ---- making and deleting ---- */

static struct val *pod_from(const struct val *owner, const struct pod_plan *plan, struct arena *a)
{
    const struct val *meta = val_get(plan->template, "metadata");
    const char *prefix = plan->prefix ? plan->prefix : arena_strf(a, "%s-", val_at_str(owner, "metadata.name", ""));
    struct val *reference = plan->reference ? val_ref(plan->reference) : controller_reference(owner);
    return val_fmt("{apiVersion:v1, kind:Pod, metadata:{generateName:%s, namespace:%v, labels:%v, annotations:%v, "
                   "finalizers:%v, ownerReferences:[%V]}, spec:%v}",
                   prefix, val_at(owner, "metadata.namespace"), plan->labels ? plan->labels : val_get(meta, "labels"),
                   plan->annotations ? plan->annotations : val_get(meta, "annotations"),
                   plan->finalizers ? plan->finalizers : val_get(meta, "finalizers"), reference,
                   plan->spec ? plan->spec : val_get(plan->template, "spec"));
}

bool namespace_is_ending(const struct status *st)
{
    return status_is(st, "Forbidden") && st->message && strstr(st->message, "because it is being terminated");
}

int forgive_ending(int rc, struct status *st)
{
    if (rc >= 0 || !namespace_is_ending(st))
        return rc;
    status_release(st);
    return 0;
}

int pod_create(struct run *r, const struct val *owner, const struct pod_plan *plan, struct status *st)
{
    const struct object *pod;
    struct val *doc = pod_from(owner, plan, r->arena);
    if (api_create(r->cluster, kind_pod, val_at_str(owner, "metadata.namespace", ""), doc, NULL, &pod, st) < 0) {
        if (!namespace_is_ending(st))
            run_event(r, owner, "Warning", "FailedCreate", "Error creating: %s", st->message);
        return -1;
    }
    run_event(r, owner, "Normal", "SuccessfulCreate", "Created pod: %s", pod->name);
    return 0;
}

int pod_delete(struct run *r, const struct val *owner, const struct val *pod, struct status *st)
{
    const struct val *meta = val_get(pod, "metadata");
    const char *name = val_get_str(meta, "name", "");
    const struct object *o = store_get(r->store, kind_pod, val_get_str(meta, "namespace", ""), name);
    if (!o || strcmp(o->uid, val_get_str(meta, "uid", "")))
        return 0;
    struct delete_options options = DELETE_OPTIONS_INIT;
    if (api_delete(r->cluster, o, &options, st) < 0) {
        run_event(r, owner, "Warning", "FailedDelete", "Error deleting: %s", st->message);
        return -1;
    }
    run_event(r, owner, "Normal", "SuccessfulDelete", "Deleted pod: %s", name);
    return 0;
}

size_t slow_start(size_t count, int (*make)(void *arg, size_t i, struct status *st), void *arg, struct status *st)
{
    size_t done = 0, made = 0;
    for (size_t batch = 1; done < count; batch *= 2) {
        size_t end = batch < count - done ? done + batch : count, made_before = made, begun = done;
        struct status why = STATUS_INIT;
        for (; done < end; done++) {
            if (make(arg, done, &why) == 0)
                made++;
            else if (!st->message)
                status_move(st, &why);
        }
        status_release(&why);
        if (made - made_before < end - begun)
            break;
    }
    return made;
}

size_t pods_at_once(struct run *r, const struct val *owner, const char *key, size_t missing)
{
    const char *note = arena_strf(r->arena, "batch %s", val_at_str(owner, "metadata.uid", ""));
    int64_t free_ms = val_int_or(run_note(r, note), 0);
    if (r->now_ms < free_ms) {
        run_enqueue_at(r, key, free_ms);
        return 0;
    }
    if (missing <= PODS_A_BATCH) {
        run_set_note(r, note, NULL);
        return missing;
    }
    run_set_note(r, note, val_int(r->now_ms + BATCH_MS));
    run_enqueue_after(r, key, BATCH_MS);
    return PODS_A_BATCH;
}

/* ---- back-off ---- */

int64_t backoff_delay(struct run *r, const struct backoff *b)
{
    return val_int_or(val_get(run_note(r, b->key), "delay"), 0);
}

static int64_t grown_at(struct run *r, const struct backoff *b)
{
    return val_int_or(val_get(run_note(r, b->key), "at"), 0);
}

static bool in_force(struct run *r, const struct backoff *b, int64_t event_ms)
{
    return run_note(r, b->key) && event_ms - grown_at(r, b) <= 2 * b->max_ms;
}

int64_t backoff_left(struct run *r, const struct backoff *b, int64_t since_ms)
{
    int64_t event_ms = since_ms < 0 ? r->now_ms : since_ms;
    int64_t end_ms = (since_ms < 0 ? grown_at(r, b) : since_ms) + backoff_delay(r, b);
    return in_force(r, b, event_ms) && end_ms > r->now_ms ? end_ms - r->now_ms : 0;
}

void backoff_next(struct run *r, const struct backoff *b, int64_t event_ms)
{
    int64_t delay = b->initial_ms;
    if (in_force(r, b, event_ms))
        delay = backoff_delay(r, b) * 2 < b->max_ms ? backoff_delay(r, b) * 2 : b->max_ms;
    run_set_note(r, b->key, val_fmt("{delay:%I, at:%I}", delay, r->now_ms));
}
