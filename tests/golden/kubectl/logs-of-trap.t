# What a process prints when it is told to end is in its log, while it goes and when it is gone.
#| version: v1.37.0
#| nodes: [{name: n1}]
> kubectl run a --image=busybox -- sh -c 'trap "echo bye; sleep 5; echo done; exit 3" TERM; i=0; while true; do echo $i; i=$((i+1)); sleep 10; done'
pod/a created
> clock advance 15s
> kubectl exec a -- kill 1
> clock advance 20s
> kubectl logs a --previous
0
1
bye
done
> kubectl logs a
0
> kubectl delete pod a --wait=false
pod "a" deleted from default namespace
> clock advance 8s
> kubectl logs a
0
bye
> kubectl get pod a
NAME   READY   STATUS        RESTARTS      AGE
a      1/1     Terminating   1 (16s ago)   43s
> clock advance 10s
> kubectl get pod a
2> Error from server (NotFound): pods "a" not found
= 1
