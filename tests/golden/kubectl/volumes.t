# Claims wait for a volume, are bound to the smallest that suits, and are protected while a pod uses them.
> cat > pvc.yaml <<EOF
| apiVersion: v1
| kind: PersistentVolumeClaim
| metadata: {name: data}
| spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
| EOF
> kubectl apply -f pvc.yaml
persistentvolumeclaim/data created
> kubectl describe pvc data
Name:          data
Namespace:     default
StorageClass:  
Status:        Pending
Volume:        
Labels:        <none>
Annotations:   <none>
Finalizers:    [kubernetes.io/pvc-protection]
Capacity:      
Access Modes:  
VolumeMode:    Filesystem
Used By:       <none>
Events:
  Type    Reason         Age   From                         Message
  ----    ------         ----  ----                         -------
  Normal  FailedBinding  0s    persistentvolume-controller  no persistent volumes available for this claim and no storage class is set
> sleep 31
> kubectl get events --field-selector involvedObject.kind=PersistentVolumeClaim
LAST SEEN   TYPE     REASON          OBJECT                       MESSAGE
1s          Normal   FailedBinding   persistentvolumeclaim/data   no persistent volumes available for this claim and no storage class is set
> cat > pv.yaml <<EOF
| apiVersion: v1
| kind: PersistentVolume
| metadata: {name: large}
| spec: {capacity: {storage: 10Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /mnt/large}}
| ---
| apiVersion: v1
| kind: PersistentVolume
| metadata: {name: small}
| spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce, ReadOnlyMany], hostPath: {path: /mnt/small}}
| ---
| apiVersion: v1
| kind: PersistentVolume
| metadata: {name: tiny}
| spec: {capacity: {storage: 100Mi}, accessModes: [ReadWriteOnce], hostPath: {path: /mnt/tiny}}
| EOF
> kubectl delete pvc data
persistentvolumeclaim "data" deleted
> kubectl apply -f pv.yaml
persistentvolume/large created
persistentvolume/small created
persistentvolume/tiny created
> kubectl get pv
NAME    CAPACITY   ACCESS MODES   RECLAIM POLICY   STATUS      CLAIM   STORAGECLASS   REASON   AGE
large   10Gi       RWO            Retain           Available                                   0s
small   2Gi        RWO,ROX        Retain           Available                                   0s
tiny    100Mi      RWO            Retain           Available                                   0s
> kubectl apply -f pvc.yaml
persistentvolumeclaim/data created
> kubectl get pv,pvc
NAME                     CAPACITY   ACCESS MODES   RECLAIM POLICY   STATUS      CLAIM          STORAGECLASS   REASON   AGE
persistentvolume/large   10Gi       RWO            Retain           Available                                          0s
persistentvolume/small   2Gi        RWO,ROX        Retain           Bound       default/data                           0s
persistentvolume/tiny    100Mi      RWO            Retain           Available                                          0s

NAME                         STATUS   VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE
persistentvolumeclaim/data   Bound    small    2Gi        RWO,ROX                       0s
> kubectl describe pv small
Name:            small
Labels:          <none>
Annotations:     pv.kubernetes.io/bound-by-controller: yes
Finalizers:      [kubernetes.io/pv-protection]
StorageClass:    
Status:          Bound
Claim:           default/data
Reclaim Policy:  Retain
Access Modes:    RWO,ROX
VolumeMode:      Filesystem
Capacity:        2Gi
Node Affinity:   <none>
Message:         
Source:
    Type:          HostPath (bare host directory volume)
    Path:          /mnt/small
    HostPathType:  
Events:            <none>
> kubectl get pvc data -o jsonpath='{.metadata.annotations} {.status}'
{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"v1\",\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"annotations\":{},\"name\":\"data\",\"namespace\":\"default\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],\"resources\":{\"requests\":{\"storage\":\"1Gi\"}}}}\n","pv.kubernetes.io/bind-completed":"yes","pv.kubernetes.io/bound-by-controller":"yes"} {"accessModes":["ReadWriteOnce","ReadOnlyMany"],"capacity":{"storage":"2Gi"},"phase":"Bound"}
\
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: Pod
| metadata: {name: user}
| spec:
|   terminationGracePeriodSeconds: 1
|   containers: [{name: c, image: nginx, volumeMounts: [{name: d, mountPath: /data}]}]
|   volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
| EOF
pod/user created
> kubectl wait pod/user --for=condition=Ready
pod/user condition met
> kubectl describe pvc data
Name:          data
Namespace:     default
StorageClass:  
Status:        Bound
Volume:        small
Labels:        <none>
Annotations:   pv.kubernetes.io/bind-completed: yes
               pv.kubernetes.io/bound-by-controller: yes
Finalizers:    [kubernetes.io/pvc-protection]
Capacity:      2Gi
Access Modes:  RWO,ROX
VolumeMode:    Filesystem
Used By:       user
Events:        <none>
> kubectl delete pvc data --wait=false
persistentvolumeclaim "data" deleted
> kubectl get pvc
NAME   STATUS        VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE
data   Terminating   small    2Gi        RWO,ROX                       2s
> kubectl delete pod user
pod "user" deleted
> kubectl get pv,pvc
NAME                     CAPACITY   ACCESS MODES   RECLAIM POLICY   STATUS      CLAIM          STORAGECLASS   REASON   AGE
persistentvolume/large   10Gi       RWO            Retain           Available                                          8s
persistentvolume/small   2Gi        RWO,ROX        Retain           Released    default/data                           8s
persistentvolume/tiny    100Mi      RWO            Retain           Available                                          8s
> kubectl apply -f - <<EOF
| apiVersion: storage.k8s.io/v1
| kind: StorageClass
| metadata: {name: late, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
| provisioner: kubernetes.io/no-provisioner
| volumeBindingMode: WaitForFirstConsumer
| EOF
storageclass.storage.k8s.io/late created
> kubectl describe storageclass late
Name:            late
IsDefaultClass:  Yes
Annotations:     kubectl.kubernetes.io/last-applied-configuration={"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"annotations":{"storageclass.kubernetes.io/is-default-class":"true"},"name":"late"},"provisioner":"kubernetes.io/no-provisioner","volumeBindingMode":"WaitForFirstConsumer"}
,storageclass.kubernetes.io/is-default-class=true
Provisioner:           kubernetes.io/no-provisioner
Parameters:            <none>
AllowVolumeExpansion:  <unset>
MountOptions:          <none>
ReclaimPolicy:         Delete
VolumeBindingMode:     WaitForFirstConsumer
Events:                <none>
> kubectl create -f pvc.yaml
persistentvolumeclaim/data created
> kubectl get pvc
NAME   STATUS    VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE
data   Pending                                      late           0s
> kubectl get events --field-selector involvedObject.name=data,reason=WaitForFirstConsumer
LAST SEEN   TYPE     REASON                 OBJECT                       MESSAGE
0s          Normal   WaitForFirstConsumer   persistentvolumeclaim/data   waiting for first consumer to be created before binding
