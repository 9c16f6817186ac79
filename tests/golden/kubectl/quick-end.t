# A process that ends the moment it is told to, at a full second.
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: q}
| spec: {containers: [{name: c, image: busybox, command: [sh, -c, 'trap "exit 0" TERM; while true; do sleep 1; done']}]}
| EOF
pod/q created
> clock until 30
> kubectl delete pod q
pod "q" deleted
> kubectl get pods
2> No resources found in default namespace.
