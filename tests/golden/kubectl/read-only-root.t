# readOnlyRootFilesystem: only volumes may be written.
#| version: v1.37.0
#| nodes: [{name: n1}]
> cat > p.yaml <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: ro}
| spec:
|   containers:
|   - name: c
|     image: busybox
|     command: [sh, -c, "echo a > /tmp/a; echo b > /cache/b; cat /cache/b; rm /etc/hostname; echo done > /dev/termination-log; sleep 100"]
|     securityContext: {readOnlyRootFilesystem: true}
|     volumeMounts: [{name: v, mountPath: /cache}]
|   volumes: [{name: v, emptyDir: {}}]
| EOF
> kubectl apply -f p.yaml
pod/ro created
> clock advance 5s
> kubectl logs ro
sh: can't create /tmp/a: Read-only file system
b
rm: can't remove '/etc/hostname': Read-only file system
> kubectl exec ro -- touch /x /cache/y
touch: /x: Read-only file system
2> command terminated with exit code 1
= 1
> kubectl exec ro -- ls /cache
b
y
