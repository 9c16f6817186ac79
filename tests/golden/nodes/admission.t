# A pod that names its node itself is not asked about by the scheduler: the node's kubelet takes it, or refuses.
> cat > pods.yaml <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: big}
| spec: {nodeName: kube-node1, containers: [{name: c, image: nginx, resources: {requests: {cpu: 100}}}]}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: picky}
| spec: {nodeName: kube-node1, nodeSelector: {disk: ssd}, containers: [{name: c, image: nginx}]}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: first}
| spec: {nodeName: kube-node1, containers: [{name: c, image: nginx, ports: [{containerPort: 80, hostPort: 8080}]}]}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: second}
| spec: {nodeName: kube-node1, containers: [{name: c, image: nginx, ports: [{containerPort: 80, hostPort: 8080}]}]}
| EOF
> kubectl apply -f pods.yaml
pod/big created
pod/picky created
pod/first created
pod/second created
> clock advance 10s
> kubectl get pods
NAME     READY   STATUS         RESTARTS   AGE
big      0/1     OutOfcpu       0          10s
first    1/1     Running        0          10s
picky    0/1     NodeAffinity   0          10s
second   0/1     NodePorts      0          10s
> kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}: {.status.message}{"\n"}{end}'
big: Pod Node didn't have enough resource: cpu, requested: 100000, used: 0, capacity: 2000
first: 
picky: Pod Predicate NodeAffinity failed
second: Pod Predicate NodePorts failed
> kubectl describe pod big | grep -E '^(Status|Reason|Message|Node:)|OutOf'
Node:         kube-node1/
Status:       Failed
Reason:       OutOfcpu
Message:      Pod Node didn't have enough resource: cpu, requested: 100000, used: 0, capacity: 2000
  Warning  OutOfcpu  9s    kubelet  Node didn't have enough resource: cpu, requested: 100000, used: 0, capacity: 2000
> cat > rs.yaml <<EOF
| apiVersion: apps/v1
| kind: ReplicaSet
| metadata: {name: port}
| spec:
|   replicas: 2
|   selector: {matchLabels: {app: port}}
|   template:
|     metadata: {labels: {app: port}}
|     spec: {nodeName: kube-node2, containers: [{name: c, image: nginx, ports: [{containerPort: 80, hostPort: 9090}]}]}
| EOF
> kubectl apply -f rs.yaml
replicaset.apps/port created
> clock advance 5s
> kubectl get pods -l app=port --no-headers | awk '{print $3}' | sort | uniq -c
      5 NodePorts
      1 Pending
      1 Running
> kubectl scale rs port --replicas=1
replicaset.apps/port scaled
> clock advance 5s
> kubectl get rs port
NAME   DESIRED   CURRENT   READY   AGE
port   1         1         1       10s
