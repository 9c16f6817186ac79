# What tells about the cluster rather than its objects.
> kubectl version --short
Client Version: v1.20.2
Server Version: v1.20.2
> kubectl version -o yaml --client
clientVersion:
  buildDate: "2021-01-13T13:20:00Z"
  compiler: gc
  gitCommit: "0000000000000000000000000000000000000000"
  gitTreeState: clean
  gitVersion: v1.20.2
  goVersion: go1.15.5
  major: "1"
  minor: "20"
  platform: linux/amd64

> kubectl version -o nosuch
2> error: --output must be 'yaml' or 'json'
= 1
> kubectl api-resources --api-group=apps
NAME                  SHORTNAMES   APIVERSION   NAMESPACED   KIND
controllerrevisions                apps/v1      true         ControllerRevision
daemonsets            ds           apps/v1      true         DaemonSet
deployments           deploy       apps/v1      true         Deployment
replicasets           rs           apps/v1      true         ReplicaSet
statefulsets          sts          apps/v1      true         StatefulSet
> kubectl api-resources --namespaced=false --api-group= -o name
componentstatuses
namespaces
nodes
persistentvolumes
> kubectl api-resources --sort-by=x
2> error: --sort-by accepts only name or kind
= 1
> kubectl api-resources x y
2> error: unexpected arguments: [x y]
2> See 'kubectl api-resources -h' for help and examples
= 1
> kubectl api-versions | head -3
admissionregistration.k8s.io/v1
admissionregistration.k8s.io/v1beta1
apiextensions.k8s.io/v1
> kubectl cluster-info | cat
[0;32mKubernetes control plane[0m is running at [0;33mhttps://192.168.200.50:6443[0m

To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.
> kubectl config current-context
kubernetes-admin@kubernetes
> kubectl config get-contexts
CURRENT   NAME                          CLUSTER      AUTHINFO           NAMESPACE
*         kubernetes-admin@kubernetes   kubernetes   kubernetes-admin   
> kubectl config set-context dev --cluster=kubernetes --user=kubernetes-admin --namespace=kube-system
Context "dev" created.
> kubectl config use-context dev
Switched to context "dev".
> kubectl get pods
2> No resources found in kube-system namespace.
> kubectl config view --minify
apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: DATA+OMITTED
    server: https://192.168.200.50:6443
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    namespace: kube-system
    user: kubernetes-admin
  name: dev
current-context: dev
kind: Config
preferences: {}
users:
- name: kubernetes-admin
  user:
    client-certificate-data: REDACTED
    client-key-data: REDACTED
> kubectl config rename-context dev work
Context "dev" renamed to "work".
> kubectl config get-contexts work nosuch
CURRENT   NAME   CLUSTER      AUTHINFO           NAMESPACE
*         work   kubernetes   kubernetes-admin   kube-system
2> error: context nosuch not found
= 1
> kubectl config delete-context work
deleted context work from the session's kubeconfig
2> warning: this removed your active context, use "kubectl config use-context" to select a different one
> kubectl config use-context kubernetes-admin@kubernetes
Switched to context "kubernetes-admin@kubernetes".
> kubectl config set-context --current x
2> error: you cannot specify both a context name and --current
= 1
> kubectl config use-context nosuch
2> error: no context exists with the name: "nosuch"
= 1
> kubectl config nosuch
2> error: unknown command "nosuch"
2> See 'kubectl config -h' for help and examples
= 1
> kubectl auth can-i delete nodes
yes
2> Warning: resource 'nodes' is not namespace scoped
> kubectl auth can-i frob pods -q
2> Warning: verb 'frob' is not a known verb
> kubectl auth can-i --list
Resources   Non-Resource URLs   Resource Names   Verbs
*.*         []                  []               [*]
            [*]                 []               [*]
> kubectl auth can-i
2> error: you must specify two or three arguments: verb, resource, and optional resourceName
= 1
> kubectl top pods
2> error: Metrics API not available
= 1
> kubectl explain ds.spec.updateStrategy
KIND:     DaemonSet
VERSION:  apps/v1

RESOURCE: updateStrategy <Object>

DESCRIPTION:
     틀이 바뀌었을 때 파드를 갈아 끼우는 방법이에요. RollingUpdate가 기본이고,
     OnDelete는 파드를 지울 때만 새로 만들어요.

FIELDS:
   rollingUpdate	<Object>

   type	<string>

> kubectl explain ds.spec.updateStrategy --recursive
KIND:     DaemonSet
VERSION:  apps/v1

RESOURCE: updateStrategy <Object>

DESCRIPTION:
     틀이 바뀌었을 때 파드를 갈아 끼우는 방법이에요. RollingUpdate가 기본이고,
     OnDelete는 파드를 지울 때만 새로 만들어요.

FIELDS:
   rollingUpdate	<Object>
      maxUnavailable	<string>
   type	<string>
> kubectl explain pod.spec.nodeName
KIND:     Pod
VERSION:  v1

FIELD:    nodeName <string>

DESCRIPTION:
     파드가 도는 노드예요. 보통은 비워 두고 스케줄러가 채워요.
> kubectl explain nosuch
2> the server doesn't have a resource type "nosuch"
= 1
> kubectl explain pod.nosuch
2> error: field "nosuch" does not exist
= 1
> kubectl explain
2> error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.
= 1
