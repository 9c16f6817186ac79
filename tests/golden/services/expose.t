# kubectl expose, its refusals, and describe of Services, Endpoints and EndpointSlices.
> kubectl create deployment web --image=nginx --replicas=2
deployment.apps/web created
> clock advance 10s
> kubectl expose deploy web --port=80 --target-port=8080
service/web exposed
> kubectl expose deploy web
2> error: couldn't find port via --port flag or introspection
2> See 'kubectl expose -h' for help and examples
= 1
> kubectl expose deploy web --name=w2 --port=80,443
service/w2 exposed
> kubectl expose cm kube-root-ca.crt --port=1
2> error: cannot expose a ConfigMap
= 1
> kubectl expose
2> error: You must provide one or more resources by argument or filename.
2> Example resource specifications include:
2>    '-f rsrc.yaml'
2>    '--filename=rsrc.json'
2>    '<resource> <name>'
2>    '<resource>'
2> See 'kubectl expose -h' for help and examples
= 1
> kubectl expose foo x
2> error: the server doesn't have a resource type "foo"
2> See 'kubectl expose -h' for help and examples
= 1
> kubectl expose deploy nosuch
2> Error from server (NotFound): deployments.apps "nosuch" not found
= 1
> kubectl expose deploy web --name=w3 --port=x
2> error: strconv.Atoi: parsing "x": invalid syntax
= 1
> kubectl expose deploy web --name=w3 --port=80 --type=Foo
2> The Service "w3" is invalid: spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"
= 1
> kubectl expose deploy web --name=w3 --port=80 --dry-run=client -o yaml
apiVersion: v1
kind: Service
metadata:
  creationTimestamp: null
  labels:
    app: web
  name: w3
spec:
  ports:
  - port: 80
    protocol: TCP
    targetPort: 80
  selector:
    app: web
status:
  loadBalancer: {}
> kubectl expose svc web --name=w4
service/w4 exposed
> kubectl expose svc web --name=w5 --cluster-ip=None --selector=a=b,c
2> error: unexpected label spec: c
= 1
> kubectl expose ds x --port=1
2> Error from server (NotFound): daemonsets.apps "x" not found
= 1
> kubectl describe svc web w2
Name:              web
Namespace:         default
Labels:            app=web
Annotations:       <none>
Selector:          app=web
Type:              ClusterIP
IP Families:       <none>
IP:                10.110.73.75
IPs:               10.110.73.75
Port:              <unset>  80/TCP
TargetPort:        8080/TCP
Endpoints:         10.233.0.2:8080,10.233.0.3:8080
Session Affinity:  None
Events:            <none>


Name:              w2
Namespace:         default
Labels:            app=web
Annotations:       <none>
Selector:          app=web
Type:              ClusterIP
IP Families:       <none>
IP:                10.97.49.129
IPs:               10.97.49.129
Port:              port-1  80/TCP
TargetPort:        80/TCP
Endpoints:         10.233.0.2:80,10.233.0.3:80
Port:              port-2  443/TCP
TargetPort:        443/TCP
Endpoints:         10.233.0.2:443,10.233.0.3:443
Session Affinity:  None
Events:            <none>
> kubectl describe ep web
Name:         web
Namespace:    default
Labels:       app=web
Annotations:  endpoints.kubernetes.io/last-change-trigger-time: 2022-06-22T23:46:10Z
Subsets:
  Addresses:          10.233.0.2,10.233.0.3
  NotReadyAddresses:  <none>
  Ports:
    Name     Port  Protocol
    ----     ----  --------
    <unset>  8080  TCP

Events:  <none>
> kubectl describe endpointslices
Name:         kubernetes
Namespace:    default
Labels:       kubernetes.io/service-name=kubernetes
Annotations:  <none>
AddressType:  IPv4
Ports:
  Name   Port  Protocol
  ----   ----  --------
  https  6443  TCP
Endpoints:
  - Addresses:  192.168.200.50
    Conditions:
      Ready:   true
    Hostname:  <unset>
    Topology:  <none>
Events:        <none>


Name:         w2-dsx7j
Namespace:    default
Labels:       app=web
              endpointslice.kubernetes.io/managed-by=endpointslice-controller.k8s.io
              kubernetes.io/service-name=w2
Annotations:  endpoints.kubernetes.io/last-change-trigger-time: 2022-06-22T23:46:10Z
AddressType:  IPv4
Ports:
  Name    Port  Protocol
  ----    ----  --------
  port-1  80    TCP
  port-2  443   TCP
Endpoints:
  - Addresses:  10.233.0.2
    Conditions:
      Ready:    true
    Hostname:   <unset>
    TargetRef:  Pod/web-6dc5cd68db-6h9lp
    Topology:   kubernetes.io/hostname=kube-node1
  - Addresses:  10.233.0.3
    Conditions:
      Ready:    true
    Hostname:   <unset>
    TargetRef:  Pod/web-6dc5cd68db-thlrr
    Topology:   kubernetes.io/hostname=kube-node3
Events:         <none>


Name:         w4-bpldc
Namespace:    default
Labels:       app=web
              endpointslice.kubernetes.io/managed-by=endpointslice-controller.k8s.io
              kubernetes.io/service-name=w4
Annotations:  endpoints.kubernetes.io/last-change-trigger-time: 2022-06-22T23:46:10Z
AddressType:  IPv4
Ports:
  Name     Port  Protocol
  ----     ----  --------
  <unset>  80    TCP
Endpoints:
  - Addresses:  10.233.0.2
    Conditions:
      Ready:    true
    Hostname:   <unset>
    TargetRef:  Pod/web-6dc5cd68db-6h9lp
    Topology:   kubernetes.io/hostname=kube-node1
  - Addresses:  10.233.0.3
    Conditions:
      Ready:    true
    Hostname:   <unset>
    TargetRef:  Pod/web-6dc5cd68db-thlrr
    Topology:   kubernetes.io/hostname=kube-node3
Events:         <none>


Name:         web-wkhn5
Namespace:    default
Labels:       app=web
              endpointslice.kubernetes.io/managed-by=endpointslice-controller.k8s.io
              kubernetes.io/service-name=web
Annotations:  endpoints.kubernetes.io/last-change-trigger-time: 2022-06-22T23:46:10Z
AddressType:  IPv4
Ports:
  Name     Port  Protocol
  ----     ----  --------
  <unset>  8080  TCP
Endpoints:
  - Addresses:  10.233.0.2
    Conditions:
      Ready:    true
    Hostname:   <unset>
    TargetRef:  Pod/web-6dc5cd68db-6h9lp
    Topology:   kubernetes.io/hostname=kube-node1
  - Addresses:  10.233.0.3
    Conditions:
      Ready:    true
    Hostname:   <unset>
    TargetRef:  Pod/web-6dc5cd68db-thlrr
    Topology:   kubernetes.io/hostname=kube-node3
Events:         <none>
> kubectl get svc w2 -o yaml
apiVersion: v1
kind: Service
metadata:
  creationTimestamp: "2022-06-22T23:46:10Z"
  labels:
    app: web
  name: w2
  namespace: default
  resourceVersion: "77"
  uid: 1dc6da3d-1714-4d02-90e0-dfba372c19c2
spec:
  clusterIP: 10.97.49.129
  clusterIPs:
  - 10.97.49.129
  ports:
  - name: port-1
    port: 80
    protocol: TCP
    targetPort: 80
  - name: port-2
    port: 443
    protocol: TCP
    targetPort: 443
  selector:
    app: web
  sessionAffinity: None
  type: ClusterIP
status:
  loadBalancer: {}
