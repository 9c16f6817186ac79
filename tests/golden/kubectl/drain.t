# kubectl drain: the whole plan first, then each pod leaves in its own time.
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: bare}
| spec:
|   nodeName: kube-node1
|   terminationGracePeriodSeconds: 5
|   containers: [{name: c, image: nginx}]
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: stays, labels: {app: stays}}
| spec:
|   nodeName: kube-node1
|   containers: [{name: c, image: busybox, command: [sleep, "1000"]}]
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: store}
| spec:
|   nodeName: kube-node1
|   volumes: [{name: e, emptyDir: {}}]
|   containers: [{name: c, image: nginx}]
| ---
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
pod/bare created
pod/stays created
pod/store created
daemonset.apps/agent created
> clock advance 20s
> kubectl drain kube-node1
node/kube-node1 cordoned
2> error: unable to drain node "kube-node1", aborting command...
2> 
2> There are pending nodes to be drained:
2>  kube-node1
2> cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-6h9lp
2> cannot delete Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet (use --force to override): default/bare, default/stays
2> cannot delete Pods with local storage (use --delete-emptydir-data to override): default/store
= 1
> kubectl drain kube-node1 kube-node2 --force --delete-emptydir-data
node/kube-node1 already cordoned
node/kube-node2 cordoned
2> error: unable to drain node "kube-node1", aborting command...
2> 
2> There are pending nodes to be drained:
2>  kube-node1
2>  kube-node2
2> error: cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-6h9lp
= 1
> kubectl drain kube-node1 --dry-run=client --force --ignore-daemonsets --delete-emptydir-data
node/kube-node1 already cordoned (dry run)
evicting pod default/bare (dry run)
evicting pod default/stays (dry run)
evicting pod default/store (dry run)
node/kube-node1 drained (dry run)
2> WARNING: ignoring DaemonSet-managed Pods: default/agent-6h9lp; deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet: default/bare, default/stays, default/store
> kubectl drain kube-node1 --dry-run=server --force --ignore-daemonsets --delete-emptydir-data
node/kube-node1 already cordoned (server dry run)
evicting pod default/bare (server dry run)
evicting pod default/stays (server dry run)
evicting pod default/store (server dry run)
node/kube-node1 drained (server dry run)
2> WARNING: ignoring DaemonSet-managed Pods: default/agent-6h9lp; deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet: default/bare, default/stays, default/store
> kubectl drain kube-node1 --force --ignore-daemonsets --pod-selector=app=stays --timeout=3s
node/kube-node1 already cordoned
evicting pod default/stays
2> WARNING: deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet: default/stays
2> There are pending pods in node "kube-node1" when an error occurred: error when waiting for pod "stays" terminating: global timeout reached: 3s
2> pod/stays
2> error: unable to drain node "kube-node1", aborting command...
2> 
2> There are pending nodes to be drained:
2>  kube-node1
2> error: error when waiting for pod "stays" terminating: global timeout reached: 3s
= 1
> kubectl drain kube-node1 --force --ignore-daemonsets --pod-selector=app=stays --skip-wait-for-delete-timeout=1
node/kube-node1 already cordoned
evicting pod default/stays
pod "stays" has DeletionTimestamp older than 1 seconds, skipping
node/kube-node1 evicted
2> WARNING: deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet: default/stays
> kubectl drain kube-node1 --force --ignore-daemonsets --delete-emptydir-data
node/kube-node1 already cordoned
evicting pod default/bare
evicting pod default/stays
evicting pod default/store
pod/stays evicted
pod/bare evicted
pod/store evicted
node/kube-node1 evicted
2> WARNING: ignoring DaemonSet-managed Pods: default/agent-6h9lp; deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet: default/bare, default/stays, default/store
> kubectl delete ds agent --cascade=orphan
daemonset.apps "agent" deleted
> kubectl drain kube-node1
node/kube-node1 already cordoned
2> error: unable to drain node "kube-node1", aborting command...
2> 
2> There are pending nodes to be drained:
2>  kube-node1
2> error: cannot delete Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet (use --force to override): default/agent-6h9lp
= 1
> kubectl drain kube-node1 --force --disable-eviction
node/kube-node1 already cordoned
pod/agent-6h9lp deleted
node/kube-node1 deleted
2> WARNING: deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet: default/agent-6h9lp
> kubectl drain -l kubernetes.io/hostname=kube-node2 --dry-run=client --force
node/kube-node2 already cordoned (dry run)
evicting pod default/agent-thlrr (dry run)
node/kube-node2 drained (dry run)
2> WARNING: deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet: default/agent-thlrr
> kubectl uncordon kube-node1 kube-node2
node/kube-node1 uncordoned
node/kube-node2 uncordoned
> kubectl drain
2> error: USAGE: drain NODE [flags]
2> See 'kubectl drain -h' for help and examples
= 1
> kubectl drain kube-node1 -l a=b
2> error: error: cannot specify both a node name and a --selector option
2> See 'kubectl drain -h' for help and examples
= 1
> kubectl drain kube-node1 --pod-selector='x in'
2> error: --pod-selector=<pod_selector> must be a valid label selector
= 1
> kubectl drain nosuch
2> Error from server (NotFound): nodes "nosuch" not found
= 1
