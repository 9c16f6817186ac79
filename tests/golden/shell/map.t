# map: boxes, marks, what changed since the last one, nodes that say nothing.
> cat > para.yaml <<EOF
| apiVersion: batch/v1
| kind: Job
| metadata: {name: testapp-job-para}
| spec:
|   completions: 5
|   parallelism: 2
|   template:
|     spec:
|       restartPolicy: Never
|       containers:
|       - {name: c, image: busybox, command: [sh, -c, "sleep 20"]}
| EOF
> cat > fail.yaml <<EOF
| apiVersion: batch/v1
| kind: Job
| metadata: {name: testapp-job-fail}
| spec:
|   backoffLimit: 3
|   template:
|     spec:
|       restartPolicy: Never
|       containers:
|       - {name: c, image: busybox, command: [sh, -c, "sleep 4; exit 3"]}
| EOF
> kubectl apply -f para.yaml -f fail.yaml
job.batch/testapp-job-para created
job.batch/testapp-job-fail created
> map
노드 4대, 파드 3개 (default)
┌ kube-master1 ───────────────────────┐ ┌ kube-node1 ─────────────────────────┐
│ Ready master #master:NoSchedule     │ │ Ready                               │
│                                     │ │ B░                                  │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
┌ kube-node2 ─────────────────────────┐ ┌ kube-node3 ─────────────────────────┐
│ Ready                               │ │ Ready                               │
│ A░                                  │ │ B░                                  │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
A job/testapp-job-fail 1개              B job/testapp-job-para 2개
░ 준비 중  # 테인트
> clock advance 20s
> map
노드 4대, 파드 5개 (default)
┌ kube-master1 ───────────────────────┐ ┌ kube-node1 ─────────────────────────┐
│ Ready master #master:NoSchedule     │ │ Ready                               │
│                                     │ │ B█*                                 │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
┌ kube-node2 ─────────────────────────┐ ┌ kube-node3 ─────────────────────────┐
│ Ready                               │ │ Ready                               │
│ A✗* A✗* A█*                         │ │ B█*                                 │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
A job/testapp-job-fail 3개              B job/testapp-job-para 2개
█ 실행 중  ✗ 실패  * 지난번과 달라짐  # 테인트
지난번 지도에서 달라진 것:
  파드 testapp-job-fail-wkhn5: 준비 중 → 실패
  파드 testapp-job-fail-dsx7j: 새로 생김, kube-node2, 실패
  파드 testapp-job-fail-bpldc: 새로 생김, kube-node2, 실행 중
  파드 testapp-job-para-6h9lp: 준비 중 → 실행 중
  파드 testapp-job-para-thlrr: 준비 중 → 실행 중
> map
노드 4대, 파드 5개 (default)
┌ kube-master1 ───────────────────────┐ ┌ kube-node1 ─────────────────────────┐
│ Ready master #master:NoSchedule     │ │ Ready                               │
│                                     │ │ B█                                  │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
┌ kube-node2 ─────────────────────────┐ ┌ kube-node3 ─────────────────────────┐
│ Ready                               │ │ Ready                               │
│ A✗ A✗ A█                            │ │ B█                                  │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
A job/testapp-job-fail 3개              B job/testapp-job-para 2개
█ 실행 중  ✗ 실패  # 테인트
> kubectl label node kube-node1 disk=ssd 서당=좋아요
2> error: invalid label value: "서당=좋아요": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
= 1
> kubectl label node kube-node1 disk=ssd type=a-long-value-that-needs-a-line
node/kube-node1 labeled
> kubectl taint node kube-node3 dedicated=gpu:NoSchedule
node/kube-node3 tainted
> kubectl cordon kube-node2
node/kube-node2 cordoned
> 지도
노드 4대, 파드 5개 (default)
┌ kube-master1 ───────────────────────┐ ┌ kube-node1 * ───────────────────────┐
│ Ready master #master:NoSchedule     │ │ Ready                               │
│                                     │ │ disk=ssd type=a-long-value-that-ne… │
│                                     │ │ B█                                  │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
┌ kube-node2 * ───────────────────────┐ ┌ kube-node3 * ───────────────────────┐
│ Ready,SchedulingDisabled            │ │ Ready #dedicated=gpu:NoSchedule     │
│ A✗ A✗ A█                            │ │ B█                                  │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
A job/testapp-job-fail 3개              B job/testapp-job-para 2개
█ 실행 중  ✗ 실패  * 지난번과 달라짐  # 테인트
지난번 지도에서 달라진 것:
  노드 kube-node1: +disk=ssd +type=a-long-value-that-needs-a-line
  노드 kube-node2: -Ready +Ready,SchedulingDisabled
  노드 kube-node3: +#dedicated=gpu:NoSchedule
> kubectl delete job testapp-job-fail
job.batch "testapp-job-fail" deleted
> kubectl annotate node kube-node1 kubelet.seodang.io/stopped=true
node/kube-node1 annotated
> clock advance 50s
> map
노드 4대, 파드 3개 (default)
┌ kube-master1 ───────────────────────┐ ┌ kube-node1 * ───────────────────────┐
│ Ready master #master:NoSchedule     │ │ NotReady                            │
│                                     │ │ disk=ssd type=a-long-value-that-ne… │
│                                     │ │ #unreachable:NoSchedule #unreachab… │
│                                     │ │ A▒* A░*                             │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
┌ kube-node2 ─────────────────────────┐ ┌ kube-node3 ─────────────────────────┐
│ Ready,SchedulingDisabled            │ │ Ready #dedicated=gpu:NoSchedule     │
│                                     │ │ A✓*                                 │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
A job/testapp-job-para 3개
░ 준비 중  ▒ 준비 안 됨  ✓ 성공  * 지난번과 달라짐  # 테인트
지난번 지도에서 달라진 것:
  파드 testapp-job-para-6h9lp: 실행 중 → 준비 안 됨
  파드 testapp-job-para-thlrr: 실행 중 → 성공
  파드 testapp-job-para-4rk8c: 새로 생김, kube-node1, 준비 중
  노드 kube-node1: -Ready +NotReady +#unreachable:NoSchedule +#unreachable:NoExecute
  파드 testapp-job-fail-dsx7j: 없어짐
  파드 testapp-job-fail-bpldc: 없어짐
  파드 testapp-job-fail-wkhn5: 없어짐
> kubectl uncordon kube-node2
node/kube-node2 uncordoned
> kubectl taint node kube-node3 dedicated-
node/kube-node3 untainted
> kubectl create deployment web --image=nginx --replicas=30
deployment.apps/web created
> kubectl create deployment lost --image=nosuch/lost
deployment.apps/lost created
> kubectl patch deployment lost -p '{"spec":{"template":{"spec":{"nodeSelector":{"disk":"none"}}}}}'
deployment.apps/lost patched
> clock advance 30s
> map
노드 4대, 파드 35개 (default)
┌ kube-master1 ───────────────────────┐ ┌ kube-node1 ─────────────────────────┐
│ Ready master #master:NoSchedule     │ │ NotReady                            │
│                                     │ │ disk=ssd type=a-long-value-that-ne… │
│                                     │ │ #unreachable:NoSchedule #unreachab… │
│                                     │ │ A▒ A░                               │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
┌ kube-node2 * ───────────────────────┐ ┌ kube-node3 * ───────────────────────┐
│ Ready                               │ │ Ready                               │
│ D█* D█* D█* D█* D█* D█* D█* D█* D█* │ │ A✓ C!* D█* D█* D█* D█* D█* D█* D█*  │
│ D█* D█* D█* D█* D█* D█*             │ │ D█* D█* D█* D█* D█* D█* D█* D█*     │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
┌ 노드가 없는 파드 ───────────────────┐
│ B·*                                 │
└─────────────────────────────────────┘
A job/testapp-job-para 3개              B replicaset/lost-5db55b746c 1개
C replicaset/lost-64db884b7 1개         D replicaset/web-6dc5cd68db 30개
· 자리 기다림  ░ 준비 중  ▒ 준비 안 됨  █ 실행 중  ! 시작하지 못함  ✓ 성공
* 지난번과 달라짐  # 테인트
지난번 지도에서 달라진 것:
  파드 lost-5db55b746c-zjmj7: 새로 생김, 자리 기다림
  파드 lost-64db884b7-s59tv: 새로 생김, kube-node3, 시작하지 못함
  파드 web-6dc5cd68db-5bq2r: 새로 생김, kube-node2, 실행 중
  파드 web-6dc5cd68db-6xhhz: 새로 생김, kube-node3, 실행 중
  파드 web-6dc5cd68db-7q2k4: 새로 생김, kube-node2, 실행 중
  파드 web-6dc5cd68db-22lq5: 새로 생김, kube-node2, 실행 중
  파드 web-6dc5cd68db-27gt8: 새로 생김, kube-node3, 실행 중
  파드 web-6dc5cd68db-c6sdp: 새로 생김, kube-node2, 실행 중
  … 그 밖에 26가지
> map -n kube-system
노드 4대, 파드 0개 (kube-system)
┌ kube-master1 ───────────────────────┐ ┌ kube-node1 ─────────────────────────┐
│ Ready master #master:NoSchedule     │ │ NotReady                            │
│                                     │ │ disk=ssd type=a-long-value-that-ne… │
│                                     │ │ #unreachable:NoSchedule #unreachab… │
│                                     │ │                                     │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
┌ kube-node2 ─────────────────────────┐ ┌ kube-node3 ─────────────────────────┐
│ Ready                               │ │ Ready                               │
│                                     │ │                                     │
└─────────────────────────────────────┘ └─────────────────────────────────────┘
# 테인트
> map x
2> map은 이름을 받지 않아요. 예: map, map -A, map -n kube-system
= 1
