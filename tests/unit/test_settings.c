/* Cluster files: what is wrong with one is told with its field, for `FILE:LINE: FIELD: TEXT`. */
#include <string.h>

#include "backends/base/yaml.h"
#include "backends/fake/cluster.h"
#include "tests/unit/test.h"

TEST(settings_mistakes)
{
    static const struct {
        const char *text, *want; /* NULL: it is right */
    } cases[] = {
        { "{}", NULL },
        { "version: v1.20.2\nstart: 2022-06-22T23:46:00Z\nseed: 7\ntiming: {imagePull: 1500ms}\nimages: any\nnodes: []", NULL },
        { "images: [busybox]\nnodes: [{name: n1, labels: {a: b}, taints: [], capacity: {}, addresses: [], nodeInfo: {}}]", NULL },
        { "[]", "클러스터 파일: 이름과 값의 묶음이어야 해요" },
        { "node: []", "node: 모르는 필드예요. 쓸 수 있는 것은 version, start, seed, timing, images, nodes" },
        { "version: 1.20", "version: v1.18부터 v1.37까지의 쿠버네티스 버전이어야 해요(예: v1.20.2)" },
        { "version: v1.99.0", "version: v1.18부터 v1.37까지의 쿠버네티스 버전이어야 해요(예: v1.20.2)" },
        { "start: yesterday", "start: 2022-06-22T23:46:00Z처럼 시각을 적어야 해요" },
        { "seed: many", "seed: 0 이상의 정수여야 해요" },
        { "seed: -1", "seed: 0 이상의 정수여야 해요" },
        { "timing: fast", "timing: 이름과 값의 묶음이어야 해요" },
        { "timing: {imagePull: fast}", "timing.imagePull: 2s처럼 시간을 적어야 해요" },
        { "timing: {imagePull: -1s}", "timing.imagePull: 2s처럼 시간을 적어야 해요" },
        { "timing: {podStart: 1s}", "timing.podStart: 모르는 필드예요. 쓸 수 있는 것은 imagePull, podTermination, cronjobSyncOffset" },
        { "images: none", "images: any나 fresh, 또는 이미지 이름의 목록이어야 해요" },
        { "nodes: 3", "nodes: 목록이어야 해요" },
        { "nodes: [n1]", "nodes.0: {name: 이름}처럼 적어야 해요" },
        { "nodes: [{name: n1}, {labels: {a: b}}]", "nodes.1: 노드의 이름(name)이 빠졌어요" },
        { "nodes: [{name: n1, label: {a: b}}]",
          "nodes.0.label: 모르는 필드예요. 쓸 수 있는 것은 name, labels, taints, capacity, addresses, nodeInfo" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct settings settings;
        struct status st = STATUS_INIT;
        struct val *doc = yaml_parse(cases[i].text, strlen(cases[i].text), NULL);
        bool ok = settings_read(&settings, doc, &st) == 0;
        CHECK_INT(ok, !cases[i].want);
        CHECK_STR(ok ? "" : st.message, cases[i].want ? cases[i].want : "");
        if (ok)
            settings_release(&settings);
        status_release(&st);
        val_unref(doc);
    }
}
