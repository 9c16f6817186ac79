/* pwd: the current folder. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "repl/verb.h"

static int exec(struct command *cmd)
{
    char *path = getcwd(NULL, 0);
    if (!path) {
        sink_printf(cmd->err, "pwd: %s\n", strerror(errno));
        return 1;
    }
    sink_printf(cmd->out, "%s\n", path);
    free(path);
    return 0;
}

const struct verb verb_pwd = {
    .name = "pwd",
    .usage = "pwd",
    .summary_ko = "지금 있는 폴더를 보여 줘요",
    .exec = exec,
};
