# Deadlines that are longer than Go's durations have passed already, as in a real cluster.
> cat > job.yaml <<EOF
| apiVersion: batch/v1
| kind: Job
| metadata: {name: huge}
| spec:
|   activeDeadlineSeconds: 9223372036854775807
|   template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sleep, "30"]}]}}
| ---
| apiVersion: batch/v1
| kind: Job
| metadata: {name: long}
| spec:
|   activeDeadlineSeconds: 9223372036
|   template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sleep, "30"]}]}}
| ---
| apiVersion: batch/v1beta1
| kind: CronJob
| metadata: {name: cron}
| spec:
|   schedule: "* * * * *"
|   startingDeadlineSeconds: 9223372036854775807
|   jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: ["true"]}]}}}}
| EOF
> kubectl apply -f job.yaml
job.batch/huge created
job.batch/long created
cronjob.batch/cron created
> clock advance 70s
> kubectl get jobs -o custom-columns=NAME:.metadata.name,WHY:.status.conditions[*].reason,OK:.status.succeeded
NAME   WHY                OK
huge   DeadlineExceeded   <none>
long   <none>             1
> kubectl get cj
NAME   SCHEDULE    SUSPEND   ACTIVE   LAST SCHEDULE   AGE
cron   * * * * *   False     0        <none>          70s
> kubectl delete pod --all --grace-period=9223372036854775807 --wait=false
pod "long-6h9lp" deleted
