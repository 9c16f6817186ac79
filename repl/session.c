#include "repl/session.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/rfc3339.h"
#include "backends/base/wallclock.h"
#include "backends/fake/fake.h"
#include "repl/shell.h"
#include "repl/teach.h"
#include "repl/undo.h"

volatile int session_ended_by;

static bool is_fake(const struct session *s)
{
    return s->backend && !strcmp(s->backend->ops->name, "fake");
}

void session_let_time_run(struct session *s, bool runs)
{
    if (is_fake(s))
        fake_set_pace(s->backend, runs ? FAKE_WALL : FAKE_STEPPED, s->speed > 0 ? s->speed : 1);
}

/* The cluster file with `start: now`, unless it has one. */
static struct val *starting_now(const struct val *doc)
{
    char text[RFC3339_SIZE];
    struct val *result = doc ? val_ref(doc) : val_object();
    if (!val_get(result, "start"))
        val_set(&result, "start", val_string(rfc3339_format(text, wall_now_ms())));
    return result;
}

int session_open_fake(struct session *s, const struct val *doc, struct status *st)
{
    struct val *file = s->interactive ? starting_now(doc) : val_ref(doc);
    struct backend *b = fake_new(file, st);
    val_unref(file);
    if (!b)
        return -1;
    if (s->undo)
        undo_clear(s);
    client_free(s->client);
    backend_free(s->backend);
    s->backend = b;
    s->client = client_new(b);
    val_assign(&s->map_seen, NULL);
    val_assign(&s->kubeconfig, NULL); /* it names the old cluster's address */
    session_let_time_run(s, s->interactive);
    return 0;
}

void session_release(struct session *s)
{
    teach_end(s);
    undo_free(s->undo, s->backend);
    client_free(s->client);
    backend_free(s->backend);
    shell_free(s->shell);
    val_unref(s->kubeconfig);
    val_unref(s->map_seen);
    free(s->namespace_);
    free(s->work_dir);
}
