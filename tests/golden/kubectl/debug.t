# kubectl debug on a cluster without ephemeral containers.
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: p}
| spec: {containers: [{name: c, image: nginx}]}
| EOF
pod/p created
> kubectl debug p
2> error: you must specify --image when not using --copy-to.
= 1
> kubectl debug --image=busybox
2> error: NAME is required for debug
= 1
> kubectl debug p --image=Bad:::
2> error: invalid image name "Bad:::": invalid reference format
= 1
> kubectl debug p -t --image=busybox
2> error: -i/--stdin is required for containers with -t/--tty=true
= 1
> kubectl debug nope --image=busybox
2> Error from server (NotFound): pods "nope" not found
= 1
> kubectl debug -i p --image=busybox -- sh
2> error: ephemeral containers are disabled for this cluster (error from server: "the server could not find the requested resource").
= 1
