# A volume whose source is missing, and what opens when it comes.
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: m}
| spec:
|   readinessGates: [{conditionType: example.com/ok}]
|   containers: [{name: c, image: nginx, volumeMounts: [{name: v, mountPath: /v}]}]
|   volumes: [{name: v, configMap: {name: later, items: [{key: k, path: p}]}}]
| EOF
pod/m created
> clock until 150
> kubectl describe pod m | sed -n '/^Events/,$p'
Events:
  Type     Reason       Age                  From               Message
  ----     ------       ----                 ----               -------
  Normal   Scheduled    2m30s                default-scheduler  Successfully assigned default/m to kube-node1
  Warning  FailedMount  27s                  kubelet            Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[v default-token-xsn47]: timed out waiting for the condition
  Warning  FailedMount  23s (x9 over 2m30s)  kubelet            MountVolume.SetUp failed for volume "v" : configmap "later" not found
> kubectl create -f - <<'EOF'
| apiVersion: v1
| kind: ConfigMap
| metadata: {name: later}
| data: {k: v1}
| EOF
configmap/later created
> clock until 400
> kubectl get pod m -o wide
NAME   READY   STATUS    RESTARTS   AGE     IP           NODE         NOMINATED NODE   READINESS GATES
m      1/1     Running   0          6m40s   10.233.0.2   kube-node1   <none>           0/1
> kubectl exec m -- ls /v
p
> kubectl get pod m -o jsonpath='{.status.conditions[?(@.type=="Ready")].message}'
corresponding condition of pod readiness gate "example.com/ok" does not exist.
\
> kubectl get pod m -o jsonpath='{.status.phase}'
Running
\
