/* clock [now | until SECONDS | advance DURATION]: the fake cluster's clock. */
#include <math.h>
#include <stdlib.h>

#include "backends/base/rfc3339.h"
#include "repl/interval.h"
#include "repl/session.h"
#include "repl/verb.h"

static int refuse(struct command *cmd)
{
    sink_puts(cmd->err, "실제 클러스터의 시계는 움직일 수 없어요.\n");
    return 1;
}

static void add_seconds(struct strbuf *sb, int64_t ms)
{
    int64_t s = ms / 1000;
    if (s >= 3600)
        strbuf_addf(sb, "%lld시간 ", (long long)(s / 3600));
    if (s >= 60)
        strbuf_addf(sb, "%lld분 ", (long long)(s / 60 % 60));
    strbuf_addf(sb, ms % 1000 >= 100 ? "%lld.%lld초" : "%lld초", (long long)(s % 60), (long long)(ms % 1000 / 100));
}

static int exec_now(struct command *cmd)
{
    struct backend *b = cmd->session->backend;
    int64_t now_ms = backend_now_ms(b);
    struct tm tm = time_local(now_ms);
    char date[64];
    struct strbuf sb = STRBUF_INIT;
    strftime(date, sizeof(date), "%Y-%m-%d %H:%M:%S %Z", &tm);
    add_seconds(&sb, now_ms - b->ops->start_ms(b));
    sink_printf(cmd->out, "%s (클러스터가 켜진 지 %s)\n", date, sb.buf);
    strbuf_release(&sb);
    return 0;
}

/* A person sees where the clock stands now; a script's output stays its commands'. */
static int advance_to(struct command *cmd, int64_t at_ms)
{
    struct session *s = cmd->session;
    s->backend->ops->advance(s->backend, at_ms);
    return s->interactive ? exec_now(cmd) : 0;
}

static int exec_until(struct command *cmd)
{
    struct backend *b = cmd->session->backend;
    char *end;
    if (!b->ops->advance)
        return refuse(cmd);
    double seconds = cmd->argc == 1 ? strtod(cmd->argv[0], &end) : 0;
    if (cmd->argc != 1 || end == cmd->argv[0] || *end || !(fabs(seconds) < 1e11)) {
        sink_puts(cmd->err, "clock until 뒤에는 클러스터가 켜진 뒤의 초를 하나 적어 주세요. 예: clock until 90\n");
        return 1;
    }
    return advance_to(cmd, b->ops->start_ms(b) + (int64_t)llround(seconds * 1000));
}

static int exec_advance(struct command *cmd)
{
    struct backend *b = cmd->session->backend;
    const char *text = "";
    int64_t ms;
    if (!b->ops->advance)
        return refuse(cmd);
    for (int i = 0; i < cmd->argc; i++)
        text = arena_strf(cmd->arena, "%s%s%s", text, i ? " " : "", cmd->argv[i]);
    if (interval_parse(text, &ms) < 0) {
        sink_puts(cmd->err, "얼마나 앞으로 감을지 적어 주세요. 예: clock advance 90s, 빨리감기 1분 30초\n");
        return 1;
    }
    return advance_to(cmd, backend_now_ms(b) + ms);
}

static int exec(struct command *cmd)
{
    int64_t ms;
    if (!cmd->argc)
        return exec_now(cmd);
    if (interval_parse(cmd->argv[0], &ms) == 0)
        return exec_advance(cmd);
    sink_puts(cmd->err, "clock 뒤에는 now, until, advance 가운데 하나를 적어 주세요.\n");
    return 1;
}

static const struct verb now = {
    .name = "now",
    .aliases = "지금",
    .usage = "clock now",
    .summary_ko = "클러스터의 지금 시각을 보여 줘요",
    .raw = true,
    .exec = exec_now,
};

static const struct verb until = {
    .name = "until",
    .aliases = "까지",
    .usage = "clock until 초",
    .summary_ko = "클러스터가 켜진 뒤 그 초까지 시간을 보내요",
    .raw = true,
    .exec = exec_until,
};

static const struct verb advance = {
    .name = "advance",
    .aliases = "빨리감기",
    .usage = "clock advance 시간",
    .summary_ko = "그만큼 시간을 앞으로 감아요",
    .raw = true,
    .exec = exec_advance,
};

static const struct verb *const subverbs[] = { &now, &until, &advance, NULL };

static const char *const examples[] = {
    "clock\t지금 몇 시인지 봐요",
    "clock advance 90s\t1분 30초를 한 번에 보내요",
    "clock until 600\t클러스터가 켜진 지 10분이 될 때까지 보내요",
    NULL,
};

const struct verb verb_clock = {
    .name = "clock",
    .aliases = "시계",
    .usage = "clock [now|until 초|advance 시간]",
    .summary_ko = "클러스터의 시계를 보거나 앞으로 감아요",
    .examples_ko = examples,
    .subverbs = subverbs,
    .exec = exec,
};
