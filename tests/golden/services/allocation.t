# Addresses and node ports of Services: handed out, refused, kept, given back; Endpoints and EndpointSlices follow.
> kubectl get svc,ep,endpointslices
NAME                 TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
service/kubernetes   ClusterIP   10.96.0.1    <none>        443/TCP   0s

NAME                   ENDPOINTS             AGE
endpoints/kubernetes   192.168.200.50:6443   0s

NAME                                        ADDRESSTYPE   PORTS   ENDPOINTS        AGE
endpointslice.discovery.k8s.io/kubernetes   IPv4          6443    192.168.200.50   0s
> kubectl create deployment web --image=nginx --replicas=3
deployment.apps/web created
> clock advance 10s
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: Service
| metadata: {name: named}
| spec:
|   type: NodePort
|   selector: {app: web}
|   ports:
|   - {name: a, port: 80, nodePort: 30080}
|   - {name: b, port: 443, targetPort: 8443}
| EOF
service/named created
> kubectl get svc,ep,endpointslices
NAME                 TYPE        CLUSTER-IP     EXTERNAL-IP   PORT(S)                      AGE
service/kubernetes   ClusterIP   10.96.0.1      <none>        443/TCP                      10s
service/named        NodePort    10.110.73.75   <none>        80:30080/TCP,443:32362/TCP   0s

NAME                   ENDPOINTS                                               AGE
endpoints/kubernetes   192.168.200.50:6443                                     10s
endpoints/named        10.233.0.2:80,10.233.0.3:80,10.233.0.4:80 + 3 more...   0s

NAME                                         ADDRESSTYPE   PORTS     ENDPOINTS                          AGE
endpointslice.discovery.k8s.io/kubernetes    IPv4          6443      192.168.200.50                     10s
endpointslice.discovery.k8s.io/named-dsx7j   IPv4          80,8443   10.233.0.2,10.233.0.3,10.233.0.4   0s
> kubectl get ep named -o jsonpath='{.subsets[0].ports}'
[{"name":"a","port":80,"protocol":"TCP"},{"name":"b","port":8443,"protocol":"TCP"}]
\
> kubectl get endpointslices -l kubernetes.io/service-name=named -o jsonpath='{.items[0].endpoints[0].topology}{.items[0].metadata.labels}'
{"kubernetes.io/hostname":"kube-node1"}{"endpointslice.kubernetes.io/managed-by":"endpointslice-controller.k8s.io","kubernetes.io/service-name":"named"}
\
> kubectl create service nodeport np --tcp=80:80 --node-port=30080
2> error: failed to create NodePort service: Service "np" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated
= 1
> kubectl create service clusterip c2 --tcp=80 --clusterip=10.96.0.1
2> error: failed to create ClusterIP service: Service "c2" is invalid: spec.clusterIPs: Invalid value: []string{"10.96.0.1"}: failed to allocated ip:10.96.0.1 with error:provided IP is already allocated
= 1
> kubectl create service clusterip c3 --tcp=80 --clusterip=10.1.0.1
2> error: failed to create ClusterIP service: Service "c3" is invalid: spec.clusterIPs: Invalid value: []string{"10.1.0.1"}: failed to allocated ip:10.1.0.1 with error:provided IP is not in the valid range. The range of valid IPs is 10.96.0.0/12
= 1
> kubectl patch svc named -p '{"spec":{"clusterIP":"10.96.99.99"}}'
2> The Service "named" is invalid: spec.clusterIPs[0]: Invalid value: []string{"10.96.99.99"}: may not change once set
= 1
> kubectl patch svc named -p '{"spec":{"type":"ClusterIP"}}'
service/named patched
> kubectl get svc named -o yaml
apiVersion: v1
kind: Service
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"name":"named","namespace":"default"},"spec":{"ports":[{"name":"a","nodePort":30080,"port":80},{"name":"b","port":443,"targetPort":8443}],"selector":{"app":"web"},"type":"NodePort"}}
  creationTimestamp: "2022-06-22T23:46:10Z"
  name: named
  namespace: default
  resourceVersion: "89"
  uid: b378ffac-fe6f-4a01-9e78-8d927c34cc54
spec:
  clusterIP: 10.110.73.75
  clusterIPs:
  - 10.110.73.75
  ports:
  - name: a
    port: 80
    protocol: TCP
    targetPort: 80
  - name: b
    port: 443
    protocol: TCP
    targetPort: 8443
  selector:
    app: web
  sessionAffinity: None
  type: ClusterIP
status:
  loadBalancer: {}
> kubectl create service nodeport np --tcp=80:80 --node-port=30080
service/np created
> kubectl patch svc np -p '{"spec":{"type":"ExternalName","externalName":"a.b"}}'
service/np patched
> kubectl get svc np -o yaml
apiVersion: v1
kind: Service
metadata:
  creationTimestamp: "2022-06-22T23:46:10Z"
  labels:
    app: np
  name: np
  namespace: default
  resourceVersion: "93"
  uid: 45ab72e5-f3a5-482a-93a6-1f5313af8a06
spec:
  externalName: a.b
  ports:
  - name: 80-80
    port: 80
    protocol: TCP
    targetPort: 80
  selector:
    app: np
  sessionAffinity: None
  type: ExternalName
status:
  loadBalancer: {}
> kubectl delete svc named np
service "named" deleted
service "np" deleted
> kubectl get svc,ep,endpointslices
NAME                 TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
service/kubernetes   ClusterIP   10.96.0.1    <none>        443/TCP   10s

NAME                   ENDPOINTS             AGE
endpoints/kubernetes   192.168.200.50:6443   10s

NAME                                        ADDRESSTYPE   PORTS   ENDPOINTS        AGE
endpointslice.discovery.k8s.io/kubernetes   IPv4          6443    192.168.200.50   10s
