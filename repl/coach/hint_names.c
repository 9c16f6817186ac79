/* Names of objects: what exists that was meant, and what exists already. */
#include "repl/coach/hint.h"

#include <string.h>

#include "backends/base/names.h"
#include "repl/term/josa.h"

enum { SUFFIX_LEN = 5 /* of a name that a controller made: web-x7k2q */ };

/* All objects of a resource; NULL when they cannot be had. The document is the arena's. */
static const struct val *list_all(struct hint *h, const struct resource *r, const char *ns)
{
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    int rc = client_list(h->c->client, r, ns, NULL, &list, &st);
    status_release(&st);
    return rc < 0 ? NULL : val_get(arena_val(h->arena, list), "items");
}

static const char *name_of(const struct val *object)
{
    return val_at_str(object, "metadata.name", "");
}

/* Whether `name` ends as a controller ends its pods' names; *stem gets the length before that. */
static bool has_suffix(const char *name, size_t *stem)
{
    size_t len = strlen(name);
    if (len < SUFFIX_LEN + 2 || name[len - SUFFIX_LEN - 1] != '-')
        return false;
    *stem = len - SUFFIX_LEN;
    return true;
}

/* The pod that took the place of one whose name is gone: the same stem, another end. */
static const char *successor(const struct val *items, const char *name)
{
    size_t stem;
    if (!has_suffix(name, &stem))
        return NULL;
    for (size_t i = 0; i < val_len(items); i++) {
        const char *other = name_of(val_item(items, i));
        if (strlen(other) == strlen(name) && !strncmp(other, name, stem))
            return other;
    }
    return NULL;
}

static const char *nearest_name(const struct val *items, const char *name)
{
    struct nearest n;
    nearest_init(&n, name);
    for (size_t i = 0; i < val_len(items); i++)
        nearest_offer(&n, name_of(val_item(items, i)));
    return n.best;
}

/* The first other namespace that has an object of that name. */
static const char *elsewhere(struct hint *h, const struct resource *r, const char *name)
{
    const struct val *items = list_all(h, r, NULL);
    for (size_t i = 0; i < val_len(items); i++)
        if (!strcmp(name_of(val_item(items, i)), name))
            return val_at_str(val_item(items, i), "metadata.namespace", NULL);
    return NULL;
}

static void say_what_exists(struct hint *h, const struct resource *r, const char *ns, const char *name)
{
    const struct val *items = list_all(h, r, ns);
    const char *term = hint_term(h, r->plural), *other;
    const char *best = !strcmp(r->kind, "Pod") ? successor(items, name) : NULL;
    if (best) {
        hint_say(h, "컨트롤러가 만든 파드는 새로 만들어질 때마다 이름 끝 다섯 글자가 달라져요. 지금은 %s{이/가} 있어요.", best);
        return;
    }
    if (ns && (other = elsewhere(h, r, name)) != NULL) {
        hint_say(h, "같은 이름이 네임스페이스 %s에 있어요. 명령에 -n %s{을/를} 붙여 보세요.", other, other);
        return;
    }
    if ((best = nearest_name(items, name)) != NULL) {
        hint_say(h, "%s{을/를} 쓰려던 건가요?%s", best, hint_remark(h, name, best));
        return;
    }
    if (items && !val_len(items)) {
        if (ns)
            hint_say(h, "네임스페이스 %s에는 지금 %s{이/가} 하나도 없어요.", ns, term);
        return;
    }
    hint_say(h, "있는 이름부터 볼까요?");
    hint_command(h, ns && strcmp(ns, h->c->ns ? h->c->ns : "") ? "kubectl get %s -n %s" : "kubectl get %s", r->plural, ns);
}

/* `%w %q not found` */
void hint_names(struct hint *h)
{
    const char *word = hint_catch(h, 0), *name = hint_catch(h, 1);
    struct status st = STATUS_INIT;
    const struct resource *r = h->c->client ? client_find(h->c->client, word, &st) : NULL;
    status_release(&st);
    hint_say(h, "%s \"%s\"{이/가} 없어요.", hint_term(h, word), name);
    if (r)
        say_what_exists(h, r, r->namespaced ? hint_namespace(h) : NULL, name);
}

/* `%w %q already exists` */
void hint_exists(struct hint *h)
{
    size_t count;
    char **words = hint_words(h, &count);
    const char *word = hint_catch(h, 0), *name = hint_catch(h, 1);
    hint_say(h, "%s \"%s\"{은/는} 이미 있어요.", hint_term(h, word), name);
    for (size_t i = 0; i + 1 < count; i++) {
        if (!strcmp(words[i], "-f")) {
            hint_say(h, "create는 새로 만들기만 해요. 파일대로 고치려면 apply를 써요.");
            hint_command(h, "kubectl apply -f %s", words[i + 1]);
            return;
        }
    }
    if (!strncmp(word, "namespaces", strlen("namespaces"))) {
        /* Nobody should delete a namespace to be rid of an error. */
        hint_say(h, "그대로 쓰거나 다른 이름으로 만들어요.");
        return;
    }
    hint_say(h, "다른 이름을 쓰거나, 다시 만들려면 먼저 지워요.");
    hint_command(h, "kubectl delete %.*s %s", (int)strcspn(word, "."), word, name);
}

/* What can be made of a name that is not allowed: lower case, and '-' for what cannot stay. */
static const char *allowed_name(struct hint *h, const char *name)
{
    struct strbuf sb = STRBUF_INIT;
    for (const char *s = name; *s; s++) {
        bool upper = *s >= 'A' && *s <= 'Z', fine = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9');
        if (fine || upper)
            strbuf_addch(&sb, upper ? (char)(*s + 32) : *s);
        else if (sb.len && sb.buf[sb.len - 1] != '-')
            strbuf_addch(&sb, '-');
    }
    while (sb.len && sb.buf[sb.len - 1] == '-')
        strbuf_setlen(&sb, sb.len - 1);
    const char *better = arena_strdup(h->arena, sb.buf);
    strbuf_release(&sb);
    return name_valid(NAME_DNS1123_LABEL, better) ? better : NULL;
}

/* `... Invalid value: %q: a lowercase RFC 1123 ...` */
void hint_good_name(struct hint *h)
{
    const char *better = allowed_name(h, hint_catch(h, 0));
    if (better)
        hint_say(h, "%s{은/는} 어때요?", better);
}
