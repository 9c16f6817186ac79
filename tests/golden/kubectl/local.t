# --local and --dry-run=client show what the server would make of it; --record goes with label and annotate too.
> kubectl apply -f - <<EOF
| apiVersion: apps/v1
| kind: DaemonSet
| metadata: {name: web}
| spec:
|   selector: {matchLabels: {app: web}}
|   template:
|     metadata: {labels: {app: web}}
|     spec:
|       containers: [{name: web, image: "nginx:1.18"}]
| EOF
daemonset.apps/web created
> kubectl patch ds web -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"nginx:1.19"},{"name":"log","image":"busybox"}]}}}}' --dry-run=client -o jsonpath='{.spec.template.spec.containers[*].image}{"\n"}'
nginx:1.19 busybox
> kubectl patch ds web --type=json -p '[{"op":"replace","path":"/spec/minReadySeconds","value":7}]' --dry-run=client -o jsonpath='{.spec.minReadySeconds}{"\n"}'
7
> kubectl patch ds web --type=merge -p '{"spec":{"revisionHistoryLimit":10}}' --dry-run=client
daemonset.apps/web patched (no change)
> kubectl patch ds web --type=json -p '[{"op":"remove","path":"/spec/nosuch"}]' --dry-run=client
2> error: error in remove for path: '/spec/nosuch': Unable to remove nonexistent key: nosuch: missing value
= 1
> kubectl patch ds web -p '{"spec":{"minReadySeconds":1}}' --dry-run=server
daemonset.apps/web patched
> kubectl patch ds web --local -p '{"metadata":{"labels":{"a":"b"}}}'
2> error: cannot specify --local and server resources
= 1
> kubectl get ds web -o jsonpath='{.spec.minReadySeconds}{"\n"}'

> kubectl create configmap c --dry-run=client -o yaml > c.yaml
> kubectl patch -f c.yaml --local -p '{"data":{"k":"v"}}' -o yaml
apiVersion: v1
data:
  k: v
kind: ConfigMap
metadata:
  creationTimestamp: null
  name: c
> kubectl patch -f c.yaml --local --dry-run=server -p '{"data":{"k":"v"}}'
2> error: cannot specify --local and --dry-run=server - did you mean --dry-run=client?
= 1
> kubectl label -f c.yaml --local a=b -o yaml
apiVersion: v1
kind: ConfigMap
metadata:
  creationTimestamp: null
  labels:
    a: b
  name: c
> kubectl annotate -f c.yaml --local a=b -o name
configmap/c
> kubectl label ds web tier=front --record
daemonset.apps/web labeled
> kubectl get ds web -o jsonpath='{.metadata.annotations.kubernetes\.io/change-cause}{"\n"}'
kubectl label ds web tier=front --record=true
> kubectl annotate ds web note=hi --record
daemonset.apps/web annotated
> kubectl get ds web -o jsonpath='{.metadata.annotations.kubernetes\.io/change-cause} {.metadata.annotations.note}{"\n"}'
kubectl annotate ds web note=hi --record=true hi
> kubectl create --raw /api/v1/namespaces/default/configmaps -f c.yaml
2> error: json parse error: invalid character 'a' looking for beginning of value
= 1
> kubectl create --raw /api/v1/namespaces/default/configmaps -f - <<EOF | sed "s/[0-9a-f-]\{36\}/UID/"
| {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "raw"}, "data": {"a": "1"}}
| EOF
{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"raw","namespace":"default","uid":"UID","resourceVersion":"65","creationTimestamp":"2022-06-22T23:46:00Z"},"data":{"a":"1"}}
> kubectl replace --raw /api/v1/namespaces/default/configmaps/raw -f - <<EOF | sed "s/[0-9a-f-]\{36\}/UID/"
| {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "raw"}, "data": {"a": "2"}}
| EOF
{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"raw","namespace":"default","uid":"UID","resourceVersion":"66","creationTimestamp":"2022-06-22T23:46:00Z"},"data":{"a":"2"}}
> kubectl get --raw /api/v1/namespaces/default/configmaps/raw | grep -c '"data":{"a":"2"}'
1
> kubectl delete --raw /api/v1/namespaces/default/configmaps/raw | sed "s/[0-9a-f-]\{36\}/UID/"
{"apiVersion":"v1","details":{"kind":"configmaps","name":"raw","uid":"UID"},"kind":"Status","metadata":{},"status":"Success"}
> kubectl get --raw /api/v1/namespaces/default/configmaps/raw
2> Error from server (NotFound): configmaps "raw" not found
= 1
> kubectl create --raw /api
2> error: must specify one of -f and -k
= 1
> kubectl create --raw x -f c.yaml
2> error: --raw must be a valid URL path: parse "x": invalid URI for request
2> See 'kubectl create -h' for help and examples
= 1
> kubectl delete --raw /api/v1/nodes -o name
2> error: --raw and --output are mutually exclusive
2> See 'kubectl delete -h' for help and examples
= 1
> kubectl get pods --raw /version
2> error: arguments may not be passed when --raw is specified
= 1
