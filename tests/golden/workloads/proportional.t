# Scaling while a rollout is stuck: the new size is spread over the sets in proportion to theirs.
> kubectl create deployment web --image=nginx:1.18 --replicas=10
deployment.apps/web created
> kubectl rollout status deploy web --timeout=1m
Waiting for deployment "web" rollout to finish: 0 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 1 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 2 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 3 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 4 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 5 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 6 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 7 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 8 of 10 updated replicas are available...
Waiting for deployment "web" rollout to finish: 9 of 10 updated replicas are available...
deployment "web" successfully rolled out
> kubectl patch deploy web -p '{"spec":{"progressDeadlineSeconds":15,"strategy":{"rollingUpdate":{"maxSurge":3,"maxUnavailable":2}}}}'
deployment.apps/web patched
> kubectl set image deploy/web nginx=nosuch:1
deployment.apps/web image updated
> clock advance 5s
> kubectl get rs -o custom-columns=WANT:.spec.replicas,READY:.status.readyReplicas,IMAGE:.spec.template.spec.containers[0].image --no-headers --sort-by=.metadata.creationTimestamp
8     8        nginx:1.18
5     <none>   nosuch:1
> kubectl scale deploy web --replicas=15
deployment.apps/web scaled
> clock advance 5s
> kubectl get rs -o custom-columns=WANT:.spec.replicas,READY:.status.readyReplicas,IMAGE:.spec.template.spec.containers[0].image --no-headers --sort-by=.metadata.creationTimestamp
11    11       nginx:1.18
7     <none>   nosuch:1
> kubectl scale deploy web --replicas=7
deployment.apps/web scaled
> clock advance 5s
> kubectl get rs -o custom-columns=WANT:.spec.replicas,READY:.status.readyReplicas,IMAGE:.spec.template.spec.containers[0].image --no-headers --sort-by=.metadata.creationTimestamp
5     5        nginx:1.18
5     <none>   nosuch:1
> kubectl get deploy web
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
web    5/7     5            5           17s
> clock advance 20s
> kubectl rollout status deploy web
2> error: deployment "web" exceeded its progress deadline
= 1
> kubectl get deploy web -o jsonpath='{range .status.conditions[*]}{.type} {.status} {.reason} {.message}{"\n"}{end}'
Available True MinimumReplicasAvailable Deployment has minimum availability.
Progressing False ProgressDeadlineExceeded ReplicaSet "web-6f7bf5df65" has timed out progressing.
> kubectl rollout undo deploy web
deployment.apps/web rolled back
> kubectl rollout status deploy web
Waiting for deployment "web" rollout to finish: 5 of 7 updated replicas are available...
Waiting for deployment "web" rollout to finish: 6 of 7 updated replicas are available...
deployment "web" successfully rolled out
> kubectl scale deploy web --replicas=0 --timeout=1m
deployment.apps/web scaled
> kubectl get deploy,rs
NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/web   0/0     0            0           38s

NAME                             DESIRED   CURRENT   READY   AGE
replicaset.apps/web-574648bbd4   0         0         0       38s
replicaset.apps/web-6f7bf5df65   0         0         0       36s
> kubectl describe deploy web
Name:                   web
Namespace:              default
CreationTimestamp:      Thu, 23 Jun 2022 08:46:00 +0900
Labels:                 app=web
Annotations:            deployment.kubernetes.io/revision: 3
Selector:               app=web
Replicas:               0 desired | 0 updated | 0 total | 0 available | 0 unavailable
StrategyType:           RollingUpdate
MinReadySeconds:        0
RollingUpdateStrategy:  2 max unavailable, 3 max surge
Pod Template:
  Labels:  app=web
  Containers:
   nginx:
    Image:        nginx:1.18
    Port:         <none>
    Host Port:    <none>
    Environment:  <none>
    Mounts:       <none>
  Volumes:        <none>
Conditions:
  Type           Status  Reason
  ----           ------  ------
  Available      True    MinimumReplicasAvailable
  Progressing    True    NewReplicaSetAvailable
OldReplicaSets:  <none>
NewReplicaSet:   web-574648bbd4 (0/0 replicas created)
Events:
  Type    Reason             Age                From                   Message
  ----    ------             ----               ----                   -------
  Normal  ScalingReplicaSet  38s                deployment-controller  Scaled up replica set web-574648bbd4 to 10
  Normal  ScalingReplicaSet  36s                deployment-controller  Scaled up replica set web-6f7bf5df65 to 3
  Normal  ScalingReplicaSet  36s                deployment-controller  Scaled down replica set web-574648bbd4 to 8
  Normal  ScalingReplicaSet  31s                deployment-controller  Scaled up replica set web-574648bbd4 to 11
  Normal  ScalingReplicaSet  31s                deployment-controller  Scaled up replica set web-6f7bf5df65 to 7
  Normal  ScalingReplicaSet  26s (x2 over 36s)  deployment-controller  Scaled up replica set web-6f7bf5df65 to 5
  Normal  ScalingReplicaSet  26s                deployment-controller  Scaled down replica set web-574648bbd4 to 6
  Normal  ScalingReplicaSet  26s                deployment-controller  Scaled down replica set web-6f7bf5df65 to 4
  Normal  ScalingReplicaSet  26s                deployment-controller  Scaled down replica set web-574648bbd4 to 5
  Normal  ScalingReplicaSet  0s (x3 over 1s)    deployment-controller  (combined from similar events): Scaled down replica set web-574648bbd4 to 0
