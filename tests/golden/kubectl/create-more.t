# kubectl create: the other objects that flags can make.
> kubectl create ns team --dry-run=client -o json
{
    "kind": "Namespace",
    "apiVersion": "v1",
    "metadata": {
        "name": "team",
        "creationTimestamp": null
    },
    "spec": {},
    "status": {}
}
> kubectl create sa robot --dry-run=client -o yaml
apiVersion: v1
kind: ServiceAccount
metadata:
  creationTimestamp: null
  name: robot
> kubectl create quota q --hard=pods=2,cpu=1 --scopes=BestEffort --dry-run=client -o yaml
apiVersion: v1
kind: ResourceQuota
metadata:
  creationTimestamp: null
  name: q
spec:
  hard:
    cpu: "1"
    pods: "2"
  scopes:
  - BestEffort
status: {}
> kubectl create quota q --hard=pods=x
2> error: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
= 1
> kubectl create quota q --hard=pods
2> error: Invalid argument syntax pods, expected <resource>=<value>
= 1
> kubectl create pc high --value=1000 --description=high --dry-run=client -o yaml
apiVersion: scheduling.k8s.io/v1
description: high
kind: PriorityClass
metadata:
  creationTimestamp: null
  name: high
preemptionPolicy: PreemptLowerPriority
value: 1000
> kubectl create pdb p --selector='a=b,c in (x,y),!d' --max-unavailable=50% --dry-run=client -o jsonpath='{.spec}{"\n"}'
{"maxUnavailable":"50%","selector":{"matchExpressions":[{"key":"c","operator":"In","values":["x","y"]},{"key":"d","operator":"DoesNotExist"}],"matchLabels":{"a":"b"}}}
> kubectl create pdb p --selector=a=b
2> error: one of min-available or max-unavailable must be specified
= 1
> kubectl create service clusterip s --tcp=80:8080 --tcp=81 --tcp=82:http --dry-run=client -o jsonpath='{.spec.ports}{"\n"}'
[{"name":"80-8080","port":80,"protocol":"TCP","targetPort":8080},{"name":"81","port":81,"protocol":"TCP","targetPort":81},{"name":"82-http","port":82,"protocol":"TCP","targetPort":"http"}]
> kubectl create service clusterip s
2> error: at least one tcp port specifier must be provided
= 1
> kubectl create svc nodeport s --tcp=x
2> error: strconv.ParseUint: parsing "x": invalid syntax
= 1
> kubectl create service externalname s --external-name=a_b
2> error: invalid service external name a_b
= 1
> kubectl create role reader --verb=get,get,list --resource=po,deploy/scale --resource-name=a --dry-run=client -o yaml
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  creationTimestamp: null
  name: reader
rules:
- apiGroups:
  - ""
  resourceNames:
  - a
  resources:
  - pods
  verbs:
  - get
  - list
- apiGroups:
  - apps
  resourceNames:
  - a
  resources:
  - deployments/scale
  verbs:
  - get
  - list
> kubectl create role reader --verb=fly --resource=pods
role.rbac.authorization.k8s.io/reader created
2> Warning: 'fly' is not a standard resource verb
> kubectl create role reader --verb=get --resource=nosuch
2> error: the server doesn't have a resource type "nosuch"
= 1
> kubectl create role reader --verb=bind --resource=pods
2> error: can not perform 'bind' on 'pods' in group ''
= 1
> kubectl create clusterrole all --verb=* --resource=* --dry-run=client -o jsonpath='{.rules}{"\n"}'
[{"apiGroups":[""],"resources":["*"],"verbs":["*"]}]
> kubectl create clusterrole sum --aggregation-rule=a=b --dry-run=client -o yaml
aggregationRule:
  clusterRoleSelectors:
  - matchLabels:
      a: b
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  creationTimestamp: null
  name: sum
rules: null
> kubectl create clusterrole sum --aggregation-rule=a
2> Error: invalid argument "a" for "--aggregation-rule" flag: malformed pair, expect string=string
2> See 'kubectl create clusterrole --help' for usage.
= 1
> kubectl create clusterrole url --verb=get --non-resource-url=x
2> error: nonResourceURL should start with /
= 1
> kubectl create rolebinding rb --clusterrole=view --user=kim --serviceaccount=n:s --dry-run=client -o yaml
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  creationTimestamp: null
  name: rb
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: User
  name: kim
- kind: ServiceAccount
  name: s
  namespace: "n"
> kubectl create rolebinding rb --clusterrole=view --role=x
2> error: exactly one of clusterrole or role must be specified
= 1
> kubectl create ingress web --rule=foo.com/bar*=svc:8080,tls=cert --rule=foo.com/x=svc:http --dry-run=client -o yaml
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  creationTimestamp: null
  name: web
spec:
  rules:
  - host: foo.com
    http:
      paths:
      - backend:
          service:
            name: svc
            port:
              number: 8080
        path: /bar
        pathType: Prefix
      - backend:
          service:
            name: svc
            port:
              name: http
        path: /x
        pathType: Exact
  tls:
  - hosts:
    - foo.com
    secretName: cert
status:
  loadBalancer: {}
> kubectl create ingress web --rule=x
2> error: rule x is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]
= 1
