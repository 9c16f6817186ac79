/*
 * The files that a container sees, and what of them it shares.
 *
 * A container's own files live as long as its run.  They follow from its program (see program.h) and from what exec, probes and
 * hooks changed, which is kept with the container.  A volume's files live as long as the pod: l->volumes lists, in order of
 * time, what its sources brought and what containers that have ended wrote,
 *
 *     {volume: NAME, at: MS, file: "/PATH/IN/IT", text: T}         (or add, folder, gone: see program_files.h)
 *
 * What running containers write into a volume is not kept but followed: each one's journal is the other ones' history, and as
 * nothing is seen before it is written, following them in turn a few times settles all of them.
 */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"
#include "backends/fake/program_files.h"

enum { SHARE_ROUNDS = 6, SHARED_BUSY = 5000, KEPT_ITEMS = 400 };

/* ---- lists in order of time ---- */

static int64_t at_of(const struct val *happening)
{
    return val_int_or(val_get(happening, "at"), 0);
}

/* Behind all that happened before or at the same time. */
static void insert(struct val **list, struct val *take)
{
    size_t i = val_len(*list);
    while (i > 0 && at_of(val_item(*list, i - 1)) > at_of(take))
        i--;
    if (*list)
        val_insert(list, i, take);
    else
        val_append(list, take);
}

/* The happening at another place and time. */
static struct val *moved(const struct val *happening, const char *volume, const char *file, int64_t at_ms)
{
    struct val *copy = val_ref(happening);
    val_set(&copy, "file", val_string(file));
    val_set(&copy, "at", val_int(at_ms));
    if (volume)
        val_set(&copy, "volume", val_string(volume));
    else
        val_unset(&copy, "volume");
    return copy;
}

/* ---- volumes and paths ---- */

/* Whether what containers write into the volume stays in it. */
static bool is_writable(const struct val *volume)
{
    static const char *const sources[] = { "configMap", "secret", "downwardAPI", "projected" };
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        if (val_get(volume, sources[i]))
            return false;
    return volume != NULL;
}

static const struct val *volume_of(const struct life *l, const struct val *mount)
{
    return val_find(val_at(l->doc, "spec.volumes"), "name", val_get_str(mount, "name", ""), NULL);
}

/* subPath as it begins a file in the volume: "", "/conf". */
static const char *sub_path(const struct life *l, const struct val *mount)
{
    const char *sub = val_get_str(mount, "subPath", "");
    sub += strspn(sub, "/");
    return *sub ? arena_strf(l->run->arena, "/%s", sub) : "";
}

static const char *mount_path(const struct life *l, const struct val *mount)
{
    const char *path = val_get_str(mount, "mountPath", "");
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    return arena_strndup(l->run->arena, path, len);
}

/* What follows the prefix when the path is it or lies below it; else NULL. */
static const char *below(const char *path, const char *prefix)
{
    size_t len = strlen(prefix);
    bool is = !strncmp(path, prefix, len) && (!path[len] || path[len] == '/');
    return is ? path + len : NULL;
}

/* Adds what happened in a volume, as the container sees it: at the paths where it is mounted. */
static void see(const struct life *l, const struct container *c, struct val **history, const struct val *happening, int64_t delay_ms)
{
    const struct val *mounts = val_get(c->spec, "volumeMounts");
    for (size_t i = 0; i < val_len(mounts); i++) {
        const struct val *mount = val_item(mounts, i);
        const char *rest = below(val_get_str(happening, "file", ""), sub_path(l, mount));
        if (!val_str_equal(val_get(happening, "volume"), val_get_str(mount, "name", "")) || !rest)
            continue;
        bool late = at_of(happening) > c->started_ms && c->state != CONTAINER_NONE;
        if (late && val_get(mount, "subPath") && !is_writable(volume_of(l, mount)))
            continue; /* what is mounted by subPath stays as it was */
        insert(history, moved(happening, NULL, arena_strf(l->run->arena, "%s%s", mount_path(l, mount), rest), at_of(happening) + delay_ms));
    }
}

/* Adds what the container changed to the volume it lies in; false: it is none of the shared ones. */
static bool share(const struct life *l, const struct container *c, struct val **list, const struct val *happening)
{
    const struct val *mounts = val_get(c->spec, "volumeMounts"), *best = NULL;
    const char *path = val_get_str(happening, "file", "");
    for (size_t i = 0; i < val_len(mounts); i++) {
        const struct val *mount = val_item(mounts, i);
        if (below(path, mount_path(l, mount)) &&
            (!best || strlen(val_get_str(mount, "mountPath", "")) > strlen(val_get_str(best, "mountPath", ""))))
            best = mount;
    }
    if (!is_writable(best ? volume_of(l, best) : NULL))
        return false;
    const char *file = arena_strf(l->run->arena, "%s%s", sub_path(l, best), below(path, mount_path(l, best)));
    insert(list, moved(happening, val_get_str(best, "name", ""), file, at_of(happening)));
    return true;
}

static struct val *mounted_at(const struct life *l, const struct container *c, bool writable)
{
    const struct val *mounts = val_get(c->spec, "volumeMounts");
    struct val *paths = NULL;
    for (size_t i = 0; i < val_len(mounts); i++) {
        const struct val *mount = val_item(mounts, i), *volume = volume_of(l, mount);
        bool may_write = is_writable(volume) && !val_bool_or(val_get(mount, "readOnly"), false);
        if (may_write == writable)
            val_append(&paths, val_string(mount_path(l, mount)));
    }
    return paths;
}

/* ---- following together ---- */

static bool shares(const struct life *l, const struct container *c)
{
    return c->state == CONTAINER_RUNNING && val_len(arena_val(l->run->arena, mounted_at(l, c, true)));
}

/* Follows one with what the others wrote; whether it wrote something else than the last time. */
static bool follow_one(const struct life *l, struct follower *all, size_t count, size_t i, int64_t until_ms, long steps)
{
    struct follower *f = &all[i];
    struct val *history = val_ref(f->program.history), *written = NULL, *journal = NULL, *own = NULL;
    for (size_t k = 0; k < count; k++)
        for (size_t n = 0; k != i && n < val_len(all[k].journal); n++)
            see(l, f->c, &history, val_item(all[k].journal, n), 1);
    struct program p = f->program;
    p.history = history;
    p.journal = &written;
    int64_t life_ms = until_ms == NEVER_MS ? PROGRAM_FOREVER : until_ms - p.start_ms;
    program_follow(&p, life_ms > 0 ? life_ms : 0, steps, &f->end, NULL);
    for (size_t n = 0; n < val_len(written); n++)
        if (!share(l, f->c, &journal, val_item(written, n)))
            val_append(&own, val_ref(val_item(written, n)));
    bool changed = !(val_empty(journal) && val_empty(f->journal)) && !val_equal(journal, f->journal);
    val_unref(history);
    val_unref(written);
    val_assign(&f->journal, journal);
    val_assign(&f->own, own);
    return changed;
}

static void follow_all(const struct life *l, struct follower *all, size_t count, int64_t until_ms, long steps)
{
    for (int round = 0; round < SHARE_ROUNDS; round++) {
        bool changed = false;
        for (size_t i = 0; i < count; i++)
            changed = follow_one(l, all, count, i, until_ms, steps) || changed;
        if (!changed || count < 2)
            return;
    }
}

/* All running containers that write into volumes; `self` (NULL: any) is the first. */
static size_t gather(const struct life *l, struct container *self, struct follower **all)
{
    size_t count = 0;
    *all = arena_alloc(l->run->arena, (l->count + 1) * sizeof(**all));
    if (self)
        (*all)[count++] = (struct follower){ .c = self };
    for (size_t i = 0; i < l->count; i++)
        if ((!self || l->containers[i].spec != self->spec) && shares(l, &l->containers[i]))
            (*all)[count++] = (struct follower){ .c = &l->containers[i] };
    for (size_t i = 0; i < count; i++) {
        container_program_alone(l, (*all)[i].c, &(*all)[i].program);
        (*all)[i].program.busy_steps = SHARED_BUSY;
    }
    return count;
}

static void let_go(struct follower *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        val_unref(all[i].journal);
        val_unref(all[i].own);
    }
}

/* ---- for the other parts ---- */

static const char *run_name(const struct life *l, const struct container *c)
{
    return arena_strf(l->run->arena, "%s/%lld", c->name, (long long)(c->started_ms / 1000));
}

struct val *container_history(const struct life *l, const struct container *c)
{
    struct val *history = container_base_files(l, c);
    const char *own = run_name(l, c);
    for (size_t i = 0; i < val_len(l->volumes); i++) /* what its own run wrote it writes again when it is followed */
        if (!val_str_equal(val_get(val_item(l->volumes, i), "by"), own))
            see(l, c, &history, val_item(l->volumes, i), 0);
    for (size_t i = 0; i < val_len(c->files); i++)
        insert(&history, val_ref(val_item(c->files, i)));
    return history;
}

struct val *container_writable(const struct life *l, const struct container *c)
{
    return mounted_at(l, c, true);
}

struct val *container_read_only(const struct life *l, const struct container *c)
{
    return mounted_at(l, c, false);
}

void container_see_others(const struct life *l, const struct container *c, struct program *p)
{
    struct follower *all;
    struct container self = *c;
    bool any = false, runs = c->state == CONTAINER_RUNNING; /* else the others have seen what it wrote */
    for (size_t i = 0; i < l->count && val_len(val_get(c->spec, "volumeMounts")); i++)
        any = any || (l->containers[i].spec != c->spec && shares(l, &l->containers[i]) && !container_is_server(l, &l->containers[i]));
    if (!any)
        return;
    size_t count = gather(l, runs ? &self : NULL, &all);
    struct val *history = val_ref(p->history);
    follow_all(l, all, count, l->run->now_ms, PROGRAM_STEPS_MAX);
    for (size_t k = 0; k < count; k++)
        for (size_t n = 0; all[k].c->spec != c->spec && n < val_len(all[k].journal); n++)
            see(l, c, &history, val_item(all[k].journal, n), 1);
    p->history = arena_val(l->run->arena, history);
    let_go(all, count);
}

bool container_shares(const struct life *l, const struct container *c)
{
    return shares(l, c);
}

bool containers_follow_shared(struct life *l, long steps, bool (*settle)(struct life *l, const struct follower *f))
{
    struct follower *all;
    bool settled = true;
    size_t count = gather(l, NULL, &all);
    follow_all(l, all, count, NEVER_MS, steps);
    for (size_t i = 0; i < count; i++) {
        struct follower f = all[i];
        /* What it would do is known only as far as the others are. */
        for (size_t k = 0; k < count; k++) {
            int64_t known_ms = all[k].end.after_ms + all[k].program.start_ms - f.program.start_ms;
            if (k != i && all[k].end.more && known_ms < f.end.after_ms)
                f.end = (struct program_end){ .more = true, .after_ms = known_ms };
        }
        settled = (f.c->told || settle(l, &f)) && settled;
    }
    let_go(all, count);
    return settled;
}

/* Too long a list is replaced by the files that come of it. */
static void shorten(struct val **list)
{
    if (val_len(*list) <= KEPT_ITEMS)
        return;
    struct val *kept = NULL, *names = val_object();
    for (size_t i = 0; i < val_len(*list); i++)
        val_set(&names, val_get_str(val_item(*list, i), "volume", ""), val_null());
    for (size_t v = 0; v < val_len(names); v++) {
        const char *volume = val_key(names, v);
        struct val *own = NULL;
        for (size_t i = 0; i < val_len(*list); i++)
            if (!strcmp(val_get_str(val_item(*list, i), "volume", ""), volume))
                val_append(&own, val_ref(val_item(*list, i)));
        struct val *files = files_after(own);
        for (size_t i = 0; i < val_len(files); i++) {
            struct val *happening = val_fmt("{at:%I, file:%s}", at_of(val_item(own, val_len(own) - 1)), val_key(files, i));
            if (*volume)
                val_set(&happening, "volume", val_string(volume));
            if (val_is_null(val_item(files, i)))
                val_set(&happening, "folder", val_bool(true));
            else
                val_set(&happening, "text", val_ref(val_item(files, i)));
            insert(&kept, happening);
        }
        val_unref(files);
        val_unref(own);
    }
    val_unref(names);
    val_assign(list, kept);
}

void container_keep_shared(struct life *l, const struct container *c)
{
    struct container run = *c;
    struct program p;
    struct program_end end;
    struct val *written = NULL, *volumes = val_ref(l->volumes);
    run.state = CONTAINER_RUNNING;
    if (!shares(l, &run) || container_is_server(l, c)) {
        val_unref(volumes);
        return;
    }
    container_program(l, c, &p);
    p.journal = &written;
    program_follow(&p, c->ended_ms - c->started_ms, PROGRAM_STEPS_MAX, &end, NULL);
    for (size_t i = 0; i < val_len(written); i++) {
        struct val *happening = val_ref(val_item(written, i));
        val_set(&happening, "by", val_string(run_name(l, c)));
        share(l, c, &volumes, happening);
        val_unref(happening);
    }
    shorten(&volumes);
    val_unref(written);
    l->volumes = arena_val(l->run->arena, volumes);
}

/* What the runtime says of a command that does not exist; it does not look into the image, so only small programs do. */
static const char *refusal(const struct life *l, const char *command)
{
    struct arena *a = l->run->arena;
    const char *why = arena_strf(a, "exec: \"%s\": executable file not found in $PATH: unknown", command);
    char digest[65];
    if (image_runs_docker(l->node))
        return arena_strf(a, "OCI runtime exec failed: exec failed: container_linux.go:370: starting container process caused: %s\n", why);
    image_digest(arena_strf(a, "%s/%lld", l->key, (long long)l->run->now_ms), digest);
    return arena_strf(a, "failed to exec in container: failed to start exec \"%s\": OCI runtime exec failed: exec failed: unable to start "
                         "container process: %s", digest, why);
}

void container_run(struct life *l, struct container *c, int64_t at_ms, const struct val *argv, const char *input,
                   struct program_end *end, struct strbuf *out)
{
    enum { CANNOT_START = 126 };
    struct program p, first = { .argv = argv, .base_image = true, .tools = image_tools(val_get_str(c->spec, "image", "")) };
    struct val *written = NULL;
    program_follow(&first, 0, 1, end, NULL);
    if (end->not_found || !val_len(argv)) {
        *end = (struct program_end){ .ended = true, .not_found = true, .code = CANNOT_START };
        strbuf_adds(out, refusal(l, val_str_or(val_item(argv, 0), "")));
        return;
    }
    container_program(l, c, &p);
    p.journal = &written;
    p.input = input;
    container_network(l, argv, &p);
    program_exec(&p, at_ms - c->started_ms, argv, end, out);
    if (end->told_first && !c->told)
        container_tell_first(l, c);
    if (val_empty(written))
        return;
    struct val *files = val_ref(c->files), *volumes = val_ref(l->volumes);
    for (size_t i = 0; i < val_len(written); i++) {
        struct val *happening = moved(val_item(written, i), NULL, val_get_str(val_item(written, i), "file", ""), at_ms);
        if (!share(l, c, &volumes, happening))
            insert(&files, val_ref(happening));
        val_unref(happening);
    }
    shorten(&files);
    shorten(&volumes);
    val_unref(written);
    c->files = arena_val(l->run->arena, files);
    l->volumes = arena_val(l->run->arena, volumes);
    probes_ask_again(l, c);
    if (!c->told)
        container_look(l, c);
}
