# A Deployment from its first replica set over an update, an undo and a pause to its end.
> kubectl apply -f - <<EOF
| apiVersion: apps/v1
| kind: Deployment
| metadata: {name: web}
| spec:
|   replicas: 4
|   revisionHistoryLimit: 1
|   selector: {matchLabels: {app: web}}
|   template:
|     metadata: {labels: {app: web}}
|     spec: {containers: [{name: web, image: "nginx:1.18"}]}
| EOF
deployment.apps/web created
> kubectl rollout status deploy/web
Waiting for deployment "web" rollout to finish: 0 of 4 updated replicas are available...
Waiting for deployment "web" rollout to finish: 1 of 4 updated replicas are available...
Waiting for deployment "web" rollout to finish: 2 of 4 updated replicas are available...
Waiting for deployment "web" rollout to finish: 3 of 4 updated replicas are available...
deployment "web" successfully rolled out
> kubectl get deploy,rs,pods
NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/web   4/4     4            4           2s

NAME                             DESIRED   CURRENT   READY   AGE
replicaset.apps/web-86c6966f58   4         4         4       2s

NAME                       READY   STATUS    RESTARTS   AGE
pod/web-86c6966f58-6h9lp   1/1     Running   0          2s
pod/web-86c6966f58-dsx7j   1/1     Running   0          2s
pod/web-86c6966f58-thlrr   1/1     Running   0          2s
pod/web-86c6966f58-wkhn5   1/1     Running   0          2s
> kubectl set image deploy/web web=nginx:1.19
deployment.apps/web image updated
> kubectl rollout status deploy/web
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 3 of 4 updated replicas are available...
deployment "web" successfully rolled out
> kubectl get events --field-selector reason=ScalingReplicaSet -o custom-columns=N:.message --no-headers
Scaled up replica set web-86c6966f58 to 4
Scaled up replica set web-67844cd497 to 1
Scaled down replica set web-86c6966f58 to 3
Scaled up replica set web-67844cd497 to 2
Scaled down replica set web-86c6966f58 to 2
Scaled up replica set web-67844cd497 to 3
Scaled down replica set web-86c6966f58 to 1
Scaled up replica set web-67844cd497 to 4
Scaled down replica set web-86c6966f58 to 0
> kubectl rollout history deploy/web
deployment.apps/web 
REVISION  CHANGE-CAUSE
1         <none>
2         <none>

> kubectl rollout undo deploy/web
deployment.apps/web rolled back
> kubectl rollout status deploy/web
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 3 of 4 updated replicas are available...
deployment "web" successfully rolled out
> kubectl rollout history deploy/web
deployment.apps/web 
REVISION  CHANGE-CAUSE
2         <none>
3         <none>

> kubectl get rs -o custom-columns='NAME:.metadata.name,REV:.metadata.annotations.deployment\.kubernetes\.io/revision,HISTORY:.metadata.annotations.deployment\.kubernetes\.io/revision-history,MAX:.metadata.annotations.deployment\.kubernetes\.io/max-replicas'
NAME             REV   HISTORY   MAX
web-67844cd497   2     <none>    5
web-86c6966f58   3     1         5
> kubectl get deploy web -o jsonpath='{range .status.conditions[*]}{.type} {.status} {.reason} {.message}{"\n"}{end}'
Available True MinimumReplicasAvailable Deployment has minimum availability.
Progressing True NewReplicaSetAvailable ReplicaSet "web-86c6966f58" has successfully progressed.
> kubectl rollout pause deploy/web
deployment.apps/web paused
> kubectl set image deploy/web web=nginx:1.20
deployment.apps/web image updated
> clock advance 5s
> kubectl get deploy,rs
NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/web   4/4     0            4           13s

NAME                             DESIRED   CURRENT   READY   AGE
replicaset.apps/web-67844cd497   0         0         0       11s
replicaset.apps/web-86c6966f58   4         4         4       13s
> kubectl rollout resume deploy/web
deployment.apps/web resumed
> kubectl rollout status deploy/web
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 2 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 3 out of 4 new replicas have been updated...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...
Waiting for deployment "web" rollout to finish: 3 of 4 updated replicas are available...
deployment "web" successfully rolled out
> kubectl get rs
NAME             DESIRED   CURRENT   READY   AGE
web-67844cd497   0         0         0       15s
web-7678c8f78f   4         4         4       4s
> kubectl delete deploy web
deployment.apps "web" deleted
> clock advance 5s
> kubectl get deploy,rs,pods
NAME                       READY   STATUS        RESTARTS   AGE
pod/web-7678c8f78f-7q2k4   0/1     Terminating   0          9s
pod/web-7678c8f78f-nlndh   0/1     Terminating   0          9s
pod/web-7678c8f78f-wdbnr   0/1     Terminating   0          7s
pod/web-7678c8f78f-x289w   0/1     Terminating   0          7s
