/* Words of the command line: commands, flags, output formats. */
#include "repl/coach/hint.h"

#include <string.h>

#include "repl/coach/typed.h"
#include "repl/term/hangul.h"
#include "repl/verb.h"

/* Flags that kubectl once had: learners meet them in old books. */
static const struct {
    const char *flag, *korean;
} gone[] = {
#define GONE(flag, korean) { flag, korean },
#include "repl/coach/gone.def"
#undef GONE
};

/* What people call to change a file. */
static const char *const editors[] = { "nano", "vim", "nvim", "emacs", "code", "notepad", "gedit" };

static void offer_verbs(struct nearest *n, bool kubectl)
{
    for (size_t i = 0; i < verb_count; i++)
        if (verbs[i]->kubectl == kubectl && !verbs[i]->hidden)
            nearest_offer(n, verbs[i]->name);
}

static bool is_kind(struct hint *h, const char *word)
{
    struct status st = STATUS_INIT;
    bool is = h->c->client && client_find(h->c->client, word, &st);
    status_release(&st);
    return is;
}

/* "kubectl VERB KIND", and the words of the line from `i` on. */
static void command_of(struct hint *h, const char *verb, const char *kind, char **words, size_t i)
{
    struct strbuf rest = STRBUF_INIT;
    for (; words[i]; i++)
        strbuf_addf(&rest, " %s", words[i]);
    hint_command(h, "kubectl %s %s%s", verb, kind, rest.buf);
    strbuf_release(&rest);
}

/* Words in another order than kubectl's: `kubectl kubectl get po`, `kubectl nodes`, `kubectl node get`, `kubectl getnodes`,
 * `pods`. True: said. */
static bool say_order(struct hint *h, const char *word)
{
    size_t count, at = 0;
    char **words = hint_words(h, &count);
    while (at < count && !strcmp(words[at], "kubectl"))
        at++;
    if (at == count || strpbrk(h->c->line, "\n|;&<>"))
        return false;
    if (at > 1 && verb_find(words[at], true)) {
        hint_say(h, "kubectl은 한 번만 적어요.");
        command_of(h, words[at], words[at + 1] ? words[at + 1] : "", words, at + 1 + (words[at + 1] != NULL));
        return true;
    }
    if (strcmp(words[at], word) != 0)
        return false;
    for (size_t i = 0; i < verb_count; i++) {
        size_t len = strlen(verbs[i]->name);
        if (verbs[i]->kubectl && !strncmp(word, verbs[i]->name, len) && is_kind(h, word + len)) {
            hint_say(h, "%s{과/와} %s{을/를} 띄어 써요.", verbs[i]->name, word + len);
            command_of(h, verbs[i]->name, word + len, words, at + 1);
            return true;
        }
    }
    if (!is_kind(h, word))
        return false;
    bool turned = words[at + 1] && verb_find(words[at + 1], true);
    hint_say(h, "%s{은/는} 오브젝트의 종류예요. 무엇을 할지 명령을 먼저 적고, 종류는 그다음에 적어요.", word);
    command_of(h, turned ? words[at + 1] : "get", word, words, at + 1 + turned);
    return true;
}

/* `unknown command %q for "kubectl"` */
void hint_unknown_command(struct hint *h)
{
    const char *word = hint_catch(h, 0);
    struct nearest n;
    if (say_order(h, word))
        return;
    nearest_init(&n, word);
    offer_verbs(&n, true);
    hint_say(h, "kubectl에는 \"%s\"{이라는/라는} 명령이 없어요.", word);
    if (n.best)
        hint_say(h, "%s{을/를} 쓰려던 건가요?%s", n.best, hint_remark(h, word, n.best));
    else
        hint_say(h, "쓸 수 있는 명령은 help로 볼 수 있어요.");
}

/* The shell's Korean word whose keys were typed with the Latin layout on: 힌트 for "glsxm". NULL: none; the arena's. */
static const char *korean_word_of(struct hint *h, const char *typed)
{
    const char *found = NULL;
    for (size_t i = 0; i < verb_count && !found; i++)
        for (const char *at = verbs[i]->kubectl || !verbs[i]->aliases ? "" : verbs[i]->aliases; *at && !found;) {
            struct strbuf keys = STRBUF_INIT;
            size_t len = strcspn(at, ",");
            hangul_to_keys(&keys, at, len);
            if (!strcmp(keys.buf, typed) && strncmp(at, typed, len) != 0)
                found = arena_strndup(h->arena, at, len);
            strbuf_release(&keys);
            at += len + (at[len] == ',');
        }
    return found;
}

/* `%w: command not found` */
void hint_not_found(struct hint *h)
{
    const char *word = hint_catch(h, 0);
    const char *rest = strstr(h->c->line, word);
    struct nearest n;
    if (verb_find(word, true) && rest == h->c->line && !strpbrk(rest, "\n|;&<>")) {
        hint_say(h, "%s{은/는} kubectl의 명령이에요. 앞에 kubectl을 붙여요.", word);
        hint_command(h, "kubectl %s", rest);
        return;
    }
    const char *korean = korean_word_of(h, word);
    if (korean && rest == h->c->line) {
        hint_say(h, "영문 자판으로 치신 것 같아요.");
        hint_command(h, "%s%s", korean, rest + strlen(word));
        return;
    }
    struct strbuf meant = STRBUF_INIT;
    const char *slip = typed_meant(h->c->line, &meant);
    if (slip && !strchr(meant.buf, '\n')) {
        hint_say(h, "%s.", slip);
        hint_command(h, "%s", meant.buf);
    }
    strbuf_release(&meant);
    if (slip)
        return;
    if (typed_manifest_word(word)) {
        hint_say(h, "매니페스트의 한 줄이에요. 파일에 적어서 kubectl apply -f 파일로 적용하거나, 아래 명령을 먼저 치고 붙여 넣은 다음 EOF로 끝내요.");
        hint_command(h, "kubectl apply -f - <<EOF");
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(editors); i++)
        if (!strcmp(word, editors[i])) {
            hint_say(h, "여기에는 %s{이/가} 없어요. 파일은 vi로 고쳐요.", word);
            hint_command(h, "vi%s", rest ? rest + strlen(word) : "");
            return;
        }
    if (say_order(h, word))
        return;
    nearest_init(&n, word);
    nearest_offer(&n, "kubectl");
    offer_verbs(&n, false);
    hint_say(h, "\"%s\"{이라는/라는} 명령은 없어요.", word);
    if (n.best)
        hint_say(h, "%s{을/를} 쓰려던 건가요?%s", n.best, hint_remark(h, word, n.best));
    else if (hangul_present(word, strlen(word)))
        hint_say(h, "한국어로는 힌트, 다음, 정답, 과제, 진도, 도움말 같은 말을 알아들어요.");
    else
        hint_say(h, "쓸 수 있는 명령은 help로 볼 수 있어요.");
}

/* The verb of the line, with its subverb: the words behind kubectl that are no flags. */
static const struct verb *verb_of(struct hint *h)
{
    size_t count;
    char **words = hint_words(h, &count);
    const struct verb *v = NULL;
    for (size_t i = 0; i < count; i++) {
        if (*words[i] == '-' || !strcmp(words[i], "kubectl"))
            continue;
        const struct verb *sub = v ? verb_sub(v, words[i]) : NULL;
        if (v && !sub)
            return v;
        v = v ? sub : verb_find(words[i], true);
        if (!v)
            return NULL;
    }
    return v;
}

static void offer_flags(struct nearest *n, const struct option *options)
{
    for (const struct option *o = options; o && o->name; o++)
        nearest_offer(n, o->name);
}

/* `unknown flag: --%w` */
void hint_unknown_flag(struct hint *h)
{
    const char *flag = hint_catch(h, 0);
    const struct verb *v = verb_of(h);
    struct nearest n;
    for (size_t i = 0; i < ARRAY_LEN(gone); i++) {
        if (!strcmp(gone[i].flag, flag)) {
            hint_say(h, "%s", gone[i].korean);
            return;
        }
    }
    nearest_init(&n, flag);
    offer_flags(&n, v ? v->options : NULL);
    offer_flags(&n, option_globals);
    hint_say(h, "이 명령에는 --%s{이라는/라는} 플래그가 없어요.", flag);
    if (n.best)
        hint_say(h, "--%s{을/를} 쓰려던 건가요?%s", n.best, hint_remark(h, flag, n.best));
    else if (v)
        hint_command(h, "kubectl %s --help", v->name);
}

/* `unable to match a printer suitable for the output format %q` */
void hint_format(struct hint *h)
{
    static const char *const formats[] = { "wide", "yaml", "json", "name", "jsonpath=", "custom-columns=" };
    const char *word = hint_catch(h, 0);
    struct nearest n;
    nearest_init(&n, word);
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        nearest_offer(&n, formats[i]);
    hint_say(h, "-o에는 \"%s\"{이라는/라는} 출력 형식이 없어요.", word);
    if (n.best)
        hint_say(h, "%s{을/를} 쓰려던 건가요?%s", n.best, hint_remark(h, word, n.best));
    else
        hint_say(h, "자주 쓰는 형식은 wide, yaml, json, name이에요.");
}

/* `%w is forbidden: User %q cannot %w resource %q in API group %q%*` */
void hint_forbidden(struct hint *h)
{
    const char *verb = hint_catch(h, 2), *resource = hint_catch(h, 3);
    hint_say(h, "사용자 %s에게는 %s에 %s{을/를} 할 권한이 없어요. 롤(Role)과 그것을 이어 주는 롤바인딩(RoleBinding)이 권한을 정해요.",
             hint_catch(h, 1), hint_term(h, resource), verb);
    hint_command(h, "kubectl auth can-i %s %s", verb, resource);
}
