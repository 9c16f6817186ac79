# kubectl scale and autoscale: sizes, conditions on them, several objects, what cannot be scaled.
> kubectl create deployment web --image=nginx --replicas=2
deployment.apps/web created
> kubectl create deployment db --image=nginx
deployment.apps/db created
> kubectl scale deploy web db --replicas=3
deployment.apps/web scaled
deployment.apps/db scaled
> kubectl scale --replicas=4 deploy/web --current-replicas=3 --timeout=1m
deployment.apps/web scaled
> kubectl get deploy
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
db     0/3     3            0           0s
web    0/4     4            0           0s
> kubectl scale deploy/web --current-replicas=9 --replicas=1
2> error: Expected replicas to be 9, was 4
= 1
> kubectl scale deploy/web --resource-version=1 --replicas=1
2> error: Expected resource version to be 1, was 123
= 1
> kubectl scale deploy web db --resource-version=1 --replicas=1
2> error: cannot use --resource-version with multiple resources
= 1
> kubectl scale deploy web --replicas=-1
2> error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0
= 1
> kubectl scale deploy web
2> Error: required flag(s) "replicas" not set
= 1
> kubectl scale deploy --replicas=1
2> error: resource(s) were provided, but no name, label selector, or --all flag specified
= 1
> kubectl scale deploy --all --replicas=1
deployment.apps/db scaled
deployment.apps/web scaled
> kubectl scale deploy -l app=nosuch --replicas=1
2> error: no objects passed to scale
= 1
> kubectl scale deploy web nosuch --replicas=2
deployment.apps/web scaled
2> Error from server (NotFound): deployments.apps "nosuch" not found
= 1
> kubectl scale cm kube-root-ca.crt --replicas=2
2> Error from server (NotFound): the server could not find the requested resource
= 1
> kubectl scale deploy web --replicas=7 --dry-run=client
deployment.apps/web scaled
> kubectl scale deploy web --replicas=7 --dry-run=server
deployment.apps/web scaled
> kubectl scale deploy web --replicas=2 -o name
deployment.apps/web
> kubectl get deploy web -o jsonpath='{.spec.replicas}'
2
\
> kubectl autoscale deploy web --min=2 --max=5 --cpu-percent=80
horizontalpodautoscaler.autoscaling/web autoscaled
> kubectl autoscale deploy web --max=5
2> Error from server (AlreadyExists): horizontalpodautoscalers.autoscaling "web" already exists
= 1
> kubectl autoscale deploy db --max=1 --min=2
2> error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 1, min: 2
= 1
> kubectl autoscale deploy db
2> Error: required flag(s) "max" not set
= 1
> kubectl autoscale cm kube-root-ca.crt --max=2
2> error: cannot autoscale a ConfigMap: could not find scale subresource for /v1, Resource=configmaps in discovery information
= 1
> kubectl autoscale deploy db --max=2 --name=mine --dry-run=client -o yaml
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata:
  creationTimestamp: null
  name: mine
spec:
  maxReplicas: 2
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: db
status:
  currentReplicas: 0
  desiredReplicas: 0
> kubectl get hpa
NAME   REFERENCE        TARGETS         MINPODS   MAXPODS   REPLICAS   AGE
web    Deployment/web   <unknown>/80%   2         5         0          0s
