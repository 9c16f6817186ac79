# Pods that want to be near others, far from others, or spread evenly; and what the scheduler says of those that fit nowhere.
> cat > near.yaml <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: near, labels: {app: near}}
| spec:
|   affinity:
|     podAffinity:
|       requiredDuringSchedulingIgnoredDuringExecution:
|       - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}
|   containers: [{name: c, image: nginx}]
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: own, labels: {app: own}}
| spec:
|   affinity:
|     podAffinity:
|       requiredDuringSchedulingIgnoredDuringExecution:
|       - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: own}}}
|   containers: [{name: c, image: nginx}]
| EOF
> kubectl apply -f near.yaml
pod/near created
pod/own created
> clock advance 3s
> kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
near   0/1     Pending   0          3s
own    1/1     Running   0          3s
> kubectl get events --field-selector involvedObject.name=near -o custom-columns=N:.message --no-headers | sort -u
0/4 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate, 3 node(s) didn't match pod affinity rules, 3 node(s) didn't match pod affinity/anti-affinity.
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: db, labels: {app: db}}
| spec:
|   containers: [{name: c, image: nginx}]
| EOF
pod/db created
> clock advance 3s
> test "$(kubectl get pod near -o jsonpath={.spec.nodeName})" = "$(kubectl get pod db -o jsonpath={.spec.nodeName})" && echo near
near
> cat > far.yaml <<EOF
| apiVersion: apps/v1
| kind: ReplicaSet
| metadata: {name: far}
| spec:
|   replicas: 4
|   selector: {matchLabels: {app: far}}
|   template:
|     metadata: {labels: {app: far}}
|     spec:
|       affinity:
|         podAntiAffinity:
|           requiredDuringSchedulingIgnoredDuringExecution:
|           - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: far}}}
|       containers: [{name: c, image: nginx}]
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: guest, labels: {app: far}}
| spec:
|   containers: [{name: c, image: nginx}]
| EOF
> kubectl apply -f far.yaml
replicaset.apps/far created
pod/guest created
> clock advance 5s
> kubectl get pods -l app=far -o custom-columns=N:.spec.nodeName --no-headers | sort | uniq -c
      1 <none>
      1 kube-node1
      1 kube-node2
      1 kube-node3
> kubectl get events --field-selector reason=FailedScheduling,involvedObject.name=guest -o custom-columns=N:.message --no-headers | sort -u
0/4 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate, 3 node(s) didn't match pod affinity/anti-affinity, 3 node(s) didn't satisfy existing pods anti-affinity rules.
> kubectl get events --field-selector reason=FailedScheduling -o custom-columns=N:.message --no-headers | grep -c 'pod anti-affinity rules'
1
> kubectl delete rs far --cascade=orphan
replicaset.apps "far" deleted
> cat > even.yaml <<EOF
| apiVersion: apps/v1
| kind: ReplicaSet
| metadata: {name: even}
| spec:
|   replicas: 6
|   selector: {matchLabels: {app: even}}
|   template:
|     metadata: {labels: {app: even}}
|     spec:
|       topologySpreadConstraints:
|       - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: even}}}
|       containers: [{name: c, image: nginx}]
| EOF
> kubectl label node kube-node1 kube-node2 zone=a
node/kube-node1 labeled
node/kube-node2 labeled
> kubectl label node kube-node3 zone=b
node/kube-node3 labeled
> kubectl apply -f even.yaml
replicaset.apps/even created
> clock advance 5s
> kubectl get pods -l app=even -o custom-columns=N:.spec.nodeName --no-headers | sed 's/kube-node[12]/a/;s/kube-node3/b/' | sort | uniq -c
      3 a
      3 b
> kubectl cordon kube-node3
node/kube-node3 cordoned
> kubectl scale rs even --replicas=9
replicaset.apps/even scaled
> clock advance 3s
> kubectl get pods -l app=even -o custom-columns=N:.spec.nodeName --no-headers | sed 's/kube-node[12]/a/;s/kube-node3/b/' | sort | uniq -c
      2 <none>
      4 a
      3 b
> kubectl get events --field-selector reason=FailedScheduling -o custom-columns=N:.message --no-headers | grep spread | sort -u
0/4 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate, 1 node(s) were unschedulable, 2 node(s) didn't match pod topology spread constraints.
