# kubectl get: tables, forms, order, and what it says when there is nothing.
> cat > mix.yaml <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: once, labels: {app: once, tier: batch}}
| spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: ["sleep", "2"]}]}
| ---
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: settings, labels: {app: once}}
| data: {key: 값, other: "2"}
| ---
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: empty}
| EOF
> kubectl get pods
2> No resources found in default namespace.
> kubectl get pods -A
2> No resources found
> kubectl get
2> You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.
2> 
2> error: Required resource not specified.
2> Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
2> See 'kubectl get -h' for help and examples
= 1
> kubectl get foo
2> error: the server doesn't have a resource type "foo"
= 1
> kubectl apply -f mix.yaml
pod/once created
configmap/settings created
configmap/empty created
> clock until 10
> kubectl get pods,cm
NAME       READY   STATUS      RESTARTS   AGE
pod/once   0/1     Completed   0          10s

NAME                         DATA   AGE
configmap/empty              0      10s
configmap/kube-root-ca.crt   1      10s
configmap/settings           2      10s
> kubectl get cm,pod -l app=once --no-headers
configmap/settings   2     10s
pod/once   0/1   Completed   0     10s
> kubectl get pod/once cm/settings cm/nosuch
NAME       READY   STATUS      RESTARTS   AGE
pod/once   0/1     Completed   0          10s

NAME                 DATA   AGE
configmap/settings   2      10s
2> Error from server (NotFound): configmaps "nosuch" not found
= 1
> kubectl get pod,cm once
NAME   READY   STATUS      RESTARTS   AGE
once   0/1     Completed   0          10s
2> Error from server (NotFound): configmaps "once" not found
= 1
> kubectl get nodes -L node-role.kubernetes.io/master --show-labels
NAME           STATUS   ROLES    AGE   VERSION   MASTER   LABELS
kube-master1   Ready    master   10s   v1.20.2            beta.kubernetes.io/arch=amd64,beta.kubernetes.io/os=linux,kubernetes.io/arch=amd64,kubernetes.io/hostname=kube-master1,kubernetes.io/os=linux,node-role.kubernetes.io/master=
kube-node1     Ready    <none>   10s   v1.20.2            beta.kubernetes.io/arch=amd64,beta.kubernetes.io/os=linux,kubernetes.io/arch=amd64,kubernetes.io/hostname=kube-node1,kubernetes.io/os=linux
kube-node2     Ready    <none>   10s   v1.20.2            beta.kubernetes.io/arch=amd64,beta.kubernetes.io/os=linux,kubernetes.io/arch=amd64,kubernetes.io/hostname=kube-node2,kubernetes.io/os=linux
kube-node3     Ready    <none>   10s   v1.20.2            beta.kubernetes.io/arch=amd64,beta.kubernetes.io/os=linux,kubernetes.io/arch=amd64,kubernetes.io/hostname=kube-node3,kubernetes.io/os=linux
> kubectl get all -A
NAMESPACE   NAME       READY   STATUS      RESTARTS   AGE
default     pod/once   0/1     Completed   0          10s

NAMESPACE   NAME                 TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
default     service/kubernetes   ClusterIP   10.96.0.1    <none>        443/TCP   10s
> kubectl get -f mix.yaml -o name
pod/once
configmap/settings
configmap/empty
> kubectl get cm settings -o yaml | grep -vE 'uid|resourceVersion'
apiVersion: v1
data:
  key: 값
  other: "2"
kind: ConfigMap
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","data":{"key":"값","other":"2"},"kind":"ConfigMap","metadata":{"annotations":{},"labels":{"app":"once"},"name":"settings","namespace":"default"}}
  creationTimestamp: "2022-06-22T23:46:00Z"
  labels:
    app: once
  name: settings
  namespace: default
> kubectl get cm settings empty -o json | grep -vE 'uid|resourceVersion'
{
    "apiVersion": "v1",
    "items": [
        {
            "apiVersion": "v1",
            "data": {
                "key": "값",
                "other": "2"
            },
            "kind": "ConfigMap",
            "metadata": {
                "annotations": {
                    "kubectl.kubernetes.io/last-applied-configuration": "{\"apiVersion\":\"v1\",\"data\":{\"key\":\"값\",\"other\":\"2\"},\"kind\":\"ConfigMap\",\"metadata\":{\"annotations\":{},\"labels\":{\"app\":\"once\"},\"name\":\"settings\",\"namespace\":\"default\"}}\n"
                },
                "creationTimestamp": "2022-06-22T23:46:00Z",
                "labels": {
                    "app": "once"
                },
                "name": "settings",
                "namespace": "default",
            }
        },
        {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {
                "annotations": {
                    "kubectl.kubernetes.io/last-applied-configuration": "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"annotations\":{},\"name\":\"empty\",\"namespace\":\"default\"}}\n"
                },
                "creationTimestamp": "2022-06-22T23:46:00Z",
                "name": "empty",
                "namespace": "default",
            }
        }
    ],
    "kind": "List",
    "metadata": {
        "selfLink": ""
    }
}
> kubectl get cm --sort-by=.data.key
NAME               DATA   AGE
kube-root-ca.crt   1      10s
empty              0      10s
settings           2      10s
> kubectl get cm,pods --sort-by=.metadata.name
2> error: couldn't find any field with path "{.metadata.name}" in the list of objects
= 1
> kubectl get cm empty settings -o custom-columns=N:.metadata.name,KEYS:.data
N          KEYS
empty      <none>
settings   map[key:값 other:2]
> kubectl get cm -o custom-columns=N
2> error: unexpected custom-columns spec: N, expected <header>:<json-path-expr>
= 1
> kubectl get cm -o jsonpath='{range .items[*]}{.metadata.name}={.data.key}{"\n"}{end}'
empty=
kube-root-ca.crt=
settings=값
> kubectl get cm -o jsonpath='{.items['
2> error: error parsing jsonpath {.items[, unterminated array
= 1
> kubectl get cm settings -o go-template='{{range $k, $v := .data}}{{$k}}: {{$v}}{{"\n"}}{{end}}'
key: 값
other: 2
> kubectl get cm settings --template='{{.data.key.x}}' 2>&1 | tail -1
error: error executing template "{{.data.key.x}}": template: output:1:7: executing "output" at <.data.key.x>: can't evaluate field x in type interface {}
> kubectl get cm settings -o nosuch
2> error: unable to match a printer suitable for the output format "nosuch", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml
= 1
> kubectl get cm -l 'bad in'
2> Error from server (BadRequest): Unable to find "/v1, Resource=configmaps" that match label selector "bad in", field selector "": unable to parse requirement: found '' expected: '('
= 1
> kubectl get pods --field-selector spec.nodeName=nosuch
2> No resources found in default namespace.
> kubectl get pods --show-labels -o yaml
2> error: --show-labels option cannot be used with yaml printer
= 1
> kubectl get pods --output-watch-events
2> error: --output-watch-events option can only be used with --watch or --watch-only
2> See 'kubectl get -h' for help and examples
= 1
> kubectl get pods once -A
2> error: a resource cannot be retrieved by name across all namespaces
= 1
> kubectl get pods -n nosuch --ignore-not-found
> kubectl get pod nosuch --ignore-not-found
> kubectl get pods once/x
2> error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'
= 1
> kubectl get pods/once svc
2> error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'
= 1
> kubectl get pods svc,cm/x
2> error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'
= 1
> kubectl get --raw /api/v1/namespaces/nosuch
2> Error from server (NotFound): namespaces "nosuch" not found
= 1
> kubectl get cm --server-print=false
NAME               AGE
empty              10s
kube-root-ca.crt   10s
settings           10s
> kubectl get -k dir
2> error: this kubectl has no kustomize: name the files with -f
= 1
