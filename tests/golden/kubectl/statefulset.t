# StatefulSets: one pod after the other, names that stay, partition, OnDelete, revisions, claims.
> cat > db.yaml <<EOF
| apiVersion: apps/v1
| kind: StatefulSet
| metadata: {name: db}
| spec:
|   serviceName: db
|   replicas: 3
|   selector: {matchLabels: {app: db}}
|   template:
|     metadata: {labels: {app: db}}
|     spec: {terminationGracePeriodSeconds: 1, containers: [{name: c, image: "nginx:1.18"}]}
| EOF
> kubectl apply -f db.yaml
statefulset.apps/db created
> kubectl get pods
NAME   READY   STATUS              RESTARTS   AGE
db-0   0/1     ContainerCreating   0          0s
> kubectl rollout status sts/db
Waiting for 3 pods to be ready...
Waiting for 2 pods to be ready...
Waiting for 1 pods to be ready...
partitioned roll out complete: 3 new pods have been updated...
> kubectl get pods --show-labels
NAME   READY   STATUS    RESTARTS   AGE   LABELS
db-0   1/1     Running   0          6s    app=db,controller-revision-hash=db-57b88f5696,statefulset.kubernetes.io/pod-name=db-0
db-1   1/1     Running   0          4s    app=db,controller-revision-hash=db-57b88f5696,statefulset.kubernetes.io/pod-name=db-1
db-2   1/1     Running   0          2s    app=db,controller-revision-hash=db-57b88f5696,statefulset.kubernetes.io/pod-name=db-2
> kubectl get pod db-1 -o jsonpath='{.metadata.generateName} {.spec.hostname} {.spec.subdomain}'
db- db-1 db
\
> kubectl get controllerrevisions
NAME            CONTROLLER            REVISION   AGE
db-57b88f5696   statefulset.apps/db   1          6s
> kubectl patch sts db -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'
statefulset.apps/db patched
> kubectl set image sts/db c=nginx:1.19
statefulset.apps/db image updated
> kubectl rollout status sts/db
Waiting for partitioned roll out to finish: 0 out of 1 new pods have been updated...
Waiting for 1 pods to be ready...
Waiting for 1 pods to be ready...
partitioned roll out complete: 1 new pods have been updated...
> kubectl get pods -o custom-columns=N:.metadata.name,I:.spec.containers[0].image
N      I
db-0   nginx:1.18
db-1   nginx:1.18
db-2   nginx:1.19
> kubectl get sts db -o jsonpath='{.status}'
{"collisionCount":0,"currentReplicas":2,"currentRevision":"db-57b88f5696","observedGeneration":3,"readyReplicas":3,"replicas":3,"updateRevision":"db-7fd8885d9c","updatedReplicas":1}
\
> kubectl delete pod db-0 --wait=false
pod "db-0" deleted
> sleep 20
> kubectl get pod db-0 -o jsonpath='{.spec.containers[0].image}'
nginx:1.18
\
> kubectl rollout undo sts db
statefulset.apps/db rolled back
> sleep 20
> kubectl get pods -o custom-columns=N:.metadata.name,I:.spec.containers[0].image
N      I
db-0   nginx:1.18
db-1   nginx:1.18
db-2   nginx:1.18
> kubectl rollout history sts db
statefulset.apps/db 
REVISION  CHANGE-CAUSE
2         <none>
3         <none>

> kubectl patch sts db -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'
statefulset.apps/db patched
> kubectl set image sts/db c=nginx:1.20
statefulset.apps/db image updated
> kubectl rollout status sts/db
2> error: rollout status is only available for RollingUpdate strategy type
= 1
> kubectl delete pod db-1
pod "db-1" deleted
> sleep 20
> kubectl get pods -o custom-columns=N:.metadata.name,I:.spec.containers[0].image
N      I
db-0   nginx:1.18
db-1   nginx:1.20
db-2   nginx:1.18
> kubectl scale sts db --replicas=1
statefulset.apps/db scaled
> kubectl wait pod/db-1 --for=delete
pod/db-1 condition met
> kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
db-0   1/1     Running   0          72s
> kubectl get events --field-selector involvedObject.name=db
LAST SEEN   TYPE     REASON             OBJECT           MESSAGE
72s         Normal   SuccessfulCreate   statefulset/db   create Pod db-0 in StatefulSet db successful
32s         Normal   SuccessfulCreate   statefulset/db   create Pod db-1 in StatefulSet db successful
52s         Normal   SuccessfulCreate   statefulset/db   create Pod db-2 in StatefulSet db successful
12s         Normal   SuccessfulDelete   statefulset/db   delete Pod db-2 in StatefulSet db successful
6s          Normal   SuccessfulDelete   statefulset/db   delete Pod db-1 in StatefulSet db successful
> kubectl label pod db-0 statefulset.kubernetes.io/pod-name-
pod/db-0 labeled
> kubectl get pod db-0 -L statefulset.kubernetes.io/pod-name
NAME   READY   STATUS    RESTARTS   AGE   POD-NAME
db-0   1/1     Running   0          72s   db-0
> cat > par.yaml <<EOF
| apiVersion: apps/v1
| kind: StatefulSet
| metadata: {name: par}
| spec:
|   serviceName: par
|   podManagementPolicy: Parallel
|   replicas: 2
|   selector: {matchLabels: {app: par}}
|   template:
|     metadata: {labels: {app: par}}
|     spec: {terminationGracePeriodSeconds: 1, containers: [{name: c, image: "nginx:1.18"}]}
|   volumeClaimTemplates:
|   - metadata: {name: data, labels: {tier: x}}
|     spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
| EOF
> kubectl apply -f par.yaml
statefulset.apps/par created
> kubectl get pods -l app=par
NAME    READY   STATUS    RESTARTS   AGE
par-0   0/1     Pending   0          0s
par-1   0/1     Pending   0          0s
> kubectl get pvc --show-labels
NAME         STATUS    VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE   LABELS
data-par-0   Pending                                                     0s    app=par,tier=x
data-par-1   Pending                                                     0s    app=par,tier=x
> kubectl describe sts par
Name:               par
Namespace:          default
CreationTimestamp:  Thu, 23 Jun 2022 08:47:32 +0900
Selector:           app=par
Labels:             <none>
Annotations:        <none>
Replicas:           2 desired | 2 total
Update Strategy:    RollingUpdate
  Partition:        0
Pods Status:        0 Running / 2 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=par
  Containers:
   c:
    Image:        nginx:1.18
    Port:         <none>
    Host Port:    <none>
    Environment:  <none>
    Mounts:       <none>
  Volumes:        <none>
Volume Claims:
  Name:          data
  StorageClass:  
  Labels:        tier=x
  Annotations:   <none>
  Capacity:      1Gi
  Access Modes:  [ReadWriteOnce]
Events:
  Type    Reason            Age   From                    Message
  ----    ------            ----  ----                    -------
  Normal  SuccessfulCreate  0s    statefulset-controller  create Claim data-par-0 Pod par-0 in StatefulSet par success
  Normal  SuccessfulCreate  0s    statefulset-controller  create Pod par-0 in StatefulSet par successful
  Normal  SuccessfulCreate  0s    statefulset-controller  create Claim data-par-1 Pod par-1 in StatefulSet par success
  Normal  SuccessfulCreate  0s    statefulset-controller  create Pod par-1 in StatefulSet par successful
> kubectl delete sts par
statefulset.apps "par" deleted
> kubectl get pvc
NAME         STATUS    VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE
data-par-0   Pending                                                     0s
data-par-1   Pending                                                     0s
