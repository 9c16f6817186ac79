# The cluster's clock: clock, sleep, timeout.
> clock
2022-06-23 08:46:00 KST (클러스터가 켜진 지 0초)
> clock until 12.5
> clock until 3; clock now
2022-06-23 08:46:12 KST (클러스터가 켜진 지 12.5초)
> clock advance 1h30m; clock
2022-06-23 10:16:12 KST (클러스터가 켜진 지 1시간 30분 12.5초)
> sleep 90; clock
2022-06-23 10:17:42 KST (클러스터가 켜진 지 1시간 31분 42.5초)
> sleep 1m 0.5; clock
2022-06-23 10:18:43 KST (클러스터가 켜진 지 1시간 32분 43초)
> timeout 10 sleep 60; echo $?; clock
124
2022-06-23 10:18:53 KST (클러스터가 켜진 지 1시간 32분 53초)
> timeout 5 kubectl get nodes -o name; echo $?
node/kube-master1
node/kube-node1
node/kube-node2
node/kube-node3
0
> timeout 2 kubectl get nodes -w --no-headers | wc -l
4
> timeout 0.2 sh -c 'sleep 5'; echo $?
124
> timeout x ls
2> timeout: invalid time interval 'x'
= 125
> timeout 5
2> timeout: missing operand
= 125
> sleep soon
2> sleep: invalid time interval 'soon'
= 1
> clock until tomorrow
2> clock until 뒤에는 클러스터가 켜진 뒤의 초를 하나 적어 주세요. 예: clock until 90
= 1
> clock advance -5s
2> 얼마나 앞으로 감을지 적어 주세요. 예: clock advance 90s, 빨리감기 1분 30초
= 1
> clock frob
2> clock 뒤에는 now, until, advance 가운데 하나를 적어 주세요.
= 1
> clock 1분 30초
> 시계
2022-06-23 10:20:25 KST (클러스터가 켜진 지 1시간 34분 25초)
