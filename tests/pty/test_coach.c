/* What the shell says to a slip: the Korean layout left on, a word misspelt. */
#include <stdlib.h>

#include "tests/pty/pty.h"
#include "tests/unit/test.h"

#define PROMPT "연습 $ "

TEST(pty_hangul_layout)
{
    char *home = pty_home_new();
    struct pty *t = pty_start_seodang((const char *const[]){ "practice", NULL }, home);
    CHECK(pty_wait(t, PROMPT));
    pty_type(t, "ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ\r");
    CHECK(pty_wait(t, "kubectl get pods — 이대로 실행할까요? [Y/n] "));
    pty_type(t, "\r");
    CHECK(pty_wait(t, "No resources found in default namespace."));
    CHECK(pty_wait(t, PROMPT));

    /* A no, typed with the same layout, runs the line as it stands. */
    pty_type(t, "ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ\r");
    CHECK(pty_wait(t, "[Y/n] "));
    pty_type(t, "ㅜ\r");
    CHECK(pty_wait(t, "ㅏㅕㅠㄷㅊ시: command not found"));
    CHECK(pty_wait(t, PROMPT));

    /* Ctrl-C at the question drops the line. */
    pty_type(t, "ㅎㄷㅅ ㅜㅐㅇㄷㄴ\r");
    CHECK(pty_wait(t, "kubectl get nodes — 이대로 실행할까요? [Y/n] "));
    pty_type(t, KEY_CTRL_C);
    CHECK(pty_wait(t, PROMPT));

    pty_type(t, "kubectl annotate node kube-node1 note=안녕\r");
    CHECK(pty_wait(t, "node/kube-node1 annotated"));
    CHECK(pty_wait(t, PROMPT));
    pty_type(t, KEY_CTRL_D);
    CHECK(pty_wait_end(t));
    CHECK_INT(pty_finish(t), 0);
    pty_home_remove(home);
}

TEST(pty_coach)
{
    char *home = pty_home_new();
    struct pty *t = pty_start_seodang((const char *const[]){ "practice", NULL }, home);
    CHECK(pty_wait(t, PROMPT));
    pty_type(t, "kubectl get podss\r");
    CHECK(pty_wait(t, "error: the server doesn't have a resource type \"podss\""));
    CHECK(pty_wait(t, "↳ \"podss\"라는 리소스 종류는 없어요. pods를 쓰려던 건가요?"));
    CHECK(pty_wait(t, PROMPT));
    pty_type(t, KEY_CTRL_D);
    CHECK(pty_wait_end(t));
    CHECK_INT(pty_finish(t), 0);
    pty_home_remove(home);
}
