# Pods that mean no good.
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: h1}
| spec:
|   terminationGracePeriodSeconds: 0
|   activeDeadlineSeconds: 30
|   hostname: ""
|   containers:
|   - name: a
|     image: busybox
|     command: ["$(A)$(B)$(", "$$(", "$(C"]
|     env: [{name: A, value: "$(A)"}, {name: B, value: "$(B"}, {name: EMPTY}]
|     workingDir: ../../..
|     terminationMessagePath: /
|     volumeMounts: [{name: v, mountPath: /}, {name: v, mountPath: //x//, subPath: a/b/c}]
|     lifecycle: {postStart: {exec: {command: ["", ""]}}, preStop: {exec: {command: [""]}}}
|     livenessProbe: {exec: {command: [""]}, periodSeconds: 2147483647, initialDelaySeconds: 2147483647}
|   volumes: [{name: v, emptyDir: {}}]
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: h2}
| spec:
|   containers:
|   - {name: a, image: busybox, command: [sh, -c, 'while true; do :; done'], volumeMounts: [{name: v, mountPath: /w}]}
|   - {name: b, image: busybox, command: [sh, -c, 'while true; do echo x >> /w/x; done'], volumeMounts: [{name: v, mountPath: /w}]}
|   volumes: [{name: v, emptyDir: {}}]
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: h3}
| spec:
|   containers:
|   - name: a
|     image: busybox
|     args: ["sh", "-c", "mkdir -p /a/a/a/a/a; cp -r /a /a/a; cp -r / /tmp; find / | head; exit 1"]
|     resources: {limits: {memory: "1"}}
|     startupProbe: {tcpSocket: {port: 65535}, failureThreshold: 1, periodSeconds: 1}
|     lifecycle: {postStart: {httpGet: {port: 1}}, preStop: {tcpSocket: {port: 1}}}
|     terminationMessagePolicy: FallbackToLogsOnError
| EOF
pod/h1 created
pod/h2 created
pod/h3 created
> clock until 120
> kubectl get pods
NAME   READY   STATUS              RESTARTS   AGE
h1     0/1     RunContainerError   2          2m
h2     2/2     Running             0          2m
h3     0/1     CrashLoopBackOff    4          2m
> kubectl describe pods | tail -5
  Warning  BackOff              85s (x3 over 114s)  kubelet            Back-off restarting failed container
  Normal   Pulling              72s (x4 over 2m)    kubelet            Pulling image "busybox"
  Normal   Pulled               70s (x4 over 118s)  kubelet            Successfully pulled image "busybox" in 2.001005452s
  Normal   Created              70s (x4 over 118s)  kubelet            Created container a
  Normal   Started              70s (x4 over 118s)  kubelet            Started container a
> kubectl exec h2 -c b -- sh -c 'ls /w; rm -r /w; ls /w'
x
ls: /w: No such file or directory
2> command terminated with exit code 1
= 1
> kubectl exec h1 -- ""
2> error: cannot exec into a container in a completed pod; current phase is Failed
= 1
> kubectl logs h2 -c b | head -3
> kubectl delete pods --all
pod "h1" deleted
pod "h2" deleted
pod "h3" deleted
