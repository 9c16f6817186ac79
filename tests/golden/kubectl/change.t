# kubectl replace, diff and set: what is sent, what is printed, what is refused.
> kubectl create deployment web --image=nginx:1.18 --dry-run=client -o yaml > web.yaml
> kubectl apply -f web.yaml
deployment.apps/web created
> kubectl diff -f web.yaml
> sed -i 's/replicas: 1/replicas: 2/' web.yaml
> kubectl diff -f web.yaml | grep -E '^[+-] '
-  generation: 1
+  generation: 2
-  replicas: 1
+  replicas: 2
> kubectl replace -f web.yaml
deployment.apps/web replaced
> kubectl replace -f web.yaml --dry-run=client
deployment.apps/web replaced (dry run)
> kubectl replace --force --grace-period=0 -f web.yaml
deployment.apps "web" deleted
deployment.apps/web replaced
> kubectl replace
2> error: must specify one of -f and -k
= 1
> kubectl replace -f web.yaml --grace-period=0
2> error: --grace-period must have --force specified
= 1
> kubectl diff
2> error: must specify one of -f and -k
= 2
> kubectl set env deploy/web A=1 B=2
deployment.apps/web env updated
> kubectl set env deploy/web --list
# Deployment web, container nginx
A=1
B=2
> kubectl set env deploy/web B- A=3 --dry-run=client -o jsonpath='{.spec.template.spec.containers[0].env}{"\n"}'
[{"name":"A","value":"3"}]
> kubectl set env deploy/web A=3 --overwrite=false
2> error: 'A' already has a value (1), and --overwrite is false
= 1
> kubectl create cm conf --from-literal=my.color=blue
configmap/conf created
> kubectl set env deploy/web --from=cm/conf --prefix=X_
deployment.apps/web env updated
> kubectl set env deploy/web --list
# Deployment web, container nginx
A=1
B=2
# X_MY_COLOR from configmap conf, key my.color
> kubectl set env
2> error: one or more resources must be specified as <resource> <name> or <resource>/<name>
= 1
> kubectl set resources deploy/web --limits=cpu=200m,memory=64Mi --requests=cpu=100m
deployment.apps/web resource requirements updated
> kubectl set resources deploy/web --limits=cpu=200m
> kubectl get deploy web -o jsonpath='{.spec.template.spec.containers[0].resources}{"\n"}'
{"limits":{"cpu":"200m","memory":"64Mi"},"requests":{"cpu":"100m"}}
> kubectl set resources deploy/web
2> error: you must specify an update to requests or limits (in the form of --requests/--limits)
= 1
> kubectl set image -f web.yaml '*=nginx:2' --local -o jsonpath='{.spec.template.spec.containers[0].image}{"\n"}'
nginx:2
> kubectl create service clusterip s --tcp=80
service/s created
> kubectl set selector svc/s a=b
service/s selector updated
> kubectl get svc s -o jsonpath='{.spec.selector}{"\n"}'
{"a":"b"}
> kubectl set serviceaccount deploy/web robot
deployment.apps/web serviceaccount updated
> kubectl create rolebinding rb --clusterrole=view --user=kim
rolebinding.rbac.authorization.k8s.io/rb created
> kubectl set subject rolebinding/rb --user=lee --serviceaccount=n:s
rolebinding.rbac.authorization.k8s.io/rb subjects updated
> kubectl set subject rolebinding/rb
2> error: you must specify at least one value of user, group or serviceaccount
= 1
