# node: machines come, go, fall silent and come back; what becomes of their pods.
> cat > ds.yaml <<EOF
| apiVersion: apps/v1
| kind: DaemonSet
| metadata: {name: agent}
| spec:
|   selector: {matchLabels: {app: agent}}
|   template:
|     metadata: {labels: {app: agent}}
|     spec:
|       terminationGracePeriodSeconds: 1
|       containers: [{name: c, image: nginx}]
| EOF
> kubectl apply -f ds.yaml
daemonset.apps/agent created
> node
2> node 뒤에는 add, remove, down, up 가운데 하나와 노드 이름을 적어 주세요.
= 1
> node down
2> 노드 이름을 적어 주세요. 예: node down kube-node2
= 1
> node add kube-node4
노드 kube-node4를 추가했어요. kubelet이 자기 상태를 알리면 Ready가 돼요.
> node add kube-node4
2> Error from server (AlreadyExists): nodes "kube-node4" already exists
= 1
> 노드 추가 Bad_Name
2> The Node "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
= 1
> clock advance 5s
> kubectl get nodes
NAME           STATUS   ROLES    AGE   VERSION
kube-master1   Ready    master   5s    v1.20.2
kube-node1     Ready    <none>   5s    v1.20.2
kube-node2     Ready    <none>   5s    v1.20.2
kube-node3     Ready    <none>   5s    v1.20.2
kube-node4     Ready    <none>   5s    v1.20.2
> kubectl get ds agent
NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE
agent   4         4         4       4            4           <none>          5s
> 노드 중지 kube-node2
노드 kube-node2의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가
NotReady로 바꿔요.
> node down kube-node2 nosuch
노드 kube-node2의 kubelet은 이미 멈춰 있어요.
2> Error from server (NotFound): nodes "nosuch" not found
= 1
> clock advance 50s
> kubectl get node kube-node2
NAME         STATUS     ROLES    AGE   VERSION
kube-node2   NotReady   <none>   55s   v1.20.2
> kubectl get node kube-node2 -o jsonpath='{range .spec.taints[*]}{.key}:{.effect}{"\n"}{end}'
node.kubernetes.io/unreachable:NoSchedule
node.kubernetes.io/unreachable:NoExecute
> kubectl get events --field-selector involvedObject.name=kube-node2 -o custom-columns=R:.reason,M:.message --no-headers
RegisteredNode   Node kube-node2 event: Registered Node kube-node2 in Controller
NodeNotReady     Node kube-node2 status is now: NodeNotReady
> kubectl get ds agent
NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE
agent   3         3         3       3            3           <none>          55s
> 노드 시작 kube-node2
노드 kube-node2의 kubelet을 다시 켰어요. 곧 자기 상태를 알려요.
> node up kube-node2
노드 kube-node2의 kubelet은 이미 돌고 있어요.
> clock advance 5s
> kubectl get node kube-node2
NAME         STATUS   ROLES    AGE   VERSION
kube-node2   Ready    <none>   60s   v1.20.2
> kubectl get ds agent
NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE
agent   4         4         4       4            4           <none>          60s
> 노드 삭제 kube-node4
노드 kube-node4를 클러스터에서 뺐어요. 그 노드에 있던 파드는 파드 가비지
수집기가 치워요.
> clock advance 2s
> kubectl get nodes
NAME           STATUS   ROLES    AGE   VERSION
kube-master1   Ready    master   62s   v1.20.2
kube-node1     Ready    <none>   62s   v1.20.2
kube-node2     Ready    <none>   62s   v1.20.2
kube-node3     Ready    <none>   62s   v1.20.2
> kubectl get events --field-selector involvedObject.name=kube-node4 -o custom-columns=R:.reason,M:.message --no-headers
RegisteredNode   Node kube-node4 event: Registered Node kube-node4 in Controller
> node down kube-node1 kube-node3
노드 kube-node1의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가
NotReady로 바꿔요.
노드 kube-node3의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가
NotReady로 바꿔요.
> undo
이 명령을 치기 전의 클러스터로 되돌렸어요: node down kube-node1 kube-node3
> kubectl get nodes -o custom-columns=NAME:.metadata.name,STOPPED:.metadata.annotations.kubelet\.seodang\.io/stopped
NAME           STOPPED
kube-master1   <none>
kube-node1     <none>
kube-node2     <none>
kube-node3     <none>
