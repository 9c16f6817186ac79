/* Lesson 1 as a learner plays it, in Korean, wrong turns included: to its end, with one night between. */
#include "tests/pty/pty.h"
#include "tests/unit/test.h"

static void enter(struct pty *t, const char *line)
{
    pty_type(t, line);
    pty_type(t, KEY_ENTER);
}

/* Types a line and waits for what it brings. */
static bool says(struct pty *t, const char *line, const char *wanted)
{
    enter(t, line);
    return pty_wait(t, wanted);
}

static void first_evening(struct pty *t)
{
    CHECK(pty_wait(t, "수업"));
    CHECK(says(t, "1", "교실 둘러보기"));
    CHECK(says(t, "kubectl get node", "kube-node3"));
    CHECK(says(t, "1", "그렇지는 않아요"));
    CHECK(says(t, "7", "보기에 있는 번호"));
    CHECK(says(t, "2", "몇 개가 뜰까요"));
    CHECK(says(t, "2)", "지금은 답할 물음이 없어요"));
    CHECK(says(t, "menu", "learn 번호"));
    CHECK(says(t, "다음", "아직이에요"));
    CHECK(says(t, "힌트", "힌트 1"));
    CHECK(says(t, "kubectl apply -f testapp.yaml", "does not exist"));
    CHECK(says(t, "kubectl aply -f testapp-ds.yaml", "unknown command"));
    CHECK(says(t, "kubectl apply -f testapp-ds.yaml", "created"));
    enter(t, "clock advance 20s");
    CHECK(pty_wait(t, "왜 3개일까요"));
    CHECK(says(t, "kubectl describe node kube-master1", "NoSchedule"));
    CHECK(says(t, "1)", "그렇지는 않아요"));
    CHECK(says(t, "2.", "파드를 지우면"));
    CHECK(says(t, "2번", "치우기"));
    CHECK(says(t, "kubectl delete ds testapp-daemon-notnodeselector", "deleted"));
    enter(t, "빨리감기 1m");
    CHECK(pty_wait(t, "노드를 골라 두기"));
    CHECK(says(t, "kubectl apply -f java.yaml -f python.yaml", "파드가 0개인데"));
    CHECK(says(t, "kubectl get daemonsets.apps", "testapp-ds-python"));
    CHECK(says(t, "진도", "▶ 파드가 0개인데"));
    CHECK(says(t, "나가기", ""));
    CHECK(pty_wait_end(t));
}

static void second_evening(struct pty *t)
{
    CHECK(pty_wait(t, "이어서 해요"));
    CHECK(pty_wait(t, "파드가 0개인데"));
    CHECK(says(t, "2", "노드에 레이블 붙이기"));
    CHECK(says(t, "kubectl label nodes kube-node1 kube-node2 node=java", "labeled"));
    CHECK(says(t, "next", "node=python인 노드가 1대여야 하는데 지금은 0대예요"));
    CHECK(says(t, "kubectl label nodes kube-node1 node=python", "--overwrite is false"));
    CHECK(says(t, "kubectl label nodes kube-node3 node=python", "labeled"));
    enter(t, "clock advance 20s");
    CHECK(pty_wait(t, "노드가 늘어나면"));
    CHECK(says(t, "정답", "kubectl apply -f kube-node4.yaml"));
    CHECK(says(t, "kubectl apply -f kube-node4.yaml", "created"));
    enter(t, "clock advance 30s");
    CHECK(pty_wait(t, "노드가 사라지면"));
    CHECK(says(t, "2", "kube-node4를 클러스터에서 지우고"));
    CHECK(says(t, "kubectl delete node kube-node4", "deleted"));
    enter(t, "clock advance 2m");
    CHECK(pty_wait(t, "모두 치우기"));
    CHECK(says(t, "kubectl delete daemonsets.apps --all", "deleted"));
    CHECK(pty_wait(t, "핵심어"));
    CHECK(pty_wait(t, "소유자 참조"));
    CHECK(pty_wait(t, "데몬셋 마침 $"));
    CHECK(says(t, "echo mine >testapp-ds.yaml", "데몬셋 마침 $"));
    CHECK(says(t, "메뉴", "번호를 치면"));
    CHECK(says(t, "1", "고친 파일 testapp-ds.yaml은 testapp-ds.yaml.old로 옮겨 두었어요"));
    CHECK(pty_wait(t, "데몬셋 1/11 $"));
    pty_type(t, KEY_CTRL_D);
    CHECK(pty_wait_end(t));
}

TEST(lesson_daemonset)
{
    char *home = pty_home_new();
    struct pty *t = pty_start_seodang((const char *const[]){ NULL }, home);
    first_evening(t);
    CHECK_INT(pty_finish(t), 0);
    t = pty_start_seodang((const char *const[]){ "learn", "daemonset", NULL }, home);
    second_evening(t);
    CHECK_INT(pty_finish(t), 0);
    pty_home_remove(home);
}
