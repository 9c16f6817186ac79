# What describe says of a container and its volumes, before it runs.
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: full}
| spec:
|   containers:
|   - name: c
|     image: nginx
|     ports: [{name: http, containerPort: 80}]
|     env:
|     - {name: MEM, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
|     - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
|     - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
|     resources: {requests: {memory: 64Mi, cpu: 100m}, limits: {memory: 128Mi}}
|     livenessProbe: {httpGet: {path: healthz, port: http}}
|     volumeMounts: [{name: e, mountPath: /e, subPath: in}, {name: d, mountPath: /d}]
|   volumes:
|   - {name: e, emptyDir: {sizeLimit: 1Gi}}
|   - {name: d, downwardAPI: {items: [{path: cpu, resourceFieldRef: {containerName: c, resource: limits.cpu}}, {path: labels, fieldRef: {fieldPath: metadata.labels}}]}}
|   - {name: h, hostPath: {path: /var/log}}
|   - {name: p, persistentVolumeClaim: {claimName: data}}
|   - {name: csi, csi: {driver: x.y, volumeAttributes: {a: b}}}
| EOF
pod/full created
> kubectl describe pod full | sed -n '/^Containers/,/^Conditions/p;/^Volumes/,/^QoS/p'
Containers:
  c:
    Image:      nginx
    Port:       80/TCP
    Host Port:  0/TCP
    Limits:
      memory:  128Mi
    Requests:
      cpu:     100m
      memory:  64Mi
    Liveness:  http-get http://:http/healthz delay=0s timeout=1s period=10s #success=1 #failure=3
    Environment:
      MEM:   128 (limits.memory)
      CPU:   node allocatable (limits.cpu)
      NODE:   (v1:spec.nodeName)
    Mounts:
      /d from d (rw)
      /e from e (rw,path="in")
      /var/run/secrets/kubernetes.io/serviceaccount from default-token-xsn47 (ro)
Conditions:
Volumes:
  e:
    Type:       EmptyDir (a temporary directory that shares a pod's lifetime)
    Medium:     
    SizeLimit:  1Gi
  d:
    Type:  DownwardAPI (a volume populated by information about the pod)
    Items:
      limits.cpu -> cpu
      metadata.labels -> labels
  h:
    Type:          HostPath (bare host directory volume)
    Path:          /var/log
    HostPathType:  
  p:
    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
    ClaimName:  data
    ReadOnly:   false
  csi:
    Type:              CSI (a Container Storage Interface (CSI) volume source)
    Driver:            x.y
    FSType:            
    ReadOnly:          false
    VolumeAttributes:  a=b
  default-token-xsn47:
    Type:        Secret (a volume populated by a Secret)
    SecretName:  default-token-xsn47
    Optional:    false
QoS Class:       Burstable
