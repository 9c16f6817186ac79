# A replica set of the name that a new one would get, but nobody's: the count of collisions makes another name.
> kubectl create deployment web --image=nginx --replicas=1
deployment.apps/web created
> clock advance 5s
> kubectl delete deploy web --cascade=orphan
deployment.apps "web" deleted
> kubectl label rs -l app=web app=gone --overwrite
replicaset.apps/web-6dc5cd68db labeled
> kubectl create deployment web --image=nginx --replicas=1
deployment.apps/web created
> clock advance 5s
> kubectl get deploy,rs
NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/web   1/1     1            1           5s

NAME                             DESIRED   CURRENT   READY   AGE
replicaset.apps/web-667bf67f9f   1         1         1       5s
replicaset.apps/web-6dc5cd68db   1         1         1       10s
> kubectl get deploy web -o jsonpath='{.status.collisionCount} {.metadata.annotations}'
1 {"deployment.kubernetes.io/revision":"1"}
\
> kubectl rollout status deploy web
deployment "web" successfully rolled out
> kubectl delete deploy web --cascade=orphan
deployment.apps "web" deleted
> kubectl create deployment web --image=nginx --replicas=2
deployment.apps/web created
> clock advance 5s
> kubectl get rs -l app=web -o jsonpath='{range .items[*]}{.metadata.ownerReferences[*].kind} {.spec.replicas}{"\n"}{end}'
Deployment 2
> kubectl get pods
NAME                   READY   STATUS    RESTARTS   AGE
web-667bf67f9f-thlrr   1/1     Running   0          10s
web-667bf67f9f-wkhn5   1/1     Running   0          5s
web-6dc5cd68db-6h9lp   1/1     Running   0          15s
