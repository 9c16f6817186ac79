#include "repl/term/wrap.h"

#include "tests/unit/test.h"

TEST(wrap)
{
    static const struct {
        size_t columns;
        const char *first, *rest, *text, *want;
    } cases[] = {
        { 0, NULL, NULL, "파드가 떴어요.", "파드가 떴어요.\n" },
        { 14, NULL, NULL, "파드가 모두 떴어요. 잘 보세요.", "파드가 모두\n떴어요. 잘\n보세요.\n" },
        { 14, "↳ ", "  ", "파드가 모두 떴어요.", "↳ 파드가 모두\n  떴어요.\n" },
        { 8, NULL, NULL, "아주긴낱말입니다 끝", "아주긴낱\n말입니다\n끝\n" },
        { 20, NULL, NULL, "이렇게요:\n  kubectl get pods -n kube-system", "이렇게요:\n  kubectl get pods\n  -n kube-system\n" },
        { 4, NULL, NULL, "", "\n" },
        { 1, NULL, NULL, "가", "가\n" },
        { 10, NULL, NULL, "a\n\nb\n", "a\n\nb\n" },
        { 14, NULL, NULL, "보려면 kubectl" WRAP_BLANK "get을", "보려면\nkubectl get을\n" },
        { 6, NULL, NULL, "\x1B[1m파드\x1B[0m 를", "\x1B[1m파드\x1B[0m\n를\n" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        wrap_add(&sb, &(struct wrap){ cases[i].columns, cases[i].first, cases[i].rest }, cases[i].text);
        CHECK_STR(sb.buf, cases[i].want);
        strbuf_release(&sb);
    }
}
