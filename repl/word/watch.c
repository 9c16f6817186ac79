/* watch [-n SECONDS] [-t] COMMAND...: runs it again and again. The header is that of procps-ng 4.0.2, Debian 12 (src/watch.c). */
#include <stdlib.h>
#include <string.h>

#include "backends/base/rfc3339.h"
#include "repl/execute.h"
#include "repl/screen.h"
#include "repl/term/colour.h"
#include "repl/session.h"
#include "repl/shell.h"
#include "repl/term/width.h"
#include "repl/verb.h"

enum {
    INTERVAL_MS = 2000,
    INTERVAL_MIN_MS = 100,
    LOOK_MS = 100,           /* at a terminal: how often it looks for q */
    ENDLESS_MS = 3600 * 1000, /* without a terminal and a timeout */
    CUT_COLUMNS = 4,         /* of "... " */
    STATUS_TIMEOUT = 124,
    STATUS_INTERRUPTED = 130,
};

struct watching {
    struct command *cmd;
    int64_t interval_ms;
    bool title, screen;
    const char *host, *text; /* whose clock it is; the command */
};

/* Names the node that plays the host: the control plane's, else the first. */
static const char *host_name(struct command *cmd)
{
    static const char *const roles[] = { "node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master" };
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    const struct resource *nodes = client_find(cmd_client(cmd), "nodes", &st);
    if (!nodes || client_list(cmd_client(cmd), nodes, NULL, &(struct list_options){ 0 }, &list, &st) < 0)
        status_release(&st);
    const struct val *items = val_get(arena_val(cmd->arena, list), "items"), *found = val_item(items, 0);
    for (size_t i = val_len(items); i-- > 0;)
        for (size_t r = 0; r < ARRAY_LEN(roles); r++)
            if (val_get(val_at(val_item(items, i), "metadata.labels"), roles[r]))
                found = val_item(items, i);
    return val_at_str(found, "metadata.name", "localhost");
}

/* "Every 1.0s: COMMAND          HOST: DATE"; what does not fit is cut with "...". */
static void add_header(struct strbuf *sb, const struct watching *w, size_t width)
{
    char date[64];
    struct tm tm = time_local(backend_now_ms(w->cmd->session->backend));
    struct strbuf left = STRBUF_INIT, right = STRBUF_INIT;
    strftime(date, sizeof(date), "%a %b %e %H:%M:%S %Y", &tm);
    strbuf_addf(&left, "Every %.1fs: ", (double)w->interval_ms / 1000);
    strbuf_addf(&right, " %s: %s", w->host, date);
    size_t right_width = term_width(right.buf, right.len), room = width < right_width ? 0 : width - right_width;
    if (width >= right_width) {
        if (room < left.len + 1)
            strbuf_reset(&left);
        else if (room > left.len + 1)
            strbuf_adds(&left, w->text);
        if (term_width(left.buf, left.len) > room) {
            size_t kept = term_fit(left.buf, left.len, room - CUT_COLUMNS);
            strbuf_setlen(&left, kept);
            strbuf_addchn(&left, ' ', room - CUT_COLUMNS - term_width(left.buf, left.len));
            strbuf_adds(&left, "... ");
        }
        strbuf_add(sb, left.buf, left.len);
        strbuf_addchn(sb, ' ', room - term_width(left.buf, left.len));
        strbuf_add(sb, right.buf, right.len);
    }
    strbuf_adds(sb, "\n\n");
    strbuf_release(&left);
    strbuf_release(&right);
}

static size_t header_width(const struct watching *w)
{
    const char *columns = shell_get(w->cmd->session, "COLUMNS");
    long n = columns ? strtol(columns, NULL, 10) : 0;
    return n > 0 && n < 10000 ? (size_t)n : sink_columns(w->cmd->out);
}

static void print_frame(struct watching *w)
{
    struct sink_buffer output;
    struct strbuf sb = STRBUF_INIT;
    sink_buffer_init(&output);
    struct command inner = *w->cmd;
    inner.out = inner.err = &output.sink;
    int rows = 0, columns = 0;
    if (w->screen)
        screen_size(&rows, &columns);
    output.sink.terminal = w->screen;
    output.sink.columns = columns > 0 ? columns : w->cmd->out->columns;
    if (w->title)
        add_header(&sb, w, columns > 0 ? (size_t)columns : header_width(w));
    execute_text(&inner, w->text);
    strbuf_add(&sb, output.sb.buf, output.sb.len);
    if (w->screen)
        screen_show(w->cmd->out, sb.buf, rows, columns);
    else
        sink_write(w->cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
    sink_buffer_release(&output);
}

/* Until the next frame: 0; 1: q was pressed; else the status to end with. */
static int wait_frame(struct watching *w)
{
    int64_t left_ms = w->interval_ms;
    while (left_ms > 0) {
        int64_t part_ms = w->screen && left_ms > LOOK_MS ? LOOK_MS : left_ms;
        int rc = cmd_wait(w->cmd, part_ms);
        if (rc)
            return rc;
        if (w->screen && screen_key() == 'q')
            return 1;
        left_ms -= part_ms;
    }
    /* A frame of the very instant at which the timeout comes is too late, as it is for the real one. */
    return backend_now_ms(w->cmd->session->backend) >= w->cmd->deadline_ms ? STATUS_TIMEOUT : 0;
}

static int run(struct watching *w)
{
    struct backend *b = w->cmd->session->backend;
    int64_t end_ms = backend_now_ms(b) + ENDLESS_MS;
    int rc = 0;
    while (!rc && !w->cmd->out->closed) {
        print_frame(w);
        if (backend_interrupted)
            return STATUS_INTERRUPTED;
        if (!w->cmd->session->interactive && w->cmd->deadline_ms == INT64_MAX && backend_now_ms(b) >= end_ms)
            return 0;
        rc = wait_frame(w);
    }
    return rc == 1 ? 0 : rc;
}

static int refuse(struct command *cmd, const char *option)
{
    sink_printf(cmd->err, "watch: 쓸 수 없는 플래그예요: %s\n", option);
    return -1;
}

/* Flags that ask for what is so anyway, or for colour. */
static bool is_idle_option(const char *arg)
{
    static const char *const idle[] = { "-d", "--differences", "-c", "--color", "-x", "--exec" };
    for (size_t i = 0; i < ARRAY_LEN(idle); i++)
        if (!strcmp(arg, idle[i]))
            return true;
    return false;
}

/* -n1, -n 1, --interval=1, -t, -d ...; flags behind the command are the command's. Returns the index of the command, or -1. */
static int read_options(struct watching *w, int argc, char **argv)
{
    int i = 0;
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        const char *arg = argv[i], *value = NULL;
        if (!strcmp(arg, "--"))
            return i + 1;
        if (!strncmp(arg, "--interval=", 11))
            value = arg + 11;
        else if (!strncmp(arg, "-n", 2) || !strcmp(arg, "--interval"))
            value = arg[1] == 'n' && arg[2] ? arg + 2 : i + 1 < argc ? argv[++i] : "";
        else if (!strcmp(arg, "-t") || !strcmp(arg, "--no-title"))
            w->title = false;
        else if (!is_idle_option(arg))
            return refuse(w->cmd, arg);
        if (value) {
            char *end;
            double seconds = strtod(value, &end);
            if (end == value || *end || !(seconds >= 0 && seconds < 1e6)) {
                sink_printf(w->cmd->err, "watch: failed to parse argument: '%s'\n", value);
                return -1;
            }
            int64_t ms = (int64_t)(seconds * 1000 + 0.5);
            w->interval_ms = ms < INTERVAL_MIN_MS ? INTERVAL_MIN_MS : ms;
        }
    }
    return i;
}

static int exec(struct command *cmd)
{
    struct watching w = { cmd, INTERVAL_MS, true, cmd->session->interactive && cmd->out->terminal && term_draws(), NULL, NULL };
    struct strbuf text = STRBUF_INIT;
    int first = read_options(&w, cmd->argc, cmd->argv);
    if (first < 0)
        return 1;
    if (first == cmd->argc) {
        sink_puts(cmd->err, "지켜볼 명령을 적어 주세요. 예: watch -n1 kubectl get pods\n");
        return 1;
    }
    for (int i = first; i < cmd->argc; i++)
        strbuf_addf(&text, "%s%s", i > first ? " " : "", cmd->argv[i]);
    w.text = arena_strdup(cmd->arena, text.buf);
    strbuf_release(&text);
    w.host = host_name(cmd);
    if (w.screen)
        screen_open(cmd->out);
    int rc = run(&w);
    if (w.screen)
        screen_close(cmd->out);
    return rc;
}

static const char *const examples[] = {
    "watch -n1 kubectl get pods --show-labels\t1초마다 파드를 다시 봐요",
    NULL,
};

const struct verb verb_watch = {
    .name = "watch",
    .aliases = "지켜보기",
    .usage = "watch [-n 초] 명령...",
    .summary_ko = "명령을 되풀이하며 지켜봐요",
    .examples_ko = examples,
    .raw = true,
    .exec = exec,
};
