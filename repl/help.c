#include "repl/help.h"

#include <string.h>

#include "repl/term/width.h"

enum { NAME_COLUMNS = 30, WORD_COLUMNS = 18 };

/* "  name   text"; a text of several lines goes on under itself. */
static void add_row(struct strbuf *sb, const char *name, size_t columns, const char *text)
{
    struct strbuf left = STRBUF_INIT;
    strbuf_addf(&left, "  %s", name);
    if (term_width(left.buf, left.len) >= columns) {
        strbuf_addf(sb, "%s\n", left.buf);
        strbuf_reset(&left);
    }
    term_pad(sb, left.buf, columns);
    for (const char *p = text; *p; p++) {
        strbuf_addch(sb, *p);
        if (*p == '\n')
            strbuf_addchn(sb, ' ', columns);
    }
    strbuf_addch(sb, '\n');
    strbuf_release(&left);
}

static void add_option(struct strbuf *sb, const struct option *o)
{
    struct strbuf name = STRBUF_INIT;
    if (o->letter)
        strbuf_addf(&name, "-%c, ", o->letter);
    else
        strbuf_adds(&name, "    ");
    strbuf_addf(&name, "--%s", o->name);
    if (o->type != OPTION_BOOL)
        strbuf_addf(&name, "=%s", o->otherwise ? o->otherwise : "…");
    add_row(sb, name.buf, NAME_COLUMNS, o->help_ko ? o->help_ko : "");
    strbuf_release(&name);
}

static void add_examples(struct strbuf *sb, const char *const *examples)
{
    strbuf_adds(sb, "\n예:\n");
    for (; *examples; examples++) {
        const char *tab = strchr(*examples, '\t');
        if (tab)
            strbuf_addf(sb, "  # %s\n", tab + 1);
        strbuf_addf(sb, "  %.*s\n", (int)(tab ? (size_t)(tab - *examples) : strlen(*examples)), *examples);
    }
}

static const char *program(const struct verb *v)
{
    return v->kubectl ? "kubectl " : "";
}

int help_verb(struct command *cmd)
{
    const struct verb *v = cmd->verb;
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "%s\n\n쓰는 법:\n  %s%s\n", v->summary_ko, program(v), v->usage);
    if (v->aliases)
        strbuf_addf(&sb, "\n다른 이름: %s\n", v->aliases);
    if (v->subverbs) {
        strbuf_adds(&sb, "\n명령:\n");
        for (const struct verb *const *sub = v->subverbs; *sub; sub++)
            add_row(&sb, (*sub)->name, WORD_COLUMNS, (*sub)->summary_ko);
    }
    if (v->examples_ko)
        add_examples(&sb, v->examples_ko);
    if (v->options && v->options->name) {
        strbuf_adds(&sb, "\n플래그:\n");
        for (const struct option *o = v->options; o->name; o++)
            if (o->help_ko && option_served(cmd, o))
                add_option(&sb, o);
    }
    if (v->kubectl)
        strbuf_adds(&sb, "\n모든 명령에 쓸 수 있는 플래그는 `kubectl options`가 보여 줘요.\n");
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
    return 0;
}

static void add_words(struct strbuf *sb, bool kubectl)
{
    for (size_t i = 0; i < verb_count; i++) {
        const struct verb *v = verbs[i];
        if (v->kubectl != kubectl || v->hidden)
            continue;
        struct strbuf name = STRBUF_INIT;
        strbuf_adds(&name, v->name);
        if (!kubectl && v->aliases)
            strbuf_addf(&name, ", %s", v->aliases);
        add_row(sb, name.buf, kubectl ? WORD_COLUMNS : NAME_COLUMNS, v->summary_ko);
        strbuf_release(&name);
    }
}

int help_kubectl(struct command *cmd)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, "kubectl은 쿠버네티스 클러스터를 다루는 명령이에요.\n\n쓰는 법:\n  kubectl 명령 [플래그]\n\n명령:\n");
    add_words(&sb, true);
    strbuf_adds(&sb, "\n명령 하나의 도움말은 `kubectl 명령 --help`가 보여 줘요.\n");
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
    return 0;
}

int help_globals(struct command *cmd)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, "모든 명령에 쓸 수 있는 플래그:\n");
    for (const struct option *o = option_globals; o->name; o++)
        add_option(&sb, o);
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
    return 0;
}

int help_shell(struct command *cmd)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, "셸의 말:\n");
    add_words(&sb, false);
    strbuf_adds(&sb, "\n말 하나의 도움말은 `help 말`, kubectl의 명령은 `kubectl --help`가 보여 줘요.\n"
                     "그 밖에는 |, >, >>, 2>&1, &&, ||, ;, $변수, $(명령), <<EOF를 쓸 수 있고, 호스트의 프로그램도 돌릴 수 있어요.\n");
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
    return 0;
}
