# A database without a password: why it crashes, and what helps.
> kubectl apply -f - <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: db}
| spec: {containers: [{name: c, image: "mysql:8.0"}]}
| ---
| apiVersion: v1
| kind: Pod
| metadata: {name: ok}
| spec:
|   containers:
|   - name: c
|     image: mysql:8.0
|     ports: [{containerPort: 3306}]
|     env: [{name: MYSQL_ROOT_PASSWORD, value: secret}]
|     readinessProbe: {tcpSocket: {port: 3306}, periodSeconds: 2}
| EOF
pod/db created
pod/ok created
> clock until 30
> kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
db     0/1     Error     2          30s
ok     1/1     Running   0          30s
> kubectl logs db
[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD
> kubectl exec ok -- ls /
etc
var
> kubectl delete pod ok
pod "ok" deleted
> kubectl get events --field-selector involvedObject.name=ok,reason=Killing -o custom-columns=M:.message
M
Stopping container c
