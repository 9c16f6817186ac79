# Since v1.21: on time, named by minutes; zones, the history limit of none, Forbid, schedules that never come, a taken name.
#| version: v1.37.2
#| images: any
#| start: "2026-11-23T17:00:10Z"
> cat > cron.yaml <<EOF
| apiVersion: batch/v1
| kind: CronJob
| metadata: {name: none}
| spec:
|   schedule: "1-59/2 2 * * *"
|   timeZone: Asia/Seoul
|   successfulJobsHistoryLimit: 0
|   jobTemplate:
|     metadata: {labels: {a: b}, annotations: {note: hello}}
|     spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sleep, "5"]}]}}}
| ---
| apiVersion: batch/v1
| kind: CronJob
| metadata: {name: forbid}
| spec:
|   schedule: "* * * * *"
|   concurrencyPolicy: Forbid
|   jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sleep, "80"]}]}}}}
| ---
| apiVersion: batch/v1
| kind: CronJob
| metadata: {name: replace}
| spec:
|   schedule: "* * * * *"
|   concurrencyPolicy: Replace
|   jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sleep, "80"]}]}}}}
| ---
| apiVersion: batch/v1
| kind: CronJob
| metadata: {name: never}
| spec:
|   schedule: "0 0 31 2 *"
|   jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}}
| ---
| apiVersion: batch/v1
| kind: CronJob
| metadata: {name: late}
| spec:
|   schedule: "* * * * *"
|   suspend: true
|   startingDeadlineSeconds: 5
|   jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: ["true"]}]}}}}
| ---
| apiVersion: batch/v1
| kind: Job
| metadata: {name: replace-29924223}
| spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: ["true"]}]}}}
| EOF
> kubectl apply -f cron.yaml
cronjob.batch/none created
cronjob.batch/forbid created
cronjob.batch/replace created
cronjob.batch/never created
cronjob.batch/late created
job.batch/replace-29924223 created
> clock until 52
> kubectl get jobs -l a=b -o jsonpath='{range .items[*]}{.metadata.name} {.metadata.annotations}{"\n"}{end}'
none-29924221 {"batch.kubernetes.io/cronjob-scheduled-timestamp":"2026-11-24T02:01:00+09:00","note":"hello"}
> clock until 200
> kubectl get cj,jobs
NAME                    SCHEDULE         TIMEZONE     SUSPEND   ACTIVE   LAST SCHEDULE   AGE
cronjob.batch/forbid    * * * * *        <none>       False     1        90s             3m20s
cronjob.batch/late      * * * * *        <none>       True      0        <none>          3m20s
cronjob.batch/never     0 0 31 2 *       <none>       False     0        <none>          3m20s
cronjob.batch/none      1-59/2 2 * * *   Asia/Seoul   False     0        30s             3m20s
cronjob.batch/replace   * * * * *        <none>       False     0        90s             3m20s

NAME                         STATUS     COMPLETIONS   DURATION   AGE
job.batch/forbid-29924221    Complete   1/1           83s        2m30s
job.batch/forbid-29924222    Running    0/1           67s        67s
job.batch/replace-29924223   Complete   1/1           3s         3m20s
> kubectl get events --field-selector involvedObject.kind=CronJob
LAST SEEN   TYPE      REASON             OBJECT            MESSAGE
2m30s       Normal    SuccessfulCreate   cronjob/forbid    Created job forbid-29924221
30s         Normal    JobAlreadyActive   cronjob/forbid    Not starting job because prior execution is running and concurrency policy is Forbid
67s         Normal    SawCompletedJob    cronjob/forbid    Saw completed job: forbid-29924221, condition: Complete
67s         Normal    SuccessfulCreate   cronjob/forbid    Created job forbid-29924222
3m20s       Warning   InvalidSchedule    cronjob/never     invalid schedule: 0 0 31 2 * : time difference between two schedules is less than 1 second
2m30s       Normal    SuccessfulCreate   cronjob/none      Created job none-29924221
2m22s       Normal    SuccessfulDelete   cronjob/none      Deleted job none-29924221
2m22s       Normal    MissingJob         cronjob/none      Active job went missing: none-29924221
30s         Normal    SuccessfulCreate   cronjob/none      Created job none-29924223
22s         Normal    SuccessfulDelete   cronjob/none      Deleted job none-29924223
22s         Normal    MissingJob         cronjob/none      Active job went missing: none-29924223
2m30s       Normal    SuccessfulCreate   cronjob/replace   Created job replace-29924221
90s         Normal    SuccessfulDelete   cronjob/replace   Deleted job replace-29924221
90s         Normal    SuccessfulCreate   cronjob/replace   Created job replace-29924222
30s         Normal    SuccessfulDelete   cronjob/replace   Deleted job replace-29924222
> kubectl patch cj late -p '{"spec":{"suspend":false}}'
cronjob.batch/late patched
> kubectl patch cj forbid -p '{"spec":{"schedule":"@hourly"}}'
cronjob.batch/forbid patched
> clock until 260
> kubectl get jobs
NAME               STATUS     COMPLETIONS   DURATION   AGE
forbid-29924221    Complete   1/1           83s        3m30s
forbid-29924222    Complete   1/1           83s        2m7s
late-29924224      Complete   1/1           3s         30s
replace-29924223   Complete   1/1           3s         4m20s
> kubectl get cj none -o jsonpath='{.status}'
{"lastScheduleTime":"2026-11-23T17:03:00Z","lastSuccessfulTime":"2026-11-23T17:03:08Z"}
\
