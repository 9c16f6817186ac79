# Syntax mistakes are named with their column; nothing stops the lines behind them.
> echo 'open
2> 문법 오류(6번째 글자): 닫는 작은따옴표(')가 없어요
= 2
> echo "열린 따옴표
2> 문법 오류(6번째 글자): 닫는 큰따옴표(")가 없어요
= 2
> ls | | wc
2> 문법 오류(6번째 글자): | 앞에 명령이 없어요
= 2
> && ls
2> 문법 오류(1번째 글자): && 앞에 명령이 없어요
= 2
> ls &
2> 문법 오류(4번째 글자): 명령을 뒤에서 돌리는 &는 이 셸에서 쓸 수 없어요
= 2
> (ls)
2> 문법 오류(1번째 글자): 괄호로 명령을 묶을 수 없어요. 글자 그대로 쓰려면 따옴표로 감싸 주세요
= 2
> for i in 1 2; do echo $i; done
2> 문법 오류(1번째 글자): for 같은 제어문은 이 셸에 없어요. 명령을 하나씩 쳐 보세요
= 2
> echo ${x:-y}
2> 문법 오류(6번째 글자): ${이름} 꼴만 쓸 수 있어요
= 2
> echo $((1 + 1))
2> 문법 오류(6번째 글자): 산술식 $(( ))은 이 셸에서 쓸 수 없어요
= 2
> echo $(ls
2> 문법 오류(6번째 글자): $(를 닫는 괄호가 없어요
= 2
> cat <
2> 문법 오류(5번째 글자): < 뒤에 파일 이름이 없어요
= 2
> frob
2> frob: command not found
= 127
> sh -c 'exit 3'
= 3
> /nosuch/program
2> /nosuch/program: No such file or directory
= 127
> ./
2> ./: Permission denied
= 126
> kubectl frobnicate
2> Error: unknown command "frobnicate" for "kubectl"
2> Run 'kubectl --help' for usage.
= 1
> kubectl gte
2> Error: unknown command "gte" for "kubectl"
2> 
2> Did you mean this?
2> 	get
2> 
2> Run 'kubectl --help' for usage.
= 1
> kubectl get pods --nosuch
2> Error: unknown flag: --nosuch
2> See 'kubectl get --help' for usage.
= 1
> kubectl get -z
2> Error: unknown shorthand flag: 'z' in -z
2> See 'kubectl get --help' for usage.
= 1
> kubectl get -o
2> Error: flag needs an argument: 'o' in -o
2> See 'kubectl get --help' for usage.
= 1
> kubectl label --overwrite=maybe nodes kube-node1 a=b
2> Error: invalid argument "maybe" for "--overwrite" flag: strconv.ParseBool: parsing "maybe": invalid syntax
2> See 'kubectl label --help' for usage.
= 1
> kubectl delete pods --grace-period=soon x
2> Error: invalid argument "soon" for "--grace-period" flag: strconv.ParseInt: parsing "soon": invalid syntax
2> See 'kubectl delete --help' for usage.
= 1
> kubectl --nosuch
2> Error: unknown flag: --nosuch
2> See 'kubectl --help' for usage.
= 1
> echo still here
still here
> kubectl port-forward svc/web 8080:80
2> kubectl port-forward: 진짜 kubectl에는 있지만 서당에는 아직 없어요.
2>   파드의 포트는 이 컴퓨터와 이어져 있지 않아요. 안에서 불러 보세요:
2>     kubectl exec POD -- wget -qO- 서비스이름
= 1
> kubectl cp web:/etc/hosts hosts
2> kubectl cp: 진짜 kubectl에는 있지만 서당에는 아직 없어요.
2>   컨테이너의 파일은 kubectl exec POD -- cat FILE로 볼 수 있어요.
= 1
