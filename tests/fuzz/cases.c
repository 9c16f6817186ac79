/* Inputs that once failed, and what they showed. */
#include "tests/fuzz/fuzz.h"

#define TEXT(s) s, sizeof(s) - 1

const struct named_case named_cases[] = {
    { "commands", "a type that is none: the errors of no targets were read before they were written",
      TEXT("kubectl patch nosuch x -p '{}'; kubectl rollout history nosuch/x; kubectl scale nosuch x --replicas=1") },
    { "commands", "so many pods that one instant never ended: of a Deployment, a Job, and a StatefulSet in parallel",
      TEXT("kubectl create deployment d --image=nginx --replicas=2000000000\n"
           "kubectl apply -f - <<E\n---\n"
           "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {parallelism: 2147483647,"
           " template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}}\n"
           "---\n"
           "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}, spec: {replicas: 2147483647, podManagementPolicy: Parallel, serviceName: s,"
           " selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: busybox}]}}}}\n"
           "E\n"
           "kubectl get pods; clock advance 1s; kubectl delete deploy/d job/j sts/s\n") },
    { "container", "a set in a pattern whose first character matched never ended", TEXT("case yes in [yY]es) echo y;; esac") },
};

const size_t named_case_count = ARRAY_LEN(named_cases);
