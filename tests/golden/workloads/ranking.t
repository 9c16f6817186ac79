# Which pods go first when a set shrinks: those that are not ready, then those on a crowded node, then the youngest.
> kubectl create deployment web --image=nginx --replicas=4
deployment.apps/web created
> clock advance 5s
> kubectl scale deploy web --replicas=5
deployment.apps/web scaled
> clock advance 5s
> kubectl get pods -o wide --sort-by=.spec.nodeName
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE         NOMINATED NODE   READINESS GATES
web-6dc5cd68db-6h9lp   1/1     Running   0          10s   10.233.0.2   kube-node1   <none>           <none>
web-6dc5cd68db-dsx7j   1/1     Running   0          10s   10.233.0.5   kube-node1   <none>           <none>
web-6dc5cd68db-wkhn5   1/1     Running   0          10s   10.233.0.4   kube-node2   <none>           <none>
web-6dc5cd68db-bpldc   1/1     Running   0          5s    10.233.0.6   kube-node3   <none>           <none>
web-6dc5cd68db-thlrr   1/1     Running   0          10s   10.233.0.3   kube-node3   <none>           <none>
> kubectl scale deploy web --replicas=4
deployment.apps/web scaled
> clock advance 40s
> kubectl get pods -o wide --sort-by=.spec.nodeName
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE         NOMINATED NODE   READINESS GATES
web-6dc5cd68db-6h9lp   1/1     Running   0          50s   10.233.0.2   kube-node1   <none>           <none>
web-6dc5cd68db-dsx7j   1/1     Running   0          50s   10.233.0.5   kube-node1   <none>           <none>
web-6dc5cd68db-wkhn5   1/1     Running   0          50s   10.233.0.4   kube-node2   <none>           <none>
web-6dc5cd68db-thlrr   1/1     Running   0          50s   10.233.0.3   kube-node3   <none>           <none>
> kubectl patch deploy web -p '{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":0}}}}'
deployment.apps/web patched
> kubectl set image deploy web nginx=nosuch
deployment.apps/web image updated
> clock advance 5s
> kubectl rollout undo deploy web
deployment.apps/web rolled back
> clock advance 40s
> kubectl get pods -o wide --sort-by=.spec.nodeName
NAME                   READY   STATUS    RESTARTS   AGE   IP           NODE         NOMINATED NODE   READINESS GATES
web-6dc5cd68db-6h9lp   1/1     Running   0          95s   10.233.0.2   kube-node1   <none>           <none>
web-6dc5cd68db-dsx7j   1/1     Running   0          95s   10.233.0.5   kube-node1   <none>           <none>
web-6dc5cd68db-wkhn5   1/1     Running   0          95s   10.233.0.4   kube-node2   <none>           <none>
web-6dc5cd68db-thlrr   1/1     Running   0          95s   10.233.0.3   kube-node3   <none>           <none>
> kubectl apply -f - <<EOF
| apiVersion: apps/v1
| kind: ReplicaSet
| metadata: {name: front}
| spec:
|   replicas: 2
|   selector: {matchLabels: {app: front}}
|   template:
|     metadata: {labels: {app: front}}
|     spec: {terminationGracePeriodSeconds: 0, containers: [{name: c, image: nginx}]}
| EOF
replicaset.apps/front created
> clock advance 5s
> kubectl scale rs front --replicas=4
replicaset.apps/front scaled
> clock advance 5s
> kubectl scale rs front --replicas=2
replicaset.apps/front scaled
> clock advance 2s
> kubectl get pods -l app=front
NAME          READY   STATUS    RESTARTS   AGE
front-dq4xm   1/1     Running   0          12s
front-l9vkh   1/1     Running   0          12s
