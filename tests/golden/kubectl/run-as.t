# Whom a container's process runs as: runAsNonRoot is judged by the kubelet, id and whoami tell.
#| version: v1.37.0
#| nodes: [{name: n1}]
> cat > p.yaml <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: root}
| spec: {containers: [{name: c, image: busybox, command: [sleep, "100"], securityContext: {runAsNonRoot: true}}]}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: zero}
| spec: {securityContext: {runAsNonRoot: true}, containers: [{name: c, image: busybox, command: [sleep, "100"], securityContext: {runAsUser: 0}}]}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: named}
| spec: {securityContext: {runAsNonRoot: true}, containers: [{name: c, image: curlimages/curl, command: [sleep, "100"]}]}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: good}
| spec:
|   securityContext: {runAsUser: 1000, runAsGroup: 3000, fsGroup: 2000, supplementalGroups: [4000]}
|   containers: [{name: c, image: busybox, command: [sh, -c, "id; whoami; sleep 100"], securityContext: {runAsNonRoot: true}}]
| EOF
> kubectl apply -f p.yaml
pod/root created
pod/zero created
pod/named created
pod/good created
> clock advance 10s
> kubectl get pods
NAME    READY   STATUS                       RESTARTS   AGE
good    1/1     Running                      0          10s
named   0/1     CreateContainerConfigError   0          10s
root    0/1     CreateContainerConfigError   0          10s
zero    0/1     CreateContainerConfigError   0          10s
> kubectl logs good
uid=1000 gid=3000 groups=2000,3000,4000
whoami: unknown uid 1000
> kubectl exec good -- id -u
1000
> kubectl get pods -o jsonpath='{range .items[*]}{.status.containerStatuses[0].state.waiting.message}{"\n"}{end}'

container has runAsNonRoot and image has non-numeric user (curl_user), cannot verify user is non-root (pod: "named_default(112bda54-9a90-42ab-b519-7f9c5cb65a87)", container: c)
container has runAsNonRoot and image will run as root (pod: "root_default(3e836b2e-93d0-40d5-91ac-67469b07481f)", container: c)
container's runAsUser breaks non-root policy (pod: "zero_default(b3551668-bbe5-45b5-bbe9-a055f1e02aa2)", container: c)
> kubectl run b --image=busybox -- bash -c 'sleep 100'
pod/b created
> clock advance 5s
> kubectl get pod b
NAME   READY   STATUS       RESTARTS     AGE
b      0/1     StartError   1 (3s ago)   5s
> kubectl exec good -- bash
2> error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "16f493f2e01206e967e073aeec6d32bba7cb35252c88e04a4b9cb92801648940": OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown
= 1
