# kubectl create WHAT NAME: objects as Go writes them, and what is refused.
> kubectl create deployment web --image=nginx:1 --port=80 --dry-run=client -o yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  creationTimestamp: null
  labels:
    app: web
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  strategy: {}
  template:
    metadata:
      creationTimestamp: null
      labels:
        app: web
    spec:
      containers:
      - image: nginx:1
        name: nginx
        ports:
        - containerPort: 80
        resources: {}
status: {}
> kubectl create deployment web --image=nginx --dry-run=client -o json -n foo --save-config
{
    "kind": "Deployment",
    "apiVersion": "apps/v1",
    "metadata": {
        "name": "web",
        "namespace": "foo",
        "creationTimestamp": null,
        "labels": {
            "app": "web"
        },
        "annotations": {
            "kubectl.kubernetes.io/last-applied-configuration": "{\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\",\"metadata\":{\"name\":\"web\",\"namespace\":\"foo\",\"creationTimestamp\":null,\"labels\":{\"app\":\"web\"}},\"spec\":{\"replicas\":1,\"selector\":{\"matchLabels\":{\"app\":\"web\"}},\"template\":{\"metadata\":{\"creationTimestamp\":null,\"labels\":{\"app\":\"web\"}},\"spec\":{\"containers\":[{\"name\":\"nginx\",\"image\":\"nginx\",\"resources\":{}}]}},\"strategy\":{}},\"status\":{}}\n"
        }
    },
    "spec": {
        "replicas": 1,
        "selector": {
            "matchLabels": {
                "app": "web"
            }
        },
        "template": {
            "metadata": {
                "creationTimestamp": null,
                "labels": {
                    "app": "web"
                }
            },
            "spec": {
                "containers": [
                    {
                        "name": "nginx",
                        "image": "nginx",
                        "resources": {}
                    }
                ]
            }
        },
        "strategy": {}
    },
    "status": {}
}
> kubectl create deploy web --image=a --image=x/b:1 --image=y/c@sha256:00 --dry-run=client -o jsonpath='{.spec.template.spec.containers[*].name}{"\n"}'
a b c
> kubectl create job hello --image=busybox --dry-run=client -o yaml -- echo hi
apiVersion: batch/v1
kind: Job
metadata:
  creationTimestamp: null
  name: hello
spec:
  template:
    metadata:
      creationTimestamp: null
    spec:
      containers:
      - command:
        - echo
        - hi
        image: busybox
        name: hello
        resources: {}
      restartPolicy: Never
status: {}
> kubectl create job hello --image=busybox -- echo hi
job.batch/hello created
> kubectl create job hello --image=busybox -- echo hi
2> error: failed to create job: jobs.batch "hello" already exists
= 1
> kubectl create cronjob tick --image=busybox --schedule='*/1 * * * *'
cronjob.batch/tick created
> kubectl create job now --from=cj/tick
job.batch/now created
> kubectl get job now -o jsonpath='{.metadata.annotations} {.metadata.ownerReferences[*].name}{"\n"}'
{"cronjob.kubernetes.io/instantiate":"manual"} tick
> kubectl create job now --from=cj/nosuch
2> Error from server (NotFound): cronjobs.batch "nosuch" not found
= 1
> kubectl create job now --from=job/hello
2> error: from must be an existing cronjob: no kind "Job" is registered for version "batch/v1beta1" in scheme "k8s.io/kubectl/pkg/scheme/scheme.go:28"
= 1
> kubectl create job now
2> error: either --image or --from must be specified
= 1
> kubectl create job now --from=cj/tick -- date
2> error: cannot specify --from and command
= 1
> kubectl create deployment
2> Error: required flag(s) "image" not set
= 1
> kubectl create deployment a b --image=x
2> error: exactly one NAME is required, got 2
2> See 'kubectl create deployment -h' for help and examples
= 1
> kubectl create deployment a --image=x -o nosuch
2> error: unable to match a printer suitable for the output format "nosuch", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,yaml
= 1
> kubectl create deployment a --image=x --dry-run=maybe
2> error: Invalid dry-run value (maybe). Must be "none", "server", or "client".
= 1
> kubectl create deployment a --image=x --image=y -- date
2> error: cannot specify multiple --image options and command
= 1
> kubectl create deployment Bad --image=x
2> error: failed to create deployment: Deployment.apps "Bad" is invalid: metadata.name: Invalid value: "Bad": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
= 1
