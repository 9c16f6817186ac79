/* Each kind of check on a cluster in the middle of things: what it finds, and how that is said. */
#include "lessons/check.h"

#include <string.h>

#include "backends/base/yaml.h"
#include "repl/teach_missing.h"
#include "tests/course/classroom.h"
#include "tests/unit/test.h"

static const char script[] = "kubectl apply -f - <<EOF\n"
                             "apiVersion: batch/v1\n"
                             "kind: Job\n"
                             "metadata: {name: para}\n"
                             "spec:\n"
                             "  completions: 3\n"
                             "  parallelism: 2\n"
                             "  template:\n"
                             "    spec:\n"
                             "      restartPolicy: Never\n"
                             "      containers:\n"
                             "      - {name: c, image: busybox, command: [sh, -c, echo 일해요; sleep 10]}\n"
                             "---\n"
                             "apiVersion: batch/v1\n"
                             "kind: Job\n"
                             "metadata: {name: failing}\n"
                             "spec:\n"
                             "  backoffLimit: 0\n"
                             "  template:\n"
                             "    spec:\n"
                             "      restartPolicy: Never\n"
                             "      containers:\n"
                             "      - {name: c, image: busybox, command: [sh, -c, exit 1]}\n"
                             "---\n"
                             "apiVersion: apps/v1\n"
                             "kind: DaemonSet\n"
                             "metadata: {name: ds}\n"
                             "spec:\n"
                             "  selector: {matchLabels: {app: ds}}\n"
                             "  template:\n"
                             "    metadata: {labels: {app: ds}}\n"
                             "    spec:\n"
                             "      containers:\n"
                             "      - {name: c, image: nginx}\n"
                             "EOF\n"
                             "kubectl label node kube-node1 kube-node2 node=java\n"
                             "kubectl taint node kube-node1 gpu=yes:NoSchedule\n"
                             "sleep 60\n";

static void check_one(struct session *s, const char *text, const char *want)
{
    struct arena *a = arena_new();
    struct strbuf err = STRBUF_INIT, said = STRBUF_INIT;
    struct status st = STATUS_INIT;
    struct check_result r;
    struct val *check = yaml_parse(text, strlen(text), &err);
    const char *wrong = check_lint(check, &err);
    if (test_check(!wrong, __FILE__, __LINE__, "%s: %s %s", text, wrong, err.buf)) {
        int rc = check_run(s->client, a, s->namespace_, check, &r, &st);
        if (rc == 0 && !r.ok)
            missing_text(&said, &r);
        else if (rc < 0)
            strbuf_adds(&said, st.message);
        if (strcmp(said.buf, want))
            test_check(false, __FILE__, __LINE__, "%s\n  have |%s|\n  want |%s|", text, said.buf, want);
    }
    val_unref(check);
    status_release(&st);
    strbuf_release(&err);
    strbuf_release(&said);
    arena_free(a);
}

#define NOT_YET "아직이에요. "

TEST(checks)
{
    static const struct {
        const char *check, *want;
    } cases[] = {
        { "{check: exists, of: job/para}", "" },
        { "{check: exists, of: job/pera}", NOT_YET "잡 pera가 없어요." },
        { "{check: absent, of: job/pera}", "" },
        { "{check: absent, of: job/para}", NOT_YET "잡 para가 아직 남아 있어요." },
        { "{check: exists, of: jab/para}", "the server doesn't have a resource type \"jab\"" },
        { "{check: field, of: job/para, path: status.succeeded, is: 3}", "" },
        { "{check: field, of: job/para, path: status.succeeded, is: 4}", NOT_YET "잡 para의 status.succeeded가 4여야 하는데 지금은 3이에요." },
        { "{check: field, of: job/para, path: status.failed, is: 0}", "" },
        { "{check: field, of: job/para, path: spec.suspend, is: true}", NOT_YET "잡 para의 spec.suspend가 true여야 하는데 아직 없어요." },
        { "{check: field, of: job/pera, path: status.succeeded, is: 0}", NOT_YET "잡 pera가 아직 없어요." },
        { "{check: field, of: job/para, path: spec.parallelism, min: 3}", NOT_YET "잡 para의 spec.parallelism이 3 이상이어야 하는데 지금은 2예요." },
        { "{check: field, of: job/para, path: spec.parallelism, max: 1}", NOT_YET "잡 para의 spec.parallelism이 1 이하여야 하는데 지금은 2예요." },
        { "{check: field, of: job/para, path: spec.template.spec.containers.0.command, is: [sh, -c, echo 일해요; sleep 10]}", "" },
        { "{check: items, of: node/kube-node1, path: spec.taints, where: {key: gpu, effect: NoSchedule}, is: 1}", "" },
        { "{check: items, of: node/kube-node2, path: spec.taints, where: {key: gpu, effect: NoSchedule}, is: 1}",
          NOT_YET "노드 kube-node2의 spec.taints에 effect=NoSchedule, key=gpu인 항목이 1개여야 하는데 지금은 0개예요." },
        { "{check: items, of: node/kube-node2, path: spec.taints, is: 0}", "" },
        { "{check: condition, of: job/para, type: Complete}", "" },
        { "{check: condition, of: job/failing, type: Complete}", NOT_YET "잡 failing의 컨디션 Complete가 True여야 하는데 아직 없어요." },
        { "{check: condition, of: job/failing, type: Failed, reason: BackoffLimitExceeded}", "" },
        { "{check: condition, of: job/failing, type: Failed, reason: DeadlineExceeded}",
          NOT_YET "잡 failing의 컨디션 Failed의 reason이 DeadlineExceeded여야 하는데 지금은 BackoffLimitExceeded예요." },
        { "{check: condition, of: node/kube-node1, type: Ready, status: Unknown}",
          NOT_YET "노드 kube-node1의 컨디션 Ready가 Unknown이어야 하는데 지금은 True예요." },
        { "{check: condition, of: job/pera, type: Complete}", NOT_YET "잡 pera가 아직 없어요." },
        { "{check: rollout, of: ds/ds, image: nginx}", "" },
        { "{check: rollout, of: ds/ds, image: 'nginx:1.19'}", NOT_YET "데몬셋 ds의 이미지가 nginx:1.19여야 하는데 지금은 nginx예요." },
        { "{check: rollout, of: ds/sd}", NOT_YET "데몬셋 sd가 아직 없어요." },
        { "{check: event, of: job/para, reason: SuccessfulCreate, is: 3}", "" },
        { "{check: event, of: job/para, reason: SuccessfulCreate, min: 4}",
          NOT_YET "잡 para에 SuccessfulCreate 이벤트가 4건 이상이어야 하는데 지금은 3건이에요." },
        { "{check: event, of: job/pera, reason: SuccessfulCreate, min: 4}", NOT_YET "잡 pera가 아직 없어요." },
        { "{check: event, of: node/kube-node1, reason: Starting, max: 9}", "" },
        { "{check: count, of: pods, selector: job-name=para, is: 3}", "" },
        { "{check: count, of: pods, selector: job-name=para, where: {status.phase: Succeeded}, is: 2}",
          NOT_YET "레이블이 job-name=para이고 status.phase=Succeeded인 파드가 2개여야 하는데 지금은 3개예요." },
        { "{check: count, of: nodes, where: {spec.unschedulable: null}, is: 4}", "" },
        { "{check: count, of: nodes, selector: node=java, min: 3}", NOT_YET "레이블이 node=java인 노드가 3대 이상이어야 하는데 지금은 2대예요." },
        { "{check: placed, of: pods, selector: app=ds, nodes: 'node=java'}",
          NOT_YET "레이블이 app=ds인 파드는 노드 kube-node3에 없어야 하는데 1개 있어요." },
        { "{check: placed, of: pods, selector: app=sd, nodes: 'node=java'}",
          NOT_YET "레이블이 app=sd인 파드가 노드 kube-node1에서 아직 Running이 아니에요." },
        { "{check: at_once, of: pods, selector: job-name=para, is: 2}", "" },
        { "{check: at_once, of: pods, selector: job-name=para, max: 1}",
          NOT_YET "레이블이 job-name=para인 파드는 한꺼번에 1개까지만 돌아야 하는데 2개가 함께 돈 때가 있어요." },
        { "{check: at_once, of: pods, selector: job-name=para, is: 3}",
          NOT_YET "레이블이 job-name=para인 파드는 한꺼번에 3개가 돌아야 하는데 지금까지는 가장 많을 때가 2개예요." },
        { "{check: at_once, of: pods, selector: job-name=pera, max: 1}", "" },
        { "{check: log, of: pods, selector: job-name=para, has: 일해요}", "" },
        { "{check: log, of: pods, selector: job-name=para, has: 쉬어요}", NOT_YET "레이블이 job-name=para인 파드의 로그에 “쉬어요”가 있어야 하는데 아직 없어요." },
        { "{check: log, of: pods, selector: job-name=pera, has: 쉬어요}", NOT_YET "레이블이 job-name=pera인 파드의 로그에 “쉬어요”가 있어야 하는데 아직 없어요." },
    };
    struct session s;
    struct strbuf said = STRBUF_INIT;
    classroom_open(&s, "classroom", 0);
    classroom_run(&s, script, &said);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_one(&s, cases[i].check, cases[i].want);
    session_release(&s);
    strbuf_release(&said);
}
