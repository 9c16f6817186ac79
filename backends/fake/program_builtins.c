/* What the shell does itself. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

bool shell_is_option(const char *word)
{
    return word[0] == '-' && word[1];
}

bool shell_has_option(const char **argv, size_t argc, char letter)
{
    for (size_t i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (argv[i][0] == '-' && argv[i][1] != '-' && strchr(argv[i] + 1, letter))
            return true;
    return false;
}

/* ---- flow ---- */

static bool is_number(const char *text)
{
    return *text && strspn(text, "0123456789") == strlen(text);
}

/* exit, return [N] */
void shell_exit(struct shell *sh, const char **argv, size_t argc)
{
    if (argc > 1 && !is_number(argv[1]))
        shell_grumble(sh, argv[0], SHELL_MISUSE, "Illegal number: %s", argv[1]);
    else if (argc > 1)
        sh->status = (int)(strtol(argv[1], NULL, 10) & 255);
    sh->flow = !strcmp(argv[0], "return") ? FLOW_RETURN : FLOW_EXIT;
}

void shell_break(struct shell *sh, const char **argv, size_t argc)
{
    int levels = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1;
    if (!sh->loops)
        return;
    sh->levels = levels < sh->loops ? levels : sh->loops;
    sh->flow = !strcmp(argv[0], "break") ? FLOW_BREAK : FLOW_CONTINUE;
}

void shell_true(struct shell *sh, const char **argv, size_t argc)
{
    (void)argc;
    sh->status = !strcmp(argv[0], "false");
}

/* ---- options and arguments ---- */

static void set_option(struct shell *sh, char letter, bool on)
{
    switch (letter) {
    case 'e': sh->own.errexit = on; return;
    case 'u': sh->own.nounset = on; return;
    case 'x': sh->own.xtrace = on; return;
    default: return;
    }
}

static void set_long_option(struct shell *sh, const char *name, bool on)
{
    static const struct {
        const char *name;
        char letter;
    } options[] = { { "errexit", 'e' }, { "nounset", 'u' }, { "xtrace", 'x' } };
    for (size_t i = 0; i < ARRAY_LEN(options); i++)
        if (!strcmp(name, options[i].name))
            set_option(sh, options[i].letter, on);
    if (!strcmp(name, "pipefail"))
        sh->own.pipefail = on;
}

const char **shell_keep_words(struct shell *sh, const char *first, const char **words, size_t count)
{
    const char **kept = arena_alloc(sh->arena, (count + 1) * sizeof(*kept));
    kept[0] = first;
    for (size_t i = 0; i < count; i++)
        kept[i + 1] = arena_strdup(sh->arena, words[i]);
    return kept;
}

static void set_arguments(struct shell *sh, const char **words, size_t count)
{
    sh->own.args = shell_keep_words(sh, sh->own.arg_count ? sh->own.args[0] : "sh", words, count);
    sh->own.arg_count = count + 1;
}

/* The options of set and sh at argv[i]; returns behind them. */
static size_t take_options(struct shell *sh, const char **argv, size_t argc, size_t i, bool *script)
{
    for (; i < argc && (*argv[i] == '-' || *argv[i] == '+') && argv[i][1]; i++) {
        bool on = *argv[i] == '-', value = false;
        if (!strcmp(argv[i], "--"))
            return i;
        for (const char *p = argv[i] + 1; *p; p++) {
            value = value || *p == 'o';
            *script = *script || *p == 'c';
            set_option(sh, *p, on);
        }
        if (value && i + 1 < argc)
            set_long_option(sh, argv[++i], on);
    }
    return i;
}

void shell_set_options(struct shell *sh, const char **argv, size_t argc)
{
    bool script = false;
    size_t i = take_options(sh, argv, argc, 1, &script);
    if (argc < 2)
        for (size_t k = 0; k < val_len(sh->own.vars); k++)
            if (val_str(val_item(sh->own.vars, k)))
                shell_sayf(sh, "%s='%s'\n", val_key(sh->own.vars, k), val_str(val_item(sh->own.vars, k)));
    if (i < argc)
        set_arguments(sh, argv + i + !strcmp(argv[i], "--"), argc - i - !strcmp(argv[i], "--"));
}

void shell_shift(struct shell *sh, const char **argv, size_t argc)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
    if (n >= sh->own.arg_count) {
        sh->status = 1;
        return;
    }
    set_arguments(sh, sh->own.args + 1 + n, sh->own.arg_count - 1 - n);
}

static bool is_signal(const char *word, const char *name, const char *number)
{
    return !strcmp(word, number) || !strcmp(word, name) || (!strncmp(word, "SIG", 3) && !strcmp(word + 3, name));
}

/* trap ACTION SIGNAL... */
void shell_trap(struct shell *sh, const char **argv, size_t argc)
{
    size_t first = argc > 1 && !strcmp(argv[1], "--") ? 2 : 1;
    const char *action = argc > first && strcmp(argv[first], "-") != 0 ? arena_strdup(sh->arena, argv[first]) : NULL;
    for (size_t i = first + 1; i < argc; i++) {
        if (is_signal(argv[i], "TERM", "15"))
            sh->own.trap = action;
        else if (is_signal(argv[i], "EXIT", "0"))
            sh->own.exit_trap = action;
    }
}

/* ---- folders ---- */

void shell_pwd(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    shell_sayf(sh, "%s\n", sh->own.folder);
}

void shell_cd(struct shell *sh, const char **argv, size_t argc)
{
    const char *home = shell_var_get(sh, "HOME"), *to = argc > 1 ? argv[1] : home ? home : "/root";
    const char *old = shell_var_get(sh, "OLDPWD");
    bool back = !strcmp(to, "-");
    to = back ? (old ? old : "/") : to;
    if (!shell_is_folder(sh, to) && sh->program->base_image) {
        shell_grumble(sh, "cd", SHELL_MISUSE, "can't cd to %s: %s", to, shell_file(sh, to) ? "Not a directory" : "No such file or directory");
        return;
    }
    shell_var_set(sh, "OLDPWD", sh->own.folder, strlen(sh->own.folder));
    sh->own.folder = arena_strdup(sh->arena, shell_path(sh, to));
    if (back)
        shell_pwd(sh, argv, argc);
}

void shell_umask(struct shell *sh, const char **argv, size_t argc)
{
    if (argc > 1)
        shell_var_set(sh, "umask ", argv[1], strlen(argv[1]));
    else
        shell_sayf(sh, "%04ld\n", strtol(shell_var_get(sh, "umask ") ? shell_var_get(sh, "umask ") : "22", NULL, 10));
}

/* ---- running other commands ---- */

struct script {
    const char *text;
    const char **args;
    size_t count;
    const char **options;
    size_t option_count;
    enum shell_dialect dialect;
};

/* A shell of its own: it has what was exported. */
static void run_script(struct shell *sh, const void *arg)
{
    const struct script *s = arg;
    bool ignored = false;
    struct val *env = shell_environment(sh), *exported = NULL;
    for (size_t i = 0; i < val_len(env); i++)
        val_set(&exported, val_key(env, i), val_bool(true));
    val_assign(&sh->own.vars, env);
    val_assign(&sh->own.exported, exported ? exported : val_object());
    val_assign(&sh->own.functions, val_object());
    val_assign(&sh->own.read_only, NULL);
    sh->own.errexit = sh->own.nounset = sh->own.xtrace = sh->own.pipefail = false;
    sh->own.dialect = s->dialect;
    int tested = sh->tested;
    sh->tested = 0;
    take_options(sh, s->options, s->option_count, 1, &ignored);
    sh->own.args = s->args;
    sh->own.arg_count = s->count;
    sh->status = 0;
    shell_eval(sh, s->text);
    sh->tested = tested;
}

/* The container's first process is not a process within it. */
static void start_script(struct shell *sh, const struct script *s)
{
    if (sh->started || sh->own.is_child) {
        shell_fork(sh, run_script, s);
        return;
    }
    sh->started = true;
    run_script(sh, s);
}

static enum shell_dialect dialect_of(const struct shell *sh, const char *name)
{
    size_t len = strlen(name);
    if (len >= 4 && !strcmp(name + len - 4, "bash"))
        return DIALECT_BASH;
    return sh->program->tools == PROGRAM_DEBIAN ? DIALECT_DASH : DIALECT_ASH;
}

void shell_run_script(struct shell *sh, const char *text, const char **argv, size_t argc)
{
    struct script s = { text, argv, argc, NULL, 0, dialect_of(sh, strncmp(text, "#!/bin/bash", 11) ? "sh" : "bash") };
    start_script(sh, &s);
}

void shell_sh(struct shell *sh, const char **argv, size_t argc)
{
    bool script = false;
    struct shell_own before = sh->own;
    size_t i = take_options(sh, argv, argc, 1, &script);
    sh->own.errexit = before.errexit;
    sh->own.nounset = before.nounset;
    sh->own.xtrace = before.xtrace;
    sh->own.pipefail = before.pipefail;
    i += i < argc && !strcmp(argv[i], "--");
    if (!script && i >= argc && !sh->in && sh->program->typed && !sh->own.is_child) {
        shell_converse(sh);
        return;
    }
    const char *text = script && i < argc ? argv[i] : i < argc ? shell_input(sh, argv[0], argv[i]) : sh->in ? sh->in : "";
    struct script s = { arena_strdup(sh->arena, text ? text : ""), argv + i, argc - i, argv, i, dialect_of(sh, argv[0]) };
    if (!text) {
        sh->status = SHELL_MISUSE;
        return;
    }
    if (script && i >= argc) {
        shell_grumble(sh, NULL, SHELL_MISUSE, "-c requires an argument");
        return;
    }
    if (script || i >= argc) { /* $0 is the word behind the script, or the shell's own name */
        s.args = argv + i + (i < argc);
        s.count = argc - i - (i < argc);
    }
    if (!script && i >= argc)
        sh->in = "";
    if (!s.count) {
        s.args = argv;
        s.count = 1;
    }
    start_script(sh, &s);
}

static void complain_not_found(struct shell *sh, const char *builtin, const char *name)
{
    shell_grumble(sh, builtin, SHELL_NOT_FOUND, "%s: not found", name);
}

void shell_exec_builtin(struct shell *sh, const char **argv, size_t argc)
{
    if (argc < 2)
        return;
    if (!program_knows(sh->program, argv[1]) && !shell_file(sh, argv[1]) && sh->program->base_image)
        complain_not_found(sh, "exec", argv[1]);
    else
        shell_command(sh, argv + 1, argc - 1);
    sh->own.exit_trap = NULL;
    if (sh->flow == FLOW_ON)
        sh->flow = FLOW_EXIT;
}

void shell_eval_builtin(struct shell *sh, const char **argv, size_t argc)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 1; i < argc; i++)
        strbuf_addf(&text, "%s%s", i > 1 ? " " : "", argv[i]);
    shell_eval(sh, arena_strdup(sh->arena, text.buf));
    strbuf_release(&text);
}

/* . FILE */
void shell_source(struct shell *sh, const char **argv, size_t argc)
{
    const struct file *f = argc > 1 ? shell_file(sh, argv[1]) : NULL;
    if (f) {
        shell_eval(sh, arena_strdup(sh->arena, f->text.buf));
        if (sh->flow == FLOW_RETURN)
            sh->flow = FLOW_ON;
        return;
    }
    if (argc < 2)
        shell_grumble(sh, argv[0], SHELL_MISUSE, "filename argument required");
    else
        shell_grumble(sh, argv[0], SHELL_MISUSE, "can't open '%s': No such file or directory", argv[1]);
    sh->flow = FLOW_EXIT;
}

/* command [-v] NAME... */
void shell_command_builtin(struct shell *sh, const char **argv, size_t argc)
{
    if (argc < 2)
        return;
    if (strcmp(argv[1], "-v") != 0 && strcmp(argv[1], "-V") != 0) {
        shell_command(sh, argv + 1, argc - 1);
        return;
    }
    sh->status = argc > 2 ? 0 : 1;
    for (size_t i = 2; i < argc; i++) {
        bool own = shell_is_builtin(argv[i]) || val_get(sh->own.functions, argv[i]);
        const char *where = own ? argv[i] : shell_where(sh, argv[i]);
        if (where)
            shell_sayf(sh, "%s\n", where);
        else
            sh->status = SHELL_NOT_FOUND;
    }
}

void shell_type(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++) {
        const char *where = shell_where(sh, argv[i]);
        if (val_get(sh->own.functions, argv[i]))
            shell_sayf(sh, "%s is a function\n", argv[i]);
        else if (shell_is_builtin(argv[i]))
            shell_sayf(sh, "%s is a shell builtin\n", argv[i]);
        else if (where)
            shell_sayf(sh, "%s is %s\n", argv[i], where);
        else
            shell_sayf(sh, "%s: not found\n", argv[i]), sh->status = SHELL_NOT_FOUND;
    }
}

void shell_which(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++) {
        const char *where = shell_where(sh, argv[i]);
        if (where)
            shell_sayf(sh, "%s\n", where);
        else
            sh->status = 1;
    }
}

void shell_let(struct shell *sh, const char **argv, size_t argc)
{
    int64_t n = 0;
    for (size_t i = 1; i < argc; i++)
        if (!shell_arith(sh, argv[i], &n))
            return;
    sh->status = !n;
}

/* ---- signals ---- */

enum { SIGNAL_QUIT = 3, SIGNAL_TERM = 15 };

/* "-9", "-KILL", "-s TERM": its number. */
static int signal_number(const char *text)
{
    static const struct {
        const char *name;
        int number;
    } signals[] = { { "HUP", 1 }, { "INT", 2 }, { "QUIT", 3 }, { "KILL", 9 }, { "USR1", 10 }, { "USR2", 12 }, { "TERM", 15 } };
    text += !strncmp(text, "SIG", 3) ? 3 : 0;
    for (size_t i = 0; i < ARRAY_LEN(signals); i++)
        if (!strcmp(text, signals[i].name))
            return signals[i].number;
    return (int)strtol(text, NULL, 10);
}

/* The container's first process is not ended by a signal for which it has no trap. */
static void send_signal(struct shell *sh, int pid, int signal)
{
    bool ends = signal == SIGNAL_TERM || signal == SIGNAL_QUIT;
    if (pid == 1 && sh->apart) {
        sh->told_first = sh->told_first || ends;
    } else if (pid == 1) {
        sh->pending = sh->pending || signal == SIGNAL_TERM;
    } else if (pid == sh->own.pid && signal) {
        sh->status = SHELL_SIGNALLED + signal;
        sh->flow = FLOW_EXIT;
    } else if (pid != sh->own.pid && !shell_job_kill(sh, pid, signal)) {
        shell_grumble(sh, NULL, 1, "can't kill pid %d: No such process", pid);
    }
}

void shell_kill(struct shell *sh, const char **argv, size_t argc)
{
    int signal = SIGNAL_TERM;
    size_t i = 1;
    if (argc > 2 && !strcmp(argv[1], "-s")) {
        signal = signal_number(argv[2]);
        i = 3;
    } else if (argc > 1 && *argv[1] == '-') {
        signal = signal_number(argv[1] + 1);
        i = 2;
    }
    for (; i < argc; i++)
        send_signal(sh, (int)strtol(argv[i], NULL, 10), signal);
}
