#| nodes: [{name: a1, labels: {topology.kubernetes.io/zone: a}}, {name: a2, labels: {topology.kubernetes.io/zone: a}}, {name: b1, labels: {topology.kubernetes.io/zone: b}}, {name: b2, labels: {topology.kubernetes.io/zone: b}}]
# A zone that is lost as a whole is emptied, each of its nodes in its turn; the others have turns of their own.
> node down a1
노드 a1의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가 NotReady로
바꿔요.
> node down a2
노드 a2의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가 NotReady로
바꿔요.
> node down b1
노드 b1의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가 NotReady로
바꿔요.
> clock advance 60s
> kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].effect,ADDED:.spec.taints[*].timeAdded
NAME   TAINTS                 ADDED
a1     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:46:50Z
a2     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:47:00Z
b1     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:46:50Z
b2     <none>                 <none>
> clock advance 10s
> kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].effect,ADDED:.spec.taints[*].timeAdded
NAME   TAINTS                 ADDED
a1     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:46:50Z
a2     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:47:00Z
b1     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:46:50Z
b2     <none>                 <none>
