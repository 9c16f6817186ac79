# map of a hundred nodes: those that look alike fold into one line.
#| nodes:
#| - {name: kube-node1}
#| - {name: kube-node2}
#| - {name: kube-node3}
#| - {name: kube-node4}
#| - {name: kube-node5}
#| - {name: kube-node6}
#| - {name: kube-node7}
#| - {name: kube-node8}
#| - {name: kube-node9}
#| - {name: kube-node10}
#| - {name: kube-node11}
#| - {name: kube-node12}
#| - {name: kube-node13}
#| - {name: kube-node14}
#| - {name: kube-node15}
#| - {name: kube-node16}
#| - {name: kube-node17}
#| - {name: kube-node18}
#| - {name: kube-node19}
#| - {name: kube-node20}
#| - {name: kube-node21}
#| - {name: kube-node22}
#| - {name: kube-node23}
#| - {name: kube-node24}
#| - {name: kube-node25}
#| - {name: kube-node26}
#| - {name: kube-node27}
#| - {name: kube-node28}
#| - {name: kube-node29}
#| - {name: kube-node30}
#| - {name: kube-node31}
#| - {name: kube-node32}
#| - {name: kube-node33}
#| - {name: kube-node34}
#| - {name: kube-node35}
#| - {name: kube-node36}
#| - {name: kube-node37}
#| - {name: kube-node38}
#| - {name: kube-node39}
#| - {name: kube-node40, labels: {disk: ssd}}
#| - {name: kube-node41}
#| - {name: kube-node42}
#| - {name: kube-node43}
#| - {name: kube-node44}
#| - {name: kube-node45}
#| - {name: kube-node46}
#| - {name: kube-node47}
#| - {name: kube-node48}
#| - {name: kube-node49}
#| - {name: kube-node50}
#| - {name: kube-node51}
#| - {name: kube-node52}
#| - {name: kube-node53}
#| - {name: kube-node54}
#| - {name: kube-node55}
#| - {name: kube-node56}
#| - {name: kube-node57}
#| - {name: kube-node58}
#| - {name: kube-node59}
#| - {name: kube-node60}
#| - {name: kube-node61}
#| - {name: kube-node62}
#| - {name: kube-node63}
#| - {name: kube-node64}
#| - {name: kube-node65}
#| - {name: kube-node66}
#| - {name: kube-node67}
#| - {name: kube-node68}
#| - {name: kube-node69}
#| - {name: kube-node70}
#| - {name: kube-node71}
#| - {name: kube-node72}
#| - {name: kube-node73}
#| - {name: kube-node74}
#| - {name: kube-node75}
#| - {name: kube-node76}
#| - {name: kube-node77}
#| - {name: kube-node78}
#| - {name: kube-node79}
#| - {name: kube-node80}
#| - {name: kube-node81}
#| - {name: kube-node82}
#| - {name: kube-node83}
#| - {name: kube-node84}
#| - {name: kube-node85}
#| - {name: kube-node86}
#| - {name: kube-node87}
#| - {name: kube-node88}
#| - {name: kube-node89}
#| - {name: kube-node90}
#| - {name: kube-node91}
#| - {name: kube-node92}
#| - {name: kube-node93}
#| - {name: kube-node94}
#| - {name: kube-node95}
#| - {name: kube-node96}
#| - {name: kube-node97}
#| - {name: kube-node98}
#| - {name: kube-node99}
#| - {name: kube-node100}
> cat > ds.yaml <<EOF
| apiVersion: apps/v1
| kind: DaemonSet
| metadata: {name: agent}
| spec:
|   selector: {matchLabels: {app: agent}}
|   template:
|     metadata: {labels: {app: agent}}
|     spec:
|       containers: [{name: c, image: nginx}]
| EOF
> kubectl apply -f ds.yaml
daemonset.apps/agent created
> kubectl create deployment web --image=nginx --replicas=3
deployment.apps/web created
> clock advance 30s
> map
노드 100대, 파드 103개 (default)
kube-node1…kube-node6, kube-node8…kube-node21, … (96대)
    Ready
    A█
kube-node7, kube-node22, kube-node27 (3대)
    Ready
    A█ B█
kube-node40
    Ready disk=ssd
    A█
A daemonset/agent 100개                 B replicaset/web-6dc5cd68db 3개
█ 실행 중
> kubectl cordon kube-node77
node/kube-node77 cordoned
> kubectl scale deployment web --replicas=40
deployment.apps/web scaled
> clock advance 1s
> map
노드 100대, 파드 140개 (default)
kube-node1…kube-node2, kube-node4…kube-node6, … (58대)
    Ready
    A█
kube-node3, kube-node11…kube-node14, kube-node16, … (37대)
    Ready
    A█ B░*
kube-node7, kube-node22, kube-node27 (3대)
    Ready
    A█ B█
kube-node40
    Ready disk=ssd
    A█
kube-node77 *
    Ready,SchedulingDisabled
    A█
A daemonset/agent 100개                 B replicaset/web-6dc5cd68db 40개
░ 준비 중  █ 실행 중  * 지난번과 달라짐  # 테인트
지난번 지도에서 달라진 것:
  파드 web-6dc5cd68db-2d4mr: 새로 생김, kube-node53, 준비 중
  파드 web-6dc5cd68db-2ftwz: 새로 생김, kube-node60, 준비 중
  파드 web-6dc5cd68db-2h9r4: 새로 생김, kube-node38, 준비 중
  파드 web-6dc5cd68db-4hhlg: 새로 생김, kube-node47, 준비 중
  파드 web-6dc5cd68db-4hw52: 새로 생김, kube-node28, 준비 중
  파드 web-6dc5cd68db-5gp7w: 새로 생김, kube-node35, 준비 중
  파드 web-6dc5cd68db-5x279: 새로 생김, kube-node16, 준비 중
  파드 web-6dc5cd68db-6phqj: 새로 생김, kube-node68, 준비 중
  … 그 밖에 30가지
