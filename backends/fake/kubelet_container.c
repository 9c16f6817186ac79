/* A container's process: what it is told to do, and when that ends. */
#include <string.h>

#include "backends/base/duration.h"
#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"

/* "$(NAME)" in command and args, which the kubelet puts in. */
static struct val *with_variables(const char *text, const struct val *env)
{
    struct strbuf sb = STRBUF_INIT;
    while (*text) {
        const char *end = !strncmp(text, "$(", 2) ? strchr(text, ')') : NULL;
        const struct val *value = end ? val_getn(env, text + 2, (size_t)(end - text - 2)) : NULL;
        if (value) {
            strbuf_add(&sb, val_str(value), val_len(value));
            text = end + 1;
        } else if (!strncmp(text, "$$", 2)) {
            strbuf_addch(&sb, '$');
            text += 2;
        } else {
            strbuf_addch(&sb, *text++);
        }
    }
    struct val *v = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return v;
}

/* command and args; or the image's own command.  NULL: a server. */
static struct val *argv_of(const struct val *spec, const struct val *env, bool stand_in)
{
    static const char *const parts[] = { "command", "args" };
    struct val *argv = NULL;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        const struct val *words = val_get(spec, parts[i]);
        for (size_t k = 0; k < val_len(words); k++)
            val_append(&argv, with_variables(val_str_or(val_item(words, k), ""), env));
    }
    return argv || stand_in ? argv : image_command(val_get_str(spec, "image", ""));
}

void container_program(const struct life *l, const struct container *c, struct program *p)
{
    bool stand_in = l->run->cluster->settings.images == IMAGES_ANY;
    const char *error, *image = val_get_str(c->spec, "image", "");
    struct arena *a = l->run->arena;
    const struct val *env = arena_val(a, container_env(l, c, &error));
    *p = (struct program){ .env = env, .start_ms = c->started_ms };
    p->argv = arena_val(a, argv_of(c->spec, env, stand_in));
    p->files = arena_val(a, container_files(l, c));
    p->hostname = val_get_str(env, "HOSTNAME", NULL);
    p->base_image = !stand_in && image_is_base(image);
}

/* Whether it has no command of its own and its image serves for ever: most containers, so this is cheap. */
static bool is_server(const struct life *l, const struct container *c)
{
    if (val_len(val_get(c->spec, "command")) || val_len(val_get(c->spec, "args")))
        return false;
    return l->run->cluster->settings.images == IMAGES_ANY || !image_is_known(val_get_str(c->spec, "image", ""));
}

/* Follows the process from its start until it ends, or for ever is long enough. */
static void follow(struct life *l, struct container *c, int64_t known_ms)
{
    struct program p;
    struct program_end end;
    c->exit_at_ms = c->look_at_ms = NEVER_MS;
    if (is_server(l, c))
        return;
    container_program(l, c, &p);
    for (long steps = PROGRAM_STEPS; steps <= PROGRAM_STEPS_MAX; steps *= 4) {
        program_follow(&p, PROGRAM_FOREVER, steps, &end, NULL);
        if (end.ended) {
            c->exit_at_ms = c->started_ms + end.after_ms;
            c->code = end.code;
            return;
        }
        if (!end.more)
            return;
        if (end.after_ms > known_ms) {
            c->look_at_ms = c->started_ms + end.after_ms;
            return;
        }
    }
}

void container_start(struct life *l, struct container *c)
{
    c->state = CONTAINER_RUNNING;
    c->started_ms = l->run->now_ms;
    c->waiting = c->message = c->reason = c->end_message = NULL;
    c->ready = true;
    c->code = 0;
    follow(l, c, -1);
}

void container_look(struct life *l, struct container *c)
{
    follow(l, c, l->run->now_ms - c->started_ms);
}

void container_end(struct life *l, struct container *c, int64_t at_ms, int64_t code, const char *reason)
{
    (void)l;
    c->state = CONTAINER_EXITED;
    c->ended_ms = at_ms;
    c->code = code;
    c->reason = reason ? reason : code ? "Error" : "Completed";
    c->exit_at_ms = c->look_at_ms = NEVER_MS;
    c->ready = false;
    c->probes = NULL;
}

enum { SERVER_STOP_MS = 300, KILLED = 137 };

int64_t container_stop_ms(const struct life *l, const struct container *c, int64_t *code)
{
    const struct settings *settings = &l->run->cluster->settings;
    int64_t grace_ms = val_at_int(l->doc, "metadata.deletionGracePeriodSeconds",
                                  val_at_int(l->doc, "spec.terminationGracePeriodSeconds", 30)) * 1000;
    struct program p;
    struct program_end end;
    *code = 0;
    if (c->state != CONTAINER_RUNNING && settings->pod_termination_ms < 0)
        return 0;
    container_program(l, c, &p);
    int64_t lived_ms = l->run->now_ms - c->started_ms;
    p.term_ms = lived_ms > 0 ? lived_ms : 1;
    program_follow(&p, lived_ms + grace_ms, PROGRAM_STEPS_MAX, &end, NULL);
    int64_t stop_ms = end.ended ? end.after_ms - lived_ms : grace_ms;
    *code = end.ended ? end.code : KILLED;
    if (end.ended && !val_len(p.argv) && stop_ms < SERVER_STOP_MS)
        stop_ms = SERVER_STOP_MS < grace_ms ? SERVER_STOP_MS : grace_ms;
    return settings->pod_termination_ms >= 0 ? settings->pod_termination_ms : stop_ms;
}

void container_succeed(struct life *l, struct container *c)
{
    if (c->state == CONTAINER_NONE)
        return;
    c->last = arena_val(l->run->arena, terminated_state(c, container_id(l, c, c->restarts)));
    c->restarts++;
    c->state = CONTAINER_NONE;
}

bool pod_restarts(const struct life *l, int64_t code)
{
    const char *policy = val_at_str(l->doc, "spec.restartPolicy", "Always");
    return !strcmp(policy, "Always") || (code && !strcmp(policy, "OnFailure"));
}

const char *backoff_message(const struct life *l, const struct container *c, int64_t delay_ms)
{
    char delay[DURATION_SIZE];
    const struct val *meta = val_get(l->doc, "metadata");
    duration_format(delay, delay_ms * DURATION_NS_PER_MS);
    const char *text = arena_strf(l->run->arena, "back-off %s restarting failed container=%s pod=%s_%s(%s)", delay, c->name,
                                  val_get_str(meta, "name", ""), val_get_str(meta, "namespace", ""), val_get_str(meta, "uid", ""));
    return text;
}
