# A PodDisruptionBudget: what it allows, and a drain that asks again until it does.
> kubectl create deployment web --image=nginx --replicas=3
deployment.apps/web created
> cat > pdb.yaml <<EOF
| apiVersion: policy/v1beta1
| kind: PodDisruptionBudget
| metadata: {name: web}
| spec: {minAvailable: 3, selector: {matchLabels: {app: web}}}
| EOF
> kubectl apply -f pdb.yaml
poddisruptionbudget.policy/web created
> kubectl get pdb
NAME   MIN AVAILABLE   MAX UNAVAILABLE   ALLOWED DISRUPTIONS   AGE
web    3               N/A               0                     0s
> kubectl wait pod -l app=web --for=condition=Ready > /dev/null
> kubectl describe pdb web
Name:           web
Namespace:      default
Min available:  3
Selector:       app=web
Status:
    Allowed disruptions:  0
    Current:              3
    Desired:              3
    Total:                3
Events:                   <none>
> kubectl get nodes > /dev/null
> kubectl drain kube-node1 --timeout=7s
node/kube-node1 cordoned
evicting pod default/web-6dc5cd68db-6h9lp
evicting pod default/web-6dc5cd68db-6h9lp
evicting pod default/web-6dc5cd68db-6h9lp
2> error when evicting pods/"web-6dc5cd68db-6h9lp" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.
2> error when evicting pods/"web-6dc5cd68db-6h9lp" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.
2> There are pending pods in node "kube-node1" when an error occurred: error when evicting pods/"web-6dc5cd68db-6h9lp" -n "default": global timeout reached: 7s
2> pod/web-6dc5cd68db-6h9lp
2> error: unable to drain node "kube-node1", aborting command...
2> 
2> There are pending nodes to be drained:
2>  kube-node1
2> error: error when evicting pods/"web-6dc5cd68db-6h9lp" -n "default": global timeout reached: 7s
= 1
> kubectl uncordon kube-node1
node/kube-node1 uncordoned
> kubectl scale deployment web --replicas=4
deployment.apps/web scaled
> kubectl drain kube-node1
node/kube-node1 cordoned
evicting pod default/web-6dc5cd68db-6h9lp
evicting pod default/web-6dc5cd68db-dsx7j
evicting pod default/web-6dc5cd68db-6h9lp
pod/web-6dc5cd68db-dsx7j evicted
pod/web-6dc5cd68db-6h9lp evicted
node/kube-node1 evicted
2> error when evicting pods/"web-6dc5cd68db-6h9lp" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.
> kubectl uncordon kube-node1
node/kube-node1 uncordoned
> kubectl wait pod -l app=web --for=condition=Ready > /dev/null
> kubectl get pdb web -o jsonpath='{.status}'
{"currentHealthy":4,"desiredHealthy":3,"disruptionsAllowed":1,"expectedPods":4,"observedGeneration":1}
\
> kubectl patch pdb web -p '{"spec":{"minAvailable":null,"maxUnavailable":"50%"}}'
poddisruptionbudget.policy/web patched
> kubectl get pdb
NAME   MIN AVAILABLE   MAX UNAVAILABLE   ALLOWED DISRUPTIONS   AGE
web    N/A             50%               2                     23s
> kubectl get pdb web -o jsonpath='{.status}'
{"currentHealthy":4,"desiredHealthy":2,"disruptionsAllowed":2,"expectedPods":4,"observedGeneration":2}
\
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: bare, labels: {app: bare}}
| spec: {containers: [{name: c, image: nginx}]}
| EOF
pod/bare created
> kubectl create pdb bare --selector=app=bare --max-unavailable=1
poddisruptionbudget.policy/bare created
> kubectl create pdb none --selector=app=none --min-available=1
poddisruptionbudget.policy/none created
> kubectl get events --field-selector involvedObject.kind=PodDisruptionBudget
LAST SEEN   TYPE      REASON                            OBJECT                     MESSAGE
0s          Warning   NoControllerRef                   poddisruptionbudget/bare   found no controller ref for pod "bare"
0s          Warning   CalculateExpectedPodCountFailed   poddisruptionbudget/bare   Failed to calculate the number of expected pods: found no controller ref for pod "bare"
0s          Normal    NoPods                            poddisruptionbudget/none   No matching pods found
