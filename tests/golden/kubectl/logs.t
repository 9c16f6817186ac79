# kubectl logs and exec, as far as containers are followed.
> cat > talk.yaml <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: talk}
| spec:
|   containers:
|   - {name: c, image: busybox, command: [sh, -c, 'i=0; while true; do echo "line $i"; i=$((i+1)); sleep 5; done']}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: once}
| spec:
|   restartPolicy: OnFailure
|   containers:
|   - {name: c, image: busybox, command: [sh, -c, 'echo hello; sleep 3; exit 1']}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: two, labels: {app: two}}
| spec:
|   containers:
|   - {name: a, image: busybox, command: [sh, -c, 'echo from a; sleep 600']}
|   - {name: b, image: busybox, command: [sh, -c, 'echo from b; sleep 600']}
| EOF
> kubectl apply -f talk.yaml
pod/talk created
pod/once created
pod/two created
> kubectl logs talk
2> Error from server (BadRequest): container "c" in pod "talk" is waiting to start: ContainerCreating
= 1
> clock until 21
> kubectl logs talk
line 0
line 1
line 2
line 3
> kubectl logs talk --tail=1
line 3
> kubectl logs talk --since=6s
line 3
> kubectl logs talk --timestamps --tail=2
2022-06-22T23:46:12.000000000Z line 2
2022-06-22T23:46:17.000000000Z line 3
> kubectl logs talk --limit-bytes=4
line
\
> timeout 12 kubectl logs talk -f --tail=1
line 3
line 4
line 5
line 6
= 124
> kubectl logs once --previous
hello
> kubectl logs two
2> error: a container name must be specified for pod two, choose one of: [a b]
= 1
> kubectl logs two -c b
from b
> kubectl logs two nosuch
2> error: container nosuch is not valid for pod two
= 1
> kubectl logs two --all-containers --prefix
[pod/two/a] from a
[pod/two/b] from b
> kubectl logs -l app=two --all-containers
from a
from b
> kubectl logs talk --previous
2> Error from server (BadRequest): previous terminated container "c" in pod "talk" not found
= 1
> kubectl logs nosuch
2> Error from server (NotFound): pods "nosuch" not found
= 1
> kubectl logs talk x y
2> error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
2> POD or TYPE/NAME is a required argument for the logs command
2> See 'kubectl logs -h' for help and examples
= 1
> kubectl exec talk -- echo hi
hi
> kubectl exec talk -- sh -c 'exit 3'
2> command terminated with exit code 3
= 3
> kubectl exec two -c b -- nosuch
OCI runtime exec failed: exec failed: container_linux.go:370: starting container process caused: exec: "nosuch": executable file not found in $PATH: unknown
2> command terminated with exit code 126
= 126
> kubectl exec two -- true
2> Defaulting container name to a.
2> Use 'kubectl describe pod/two -n default' to see all of the containers in this pod.
> kubectl exec talk
2> error: you must specify at least one command for the container
= 1
> kubectl exec talk echo hi
hi
2> kubectl exec [POD] [COMMAND] is DEPRECATED and will be removed in a future version. Use kubectl exec [POD] -- [COMMAND] instead.
