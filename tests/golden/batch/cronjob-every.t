# Up to v1.20: @every counts from the last scheduled time; the controller sees it at its next poll.
> cat > cron.yaml <<EOF
| apiVersion: batch/v1beta1
| kind: CronJob
| metadata: {name: every}
| spec:
|   schedule: "@every 65s"
|   jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: ["true"]}]}}}}
| EOF
> kubectl apply -f cron.yaml
cronjob.batch/every created
> clock until 300
> kubectl get jobs
NAME               COMPLETIONS   DURATION   AGE
every-1655941690   1/1           3s         2m50s
every-1655941755   1/1           3s         100s
every-1655941820   1/1           3s         40s
> kubectl get events --field-selector involvedObject.kind=CronJob,reason=SuccessfulCreate
LAST SEEN   TYPE     REASON             OBJECT          MESSAGE
3m50s       Normal   SuccessfulCreate   cronjob/every   Created job every-1655941625
2m50s       Normal   SuccessfulCreate   cronjob/every   Created job every-1655941690
100s        Normal   SuccessfulCreate   cronjob/every   Created job every-1655941755
40s         Normal   SuccessfulCreate   cronjob/every   Created job every-1655941820
