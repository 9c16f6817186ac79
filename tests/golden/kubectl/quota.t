# ResourceQuotas and LimitRanges: what is used, what is refused, what is filled in.
> kubectl create ns team
namespace/team created
> kubectl create quota q --hard=pods=2,requests.cpu=1,count/deployments.apps=2,configmaps=3 -n team
resourcequota/q created
> kubectl describe quota q -n team
Name:                   q
Namespace:              team
Resource                Used  Hard
--------                ----  ----
configmaps              1     3
count/deployments.apps  0     2
pods                    0     2
requests.cpu            0     1
> kubectl create deployment web --image=nginx --replicas=3 -n team
deployment.apps/web created
> kubectl get events -n team --field-selector reason=FailedCreate
LAST SEEN   TYPE      REASON         OBJECT                      MESSAGE
0s          Warning   FailedCreate   replicaset/web-6dc5cd68db   Error creating: pods "web-6dc5cd68db-6h9lp" is forbidden: failed quota: q: must specify requests.cpu
0s          Warning   FailedCreate   replicaset/web-6dc5cd68db   Error creating: pods "web-6dc5cd68db-thlrr" is forbidden: failed quota: q: must specify requests.cpu
> kubectl apply -n team -f - <<EOF
| apiVersion: v1
| kind: LimitRange
| metadata: {name: limits}
| spec:
|   limits:
|   - type: Container
|     max: {cpu: 800m, memory: 1Gi}
|     min: {cpu: 100m}
|     defaultRequest: {cpu: 200m, memory: 64Mi}
|     default: {cpu: 400m}
|   - type: PersistentVolumeClaim
|     max: {storage: 1Gi}
| EOF
limitrange/limits created
> kubectl describe limits limits -n team
Name:                  limits
Namespace:             team
Type                   Resource  Min   Max   Default Request  Default Limit  Max Limit/Request Ratio
----                   --------  ---   ---   ---------------  -------------  -----------------------
Container              cpu       100m  800m  200m             400m           -
Container              memory    -     1Gi   64Mi             1Gi            -
PersistentVolumeClaim  storage   -     1Gi   -                -              -
> kubectl delete deployment web -n team
deployment.apps "web" deleted
> kubectl create deployment web --image=nginx --replicas=3 -n team
deployment.apps/web created
> kubectl get pods -n team -o jsonpath='{.items[0].metadata.annotations}{.items[0].spec.containers[0].resources}'
{"kubernetes.io/limit-ranger":"LimitRanger plugin set: cpu, memory request for container nginx; cpu, memory limit for container nginx"}{"limits":{"cpu":"400m","memory":"1Gi"},"requests":{"cpu":"200m","memory":"64Mi"}}
\
> kubectl get events -n team --field-selector involvedObject.kind=ReplicaSet
LAST SEEN   TYPE      REASON             OBJECT                      MESSAGE
0s          Warning   FailedCreate       replicaset/web-6dc5cd68db   Error creating: pods "web-6dc5cd68db-6h9lp" is forbidden: failed quota: q: must specify requests.cpu
0s          Warning   FailedCreate       replicaset/web-6dc5cd68db   Error creating: pods "web-6dc5cd68db-thlrr" is forbidden: failed quota: q: must specify requests.cpu
0s          Normal    SuccessfulCreate   replicaset/web-6dc5cd68db   Created pod: web-6dc5cd68db-wkhn5
0s          Normal    SuccessfulCreate   replicaset/web-6dc5cd68db   Created pod: web-6dc5cd68db-dsx7j
0s          Warning   FailedCreate       replicaset/web-6dc5cd68db   Error creating: pods "web-6dc5cd68db-bpldc" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2
0s          Warning   FailedCreate       replicaset/web-6dc5cd68db   Error creating: pods "web-6dc5cd68db-4rk8c" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2
0s          Warning   FailedCreate       replicaset/web-6dc5cd68db   Error creating: pods "web-6dc5cd68db-l9vkh" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2
0s          Warning   FailedCreate       replicaset/web-6dc5cd68db   Error creating: pods "web-6dc5cd68db-dq4xm" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2
> kubectl get quota -n team
NAME   AGE   REQUEST                                                                         LIMIT
q      0s    configmaps: 1/3, count/deployments.apps: 1/2, pods: 2/2, requests.cpu: 400m/1   
> kubectl describe ns team
Name:         team
Labels:       <none>
Annotations:  <none>
Status:       Active

Resource Quotas
 Name:                   q
 Resource                Used  Hard
 --------                ---   ---
 configmaps              1     3
 count/deployments.apps  1     2
 pods                    2     2
 requests.cpu            400m  1

Resource Limits
 Type                   Resource  Min   Max   Default Request  Default Limit  Max Limit/Request Ratio
 ----                   --------  ---   ---   ---------------  -------------  -----------------------
 Container              cpu       100m  800m  200m             400m           -
 Container              memory    -     1Gi   64Mi             1Gi            -
 PersistentVolumeClaim  storage   -     1Gi   -                -              -
> kubectl apply -n team -f - <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: big}
| spec: {containers: [{name: c, image: nginx, resources: {requests: {cpu: 50m}, limits: {cpu: "2", memory: 2Gi}}}]}
| EOF
2> Error from server (Forbidden): error when creating "STDIN": pods "big" is forbidden: [minimum cpu usage per Container is 100m, but request is 50m, maximum cpu usage per Container is 800m, but limit is 2, maximum memory usage per Container is 1Gi, but limit is 2Gi]
= 1
> kubectl apply -n team -f - <<EOF
| apiVersion: v1
| kind: PersistentVolumeClaim
| metadata: {name: big}
| spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}
| EOF
2> Error from server (Forbidden): error when creating "STDIN": persistentvolumeclaims "big" is forbidden: maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi
= 1
> kubectl create cm a -n team
configmap/a created
> kubectl create cm b -n team
configmap/b created
> kubectl create cm c -n team
2> Error from server (Forbidden): configmaps "c" is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=3, limited: configmaps=3
= 1
> kubectl delete cm a -n team
configmap "a" deleted
> kubectl create cm c -n team --dry-run=server
configmap/c created (server dry run)
> kubectl create cm c -n team
configmap/c created
> kubectl get quota q -n team -o jsonpath='{.status.used}'
{"configmaps":"3","count/deployments.apps":"1","pods":"2","requests.cpu":"400m"}
\
