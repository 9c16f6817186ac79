# A ReplicaSet adopts what runs and matches; pods that have ended are neither adopted nor let go.
> kubectl run done --image=busybox --restart=Never --labels=app=web -- true
pod/done created
> kubectl run works --image=nginx --labels=app=web
pod/works created
> clock advance 10s
> kubectl apply -f - <<EOF
| apiVersion: apps/v1
| kind: ReplicaSet
| metadata: {name: web}
| spec:
|   replicas: 2
|   selector: {matchLabels: {app: web}}
|   template:
|     metadata: {labels: {app: web}}
|     spec: {containers: [{name: c, image: nginx}]}
| EOF
replicaset.apps/web created
> clock advance 10s
> kubectl get pods -o custom-columns=NAME:.metadata.name,PHASE:.status.phase,OWNER:.metadata.ownerReferences[0].name
NAME        PHASE       OWNER
done        Succeeded   <none>
web-6h9lp   Running     web
works       Running     web
> kubectl label pod works app-
pod/works labeled
> clock advance 10s
> kubectl get pods -o custom-columns=NAME:.metadata.name,PHASE:.status.phase,OWNER:.metadata.ownerReferences[0].name
NAME        PHASE       OWNER
done        Succeeded   <none>
web-6h9lp   Running     web
web-thlrr   Running     web
works       Running     <none>
