# What kubectl itself finds in a manifest; v1.20.2.
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
> cat > ns.yaml <<EOF
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: d, namespace: other}
| EOF
> kubectl create -f a.yaml
2> error: error validating "a.yaml": error validating data: [ValidationError(DaemonSet.metadata): unknown field "foo" in io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta, unknown object type "nil" in DaemonSet.metadata.labels.a, ValidationError(DaemonSet.metadata.labels.b): invalid type for io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta.labels: got "array", expected "string", ValidationError(DaemonSet.spec.minReadySeconds): invalid type for io.k8s.api.apps.v1.DaemonSetSpec.minReadySeconds: got "string", expected "integer", ValidationError(DaemonSet.spec.template.spec.containers[0].args[2]): invalid type for io.k8s.api.core.v1.Container.args: got "array", expected "string", ValidationError(DaemonSet.spec.template.spec.containers[0].args): unknown object type "nil" in DaemonSet.spec.template.spec.containers[0].args[3], ValidationError(DaemonSet.spec.template.spec.containers[0].command): invalid type for io.k8s.api.core.v1.Container.command: got "string", expected "array", ValidationError(DaemonSet.spec.template.spec.containers[0].env): invalid type for io.k8s.api.core.v1.Container.env: got "map", expected "array", ValidationError(DaemonSet.spec.template.spec.containers[0].livenessProbe.httpGet.port): invalid type for io.k8s.apimachinery.pkg.util.intstr.IntOrString: got "map", expected "string", ValidationError(DaemonSet.spec.template.spec.containers[0].ports[0].containerPort): invalid type for io.k8s.api.core.v1.ContainerPort.containerPort: got "string", expected "integer", ValidationError(DaemonSet.spec.template.spec.containers[0].ports): unknown object type "nil" in DaemonSet.spec.template.spec.containers[0].ports[1], ValidationError(DaemonSet.spec.template.spec.containers[0].ports[2]): missing required field "containerPort" in io.k8s.api.core.v1.ContainerPort, ValidationError(DaemonSet.spec.template.spec.containers[0].resources.limits.cpu): invalid type for io.k8s.apimachinery.pkg.api.resource.Quantity: got "map", expected "string", ValidationError(DaemonSet.spec.template.spec.containers[0]): missing required field "name" in io.k8s.api.core.v1.Container, ValidationError(DaemonSet.spec.template.spec.hostNetwork): invalid type for io.k8s.api.core.v1.PodSpec.hostNetwork: got "string", expected "boolean", ValidationError(DaemonSet.spec.updateStrategy): invalid type for io.k8s.api.apps.v1.DaemonSetUpdateStrategy: got "string", expected "map", ValidationError(DaemonSet.spec): missing required field "selector" in io.k8s.api.apps.v1.DaemonSetSpec]; if you choose to ignore these errors, turn validation off with --validate=false
= 1
> kubectl apply -f a.yaml --validate=false
2> error: unable to decode "a.yaml": resource.metadataOnlyObject.ObjectMeta: v1.ObjectMeta.Labels: ReadString: expects " or n, but found [, error found in #10 byte of ...|null,"b":[1],"c":1},|..., bigger context ...|","metadata":{"foo":"bar","labels":{"a":null,"b":[1],"c":1},"name":"x"},"spec":{"minReadySeconds":"5|...
= 1
> kubectl create -f l.yaml
2> error: error validating "l.yaml": error validating data: [ValidationError(ConfigMap): unknown field "dta" in io.k8s.api.core.v1.ConfigMap, apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false
= 1
> kubectl create -f k1.yaml
2> error: error validating "k1.yaml": error validating data: [apiVersion isn't string type, kind isn't string type]; if you choose to ignore these errors, turn validation off with --validate=false
= 1
> kubectl apply -f cm2.yaml
2> error: error validating "cm2.yaml": error validating data: ValidationError(ConfigMap): unknown field "foo" in io.k8s.api.core.v1.ConfigMap; if you choose to ignore these errors, turn validation off with --validate=false
= 1
> kubectl apply -f cm2.yaml --validate=warn
2> Error: invalid argument "warn" for "--validate" flag: strconv.ParseBool: parsing "warn": invalid syntax
2> See 'kubectl apply --help' for usage.
= 1
> kubectl apply -f cm2.yaml --validate=false
configmap/cm created
> kubectl replace -f cm2.yaml
2> error: error validating "cm2.yaml": error validating data: ValidationError(ConfigMap): unknown field "foo" in io.k8s.api.core.v1.ConfigMap; if you choose to ignore these errors, turn validation off with --validate=false
= 1
> kubectl patch cm cm -p '{"foo":1}'
configmap/cm patched (no change)
> kubectl apply -f ns.yaml -n kube-system
2> error: the namespace from the provided object "other" does not match the namespace "kube-system". You must pass '--namespace=other' to perform this operation.
= 1
> kubectl get cm d -n nosuch
2> Error from server (NotFound): namespaces "nosuch" not found
= 1
> kubectl apply -f - <<EOF
| apiVersion: batch/v1
| kind: CronJob
| metadata: {name: c}
| spec: {schedule: 5, nosuch: 1}
| EOF
2> error: unable to recognize "STDIN": no matches for kind "CronJob" in version "batch/v1"
= 1
