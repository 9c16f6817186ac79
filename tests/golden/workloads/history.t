#| version: v1.37.2
# What kubectl rollout history prints of revisions.
> kubectl create deployment web --image=nginx:1.18
deployment.apps/web created
> kubectl set image deploy/web nginx=nginx:1.19
deployment.apps/web image updated
> kubectl annotate deploy web kubernetes.io/change-cause=newer
deployment.apps/web annotated
> clock advance 5s
> kubectl rollout history deploy web
deployment.apps/web 
REVISION  CHANGE-CAUSE
1         <none>
2         newer

> kubectl rollout history deploy web --revision=2
deployment.apps/web with revision #2
Pod Template:
  Labels:	app=web
	pod-template-hash=55645485c5
  Annotations:	kubernetes.io/change-cause: newer
  Containers:
   nginx:
    Image:	nginx:1.19
    Port:	<none>
    Host Port:	<none>
    Environment:	<none>
    Mounts:	<none>
  Volumes:	<none>
  Node-Selectors:	<none>
  Tolerations:	<none>

> kubectl rollout history deploy web --revision=9
2> error: unable to find the specified revision
= 1
> kubectl rollout history deploy web --revision=-1
2> error: revision must be a positive integer: -1
= 1
> kubectl rollout history deploy web -o yaml | grep -E '^(---|kind)|image:'
kind: ReplicaSet
      - image: nginx:1.18
---
kind: ReplicaSet
      - image: nginx:1.19
> kubectl rollout history deploy web --revision=1 -o jsonpath='{.spec.template.spec.containers[0].image}'
nginx:1.18
\
> kubectl rollout history deploy web --revision=9 -o yaml
2> error: unable to find the specified revision
= 1
> kubectl rollout history pod web
2> Error from server (NotFound): pods "web" not found
= 1
> kubectl rollout undo deploy web --to-revision=1 --dry-run=client
deployment.apps/web Pod Template:
  Labels:	app=web
	pod-template-hash=bf8cc884
  Containers:
   nginx:
    Image:	nginx:1.18
    Port:	<none>
    Host Port:	<none>
    Environment:	<none>
    Mounts:	<none>
  Volumes:	<none>
  Node-Selectors:	<none>
  Tolerations:	<none>
 (dry run)
> kubectl rollout undo deploy web --to-revision=2
deployment.apps/web skipped rollback (current template already matches revision 2)
> kubectl rollout undo deploy web
deployment.apps/web rolled back
> kubectl rollout history deploy web
deployment.apps/web 
REVISION  CHANGE-CAUSE
2         newer
3         <none>

