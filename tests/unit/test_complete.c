#include "repl/complete.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/base/yaml.h"
#include "backends/fake/fake.h"
#include "tests/lib/process.h"
#include "tests/unit/test.h"

static const char world[] = "nodes:\n"
                            "- {name: kube-node1, labels: {disk: ssd, zone: a}}\n"
                            "- {name: kube-node2, labels: {disk: hdd, zone: a}}\n";

/* What Tab offers at the end of the line, in one text. */
static const struct {
    const char *line, *want;
} cases[] = {
    { "timel", "timeline" },
    { "힌", "힌트" },
    { "kubectl ge", "get" },
    { "k ge", "get" },
    { "kubectl get daemonse", "daemonsets" },
    { "kubectl get tokenrev", "" }, /* nothing that can be listed */
    { "kubectl get no", "nodes no" },
    { "kubectl get nodes ", "kube-node1 kube-node2" },
    { "kubectl get node/kube-node2", "node/kube-node2" },
    { "kubectl get nodes -l ", "disk= zone=" },
    { "kubectl get nodes -l disk=", "disk=ssd disk=hdd" },
    { "kubectl get nodes -l zone=a,di", "zone=a,disk=" },
    { "kubectl get nodes --selector=disk=s", "--selector=disk=ssd" },
    { "kubectl get nodes -o w", "wide" },
    { "kubectl get nodes --output=y", "--output=yaml" },
    { "kubectl get nodes --nosuch=", "" },
    { "kubectl get pods -n kube-p", "kube-public" },
    { "kubectl get pods --namespace=kube-p", "--namespace=kube-public" },
    { "kubectl get cm -n kube-public ", "kube-root-ca.crt" },
    { "kubectl drain ", "kube-node1 kube-node2" },
    { "kubectl rollout st", "status" },
    { "kubectl rollout status ", "deployments daemonsets statefulsets" },
    { "kubectl set im", "image" },
    { "kubectl get pods | kubectl get nodes kube-node1", "kube-node1" },
    { "node ", "add remove down up" },
    { "노드 ", "추가 삭제 중지 시작" },
    { "node down ", "kube-node1 kube-node2" },
    { "노드 시작 kube-node2", "kube-node2" },
    { "node add ", "" },
    { "clock a", "advance" },
    { "watch ", "kubectl map timeline" },
    { "watch -n1 kubectl get no", "nodes no" },
    { "learn dae", "daemonset" },
    { "cat test-complete-", "test-complete-x" },
};

TEST(complete)
{
    struct strbuf why = STRBUF_INIT;
    struct status st = STATUS_INIT;
    struct val *doc = yaml_parse(world, strlen(world), &why);
    struct session s = { .backend = fake_new(doc, &st), .namespace_ = (char *)"default" };
    s.client = client_new(s.backend);
    file_write("test-complete-x", "", 0);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf have = STRBUF_INIT;
        const char *line = cases[i].line, *blank = strrchr(line, ' ');
        struct completion_place place = { line, blank ? (size_t)(blank + 1 - line) : 0, strlen(line) };
        complete_start(&s, &place, line + place.start);
        for (char *c = complete_next(true); c; c = complete_next(false)) {
            strbuf_addf(&have, "%s%s", have.len ? " " : "", c);
            free(c);
        }
        if (!CHECK_STR(have.buf, cases[i].want))
            CHECK_STR(line, "the case above");
        strbuf_release(&have);
    }
    unlink("test-complete-x");
    client_free(s.client);
    backend_free(s.backend);
    val_unref(doc);
    status_release(&st);
    strbuf_release(&why);
}
