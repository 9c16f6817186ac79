#| version: v1.18.10
# What v1.18 says otherwise: paths in objects, --cascade as a boolean, drain's older flag, older words.
> kubectl create job pi --image=perl -- date
job.batch/pi created
> kubectl get job pi -o jsonpath='{.metadata.selfLink}{"\n"}'
/apis/batch/v1/namespaces/default/jobs/pi
> kubectl get node kube-node1 -o jsonpath='{.metadata.selfLink}{"\n"}'
/api/v1/nodes/kube-node1
> kubectl delete job pi --cascade=orphan
2> Error: invalid argument "orphan" for "--cascade" flag: strconv.ParseBool: parsing "orphan": invalid syntax
2> See 'kubectl delete --help' for usage.
= 1
> kubectl delete job pi --cascade=false
job.batch "pi" deleted
> kubectl get pods
NAME       READY   STATUS              RESTARTS   AGE
pi-6h9lp   0/1     ContainerCreating   0          0s
> kubectl drain kube-node1 --delete-emptydir-data
2> Error: unknown flag: --delete-emptydir-data
2> See 'kubectl drain --help' for usage.
= 1
> kubectl drain kube-node1 --delete-local-data
node/kube-node1 cordoned
2> error: unable to drain node "kube-node1", aborting command...
2> 
2> There are pending nodes to be drained:
2>  kube-node1
2> error: cannot delete Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet (use --force to override): default/pi-6h9lp
= 1
> kubectl api-resources --api-group=batch
NAME       SHORTNAMES   APIGROUP   NAMESPACED   KIND
cronjobs   cj           batch      true         CronJob
jobs                    batch      true         Job
