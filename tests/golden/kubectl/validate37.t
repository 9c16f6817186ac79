#| version: v1.37.2
# Newer servers find what a manifest has and its kind does not; kubectl only looks for the kind.
> cat > a.yaml <<EOF
| apiVersion: apps/v1
| kind: DaemonSet
| metadata:
|   name: x
|   labels: {a: null, b: [1], c: 1}
|   foo: bar
| spec:
|   selctor: null
|   updateStrategy: RollingUpdate
|   minReadySeconds: "5"
|   template:
|     metadata: {labels: {a: b}}
|     spec:
|       hostNetwork: "yes"
|       containers:
|       - image: nginx
|         resources: {limits: {cpu: {}}}
|         ports: [{containerPort: "80"}, null, {name: x}]
|         livenessProbe: {httpGet: {port: {a: 1}}}
|         command: sh
|         args: [1, true, [x], null]
|         env: {A: b}
| EOF
> cat > l.yaml <<EOF
| apiVersion: v1
| kind: List
| items:
| - apiVersion: v1
|   kind: ConfigMap
|   metadata: {name: a}
|   dta: {}
| - apiVersion: v1
|   kind: ConfigMap
|   metadata: {name: b}
|   dta: {}
| - metadata: {name: b}
| EOF
> cat > k1.yaml <<EOF
| apiVersion: 1
| kind: [a]
| EOF
> cat > cm2.yaml <<EOF
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: cm}
| data: {a: b}
| foo: {a: b}
| EOF
> kubectl create -f a.yaml
2> error: unable to decode "a.yaml": json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type string
= 1
> kubectl create -f l.yaml
2> error: error validating "l.yaml": error validating data: [ValidationError(ConfigMap): unknown field "dta" in io.k8s.api.core.v1.ConfigMap, apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false
= 1
> kubectl create -f k1.yaml
2> error: error validating "k1.yaml": error validating data: [apiVersion isn't string type, kind isn't string type]; if you choose to ignore these errors, turn validation off with --validate=false
= 1
> kubectl apply -f cm2.yaml
2> Error from server (BadRequest): error when creating "cm2.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "foo"
= 1
> kubectl create -f cm2.yaml --validate=warn
configmap/cm created
2> Warning: unknown field "foo"
> kubectl apply -f cm2.yaml --validate=maybe
2> error: invalid - validate option "maybe"; must be one of: strict (or true), warn, ignore (or false)
= 1
> kubectl apply -f cm2.yaml --validate=ignore
configmap/cm configured
2> Warning: resource configmaps/cm is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.
> kubectl apply -f cm2.yaml
2> The request is invalid: patch: Invalid value: "map[foo:map[a:b]]": strict decoding error: unknown field "foo"
= 1
> kubectl replace -f cm2.yaml
2> Error from server (BadRequest): error when replacing "cm2.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "foo"
= 1
> kubectl patch cm cm -p '{"foo":1}'
configmap/cm patched (no change)
2> Warning: unknown field "foo"
> kubectl patch cm cm --type=json -p '[{"op":"add","path":"/foo","value":1}]'
configmap/cm patched (no change)
2> Warning: unknown field "foo"
> kubectl create --raw '/api/v1/namespaces/default/configmaps?fieldValidation=Maybe' -f - <<EOF
| {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "raw"}}
| EOF
2> The CreateOptions "" is invalid: fieldValidation: Unsupported value: "Maybe": supported values: "", "Ignore", "Strict", "Warn"
= 1
