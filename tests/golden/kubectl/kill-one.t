# The container's first process hears TERM from within when it listens to it, and KILL never.
#| version: v1.37.0
#| nodes: [{name: n1}]
> kubectl run web --image=nginx
pod/web created
> kubectl run trap --image=busybox -- sh -c 'trap "echo bye; exit 3" TERM; while true; do sleep 1; done'
pod/trap created
> kubectl run deaf --image=busybox -- sleep 1000
pod/deaf created
> clock advance 10s
> kubectl exec web -- sh -c 'kill 1'
> kubectl exec trap -- kill 1
> kubectl exec deaf -- kill 1
> kubectl exec deaf -- kill -9 1
> clock advance 5s
> kubectl get pods
NAME   READY   STATUS    RESTARTS     AGE
deaf   1/1     Running   0            15s
trap   1/1     Running   1 (5s ago)   15s
web    1/1     Running   1 (5s ago)   15s
> kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{" "}{.status.containerStatuses[0].lastState.terminated.exitCode}{" "}{.status.containerStatuses[0].lastState.terminated.reason}{"\n"}{end}'
deaf  
trap 3 Error
web 0 Completed
> kubectl exec deaf -- sh -c 'kill $$; echo no'
2> command terminated with exit code 143
= 143
