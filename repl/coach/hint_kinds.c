/* Kinds, resources and the versions that serve them. */
#include "repl/coach/hint.h"

#include <string.h>
#include <strings.h>

/* Where a kind moved from one version of its group to another, as learners meet it in old and new manifests. */
static const struct {
    const char *kind, *api_version;
    int since, until; /* minor versions that serve it; until 0: still */
} moves[] = {
#define MOVED(kind, api_version, since, until) { kind, api_version, since, until },
#include "repl/coach/moved.def"
#undef MOVED
};

static const struct resource *const *resources(struct hint *h, size_t *count)
{
    struct status st = STATUS_INIT;
    *count = 0;
    const struct resource *const *all = h->c->client ? client_resources(h->c->client, count, &st) : NULL;
    if (!all)
        *count = 0;
    status_release(&st);
    return all;
}

/* Says since or until when `api_version` has the kind. */
static void say_when(struct hint *h, const char *kind, const char *api_version)
{
    int minor = client_version(h->c->client).minor;
    for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
        if (strcasecmp(moves[i].kind, kind) || strcmp(moves[i].api_version, api_version))
            continue;
        if (minor < moves[i].since)
            hint_say(h, "%s의 %s{은/는} 쿠버네티스 1.%d부터 있는데, 이 클러스터는 1.%d{이에요/예요}.", api_version, kind,
                     moves[i].since, minor);
        else if (moves[i].until && minor >= moves[i].until)
            hint_say(h, "%s의 %s{은/는} 쿠버네티스 1.%d에서 없어졌고, 이 클러스터는 1.%d{이에요/예요}.", api_version, kind,
                     moves[i].until, minor);
    }
}

static void say_version(struct hint *h, const struct resource *r, const char *api_version)
{
    say_when(h, r->kind, api_version);
    hint_say(h, "여기서는 %s{을/를} %s{으로/로} 써요. 매니페스트의 첫머리를 이렇게 바꿔 보세요.", r->kind, r->api_version);
    hint_command(h, "apiVersion: %s", r->api_version);
}

/* `no matches for kind %q in version %q` */
void hint_kind(struct hint *h)
{
    const char *kind = hint_catch(h, 0), *api_version = hint_catch(h, 1);
    const struct resource *same = NULL;
    struct nearest n;
    size_t count;
    const struct resource *const *all = resources(h, &count);
    nearest_init(&n, kind);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(all[i]->kind, kind) && (!same || (all[i]->preferred && !same->preferred)))
            same = all[i];
        nearest_offer(&n, all[i]->kind);
    }
    if (same) {
        say_version(h, same, api_version);
        return;
    }
    hint_say(h, "\"%s\"{이라는/라는} 종류는 없어요.", kind);
    if (n.best)
        hint_say(h, "%s{을/를} 쓰려던 건가요?%s", n.best, hint_remark(h, kind, n.best));
    else
        hint_say(h, "쓸 수 있는 종류는 kubectl api-resources로 볼 수 있어요.");
}

static void offer_resource(struct nearest *n, const struct resource *r)
{
    nearest_offer(n, r->plural);
    nearest_offer(n, r->singular && *r->singular ? r->singular : r->plural);
    for (size_t i = 0; i < val_len(r->short_names); i++)
        nearest_offer(n, val_str_or(val_item(r->short_names, i), ""));
}

/* `the server doesn't have a resource type %q` */
void hint_resource(struct hint *h)
{
    const char *word = hint_catch(h, 0);
    struct nearest n;
    size_t count;
    const struct resource *const *all = resources(h, &count);
    nearest_init(&n, word);
    for (size_t i = 0; i < count; i++)
        offer_resource(&n, all[i]);
    if (n.best && !strcmp(n.best, word)) {
        hint_say(h, "%s{은/는} 있지만 그 버전이나 그룹에는 없어요. %s{이라고/라고}만 써 보세요.", word, word);
        return;
    }
    hint_say(h, "\"%s\"{이라는/라는} 리소스 종류는 없어요.", word);
    if (n.best)
        hint_say(h, "%s{을/를} 쓰려던 건가요?%s", n.best, hint_remark(h, word, n.best));
    else
        hint_say(h, "명령 다음에는 종류가 와요(예: pods, nodes, daemonsets). 모든 종류는 kubectl api-resources로 볼 수 있어요.");
}
