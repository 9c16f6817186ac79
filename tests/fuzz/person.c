#include "tests/fuzz/person.h"

#include <stdlib.h>
#include <unistd.h>

#include "repl/loop.h"
#include "repl/shell.h"
#include "repl/undo.h"
#include "tests/lib/process.h"

enum { PATIENCE_MS = 60 * 1000 };

static char folder[] = "/tmp/seodang-fuzz-XXXXXX";

static void leave_folder(void)
{
    if (chdir("/") == 0)
        folder_remove(folder);
}

/* Once a process. */
static void enter_folder(void)
{
    static bool there;
    if (there)
        return;
    if (!mkdtemp(folder) || chdir(folder) < 0)
        BUG("%s", folder);
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("XDG_DATA_HOME", folder, 1);
    atexit(leave_folder);
    there = true;
}

void person_begin(struct person *p, const char *version, struct backend *(*around)(struct backend *inner, void *arg), void *arg)
{
    struct status st = STATUS_INIT;
    struct val *file = val_fmt("{version:%s, nodes:[{name:n1, labels:{node:java}}, {name:n2}]}", version);
    enter_folder();
    *p = (struct person){ .session = { .mode = MODE_SCRIPT, .restricted = true } };
    p->session.work_dir = xstrdup(folder);
    p->session.namespace_ = xstrdup("default");
    p->session.shell = shell_new();
    p->session.undo = undo_new();
    if (session_open_fake(&p->session, file, &st) < 0)
        BUG("%s", st.message);
    if (around) {
        p->session.backend = around(p->session.backend, arg);
        client_free(p->session.client);
        p->session.client = client_new(p->session.backend);
    }
    sink_buffer_init(&p->out);
    sink_buffer_init(&p->err);
    val_unref(file);
}

int person_types(struct person *p, const char *text)
{
    struct text_source source;
    text_source_init(&source, text);
    struct loop loop = { .session = &p->session, .source = &source.base, .out = &p->out.sink, .err = &p->err.sink,
                         .deadline_ms = backend_now_ms(p->session.backend) + PATIENCE_MS };
    return loop_run(&loop);
}

void person_end(struct person *p)
{
    session_release(&p->session);
    sink_buffer_release(&p->out);
    sink_buffer_release(&p->err);
}
