# kubectl run: the pod that flags make, its service, and staying with it.
> kubectl run p1 --image=nginx --env=A=1 --labels=app=p,tier=front --dry-run=client -o yaml
apiVersion: v1
kind: Pod
metadata:
  creationTimestamp: null
  labels:
    app: p
    tier: front
  name: p1
spec:
  containers:
  - env:
    - name: A
      value: "1"
    image: nginx
    name: p1
    resources: {}
  dnsPolicy: ClusterFirst
  restartPolicy: Always
status: {}
> kubectl run p2 --image=busybox --command --restart=Never --dry-run=client -o jsonpath='{.spec.containers[0].command} {.spec.restartPolicy}{"\n"}' -- sh -c 'sleep 5'
["sh","-c","sleep 5"] Never
> kubectl run p3 --image=nginx --port=80 --expose --dry-run=client
service/p3 created (dry run)
pod/p3 created (dry run)
> kubectl run p4 --image=a --overrides='{"apiVersion":"v1","spec":{"nodeName":"x"}}' --dry-run=client -o jsonpath='{.spec.nodeName}{"\n"}'
x
> kubectl run hi --image=busybox --restart=Never -i --rm -- echo hello
hello
pod "hi" deleted
2> If you don't see a command prompt, try pressing enter.
> kubectl run no --image=busybox --restart=Never --attach -- sh -c 'echo bye; exit 3'
bye
2> If you don't see a command prompt, try pressing enter.
2> pod default/no terminated (Error)
= 3
> kubectl get pods --no-headers | wc -l
1
> kubectl run p5
2> Error: required flag(s) "image" not set
= 1
> kubectl run p5 --image=nginx --restart=Sometimes
2> error: invalid restart policy: Sometimes
2> See 'kubectl run -h' for help and examples
= 1
> kubectl run p5 --image=nginx --env=x
2> error: invalid env: x
= 1
> kubectl run p5 --image=nginx --labels=x
2> error: unexpected label spec: x
= 1
> kubectl run p5 --image=nginx --rm
2> error: --rm should only be used for attached containers
2> See 'kubectl run -h' for help and examples
= 1
> kubectl run p5 --image=nginx -t
2> error: -i/--stdin is required for containers with -t/--tty=true
2> See 'kubectl run -h' for help and examples
= 1
> kubectl run p5 --image=nginx --expose
2> error: --port must be set when exposing a service
2> See 'kubectl run -h' for help and examples
= 1
> kubectl run p5 --image=nginx --replicas=2 --dry-run=client
pod/p5 created (dry run)
2> Flag --replicas has been deprecated, has no effect and will be removed in the future.
