# Containers have files: their own, those of volumes that they share, those of ConfigMaps, which change later.
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: conf}
| data: {color: red, "app.conf": "a=1\n"}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: vol}
| spec:
|   initContainers:
|   - {name: prep, image: busybox, command: [sh, -c, 'echo hello > /work/index.html; mkdir /work/sub; echo own > /tmp/own'], volumeMounts: [{name: w, mountPath: /work}]}
|   containers:
|   - name: writer
|     image: busybox
|     command: [sh, -c, 'i=0; while true; do echo "line $i" >> /data/log; i=$((i+1)); sleep 5; done']
|     volumeMounts: [{name: w, mountPath: /data}, {name: c, mountPath: /etc/conf}]
|   - name: reader
|     image: busybox
|     command: [sh, -c, 'cat /data/index.html; tail -n+1 -F /data/log']
|     volumeMounts: [{name: w, mountPath: /data}]
|   - name: waiter
|     image: busybox
|     command: [sh, -c, 'until [ -f /data/ready ]; do sleep 1; done; echo ready; sleep 3; exit 3']
|     volumeMounts: [{name: w, mountPath: /data}]
|     env: [{name: COLOR, valueFrom: {configMapKeyRef: {name: conf, key: color}}}]
|   volumes: [{name: w, emptyDir: {}}, {name: c, configMap: {name: conf}}]
| EOF
configmap/conf created
pod/vol created
> clock until 30
> kubectl get pod vol
NAME   READY   STATUS    RESTARTS   AGE
vol    3/3     Running   0          30s
> kubectl logs vol -c reader
hello
line 0
line 1
line 2
line 3
line 4
> kubectl exec vol -c reader -- ls -l /data
total 4
-rw-r--r--    1 root     root             6 Jun 22 23:46 index.html
-rw-r--r--    1 root     root            35 Jun 22 23:46 log
drwxr-xr-x    2 root     root          4096 Jun 22 23:46 sub
> kubectl exec vol -c reader -- ls /tmp
> kubectl exec vol -c writer -- ls /etc/conf
app.conf
color
> kubectl exec vol -c writer -- cat /etc/conf/color
red
\
> kubectl exec vol -c writer -- sh -c 'echo x > /etc/conf/color'
sh: can't create /etc/conf/color: Read-only file system
2> command terminated with exit code 1
= 1
> kubectl exec vol -c waiter -- sh -c 'echo $COLOR; env | grep -c SERVICE'
red
3
> kubectl exec vol -c writer -- touch /data/ready
> clock advance 5s
> kubectl get pod vol
NAME   READY   STATUS   RESTARTS   AGE
vol    2/3     Error    0          35s
> kubectl logs vol -c waiter
ready
> kubectl logs vol -c waiter -p
2> Error from server (BadRequest): previous terminated container "waiter" in pod "vol" not found
= 1
> clock advance 10s
> kubectl logs vol -c waiter
ready
> kubectl get pod vol
NAME   READY   STATUS   RESTARTS   AGE
vol    2/3     Error    1          45s
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: conf}
| data: {color: blue}
| EOF
configmap/conf configured
> kubectl exec vol -c writer -- cat /etc/conf/color
red
\
> clock advance 80s
> kubectl exec vol -c writer -- cat /etc/conf/color
blue
\
> kubectl exec vol -c writer -- ls /etc/conf
color
> kubectl exec vol -c waiter -- sh -c 'echo $COLOR'
2> error: unable to upgrade connection: container not found ("waiter")
= 1
> kubectl exec vol -c reader -- cat /etc/hosts /etc/hostname
# Kubernetes-managed hosts file.
127.0.0.1	localhost
::1	localhost ip6-localhost ip6-loopback
fe00::0	ip6-localnet
fe00::0	ip6-mcastprefix
fe00::1	ip6-allnodes
fe00::2	ip6-allrouters
10.233.0.2	vol
vol
> kubectl exec vol -c reader -- tail -n 2 /data/log
line 22
line 23
