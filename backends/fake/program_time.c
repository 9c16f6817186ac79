/* The small programs that have to do with time. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "backends/fake/program_tree.h"

int64_t shell_delay(const char *text)
{
    char *end;
    if (!strcmp(text, "infinity") || !strcmp(text, "inf"))
        return PROGRAM_FOREVER;
    double n = isdigit((unsigned char)*text) || *text == '.' ? strtod(text, &end) : -1;
    if (n < 0)
        return -1;
    double unit = !strcmp(end, "") || !strcmp(end, "s") ? 1 : !strcmp(end, "m") ? 60 : !strcmp(end, "h") ? 3600
                : !strcmp(end, "d") ? 86400 : -1;
    if (unit < 0)
        return -1;
    return n * unit > 1e12 ? PROGRAM_FOREVER : (int64_t)(n * unit * 1000);
}

void shell_sleep_command(struct shell *sh, const char **argv, size_t argc)
{
    int64_t sum = 0;
    for (size_t i = 1; i < argc; i++) {
        int64_t ms = shell_delay(argv[i]);
        if (ms < 0) {
            shell_complain(sh, "sleep: invalid number '%s'", argv[i]);
            return;
        }
        sum = ms > PROGRAM_FOREVER - sum ? PROGRAM_FOREVER : sum + ms;
    }
    if (argc < 2)
        shell_complain(sh, "BusyBox v1.36.1 multi-call binary.\n\nUsage: sleep [N]...");
    else
        shell_sleep(sh, sum);
}

/* "@0", "2022-06-23 11:34:00": seconds; false: it is none. */
static bool parse_date(const char *text, time_t *seconds)
{
    struct tm tm = { .tm_mday = 1 };
    char *end;
    if (*text == '@') {
        *seconds = (time_t)strtoll(text + 1, &end, 10);
        return !*end && text[1];
    }
    const char *rest = strptime(text, "%Y-%m-%d", &tm);
    if (rest && *rest)
        rest = strptime(rest + 1, "%H:%M:%S", &tm);
    if (!rest || (*rest && strcmp(rest, "Z") != 0))
        return false;
    *seconds = timegm(&tm);
    return true;
}

void shell_date(struct shell *sh, const char **argv, size_t argc)
{
    const char *format = "%a %b %e %H:%M:%S UTC %Y";
    int64_t now_ms = sh->program->start_ms + sh->now_ms;
    time_t seconds = (time_t)(now_ms / 1000);
    for (size_t i = 1; i < argc; i++) {
        if (*argv[i] == '+')
            format = argv[i] + 1;
        else if (!strcmp(argv[i], "-Iseconds"))
            format = "%Y-%m-%dT%H:%M:%S+00:00";
        else if (!strcmp(argv[i], "-I"))
            format = "%Y-%m-%d";
        else if (!strcmp(argv[i], "-d") && i + 1 < argc && !parse_date(argv[++i], &seconds)) {
            shell_complain(sh, "date: invalid date '%s'", argv[i]);
            return;
        }
    }
    struct strbuf full = STRBUF_INIT; /* %N is not strftime's */
    for (const char *p = format; *p; p++) {
        if (*p == '%' && p[1] == 'N')
            strbuf_addf(&full, "%03lld000000", (long long)(now_ms % 1000)), p++;
        else if (*p == '%' && p[1] == 'Z')
            strbuf_adds(&full, "UTC"), p++;
        else
            strbuf_addch(&full, *p), *p == '%' && p[1] ? strbuf_addch(&full, *++p) : (void)0;
    }
    char text[512] = "";
    struct tm tm;
    gmtime_r(&seconds, &tm);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (!strftime(text, sizeof(text), full.buf, &tm))
        *text = '\0';
#pragma GCC diagnostic pop
    strbuf_release(&full);
    shell_sayf(sh, "%s\n", text);
}

/* timeout [-s SIGNAL] [-k TIME] TIME PROGRAM... */
void shell_timeout(struct shell *sh, const char **argv, size_t argc)
{
    size_t i = 1;
    bool kill = false;
    for (; i + 1 < argc && shell_is_option(argv[i]); i += argv[i][2] ? 1 : 2)
        kill = kill || (argv[i][1] == 's' && (!strcmp(argv[i + 1], "KILL") || !strcmp(argv[i + 1], "9")));
    int64_t ms = i + 1 < argc ? shell_delay(argv[i]) : -1, until_ms = sh->until_ms;
    if (ms < 0) {
        shell_complain(sh, "timeout: invalid number '%s'", i < argc ? argv[i] : "");
        return;
    }
    if (!program_knows(sh->program, argv[i + 1])) {
        shell_complain(sh, "timeout: can't execute '%s': No such file or directory", argv[i + 1]);
        sh->status = SHELL_NOT_FOUND;
        return;
    }
    int64_t end_ms = ms > PROGRAM_FOREVER - sh->now_ms ? PROGRAM_FOREVER : sh->now_ms + ms;
    if (end_ms < until_ms)
        sh->until_ms = end_ms;
    shell_command(sh, argv + i + 1, argc - i - 1);
    bool cut = sh->flow == FLOW_STOPPED && sh->steps > 0 && end_ms < until_ms;
    sh->until_ms = until_ms;
    if (!cut)
        return;
    sh->flow = FLOW_ON;
    enum { GNU_TIMEOUT = 124 };
    bool gnu = sh->program->tools == PROGRAM_DEBIAN;
    sh->status = kill ? SHELL_SIGNALLED + 9 : gnu ? GNU_TIMEOUT : SHELL_SIGNALLED + 15;
    if (!gnu)
        shell_print(sh, sh->err, kill ? "Killed\n" : "Terminated\n", strlen(kill ? "Killed\n" : "Terminated\n"));
}

/* time COMMAND: what passes is real time alone. */
void shell_time(struct shell *sh, const char **argv, size_t argc)
{
    int64_t start_ms = sh->now_ms;
    if (argc > 1)
        shell_command(sh, argv + 1, argc - 1);
    int64_t ms = sh->now_ms - start_ms;
    char *text = xstrf("real\t%lldm %lld.%02llds\nuser\t0m 0.00s\nsys\t0m 0.00s\n", (long long)ms / 60000, (long long)ms / 1000 % 60,
                       (long long)ms / 10 % 100);
    if (sh->flow == FLOW_ON)
        shell_print(sh, sh->err, text, strlen(text));
    free(text);
}
