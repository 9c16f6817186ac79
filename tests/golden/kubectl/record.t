# --record: the command in kubernetes.io/change-cause, its flags last.
> kubectl apply -f - --record <<EOF
| apiVersion: apps/v1
| kind: DaemonSet
| metadata: {name: web}
| spec:
|   selector: {matchLabels: {app: web}}
|   template:
|     metadata: {labels: {app: web}}
|     spec:
|       containers: [{name: web, image: "nginx:1.18"}]
| EOF
daemonset.apps/web created
> sleep 10
> kubectl set image ds/web web=nginx:1.19 --record
daemonset.apps/web image updated
> sleep 60
> kubectl rollout history ds/web
daemonset.apps/web 
REVISION  CHANGE-CAUSE
1         kubectl apply --filename=- --record=true
2         kubectl set image ds/web web=nginx:1.19 --record=true

> kubectl patch ds web -p '{"spec":{"minReadySeconds":1}}' --record=true
daemonset.apps/web patched
> kubectl get ds web -o jsonpath='{.metadata.annotations.kubernetes\.io/change-cause}{"\n"}'
kubectl patch ds web --patch={"spec":{"minReadySeconds":1}} --record=true
> kubectl patch ds web -p '{"spec":{"minReadySeconds":1}}'
daemonset.apps/web patched (no change)
