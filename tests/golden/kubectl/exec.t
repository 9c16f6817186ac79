# kubectl exec: flags, exit codes, standard input, and that a command takes its time.
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: two}
| spec:
|   initContainers: [{name: i, image: busybox, command: ["true"]}]
|   containers:
|   - {name: a, image: busybox, command: [sleep, "3600"], workingDir: /tmp}
|   - {name: b, image: busybox, command: [sleep, "3600"]}
| EOF
pod/two created
> kubectl exec two -- ls
2> Defaulting container name to a.
2> Use 'kubectl describe pod/two -n default' to see all of the containers in this pod.
2> error: unable to upgrade connection: container not found ("a")
= 1
> clock until 20
> kubectl exec two -- pwd
/tmp
2> Defaulting container name to a.
2> Use 'kubectl describe pod/two -n default' to see all of the containers in this pod.
> kubectl exec two -c b -- pwd
/
> kubectl exec two -c nope -- pwd
2> Error from server (BadRequest): container nope is not valid for pod two
= 1
> kubectl exec two -c i -- pwd
2> error: unable to upgrade connection: container not found ("i")
= 1
> kubectl exec two -c b -- sh -c 'exit 7'
2> command terminated with exit code 7
= 7
> kubectl exec two -c b -- nosuch -v
OCI runtime exec failed: exec failed: container_linux.go:370: starting container process caused: exec: "nosuch": executable file not found in $PATH: unknown
2> command terminated with exit code 126
= 126
> kubectl exec two -c b
2> error: you must specify at least one command for the container
= 1
> kubectl exec two pwd -c b
/
2> kubectl exec [POD] [COMMAND] is DEPRECATED and will be removed in a future version. Use kubectl exec [POD] -- [COMMAND] instead.
> kubectl exec -it two -c b -- echo hi
hi
2> Unable to use a TTY - input is not a terminal or the right kind of file
> echo 'echo from stdin; cat /etc/hostname' | kubectl exec -i two -c b -- sh
from stdin
two
> echo data | kubectl exec -i two -c b -- tee /tmp/in
data
> kubectl exec two -c b -- cat /tmp/in
data
> kubectl exec two -c a -- ls /tmp
> kubectl exec two -c b -- sleep 30
> kubectl get pod two
NAME   READY   STATUS    RESTARTS   AGE
two    2/2     Running   0          50s
> timeout 3 kubectl exec two -c b -- tail -f /tmp/in
data
= 124
> kubectl exec two -c b -- sh -c 'mkdir -p /tmp/x && touch /tmp/x/y && ls /tmp'
in
x
> undo
이 명령을 치기 전의 클러스터로 되돌렸어요: kubectl exec two -c b -- sh -c mkdir -p /tmp/x && touch /tmp/x/y && ls /tmp
> kubectl exec two -c b -- ls /tmp
in
> kubectl logs two
2> error: a container name must be specified for pod two, choose one of: [a b] or one of the init containers: [i]
= 1
> kubectl logs two --all-containers
> kubectl logs two -c nope
2> error: container nope is not valid for pod two
= 1
