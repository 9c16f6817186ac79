# kubectl wait: conditions, deletion, and giving up.
> cat > job.yaml <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: a, labels: {app: x}}
| spec: {containers: [{name: c, image: nginx}]}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: b, labels: {app: x}}
| spec: {containers: [{name: c, image: nginx}]}
| EOF
> kubectl apply -f job.yaml
pod/a created
pod/b created
> kubectl wait pod -l app=x --for=condition=Ready
pod/a condition met
pod/b condition met
> kubectl wait pod/a --for=condition=ready=false --timeout=3s
2> error: timed out waiting for the condition on pods/a
= 1
> kubectl wait pod a b --for=condition=Nosuch --timeout=1s
2> timed out waiting for the condition on pods/a
2> timed out waiting for the condition on pods/b
= 1
> kubectl wait pod/a --for=condition=Ready -o name
pod/a
> kubectl wait pod/nosuch --for=condition=Ready
2> Error from server (NotFound): pods "nosuch" not found
= 1
> kubectl wait pods --for=condition=Ready
2> error: resource(s) were provided, but no name, label selector, or --all flag specified
= 1
> kubectl wait pod/a
2> error: unrecognized condition: ""
= 1
> kubectl delete pod a --wait=false
pod "a" deleted
> kubectl wait pod/a --for=delete
pod/a condition met
> kubectl wait pod/a --for=delete
2> error: no matching resources found
= 1
> kubectl wait pod --all --for=condition=Ready
pod/b condition met
