/*
 * Standard input that comes while the program runs: what somebody types who is attached to it (struct program's `typed`).
 * A shell without a script takes its commands from there, each when it comes; other programs wait for all of it.
 */
#include <string.h>

#include "backends/fake/program_tree.h"

/* The next thing that is typed, waited for; NULL: the follower has seen enough before it came, or nothing more comes. */
static const struct val *next_typed(struct shell *sh)
{
    const struct val *item = val_item(sh->program->typed, sh->typed);
    int64_t at_ms = item ? val_int_or(val_get(item, "at"), 0) : PROGRAM_FOREVER;
    if (!item)
        sh->waits_ms = sh->now_ms;
    if (at_ms > sh->now_ms)
        shell_sleep(sh, item ? at_ms - sh->now_ms : PROGRAM_FOREVER);
    if (sh->flow != FLOW_ON)
        return NULL;
    sh->typed++;
    return item;
}

/* When Ctrl-C comes next; PROGRAM_FOREVER: it does not. */
static int64_t next_stop_ms(const struct shell *sh)
{
    const struct val *typed = sh->program->typed;
    for (size_t i = sh->typed; i < val_len(typed); i++)
        if (val_get(val_item(typed, i), "stop"))
            return val_int_or(val_get(val_item(typed, i), "at"), 0);
    return PROGRAM_FOREVER;
}

static void say(struct shell *sh, const char *text)
{
    if (sh->program->tty)
        shell_print(sh, sh->out, text, strlen(text));
}

/* One line; Ctrl-C ends what runs in it and not the shell, and a line that cannot be read says so. */
static void run_line(struct shell *sh, const char *text)
{
    const struct node *n = shell_parse(sh, text);
    int64_t until_ms = sh->until_ms, stop_ms = next_stop_ms(sh);
    if (!n)
        return;
    if (stop_ms < until_ms)
        sh->until_ms = stop_ms;
    shell_run(sh, n);
    bool cut = sh->flow == FLOW_STOPPED && sh->steps > 0 && stop_ms < until_ms;
    sh->until_ms = until_ms;
    if (cut) {
        sh->flow = FLOW_ON;
        sh->status = SHELL_SIGNALLED + 2;
        sh->typed += val_get(val_item(sh->program->typed, sh->typed), "stop") != NULL; /* that was it */
        say(sh, "\n");
    }
}

void shell_converse(struct shell *sh)
{
    while (sh->flow == FLOW_ON) {
        say(sh, arena_strf(sh->scratch, "%s # ", sh->own.folder));
        const struct val *item = next_typed(sh);
        const char *text = val_get_str(item, "text", NULL);
        if (!item)
            return;
        if (!text) { /* Ctrl-C, or Ctrl-D */
            say(sh, "\n");
            if (val_get(item, "end"))
                return;
            continue;
        }
        say(sh, text);
        run_line(sh, text);
    }
}

const char *shell_await_typed(struct shell *sh, bool all)
{
    struct strbuf sb = STRBUF_INIT;
    const struct val *item;
    while ((item = next_typed(sh)) && !val_get(item, "end") && (all || !sb.len))
        strbuf_adds(&sb, val_get_str(item, "text", ""));
    const char *text = arena_strdup(sh->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}
