#| version: v1.37.2
# kubectl wait of v1.37: paths, creation, what is gone already, no time at all.
> kubectl create deployment web --image=nginx
deployment.apps/web created
> kubectl wait deploy/web --for=jsonpath='{.status.readyReplicas}'=1
deployment.apps/web condition met
> kubectl wait deploy/web --for=jsonpath='{.status.readyReplicas}'
deployment.apps/web condition met
> kubectl wait deploy/web --for=jsonpath='{.status.readyReplicas}'=2 --timeout=3s
2> error: timed out waiting for the condition on deployments/web
= 1
> kubectl wait deploy/web --for=jsonpath='{.status.nosuch}'= 
2> error: jsonpath wait has to have a value after equal sign
= 1
> kubectl wait deploy/web2 --for=create --timeout=3s
2> error: timed out waiting for the condition
= 1
> kubectl wait deploy/web --for=create --timeout=3s
deployment.apps/web condition met
> kubectl wait deploy/web --for=condition=Foo --timeout=0
2> error: condition not met for deployments/web
= 1
> kubectl wait deploy/gone --for=delete
> kubectl wait deploy/web --for=foo
2> error: unrecognized condition: "foo"
= 1
