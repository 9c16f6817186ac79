/* glossary [WORD]: the key words of all lessons, or what one of them means. */
#include <string.h>

#include "lessons/lesson.h"
#include "repl/session.h"
#include "repl/teach_say.h"
#include "repl/term/josa.h"
#include "repl/verb.h"

/* "· 데몬셋: 데몬셋(DaemonSet), nodeSelector" */
static void list_words(struct sink *out, const struct lesson *l)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "· %s: ", l->title);
    for (size_t i = 0; i < val_len(l->keywords); i++)
        strbuf_addf(&sb, "%s%s", i ? ", " : "", val_get_str(val_item(l->keywords, i), "word", ""));
    say(out, SAY_ITEM, sb.buf);
    strbuf_release(&sb);
}

/* How many of the lesson's words have the text in them, in any case. */
static size_t explain_words(struct sink *out, const struct lesson *l, const char *text)
{
    size_t found = 0;
    for (size_t i = 0; i < val_len(l->keywords); i++) {
        const struct val *k = val_item(l->keywords, i);
        const char *word = val_get_str(k, "word", "");
        struct strbuf sb = STRBUF_INIT;
        strbuf_addf(&sb, "· %s: %s (수업 “%s”)", word, val_get_str(k, "text", ""), l->title);
        if (strcasestr(word, text)) {
            say(out, SAY_ITEM, sb.buf);
            found++;
        }
        strbuf_release(&sb);
    }
    return found;
}

static int exec(struct command *cmd)
{
    struct strbuf err = STRBUF_INIT;
    size_t count, found = 0;
    const char *const *names = lesson_names(cmd->arena, &count);
    for (size_t i = 0; i < count; i++) {
        struct lesson *l = lesson_find(names[i], &err);
        if (l && cmd->argc)
            found += explain_words(cmd->out, l, cmd->argv[0]);
        else if (l)
            list_words(cmd->out, l);
        lesson_free(l);
    }
    strbuf_release(&err);
    if (cmd->argc && !found) {
        struct strbuf sb = STRBUF_INIT;
        josa_addf(&sb, "수업의 핵심어에 '%s'{은/는} 없어요. `glossary`가 모두 보여 줘요.", cmd->argv[0]);
        say(cmd->err, SAY_TEXT, sb.buf);
        strbuf_release(&sb);
    }
    return cmd->argc && !found;
}

static const char *const examples[] = {
    "glossary\t수업마다 어떤 말이 나오는지 봐요",
    "glossary 테인트\t테인트의 뜻을 봐요",
    NULL,
};

const struct verb verb_glossary = {
    .name = "glossary",
    .aliases = "용어,핵심어",
    .usage = "glossary [말]",
    .summary_ko = "수업의 핵심어와 그 뜻을 보여 줘요",
    .examples_ko = examples,
    .exec = exec,
};
