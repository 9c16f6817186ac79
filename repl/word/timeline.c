/*
 * timeline [TYPE/NAME | -l SELECTOR]: the pods of a Job, a CronJob, or whatever has pods, as bars on a time axis.
 *
 *     job/testapp-job-para · 성공 2/5, 실행 2, 병렬 수 2 · 동시에 최대 2개
 *                               0초       10초      20초      30초
 *       testapp-job-para-2xk9c  ░██████████✓
 *       testapp-job-para-b7mnz              ░█████████
 */
#include <stdlib.h>
#include <string.h>

#include "backends/base/owner.h"
#include "backends/base/rfc3339.h"
#include "repl/picture.h"
#include "repl/podgroup.h"
#include "repl/podlook.h"
#include "repl/session.h"
#include "repl/target.h"
#include "repl/verb.h"

enum {
    COLUMNS_TAIL = 80, /* narrower: no reasons behind the bars */
    COLUMNS_LEAST = 40,
    INDENT = 2,
    TICK = 10,      /* columns from one label of the axis to the next */
    TAIL_MOST = 20, /* columns behind the bars for reasons */
    PODS_MOST = 60, /* older ones are left off */
};

/* A pod and its bar. */
struct bar {
    const char *name, *reason; /* reason NULL: none */
    struct pod_life life;
    enum pod_look now;
};

/* A group's bars: those from `first` on are drawn. */
struct lane {
    const struct pod_group *group;
    struct bar *bars;
    size_t first;
};

struct timeline {
    struct command *cmd;
    struct lane *lanes; /* of the groups that are drawn */
    size_t len;
    const struct val *jobs, *replicasets; /* items */
    int64_t start_ms, end_ms, now_ms, unit_ms;
    size_t columns, name_columns, bar_columns;
    bool by_clock; /* labels tell the time of day, not the time since the start */
    struct picture *picture;
    size_t row;
    bool seen[POD_LOOK_COUNT];
};

/* ---- what to draw ---- */

static const struct val *find_uid(const struct val *items, const char *uid)
{
    for (size_t i = 0; i < val_len(items); i++)
        if (!strcmp(val_at_str(val_item(items, i), "metadata.uid", ""), uid))
            return val_item(items, i);
    return NULL;
}

/* The Job or ReplicaSet that controls a pod, when that is what does; NULL otherwise. */
static const struct val *between(const struct timeline *t, const char *uid)
{
    const struct val *job = find_uid(t->jobs, uid);
    return job ? job : find_uid(t->replicasets, uid);
}

/* Whether a pod is the target, or the target's, or that of a Job or ReplicaSet of the target's. */
static bool belongs(const struct timeline *t, const struct val *pod, const struct val *target)
{
    const char *uid = val_at_str(target, "metadata.uid", "");
    if (!strcmp(val_at_str(pod, "metadata.uid", "-"), uid) || owner_controls(target, pod))
        return true;
    const struct val *middle = between(t, val_get_str(owner_controller(pod), "uid", ""));
    return middle && owner_controls(target, middle);
}

static struct val *choose(const struct timeline *t, const struct val *pods, const struct targets *targets)
{
    struct val *chosen = val_array();
    for (size_t i = 0; i < val_len(pods); i++) {
        bool wanted = !targets->len;
        for (size_t k = 0; k < targets->len && !wanted; k++)
            wanted = belongs(t, val_item(pods, i), targets->items[k].object);
        if (wanted)
            val_append(&chosen, val_ref(val_item(pods, i)));
    }
    return chosen;
}

/* ---- the axis ---- */

static const int64_t units_s[] = { 1, 2, 3, 6, 12, 30, 60, 120, 180, 360, 720, 1440, 2160, 4320, 8640, 17280, 60480 };

static void choose_unit(struct timeline *t)
{
    int64_t span_ms = t->end_ms - t->start_ms;
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(units_s) && span_ms / (units_s[i] * 1000) >= (int64_t)t->bar_columns)
        i++;
    t->unit_ms = units_s[i] * 1000;
    if (t->by_clock)
        t->start_ms -= t->start_ms % (t->unit_ms * TICK / 2);
    while (i + 1 < ARRAY_LEN(units_s) && (t->end_ms - t->start_ms) / t->unit_ms >= (int64_t)t->bar_columns)
        t->unit_ms = units_s[++i] * 1000;
}

/* "40초", "1분30초", "2시간": short enough for the axis. */
static void add_span(struct strbuf *sb, int64_t ms)
{
    int64_t s = ms / 1000, m = s / 60, h = m / 60;
    if (h)
        strbuf_addf(sb, "%lld시간", (long long)h);
    if (m % 60)
        strbuf_addf(sb, "%lld분", (long long)(m % 60));
    if (s % 60 || !s)
        strbuf_addf(sb, "%lld초", (long long)(s % 60));
}

static void draw_axis(struct timeline *t)
{
    size_t left = INDENT + t->name_columns + 2;
    for (size_t c = 0; c + TICK / 2 < t->bar_columns; c += TICK) {
        struct strbuf label = STRBUF_INIT;
        int64_t at_ms = t->start_ms + (int64_t)c * t->unit_ms;
        if (at_ms > t->end_ms)
            break;
        char text[32];
        struct tm tm = time_local(at_ms);
        strftime(text, sizeof(text), t->unit_ms * TICK < 60000 ? "%H:%M:%S" : t->unit_ms * TICK < 86400000 ? "%H:%M" : "%m-%d", &tm);
        if (t->by_clock)
            strbuf_adds(&label, text);
        else
            add_span(&label, at_ms - t->start_ms);
        picture_text(t->picture, t->row, left + c, TICK - 1, STYLE_DIM, label.buf);
        picture_fill(t->picture, t->row + 1, left + c, 1, STYLE_DIM, "┬");
        strbuf_release(&label);
    }
    size_t len = (size_t)((t->end_ms - t->start_ms) / t->unit_ms) + 1;
    for (size_t c = 0; c < len && c < t->bar_columns; c++)
        if (c % TICK)
            picture_fill(t->picture, t->row + 1, left + c, 1, STYLE_DIM, "─");
    t->row += 2;
}

/* ---- groups and bars ---- */

static void draw_bar(struct timeline *t, const struct bar *bar)
{
    size_t left = INDENT + t->name_columns + 2, last = 0;
    picture_text(t->picture, t->row, INDENT, t->name_columns, STYLE_PLAIN, bar->name);
    for (size_t c = 0; c < t->bar_columns; c++) {
        int64_t from_ms = t->start_ms + (int64_t)c * t->unit_ms;
        enum pod_look look = pod_life_look(&bar->life, from_ms, from_ms + t->unit_ms, t->now_ms);
        if (look == POD_ABSENT)
            continue;
        if (bar->life.end_ms == INT64_MAX && t->now_ms < from_ms + t->unit_ms && bar->now != POD_RUNNING)
            look = bar->now; /* the last column of who lives on is how it is now */
        t->seen[look] = true;
        picture_fill(t->picture, t->row, left + c, 1, pod_looks[look].style, pod_looks[look].mark);
        last = c + 1;
    }
    if (bar->reason && left + last + 2 < t->columns)
        picture_text(t->picture, t->row, left + last + 1, t->columns - left - last - 1, STYLE_BAD, bar->reason);
    t->row++;
}

struct event {
    int64_t at_ms;
    int change;
};

static int compare_events(const void *a, const void *b)
{
    const struct event *x = a, *y = b;
    return x->at_ms != y->at_ms ? (x->at_ms > y->at_ms) - (x->at_ms < y->at_ms) : x->change - y->change;
}

/* The largest number of a group's pods that ran at one time. */
static long most_at_once(struct arena *a, const struct lane *lane)
{
    size_t len = 0;
    struct event *events = arena_alloc(a, 2 * lane->group->len * sizeof(*events));
    for (size_t i = 0; i < lane->group->len; i++) {
        /* Containers of one pod side by side are one run. */
        const struct pod_life *life = &lane->bars[i].life;
        int64_t start_ms = INT64_MAX, end_ms = 0;
        for (size_t k = 0; k < life->len; k++) {
            start_ms = life->runs[k].start_ms < start_ms ? life->runs[k].start_ms : start_ms;
            end_ms = life->runs[k].end_ms > end_ms ? life->runs[k].end_ms : end_ms;
        }
        if (life->len && start_ms < end_ms) {
            events[len++] = (struct event){ start_ms, 1 };
            events[len++] = (struct event){ end_ms, -1 };
        }
    }
    qsort(events, len, sizeof(*events), compare_events);
    long now = 0, most = 0;
    for (size_t i = 0; i < len; i++) {
        now += events[i].change;
        most = now > most ? now : most;
    }
    return most;
}

/* "성공 2/5 · 실행 2 · 실패 1 · 병렬 수 2" */
static void add_counts(struct strbuf *sb, const struct timeline *t, const struct lane *lane)
{
    size_t looks[POD_LOOK_COUNT] = { 0 };
    const struct pod_group *g = lane->group;
    const struct val *job = find_uid(t->jobs, g->uid);
    for (size_t i = 0; i < g->len; i++)
        looks[lane->bars[i].now]++;
    if (job && val_at(job, "spec.completions"))
        strbuf_addf(sb, " · 성공 %lld/%lld", (long long)val_at_int(job, "status.succeeded", 0), (long long)val_at_int(job, "spec.completions", 1));
    else if (job)
        strbuf_addf(sb, " · 성공 %lld", (long long)val_at_int(job, "status.succeeded", 0));
    if (looks[POD_RUNNING] + looks[POD_UNREADY])
        strbuf_addf(sb, " · 실행 %zu", looks[POD_RUNNING] + looks[POD_UNREADY]);
    if (looks[POD_FAILED])
        strbuf_addf(sb, " · 실패 %zu", looks[POD_FAILED]);
    if (job)
        strbuf_addf(sb, " · 병렬 수 %lld", (long long)val_at_int(job, "spec.parallelism", 1));
    if (g->len > 1)
        strbuf_addf(sb, " · 동시에 최대 %ld개", most_at_once(t->cmd->arena, lane));
}

static void draw_lane(struct timeline *t, const struct lane *lane)
{
    struct strbuf sb = STRBUF_INIT;
    const struct pod_group *g = lane->group;
    const struct val *owner = owner_controller(between(t, g->uid));
    size_t used = picture_text(t->picture, t->row, 0, t->columns, STYLE_STRONG, *g->name ? g->name : "혼자인 파드");
    if (owner)
        strbuf_addf(&sb, " (%s/%s)", val_get_str(owner, "kind", ""), val_get_str(owner, "name", ""));
    add_counts(&sb, t, lane);
    picture_text(t->picture, t->row++, used, t->columns - used, STYLE_PLAIN, sb.buf);
    strbuf_release(&sb);
    for (size_t i = lane->first; i < g->len; i++)
        draw_bar(t, &lane->bars[i]);
}

static void draw_legend(struct timeline *t)
{
    struct strbuf unit = STRBUF_INIT;
    strbuf_adds(&unit, "한 칸은 ");
    add_span(&unit, t->unit_ms);
    t->row += pod_looks_draw(t->picture, t->row, t->columns, t->seen, (const char *[]){ unit.buf, NULL });
    strbuf_release(&unit);
}

/* ---- the whole ---- */

/* Reads the groups' pods, but for the first `left_off`. */
static void read_lanes(struct timeline *t, const struct pod_groups *groups, size_t left_off)
{
    struct arena *a = t->cmd->arena;
    t->lanes = arena_alloc(a, groups->len * sizeof(*t->lanes));
    for (size_t i = 0; i < groups->len; i++) {
        const struct pod_group *g = &groups->items[i];
        if (left_off >= g->len) {
            left_off -= g->len;
            continue;
        }
        struct lane *lane = &t->lanes[t->len++];
        *lane = (struct lane){ g, arena_alloc(a, g->len * sizeof(*lane->bars)), left_off };
        left_off = 0;
        for (size_t k = 0; k < g->len; k++) {
            lane->bars[k].name = val_at_str(g->pods[k], "metadata.name", "");
            lane->bars[k].reason = pod_look_reason(a, g->pods[k]);
            lane->bars[k].now = pod_look_now(g->pods[k]);
            pod_life_read(&lane->bars[k].life, a, g->pods[k]);
        }
    }
}

/* The axis goes from the first that is seen of the bars to the last. */
static void measure(struct timeline *t)
{
    size_t widest = 0, tail = 0;
    t->start_ms = t->now_ms;
    t->end_ms = 0;
    for (size_t i = 0; i < t->len; i++)
        for (size_t k = t->lanes[i].first; k < t->lanes[i].group->len; k++) {
            const struct bar *bar = &t->lanes[i].bars[k];
            int64_t end_ms = bar->life.end_ms < t->now_ms ? bar->life.end_ms : t->now_ms;
            t->start_ms = bar->life.created_ms < t->start_ms ? bar->life.created_ms : t->start_ms;
            t->end_ms = end_ms > t->end_ms ? end_ms : t->end_ms;
            tail = bar->reason && strlen(bar->reason) + 2 > tail ? strlen(bar->reason) + 2 : tail;
            widest = strlen(bar->name) > widest ? strlen(bar->name) : widest;
        }
    t->columns = sink_columns(t->cmd->out);
    t->columns = t->columns < COLUMNS_LEAST ? COLUMNS_LEAST : t->columns;
    t->name_columns = widest < t->columns * 2 / 5 ? widest : t->columns * 2 / 5;
    tail = t->columns < COLUMNS_TAIL ? 0 : tail < TAIL_MOST ? tail : TAIL_MOST;
    t->bar_columns = t->columns - INDENT - t->name_columns - 2 - tail;
    choose_unit(t);
}

static bool of_schedule(const struct timeline *t)
{
    for (size_t i = 0; i < t->len; i++)
        if (owner_controller(find_uid(t->jobs, t->lanes[i].group->uid)))
            return true;
    return false;
}

static void draw(struct timeline *t, const struct pod_groups *groups, size_t pods)
{
    struct strbuf sb = STRBUF_INIT;
    size_t left_off = pods > PODS_MOST ? pods - PODS_MOST : 0;
    if (left_off)
        strbuf_addf(&sb, "먼저 만들어진 파드 %zu개는 줄였어요.%s\n", left_off,
                    groups->len > 1 ? " 하나만 보려면 timeline job/이름처럼 적어 주세요." : "");
    read_lanes(t, groups, left_off);
    t->by_clock = of_schedule(t);
    measure(t);
    t->picture = picture_new();
    draw_axis(t);
    for (size_t i = 0; i < t->len; i++)
        draw_lane(t, &t->lanes[i]);
    t->row++;
    draw_legend(t);
    picture_add(t->picture, &sb, colour_wanted(t->cmd->out->terminal));
    sink_write(t->cmd->out, sb.buf, sb.len);
    picture_free(t->picture);
    strbuf_release(&sb);
}

static int exec(struct command *cmd)
{
    struct timeline t = { .cmd = cmd, .now_ms = backend_now_ms(cmd->session->backend) };
    struct targets targets = { 0 };
    struct pod_groups groups;
    struct status st = STATUS_INIT;
    const struct val *all;
    int rc = cmd->argc ? targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH, &targets) : 0;
    if (rc || targets.errors.len)
        return rc ? rc : targets_report(cmd, &targets);
    const char *ns = cmd_namespace(cmd);
    if (cmd_list(cmd, "pods", ns, opt_str(cmd, "selector"), &all, &st) < 0 ||
        cmd_list(cmd, "jobs", ns, NULL, &t.jobs, &st) < 0 ||
        cmd_list(cmd, "replicasets", ns, NULL, &t.replicasets, &st) < 0)
        return cmd_status(cmd, &st);
    const struct val *pods = arena_val(cmd->arena, choose(&t, all, &targets));
    if (!val_len(pods)) {
        sink_puts(cmd->err, "시간표에 그릴 파드가 없어요. 파드가 생긴 뒤에 다시 해 보세요.\n");
        return 0;
    }
    pod_groups_make(&groups, cmd->arena, pods);
    draw(&t, &groups, val_len(pods));
    return 0;
}

static const struct option options[] = {
    { "namespace", 'n', OPTION_STRING, NULL, NULL, "네임스페이스" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 파드를 골라요" },
    OPTION_END,
};

static const char *const examples[] = {
    "timeline job/testapp-job-para\t잡의 파드가 언제 돌고 언제 끝났는지 봐요",
    "timeline cronjob/testapp-cron\t크론잡이 만든 잡을 차례로 봐요",
    "watch -n1 timeline\t1초마다 다시 그려요",
    NULL,
};

const struct verb verb_timeline = {
    .name = "timeline",
    .aliases = "시간표",
    .usage = "timeline [종류/이름 | -l 셀렉터]",
    .summary_ko = "파드가 언제 만들어지고 돌고 끝났는지 막대로 그려요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
