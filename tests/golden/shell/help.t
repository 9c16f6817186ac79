# Help comes from the rows of verbs.def.
> help sleep
클러스터의 시간으로 그만큼 기다려요

쓰는 법:
  sleep 시간
> help kubectl cordon
노드에 새 파드를 받지 않게 해요

쓰는 법:
  kubectl cordon NODE

플래그:
  -l, --selector=…            레이블 셀렉터로 노드를 골라요
      --dry-run=none          바꾸지 않고 결과만 보여요: none, client, server

모든 명령에 쓸 수 있는 플래그는 `kubectl options`가 보여 줘요.
> kubectl cordon --help
노드에 새 파드를 받지 않게 해요

쓰는 법:
  kubectl cordon NODE

플래그:
  -l, --selector=…            레이블 셀렉터로 노드를 골라요
      --dry-run=none          바꾸지 않고 결과만 보여요: none, client, server

모든 명령에 쓸 수 있는 플래그는 `kubectl options`가 보여 줘요.
> help frob
2> “frob”에 대한 도움말은 없어요. `help`가 모든 말을 보여 줘요.
= 1
