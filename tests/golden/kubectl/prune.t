# --prune deletes what apply made once and is not in the files any more; -l chooses among the files too.
> cat > cm.yaml <<EOF
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: a, labels: {app: x}}
| ---
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: b, labels: {app: x}}
| ---
| apiVersion: v1
| kind: Secret
| metadata: {name: s, labels: {app: x}}
| ---
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: c, labels: {app: w}}
| EOF
> cat > one.yaml <<EOF
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: a, labels: {app: x}}
| EOF
> kubectl apply -f cm.yaml
configmap/a created
configmap/b created
secret/s created
configmap/c created
> kubectl create configmap bare
configmap/bare created
> kubectl label cm bare app=x
configmap/bare labeled
> kubectl apply -f one.yaml --prune
2> error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector
= 1
> kubectl apply -f one.yaml --prune --all -l app=x
2> error: cannot set --all and --selector at the same time
= 1
> kubectl apply -f one.yaml --prune -l app=x --dry-run=client
configmap/a unchanged (dry run)
configmap/b pruned (dry run)
secret/s pruned (dry run)
> kubectl apply -f one.yaml --prune -l app=x --dry-run=server
configmap/a unchanged (server dry run)
configmap/b pruned (server dry run)
secret/s pruned (server dry run)
> kubectl apply -f one.yaml --prune -l app=x --prune-whitelist=core/v1/Secret
configmap/a unchanged
secret/s pruned
> kubectl apply -f one.yaml --prune -l app=x --prune-whitelist=x
2> error: invalid GroupVersionKind format: x, please follow <group/version/kind>
= 1
> kubectl apply -f one.yaml --prune -l app=x --prune-whitelist=apps/v1/Foo
2> error: no matches for kind "Foo" in version "apps/v1"
= 1
> kubectl apply -f one.yaml --prune -l app=x
configmap/a unchanged
configmap/b pruned
> kubectl get cm,secret -l app
NAME             DATA   AGE
configmap/a      0      0s
configmap/bare   0      0s
configmap/c      0      0s
> kubectl apply -f cm.yaml -l app=w
configmap/c unchanged
> kubectl apply -f cm.yaml -l app=z
2> error: no objects passed to apply
= 1
> kubectl apply -f cm.yaml -l 'app=('
2> error: unable to parse requirement: found '(', expected: identifier
= 1
> kubectl create -f cm.yaml -l app=w
2> Error from server (AlreadyExists): error when creating "cm.yaml": configmaps "c" already exists
= 1
> kubectl apply -f cm.yaml -o name
configmap/a
configmap/b
secret/s
configmap/c
> kubectl apply -f one.yaml --dry-run=client -o yaml | head -4
apiVersion: v1
kind: ConfigMap
metadata:
  annotations:
> kubectl apply -f one.yaml -o jsonpath={.metadata.name}
a
\
> kubectl apply -f one.yaml --prune --all --prune-whitelist=core/v1/ConfigMap
configmap/a unchanged
configmap/b pruned
configmap/c pruned
