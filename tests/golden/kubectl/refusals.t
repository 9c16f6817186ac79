# What kubectl v1.20.2 and its server said of these, in the same order: mistakes in manifests, patches and arguments.
> printf -- '- a\n' > list.yaml
> kubectl apply -f list.yaml
2> error: error validating "list.yaml": error validating data: invalid object to validate; if you choose to ignore these errors, turn validation off with --validate=false
= 1
> printf 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: c, image: nginx}]}\n' > noname.yaml
> kubectl apply -f noname.yaml
2> error: error when retrieving current configuration of:
2> Resource: "/v1, Resource=pods", GroupVersionKind: "/v1, Kind=Pod"
2> Name: "", Namespace: "default"
2> from server for: "noname.yaml": resource name may not be empty
= 1
> printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: other}\n' > other.yaml
> kubectl apply -f other.yaml -n default
2> error: the namespace from the provided object "other" does not match the namespace "default". You must pass '--namespace=other' to perform this operation.
= 1
> kubectl delete -f other.yaml -n default
2> error: the namespace from the provided object "other" does not match the namespace "default". You must pass '--namespace=other' to perform this operation.
= 1
> printf 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: nginx, resources: {requests: {cpu: abc}}}]}\n' > quantity.yaml
> kubectl create -f quantity.yaml
2> Error from server (BadRequest): error when creating "quantity.yaml": Pod in version "v1" cannot be handled as a Pod: v1.Pod.Spec: v1.PodSpec.Containers: []v1.Container: v1.Container.Resources: v1.ResourceRequirements.Requests: unmarshalerDecoder: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$', error found in #10 byte of ...|cpu":"abc"}}}]}}
2> |..., bigger context ...|x","name":"c","resources":{"requests":{"cpu":"abc"}}}]}}
2> |...
= 1
> printf 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {p: YWJj}\nstringData: {q: hello}\n' > secret.yaml
> kubectl apply -f secret.yaml
secret/s created
> kubectl get secret s -o jsonpath='{.data}{"\n"}'
{"p":"YWJj","q":"aGVsbG8="}
> kubectl patch secret s -p '{"stringData":{"p":"new"}}'
secret/s patched
> kubectl get secret s -o jsonpath='{.data}{"\n"}'
{"p":"bmV3","q":"aGVsbG8="}
> kubectl create cm cfg --from-literal=z=1
configmap/cfg created
> kubectl patch cm cfg -p '{"data":{"z":5}}'
2> The request is invalid: patch: Invalid value: "map[data:map[z:5]]": cannot convert int64 to string
= 1
> kubectl patch cm cfg -p '{"data":[]}'
2> The request is invalid: patch: Invalid value: "map[data:[]]": cannot restore map from slice
= 1
> kubectl patch cm cfg --type=merge -p '{"data":{"z":5}}'
2> The request is invalid: patch: Invalid value: "{\"apiVersion\":\"v1\",\"data\":{\"z\":5},\"kind\":\"ConfigMap\",\"metadata\":{\"creationTimestamp\":\"2022-06-22T23:46:00Z\",\"name\":\"cfg\",\"namespace\":\"default\",\"resourceVersion\":\"44\",\"uid\":\"30ef2b40-8816-47c1-babe-80297e2fb951\"}}": v1.ConfigMap.Data: ReadString: expects " or n, but found 5, error found in #10 byte of ...|ta":{"z":5},"kind":"|..., bigger context ...|{"apiVersion":"v1","data":{"z":5},"kind":"ConfigMap","metadata":{"creationTimestam|...
= 1
> kubectl patch cm cfg -p '{"metadata":{"name":"other"}}'
2> Error from server (BadRequest): the name of the object (other) does not match the name on the URL (cfg)
= 1
> kubectl patch cm cfg -p '{"metadata":{"uid":"1"}}'
2> The ConfigMap "cfg" is invalid: metadata.uid: Invalid value: "1": field is immutable
= 1
> kubectl patch cm cfg -p '{"data":{"y":"2"}}' --dry-run=client
configmap/cfg patched
> kubectl label cm cfg a=b --dry-run=server
configmap/cfg labeled
> kubectl set image
2> error: You must provide one or more resources by argument or filename.
2> Example resource specifications include:
2>    '-f rsrc.yaml'
2>    '--filename=rsrc.json'
2>    '<resource> <name>'
2>    '<resource>'
= 1
> kubectl set image cm/nosuch
2> Error from server (NotFound): configmaps "nosuch" not found
= 1
> kubectl set image cm/cfg
2> error: at least one image update is required
= 1
> kubectl set image cm/cfg cm/nosuch c=x
2> Error from server (NotFound): configmaps "nosuch" not found
= 1
> kubectl set resources cm
2> error: resource(s) were provided, but no name, label selector, or --all flag specified
= 1
> kubectl describe
2> error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.
= 1
> kubectl rollout foo deploy/x
2> error: unknown command "foo deploy/x"
2> See 'kubectl rollout -h' for help and examples
= 1
> kubectl taint nodes kube-node1 a=b:NoSchedule a=c:NoSchedule
2> error: duplicated taints with the same key and effect: {a c NoSchedule <nil>}
2> See 'kubectl taint -h' for help and examples
= 1
> kubectl taint pods p a=b:NoSchedule
2> error: invalid resource type pods, only node types are supported
= 1
> kubectl run p --image=busybox --requests=cpu=100m --limits=memory=10Mi --dry-run=client -o jsonpath='{.spec.containers[0].resources}{"\n"}'
{"limits":{"memory":"10Mi"},"requests":{"cpu":"100m"}}
> kubectl run p --image=busybox --limits=cpu
2> error: Invalid argument syntax cpu, expected <resource>=<value>
= 1
> kubectl create deployment web --image=nginx
deployment.apps/web created
> kubectl delete deploy web nosuch
deployment.apps "web" deleted
2> Error from server (NotFound): deployments.apps "nosuch" not found
= 1
> printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 123}\n' > number.yaml
> kubectl apply -f number.yaml
2> error: unable to decode "number.yaml": resource.metadataOnlyObject.ObjectMeta: v1.ObjectMeta.Name: ReadString: expects " or n, but found 1, error found in #10 byte of ...|:{"name":123}}|..., bigger context ...|sion":"v1","kind":"ConfigMap","metadata":{"name":123}}|...
= 1
> printf 'apiVersion: apps/v1\nkind: Thing\nmetadata: {name: x, labels: {a: true}}\n' > label.yaml
> kubectl create -f label.yaml
2> error: unable to decode "label.yaml": resource.metadataOnlyObject.ObjectMeta: v1.ObjectMeta.Labels: ReadString: expects " or n, but found t, error found in #10 byte of ...|ls":{"a":true},"name|..., bigger context ...|pps/v1","kind":"Thing","metadata":{"labels":{"a":true},"name":"x"}}|...
= 1
> mkdir many
> printf 'apiVersion: nosuch/v1\nkind: Thing\nmetadata: {name: t}\n' > many/thing.yaml
> kubectl apply -f ./many/
2> error: unable to recognize "many/thing.yaml": no matches for kind "Thing" in version "nosuch/v1"
= 1
> kubectl taint nodes kube-node1 b=1:NoSchedule a=1:NoSchedule z=1:NoExecute
node/kube-node1 tainted
> kubectl describe node kube-node1 | grep -A2 ^Taints
Taints:             z=1:NoExecute
                    a=1:NoSchedule
                    b=1:NoSchedule
> kubectl drain kube-node1 --ignore-daemonsets --delete-local-data
node/kube-node1 cordoned
evicting pod default/web-6dc5cd68db-6h9lp
pod/web-6dc5cd68db-6h9lp evicted
node/kube-node1 evicted
2> Flag --delete-local-data has been deprecated, This option is deprecated and will be deleted. Use --delete-emptydir-data.
> kubectl describe lease kube-node1 -n kube-node-lease | grep API
API Version:  coordination.k8s.io/v1
    API Version:     v1
> kubectl rollout history ds/nosuch --revision=1
2> Error from server (NotFound): daemonsets.apps "nosuch" not found
= 1
> kubectl patch cm cfg -p '{"data":'
2> Error from server (BadRequest): unexpected EOF
= 1
> kubectl patch cm cfg --type=merge -p '{'
2> Error from server: Invalid JSON Patch
= 1
> kubectl patch cm nosuch -p '{'
2> Error from server (NotFound): configmaps "nosuch" not found
= 1
> kubectl create deployment api --image=api:1
deployment.apps/api created
> kubectl patch deploy api -p '{"spec":{"replicas":"two"}}'
2> The request is invalid: patch: Invalid value: "map[spec:map[replicas:two]]": unrecognized type: int32
= 1
> kubectl patch deploy api -p '{"spec":{"replicas":1.5}}'
2> The request is invalid: patch: Invalid value: "map[spec:map[replicas:1.5]]": cannot convert float64 to int32
= 1
> kubectl patch deploy api -p '{"spec":{"paused":"yes"}}'
2> The request is invalid: patch: Invalid value: "map[spec:map[paused:yes]]": unrecognized type: bool
= 1
> kubectl patch deploy api -p '{"spec":{"template":{"spec":{"containers":[{"image":"x"}]}}}}'
2> Error from server: map: map[image:x] does not contain declared merge key: name
= 1
> kubectl patch deploy api -p '{"spec":{"selector":null}}'
2> The Deployment "api" is invalid: 
2> * spec.selector: Required value
2> * spec.template.metadata.labels: Invalid value: map[string]string{"app":"api"}: `selector` does not match template `labels`
2> * spec.selector: Invalid value: "null": field is immutable
= 1
> kubectl rollout undo cm/cfg
2> error: error retrieving rollbacker for "ConfigMap", no visitor method exists for { ConfigMap}
= 1
> kubectl rollout history pod/nosuch
2> Error from server (NotFound): pods "nosuch" not found
= 1
> kubectl delete deploy api --cascade=maybe
2> error: invalid cascade value (maybe). Must be "background", "foreground", or "orphan"
= 1
> kubectl delete deploy api -o yaml
2> error: unexpected -o output mode: yaml. We only support '-o name'
= 1
> kubectl replace
2> error: must specify one of -f and -k
= 1
> kubectl logs -l app=nosuch
