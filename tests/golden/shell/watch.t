# watch without a terminal: a frame every N seconds of the cluster's time.
> timeout 3 watch -n1 kubectl get nodes kube-node1 --no-headers
Every 1.0s: kubectl get nodes kube-no...  kube-master1: Thu Jun 23 08:46:00 2022

kube-node1   Ready   <none>   0s    v1.20.2
Every 1.0s: kubectl get nodes kube-no...  kube-master1: Thu Jun 23 08:46:01 2022

kube-node1   Ready   <none>   1s    v1.20.2
Every 1.0s: kubectl get nodes kube-no...  kube-master1: Thu Jun 23 08:46:02 2022

kube-node1   Ready   <none>   2s    v1.20.2
= 124
> timeout 3 watch -n 2 'echo a | cat; echo b'
Every 2.0s: echo a | cat; echo b          kube-master1: Thu Jun 23 08:46:03 2022

a
b
Every 2.0s: echo a | cat; echo b          kube-master1: Thu Jun 23 08:46:05 2022

a
b
= 124
> timeout 1 watch -t echo no title
no title
= 124
> COLUMNS=60 timeout 1 watch kubectl get nodes -o name --no-headers=false
Every 2.0s: kubec...  kube-master1: Thu Jun 23 08:46:07 2022

node/kube-master1
node/kube-node1
node/kube-node2
node/kube-node3
= 124
> timeout 1 watch -n x ls
2> watch: failed to parse argument: 'x'
= 1
> watch
2> 지켜볼 명령을 적어 주세요. 예: watch -n1 kubectl get pods
= 1
> timeout 1 watch --frob ls
2> watch: 쓸 수 없는 플래그예요: --frob
= 1
