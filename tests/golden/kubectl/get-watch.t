# A watch prints a line for each change, in columns that never get narrower.
> cat > ds.yaml <<EOF
| apiVersion: apps/v1
| kind: DaemonSet
| metadata: {name: agent}
| spec:
|   selector: {matchLabels: {app: agent}}
|   template:
|     metadata: {labels: {app: agent}}
|     spec: {containers: [{name: c, image: nginx}]}
| EOF
> kubectl apply -f ds.yaml && timeout 8 kubectl get ds -w
daemonset.apps/agent created
NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE
agent   3         3         0       3            0           <none>          0s
agent   3         3         1       3            1           <none>          2s
agent   3         3         2       3            2           <none>          2s
agent   3         3         3       3            3           <none>          2s
= 124
> timeout 2 kubectl get pods --watch-only
= 124
> timeout 2 kubectl get ds agent -w -o custom-columns=NAME:.metadata.name,READY:.status.numberReady
NAME    READY
agent   3
= 124
> timeout 2 kubectl get ds agent -w -o name
daemonset.apps/agent
= 124
> kubectl label ds agent a=b
daemonset.apps/agent labeled
> timeout 2 kubectl get ds -w --output-watch-events --no-headers
ADDED      agent   3     3     3     3     3     <none>   14s
= 124
> kubectl get ds,pods -w
2> error: you may only specify a single resource type
= 1
> kubectl get pods -w --sort-by=.metadata.name --request-timeout=1s | wc -l
4
2> warning: --watch or --watch-only requested, --sort-by will be ignored
> kubectl get ds agent nosuch -w
2> Error from server (NotFound): daemonsets.apps "nosuch" not found
= 1
