/* The small programs of a container, as busybox has them. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "backends/fake/program_pi.h"
#include "backends/fake/program_tree.h"

enum { PI_DIGITS_MAX = 10000, PI_DIGITS_PER_SECOND = 400, SEQ_MAX = 100000 };

/* ---- time ---- */

/* "1.5", "2m": milliseconds; -1: it is none. */
static int64_t parse_delay(const char *text)
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

static void do_sleep(struct shell *sh, const char **argv, size_t argc)
{
    int64_t sum = 0;
    for (size_t i = 1; i < argc; i++) {
        int64_t ms = parse_delay(argv[i]);
        if (ms < 0) {
            shell_complain(sh, arena_strf(sh->scratch, "sleep: invalid number '%s'", argv[i]));
            return;
        }
        sum = ms > PROGRAM_FOREVER - sum ? PROGRAM_FOREVER : sum + ms;
    }
    if (argc < 2)
        shell_complain(sh, "BusyBox v1.36.1 multi-call binary.\n\nUsage: sleep [N]...");
    else
        shell_sleep(sh, sum);
}

static void do_wait(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    int64_t term_ms = sh->program->term_ms, end_ms = sh->background_ms;
    if (term_ms && sh->trap && end_ms > term_ms && sh->now_ms <= term_ms)
        end_ms = term_ms; /* a trap interrupts wait at once */
    if (end_ms > sh->now_ms)
        shell_sleep(sh, end_ms == PROGRAM_FOREVER ? end_ms : end_ms - sh->now_ms);
}

static void do_forever(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    shell_sleep(sh, PROGRAM_FOREVER);
}

static void do_date(struct shell *sh, const char **argv, size_t argc)
{
    const char *format = "%a %b %e %H:%M:%S UTC %Y";
    for (size_t i = 1; i < argc; i++)
        if (*argv[i] == '+')
            format = argv[i] + 1;
    char text[256];
    time_t seconds = (time_t)((sh->program->start_ms + sh->now_ms) / 1000);
    struct tm tm;
    gmtime_r(&seconds, &tm);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (!strftime(text, sizeof(text), format, &tm))
        *text = '\0';
#pragma GCC diagnostic pop
    shell_say(sh, text);
    shell_say(sh, "\n");
}

/* ---- text ---- */

/* Adds text with the escapes of echo -e and printf; false at \c. */
static bool add_escaped(struct strbuf *sb, const char *text)
{
    static const char names[] = "nrtabfve\\", codes[] = "\n\r\t\a\b\f\v\033\\";
    for (; *text; text++) {
        const char *name = *text == '\\' && text[1] ? strchr(names, text[1]) : NULL;
        if (*text == '\\' && text[1] == 'c')
            return false;
        if (name) {
            strbuf_addch(sb, codes[name - names]);
            text++;
        } else if (*text == '\\' && text[1] >= '0' && text[1] <= '7') {
            unsigned n = 0;
            for (int i = 0; i < 4 && text[1] >= '0' && text[1] <= '7'; i++)
                n = n * 8 + (unsigned)(*++text - '0');
            strbuf_addch(sb, (char)n);
        } else {
            strbuf_addch(sb, *text);
        }
    }
    return true;
}

static void do_echo(struct shell *sh, const char **argv, size_t argc)
{
    struct strbuf text = STRBUF_INIT;
    bool line = true, escapes = false, on = true;
    size_t i = 1;
    for (; i < argc && argv[i][0] == '-' && argv[i][1] && strspn(argv[i] + 1, "neE") == strlen(argv[i] + 1); i++) {
        line = line && !strchr(argv[i], 'n');
        escapes = strchr(argv[i], 'e') || (escapes && !strchr(argv[i], 'E'));
    }
    for (size_t first = i; i < argc && on; i++) {
        if (i > first)
            strbuf_addch(&text, ' ');
        if (escapes)
            on = add_escaped(&text, argv[i]);
        else
            strbuf_adds(&text, argv[i]);
    }
    if (line && on)
        strbuf_addch(&text, '\n');
    shell_print(sh->out, text.buf, text.len);
    strbuf_release(&text);
}

/* One pass over the format; *used: how many arguments it took. */
static void format_once(struct strbuf *sb, const char *format, const char **args, size_t count, size_t *used)
{
    struct strbuf plain = STRBUF_INIT;
    for (; *format; format++) {
        if (*format != '%' || !format[1]) {
            strbuf_addch(&plain, *format);
            continue;
        }
        add_escaped(sb, plain.buf);
        strbuf_reset(&plain);
        bool left = format[1] == '-', zero = format[1] == '0';
        size_t flags = strspn(format + 1, "-0 +#"), digits = strspn(format + 1 + flags, "0123456789.");
        long width = strtol(format + 1 + flags, NULL, 10);
        format += 1 + flags + digits;
        if (!*format)
            break;
        if (*format == '%') {
            strbuf_addch(sb, '%');
            continue;
        }
        const char *arg = *used < count ? args[(*used)++] : "";
        char number[32];
        if (strchr("diu", *format)) {
            snprintf(number, sizeof(number), "%lld", strtoll(arg, NULL, 0));
            arg = number;
        }
        size_t len = *format == 'c' ? *arg != '\0' : strlen(arg);
        size_t pad = width > 0 && width < 1000 && (size_t)width > len ? (size_t)width - len : 0;
        strbuf_addchn(sb, zero ? '0' : ' ', left ? 0 : pad);
        strbuf_add(sb, arg, len);
        strbuf_addchn(sb, ' ', left ? pad : 0);
    }
    add_escaped(sb, plain.buf);
    strbuf_release(&plain);
}

static void do_printf(struct shell *sh, const char **argv, size_t argc)
{
    struct strbuf text = STRBUF_INIT;
    size_t used = 0, before;
    if (argc < 2)
        return;
    do {
        before = used;
        format_once(&text, argv[1], argv + 2, argc - 2, &used);
    } while (used < argc - 2 && used > before);
    shell_print(sh->out, text.buf, text.len);
    strbuf_release(&text);
}

static void do_seq(struct shell *sh, const char **argv, size_t argc)
{
    long long first = argc > 2 ? strtoll(argv[1], NULL, 10) : 1, step = argc > 3 ? strtoll(argv[2], NULL, 10) : 1;
    long long last = argc > 1 ? strtoll(argv[argc - 1], NULL, 10) : 0;
    int count = 0;
    for (long long n = first; step && (step > 0 ? n <= last : n >= last) && count++ < SEQ_MAX; n += step)
        shell_say(sh, arena_strf(sh->scratch, "%lld\n", n));
}

/* ---- test ---- */

static bool test_two(struct shell *sh, const char *op, const char *a)
{
    switch (op[1]) {
    case 'n': return *a;
    case 'z': return !*a;
    case 'f': return shell_file(sh, a);
    case 'd': return shell_is_folder(sh, a);
    case 's': return shell_file(sh, a) && shell_file(sh, a)->text.len > 0;
    case 'L':
    case 'h': return false;
    default: return shell_file(sh, a) || shell_is_folder(sh, a);
    }
}

static bool test_three(const char *a, const char *op, const char *b)
{
    static const struct {
        const char *name;
        int low, high; /* of the sign of a - b */
    } numeric[] = { { "-eq", 0, 0 }, { "-lt", -1, -1 }, { "-le", -1, 0 }, { "-gt", 1, 1 }, { "-ge", 0, 1 } };
    if (!strcmp(op, "=") || !strcmp(op, "=="))
        return !strcmp(a, b);
    if (!strcmp(op, "!="))
        return strcmp(a, b) != 0;
    long long x = strtoll(a, NULL, 10), y = strtoll(b, NULL, 10);
    int sign = (x > y) - (x < y);
    if (!strcmp(op, "-ne"))
        return sign != 0;
    for (size_t i = 0; i < ARRAY_LEN(numeric); i++)
        if (!strcmp(op, numeric[i].name))
            return sign >= numeric[i].low && sign <= numeric[i].high;
    return false;
}

static bool test_words(struct shell *sh, const char **w, size_t n)
{
    for (size_t i = n; i-- > 1;)
        if (!strcmp(w[i], "-o") || !strcmp(w[i], "||"))
            return test_words(sh, w, i) || test_words(sh, w + i + 1, n - i - 1);
    for (size_t i = n; i-- > 1;)
        if (!strcmp(w[i], "-a") || !strcmp(w[i], "&&"))
            return test_words(sh, w, i) && test_words(sh, w + i + 1, n - i - 1);
    if (n > 1 && !strcmp(w[0], "!"))
        return !test_words(sh, w + 1, n - 1);
    if (n == 3)
        return test_three(w[0], w[1], w[2]);
    if (n == 2 && w[0][0] == '-')
        return test_two(sh, w[0], w[1]);
    return n == 1 && *w[0];
}

static void do_test(struct shell *sh, const char **argv, size_t argc)
{
    if (*argv[0] == '[' && argc > 1)
        argc--;
    sh->status = !test_words(sh, argv + 1, argc - 1);
}

/* ---- the shell's own ---- */

static void do_exit(struct shell *sh, const char **argv, size_t argc)
{
    if (argc > 1)
        sh->status = (int)(strtol(argv[1], NULL, 10) & 255);
    sh->flow = !strcmp(argv[0], "return") ? FLOW_RETURN : FLOW_EXIT;
}

static void do_break(struct shell *sh, const char **argv, size_t argc)
{
    sh->levels = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1;
    sh->flow = !strcmp(argv[0], "break") ? FLOW_BREAK : FLOW_CONTINUE;
}

static void do_true(struct shell *sh, const char **argv, size_t argc)
{
    (void)argc;
    sh->status = !strcmp(argv[0], "false");
}

static void do_set(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--")) {
            const char **args = arena_alloc(sh->arena, (argc - i + 1) * sizeof(*args));
            args[0] = sh->arg_count ? sh->args[0] : "sh";
            for (size_t k = i + 1; k < argc; k++)
                args[k - i] = arena_strdup(sh->arena, argv[k]);
            sh->args = args;
            sh->arg_count = argc - i;
            return;
        }
        if (*argv[i] == '-' && strchr(argv[i], 'e'))
            sh->errexit = true;
        else if (*argv[i] == '+' && strchr(argv[i], 'e'))
            sh->errexit = false;
    }
}

static void do_shift(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    if (sh->arg_count < 2)
        return;
    const char **args = arena_alloc(sh->arena, sh->arg_count * sizeof(*args));
    args[0] = sh->args[0];
    for (size_t i = 2; i < sh->arg_count; i++)
        args[i - 1] = sh->args[i];
    sh->args = args;
    sh->arg_count--;
}

static void do_export(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++) {
        size_t n = strcspn(argv[i], "=");
        if (argv[i][n])
            val_set(&sh->vars, arena_strndup(sh->scratch, argv[i], n), val_string(argv[i] + n + 1));
    }
}

static void do_unset(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++)
        val_unset(&sh->vars, argv[i]);
}

static void do_env(struct shell *sh, const char **argv, size_t argc)
{
    if (!strcmp(argv[0], "printenv") && argc > 1) {
        const char *text = val_str(val_get(sh->vars, argv[1]));
        sh->status = !text;
        if (text)
            shell_say(sh, arena_strf(sh->scratch, "%s\n", text));
        return;
    }
    for (size_t i = 0; i < val_len(sh->vars); i++)
        shell_say(sh, arena_strf(sh->scratch, "%s=%s\n", val_key(sh->vars, i), val_str_or(val_item(sh->vars, i), "")));
}

static void do_trap(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 2; i < argc; i++)
        if (!strcmp(argv[i], "TERM") || !strcmp(argv[i], "SIGTERM") || !strcmp(argv[i], "15"))
            sh->trap = !strcmp(argv[1], "-") ? NULL : arena_strdup(sh->arena, argv[1]);
}

static void do_read(struct shell *sh, const char **argv, size_t argc)
{
    const char *text = sh->in ? sh->in : "";
    size_t len = strcspn(text, "\n");
    sh->status = !*text;
    if (argc > 1)
        val_set(&sh->vars, argv[argc - 1], val_stringn(text, len));
    sh->in = *text ? text + len + (text[len] == '\n') : sh->in;
}

static void do_hostname(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    shell_say(sh, sh->program->hostname ? sh->program->hostname : "localhost");
    shell_say(sh, "\n");
}

static void do_id(struct shell *sh, const char **argv, size_t argc)
{
    (void)argc;
    shell_say(sh, !strcmp(argv[0], "uname") ? "Linux\n" : "root\n");
}

static void do_pwd(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    shell_say(sh, arena_strf(sh->scratch, "%s\n", sh->folder));
}

static void do_cd(struct shell *sh, const char **argv, size_t argc)
{
    const char *to = argc > 1 ? argv[1] : "/root";
    if (shell_is_folder(sh, to) || !sh->program->base_image)
        sh->folder = arena_strdup(sh->arena, shell_path(sh, to));
    else
        shell_complain(sh, arena_strf(sh->scratch, "sh: cd: can't cd to %s: No such file or directory", to));
}

static void do_sh(struct shell *sh, const char **argv, size_t argc)
{
    size_t i = 1;
    bool script = false;
    for (; i < argc && *argv[i] == '-' && argv[i][1]; i++) {
        script = script || strchr(argv[i], 'c');
        sh->errexit = sh->errexit || strchr(argv[i], 'e');
    }
    if (!script || i >= argc) { /* commands come from standard input, which is empty or a pipe's */
        const char *text = i < argc ? shell_input(sh, "sh", argv[i]) : sh->in;
        if (text)
            shell_eval(sh, arena_strdup(sh->arena, text));
        return;
    }
    const char **args = sh->args;
    size_t count = sh->arg_count;
    sh->args = argv + i + 1;
    sh->arg_count = argc - i - 1;
    if (!sh->arg_count) {
        static const char *const own_name[] = { "sh", NULL };
        sh->args = (const char **)(uintptr_t)own_name;
        sh->arg_count = 1;
    }
    shell_eval(sh, argv[i]);
    sh->args = args;
    sh->arg_count = count;
    if (sh->flow == FLOW_EXIT && sh->commands) /* a shell within the shell */
        sh->flow = FLOW_ON;
}

static void do_exec(struct shell *sh, const char **argv, size_t argc)
{
    if (argc < 2)
        return;
    shell_command(sh, argv + 1, argc - 1);
    if (sh->flow == FLOW_ON && !strcmp(argv[0], "exec"))
        sh->flow = FLOW_EXIT;
}

static void do_eval(struct shell *sh, const char **argv, size_t argc)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 1; i < argc; i++)
        strbuf_addf(&text, "%s%s", i > 1 ? " " : "", argv[i]);
    shell_eval(sh, arena_strdup(sh->arena, text.buf));
    strbuf_release(&text);
}

static void do_timeout(struct shell *sh, const char **argv, size_t argc)
{
    int64_t ms = argc > 2 ? parse_delay(argv[1]) : -1, until_ms = sh->until_ms;
    if (ms < 0)
        return;
    int64_t end_ms = ms > PROGRAM_FOREVER - sh->now_ms ? PROGRAM_FOREVER : sh->now_ms + ms;
    if (end_ms < until_ms)
        sh->until_ms = end_ms;
    shell_command(sh, argv + 2, argc - 2);
    bool cut = sh->flow == FLOW_STOPPED && sh->steps > 0 && end_ms < until_ms;
    sh->until_ms = until_ms;
    if (cut) {
        sh->flow = FLOW_ON;
        sh->status = 143;
    }
}

/* expr A OP B */
static void do_expr(struct shell *sh, const char **argv, size_t argc)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, "$((");
    for (size_t i = 1; i < argc; i++)
        strbuf_addf(&text, "%s%s", argv[i], strcmp(argv[i], "=") ? " " : "= ");
    strbuf_adds(&text, "))");
    const char *result = shell_expand_one(sh, text.buf);
    strbuf_release(&text);
    shell_say(sh, arena_strf(sh->scratch, "%s\n", result));
    sh->status = !strcmp(result, "0");
}

/* ---- others ---- */

/* perl -Mbignum=bpi -wle "print bpi(2000)" */
static void do_perl(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++) {
        const char *call = strstr(argv[i], "bpi(");
        long digits = call ? strtol(call + 4, NULL, 10) : 0;
        if (digits <= 0)
            continue;
        digits = digits < PI_DIGITS_MAX ? digits : PI_DIGITS_MAX;
        shell_sleep(sh, digits * 1000 / PI_DIGITS_PER_SECOND);
        if (sh->flow == FLOW_ON && sh->out) {
            program_add_pi(sh->out, digits);
            strbuf_addch(sh->out, '\n');
        }
        return;
    }
}

/* "250M" as stress reads it. */
static int64_t parse_bytes(const char *text)
{
    char *end;
    double n = strtod(text, &end);
    int64_t unit = *end == 'k' || *end == 'K' ? 1024 : *end == 'm' || *end == 'M' ? 1048576 : *end == 'g' || *end == 'G' ? 1073741824 : 1;
    return n > 0 && n < 1e9 ? (int64_t)(n * (double)unit) : 0;
}

/* stress --vm 1 --vm-bytes 250M --vm-hang 1: takes memory as it starts, and goes on until --timeout. */
static void do_stress(struct shell *sh, const char **argv, size_t argc)
{
    static const struct {
        const char *name, *letter;
    } memory = { "--vm-bytes", "--vm" };
    int64_t bytes = 0, workers = 0, end_ms = PROGRAM_FOREVER;
    for (size_t i = 1; i < argc; i++) {
        const char *value = strchr(argv[i], '='), *next = value ? value + 1 : i + 1 < argc ? argv[i + 1] : "";
        size_t len = value ? (size_t)(value - argv[i]) : strlen(argv[i]);
        if (len == strlen(memory.name) && !strncmp(argv[i], memory.name, len))
            bytes = parse_bytes(next);
        else if ((len == strlen(memory.letter) && !strncmp(argv[i], memory.letter, len)) || !strcmp(argv[i], "-m"))
            workers = strtol(next, NULL, 10);
        else if ((len == 9 && !strncmp(argv[i], "--timeout", len)) || !strcmp(argv[i], "-t"))
            end_ms = parse_delay(next);
    }
    shell_say(sh, arena_strf(sh->scratch, "stress: info: [1] dispatching hogs: 0 cpu, 0 io, %lld vm, 0 hdd\n", (long long)workers));
    shell_take_memory(sh, workers > 0 && workers < 1000 ? bytes * workers : 0);
    if (sh->flow == FLOW_ON)
        shell_sleep(sh, end_ms < 0 ? PROGRAM_FOREVER : end_ms);
}

static void do_hello(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    shell_say(sh, "\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n\n");
}

static const struct {
    const char *name;
    void (*run)(struct shell *sh, const char **argv, size_t argc);
} commands[] = {
    { "sleep", do_sleep },   { "wait", do_wait },     { "date", do_date },       { "echo", do_echo },
    { "printf", do_printf }, { "seq", do_seq },       { "cat", shell_cat },         { "touch", shell_touch },
    { "mkdir", shell_mkdir }, { "rm", shell_rm },     { "rmdir", shell_rmdir },  { "ls", shell_ls },
    { "cp", shell_copy },    { "mv", shell_copy },    { "tee", shell_tee },      { "grep", shell_grep },
    { "head", shell_head_tail }, { "tail", shell_head_tail }, { "wc", shell_wc },         { "test", do_test },
    { "[", do_test },        { "[[", do_test },       { "exit", do_exit },       { "return", do_exit },
    { "break", do_break },   { "continue", do_break }, { "true", do_true },      { "false", do_true },
    { ":", do_true },        { "set", do_set },       { "shift", do_shift },     { "export", do_export },
    { "unset", do_unset },   { "env", do_env },       { "printenv", do_env },    { "trap", do_trap },
    { "read", do_read },     { "hostname", do_hostname }, { "uname", do_id },    { "whoami", do_id },
    { "pwd", do_pwd },       { "sh", do_sh },         { "bash", do_sh },         { "ash", do_sh },
    { "exec", do_exec },     { "command", do_exec },  { "eval", do_eval },       { "timeout", do_timeout },
    { "expr", do_expr },     { "perl", do_perl },     { "hello", do_hello },     { "cd", do_cd },
    { "chmod", do_true },    { "chown", do_true },    { "sync", do_true },       { "kill", do_true },
    { "stress", do_stress }, { "mysqld", shell_server }, { "mariadbd", shell_server }, { "postgres", shell_server },
    { "nc", do_forever },    { "httpd", do_forever }, { "top", do_forever },     { "yes", do_forever },
};

static size_t find(const char *name)
{
    static const char *const folders[] = { "/bin/", "/usr/bin/", "/usr/local/bin/", "/sbin/", "/usr/sbin/" };
    size_t skip = 0, i = 0;
    for (size_t k = 0; k < ARRAY_LEN(folders); k++)
        if (!strncmp(name, folders[k], strlen(folders[k])))
            skip = strlen(folders[k]);
    while (i < ARRAY_LEN(commands) && strcmp(commands[i].name, name + skip))
        i++;
    return i;
}

bool shell_knows(const char *name)
{
    return find(name) < ARRAY_LEN(commands);
}

void shell_command(struct shell *sh, const char **argv, size_t argc)
{
    size_t i = find(argv[0]);
    sh->status = i < ARRAY_LEN(commands) && commands[i].run == do_exit ? sh->status : 0;
    if (i < ARRAY_LEN(commands)) {
        commands[i].run(sh, argv, argc);
    } else if (sh->program->base_image || !strchr(argv[0], '/')) {
        shell_complain(sh, arena_strf(sh->scratch, "sh: %s: not found", argv[0]));
        sh->status = 127;
    } else {
        shell_sleep(sh, PROGRAM_FOREVER); /* a server of the image's own */
    }
}
