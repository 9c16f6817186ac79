/* echo [-n] [-e] TEXT...: as bash's. */
#include <string.h>

#include "repl/verb.h"

static void add_escaped(struct strbuf *sb, const char *text)
{
    static const char letters[] = "nt\\abefrv", meant[] = "\n\t\\\a\b\033\f\r\v";
    for (const char *p = text; *p; p++) {
        const char *at = *p == '\\' && p[1] ? strchr(letters, p[1]) : NULL;
        strbuf_addch(sb, at ? meant[at - letters] : *p);
        p += at != NULL;
    }
}

static int exec(struct command *cmd)
{
    bool line_end = true, escapes = false;
    int i = 0;
    for (; i < cmd->argc && cmd->argv[i][0] == '-' && cmd->argv[i][1] && !cmd->argv[i][1 + strspn(cmd->argv[i] + 1, "neE")]; i++)
        for (const char *p = cmd->argv[i] + 1; *p; p++) {
            line_end = line_end && *p != 'n';
            escapes = *p == 'e' || (escapes && *p != 'E');
        }
    struct strbuf sb = STRBUF_INIT;
    for (int first = i; i < cmd->argc; i++) {
        if (i > first)
            strbuf_addch(&sb, ' ');
        if (escapes)
            add_escaped(&sb, cmd->argv[i]);
        else
            strbuf_adds(&sb, cmd->argv[i]);
    }
    if (line_end)
        strbuf_addch(&sb, '\n');
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
    return 0;
}

const struct verb verb_echo = {
    .name = "echo",
    .usage = "echo [-n] [-e] 글...",
    .summary_ko = "글을 그대로 보여 줘요",
    .raw = true,
    .exec = exec,
};
