#include "backends/fake/program.h"

#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

/* A shell and the text that it prints into. */
struct following {
    struct shell sh;
    struct stream stream;
};

/* The process gets its environment, and nothing else. */
static void own_init(struct shell *sh, const struct program *p, int pid)
{
    shell_own_release(&sh->own);
    sh->own = (struct shell_own){ .vars = p->env ? val_ref(p->env) : val_object(), .exported = val_object(), .functions = val_object(),
                                  .folder = p->folder ? p->folder : "/", .pid = pid, .is_child = pid != 1 };
    for (size_t i = 0; i < val_len(p->env); i++)
        val_set(&sh->own.exported, val_key(p->env, i), val_bool(true));
}

static void begin(struct following *f, const struct program *p, int64_t until_ms, long steps, struct strbuf *out)
{
    *f = (struct following){ .stream = { .text = out } };
    f->sh = (struct shell){ .program = p, .arena = arena_new(), .scratch = arena_new(), .until_ms = until_ms, .steps = steps,
                            .waits_ms = -1 };
    f->sh.out = f->sh.err = out ? &f->stream : NULL;
    own_init(&f->sh, p, 1);
    shell_catch_up(&f->sh, 0);
}

static void shell_release(struct shell *sh)
{
    shell_jobs_release(sh);
    shell_own_release(&sh->own);
    files_release(&sh->files);
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
    shell_run_exit_trap(sh);
    if (sh->flow != FLOW_STOPPED)
        shell_jobs_catch_up(sh, sh->now_ms);
}

static void fill_end(const struct shell *sh, struct program_end *end)
{
    end->ended = sh->flow != FLOW_STOPPED;
    end->more = sh->flow == FLOW_STOPPED && sh->steps < 0;
    end->after_ms = sh->now_ms;
    end->waits_ms = end->ended ? -1 : sh->waits_ms;
    end->code = sh->status & 255;
    end->told_first = sh->told_first;
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
    struct following f;
    *end = (struct program_end){ .waits_ms = -1 };
    const char *name = val_str_or(val_item(p->argv, 0), "");
    if (val_len(p->argv) && p->base_image && !program_knows(p, name))
        end->not_found = true;
    if (!val_len(p->argv) || !program_knows(p, name)) {
        serve(p, until_ms, end);
        return;
    }
    begin(&f, p, until_ms, steps, out);
    start(&f.sh, p->argv);
    fill_end(&f.sh, end);
    shell_release(&f.sh);
}

/* Lets the program live for so long; what it prints is not kept. */
static void live(struct following *f, const struct program *p, int64_t until_ms)
{
    begin(f, p, until_ms, PROGRAM_STEPS_MAX, NULL);
    if (val_len(p->argv) && program_knows(p, val_str_or(val_item(p->argv, 0), "")))
        start(&f->sh, p->argv);
    shell_catch_up(&f->sh, until_ms);
}

void program_exec(const struct program *p, int64_t at_ms, const struct val *argv, struct program_end *end, struct strbuf *out)
{
    enum { PID = 30 };
    struct following f;
    struct program host = *p, guest = *p;
    *end = (struct program_end){ .code = 0 };
    host.journal = NULL;
    guest.shared = guest.typed = NULL;
    live(&f, &host, at_ms);
    struct shell *sh = &f.sh, lived = *sh;
    shell_jobs_release(sh);
    *sh = (struct shell){ .program = &guest, .arena = lived.arena, .scratch = lived.scratch, .own = lived.own, .files = lived.files,
                          .happened = lived.happened, .apart = true, .bodies = lived.bodies, .body_count = lived.body_count,
                          .body_cap = lived.body_cap, .in = p->input, .now_ms = at_ms, .until_ms = PROGRAM_FOREVER,
                          .steps = PROGRAM_STEPS, .told = true };
    f.stream.text = out;
    sh->out = sh->err = out ? &f.stream : NULL;
    own_init(sh, p, PID);
    start(sh, argv);
    fill_end(sh, end);
    end->after_ms -= at_ms;
    shell_release(sh);
}

bool program_listens(const struct program *p)
{
    const char *name = val_str_or(val_item(p->argv, 0), "");
    return !val_len(p->argv) || !program_knows(p, name) || shell_serves(name);
}

bool program_file(const struct program *p, int64_t at_ms, const char *path, struct strbuf *out)
{
    struct following f;
    struct program quiet = *p;
    quiet.journal = NULL;
    live(&f, &quiet, at_ms);
    const struct file *file = shell_file(&f.sh, path);
    if (file)
        strbuf_add(out, file->text.buf, file->text.len);
    shell_release(&f.sh);
    return file;
}
