#include "backends/fake/program.h"

#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

enum { RUN_DEPTH_MAX = 200 };

void shell_sleep(struct shell *sh, int64_t ms)
{
    int64_t term_ms = sh->program->term_ms;
    int64_t end_ms = ms > PROGRAM_FOREVER - sh->now_ms ? PROGRAM_FOREVER : sh->now_ms + ms;
    if (term_ms && !sh->termed && end_ms >= term_ms)
        sh->termed = true; /* the trap waits for the command that runs */
    shell_catch_up(sh, end_ms < sh->until_ms ? end_ms : sh->until_ms);
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

void shell_print(struct strbuf *to, const char *text, size_t len)
{
    if (to && to->len + len <= SHELL_OUTPUT_MAX)
        strbuf_add(to, text, len);
}

static bool step(struct shell *sh)
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

static void run_trap(struct shell *sh)
{
    if (!sh->termed || !sh->trap || sh->flow != FLOW_ON)
        return;
    const char *text = sh->trap;
    sh->trap = NULL;
    shell_eval(sh, text);
}

/* ---- redirection ---- */

struct streams {
    struct strbuf *out, *err;
    const char *in;
};

static bool is_stream(const char *path, const char *name, int fd)
{
    return (!strncmp(path, "/dev/", 5) && !strcmp(path + 5, name)) ||
           (!strncmp(path, "/proc/1/fd/", 11) && strtol(path + 11, NULL, 10) == fd);
}

/* Redirects output into `file`, or says why it cannot. */
static bool redirect_one(struct shell *sh, const struct redirect *r, struct strbuf *file)
{
    const char *word = shell_expand_one(sh, r->word);
    struct strbuf **to = r->fd == 2 ? &sh->err : &sh->out;
    if (r->op == '<') {
        const struct file *f = shell_file(sh, word);
        sh->in = !strcmp(word, "/dev/null") ? "" : f ? arena_strdup(sh->arena, f->text.buf) : NULL;
        if (sh->in)
            return true;
        if (sh->err)
            strbuf_addf(sh->err, "sh: can't open %s: no such file\n", word);
        return false;
    }
    if (r->op == '&')
        *to = !strcmp(word, "1") ? sh->out : !strcmp(word, "2") ? sh->err : *to;
    else if (!is_stream(word, "stdout", 1) && !is_stream(word, "stderr", 2))
        *to = !strcmp(word, "/dev/null") ? NULL : file;
    return true;
}

static const char *file_of(struct shell *sh, const struct redirect *r)
{
    const char *path = shell_expand_one(sh, r->word);
    bool plain = (r->op == '>' || r->op == 'a') && !is_stream(path, "stdout", 1) && !is_stream(path, "stderr", 2) &&
                 strcmp(path, "/dev/null") != 0;
    return plain ? path : NULL;
}

/* Runs fn with the node's redirections in force. */
static void with_redirects(struct shell *sh, const struct node *n, void (*fn)(struct shell *, const struct node *))
{
    if (!n->redirects) {
        fn(sh, n);
        return;
    }
    struct streams before = { sh->out, sh->err, sh->in };
    struct strbuf files[4] = { STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT };
    size_t count = 0;
    bool opened = true;
    for (const struct redirect *r = n->redirects; r && opened && count < ARRAY_LEN(files); r = r->next)
        opened = redirect_one(sh, r, &files[count++]);
    if (opened)
        fn(sh, n);
    else
        sh->status = 1;
    count = 0;
    for (const struct redirect *r = n->redirects; r && opened && count < ARRAY_LEN(files); r = r->next) {
        const char *path = file_of(sh, r);
        if (path && !shell_write(sh, "sh", path, files[count].buf, files[count].len, r->op == 'a'))
            sh->status = 1;
        count++;
    }
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        strbuf_release(&files[i]);
    sh->out = before.out;
    sh->err = before.err;
    sh->in = before.in;
}

/* ---- commands ---- */

/* NAME=text */
static bool is_assignment(const char *word)
{
    size_t n = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");
    return n && word[n] == '=' && !(*word >= '0' && *word <= '9');
}

static void assign(struct shell *sh, const char *word)
{
    size_t n = strcspn(word, "=");
    const char *text = shell_expand_one(sh, word + n + 1);
    if (strlen(text) > SHELL_TEXT_MAX)
        sh->flow = FLOW_EXIT;
    val_set(&sh->vars, arena_strndup(sh->scratch, word, n), val_string(sh->flow == FLOW_ON ? text : ""));
}

static void call_function(struct shell *sh, const struct node *body, const char **argv, size_t argc)
{
    const char **args = sh->args;
    size_t count = sh->arg_count;
    argv[0] = args[0];
    sh->args = argv;
    sh->arg_count = argc;
    shell_run(sh, body);
    sh->args = args;
    sh->arg_count = count;
    if (sh->flow == FLOW_RETURN)
        sh->flow = FLOW_ON;
}

static void run_simple(struct shell *sh, const struct node *n)
{
    const char **argv = NULL;
    size_t argc = 0, cap = 0, i = 0;
    sh->commands++;
    while (i < n->count && is_assignment(n->words[i]))
        assign(sh, n->words[i++]);
    bool assigned = i > 0;
    if (assigned)
        sh->status = 0;
    for (; i < n->count; i++)
        shell_expand(sh, n->words[i], &argv, &argc, &cap);
    if (argc && sh->flow == FLOW_ON) {
        const struct val *function = val_get(sh->functions, argv[0]);
        if (function)
            call_function(sh, sh->bodies[val_int_or(function, 0)], argv, argc);
        else
            shell_command(sh, argv, argc);
    }
    free(argv);
    if (--sh->commands == 0)
        arena_reset(sh->scratch);
}

static void define(struct shell *sh, const struct node *n)
{
    ARRAY_GROW(sh->bodies, sh->body_count, sh->body_cap);
    sh->bodies[sh->body_count] = n->left;
    val_set(&sh->functions, n->words[0], val_int((int64_t)sh->body_count++));
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

static void run_while(struct shell *sh, const struct node *n)
{
    int status = 0;
    while (step(sh)) {
        shell_run(sh, n->left);
        if (sh->flow != FLOW_ON || (sh->status == 0) != (n->type == NODE_WHILE))
            break;
        shell_run(sh, n->right);
        status = sh->status;
        if (!loop_goes_on(sh))
            return;
    }
    if (sh->flow == FLOW_ON)
        sh->status = status;
}

static void run_for(struct shell *sh, const struct node *n)
{
    const char **words = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 1; i < n->count; i++)
        shell_expand(sh, n->words[i], &words, &count, &cap);
    struct val *list = val_array();
    for (size_t i = 0; i < count; i++)
        val_append(&list, val_string(words[i]));
    free(words);
    sh->status = 0;
    for (size_t i = 0; i < val_len(list) && step(sh); i++) {
        val_set(&sh->vars, n->words[0], val_ref(val_item(list, i)));
        shell_run(sh, n->right);
        if (!loop_goes_on(sh))
            break;
    }
    val_unref(list);
}

static void run_case(struct shell *sh, const struct node *n)
{
    const char *text = shell_expand_one(sh, n->words[0]);
    sh->status = 0;
    for (const struct node *arm = n->left; arm; arm = arm->right)
        for (size_t i = 0; i < arm->count; i++)
            if (shell_match(shell_expand_one(sh, arm->words[i]), text)) {
                shell_run(sh, arm->left);
                return;
            }
}

/* Both sides run one after the other; the time of the longer one passes. */
static void run_pipe(struct shell *sh, const struct node *n)
{
    struct strbuf text = STRBUF_INIT, *out = sh->out;
    const char *in = sh->in;
    sh->out = &text;
    shell_run(sh, n->left);
    sh->out = out;
    if (sh->flow == FLOW_EXIT)
        sh->flow = FLOW_ON;
    enum flow flow = sh->flow;
    if (flow == FLOW_STOPPED)
        sh->flow = FLOW_ON; /* what has come so far goes through */
    sh->in = text.buf;
    shell_run(sh, n->right);
    sh->in = in;
    if (flow == FLOW_STOPPED || sh->flow == FLOW_EXIT)
        sh->flow = flow;
    strbuf_release(&text);
}

/* A subshell: what it sets is its own; what it writes into files stays. */
static void run_subshell(struct shell *sh, const struct node *n)
{
    struct val *vars = val_ref(sh->vars);
    shell_run(sh, n->left);
    val_assign(&sh->vars, vars);
    if (sh->flow == FLOW_EXIT)
        sh->flow = FLOW_ON;
}

static void run_background(struct shell *sh, const struct node *n)
{
    int64_t now_ms = sh->now_ms;
    run_subshell(sh, n);
    sh->background_ms = sh->flow == FLOW_STOPPED ? PROGRAM_FOREVER : sh->now_ms;
    if (sh->flow == FLOW_STOPPED && sh->steps > 0)
        sh->flow = FLOW_ON;
    sh->now_ms = now_ms;
    sh->status = 0;
}

static void run_node(struct shell *sh, const struct node *n)
{
    switch (n->type) {
    case NODE_COMMAND: run_simple(sh, n); return;
    case NODE_SEQUENCE: return;
    case NODE_AND:
    case NODE_OR:
        shell_run(sh, n->left);
        if (sh->flow == FLOW_ON && (sh->status == 0) == (n->type == NODE_AND))
            shell_run(sh, n->right);
        return;
    case NODE_NOT:
        shell_run(sh, n->left);
        sh->status = !sh->status;
        return;
    case NODE_PIPE: run_pipe(sh, n); return;
    case NODE_BACKGROUND: run_background(sh, n); return;
    case NODE_IF:
        shell_run(sh, n->left);
        if (sh->flow != FLOW_ON)
            return;
        if (sh->status == 0)
            shell_run(sh, n->right);
        else if (sh->status = 0, n->other)
            shell_run(sh, n->other);
        return;
    case NODE_WHILE:
    case NODE_UNTIL: run_while(sh, n); return;
    case NODE_FOR: run_for(sh, n); return;
    case NODE_CASE: run_case(sh, n); return;
    case NODE_ARM: return;
    case NODE_GROUP: shell_run(sh, n->left); return;
    case NODE_SUBSHELL: run_subshell(sh, n); return;
    case NODE_FUNCTION: define(sh, n); return;
    }
}

static void run_one(struct shell *sh, const struct node *n)
{
    if (!step(sh))
        return;
    with_redirects(sh, n, run_node);
    run_trap(sh);
    bool tested = n->type == NODE_AND || n->type == NODE_OR || n->type == NODE_NOT;
    if (sh->errexit && sh->status && sh->flow == FLOW_ON && n->type == NODE_COMMAND && !tested)
        sh->flow = FLOW_EXIT;
}

void shell_run(struct shell *sh, const struct node *n)
{
    if (!n || sh->flow != FLOW_ON)
        return;
    if (++sh->depth > RUN_DEPTH_MAX) {
        sh->status = 2;
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

void shell_eval(struct shell *sh, const char *text)
{
    const struct node *n = program_parse(sh->arena, text);
    if (n) {
        shell_run(sh, n);
        return;
    }
    if (sh->err)
        strbuf_adds(sh->err, "sh: syntax error\n");
    sh->status = 2;
    sh->flow = FLOW_EXIT;
}

/* ---- following ---- */

static void shell_init(struct shell *sh, const struct program *p, int64_t until_ms, long steps, struct strbuf *out)
{
    *sh = (struct shell){ .program = p, .arena = arena_new(), .scratch = arena_new(), .out = out, .err = out, .until_ms = until_ms,
                          .steps = steps };
    sh->vars = p->env ? val_ref(p->env) : val_object();
    sh->folder = p->folder ? p->folder : "/";
    shell_catch_up(sh, 0);
    sh->functions = val_object();
}

static void shell_release(struct shell *sh)
{
    val_unref(sh->vars);
    files_release(&sh->files);
    val_unref(sh->functions);
    free(sh->bodies);
    arena_free(sh->scratch);
    arena_free(sh->arena);
}

static void start(struct shell *sh, const struct val *argv)
{
    size_t argc = val_len(argv);
    const char **words = arena_alloc(sh->arena, (argc + 1) * sizeof(*words));
    for (size_t i = 0; i < argc; i++)
        words[i] = val_str_or(val_item(argv, i), "");
    shell_command(sh, words, argc);
}

static void fill_end(const struct shell *sh, struct program_end *end)
{
    end->ended = sh->flow != FLOW_STOPPED;
    end->more = sh->flow == FLOW_STOPPED && sh->steps < 0;
    end->after_ms = sh->now_ms;
    end->code = sh->status & 255;
    end->out_of_memory = end->ended && sh->out_of_memory;
}

/* A server ends when it is told to. */
static void serve(const struct program *p, int64_t until_ms, struct program_end *end)
{
    end->ended = p->term_ms && p->term_ms <= until_ms;
    end->after_ms = end->ended ? p->term_ms : until_ms;
}

void program_follow(const struct program *p, int64_t until_ms, long steps, struct program_end *end, struct strbuf *out)
{
    struct shell sh;
    *end = (struct program_end){ .code = 0 };
    const char *name = val_str_or(val_item(p->argv, 0), "");
    if (val_len(p->argv) && p->base_image && !shell_knows(name))
        end->not_found = true;
    if (!val_len(p->argv) || !shell_knows(name)) {
        serve(p, until_ms, end);
        return;
    }
    shell_init(&sh, p, until_ms, steps, out);
    start(&sh, p->argv);
    fill_end(&sh, end);
    shell_release(&sh);
}

/* Lets the program live for so long; what it prints is not kept. */
static void live(struct shell *sh, const struct program *p, int64_t until_ms)
{
    shell_init(sh, p, until_ms, PROGRAM_STEPS_MAX, NULL);
    if (val_len(p->argv) && shell_knows(val_str_or(val_item(p->argv, 0), "")))
        start(sh, p->argv);
    shell_catch_up(sh, until_ms);
}

void program_exec(const struct program *p, int64_t at_ms, const struct val *argv, struct program_end *end, struct strbuf *out)
{
    struct shell sh;
    struct program host = *p, guest = *p;
    *end = (struct program_end){ .code = 0 };
    host.journal = NULL;
    guest.shared = NULL;
    live(&sh, &host, at_ms);
    sh.program = &guest;
    val_assign(&sh.vars, p->env ? val_ref(p->env) : val_object());
    sh.out = sh.err = out;
    sh.flow = FLOW_ON;
    sh.now_ms = at_ms;
    sh.until_ms = PROGRAM_FOREVER;
    sh.steps = PROGRAM_STEPS;
    sh.busy = 0;
    sh.apart = true;
    sh.in = p->input;
    sh.folder = p->folder ? p->folder : "/";
    sh.status = 0;
    sh.trap = NULL;
    sh.errexit = false;
    start(&sh, argv);
    fill_end(&sh, end);
    end->after_ms -= at_ms;
    shell_release(&sh);
}

bool program_listens(const struct program *p)
{
    const char *name = val_str_or(val_item(p->argv, 0), "");
    return !val_len(p->argv) || !shell_knows(name) || shell_serves(name);
}

bool program_file(const struct program *p, int64_t at_ms, const char *path, struct strbuf *out)
{
    struct shell sh;
    struct program quiet = *p;
    quiet.journal = NULL;
    live(&sh, &quiet, at_ms);
    const struct file *f = shell_file(&sh, path);
    if (f)
        strbuf_add(out, f->text.buf, f->text.len);
    shell_release(&sh);
    return f;
}
