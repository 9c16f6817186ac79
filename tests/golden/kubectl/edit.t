# The editor is a program that changes the file, cat shows it.
> kubectl create configmap cm --from-literal=a=b
configmap/cm created
> kubectl create deployment web --image=nginx
deployment.apps/web created
> KUBE_EDITOR=true kubectl edit cm cm
2> Edit cancelled, no changes made.
> KUBE_EDITOR=cat kubectl edit cm cm | grep -v "uid:\|resourceVersion:"
# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
apiVersion: v1
data:
  a: b
kind: ConfigMap
metadata:
  creationTimestamp: "2022-06-22T23:46:00Z"
  name: cm
  namespace: default
2> Edit cancelled, no changes made.
> KUBE_EDITOR="sed -i s/a:.b/a:\ c/" kubectl edit cm cm
configmap/cm edited
> EDITOR="sed -i s/c$/d/" kubectl edit cm/cm -o yaml --output-patch --record | grep -v "uid:\|resourceVersion:"
Patch: {"data":{"a":"d"},"metadata":{"annotations":{"kubernetes.io/change-cause":"kubectl edit cm/cm --output=yaml --output-patch=true --record=true"}}}
apiVersion: v1
data:
  a: d
kind: ConfigMap
metadata:
  annotations:
    kubernetes.io/change-cause: kubectl edit cm/cm --output=yaml --output-patch=true
      --record=true
  creationTimestamp: "2022-06-22T23:46:00Z"
  name: cm
  namespace: default
> KUBE_EDITOR=cat kubectl edit cm cm -o json | head -5
{
    "apiVersion": "v1",
    "data": {
        "a": "d"
    },
2> Edit cancelled, no changes made.
> kubectl edit cm cm -o wide
2> error: unable to match a printer suitable for the output format "wide", allowed formats are: json,yaml
= 1
> KUBE_EDITOR="sed -i s/replicas:.1/replicas:\ 2/" kubectl edit deploy/web cm/cm
deployment.apps/web edited
configmap/cm skipped
> KUBE_EDITOR='sh -c '"'"'head -9 "$0"; sed -i s/replicas:.2/replicas:\ -1/ "$0"'"'"'' kubectl edit deploy web 2>&1 | sed "s/edit-[0-9a-f]*/edit-X/"
# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    deployment.kubernetes.io/revision: "1"
error: deployments.apps "web" is invalid
# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
# deployments.apps "web" was not valid:
# * spec.replicas: Invalid value: -1: must be greater than or equal to 0
#
apiVersion: apps/v1
kind: Deployment
A copy of your changes has been stored to "/tmp/kubectl-edit-X.yaml"
error: Edit cancelled, no valid changes were saved.
> KUBE_EDITOR="sed -i s/data:/dta:/" kubectl edit cm cm 2>&1 | sed "s/edit-[0-9a-f]*/edit-X/"
error: configmaps "cm" is invalid
A copy of your changes has been stored to "/tmp/kubectl-edit-X.yaml"
error: Edit cancelled, no valid changes were saved.
> KUBE_EDITOR="sed -i s/name:.cm/name:\ cn/" kubectl edit cm cm 2>&1 | sed "s/edit-[0-9a-f]*/edit-X/"
A copy of your changes has been stored to "/tmp/kubectl-edit-X.yaml"
error: At least one of apiVersion, kind and name was changed
> KUBE_EDITOR="sed -i s/namespace:.*/namespace:\ other/" kubectl edit cm cm 2>&1 | sed "s/edit-[0-9a-f]*/edit-X/"
A copy of your changes has been stored to "/tmp/kubectl-edit-X.yaml"
error: the namespace from the provided object "other" does not match the namespace "default". You must pass '--namespace=other' to perform this operation.
> KUBE_EDITOR="sed -i d" kubectl edit cm cm --validate=false
2> Edit cancelled, saved file was empty.
> KUBE_EDITOR=false kubectl edit cm cm
2> error: there was a problem with the editor "false"
= 1
> KUBE_EDITOR=nosuchprogram kubectl edit cm cm
2> error: unable to launch the editor "nosuchprogram"
= 1
> kubectl edit cm nosuch
2> Error from server (NotFound): configmaps "nosuch" not found
= 1
> kubectl edit pods -n kube-system
2> error: edit cancelled, no objects found
= 1
> kubectl create configmap new --dry-run=client -o yaml > new.yaml
> KUBE_EDITOR="sed -i s/name:.new/name:\ newer/" kubectl create --edit -f new.yaml
configmap/newer created
> KUBE_EDITOR=true kubectl create --edit -f new.yaml
2> Edit cancelled, no changes made.
> kubectl apply set-last-applied -f new.yaml
2> Error from server (NotFound): configmaps "new" not found
= 1
> kubectl apply -f new.yaml
configmap/new created
> kubectl apply view-last-applied cm new
apiVersion: v1
kind: ConfigMap
metadata:
  annotations: {}
  creationTimestamp: null
  name: new
  namespace: default
> kubectl apply view-last-applied cm/new -o json
{
  "apiVersion": "v1",
  "kind": "ConfigMap",
  "metadata": {
    "annotations": {},
    "creationTimestamp": null,
    "name": "new",
    "namespace": "default"
  }
}
> kubectl apply view-last-applied cm cm
> kubectl apply view-last-applied cm cm -o name
> kubectl apply set-last-applied -f new.yaml
configmap/new configured
> kubectl create configmap new --from-literal=a=b --dry-run=client -o yaml > new.yaml
> kubectl apply set-last-applied -f new.yaml
configmap/new configured
> KUBE_EDITOR="sed -i s/a:.b/a:\ z/" kubectl apply edit-last-applied cm/new
configmap/new edited
> kubectl apply view-last-applied cm/new
apiVersion: v1
data:
  a: z
kind: ConfigMap
metadata:
  creationTimestamp: null
  name: new
  namespace: default
> kubectl apply edit-last-applied cm cm
2> error: no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`
= 1
> kubectl create configmap cm --dry-run=client -o yaml > cm.yaml
> kubectl apply set-last-applied -f cm.yaml
2> error: no last-applied-configuration annotation found on resource: cm, to create the annotation, run the command with --create-annotation
= 1
> kubectl apply set-last-applied -f cm.yaml --create-annotation
configmap/cm configured
