/* undo: the cluster as it was before the last command that changed it. */
#include "repl/undo.h"

#include <stdlib.h>

#include "repl/verb.h"

static int exec(struct command *cmd)
{
    if (!cmd->session->backend->ops->restore) {
        sink_puts(cmd->err, "실제 클러스터는 되돌릴 수 없어요.\n");
        return 1;
    }
    char *what = undo_back(cmd->session);
    if (!what) {
        sink_puts(cmd->err, "되돌릴 명령이 없어요.\n");
        return 1;
    }
    sink_printf(cmd->out, "이 명령을 치기 전의 클러스터로 되돌렸어요: %s\n", what);
    free(what);
    return 0;
}

const struct verb verb_undo = {
    .name = "undo",
    .aliases = "되돌리기",
    .usage = "undo",
    .summary_ko = "클러스터를 바꾼 마지막 명령을 되돌려요",
    .exec = exec,
};
