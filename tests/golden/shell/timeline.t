# timeline: sequence, parallelism, failures, the runs of a CronJob on the clock, nothing to draw.
> cat > para.yaml <<EOF
| apiVersion: batch/v1
| kind: Job
| metadata: {name: testapp-job-para}
| spec:
|   completions: 5
|   parallelism: 2
|   template:
|     spec:
|       restartPolicy: Never
|       containers:
|       - {name: c, image: busybox, command: [sh, -c, "sleep 20"]}
| EOF
> cat > fail.yaml <<EOF
| apiVersion: batch/v1
| kind: Job
| metadata: {name: testapp-job-fail}
| spec:
|   backoffLimit: 3
|   template:
|     spec:
|       restartPolicy: Never
|       containers:
|       - {name: c, image: busybox, command: [sh, -c, "sleep 4; exit 3"]}
| EOF
> kubectl apply -f para.yaml -f fail.yaml
job.batch/testapp-job-para created
job.batch/testapp-job-fail created
> timeline
                          0초
                          ┬
job/testapp-job-fail · 성공 0/1 · 병렬 수 1
  testapp-job-fail-wkhn5  ░
job/testapp-job-para · 성공 0/5 · 병렬 수 2 · 동시에 최대 0개
  testapp-job-para-6h9lp  ░
  testapp-job-para-thlrr  ░

░ 준비 중  한 칸은 1초
> clock advance 33s
> timeline
                          0초       10초      20초      30초
                          ┬─────────┬─────────┬─────────┬───
job/testapp-job-fail · 성공 0/1 · 실패 3 · 병렬 수 1 · 동시에 최대 1개
  testapp-job-fail-wkhn5  ░░████✗ exit 3
  testapp-job-fail-dsx7j         ░░████✗ exit 3
  testapp-job-fail-bpldc                   ░░████✗ exit 3
job/testapp-job-para · 성공 2/5 · 실행 2 · 병렬 수 2 · 동시에 최대 2개
  testapp-job-para-6h9lp  ░░████████████████████✓
  testapp-job-para-thlrr  ░░████████████████████✓
  testapp-job-para-4rk8c                         ░░█████████
  testapp-job-para-l9vkh                         ░░█████████

░ 준비 중  █ 실행 중  ✗ 실패  ✓ 성공  한 칸은 1초
> timeline job/testapp-job-para
                          0초       10초      20초      30초
                          ┬─────────┬─────────┬─────────┬───
job/testapp-job-para · 성공 2/5 · 실행 2 · 병렬 수 2 · 동시에 최대 2개
  testapp-job-para-6h9lp  ░░████████████████████✓
  testapp-job-para-thlrr  ░░████████████████████✓
  testapp-job-para-4rk8c                         ░░█████████
  testapp-job-para-l9vkh                         ░░█████████

░ 준비 중  █ 실행 중  ✓ 성공  한 칸은 1초
> clock advance 60s
> 시간표 job testapp-job-fail
                          0초       10초      20초      30초      40초
                          ┬─────────┬─────────┬─────────┬─────────┬───
job/testapp-job-fail · 성공 0/1 · 실패 4 · 병렬 수 1 · 동시에 최대 1개
  testapp-job-fail-wkhn5  ░░████✗ exit 3
  testapp-job-fail-dsx7j         ░░████✗ exit 3
  testapp-job-fail-bpldc                   ░░████✗ exit 3
  testapp-job-fail-dq4xm                                       ░░████✗ exit 3

░ 준비 중  █ 실행 중  ✗ 실패  한 칸은 1초
> kubectl create cronjob testapp-cron --image=busybox --schedule='* * * * *' -- sh -c 'sleep 15'
cronjob.batch/testapp-cron created
> clock advance 3m
> timeline cronjob/testapp-cron
                                 08:48:00  08:48:30  08:49:00  08:49:30  08:50:00
                                 ┬─────────┬─────────┬─────────┬─────────┬─────
job/testapp-cron-1655941680 (CronJob/testapp-cron) · 성공 1/1 · 병렬 수 1
  testapp-cron-1655941680-z7jgm  █████✓
job/testapp-cron-1655941740 (CronJob/testapp-cron) · 성공 1/1 · 병렬 수 1
  testapp-cron-1655941740-s4dc2                      █████✓
job/testapp-cron-1655941800 (CronJob/testapp-cron) · 성공 1/1 · 병렬 수 1
  testapp-cron-1655941800-sqv4w                                          █████✓

█ 실행 중  ✓ 성공  한 칸은 3초
> timeline -l job-name=testapp-job-fail
                          0초       10초      20초      30초      40초
                          ┬─────────┬─────────┬─────────┬─────────┬───
job/testapp-job-fail · 성공 0/1 · 실패 4 · 병렬 수 1 · 동시에 최대 1개
  testapp-job-fail-wkhn5  ░░████✗ exit 3
  testapp-job-fail-dsx7j         ░░████✗ exit 3
  testapp-job-fail-bpldc                   ░░████✗ exit 3
  testapp-job-fail-dq4xm                                       ░░████✗ exit 3

░ 준비 중  █ 실행 중  ✗ 실패  한 칸은 1초
> timeline job/none
2> Error from server (NotFound): jobs.batch "none" not found
= 1
> timeline nosuch/x
2> error: the server doesn't have a resource type "nosuch"
= 1
> timeline -n kube-system
2> 시간표에 그릴 파드가 없어요. 파드가 생긴 뒤에 다시 해 보세요.
