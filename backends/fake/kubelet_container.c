/* A container's process: what it is told to do, and when that ends. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/quantity.h"
#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"
#include "backends/fake/program_files.h"

/* The number behind the first `word` that has one, or 0. */
static int64_t number_after(const char *text, const char *word)
{
    for (const char *p = text; (p = strstr(p, word)); p++)
        if (isdigit((unsigned char)p[strlen(word)]))
            return strtoll(p + strlen(word), NULL, 10);
    return 0;
}

/* The recordings' stand-in kubelet runs nothing: it looks for `sleep N` and `exit N` among the words, which matters for those
 * that are no program here. */
static struct val *stand_in_argv(const struct val *words)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < val_len(words); i++)
        strbuf_addf(&text, "%s%s", i ? " " : "", val_str_or(val_item(words, i), ""));
    int64_t seconds = number_after(text.buf, "sleep "), code = number_after(text.buf, "exit ");
    strbuf_release(&text);
    return val_fmt("[sh, '-c', %V]", val_stringf("sleep %lld; exit %lld", (long long)seconds, (long long)code));
}

/* command and args; or the image's own command.  NULL: a server. */
static struct val *argv_of(const struct val *spec, const struct val *env, bool stand_in)
{
    static const char *const parts[] = { "command", "args" };
    struct val *argv = NULL;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        const struct val *words = val_get(spec, parts[i]);
        for (size_t k = 0; k < val_len(words); k++)
            val_append(&argv, with_variables(val_str_or(val_item(words, k), ""), env, NULL));
    }
    return argv || stand_in ? argv : image_command(val_get_str(spec, "image", ""));
}

/* Without files. */
static void init_program(const struct life *l, const struct container *c, const struct val *env, struct program *p)
{
    bool stand_in = l->run->cluster->settings.images == IMAGES_ANY;
    const char *image = val_get_str(c->spec, "image", "");
    *p = (struct program){ .env = env, .start_ms = c->started_ms };
    p->argv = arena_val(l->run->arena, argv_of(c->spec, env, stand_in));
    p->tty = val_bool_or(val_get(c->spec, "tty"), false);
    if (val_bool_or(val_get(c->spec, "stdin"), false))
        p->typed = c->typed ? c->typed : arena_val(l->run->arena, val_array());
    p->memory_max = quantity_value_or(val_at(c->spec, "resources.limits.memory"), 0);
    p->base_image = !stand_in && image_is_base(image);
    p->tools = stand_in ? PROGRAM_ANY_TOOLS : image_tools(image);
    if (stand_in && val_len(p->argv) && !program_knows(p, val_str_or(val_item(p->argv, 0), "")))
        p->argv = arena_val(l->run->arena, stand_in_argv(p->argv));
}

static bool mentions_variables(const struct val *words)
{
    for (size_t i = 0; i < val_len(words); i++)
        if (strchr(val_str_or(val_item(words, i), ""), '$'))
            return true;
    return false;
}

/* The process, if neither variables nor files decide what it does: making them would be most of the work. */
static bool blind_program(const struct life *l, const struct container *c, struct program *p)
{
    if (mentions_variables(val_get(c->spec, "command")) || mentions_variables(val_get(c->spec, "args")))
        return false;
    init_program(l, c, NULL, p);
    return program_is_blind(p);
}

void container_program_alone(const struct life *l, const struct container *c, struct program *p)
{
    const char *error, *folder = val_get_str(c->spec, "workingDir", "");
    struct arena *a = l->run->arena;
    init_program(l, c, arena_val(a, container_env(l, c, &error)), p);
    p->history = arena_val(a, container_history(l, c));
    p->read_only = arena_val(a, container_read_only(l, c));
    struct val *told = container_writable(l, c);
    val_append(&told, val_string(val_get_str(c->spec, "terminationMessagePath", "/dev/termination-log")));
    p->shared = arena_val(a, told);
    if (val_at_bool(c->spec, "securityContext.readOnlyRootFilesystem", false))
        p->writable = p->shared;
    p->folder = *folder ? folder : NULL;
    p->hostname = pod_hostname(l);
    container_user(l, c, p);
    container_network(l, p->argv, p);
}

void container_program(const struct life *l, const struct container *c, struct program *p)
{
    container_program_alone(l, c, p);
    container_see_others(l, c, p);
}

/* Most containers are servers, so this is cheap. */
bool container_is_server(const struct life *l, const struct container *c)
{
    if (val_len(val_get(c->spec, "command")) || val_len(val_get(c->spec, "args")))
        return false;
    return l->run->cluster->settings.images == IMAGES_ANY || !image_is_known(val_get_str(c->spec, "image", ""));
}

enum { SHARED_STEPS = 500, MESSAGE_MAX = 4096, MESSAGE_LOG_MAX = 2048, MESSAGE_LOG_LINES = 80 };

/* The end of the log: so many lines, so many bytes. */
static const char *log_end(const struct life *l, const struct program *p, int64_t lived_ms)
{
    struct strbuf text = STRBUF_INIT;
    struct program_end end;
    program_follow(p, lived_ms, PROGRAM_STEPS_MAX, &end, &text);
    size_t from = text.len;
    for (int lines = 0; from > 0 && text.len - from < MESSAGE_LOG_MAX; from--)
        if (text.buf[from - 1] == '\n' && from < text.len && ++lines >= MESSAGE_LOG_LINES)
            break;
    const char *message = arena_strdup(l->run->arena, text.buf + from);
    strbuf_release(&text);
    return message;
}

/* What it left in its termination log, or the end of its log when it failed and the policy says so; NULL: nothing. */
static const char *end_message(const struct life *l, const struct container *c, const struct program *p, const struct val *written,
                               const struct program_end *end)
{
    const char *path = val_get_str(c->spec, "terminationMessagePath", "/dev/termination-log");
    struct val *files = files_after(written);
    const char *text = val_get_str(files, path, ""), *message = NULL;
    if (*text)
        message = arena_strndup(l->run->arena, text, strlen(text) < MESSAGE_MAX ? strlen(text) : MESSAGE_MAX);
    val_unref(files);
    if (!message && end->code && val_str_equal(val_get(c->spec, "terminationMessagePolicy"), "FallbackToLogsOnError"))
        message = log_end(l, p, end->after_ms);
    return message && *message ? message : NULL;
}

/* What its program will do, as far as it was followed: when it ends, or when to look again. false: it must be followed further. */
static bool settle(struct life *l, const struct follower *f)
{
    struct container *c = f->c;
    c->exit_at_ms = c->look_at_ms = NEVER_MS;
    c->stale = false;
    c->end_message = NULL;
    if (f->end.ended) {
        c->exit_at_ms = c->started_ms + f->end.after_ms;
        c->code = f->end.code;
        c->reason = f->end.out_of_memory ? "OOMKilled" : NULL;
        c->end_message = end_message(l, c, &f->program, f->own, &f->end);
    } else if (f->end.more) {
        c->look_at_ms = c->started_ms + f->end.after_ms;
    }
    return c->look_at_ms == NEVER_MS || c->look_at_ms > l->run->now_ms;
}

/* Follows the process from its start until it ends, or far enough; together with those that it shares volumes with. */
static void follow(struct life *l, struct container *c)
{
    struct follower f = { .c = c };
    c->exit_at_ms = c->look_at_ms = NEVER_MS;
    c->stale = false;
    bool together = container_shares(l, c);
    if (container_is_server(l, c))
        return;
    if (!together && !blind_program(l, c, &f.program))
        container_program_alone(l, c, &f.program);
    for (long steps = together ? SHARED_STEPS : PROGRAM_STEPS; steps <= PROGRAM_STEPS_MAX; steps *= 4) {
        if (together && containers_follow_shared(l, steps, settle))
            return;
        if (together)
            continue;
        struct program p = f.program;
        val_assign(&f.own, NULL);
        p.journal = &f.own;
        program_follow(&p, PROGRAM_FOREVER, steps, &f.end, NULL);
        if (settle(l, &f))
            break;
    }
    val_unref(f.own);
}

void container_start(struct life *l, struct container *c)
{
    c->state = CONTAINER_RUNNING;
    c->started_ms = l->run->now_ms;
    c->waiting = c->message = c->reason = c->end_message = NULL;
    c->ready = true;
    c->code = 0;
    c->told = false;
    c->told_ms = 0;
    c->files = c->typed = NULL;
    if (env_can_change(c)) {
        const char *error;
        c->env = NULL;
        c->env = arena_val(l->run->arena, container_env(l, c, &error));
    }
    follow(l, c);
}

void container_look(struct life *l, struct container *c)
{
    follow(l, c);
}

void container_end(struct life *l, struct container *c, int64_t at_ms, int64_t code, const char *reason)
{
    c->ended_ms = at_ms;
    container_keep_shared(l, c);
    c->state = CONTAINER_EXITED;
    c->code = code;
    c->reason = reason ? reason : c->reason ? c->reason : code ? "Error" : "Completed";
    c->exit_at_ms = c->look_at_ms = NEVER_MS;
    c->ready = false;
    c->probes = NULL;
}

enum { SERVER_STOP_MS = 300, GRACE_LEAST_MS = 2000, KILLED = 137 };

static int64_t grace_ms(const struct life *l)
{
    return duration_seconds_ms(val_at_int(l->doc, "metadata.deletionGracePeriodSeconds",
                                          val_at_int(l->doc, "spec.terminationGracePeriodSeconds", 30)));
}

int64_t container_stop_ms(const struct life *l, const struct container *c, int64_t from_ms, int64_t *code)
{
    const struct settings *settings = &l->run->cluster->settings;
    int64_t left_ms = grace_ms(l) - from_ms;
    struct program p;
    struct program_end end;
    left_ms = left_ms > GRACE_LEAST_MS ? left_ms : GRACE_LEAST_MS;
    *code = 0;
    if (c->state != CONTAINER_RUNNING && settings->pod_termination_ms < 0)
        return 0;
    container_program(l, c, &p);
    int64_t lived_ms = l->run->now_ms - c->started_ms + from_ms;
    p.term_ms = lived_ms > 0 ? lived_ms : 1;
    program_follow(&p, lived_ms + left_ms, PROGRAM_STEPS_MAX, &end, NULL);
    int64_t stop_ms = end.ended ? end.after_ms - lived_ms : left_ms;
    *code = end.ended ? end.code : KILLED;
    if (end.ended && !val_len(p.argv) && stop_ms < SERVER_STOP_MS)
        stop_ms = SERVER_STOP_MS;
    return settings->pod_termination_ms >= 0 ? settings->pod_termination_ms : from_ms + (stop_ms > 0 ? stop_ms : 0);
}

void container_tell(struct life *l, struct container *c, int64_t from_ms)
{
    int64_t code, hook_ms = container_pre_stop_ms(l, c, grace_ms(l));
    from_ms = hook_ms > from_ms ? hook_ms : from_ms;
    c->exit_at_ms = l->run->now_ms + container_stop_ms(l, c, from_ms, &code);
    c->told_ms = l->run->now_ms + from_ms;
    c->look_at_ms = NEVER_MS;
    c->reason = NULL;
    c->told = true;
    c->code = code;
}

void container_tell_first(struct life *l, struct container *c)
{
    struct program p;
    struct program_end end;
    container_program(l, c, &p);
    int64_t lived_ms = l->run->now_ms - c->started_ms;
    p.term_ms = lived_ms > 0 ? lived_ms : 1;
    program_follow(&p, PROGRAM_FOREVER, PROGRAM_STEPS, &end, NULL);
    if (!end.ended)
        return;
    c->exit_at_ms = c->started_ms + end.after_ms;
    c->look_at_ms = NEVER_MS;
    c->told = true;
    c->told_ms = l->run->now_ms;
    c->code = end.code;
}

void container_succeed(struct life *l, struct container *c)
{
    if (c->state == CONTAINER_NONE)
        return;
    c->last = arena_val(l->run->arena, terminated_state(c, container_id(l, c, c->restarts)));
    c->restarts++;
    c->last_told_ms = c->told_ms;
    c->state = CONTAINER_NONE;
    c->files = c->env = NULL;
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
