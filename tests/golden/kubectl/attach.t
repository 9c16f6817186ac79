# Standard input of a container's own process: what is piped in is typed, and then its end.
> echo 1 2 | kubectl run -i w --image=busybox --restart=Never -- wc -w
2
2> If you don't see a command prompt, try pressing enter.
> kubectl logs w
2
> kubectl run -i lines --image=busybox --restart=Never -- sh <<'EOF'
| x=1
| for i in 1 2; do
|   x=$((x + i))
| done
| echo $x
| false
| EOF
4
2> If you don't see a command prompt, try pressing enter.
2> pod default/lines terminated (Error)
= 1
> kubectl get pod lines
NAME    READY   STATUS   RESTARTS   AGE
lines   0/1     Error    0          3s
> kubectl attach w
2> error: cannot attach a container in a completed pod; current phase is Succeeded
= 1
> kubectl attach nosuch
2> Error from server (NotFound): pods "nosuch" not found
= 1
> kubectl attach
2> error: at least 1 argument is required for attach
2> See 'kubectl attach -h' for help and examples
= 1
> cat > two.yaml <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: two}
| spec:
|   containers:
|   - {name: open, image: busybox, stdin: true, tty: true}
|   - {name: closed, image: busybox}
| EOF
> kubectl apply -f two.yaml
pod/two created
> clock advance 10s
> kubectl get pod two
NAME   READY   STATUS     RESTARTS   AGE
two    1/2     NotReady   1          10s
> kubectl attach two -c open -i < /dev/null
/ # 
2> If you don't see a command prompt, try pressing enter.
> kubectl attach two -c none
2> error: cannot attach to the container: container not found (none)
= 1
> clock advance 20s
> kubectl logs two -c open --previous
/ # 
\
