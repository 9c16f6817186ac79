# A pod whose deletion is forced while a finalizer holds it: nobody goes round for ever, and it goes when it is let go.
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: held, finalizers: [example.com/hold]}
| spec: {containers: [{name: c, image: nginx}]}
| EOF
pod/held created
> clock advance 10s
> kubectl delete pod held --wait=false
pod "held" deleted
> clock advance 5s
> kubectl delete pod held --force --grace-period=0 --wait=false
pod "held" force deleted
2> warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.
> clock advance 10m
> kubectl get pods
NAME   READY   STATUS        RESTARTS   AGE
held   0/1     Terminating   0          10m
> kubectl patch pod held --type=merge -p '{"metadata":{"finalizers":null}}'
pod/held patched
> kubectl get pods
2> No resources found in default namespace.
