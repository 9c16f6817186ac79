# How fast lost nodes are emptied: one in ten seconds; none where most of a small cluster is lost; none when all is lost.
> kubectl get nodes -o name
node/kube-master1
node/kube-node1
node/kube-node2
node/kube-node3
> node down kube-node1
노드 kube-node1의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가
NotReady로 바꿔요.
> node down kube-node2
노드 kube-node2의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가
NotReady로 바꿔요.
> clock advance 50s
> kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].effect,ADDED:.spec.taints[*].timeAdded
NAME           TAINTS                 ADDED
kube-master1   NoSchedule             <none>
kube-node1     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:46:50Z
kube-node2     NoSchedule             2022-06-22T23:46:45Z
kube-node3     <none>                 <none>
> clock advance 10s
> kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].effect,ADDED:.spec.taints[*].timeAdded
NAME           TAINTS                 ADDED
kube-master1   NoSchedule             <none>
kube-node1     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:46:50Z
kube-node2     NoSchedule,NoExecute   2022-06-22T23:46:45Z,2022-06-22T23:47:00Z
kube-node3     <none>                 <none>
> node down kube-node3
노드 kube-node3의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가
NotReady로 바꿔요.
> clock advance 60s
> kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].effect
NAME           TAINTS
kube-master1   NoSchedule
kube-node1     NoSchedule,NoExecute
kube-node2     NoSchedule,NoExecute
kube-node3     NoSchedule
> node up kube-node1
노드 kube-node1의 kubelet을 다시 켰어요. 곧 자기 상태를 알려요.
> clock advance 20s
> kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].effect
NAME           TAINTS
kube-master1   NoSchedule
kube-node1     <none>
kube-node2     NoSchedule,NoExecute
kube-node3     NoSchedule,NoExecute
> node down kube-node1
노드 kube-node1의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가
NotReady로 바꿔요.
> node down kube-master1
노드 kube-master1의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가
NotReady로 바꿔요.
> clock advance 60s
> kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].effect
NAME           TAINTS
kube-master1   NoSchedule,NoSchedule
kube-node1     NoSchedule
kube-node2     NoSchedule
kube-node3     NoSchedule
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: Node
| metadata: {name: never, annotations: {kubelet.seodang.io/stopped: "true"}}
| EOF
node/never created
> clock advance 30s
> kubectl get node never
NAME    STATUS    ROLES    AGE   VERSION
never   Unknown   <none>   30s   
> clock advance 40s
> kubectl get nodes
NAME           STATUS     ROLES    AGE     VERSION
kube-master1   NotReady   master   4m30s   v1.20.2
kube-node1     NotReady   <none>   4m30s   v1.20.2
kube-node2     NotReady   <none>   4m30s   v1.20.2
kube-node3     NotReady   <none>   4m30s   v1.20.2
never          NotReady   <none>   70s     
> kubectl get node never -o jsonpath='{range .status.conditions[*]}{.type} {.status} {.reason} {.message}{"\n"}{end}'
Ready Unknown NodeStatusNeverUpdated Kubelet never posted node status.
MemoryPressure Unknown NodeStatusNeverUpdated Kubelet never posted node status.
DiskPressure Unknown NodeStatusNeverUpdated Kubelet never posted node status.
PIDPressure Unknown NodeStatusNeverUpdated Kubelet never posted node status.
