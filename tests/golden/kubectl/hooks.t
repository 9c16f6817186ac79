# Hooks, the end of containers, and what they leave behind.
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: hooked}
| spec:
|   terminationGracePeriodSeconds: 10
|   containers:
|   - name: c
|     image: nginx:1.27
|     lifecycle:
|       postStart: {exec: {command: [sh, -c, 'echo started > /tmp/hook; sleep 3']}}
|       preStop: {exec: {command: [sleep, "4"]}}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: badhook}
| spec:
|   restartPolicy: Never
|   containers:
|   - name: c
|     image: busybox
|     command: [sleep, "3600"]
|     lifecycle: {postStart: {exec: {command: [sh, -c, 'echo no; exit 5']}}}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: oom}
| spec:
|   restartPolicy: Never
|   containers:
|   - name: c
|     image: polinux/stress
|     resources: {limits: {memory: 100Mi}}
|     command: [stress]
|     args: ["--vm", "1", "--vm-bytes", "250M", "--vm-hang", "1"]
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: note}
| spec:
|   restartPolicy: Never
|   containers:
|   - {name: c, image: busybox, command: [sh, -c, 'echo why it failed > /dev/termination-log; exit 2']}
|   - {name: logs, image: busybox, terminationMessagePolicy: FallbackToLogsOnError, command: [sh, -c, 'echo from the log; exit 1']}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: web}
| spec:
|   initContainers: [{name: i, image: busybox, command: [sh, -c, 'echo hi > /w/index.html'], volumeMounts: [{name: w, mountPath: /w}]}]
|   containers:
|   - name: c
|     image: nginx
|     readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 2}
|     volumeMounts: [{name: w, mountPath: /usr/share/nginx/html}]
|   volumes: [{name: w, emptyDir: {}}]
| EOF
pod/hooked created
pod/badhook created
pod/oom created
pod/note created
pod/web created
> clock until 4
> kubectl get pods
NAME      READY   STATUS              RESTARTS   AGE
badhook   0/1     ContainerCreating   0          4s
hooked    0/1     ContainerCreating   0          4s
note      1/2     Error               0          4s
oom       0/1     OOMKilled           0          4s
web       0/1     PodInitializing     0          4s
> clock until 20
> kubectl get pods
NAME      READY   STATUS              RESTARTS   AGE
badhook   0/1     ContainerCreating   0          20s
hooked    1/1     Running             0          20s
note      0/2     Error               0          20s
oom       0/1     OOMKilled           0          20s
web       1/1     Running             0          20s
> kubectl exec hooked -- cat /tmp/hook
started
> kubectl describe pod oom | sed -n '/State/,/Ready/p' | grep -v -e Started -e Finished
    State:          Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Ready:          False
> kubectl describe pod note | grep -e Message -e 'Exit Code'
      Message:  why it failed
      Exit Code:    2
      Message:  from the log
      Exit Code:    1
  Type    Reason     Age   From               Message
> kubectl get pod note -o jsonpath='{.status.containerStatuses[*].state.terminated.message}'
why it failed
 from the log
> kubectl exec web -- cat /usr/share/nginx/html/index.html
hi
> kubectl exec web -- rm /usr/share/nginx/html/index.html
> clock advance 8s
> kubectl get pod web
NAME   READY   STATUS    RESTARTS   AGE
web    0/1     Running   0          28s
> kubectl describe pod badhook | sed -n '/State/,/Ready/p;/^Events/,$p' | grep -v -e Started: -e Finished
    State:          Waiting
      Reason:       ContainerCreating
    Ready:          False
Events:
  Type     Reason               Age   From               Message
  ----     ------               ----  ----               -------
  Normal   Scheduled            28s   default-scheduler  Successfully assigned default/badhook to kube-node3
  Normal   Pulling              28s   kubelet            Pulling image "busybox"
  Normal   Pulled               26s   kubelet            Successfully pulled image "busybox" in 2.001005452s
  Normal   Created              26s   kubelet            Created container c
  Normal   Started              26s   kubelet            Started container c
  Warning  FailedPostStartHook  26s   kubelet            Exec lifecycle hook ([sh -c echo no; exit 5]) for Container "c" in Pod "badhook_default(8604a56e-94ae-4fb2-b760-c2a849049408)" failed - error: command 'sh -c echo no; exit 5' exited with 5: no
, message: "no\n"
  Normal  Killing  26s  kubelet  FailedPostStartHook
> kubectl describe pod web | grep Unhealthy
  Warning  Unhealthy  0s (x4 over 6s)  kubelet            Readiness probe failed: HTTP probe failed with statuscode: 403
> kubectl delete pod hooked
pod "hooked" deleted
> kubectl get events --field-selector involvedObject.name=hooked -o custom-columns=R:.reason,M:.message
R           M
Scheduled   Successfully assigned default/hooked to kube-node1
Pulling     Pulling image "nginx:1.27"
Pulled      Successfully pulled image "nginx:1.27" in 2.000657885s
Created     Created container c
Started     Started container c
Killing     Stopping container c
