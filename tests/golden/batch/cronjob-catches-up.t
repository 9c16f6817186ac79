# What was missed while a CronJob was suspended: the last time is made good, however many there were.
#| version: v1.21.0
#| images: any
#| start: "2026-11-23T17:00:10Z"
> cat > cron.yaml <<EOF
| apiVersion: batch/v1beta1
| kind: CronJob
| metadata: {name: many}
| spec:
|   schedule: "TZ=Asia/Seoul * * * * *"
|   suspend: true
|   jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: ["true"]}]}}}}
| EOF
> kubectl apply -f cron.yaml
cronjob.batch/many created
2> Warning: batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob
2> Warning: batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob
> clock advance 110m
> kubectl patch cj many -p '{"spec":{"suspend":false}}'
cronjob.batch/many patched
> clock advance 10s
> kubectl get cj,jobs
NAME                 SCHEDULE                  SUSPEND   ACTIVE   LAST SCHEDULE   AGE
cronjob.batch/many   TZ=Asia/Seoul * * * * *   False     0        20s             110m

NAME                      COMPLETIONS   DURATION   AGE
job.batch/many-29924330   1/1           2s         10s
> kubectl describe cj many | sed -n '/^Last/,$p'
Last Schedule Time:  Tue, 24 Nov 2026 03:50:00 +0900
Active Jobs:         <none>
Events:
  Type     Reason               Age               From                Message
  ----     ------               ----              ----                -------
  Warning  TooManyMissedTimes   10s               cronjob-controller  too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew
  Normal   SuccessfulCreate     10s               cronjob-controller  Created job many-29924330
  Warning  UnsupportedSchedule  8s (x5 over 10s)  cronjob-controller  CRON_TZ or TZ used in schedule "TZ=Asia/Seoul * * * * *" is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details
  Normal   SawCompletedJob      8s                cronjob-controller  Saw completed job: many-29924330, status: Complete
