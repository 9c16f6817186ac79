# timeline of very many pods: the oldest are left off, and the axis begins with the first that is drawn.
> cat > many.yaml <<EOF
| apiVersion: batch/v1
| kind: Job
| metadata: {name: many}
| spec:
|   completions: 64
|   parallelism: 2
|   template:
|     spec:
|       restartPolicy: Never
|       containers: [{name: c, image: busybox, command: [sh, -c, "sleep 8"]}]
| EOF
> kubectl apply -f many.yaml
job.batch/many created
> clock advance 8m
> timeline | head -8
먼저 만들어진 파드 4개는 줄였어요.
              0초       1분       2분       3분       4분       5분
              ┬─────────┬─────────┬─────────┬─────────┬─────────┬────
job/many · 성공 64/64 · 병렬 수 2 · 동시에 최대 2개
  many-4rk8c  █✓
  many-bpldc  █✓
  many-dq4xm   ░█✓
  many-l9vkh   ░█✓
> timeline job/many | tail -4
  many-f6gvr                                                       █✓
  many-f46fb                                                       █✓

░ 준비 중  █ 실행 중  ✓ 성공  한 칸은 6초
