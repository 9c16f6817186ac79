# kubectl describe of Ingresses, IngressClasses and NetworkPolicies.
> kubectl create deployment web --image=nginx --replicas=2
deployment.apps/web created
> kubectl expose deployment web --port=80 --name=web
service/web exposed
> clock advance 10s
> kubectl apply -f - <<EOF
| apiVersion: networking.k8s.io/v1
| kind: Ingress
| metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/rewrite-target: /}}
| spec:
|   ingressClassName: nginx
|   tls: [{hosts: [a.example.com, b.example.com], secretName: cert}, {hosts: [c.example.com]}]
|   rules:
|   - host: a.example.com
|     http:
|       paths:
|       - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
|       - {path: /gone, pathType: Exact, backend: {service: {name: gone, port: {name: http}}}}
|   - http:
|       paths:
|       - {path: /static, pathType: ImplementationSpecific, backend: {resource: {apiGroup: k8s.example.com, kind: Bucket, name: files}}}
| ---
| apiVersion: networking.k8s.io/v1
| kind: Ingress
| metadata: {name: plain}
| spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
| ---
| apiVersion: networking.k8s.io/v1
| kind: Ingress
| metadata: {name: empty}
| spec: {rules: [{host: x.example.com}]}
| ---
| apiVersion: networking.k8s.io/v1
| kind: IngressClass
| metadata: {name: nginx, labels: {team: web}}
| spec: {controller: example.com/ingress, parameters: {apiGroup: k8s.example.com, kind: Params, name: p}}
| ---
| apiVersion: networking.k8s.io/v1
| kind: NetworkPolicy
| metadata: {name: full, labels: {a: b}}
| spec:
|   podSelector: {matchLabels: {app: web}}
|   policyTypes: [Ingress, Egress]
|   ingress:
|   - from:
|     - ipBlock: {cidr: 172.17.0.0/16, except: [172.17.1.0/24, 172.17.2.0/24]}
|     - namespaceSelector: {matchLabels: {project: x}}
|     - podSelector: {matchExpressions: [{key: role, operator: In, values: [front, back]}]}
|     - namespaceSelector: {}
|       podSelector: {matchLabels: {role: db}}
|     ports: [{port: 6379}, {protocol: UDP, port: dns}, {protocol: SCTP}]
|   - {}
| ---
| apiVersion: networking.k8s.io/v1
| kind: NetworkPolicy
| metadata: {name: deny}
| spec: {podSelector: {}}
| EOF
ingress.networking.k8s.io/shop created
ingress.networking.k8s.io/plain created
ingress.networking.k8s.io/empty created
ingressclass.networking.k8s.io/nginx created
networkpolicy.networking.k8s.io/full created
networkpolicy.networking.k8s.io/deny created
> kubectl describe ingress
Name:             empty
Namespace:        default
Address:          
Default backend:  default-http-backend:80 (<error: endpoints "default-http-backend" not found>)
Rules:
  Host        Path  Backends
  ----        ----  --------
  *           *     default-http-backend:80 (<error: endpoints "default-http-backend" not found>)
Annotations:  <none>
Events:       <none>


Name:             plain
Namespace:        default
Address:          
Default backend:  web:80 (10.233.0.2:80,10.233.0.3:80)
Rules:
  Host        Path  Backends
  ----        ----  --------
  *           *     web:80 (10.233.0.2:80,10.233.0.3:80)
Annotations:  <none>
Events:       <none>


Name:             shop
Namespace:        default
Address:          
Default backend:  default-http-backend:80 (<error: endpoints "default-http-backend" not found>)
TLS:
  cert terminates a.example.com,b.example.com
  SNI routes c.example.com
Rules:
  Host           Path  Backends
  ----           ----  --------
  a.example.com  
                 /       web:80 (10.233.0.2:80,10.233.0.3:80)
                 /gone   gone:http (<error: endpoints "gone" not found>)
  *              
                 /static   APIGroup: k8s.example.com, Kind: Bucket, Name: files
Annotations:     nginx.ingress.kubernetes.io/rewrite-target: /
Events:          <none>
> kubectl describe ing plain
Name:             plain
Namespace:        default
Address:          
Default backend:  web:80 (10.233.0.2:80,10.233.0.3:80)
Rules:
  Host        Path  Backends
  ----        ----  --------
  *           *     web:80 (10.233.0.2:80,10.233.0.3:80)
Annotations:  <none>
Events:       <none>
> kubectl describe ingressclass nginx
Name:         nginx
Labels:       team=web
Annotations:  <none>
Controller:   example.com/ingress
Parameters:
  APIGroup:  k8s.example.com
  Kind:      Params
  Name:      p
Events:      <none>
> kubectl describe networkpolicy
Name:         deny
Namespace:    default
Created on:   2022-06-23 08:46:10 +0900 KST
Labels:       <none>
Annotations:  <none>
Spec:
  PodSelector:     <none> (Allowing the specific traffic to all pods in this namespace)
  Allowing ingress traffic:
    <none> (Selected pods are isolated for ingress connectivity)
  Not affecting egress traffic
  Policy Types: Ingress


Name:         full
Namespace:    default
Created on:   2022-06-23 08:46:10 +0900 KST
Labels:       a=b
Annotations:  <none>
Spec:
  PodSelector:     app=web
  Allowing ingress traffic:
    To Port: 6379/TCP
    To Port: dns/UDP
    To Port: <nil>/SCTP
    From:
      IPBlock:
        CIDR: 172.17.0.0/16
        Except: 172.17.1.0/24, 172.17.2.0/24
    From:
      NamespaceSelector: project=x
    From:
      PodSelector: role in (back,front)
    From:
      NamespaceSelector: <none>
      PodSelector: role=db
    ----------
    To Port: <any> (traffic allowed to all ports)
    From: <any> (traffic not restricted by source)
  Allowing egress traffic:
    <none> (Selected pods are isolated for egress connectivity)
  Policy Types: Ingress, Egress
> kubectl describe csinode kube-node1
2> Error from server (NotFound): csinodes.storage.k8s.io "kube-node1" not found
= 1
