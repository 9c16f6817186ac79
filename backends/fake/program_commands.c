/* The table of a container's small programs, as busybox has them, and the smallest of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_pi.h"
#include "backends/fake/program_tree.h"

enum { PI_DIGITS_MAX = 10000, PI_DIGITS_PER_SECOND = 400 };

void shell_usage(struct shell *sh, const char *program)
{
    shell_complain(sh, "BusyBox v1.36.1 multi-call binary.\n\nUsage: %s ...", program);
}

static void do_forever(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    shell_sleep(sh, PROGRAM_FOREVER);
}

static void do_hostname(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    shell_sayf(sh, "%s\n", sh->program->hostname ? sh->program->hostname : "localhost");
}

static void do_uname(struct shell *sh, const char **argv, size_t argc)
{
    static const char letters[] = "snrm";
    const char *texts[] = { "Linux", sh->program->hostname ? sh->program->hostname : "localhost", "5.4.0", "x86_64" };
    const char *wanted = argc > 1 && shell_is_option(argv[1]) ? argv[1] + 1 : "s";
    wanted = *wanted == 'a' ? letters : wanted;
    bool first = true;
    if (strspn(wanted, letters) != strlen(wanted)) {
        shell_complain(sh, "uname: invalid option -- '%c'", wanted[strspn(wanted, letters)]);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        if (strchr(wanted, letters[i])) {
            shell_sayf(sh, "%s%s", first ? "" : " ", texts[i]);
            first = false;
        }
    shell_say(sh, "\n");
}

/* "1000", or "0(root)": only root has a name in /etc/passwd and /etc/group. */
static void say_id(struct shell *sh, const char *before, int64_t id)
{
    shell_sayf(sh, "%s%lld%s", before, (long long)id, id ? "" : "(root)");
}

/* id [-u|-g] [-n] */
static void do_id(struct shell *sh, const char **argv, size_t argc)
{
    const struct program *p = sh->program;
    bool user = shell_has_option(argv, argc, 'u'), group = shell_has_option(argv, argc, 'g');
    if (user || group) {
        int64_t id = user ? p->uid : p->gid;
        if (shell_has_option(argv, argc, 'n') && !id)
            shell_say(sh, "root\n");
        else
            shell_sayf(sh, "%lld\n", (long long)id);
        return;
    }
    say_id(sh, "uid=", p->uid);
    say_id(sh, " gid=", p->gid);
    for (size_t i = 0; i < val_len(p->groups); i++)
        say_id(sh, i ? "," : " groups=", val_int_or(val_item(p->groups, i), 0));
    if (!val_len(p->groups))
        say_id(sh, " groups=", p->gid);
    shell_say(sh, "\n");
}

/* The container's first process, and this one. */
static void do_ps(struct shell *sh, const char **argv, size_t argc)
{
    const struct program *p = sh->program;
    const char *user = p->uid ? arena_strf(sh->scratch, "%lld", (long long)p->uid) : "root", *first = "";
    for (size_t i = 0; i < val_len(p->argv); i++)
        first = arena_strf(sh->scratch, "%s%s%s", first, i ? " " : "", val_str_or(val_item(p->argv, i), ""));
    shell_sayf(sh, "PID   USER     TIME  COMMAND\n    1 %-8s  0:00 %s\n", user, *first ? first : "(server)");
    if (sh->own.pid == 1)
        return;
    shell_sayf(sh, "%5d %-8s  0:00", sh->own.pid, user);
    for (size_t i = 0; i < argc; i++)
        shell_sayf(sh, " %s", argv[i]);
    shell_say(sh, "\n");
}

static void do_whoami(struct shell *sh, const char **argv, size_t argc)
{
    (void)argc;
    if (sh->program->uid)
        shell_complain(sh, "%s: unknown uid %lld", argv[0], (long long)sh->program->uid);
    else
        shell_say(sh, "root\n");
}

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
        if (sh->flow != FLOW_ON || !sh->out)
            return;
        struct strbuf text = STRBUF_INIT;
        program_add_pi(&text, digits);
        strbuf_addch(&text, '\n');
        shell_print(sh, sh->out, text.buf, text.len);
        strbuf_release(&text);
        return;
    }
    shell_complain(sh, "perl: the only program known here is 'print bpi(DIGITS)'");
}

static void do_hello(struct shell *sh, const char **argv, size_t argc)
{
    (void)argv;
    (void)argc;
    shell_say(sh, "\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n\n");
}

/* BUSYBOX, DEBIAN: only such images have it.  BLIND: it reads neither variables nor files. */
enum { BUILTIN = 1, BUSYBOX = 2, DEBIAN = 4, BLIND = 8 };

static const struct {
    const char *name;
    shell_program *run;
    int flags;
} commands[] = {
    { ":", shell_true, BUILTIN },        { ".", shell_source, BUILTIN },       { "source", shell_source, BUILTIN },
    { "[", shell_test, BUILTIN },        { "[[", shell_test, BUILTIN },        { "test", shell_test, BUILTIN },
    { "break", shell_break, BUILTIN },   { "continue", shell_break, BUILTIN }, { "cd", shell_cd, BUILTIN },
    { "command", shell_command_builtin, BUILTIN }, { "echo", shell_echo, BUILTIN | BLIND }, { "eval", shell_eval_builtin, BUILTIN },
    { "exec", shell_exec_builtin, BUILTIN }, { "exit", shell_exit, BUILTIN },  { "export", shell_export_builtin, BUILTIN },
    { "false", shell_true, BUILTIN | BLIND }, { "getopts", shell_getopts, BUILTIN }, { "hash", shell_true, BUILTIN },
    { "alias", shell_true, BUILTIN },    { "jobs", shell_true, BUILTIN },      { "kill", shell_kill, BUILTIN },
    { "let", shell_let, BUILTIN },       { "local", shell_local, BUILTIN },    { "printf", shell_printf, BUILTIN },
    { "pwd", shell_pwd, BUILTIN },       { "read", shell_read, BUILTIN },      { "readonly", shell_export_builtin, BUILTIN },
    { "return", shell_exit, BUILTIN },   { "set", shell_set_options, BUILTIN }, { "shift", shell_shift, BUILTIN },
    { "times", shell_true, BUILTIN },    { "trap", shell_trap, BUILTIN },      { "true", shell_true, BUILTIN | BLIND },
    { "type", shell_type, BUILTIN },     { "ulimit", shell_true, BUILTIN },    { "umask", shell_umask, BUILTIN },
    { "unset", shell_unset_builtin, BUILTIN },   { "wait", shell_wait, BUILTIN },
    { "ash", shell_sh, BUSYBOX },              { "basename", shell_basename, 0 },    { "bash", shell_sh, DEBIAN },
    { "cat", shell_cat, 0 },             { "chmod", shell_chmod, 0 },          { "chown", shell_true, 0 },
    { "cp", shell_copy, 0 },             { "cut", shell_cut, 0 },              { "date", shell_date, 0 },
    { "dirname", shell_basename, 0 },    { "egrep", shell_grep, 0 },           { "env", shell_env, 0 },
    { "expr", shell_expr, 0 },           { "fgrep", shell_grep, 0 },           { "find", shell_find, 0 },
    { "grep", shell_grep, 0 },           { "head", shell_head_tail, 0 },       { "hello", do_hello, BLIND },
    { "hostname", do_hostname, 0 },      { "httpd", do_forever, 0 },           { "id", do_id, 0 },
    { "ln", shell_ln, 0 },               { "ls", shell_ls, 0 },                { "mariadbd", shell_server, 0 },
    { "mkdir", shell_mkdir, 0 },         { "mv", shell_copy, 0 },              { "mysqld", shell_server, 0 },
    { "nc", shell_nc, BUSYBOX },             { "nl", shell_rev, 0 },               { "perl", do_perl, DEBIAN },
    { "postgres", shell_server, 0 },     { "printenv", shell_env, 0 },         { "readlink", shell_readlink, 0 },
    { "rev", shell_rev, 0 },             { "rm", shell_rm, 0 },                { "rmdir", shell_rmdir, 0 },
    { "sed", shell_sed, 0 },             { "seq", shell_seq, 0 },              { "sh", shell_sh, 0 },
    { "sleep", shell_sleep_command, BLIND }, { "sort", shell_sort, 0 },            { "stat", shell_stat, 0 },
    { "stress", shell_stress, 0 },       { "sync", shell_true, 0 },            { "tac", shell_rev, 0 },
    { "tail", shell_head_tail, 0 },      { "tee", shell_tee, 0 },              { "time", shell_time, 0 },
    { "timeout", shell_timeout, 0 },     { "top", do_forever, BUSYBOX },             { "touch", shell_touch, 0 },
    { "tr", shell_tr, 0 },               { "uname", do_uname, 0 },             { "uniq", shell_uniq, 0 },
    { "wc", shell_wc, 0 },               { "which", shell_which, 0 },          { "whoami", do_whoami, 0 },
    { "ps", do_ps, BUSYBOX },            { "nslookup", shell_nslookup, BUSYBOX }, { "wget", shell_wget, BUSYBOX }, { "curl", shell_curl, DEBIAN },
    { "xargs", shell_xargs, 0 },         { "yes", shell_yes, 0 },
};

/* Programs that real images have and this one does not: it says so instead of "not found". */
static const struct {
    const char *name;
    int flags;
} missing[] = {
    { "awk", 0 },       { "base64", 0 },     { "bc", BUSYBOX },   { "cmp", 0 },       { "dd", 0 },      { "df", 0 },
    { "diff", 0 },      { "du", 0 },         { "fold", 0 },       { "free", BUSYBOX }, { "gunzip", 0 },  { "gzip", 0 },    { "hexdump", BUSYBOX },
    { "ip", BUSYBOX },  { "less", BUSYBOX }, { "md5sum", 0 },     { "mktemp", 0 },    { "more", 0 },     { "mount", 0 },   { "netstat", BUSYBOX },
    { "od", 0 },    { "paste", 0 },      { "pidof", 0 },     { "ping", BUSYBOX }, { "sha256sum", 0 },
    { "shuf", 0 },      { "tar", 0 },        { "telnet", BUSYBOX }, { "traceroute", BUSYBOX }, { "truncate", 0 }, { "tty", 0 },
    { "uptime", BUSYBOX }, { "vi", BUSYBOX }, { "watch", BUSYBOX },  { "xxd", BUSYBOX },
};

static bool has(const struct program *p, int flags)
{
    if (p->tools == PROGRAM_ANY_TOOLS || !(flags & (BUSYBOX | DEBIAN)))
        return true;
    return flags & (p->tools == PROGRAM_BUSYBOX ? BUSYBOX : DEBIAN);
}

static const char *base_name(const char *name)
{
    static const char *const folders[] = { "/bin/", "/usr/bin/", "/usr/local/bin/", "/sbin/", "/usr/sbin/" };
    size_t skip = 0;
    for (size_t k = 0; k < ARRAY_LEN(folders); k++)
        if (!strncmp(name, folders[k], strlen(folders[k])))
            skip = strlen(folders[k]);
    return name + skip;
}

static size_t find(const struct program *p, const char *name)
{
    size_t i = 0;
    const char *base = base_name(name);
    while (i < ARRAY_LEN(commands) && (strcmp(commands[i].name, base) != 0 || !has(p, commands[i].flags)))
        i++;
    return i;
}

static bool is_missing(const struct program *p, const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(missing); i++)
        if (!strcmp(missing[i].name, base_name(name)))
            return has(p, missing[i].flags);
    return false;
}

bool program_knows(const struct program *p, const char *name)
{
    return find(p, name) < ARRAY_LEN(commands) || is_missing(p, name);
}

bool program_is_blind(const struct program *p)
{
    size_t i = find(p, val_str_or(val_item(p->argv, 0), ""));
    return i < ARRAY_LEN(commands) && commands[i].flags & BLIND;
}

bool shell_is_builtin(const char *name)
{
    size_t i = find(&(struct program){ .argv = NULL }, name);
    return i < ARRAY_LEN(commands) && (commands[i].flags & BUILTIN) && !strchr(name, '/');
}

const char *shell_where(struct shell *sh, const char *name)
{
    static const char *const in_bin[] = { "ash", "bash", "cat", "chmod", "chown", "cp", "date", "echo", "egrep", "false", "fgrep", "grep",
                                          "hostname", "kill", "ln", "ls", "mkdir", "mv", "ps", "pwd", "rm", "rmdir", "sed", "sh", "sleep",
                                          "stat", "sync", "touch", "true", "uname", "vi" };
    if (strchr(name, '/'))
        return shell_file(sh, name) || (program_knows(sh->program, name) && name != base_name(name)) ? name : NULL;
    if (!program_knows(sh->program, name) || (shell_is_builtin(name) && !strchr("[ceftpk", *name)))
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(in_bin); i++)
        if (!strcmp(in_bin[i], name))
            return arena_strf(sh->scratch, "/bin/%s", name);
    return arena_strf(sh->scratch, "/usr/bin/%s", name);
}

/* A file that is there: a script, when it may be run. */
static void run_file(struct shell *sh, const struct file *f, const char **argv, size_t argc)
{
    if (f && f->mode & 0111)
        shell_run_script(sh, arena_strdup(sh->arena, f->text.buf), argv, argc);
    else
        shell_grumble(sh, NULL, SHELL_CANNOT_RUN, "%s: Permission denied", argv[0]);
}

void shell_command(struct shell *sh, const char **argv, size_t argc)
{
    size_t i = find(sh->program, argv[0]);
    bool path = strchr(argv[0], '/');
    const struct file *f = path ? shell_file(sh, argv[0]) : NULL;
    int before = sh->status;
    sh->status = i < ARRAY_LEN(commands) && commands[i].run == shell_exit ? before : 0;
    if (i < ARRAY_LEN(commands))
        commands[i].run(sh, argv, argc);
    else if (is_missing(sh->program, argv[0]))
        shell_grumble(sh, NULL, SHELL_NOT_FOUND, "%s: this program is not part of the simulated container", argv[0]);
    else if (f || (path && shell_is_folder(sh, argv[0])))
        run_file(sh, f, argv, argc);
    else if (sh->program->base_image || !path)
        shell_grumble(sh, NULL, SHELL_NOT_FOUND, "%s: not found", argv[0]);
    else
        shell_sleep(sh, PROGRAM_FOREVER); /* a server of the image's own */
}
