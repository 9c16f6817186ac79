/* speed [N]: how many seconds of the cluster pass in one of the wall clock. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/fake.h"
#include "repl/session.h"
#include "repl/verb.h"

#define SPEED_MAX 1e6

static int exec(struct command *cmd)
{
    struct session *s = cmd->session;
    char *end;
    if (strcmp(s->backend->ops->name, "fake") != 0) {
        sink_puts(cmd->err, "실제 클러스터의 시간은 빠르게 할 수 없어요.\n");
        return 1;
    }
    if (!cmd->argc) {
        sink_printf(cmd->out, "%g배\n", fake_speed(s->backend));
        return 0;
    }
    double speed = strtod(cmd->argv[0], &end);
    if (end == cmd->argv[0] || (*end && strcmp(end, "x") != 0) || !(speed > 0 && speed <= SPEED_MAX)) {
        sink_puts(cmd->err, "0보다 큰 배수를 적어 주세요. 예: speed 10\n");
        return 1;
    }
    fake_set_pace(s->backend, s->interactive ? FAKE_WALL : FAKE_STEPPED, speed);
    return 0;
}

const struct verb verb_speed = {
    .name = "speed",
    .aliases = "빠르기",
    .usage = "speed [배수]",
    .summary_ko = "클러스터의 시간이 흐르는 빠르기를 보거나 바꿔요",
    .raw = true,
    .exec = exec,
};
