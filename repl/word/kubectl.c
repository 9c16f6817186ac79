/* kubectl itself: finds the verb among the arguments, as cobra does, and runs it. */
#include <string.h>
#include <strings.h>

#include "repl/help.h"
#include "repl/session.h"
#include "repl/undo.h"
#include "repl/verb.h"

enum { SUGGESTION_DISTANCE_MAX = 2, NAME_MAX_LENGTH = 63 };

/* Whether the argument behind this flag is its value; an unknown flag has one. */
static bool takes_next(const char *arg)
{
    const struct option *o;
    if (strchr(arg, '='))
        return false;
    if (arg[1] == '-')
        o = option_find(NULL, arg + 2, strlen(arg + 2));
    else if (arg[2])
        return false;
    else
        o = option_find_letter(NULL, arg[1]);
    return !o || option_takes_value(o);
}

/* Where the verb stands; argc when there is none. */
static int verb_index(int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--"))
            return argc;
        if (argv[i][0] != '-' || !argv[i][1])
            return i;
        i += takes_next(argv[i]);
    }
    return argc;
}

/* Levenshtein's distance without regard to case; names are short. */
static size_t distance(const char *a, const char *b)
{
    size_t row[NAME_MAX_LENGTH + 1], len = strlen(b);
    if (strlen(a) > NAME_MAX_LENGTH || len > NAME_MAX_LENGTH)
        return NAME_MAX_LENGTH;
    for (size_t j = 0; j <= len; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= len; j++) {
            size_t above = row[j];
            size_t best = diagonal + (strncasecmp(&a[i - 1], &b[j - 1], 1) != 0);
            best = above + 1 < best ? above + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            diagonal = above;
        }
    }
    return row[len];
}

/* Commands of the real kubectl that have no file here, and what to do instead. */
static const struct {
    const char *word, *instead_ko;
} missing[] = {
    { "certificate", "인증서 요청은 이 클러스터에 없어요." },
    { "completion", "자동 완성은 켜지 않아도 Tab으로 돼요." },
    { "cp", "컨테이너의 파일은 kubectl exec POD -- cat FILE로 볼 수 있어요." },
    { "kustomize", "다 적은 매니페스트를 kubectl apply -f로 적용해 주세요." },
    { "plugin", "플러그인 대신 별칭을 만들 수 있어요: alias kgp='kubectl get pods'" },
    { "port-forward", "파드의 포트는 이 컴퓨터와 이어져 있지 않아요. 안에서 불러 보세요:\n    kubectl exec POD -- wget -qO- 서비스이름" },
    { "proxy", "API는 kubectl get --raw /api/v1/nodes처럼 바로 읽을 수 있어요." },
};

static int unknown(struct command *cmd, const char *word)
{
    for (size_t i = 0; i < ARRAY_LEN(missing); i++)
        if (!strcmp(missing[i].word, word)) {
            sink_printf(cmd->err, "kubectl %s: 진짜 kubectl에는 있지만 서당에는 아직 없어요.\n  %s\n", word, missing[i].instead_ko);
            return 1;
        }
    struct strbuf near = STRBUF_INIT;
    bool old = !version_has(cmd_version(cmd), FEATURE_LOWERCASE_FLAG_ERRORS);
    for (size_t i = 0; i < verb_count; i++) {
        const struct verb *v = verbs[i];
        if (v->kubectl && !v->hidden &&
            (distance(word, v->name) <= SUGGESTION_DISTANCE_MAX || !strncasecmp(v->name, word, strlen(word))))
            strbuf_addf(&near, "\t%s\n", v->name);
    }
    sink_printf(cmd->err, "%sunknown command \"%s\" for \"kubectl\"", option_error_prefix(cmd), word);
    if (near.len)
        sink_printf(cmd->err, "\n\nDid you mean this?\n%s", near.buf);
    if (old || !near.len)
        sink_puts(cmd->err, "\n");
    if (old)
        sink_puts(cmd->err, "Run 'kubectl --help' for usage.\n");
    strbuf_release(&near);
    return 1;
}

static char *joined(struct command *cmd, int argc, char **argv)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, "kubectl");
    for (int i = 0; i < argc; i++)
        strbuf_addf(&sb, " %s", argv[i]);
    char *text = arena_strdup(cmd->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

/* No verb: flags that stand alone, or none. */
static int run_bare(struct command *cmd, int argc, char **argv)
{
    struct command bare = *cmd;
    bare.verb = NULL;
    bare.path = "kubectl";
    int rc = option_parse(&bare, argc, argv);
    return rc ? rc : help_kubectl(&bare);
}

static int exec(struct command *cmd)
{
    int argc = cmd->argc, at = verb_index(argc, cmd->argv);
    char **argv = cmd->argv;
    if (at == argc)
        return run_bare(cmd, argc, argv);
    const struct verb *v = verb_find(argv[at], true);
    if (!v) {
        struct command bare = *cmd;
        bare.verb = NULL;
        return unknown(&bare, argv[at]);
    }
    struct undo_point *point = undo_begin(cmd->session);
    const char *what = joined(cmd, argc, argv);
    char **rest = arena_alloc(cmd->arena, (size_t)argc * sizeof(*rest));
    memcpy(rest, argv, (size_t)at * sizeof(*rest));
    memcpy(rest + at, argv + at + 1, (size_t)(argc - at - 1) * sizeof(*rest));
    int rc = verb_invoke(cmd, v, argc - 1, rest);
    undo_end(cmd->session, point, what);
    return rc;
}

const struct verb verb_kubectl = {
    .name = "kubectl",
    .aliases = "k",
    .usage = "kubectl 명령 [플래그]",
    .summary_ko = "쿠버네티스 클러스터를 다뤄요",
    .raw = true,
    .exec = exec,
};
