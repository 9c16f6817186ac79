/* Running the syntax tree. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

enum { RUN_DEPTH_MAX = 200 };

void shell_sleep(struct shell *sh, int64_t ms)
{
    int64_t term_ms = sh->program->term_ms;
    int64_t end_ms = ms > PROGRAM_FOREVER - sh->now_ms ? PROGRAM_FOREVER : sh->now_ms + ms;
    if (term_ms && !sh->told && end_ms >= term_ms)
        sh->told = sh->pending = true; /* the trap waits for the command that runs */
    int64_t seen_ms = end_ms < sh->until_ms ? end_ms : sh->until_ms;
    shell_jobs_catch_up(sh, seen_ms);
    if (sh->flow == FLOW_STOPPED)
        return;
    shell_catch_up(sh, seen_ms);
    if (end_ms > sh->until_ms || end_ms == PROGRAM_FOREVER) {
        sh->now_ms = sh->until_ms;
        sh->flow = FLOW_STOPPED;
        return;
    }
    sh->busy = end_ms > sh->now_ms ? 0 : sh->busy;
    sh->now_ms = end_ms;
}

void shell_take_memory(struct shell *sh, int64_t bytes)
{
    enum { KILLED = 137 };
    int64_t limit = sh->program->memory_max;
    if (limit <= 0 || bytes <= limit)
        return;
    sh->out_of_memory = true;
    sh->status = KILLED;
    sh->flow = FLOW_EXIT;
}

bool shell_step(struct shell *sh)
{
    long most = sh->program->busy_steps ? sh->program->busy_steps : PROGRAM_STEPS_BUSY;
    if (++sh->busy > most) {
        shell_sleep(sh, PROGRAM_FOREVER);
        return false;
    }
    if (sh->steps-- > 0)
        return true;
    sh->flow = FLOW_STOPPED;
    return false;
}

void shell_work(struct shell *sh, size_t bytes)
{
    enum { STEP_BYTES = 256 };
    sh->busy += (long)(bytes / STEP_BYTES);
    sh->steps -= (long)(bytes / STEP_BYTES);
}

/* The container's first process has no other way to be ended by TERM. */
static void run_trap(struct shell *sh)
{
    if (!sh->pending || sh->own.is_child || sh->flow != FLOW_ON)
        return;
    int status = sh->status;
    sh->pending = false;
    if (!sh->own.trap)
        return;
    shell_eval(sh, sh->own.trap);
    if (sh->flow == FLOW_ON)
        sh->status = status;
}

void shell_run_exit_trap(struct shell *sh)
{
    const char *text = sh->own.exit_trap;
    if (!text || sh->flow == FLOW_STOPPED || sh->out_of_memory)
        return;
    int status = sh->status;
    sh->own.exit_trap = NULL;
    sh->flow = FLOW_ON;
    shell_eval(sh, text);
    if (sh->flow != FLOW_EXIT)
        sh->status = status;
}

/* ---- processes ---- */

struct shell_own shell_own_ref(const struct shell_own *own)
{
    struct shell_own copy = *own;
    val_ref(copy.vars);
    val_ref(copy.exported);
    val_ref(copy.read_only);
    val_ref(copy.functions);
    return copy;
}

void shell_own_release(struct shell_own *own)
{
    val_unref(own->vars);
    val_unref(own->exported);
    val_unref(own->read_only);
    val_unref(own->functions);
}

void shell_fork(struct shell *sh, void (*fn)(struct shell *sh, const void *arg), const void *arg)
{
    struct shell_own before = sh->own;
    int loops = sh->loops;
    sh->own = shell_own_ref(&before);
    sh->own.exit_trap = NULL;
    sh->own.is_child = true;
    sh->loops = 0;
    fn(sh, arg);
    shell_run_exit_trap(sh);
    shell_own_release(&sh->own);
    sh->own = before;
    sh->loops = loops;
    if (sh->flow != FLOW_STOPPED && !sh->out_of_memory)
        sh->flow = FLOW_ON;
}

/* ---- commands ---- */

/* Behind the use of words that were expanded after sh->commands was counted up. */
static void end_words(struct shell *sh)
{
    if (--sh->commands == 0)
        arena_reset(sh->scratch);
}

/* With a scratch arena of its own, which is emptied between its commands. */
static void run_apart(struct shell *sh, const struct node *n)
{
    struct arena *scratch = sh->scratch;
    int commands = sh->commands;
    sh->scratch = arena_new();
    sh->commands = 0;
    shell_run(sh, n);
    arena_free(sh->scratch);
    sh->scratch = scratch;
    sh->commands = commands;
}

static void call_function(struct shell *sh, const struct node *body, const char **argv, size_t argc)
{
    const char **args = sh->own.args, *name = argv[0];
    size_t count = sh->own.arg_count;
    struct val *vars = val_ref(sh->own.vars), *locals = NULL;
    val_set(&sh->own.vars, "local ", val_object()); /* no variable can be called so */
    argv[0] = args[0];
    sh->own.args = argv;
    sh->own.arg_count = argc;
    run_apart(sh, body);
    argv[0] = name;
    sh->own.args = args;
    sh->own.arg_count = count;
    if (sh->flow == FLOW_RETURN)
        sh->flow = FLOW_ON;
    locals = val_ref(val_get(sh->own.vars, "local "));
    for (size_t i = 0; i < val_len(locals); i++) {
        const char *local = val_key(locals, i);
        const struct val *old = val_get(vars, local);
        if (old)
            val_set(&sh->own.vars, local, val_ref(old));
        else
            val_unset(&sh->own.vars, local);
    }
    val_unset(&sh->own.vars, "local ");
    if (val_get(vars, "local "))
        val_set(&sh->own.vars, "local ", val_ref(val_get(vars, "local ")));
    val_unref(locals);
    val_unref(vars);
}

/* set -x: "+ echo 'a b'" */
static void trace(struct shell *sh, const char **words, size_t count)
{
    struct strbuf line = STRBUF_INIT;
    strbuf_addch(&line, '+');
    for (size_t i = 0; i < count; i++) {
        const char *word = words[i];
        size_t name = shell_is_assignment(word) ? strcspn(word, "=") + 1 : 0;
        bool plain = strspn(word + name, SHELL_NAME_CHARS "./:=-+,@%^") == strlen(word + name) && (word[name] || name);
        strbuf_addf(&line, plain ? " %.*s%s" : " %.*s'%s'", (int)name, word, word + name);
    }
    strbuf_addch(&line, '\n');
    shell_print(sh, sh->err, line.buf, line.len);
    strbuf_release(&line);
}

/* The program gets its assignments alone: X=1 program. */
static void run_words(struct shell *sh, const struct node *n, size_t assigned, const char **argv, size_t argc)
{
    const struct val *function = val_get(sh->own.functions, argv[0]);
    struct val *vars = assigned ? val_ref(sh->own.vars) : NULL, *exported = assigned ? val_ref(sh->own.exported) : NULL;
    for (size_t i = 0; i < assigned && sh->flow == FLOW_ON; i++) {
        shell_assign(sh, n->words[i]);
        val_setn(&sh->own.exported, n->words[i], strcspn(n->words[i], "="), val_bool(true));
    }
    const struct val *given = arena_val(sh->arena, assigned ? val_ref(sh->own.vars) : NULL);
    if (sh->own.xtrace)
        trace(sh, argv, argc);
    if (sh->flow != FLOW_ON)
        ;
    else if (function)
        call_function(sh, sh->bodies[val_int_or(function, 0)], argv, argc);
    else
        shell_command(sh, argv, argc);
    if (!assigned)
        return;
    struct val *after = val_ref(sh->own.vars); /* what the command itself set (read) stays */
    for (size_t i = 0; i < assigned; i++) {
        size_t len = strcspn(n->words[i], "=");
        const struct val *old = val_getn(vars, n->words[i], len);
        if (val_getn(after, n->words[i], len) != val_getn(given, n->words[i], len))
            continue;
        if (old)
            val_setn(&after, n->words[i], len, val_ref(old));
        else
            val_unset(&after, arena_strndup(sh->scratch, n->words[i], len));
    }
    val_assign(&sh->own.vars, after);
    val_assign(&sh->own.exported, exported);
    val_unref(vars);
}

/* Within [[ ]] words are not parted, and behind == stands a pattern. */
static const char *expand_in_brackets(struct shell *sh, const struct node *n, size_t i)
{
    const char *before = n->words[i - (i > 0)];
    bool pattern = !strcmp(before, "==") || !strcmp(before, "=") || !strcmp(before, "!=");
    return pattern ? shell_expand_pattern(sh, n->words[i]) : shell_expand_one(sh, n->words[i]);
}

/* A command of no words: its status is that of the last $( ). */
static void run_assignments(struct shell *sh, const struct node *n, size_t assigned)
{
    for (size_t i = 0; i < assigned && sh->flow == FLOW_ON; i++) {
        shell_assign(sh, n->words[i]);
        if (sh->own.xtrace) {
            const char *name = arena_strndup(sh->scratch, n->words[i], strcspn(n->words[i], "="));
            const char *word = arena_strf(sh->scratch, "%s=%s", name, val_str_or(val_get(sh->own.vars, name), ""));
            trace(sh, &word, 1);
        }
    }
    if (!sh->substituted && sh->flow == FLOW_ON)
        sh->status = 0;
}

static void run_simple(struct shell *sh, const struct node *n)
{
    const char **argv = NULL;
    size_t argc = 0, cap = 0, assigned = 0;
    sh->commands++;
    while (assigned < n->count && shell_is_assignment(n->words[assigned]))
        assigned++;
    bool brackets = assigned < n->count && !strcmp(n->words[assigned], "[[");
    sh->substituted = false;
    for (size_t i = assigned; i < n->count && sh->flow == FLOW_ON; i++)
        if (brackets)
            shell_add_word(&argv, &argc, &cap, expand_in_brackets(sh, n, i));
        else
            shell_expand(sh, n->words[i], &argv, &argc, &cap);
    if (argc && sh->flow == FLOW_ON)
        run_words(sh, n, assigned, argv, argc);
    else if (sh->flow == FLOW_ON)
        run_assignments(sh, n, assigned);
    free(argv);
    end_words(sh);
}

static void define(struct shell *sh, const struct node *n)
{
    ARRAY_GROW(sh->bodies, sh->body_count, sh->body_cap);
    sh->bodies[sh->body_count] = n->left;
    val_set(&sh->own.functions, n->words[0], val_int((int64_t)sh->body_count++));
    sh->status = 0;
}

/* ---- compound commands ---- */

/* break and continue reach as many loops as they say. Whether the loop goes on. */
static bool loop_goes_on(struct shell *sh)
{
    if (sh->flow == FLOW_ON)
        return true;
    if (sh->flow != FLOW_BREAK && sh->flow != FLOW_CONTINUE)
        return false;
    bool again = sh->flow == FLOW_CONTINUE && sh->levels <= 1;
    if (--sh->levels <= 0)
        sh->flow = FLOW_ON;
    return again;
}

/* A condition: set -e does not end the shell in it. */
static void run_tested(struct shell *sh, const struct node *n)
{
    sh->tested++;
    shell_run(sh, n);
    sh->tested--;
}

static void run_while(struct shell *sh, const struct node *n)
{
    int status = 0;
    sh->loops++;
    while (shell_step(sh)) {
        run_tested(sh, n->left);
        if (!loop_goes_on(sh) || (sh->status == 0) != (n->type == NODE_WHILE))
            break;
        shell_run(sh, n->right);
        status = sh->status;
        if (!loop_goes_on(sh))
            break;
    }
    sh->loops--;
    if (sh->flow == FLOW_ON)
        sh->status = status;
}

static void run_for(struct shell *sh, const struct node *n)
{
    const char **words = NULL;
    size_t count = 0, cap = 0;
    sh->commands++;
    for (size_t i = 1; i < n->count; i++)
        shell_expand(sh, n->words[i], &words, &count, &cap);
    struct val *list = val_array();
    for (size_t i = 0; i < count; i++)
        val_append(&list, val_string(words[i]));
    free(words);
    end_words(sh);
    sh->status = 0;
    sh->loops++;
    for (size_t i = 0; i < val_len(list) && sh->flow == FLOW_ON && shell_step(sh); i++) {
        const char *word = val_str_or(val_item(list, i), "");
        if (!shell_var_set(sh, n->words[0], word, strlen(word)))
            break;
        shell_run(sh, n->right);
        if (!loop_goes_on(sh))
            break;
    }
    sh->loops--;
    val_unref(list);
}

/* The arm that the word matches, or NULL. */
static const struct node *find_arm(struct shell *sh, const struct node *n)
{
    const char *text = shell_expand_one(sh, n->words[0]);
    for (const struct node *arm = n->left; arm && sh->flow == FLOW_ON; arm = arm->right)
        for (size_t i = 0; i < arm->count; i++)
            if (shell_match(shell_expand_pattern(sh, arm->words[i]), text))
                return arm;
    return NULL;
}

static void run_case(struct shell *sh, const struct node *n)
{
    sh->commands++;
    const struct node *arm = find_arm(sh, n);
    end_words(sh);
    if (sh->flow == FLOW_ON)
        sh->status = 0;
    if (arm)
        shell_run(sh, arm->left);
}

static void run_forked(struct shell *sh, const void *node)
{
    shell_run(sh, node);
}

/* Both sides run one after the other; the time of the longer one passes. */
static void run_pipe(struct shell *sh, const struct node *n)
{
    struct strbuf text = STRBUF_INIT;
    struct stream pipe = { .text = &text }, *out = sh->out;
    const char *in = sh->in;
    bool piped = sh->piped;
    sh->out = &pipe;
    sh->piped = true;
    shell_fork(sh, run_forked, n->left);
    sh->out = out;
    sh->piped = piped;
    int left = sh->status;
    enum flow flow = sh->flow;
    if (flow == FLOW_STOPPED)
        sh->flow = FLOW_ON; /* what has come so far goes through */
    sh->in = text.buf;
    if (!sh->out_of_memory)
        shell_fork(sh, run_forked, n->right);
    sh->in = in;
    if (flow == FLOW_STOPPED)
        sh->flow = flow;
    if (sh->own.pipefail && !sh->status)
        sh->status = left;
    shell_jobs_forget(sh, &pipe);
    strbuf_release(&text);
}

static void run_if(struct shell *sh, const struct node *n)
{
    run_tested(sh, n->left);
    if (sh->flow != FLOW_ON)
        return;
    if (sh->status == 0) {
        shell_run(sh, n->right);
    } else {
        sh->status = 0;
        shell_run(sh, n->other);
    }
}

static void run_node(struct shell *sh, const struct node *n)
{
    switch (n->type) {
    case NODE_COMMAND: run_simple(sh, n); return;
    case NODE_SEQUENCE: return;
    case NODE_AND:
    case NODE_OR:
        run_tested(sh, n->left);
        if (sh->flow == FLOW_ON && (sh->status == 0) == (n->type == NODE_AND))
            shell_run(sh, n->right);
        return;
    case NODE_NOT:
        run_tested(sh, n->left);
        sh->status = !sh->status;
        return;
    case NODE_PIPE: run_pipe(sh, n); return;
    case NODE_BACKGROUND: shell_background(sh, n->left); return;
    case NODE_IF: run_if(sh, n); return;
    case NODE_WHILE:
    case NODE_UNTIL: run_while(sh, n); return;
    case NODE_FOR: run_for(sh, n); return;
    case NODE_CASE: run_case(sh, n); return;
    case NODE_ARM: return;
    case NODE_GROUP: shell_run(sh, n->left); return;
    case NODE_SUBSHELL: shell_fork(sh, run_forked, n->left); return;
    case NODE_FUNCTION: define(sh, n); return;
    }
}

static void run_one(struct shell *sh, const struct node *n)
{
    if (!shell_step(sh))
        return;
    shell_redirected(sh, n, run_node);
    run_trap(sh);
    bool may_fail = n->type == NODE_COMMAND || n->type == NODE_SUBSHELL || n->type == NODE_PIPE;
    if (sh->own.errexit && sh->status && sh->flow == FLOW_ON && may_fail && !sh->tested)
        sh->flow = FLOW_EXIT;
}

void shell_run(struct shell *sh, const struct node *n)
{
    if (!n || sh->flow != FLOW_ON)
        return;
    if (++sh->depth > RUN_DEPTH_MAX) {
        sh->status = SHELL_MISUSE;
        sh->flow = FLOW_EXIT;
    } else if (n->type != NODE_SEQUENCE) {
        run_one(sh, n);
    }
    for (; n->type == NODE_SEQUENCE && sh->flow == FLOW_ON; n = n->right) {
        run_one(sh, n->left);
        if (!n->right)
            break;
    }
    sh->depth--;
}

const struct node *shell_parse(struct shell *sh, const char *text)
{
    const char *why = NULL;
    const struct node *n = program_parse(sh->arena, text, sh->own.dialect, &why);
    if (!n)
        shell_grumble(sh, NULL, SHELL_MISUSE, sh->own.dialect == DIALECT_DASH ? "Syntax error: %s" : "syntax error: %s", why);
    return n;
}

void shell_eval(struct shell *sh, const char *text)
{
    const struct node *n = shell_parse(sh, text);
    if (n)
        run_apart(sh, n);
    else
        sh->flow = FLOW_EXIT;
}
