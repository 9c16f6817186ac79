/* xargs [-n N] [-I WORD] COMMAND...: what was piped in becomes arguments. */
#include <stdlib.h>
#include <string.h>

#include "repl/execute.h"
#include "repl/expand.h"
#include "repl/verb.h"

struct xargs {
    struct command *cmd;
    const char *replace; /* -I */
    size_t each;         /* -n; 0: all at once */
    int argc;            /* the command, without what was piped in */
    char **argv;
};

static int run(struct xargs *x, char **items, size_t count)
{
    struct command parent = *x->cmd;
    struct strbuf nothing = STRBUF_INIT;
    struct fields f = FIELDS_INIT;
    parent.input = &nothing;
    for (int i = 0; i < x->argc; i++)
        fields_add(parent.arena, &f, x->argv[i], strlen(x->argv[i]));
    for (size_t i = 0; i < count; i++)
        fields_add(parent.arena, &f, items[i], strlen(items[i]));
    return execute_argv(&parent, (int)f.len, f.items);
}

/* -I: the command once a line, every WORD in it replaced. */
static int run_replaced(struct xargs *x, const char *item)
{
    struct command parent = *x->cmd;
    struct strbuf nothing = STRBUF_INIT, sb = STRBUF_INIT;
    struct fields f = FIELDS_INIT;
    size_t len = strlen(x->replace);
    parent.input = &nothing;
    for (int i = 0; i < x->argc; i++) {
        strbuf_reset(&sb);
        for (const char *p = x->argv[i], *at; *p; p = at + len) {
            at = strstr(p, x->replace);
            strbuf_add(&sb, p, at ? (size_t)(at - p) : strlen(p));
            if (!at)
                break;
            strbuf_adds(&sb, item);
        }
        fields_add(parent.arena, &f, sb.buf, sb.len);
    }
    strbuf_release(&sb);
    return execute_argv(&parent, (int)f.len, f.items);
}

static int read_options(struct xargs *x)
{
    while (x->argc && x->argv[0][0] == '-' && x->argv[0][1]) {
        const char letter = x->argv[0][1], *value = x->argv[0] + 2;
        int used = 1;
        if (letter != 'r' && !*value && x->argc > 1)
            value = x->argv[used++];
        if (letter == 'n' && (x->each = strtoul(value, NULL, 10)) > 0)
            ;
        else if (letter == 'I' && *value)
            x->replace = value;
        else if (letter != 'r')
            return -1;
        x->argc -= used;
        x->argv += used;
    }
    return 0;
}

static int exec(struct command *cmd)
{
    char *echo[] = { arena_strdup(cmd->arena, "echo") };
    struct xargs x = { cmd, NULL, 0, cmd->argc, cmd->argv };
    struct fields items = FIELDS_INIT;
    int rc = 0;
    if (read_options(&x) < 0) {
        sink_printf(cmd->err, "xargs: 쓸 수 없는 플래그예요: %s\n", x.argv[0]);
        return 1;
    }
    if (!x.argc) {
        x.argc = 1;
        x.argv = echo;
    }
    const struct strbuf *in = execute_input(cmd);
    const char *separators = x.replace ? "\n" : " \t\n";
    for (const char *p = in ? in->buf : ""; *p;) {
        size_t len = strcspn(p, separators);
        if (len)
            fields_add(cmd->arena, &items, p, len);
        p += len + (p[len] != '\0');
    }
    for (size_t i = 0; i < items.len && !backend_interrupted;) {
        size_t count = x.replace ? 1 : x.each && x.each < items.len - i ? x.each : items.len - i;
        int status = x.replace ? run_replaced(&x, items.items[i]) : run(&x, items.items + i, count);
        rc = status ? 123 : rc;
        i += count;
    }
    return rc;
}

static const char *const examples[] = {
    "kubectl get pods -o name | xargs kubectl delete\t이름을 받아서 모두 지워요",
    NULL,
};

const struct verb verb_xargs = {
    .name = "xargs",
    .usage = "xargs [-n 개수] [-I 낱말] 명령...",
    .summary_ko = "파이프로 받은 글을 명령의 인자로 써요",
    .examples_ko = examples,
    .raw = true,
    .exec = exec,
};
