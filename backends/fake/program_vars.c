/* The variables of a shell: setting, exporting, reading. */
#include <string.h>

#include "backends/fake/program_tree.h"

const char *shell_var_get(const struct shell *sh, const char *name)
{
    const struct val *text = val_get(sh->own.vars, name);
    return val_str(text) ? arena_strndup(sh->scratch, val_str(text), val_len(text)) : NULL;
}

bool shell_var_set(struct shell *sh, const char *name, const char *text, size_t len)
{
    if (val_get(sh->own.read_only, name)) {
        shell_grumble(sh, NULL, SHELL_MISUSE, "%s: is read only", name);
        sh->flow = FLOW_EXIT;
        return false;
    }
    if (len > SHELL_TEXT_MAX) {
        sh->flow = FLOW_EXIT;
        len = 0;
    }
    val_set(&sh->own.vars, name, val_stringn(text, len));
    return true;
}

bool shell_is_assignment(const char *word)
{
    size_t n = strspn(word, SHELL_NAME_CHARS);
    return n && word[n] == '=' && !(*word >= '0' && *word <= '9');
}

void shell_assign(struct shell *sh, const char *word)
{
    size_t n = strcspn(word, "=");
    const char *text = shell_expand_one(sh, word + n + 1);
    if (sh->flow == FLOW_ON)
        shell_var_set(sh, arena_strndup(sh->scratch, word, n), text, strlen(text));
}

struct val *shell_environment(const struct shell *sh)
{
    struct val *env = val_object();
    for (size_t i = 0; i < val_len(sh->own.vars); i++)
        if (val_get(sh->own.exported, val_key(sh->own.vars, i)))
            val_set(&env, val_key(sh->own.vars, i), val_ref(val_item(sh->own.vars, i)));
    return env;
}

/* export, readonly: NAME[=TEXT]... */
void shell_export_builtin(struct shell *sh, const char **argv, size_t argc)
{
    struct val **marks = !strcmp(argv[0], "export") ? &sh->own.exported : &sh->own.read_only;
    for (size_t i = 1; i < argc && sh->flow == FLOW_ON; i++) {
        size_t n = strcspn(argv[i], "=");
        const char *name = arena_strndup(sh->scratch, argv[i], n);
        if (shell_is_option(argv[i]))
            continue;
        if (strspn(name, SHELL_NAME_CHARS) != n || !n || (*name >= '0' && *name <= '9')) {
            shell_grumble(sh, argv[0], SHELL_MISUSE, "%s: bad variable name", name);
            sh->flow = FLOW_EXIT;
            return;
        }
        if (argv[i][n] && !shell_var_set(sh, name, argv[i] + n + 1, strlen(argv[i] + n + 1)))
            return;
        val_set(marks, name, val_bool(true));
    }
    bool list = argc < 2 || (argc == 2 && !strcmp(argv[1], "-p"));
    for (size_t i = 0; list && i < val_len(*marks); i++)
        if (shell_var_get(sh, val_key(*marks, i)))
            shell_sayf(sh, "%s %s='%s'\n", argv[0], val_key(*marks, i), shell_var_get(sh, val_key(*marks, i)));
}

void shell_unset_builtin(struct shell *sh, const char **argv, size_t argc)
{
    for (size_t i = 1; i < argc; i++) {
        if (shell_is_option(argv[i]))
            continue;
        if (val_get(sh->own.read_only, argv[i])) {
            shell_grumble(sh, "unset", SHELL_MISUSE, "%s: is read only", argv[i]);
            continue;
        }
        val_unset(&sh->own.vars, argv[i]);
        val_unset(&sh->own.exported, argv[i]);
        val_unset(&sh->own.functions, argv[i]);
    }
}

/* Its name is remembered: the function gives the old value back when it ends. */
void shell_local(struct shell *sh, const char **argv, size_t argc)
{
    struct val *locals = val_ref(val_get(sh->own.vars, "local "));
    if (!locals) {
        shell_grumble(sh, "local", SHELL_MISUSE, "not in a function");
        sh->flow = FLOW_EXIT;
        return;
    }
    for (size_t i = 1; i < argc && sh->flow == FLOW_ON; i++) {
        size_t n = strcspn(argv[i], "=");
        const char *name = arena_strndup(sh->scratch, argv[i], n);
        val_set(&locals, name, val_null());
        if (argv[i][n])
            shell_var_set(sh, name, argv[i] + n + 1, strlen(argv[i] + n + 1));
    }
    val_set(&sh->own.vars, "local ", locals);
}

/* ---- read ---- */

/* The next line of standard input, with \x resolved when not raw. false: it had no end. */
static bool next_line(struct shell *sh, bool raw, struct strbuf *line)
{
    bool typed = !sh->in && sh->program->typed;
    if (typed)
        sh->in = shell_await_typed(sh, false);
    const char *p = sh->in ? sh->in : "";
    for (; *p && *p != '\n'; p++) {
        if (*p == '\\' && !raw && p[1]) {
            p++;
            if (*p != '\n')
                strbuf_addch(line, *p);
        } else {
            strbuf_addch(line, *p);
        }
    }
    bool ended = *p == '\n';
    if (sh->in)
        sh->in = typed ? NULL : p + ended;
    return ended;
}

static bool is_separator(const char *ifs, char c)
{
    return c && strchr(ifs, c);
}

/* The fields of a line to the names; the last one gets the rest. */
static void assign_fields(struct shell *sh, const char *line, const char **names, size_t count)
{
    const char *ifs = shell_var_get(sh, "IFS"), *p = line;
    ifs = ifs ? ifs : " \t\n";
    for (size_t i = 0; i < count && sh->flow == FLOW_ON; i++) {
        while (is_separator(ifs, *p) && strchr(" \t\n", *p))
            p++;
        size_t len = 0;
        while (p[len] && (i + 1 == count || !is_separator(ifs, p[len])))
            len++;
        size_t field = len;
        while (i + 1 == count && field && is_separator(ifs, p[field - 1]) && strchr(" \t\n", p[field - 1]))
            field--;
        shell_var_set(sh, names[i], p, field);
        p += len;
        while (is_separator(ifs, *p) && strchr(" \t\n", *p))
            p++;
        p += is_separator(ifs, *p);
    }
}

void shell_read(struct shell *sh, const char **argv, size_t argc)
{
    static const char *const reply[] = { "REPLY" };
    struct strbuf line = STRBUF_INIT;
    bool raw = false;
    size_t i = 1;
    for (; i < argc && shell_is_option(argv[i]); i++) {
        raw = raw || strchr(argv[i], 'r');
        if (strchr("ptn", argv[i][1]) && !argv[i][2])
            i++;
    }
    bool ended = next_line(sh, raw, &line);
    sh->status = !ended;
    if (i < argc)
        assign_fields(sh, line.buf, argv + i, argc - i);
    else
        assign_fields(sh, line.buf, (const char **)(uintptr_t)reply, 1);
    strbuf_release(&line);
}

/* ---- env ---- */

/* env [-i] [NAME=TEXT]... [PROGRAM...], printenv [NAME] */
static void run_env(struct shell *sh, const void *arg)
{
    const char *const *words = arg;
    if (*words && !strcmp(*words, "-i")) {
        val_assign(&sh->own.exported, val_object());
        words++;
    }
    for (; *words && shell_is_assignment(*words); words++) {
        const char *name = arena_strndup(sh->scratch, *words, strcspn(*words, "="));
        shell_var_set(sh, name, *words + strlen(name) + 1, strlen(*words) - strlen(name) - 1);
        val_set(&sh->own.exported, name, val_bool(true));
    }
    size_t count = 0;
    while (words[count])
        count++;
    struct val *env = shell_environment(sh);
    if (count && !program_knows(sh->program, words[0]))
        shell_complain(sh, "env: can't execute '%s': No such file or directory", words[0]), sh->status = SHELL_NOT_FOUND;
    else if (count)
        shell_command(sh, (const char **)(uintptr_t)words, count);
    for (size_t i = 0; !count && i < val_len(env); i++)
        shell_sayf(sh, "%s=%s\n", val_key(env, i), val_str_or(val_item(env, i), ""));
    val_unref(env);
}

void shell_env(struct shell *sh, const char **argv, size_t argc)
{
    if (!strcmp(argv[0], "printenv") && argc > 1) {
        for (size_t i = 1; i < argc; i++) {
            const char *text = val_get(sh->own.exported, argv[i]) ? shell_var_get(sh, argv[i]) : NULL;
            if (text)
                shell_sayf(sh, "%s\n", text);
            else
                sh->status = 1;
        }
        return;
    }
    const char **words = arena_alloc(sh->scratch, (argc + 1) * sizeof(*words));
    for (size_t i = 1; i < argc; i++)
        words[i - 1] = argv[i];
    shell_fork(sh, run_env, words);
}

/* ---- getopts ---- */

/* getopts OPTIONS NAME: one option of $1 ... a call, OPTIND says which is next. */
void shell_getopts(struct shell *sh, const char **argv, size_t argc)
{
    if (argc < 3) {
        shell_grumble(sh, "getopts", SHELL_MISUSE, "usage: getopts optstring var [arg]");
        return;
    }
    const char **words = argc > 3 ? argv + 2 : sh->own.args;
    size_t count = argc > 3 ? argc - 2 : sh->own.arg_count;
    size_t next = (size_t)val_int_or(val_get(sh->own.vars, "optind "), 1);
    size_t letter = (size_t)val_int_or(val_get(sh->own.vars, "optletter "), 1);
    const char *word = next < count ? words[next] : "";
    sh->status = *word != '-' || !word[1] || !strcmp(word, "--");
    if (sh->status) {
        shell_var_set(sh, argv[2], "?", 1);
        return;
    }
    const char *known = word[letter] != ':' ? strchr(argv[1], word[letter]) : NULL;
    char found[] = { known ? word[letter] : '?', '\0' };
    if (!known && *argv[1] != ':')
        shell_grumble(sh, NULL, 0, "Illegal option -%c", word[letter]);
    bool last = !word[letter + 1];
    if (known && known[1] == ':') {
        const char *value = !last ? word + letter + 1 : next + 1 < count ? words[++next] : "";
        shell_var_set(sh, "OPTARG", value, strlen(value));
        last = true;
    }
    val_set(&sh->own.vars, "optletter ", val_int(last ? 1 : (int64_t)letter + 1));
    val_set(&sh->own.vars, "optind ", val_int((int64_t)next + last));
    const char *number = arena_strf(sh->scratch, "%zu", next + last);
    shell_var_set(sh, "OPTIND", number, strlen(number));
    shell_var_set(sh, argv[2], found, 1);
}
