# undo: the cluster before the last command that changed it.
> undo
2> 되돌릴 명령이 없어요.
= 1
> kubectl label nodes kube-node1 disk=ssd
node/kube-node1 labeled
> kubectl get nodes -l disk
NAME         STATUS   ROLES    AGE   VERSION
kube-node1   Ready    <none>   0s    v1.20.2
> kubectl label nodes kube-node2 disk=ssd
node/kube-node2 labeled
> undo
이 명령을 치기 전의 클러스터로 되돌렸어요: kubectl label nodes kube-node2 disk=ssd
> kubectl get nodes -l disk -o name
node/kube-node1
> 되돌리기
이 명령을 치기 전의 클러스터로 되돌렸어요: kubectl label nodes kube-node1 disk=ssd
> kubectl get nodes -l disk -o name
> undo
2> 되돌릴 명령이 없어요.
= 1
