/* What controllers ask about pods, labels and templates (declared in controller.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/condition.h"
#include "backends/base/hash.h"
#include "backends/base/json.h"
#include "backends/base/selector.h"
#include "backends/fake/cluster.h"
#include "backends/fake/controller.h"

bool pairs_match(const struct val *labels, const struct val *pairs)
{
    for (size_t i = 0; i < val_len(pairs); i++) {
        const char *have = val_str(val_getv(labels, val_keyv(pairs, i)));
        if (!have || !val_str_equal(val_item(pairs, i), have))
            return false;
    }
    return true;
}

bool labels_match(const struct val *labels, const struct val *selector)
{
    if (!val_is(selector, VAL_OBJECT) || !pairs_match(labels, val_get(selector, "matchLabels")))
        return false;
    if (val_empty(val_get(selector, "matchExpressions")))
        return true;
    struct strbuf why = STRBUF_INIT;
    struct selector *s = selector_from_label_selector(selector, &why);
    bool matches = s && selector_matches(s, labels);
    selector_free(s);
    strbuf_release(&why);
    return matches;
}

/* Where it stands in the list; its length: nowhere. */
static size_t finalizer_at(const struct val *list, const char *name)
{
    size_t i = 0;
    while (i < val_len(list) && !val_str_equal(val_item(list, i), name))
        i++;
    return i;
}

bool has_finalizer(const struct val *doc, const char *name)
{
    const struct val *list = val_get(val_get(doc, "metadata"), "finalizers");
    return finalizer_at(list, name) < val_len(list);
}

struct val *without_finalizer(const struct val *doc, const char *name)
{
    struct val *changed = val_ref(doc), *list = val_ref(val_at(doc, "metadata.finalizers"));
    size_t at = finalizer_at(list, name);
    if (at < val_len(list))
        val_remove(&list, at);
    bool empty = !val_len(list);
    val_put(&changed, "metadata.finalizers", list);
    if (empty)
        val_drop(&changed, "metadata.finalizers");
    return changed;
}

struct val *with_finalizer(const struct val *finalizers, const char *name)
{
    struct val *list = val_ref(finalizers);
    if (finalizer_at(list, name) == val_len(list))
        val_append(&list, val_string(name));
    return list;
}

struct val *controller_reference(const struct val *owner)
{
    const struct val *meta = val_get(owner, "metadata");
    return val_fmt("{apiVersion:%v, kind:%v, name:%v, uid:%v, controller:true, blockOwnerDeletion:true}",
                   val_get(owner, "apiVersion"), val_get(owner, "kind"), val_get(meta, "name"), val_get(meta, "uid"));
}

bool pod_is_ready(const struct val *pod)
{
    return condition_is_true(pod, "Ready");
}

bool pod_is_available(const struct val *pod, int64_t min_ready_s, int64_t now_ms, int64_t *again_ms)
{
    if (again_ms)
        *again_ms = 0;
    if (!pod_is_ready(pod))
        return false;
    if (min_ready_s <= 0)
        return true;
    int64_t since_ms = time_parse_ms(val_get_str(condition_find(pod, "Ready"), "lastTransitionTime", ""));
    int64_t at_ms = since_ms + min_ready_s * 1000 + 1; /* strictly after */
    if (again_ms && at_ms > now_ms)
        *again_ms = at_ms;
    return at_ms <= now_ms;
}

bool pod_is_finished(const struct val *pod)
{
    const struct val *phase = val_get(val_get(pod, "status"), "phase");
    return val_str_equal(phase, "Succeeded") || val_str_equal(phase, "Failed");
}

bool pod_is_active(const struct val *pod)
{
    return !pod_is_finished(pod) && !val_get(val_get(pod, "metadata"), "deletionTimestamp");
}

void set_count(struct val **status, const char *key, int64_t n)
{
    if (n)
        val_set(status, key, val_int(n));
    else
        val_unset(status, key);
}

int compare_creation(const void *a, const void *b)
{
    const struct val *x = val_get(*(const struct val *const *)a, "metadata"), *y = val_get(*(const struct val *const *)b, "metadata");
    int d = val_compare_str(val_get(x, "creationTimestamp"), val_get(y, "creationTimestamp"));
    return d ? d : val_compare_str(val_get(x, "name"), val_get(y, "name"));
}

void set_list(struct val **status, const char *key, struct val *take)
{
    if (val_len(take)) {
        val_set(status, key, take);
        return;
    }
    val_unset(status, key);
    val_unref(take);
}

int64_t int_or_percent(const struct val *v, int64_t total, bool round_up, int64_t otherwise)
{
    if (!val_is(v, VAL_STRING))
        return val_int_or(v, otherwise);
    char *end;
    long long percent = strtoll(val_str(v), &end, 10);
    if (end == val_str(v) || *end != '%' || percent < 0 || percent > INT32_MAX)
        return otherwise;
    return (percent * total + (round_up ? 99 : 0)) / 100;
}

const char *hash_word(uint32_t hash, char out[TEMPLATE_HASH_SIZE])
{
    static const char digits[] = "456789bcdf";
    int len = snprintf(out, TEMPLATE_HASH_SIZE, "%u", hash);
    for (int i = 0; i < len; i++)
        out[i] = digits[out[i] - '0'];
    return out;
}

void template_hash(const struct val *template, int64_t collisions, char out[TEMPLATE_HASH_SIZE])
{
    struct strbuf text = STRBUF_INIT;
    json_write(&text, template, JSON_COMPACT);
    for (int i = 0; collisions >= 0 && i < 8; i++)
        strbuf_addch(&text, (char)((uint64_t)collisions >> (8 * i) & 0xff));
    hash_word(hash_bytes(text.buf, text.len), out);
    strbuf_release(&text);
}

void pod_mark_disrupted(struct run *r, const char *uid, const char *reason, const char *message)
{
    const struct object *o = store_by_uid(r->store, uid);
    struct status st = STATUS_INIT;
    size_t i;
    if (!o || !version_has(r->cluster->version, FEATURE_DISRUPTION_TARGET))
        return;
    struct val *status = val_ref(val_get(o->doc, "status")), *list = val_ref(val_get(status, "conditions"));
    struct val *condition = val_fmt("{type:DisruptionTarget, status:'True', lastProbeTime:null, lastTransitionTime:%V, reason:%s,"
                                    " message:%s}",
                                    time_val(r->now_ms), reason, message);
    if (val_find(list, "type", "DisruptionTarget", &i))
        val_replace(&list, i, condition);
    else
        val_append(&list, condition);
    val_set(&status, "conditions", list);
    api_update_status(r->cluster, o, status, &st);
    status_release(&st);
}
