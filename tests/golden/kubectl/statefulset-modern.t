# StatefulSets of v1.37: pods' indexes, ordinals, several pods at once, claims that go with the set or the pod.
#| version: v1.37.2
> cat > db.yaml <<EOF
| apiVersion: apps/v1
| kind: StatefulSet
| metadata: {name: db}
| spec:
|   serviceName: db
|   replicas: 4
|   podManagementPolicy: Parallel
|   ordinals: {start: 2}
|   minReadySeconds: 3
|   persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}
|   updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
|   selector: {matchLabels: {app: db}}
|   template:
|     metadata: {labels: {app: db}}
|     spec: {terminationGracePeriodSeconds: 1, containers: [{name: c, image: "nginx:1.18"}]}
|   volumeClaimTemplates:
|   - metadata: {name: data}
|     spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
| EOF
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: List
| items:
| - {apiVersion: v1, kind: PersistentVolume, metadata: {name: v1}, spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /mnt/1}}}
| - {apiVersion: v1, kind: PersistentVolume, metadata: {name: v2}, spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /mnt/2}}}
| - {apiVersion: v1, kind: PersistentVolume, metadata: {name: v3}, spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /mnt/3}}}
| - {apiVersion: v1, kind: PersistentVolume, metadata: {name: v4}, spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /mnt/4}}}
| EOF
persistentvolume/v1 created
persistentvolume/v2 created
persistentvolume/v3 created
persistentvolume/v4 created
> kubectl apply -f db.yaml
statefulset.apps/db created
> sleep 4
> kubectl get sts db -o jsonpath='{.status}'
{"availableReplicas":0,"collisionCount":0,"currentReplicas":4,"currentRevision":"db-847bddc46","observedGeneration":1,"readyReplicas":4,"replicas":4,"updateRevision":"db-847bddc46","updatedReplicas":4}
\
> sleep 6
> kubectl get sts db -o jsonpath='{.status}'
{"availableReplicas":4,"collisionCount":0,"currentReplicas":4,"currentRevision":"db-847bddc46","observedGeneration":1,"readyReplicas":4,"replicas":4,"updateRevision":"db-847bddc46","updatedReplicas":4}
\
> kubectl get pods -L apps.kubernetes.io/pod-index
NAME   READY   STATUS    RESTARTS   AGE   POD-INDEX
db-2   1/1     Running   0          10s   2
db-3   1/1     Running   0          10s   3
db-4   1/1     Running   0          10s   4
db-5   1/1     Running   0          10s   5
> kubectl describe sts db
Name:                   db
Namespace:              default
CreationTimestamp:      Thu, 23 Jun 2022 08:46:00 +0900
Selector:               app=db
Labels:                 <none>
Annotations:            <none>
Service Name:           db
Pod Management Policy:  Parallel
Replicas:               4 desired | 4 total
Update Strategy:        RollingUpdate
  Partition:            0
  MaxUnavailable:       2
Persistent Volume Claim Retention Policy:
  WhenDeleted:  Delete
  WhenScaled:   Delete
Pods Status:    4 Running / 0 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=db
  Containers:
   c:
    Image:         nginx:1.18
    Port:          <none>
    Host Port:     <none>
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
Volume Claims:
  Name:          data
  StorageClass:  
  Labels:        <none>
  Annotations:   <none>
  Capacity:      1Gi
  Access Modes:  [ReadWriteOnce]
Events:
  Type    Reason            Age   From                    Message
  ----    ------            ----  ----                    -------
  Normal  SuccessfulCreate  10s   statefulset-controller  Create Claim data-db-2 Pod db-2 in StatefulSet db success
  Normal  SuccessfulCreate  10s   statefulset-controller  Create Pod db-2 in StatefulSet db successful
  Normal  SuccessfulCreate  10s   statefulset-controller  Create Claim data-db-3 Pod db-3 in StatefulSet db success
  Normal  SuccessfulCreate  10s   statefulset-controller  Create Pod db-3 in StatefulSet db successful
  Normal  SuccessfulCreate  10s   statefulset-controller  Create Claim data-db-4 Pod db-4 in StatefulSet db success
  Normal  SuccessfulCreate  10s   statefulset-controller  Create Pod db-4 in StatefulSet db successful
  Normal  SuccessfulCreate  10s   statefulset-controller  Create Claim data-db-5 Pod db-5 in StatefulSet db success
  Normal  SuccessfulCreate  10s   statefulset-controller  Create Pod db-5 in StatefulSet db successful
> kubectl get pvc -o jsonpath='{range .items[*]}{.metadata.name} {.metadata.ownerReferences[0].kind}{"\n"}{end}'
data-db-2 StatefulSet
data-db-3 StatefulSet
data-db-4 StatefulSet
data-db-5 StatefulSet
> kubectl set image sts/db c=nginx:1.19
statefulset.apps/db image updated
> kubectl get pods
NAME   READY   STATUS        RESTARTS   AGE
db-2   1/1     Running       0          10s
db-3   1/1     Running       0          10s
db-4   1/1     Terminating   0          10s
db-5   1/1     Terminating   0          10s
> kubectl rollout status sts/db
Waiting for partitioned roll out to finish: 0 out of 4 new pods have been updated...
Waiting for 1 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 1 pods to be ready...
Waiting for partitioned roll out to finish: 2 out of 4 new pods have been updated...
Waiting for partitioned roll out to finish: 2 out of 4 new pods have been updated...
Waiting for 1 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 1 pods to be ready...
partitioned roll out complete: 4 new pods have been updated...
> kubectl scale sts db --replicas=2
statefulset.apps/db scaled
> sleep 5
> kubectl get pods,pvc
NAME       READY   STATUS    RESTARTS   AGE
pod/db-2   1/1     Running   0          7s
pod/db-3   1/1     Running   0          7s

NAME                              STATUS   VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   VOLUMEATTRIBUTESCLASS   AGE
persistentvolumeclaim/data-db-2   Bound    v1       2Gi        RWO                           <unset>                 24s
persistentvolumeclaim/data-db-3   Bound    v2       2Gi        RWO                           <unset>                 24s
> kubectl delete sts db
statefulset.apps "db" deleted from default namespace
> sleep 5
> kubectl get pods,pvc
2> No resources found in default namespace.
> kubectl create ns team
namespace/team created
> kubectl create pdb half --selector=app=db --max-unavailable=50%
poddisruptionbudget.policy/half created
> kubectl get pdb half -o jsonpath='{.status.conditions[0].reason}'
InsufficientPods
\
> kubectl delete ns team --wait=false
namespace "team" deleted
> sleep 6
> kubectl describe ns team
2> Error from server (NotFound): namespaces "team" not found
= 1
