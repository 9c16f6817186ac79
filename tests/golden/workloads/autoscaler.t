# An autoscaler keeps its target between min and max; metrics it cannot read, and says so.
> kubectl create deployment a --image=nginx --replicas=2
deployment.apps/a created
> kubectl create deployment b --image=nginx --replicas=6
deployment.apps/b created
> kubectl autoscale deploy a --max=5 --min=3
horizontalpodautoscaler.autoscaling/a autoscaled
> kubectl autoscale deploy b --max=4
horizontalpodautoscaler.autoscaling/b autoscaled
> clock advance 16s
> kubectl get hpa
NAME   REFERENCE      TARGETS         MINPODS   MAXPODS   REPLICAS   AGE
a      Deployment/a   <unknown>/80%   3         5         2          16s
b      Deployment/b   <unknown>/80%   1         4         6          16s
> kubectl get deploy
NAME   READY   UP-TO-DATE   AVAILABLE   AGE
a      2/3     3            2           16s
b      4/4     4            4           16s
> clock advance 15s
> kubectl describe hpa b
Name:                                                  b
Namespace:                                             default
Labels:                                                <none>
Annotations:                                           <none>
CreationTimestamp:                                     Thu, 23 Jun 2022 08:46:00 +0900
Reference:                                             Deployment/b
Metrics:                                               ( current / target )
  resource cpu on pods  (as a percentage of request):  <unknown> / 80%
Min replicas:                                          1
Max replicas:                                          4
Deployment pods:                                       4 current / 4 desired
Conditions:
  Type           Status  Reason                   Message
  ----           ------  ------                   -------
  AbleToScale    True    SucceededGetScale        the HPA controller was able to get the target's current scale
  ScalingActive  False   FailedGetResourceMetric  the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)
Events:
  Type     Reason                        Age   From                       Message
  ----     ------                        ----  ----                       -------
  Normal   SuccessfulRescale             16s   horizontal-pod-autoscaler  New size: 4; reason: Current number of replicas above Spec.MaxReplicas
  Warning  FailedGetResourceMetric       1s    horizontal-pod-autoscaler  failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)
  Warning  FailedComputeMetricsReplicas  1s    horizontal-pod-autoscaler  invalid metrics (1 invalid out of 1), first error is: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)
> kubectl scale deploy a --replicas=0
deployment.apps/a scaled
> clock advance 15s
> kubectl get hpa a -o jsonpath='{.metadata.annotations} {.status}'
{"autoscaling.alpha.kubernetes.io/conditions":"[{\"type\":\"AbleToScale\",\"status\":\"True\",\"lastTransitionTime\":\"2022-06-22T23:46:15Z\",\"reason\":\"SucceededGetScale\",\"message\":\"the HPA controller was able to get the target's current scale\"},{\"type\":\"ScalingActive\",\"status\":\"False\",\"lastTransitionTime\":\"2022-06-22T23:46:30Z\",\"reason\":\"ScalingDisabled\",\"message\":\"scaling is disabled since the replica count of the target is zero\"}]"} {"currentReplicas":0,"desiredReplicas":0,"lastScaleTime":"2022-06-22T23:46:15Z"}
\
> kubectl delete deploy b
deployment.apps "b" deleted
> clock advance 15s
> kubectl get events --field-selector reason=FailedGetScale
LAST SEEN   TYPE      REASON           OBJECT                      MESSAGE
1s          Warning   FailedGetScale   horizontalpodautoscaler/b   deployments/scale.apps "b" not found
