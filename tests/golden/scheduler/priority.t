# A pod of high priority ends others to have room; one that must not does not; claims that are missing keep a pod waiting.
> kubectl create deployment f --image=nginx --replicas=3
deployment.apps/f created
> kubectl patch deployment f -p '{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"nginx","resources":{"requests":{"cpu":"1200m"}}}]}}}}'
deployment.apps/f patched
> clock advance 20s
> kubectl get pods -o custom-columns=S:.status.phase,P:.spec.priority --no-headers
Running   0
Running   0
Running   0
> kubectl apply -f - <<EOF
| apiVersion: scheduling.k8s.io/v1
| kind: PriorityClass
| metadata: {name: high}
| value: 1000
| EOF
priorityclass.scheduling.k8s.io/high created
> kubectl get priorityclasses -o custom-columns=N:.metadata.name,V:.value
N                         V
high                      1000
system-cluster-critical   2000000000
system-node-critical      2000001000
> cat > vip.yaml <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: vip}
| spec:
|   priorityClassName: high
|   containers: [{name: c, image: nginx, resources: {requests: {cpu: 1500m}}}]
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: polite}
| spec:
|   priorityClassName: gentle
|   containers: [{name: c, image: nginx, resources: {requests: {cpu: 1500m}}}]
| EOF
> kubectl apply -f vip.yaml
pod/vip created
2> Error from server (Forbidden): error when creating "vip.yaml": pods "polite" is forbidden: no PriorityClass with name gentle was found
= 1
> clock advance 1s
> kubectl get pod vip -o jsonpath='{.status.nominatedNodeName}' | sed 's/[123]$/N/'
kube-nodeN
\
> clock advance 8s
> kubectl get pods -o custom-columns=N:.metadata.name,S:.status.phase --no-headers | sed 's/f-[a-z0-9-]*/f/' | sort
f   Pending
f   Running
f   Running
vip                 Running
> kubectl get events --field-selector reason=Preempted -o custom-columns=T:.type,M:.message --no-headers | sed 's/kube-node[123]/N/'
Normal   Preempted by default/vip on node N
> kubectl describe pod vip | sed -n '/^Events/,$p'
Events:
  Type     Reason            Age   From               Message
  ----     ------            ----  ----               -------
  Warning  FailedScheduling  9s    default-scheduler  0/4 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate, 3 Insufficient cpu.
  Warning  FailedScheduling  8s    default-scheduler  0/4 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate, 3 Insufficient cpu.
  Normal   Scheduled         3s    default-scheduler  Successfully assigned default/vip to kube-node2
  Normal   Pulling           3s    kubelet            Pulling image "nginx"
  Normal   Pulled            1s    kubelet            Successfully pulled image "nginx" in 2.000424162s
  Normal   Created           1s    kubelet            Created container c
  Normal   Started           1s    kubelet            Started container c
> cat > gentle.yaml <<EOF
| apiVersion: scheduling.k8s.io/v1
| kind: PriorityClass
| metadata: {name: gentle}
| value: 2000
| preemptionPolicy: Never
| EOF
> kubectl apply -f gentle.yaml -f vip.yaml
priorityclass.scheduling.k8s.io/gentle created
pod/vip unchanged
pod/polite created
> clock advance 3s
> kubectl get pod polite -o custom-columns=S:.status.phase,P:.spec.priority,Y:.spec.preemptionPolicy --no-headers
Pending   2000   Never
> cat > claim.yaml <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: claim}
| spec:
|   volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]
|   containers: [{name: c, image: nginx}]
| EOF
> kubectl apply -f claim.yaml
pod/claim created
> clock advance 3s
> kubectl get events --field-selector involvedObject.name=claim -o custom-columns=M:.message --no-headers | sort -u
0/4 nodes are available: 4 persistentvolumeclaim "data" not found.
> kubectl delete pod claim
pod "claim" deleted
> kubectl get events --field-selector involvedObject.name=claim -o custom-columns=M:.message --no-headers | sort -u
0/4 nodes are available: 4 persistentvolumeclaim "data" not found.
skip schedule deleting pod: default/claim
