#include "repl/words.h"

#include <string.h>

#include "tests/unit/test.h"

/* Parsed lines as text: 'quoted' apart from plain, {NAME} and "{NAME}" for variables, words between [ ]. */
static void dump_line(struct strbuf *sb, const struct command_line *line);

static void dump_word(struct strbuf *sb, const struct word *w)
{
    strbuf_addch(sb, '[');
    for (const struct segment *s = w->first; s; s = s->next) {
        const char *quote = !s->quoted ? "" : s->type == SEGMENT_TEXT ? "'" : "\"";
        strbuf_adds(sb, quote);
        if (s->type == SEGMENT_COMMAND) {
            strbuf_adds(sb, "$(");
            dump_line(sb, s->command);
            strbuf_adds(sb, ")");
        } else {
            strbuf_addf(sb, s->type == SEGMENT_VARIABLE ? "{%s}" : "%s", s->text);
        }
        strbuf_adds(sb, quote);
    }
    strbuf_addch(sb, ']');
}

static void dump_command(struct strbuf *sb, const struct simple_command *c)
{
    static const char *const operators[] = { "<", ">", ">>", ">&", "<<" };
    for (const struct assignment *a = c->assignments; a; a = a->next) {
        strbuf_addf(sb, "%s=", a->name);
        dump_word(sb, a->value);
    }
    for (const struct word *w = c->words; w; w = w->next)
        dump_word(sb, w);
    for (const struct redirect *r = c->redirects; r; r = r->next) {
        strbuf_addf(sb, " %d%s", r->fd, operators[r->type]);
        if (r->type == REDIRECT_COPY)
            strbuf_addf(sb, "%d", r->from);
        else
            dump_word(sb, r->target);
    }
}

static void dump_line(struct strbuf *sb, const struct command_line *line)
{
    static const char *const connectors[] = { "; ", " && ", " || " };
    for (const struct pipeline *p = line->first; p; p = p->next) {
        if (p != line->first)
            strbuf_adds(sb, connectors[p->when]);
        strbuf_adds(sb, p->negated ? "! " : "");
        for (const struct simple_command *c = p->first; c; c = c->next) {
            dump_command(sb, c);
            strbuf_adds(sb, c->next ? " | " : "");
        }
    }
}

struct lines {
    const char *at;
};

static bool next_line(void *source, struct strbuf *line, bool more)
{
    struct lines *l = source;
    (void)more;
    if (!*l->at)
        return false;
    size_t len = strcspn(l->at, "\n");
    strbuf_add(line, l->at, len);
    l->at += len + (l->at[len] == '\n');
    return true;
}

static const char *alias(void *context, const char *name)
{
    (void)context;
    if (!strcmp(name, "ll"))
        return "ls -l";
    if (!strcmp(name, "ls"))
        return "ls --color";
    return !strcmp(name, "kg") ? "kubectl get | cat" : NULL;
}

/* Logical lines, one a line; mistakes as column: and how much of the text they took. */
static void parse_all(const char *text, struct strbuf *out)
{
    struct lines lines = { text };
    struct words_reader reader = { .next = next_line, .source = &lines, .alias = alias,
                                   .raw = STRBUF_INIT, .pending = STRBUF_INIT };
    struct arena *a = arena_new();
    int rc;
    do {
        struct command_line line;
        struct syntax_error error;
        rc = words_read(&reader, a, &line, &error);
        strbuf_adds(out, rc && out->len ? "\n" : "");
        if (rc > 0)
            dump_line(out, &line);
        else if (rc < 0)
            strbuf_addf(out, "%zu: %s", error.column, error.message);
    } while (rc);
    arena_free(a);
    words_reader_release(&reader);
}

struct words_case {
    const char *text, *want;
};

static void check(const struct words_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct strbuf sb = STRBUF_INIT;
        parse_all(cases[i].text, &sb);
        if (!CHECK_STR(sb.buf, cases[i].want))
            test_check(false, __FILE__, __LINE__, "of: %s", cases[i].text);
        strbuf_release(&sb);
    }
}

TEST(words_quoting)
{
    static const struct words_case cases[] = {
        { "", "" },
        { "  \t ", "" },
        { "# comment", "" },
        { "a b  c", "[a][b][c]" },
        { "a 'b c' d", "[a]['b c'][d]" },
        { "a''b '' \"\"", "[a''b]['']['']" },
        { "echo a#b #c", "[echo][a#b]" },
        { "echo \"a $B ${C}d $? $ \\$ \\\" \\n\"", "[echo]['a '\"{B}\"' '\"{C}\"'d '\"{?}\"' $ $ \" \\n']" },
        { "echo $A$B-$", "[echo][{A}{B}-$]" },
        { "echo a\\ b \\' \\\\", "[echo][a' 'b][''']['\\']" },
        { "echo '$A \"\\'", "[echo]['$A \"\\']" },
        { "kubectl get pods -o jsonpath='{.items[*]}{\"\\n\"}'", "[kubectl][get][pods][-o][jsonpath='{.items[*]}{\"\\n\"}']" },
        { "echo 한글 '따옴표 안'", "[echo][한글]['따옴표 안']" },
        { "echo a\\\nb", "[echo][ab]" },
        { "echo 'a\nb' c", "[echo]['a\nb'][c]" },
        { "echo \"a\\\nb\"", "[echo]['ab']" },
        { "echo a\r\nls -x\r", "[echo][a]\n[ls][--color][-x]" },
    };
    check(cases, ARRAY_LEN(cases));
}

TEST(words_operators)
{
    static const struct words_case cases[] = {
        { "a | b|c", "[a] | [b] | [c]" },
        { "a && b || c; d", "[a] && [b] || [c]; [d]" },
        { "! a | b", "! [a] | [b]" },
        { "a >f 2>&1", "[a] 1>[f] 2>&1" },
        { "a>>f 2>g <h", "[a] 1>>[f] 2>[g] 0<[h]" },
        { "a &> f", "[a] 1>[f] 2>&1" },
        { "a 2>&1 | b |& c", "[a] 2>&1 | [b] 2>&1 | [c]" },
        { "echo 2 >f a2>g", "[echo][2][a2] 1>[f] 1>[g]" },
        { "a <<< \"b c\"", "[a] 0<<['b c''\n']" },
        { "A=1 B='x y' c D=2", "A=[1]B=['x y'][c][D=2]" },
        { "A=", "A=[]" },
        { "> f", " 1>[f]" },
        { "a |\nb", "[a] | [b]" },
        { "a && # why\n\n b", "[a] && [b]" },
        { "echo $(a | b; c) \"$(d 'e f')\"", "[echo][$([a] | [b]; [c])][''\"$([d]['e f'])\"]" },
        { "echo $(a\nb)", "[echo][$([a]; [b])]" },
        { "echo `a \\`b\\``", "[echo][$([a][$([b])])]" },
        { "ll x; ls", "[ls][--color][-l][x]; [ls][--color]" },
        { "echo ll | kg", "[echo][ll] | [kubectl][get] | [cat]" },
        { "a ; ", "[a]" },
    };
    check(cases, ARRAY_LEN(cases));
}

TEST(words_heredocs)
{
    static const struct words_case cases[] = {
        { "cat <<EOF\na $B\n\\$c \"q\"\nEOF\nls2", "[cat] 0<<['a '\"{B}\"'\n$c \"q\"\n']\n[ls2]" },
        { "cat <<'EOF'\na $B `\nEOF", "[cat] 0<<['a $B `\n']" },
        { "cat <<-E | b\n\tx\n\t\tE\nc", "[cat] 0<<['x\n'] | [b]\n[c]" },
        { "a <<X; b <<Y\n1\nX\n2\nY", "[a] 0<<['1\n']; [b] 0<<['2\n']" },
        { "echo $(cat <<E\nx\nE\n) y", "[echo][$([cat] 0<<['x\n'])][y]" },
        { "cat <<E\nE", "[cat] 0<<['']" },
        { "cat <<E |\nx\nE\nb", "[cat] 0<<['x\n'] | [b]" },
    };
    check(cases, ARRAY_LEN(cases));
}

TEST(words_mistakes)
{
    static const struct words_case cases[] = {
        { "echo 'a\nb\nc", "6: 닫는 작은따옴표(')가 없어요\n[b]\n[c]" },
        { "a 'b\nc 'd'", "3: 닫는 작은따옴표(')가 없어요\n[c]['d']" },
        { "a 'b\nc' (\nd", "3: 닫는 작은따옴표(')가 없어요\n2: 닫는 작은따옴표(')가 없어요\n[d]" },
        { "한글 \"a", "4: 닫는 큰따옴표(\")가 없어요" },
        { "a | | b", "5: | 앞에 명령이 없어요" },
        { "&& b", "1: && 앞에 명령이 없어요" },
        { "a |", "3: 이 뒤에 명령이 없어요" },
        { "a &", "3: 명령을 뒤에서 돌리는 &는 이 셸에서 쓸 수 없어요" },
        { "a >", "3: > 뒤에 파일 이름이 없어요" },
        { "a > | b", "3: > 뒤에 파일 이름이 없어요" },
        { "a 3> b", "3: 파일 번호는 0, 1, 2만 쓸 수 있어요" },
        { "(a)", "1: 괄호로 명령을 묶을 수 없어요. 글자 그대로 쓰려면 따옴표로 감싸 주세요" },
        { "a )", "3: 여는 괄호 없이 )가 나왔어요" },
        { "echo $(a", "6: $(를 닫는 괄호가 없어요" },
        { "echo ${a:-b}", "6: ${이름} 꼴만 쓸 수 있어요" },
        { "echo $((1+1))", "6: 산술식 $(( ))은 이 셸에서 쓸 수 없어요" },
        { "for i in 1; do a; done", "1: for 같은 제어문은 이 셸에 없어요. 명령을 하나씩 쳐 보세요" },
        { "cat <<E | | b\nx\nE\nc", "11: | 앞에 명령이 없어요\n[c]" },
        { "cat <<E\nx", "1: <<E의 글을 끝내는 줄 E가 없어요" },
        { "echo `a |`", "6: 이 뒤에 명령이 없어요" },
    };
    check(cases, ARRAY_LEN(cases));
}

TEST(words_nul_is_refused)
{
    struct arena *a = arena_new();
    struct command_line line;
    struct syntax_error error;
    CHECK_INT(words_parse(a, "echo 'a\0b'", 10, &line, &error), -1);
    CHECK_INT((long long)error.column, 8);
    arena_free(a);
}
