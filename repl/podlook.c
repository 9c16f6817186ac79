#include "repl/podlook.h"

#include <string.h>

#include "backends/base/condition.h"
#include "backends/base/rfc3339.h"
#include "repl/term/width.h"

const struct pod_look_row pod_looks[POD_LOOK_COUNT] = {
    [POD_ABSENT] = { " ", STYLE_PLAIN, "없음" },
    [POD_WAITING] = { "·", STYLE_DIM, "자리 기다림" },
    [POD_PREPARING] = { "░", STYLE_WARN, "준비 중" },
    [POD_UNREADY] = { "▒", STYLE_WARN, "준비 안 됨" },
    [POD_RUNNING] = { "█", STYLE_GOOD, "실행 중" },
    [POD_TROUBLE] = { "!", STYLE_BAD, "시작하지 못함" },
    [POD_FAILED] = { "✗", STYLE_BAD, "실패" },
    [POD_DONE] = { "✓", STYLE_CODE, "성공" },
    [POD_LEAVING] = { "~", STYLE_DIM, "떠나는 중" },
    [POD_UNKNOWN] = { "?", STYLE_BAD, "알 수 없음" },
};

size_t pod_looks_draw(struct picture *p, size_t row, size_t columns, const bool seen[POD_LOOK_COUNT], const char *const *more)
{
    size_t first = row, column = 0;
    for (size_t i = 0; i < POD_LOOK_COUNT || *more; i++) {
        bool is_look = i < POD_LOOK_COUNT;
        if (is_look && !seen[i])
            continue;
        const char *text = is_look ? pod_looks[i].name_ko : *more++;
        size_t width = term_width(text, strlen(text)) + 2 * is_look;
        if (column && column + width > columns) {
            column = 0;
            row++;
        }
        if (is_look)
            picture_fill(p, row, column, 1, pod_looks[i].style, pod_looks[i].mark);
        picture_text(p, row, column + 2 * is_look, columns, STYLE_DIM, text);
        column += width + 2;
    }
    return row - first + (column != 0);
}

/* A reason to wait that does not go away by itself. */
static const char *trouble(const struct val *statuses)
{
    for (size_t i = 0; i < val_len(statuses); i++) {
        const char *reason = val_at_str(val_item(statuses, i), "state.waiting.reason", NULL);
        if (reason && strcmp(reason, "ContainerCreating") && strcmp(reason, "PodInitializing"))
            return reason;
    }
    return NULL;
}

static const char *trouble_of(const struct val *pod)
{
    const char *reason = trouble(val_at(pod, "status.initContainerStatuses"));
    return reason ? reason : trouble(val_at(pod, "status.containerStatuses"));
}

static bool runs_now(const struct val *pod)
{
    const struct val *statuses = val_at(pod, "status.containerStatuses");
    for (size_t i = 0; i < val_len(statuses); i++)
        if (val_at(val_item(statuses, i), "state.running"))
            return true;
    return false;
}

enum pod_look pod_look_now(const struct val *pod)
{
    const char *phase = val_at_str(pod, "status.phase", "");
    if (val_at(pod, "metadata.deletionTimestamp"))
        return POD_LEAVING;
    if (!strcmp(phase, "Succeeded"))
        return POD_DONE;
    if (!strcmp(phase, "Failed"))
        return POD_FAILED;
    if (!strcmp(phase, "Unknown"))
        return POD_UNKNOWN;
    if (!val_at(pod, "spec.nodeName"))
        return POD_WAITING;
    if (trouble_of(pod))
        return POD_TROUBLE;
    if (!runs_now(pod))
        return POD_PREPARING;
    return condition_is_true(pod, "Ready") ? POD_RUNNING : POD_UNREADY;
}

const char *pod_look_reason(struct arena *a, const struct val *pod)
{
    const char *reason = val_at_str(pod, "status.reason", NULL);
    const struct val *statuses = val_at(pod, "status.containerStatuses");
    if (!reason)
        reason = trouble_of(pod);
    if (reason || strcmp(val_at_str(pod, "status.phase", ""), "Failed"))
        return reason;
    for (size_t i = 0; i < val_len(statuses); i++) {
        const struct val *ended = val_at(val_item(statuses, i), "state.terminated");
        int64_t code = val_int_or(val_get(ended, "exitCode"), 0);
        reason = val_get_str(ended, "reason", "Error");
        if (code)
            return strcmp(reason, "Error") ? reason : arena_strf(a, "exit %lld", (long long)code);
    }
    return NULL;
}

static int64_t time_at(const struct val *doc, const char *path, int64_t otherwise)
{
    const char *text = val_at_str(doc, path, NULL);
    int64_t ms = text ? rfc3339_parse_ms(text) : RFC3339_NONE;
    return ms == RFC3339_NONE ? otherwise : ms;
}

static void add_run(struct pod_life *life, const struct val *status, const char *state)
{
    const struct val *running = val_at(status, state);
    int64_t start_ms = time_at(running, "startedAt", INT64_MAX), end_ms = time_at(running, "finishedAt", INT64_MAX);
    if (start_ms == INT64_MAX)
        start_ms = end_ms; /* it ended before it began */
    if (start_ms != INT64_MAX)
        life->runs[life->len++] = (struct pod_run){ start_ms, end_ms, val_int_or(val_get(running, "exitCode"), 0) != 0 };
}

void pod_life_read(struct pod_life *life, struct arena *a, const struct val *pod)
{
    static const char *const states[] = { "lastState.terminated", "state.terminated", "state.running" };
    const struct val *statuses = val_at(pod, "status.containerStatuses"), *scheduled = condition_find(pod, "PodScheduled");
    enum pod_look now = pod_look_now(pod);
    *life = (struct pod_life){ .created_ms = time_at(pod, "metadata.creationTimestamp", 0), .end_ms = INT64_MAX };
    life->scheduled_ms = !val_at(pod, "spec.nodeName") ? INT64_MAX : time_at(scheduled, "lastTransitionTime", life->created_ms);
    life->runs = arena_alloc(a, (val_len(statuses) * ARRAY_LEN(states) + 1) * sizeof(*life->runs));
    for (size_t i = 0; i < val_len(statuses); i++)
        for (size_t k = 0; k < ARRAY_LEN(states); k++)
            add_run(life, val_item(statuses, i), states[k]);
    if (now == POD_LEAVING)
        now = !strcmp(val_at_str(pod, "status.phase", ""), "Succeeded") ? POD_DONE
              : !strcmp(val_at_str(pod, "status.phase", ""), "Failed") ? POD_FAILED : now;
    if (now != POD_DONE && now != POD_FAILED)
        return;
    life->end = now;
    life->end_ms = time_at(condition_find(pod, "Ready"), "lastTransitionTime", life->created_ms);
    for (size_t i = 0; i < life->len; i++)
        if (life->runs[i].end_ms != INT64_MAX && (!i || life->runs[i].end_ms > life->end_ms))
            life->end_ms = life->runs[i].end_ms;
}

bool pod_life_runs(const struct pod_life *life, int64_t at_ms)
{
    for (size_t i = 0; i < life->len; i++)
        if (life->runs[i].start_ms <= at_ms && at_ms < life->runs[i].end_ms)
            return true;
    return false;
}

enum pod_look pod_life_look(const struct pod_life *life, int64_t from_ms, int64_t to_ms, int64_t now_ms)
{
    bool ran = false;
    if (to_ms > now_ms + 1)
        to_ms = now_ms + 1;
    if (to_ms <= life->created_ms || from_ms > now_ms || life->end_ms < from_ms)
        return POD_ABSENT;
    if (life->end_ms < to_ms)
        return life->end;
    for (size_t i = 0; i < life->len; i++)
        ran = ran || (life->runs[i].start_ms < to_ms && life->runs[i].end_ms > from_ms);
    if (!pod_life_runs(life, to_ms - 1))
        for (size_t i = 0; i < life->len; i++)
            if (life->runs[i].end_ms >= from_ms && life->runs[i].end_ms < to_ms)
                return life->runs[i].failed ? POD_FAILED : POD_DONE;
    return ran ? POD_RUNNING : life->scheduled_ms < to_ms ? POD_PREPARING : POD_WAITING;
}
