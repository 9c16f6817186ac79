/* Checks about one object. */
#include <string.h>

#include "lessons/check_parts.h"

int check_exists(struct check_run *run)
{
    const struct val *obj;
    if (check_object(run, &obj) < 0)
        return -1;
    run->out->ok = obj && !val_at(obj, "metadata.deletionTimestamp");
    return 0;
}

int check_absent(struct check_run *run)
{
    const struct val *obj;
    if (check_object(run, &obj) < 0)
        return -1;
    run->out->ok = !obj;
    return 0;
}

int check_field(struct check_run *run)
{
    const struct val *obj;
    run->out->path = check_text(run, "path");
    if (check_object(run, &obj) < 0)
        return -1;
    /* Counters that are zero are left out of a status. */
    static const char status[] = "status.";
    const struct val *found = val_at(obj, run->out->path);
    if (obj && !found && !strncmp(run->out->path, status, sizeof(status) - 1))
        found = arena_val(run->arena, val_int(0));
    run->out->ok = check_holds(run, found) && obj;
    return 0;
}

int check_items(struct check_run *run)
{
    const struct val *obj, *where = val_get(run->check, "where");
    int64_t n = 0;
    run->out->path = check_text(run, "path");
    run->out->what = check_where_text(run->arena, where);
    if (check_object(run, &obj) < 0)
        return -1;
    const struct val *list = val_at(obj, run->out->path);
    for (size_t i = 0; i < val_len(list); i++)
        n += check_matches(val_item(list, i), where);
    run->out->ok = check_holds_int(run, n) && obj;
    return 0;
}

int check_condition(struct check_run *run)
{
    const char *type = check_text(run, "type"), *reason = check_text(run, "reason");
    const struct val *obj, *conditions, *condition = NULL;
    run->out->what = type;
    if (check_object(run, &obj) < 0)
        return -1;
    conditions = val_at(obj, "status.conditions");
    for (size_t i = 0; i < val_len(conditions) && !condition; i++)
        if (val_str_equal(val_get(val_item(conditions, i), "type"), type))
            condition = val_item(conditions, i);
    run->out->ok = check_equal(run, NULL, val_get_str(run->check, "status", "True"), val_get_str(condition, "status", NULL)) &&
                   (!reason || check_equal(run, "reason", reason, val_get_str(condition, "reason", NULL)));
    return 0;
}

/* Which of its counters say that a rollout is over, and what they must be. */
static const struct rollout {
    const char *kind, *wanted, *counters[3];
} rollouts[] = {
    { "Deployment", "spec.replicas", { "status.updatedReplicas", "status.replicas", "status.availableReplicas" } },
    { "DaemonSet", "status.desiredNumberScheduled", { "status.updatedNumberScheduled", "status.numberAvailable", NULL } },
};

static bool has_image(struct check_run *run, const struct val *obj, const char *image)
{
    const struct val *containers = val_at(obj, "spec.template.spec.containers");
    for (size_t i = 0; i < val_len(containers); i++)
        if (val_str_equal(val_get(val_item(containers, i), "image"), image))
            return true;
    check_equal(run, "image", image, val_get_str(val_item(containers, 0), "image", ""));
    return false;
}

static bool is_rolled_out(struct check_run *run, const struct val *obj, const struct rollout *rollout)
{
    int64_t wanted = val_at_int(obj, rollout->wanted, 0);
    if (val_at_int(obj, "status.observedGeneration", 0) < val_at_int(obj, "metadata.generation", 0))
        return check_equal(run, "status.observedGeneration", arena_strf(run->arena, "%lld", (long long)val_at_int(obj, "metadata.generation", 0)),
                           arena_strf(run->arena, "%lld", (long long)val_at_int(obj, "status.observedGeneration", 0)));
    for (size_t i = 0; i < ARRAY_LEN(rollout->counters) && rollout->counters[i]; i++)
        if (!check_equal(run, rollout->counters[i], arena_strf(run->arena, "%lld", (long long)wanted),
                         arena_strf(run->arena, "%lld", (long long)val_at_int(obj, rollout->counters[i], 0))))
            return false;
    return true;
}

int check_rollout(struct check_run *run)
{
    const char *image = check_text(run, "image");
    const struct val *obj, *revision = val_get(run->check, "revision");
    if (check_object(run, &obj) < 0)
        return -1;
    const struct rollout *rollout = rollouts;
    for (size_t i = 0; i < ARRAY_LEN(rollouts); i++)
        if (!strcmp(rollouts[i].kind, run->out->resource->kind))
            rollout = &rollouts[i];
    run->out->ok = obj && (!image || has_image(run, obj, image)) &&
                   (!revision || check_equal(run, "revision", check_value_text(run->arena, revision),
                                             val_get_str(val_at(obj, "metadata.annotations"), "deployment.kubernetes.io/revision", ""))) &&
                   is_rolled_out(run, obj, rollout);
    return 0;
}

int check_event(struct check_run *run)
{
    const struct val *obj, *events;
    int64_t n = 0;
    run->out->what = check_text(run, "reason");
    if (check_object(run, &obj) < 0)
        return -1;
    /* The kubelet's events give a node's name for its uid. */
    bool namespaced = run->out->resource->namespaced;
    const char *fields = namespaced ? arena_strf(run->arena, "involvedObject.uid=%s,reason=%s", val_at_str(obj, "metadata.uid", ""), run->out->what)
                                    : arena_strf(run->arena, "involvedObject.kind=%s,involvedObject.name=%s,reason=%s",
                                                 run->out->resource->kind, run->out->name, run->out->what);
    if (obj && check_list_of(run, "events", namespaced ? run->ns : "default", &(struct list_options){ .field_selector = fields }, &events) < 0)
        return -1;
    for (size_t i = 0; obj && i < val_len(events); i++)
        n += val_at_int(val_item(events, i), "count", 1);
    run->out->ok = check_holds_int(run, n) && obj;
    return 0;
}
