#include "repl/help.h"

#include <string.h>

#include "repl/term/width.h"
#include "repl/term/wrap.h"

enum { NAME_COLUMNS = 30, WORD_COLUMNS = 18 };

/* What is said, and how wide it may be. */
struct page {
    struct strbuf text;
    size_t columns;
};

static struct page page_for(const struct command *cmd)
{
    return (struct page){ STRBUF_INIT, sink_columns(cmd->out) };
}

static int page_show(struct page *page, struct command *cmd)
{
    sink_write(cmd->out, page->text.buf, page->text.len);
    strbuf_release(&page->text);
    return 0;
}

static void add_text(struct page *page, const char *text)
{
    wrap_add(&page->text, &(struct wrap){ page->columns, "", "" }, text);
}

/* "  name   text"; a text that is longer goes on under itself. */
static void add_row(struct page *page, const char *name, size_t columns, const char *text)
{
    struct strbuf left = STRBUF_INIT, first = STRBUF_INIT, rest = STRBUF_INIT;
    strbuf_addf(&left, "  %s", name);
    if (term_width(left.buf, left.len) >= columns) {
        strbuf_addf(&page->text, "%s\n", left.buf);
        strbuf_reset(&left);
    }
    term_pad(&first, left.buf, columns);
    strbuf_addchn(&rest, ' ', columns);
    wrap_add(&page->text, &(struct wrap){ page->columns, first.buf, rest.buf }, text);
    strbuf_release(&left);
    strbuf_release(&first);
    strbuf_release(&rest);
}

/* "수업, menu, 메뉴" */
static void add_names(struct strbuf *sb, const char *comma_list)
{
    for (const char *p = comma_list; *p; p++) {
        strbuf_addch(sb, *p);
        if (*p == ',')
            strbuf_addch(sb, ' ');
    }
}

static void add_option(struct page *page, const struct option *o)
{
    struct strbuf name = STRBUF_INIT;
    if (o->letter)
        strbuf_addf(&name, "-%c, ", o->letter);
    else
        strbuf_adds(&name, "    ");
    strbuf_addf(&name, "--%s", o->name);
    if (o->type != OPTION_BOOL)
        strbuf_addf(&name, "=%s", o->otherwise ? o->otherwise : "…");
    add_row(page, name.buf, NAME_COLUMNS, o->help_ko ? o->help_ko : "");
    strbuf_release(&name);
}

static void add_examples(struct page *page, const char *const *examples)
{
    strbuf_adds(&page->text, "\n예:\n");
    for (; *examples; examples++) {
        const char *tab = strchr(*examples, '\t');
        if (tab)
            strbuf_addf(&page->text, "  # %s\n", tab + 1);
        strbuf_addf(&page->text, "  %.*s\n", (int)(tab ? (size_t)(tab - *examples) : strlen(*examples)), *examples);
    }
}

static const char *program(const struct verb *v)
{
    return v->kubectl ? "kubectl " : "";
}

int help_verb(struct command *cmd)
{
    const struct verb *v = cmd->verb;
    struct page page = page_for(cmd);
    struct strbuf *sb = &page.text;
    strbuf_addf(sb, "%s\n\n쓰는 법:\n  %s%s\n", v->summary_ko, program(v), v->usage);
    if (v->aliases) {
        strbuf_adds(sb, "\n다른 이름: ");
        add_names(sb, v->aliases);
        strbuf_addch(sb, '\n');
    }
    if (v->subverbs) {
        strbuf_adds(sb, "\n명령:\n");
        for (const struct verb *const *sub = v->subverbs; *sub; sub++)
            add_row(&page, (*sub)->name, WORD_COLUMNS, (*sub)->summary_ko);
    }
    if (v->examples_ko)
        add_examples(&page, v->examples_ko);
    if (v->options && v->options->name) {
        strbuf_adds(sb, "\n플래그:\n");
        for (const struct option *o = v->options; o->name; o++)
            if (o->help_ko && option_served(cmd, o))
                add_option(&page, o);
    }
    if (v->kubectl)
        strbuf_adds(sb, "\n모든 명령에 쓸 수 있는 플래그는 `kubectl options`가 보여 줘요.\n");
    return page_show(&page, cmd);
}

/* Of the shell's words those with a Korean name are its own; the others are named in passing, for a terminal has few rows. */
static bool has_row(const struct verb *v, bool kubectl)
{
    return v->kubectl == kubectl && !v->hidden && (kubectl || v->aliases);
}

static void add_words(struct page *page, bool kubectl)
{
    for (size_t i = 0; i < verb_count; i++) {
        const struct verb *v = verbs[i];
        struct strbuf name = STRBUF_INIT;
        if (!has_row(v, kubectl))
            continue;
        strbuf_adds(&name, v->name);
        if (!kubectl) {
            strbuf_adds(&name, ", ");
            add_names(&name, v->aliases);
        }
        add_row(page, name.buf, kubectl ? WORD_COLUMNS : NAME_COLUMNS, v->summary_ko);
        strbuf_release(&name);
    }
}

static void add_other_words(struct page *page)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < verb_count; i++)
        if (!verbs[i]->kubectl && !verbs[i]->hidden && !has_row(verbs[i], false))
            strbuf_addf(&text, "%s%s", text.len ? ", " : "그 밖의 말: ", verbs[i]->name);
    add_text(page, text.buf);
    strbuf_release(&text);
}

int help_kubectl(struct command *cmd)
{
    struct page page = page_for(cmd);
    strbuf_adds(&page.text, "kubectl은 쿠버네티스 클러스터를 다루는 명령이에요.\n\n쓰는 법:\n  kubectl 명령 [플래그]\n\n명령:\n");
    add_words(&page, true);
    strbuf_adds(&page.text, "\n명령 하나의 도움말은 `kubectl 명령 --help`가 보여 줘요.\n");
    return page_show(&page, cmd);
}

int help_globals(struct command *cmd)
{
    struct page page = page_for(cmd);
    strbuf_adds(&page.text, "모든 명령에 쓸 수 있는 플래그:\n");
    for (const struct option *o = option_globals; o->name; o++)
        add_option(&page, o);
    return page_show(&page, cmd);
}

int help_shell(struct command *cmd)
{
    struct page page = page_for(cmd);
    add_words(&page, false);
    add_other_words(&page);
    add_text(&page, "말 하나는 `help 말`, kubectl의 명령은 `kubectl --help`가 알려 줘요. 파이프(|)와 >, >>, 2>&1, &&, ||, ;, "
                    "$변수, $(명령), <<EOF, 호스트의 프로그램도 쓸 수 있어요.");
    return page_show(&page, cmd);
}
