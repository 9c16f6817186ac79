# The garbage collector sees to every kind: what is deleted with a cascade waits for nobody, and goes.
> kubectl create namespace play
namespace/play created
> kubectl create role reader --verb=get --resource=pods
role.rbac.authorization.k8s.io/reader created
> kubectl delete namespace play --cascade=foreground --wait=false
namespace "play" deleted
> kubectl delete role reader --cascade=orphan --wait=false
role.rbac.authorization.k8s.io "reader" deleted
> clock advance 30s
> kubectl get namespace play
2> Error from server (NotFound): namespaces "play" not found
= 1
> kubectl get roles
2> No resources found in default namespace.
> kubectl create configmap owner
configmap/owner created
> kubectl get cm owner -o jsonpath='{.metadata.uid}' > uid
> cat > owned.sh <<EOF
| apiVersion: networking.k8s.io/v1
| kind: NetworkPolicy
| metadata:
|   name: owned
|   ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: UID}]
| spec: {podSelector: {}}
| EOF
> sed "s/UID/$(cat uid)/" owned.sh | kubectl apply -f -
networkpolicy.networking.k8s.io/owned created
> kubectl get networkpolicies
NAME    POD-SELECTOR   AGE
owned   <none>         0s
> kubectl delete cm owner
configmap "owner" deleted
> kubectl get networkpolicies
2> No resources found in default namespace.
