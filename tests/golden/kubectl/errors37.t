#| version: v1.37.2
# What newer kubectls say of types that are not there, and of patches that cannot be applied.
> kubectl get deployments.v1beta9.apps
2> error: the server doesn't have a resource type "deployments" in group "v1beta9.apps"
= 1
> kubectl get foo
2> error: the server doesn't have a resource type "foo"
= 1
> kubectl create configmap c
configmap/c created
> kubectl patch cm c --type=json -p '[{"op":"remove","path":"/data/nosuch"}]'
2> The request is invalid: the server rejected our request due to an error in our request
= 1
