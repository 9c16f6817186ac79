# What a container's programs find in the network: a Service has a name since it was made; who is ready answers.
#| version: v1.37.0
#| nodes: [{name: n1}]
> cat > wait.yaml <<'EOF'
| apiVersion: v1
| kind: Pod
| metadata: {name: myapp}
| spec:
|   containers:
|   - {name: myapp, image: busybox, command: [sh, -c, 'echo The app is running! && sleep 3600']}
|   initContainers:
|   - name: init-myservice
|     image: busybox
|     command: [sh, -c, "until nslookup myservice.$(cat /var/run/secrets/kubernetes.io/serviceaccount/namespace).svc.cluster.local > /dev/null; do echo waiting for myservice; sleep 2; done"]
| EOF
> kubectl apply -f wait.yaml
pod/myapp created
> clock advance 20s
> kubectl get pod myapp
NAME    READY   STATUS     RESTARTS   AGE
myapp   0/1     Init:0/1   0          20s
> kubectl logs myapp -c init-myservice | tail -n 1
waiting for myservice
> kubectl create service clusterip myservice --tcp=80:9376
service/myservice created
> clock advance 10s
> kubectl get pod myapp
NAME    READY   STATUS    RESTARTS   AGE
myapp   1/1     Running   0          30s
> kubectl logs myapp -c init-myservice | wc -l
9
> kubectl create deployment web --image=nginx --port=80
deployment.apps/web created
> kubectl expose deployment web --port=8080 --target-port=80
service/web exposed
> clock advance 10s
> kubectl exec myapp -c myapp -- nslookup web
Server:		10.96.0.10
Address:	10.96.0.10:53

Name:	web.default.svc.cluster.local
Address: 10.97.49.129

> kubectl exec myapp -c myapp -- nslookup nobody
Server:		10.96.0.10
Address:	10.96.0.10:53

** server can't find nobody: NXDOMAIN

2> command terminated with exit code 1
= 1
> kubectl exec myapp -c myapp -- wget -qO- http://web:8080
<!DOCTYPE html>
<html>
<head><title>Welcome!</title></head>
<body><h1>It works!</h1></body>
</html>
> kubectl exec myapp -c myapp -- wget -qO- -T 2 http://web
wget: download timed out
2> command terminated with exit code 1
= 1
> kubectl exec myapp -c myapp -- wget -O- http://nobody
wget: bad address 'nobody'
2> command terminated with exit code 1
= 1
> kubectl exec myapp -c myapp -- wget -O- http://web:8080/nothing
Connecting to web (10.97.49.129:8080)
wget: server returned error: HTTP/1.1 404 Not Found
2> command terminated with exit code 1
= 1
> kubectl exec myapp -c myapp -- nc -zv web 8080
web (10.97.49.129:8080) open
> kubectl exec deploy/web -- curl -s -o /dev/null -w '%{http_code}\n' localhost
200
> kubectl exec deploy/web -- curl http://myservice
curl: (7) Failed to connect to myservice port 80 after 0 ms: Couldn't connect to server
2> command terminated with exit code 7
= 7
> kubectl exec deploy/web -- curl http://nobody
curl: (6) Could not resolve host: nobody
2> command terminated with exit code 6
= 6
> kubectl exec deploy/web -- sh -c 'echo hello > /usr/share/nginx/html/index.html'
> kubectl run -it --rm asker --image=busybox --restart=Never -- wget -qO- web.default:8080
hello
pod "asker" deleted from default namespace
2> All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
2> If you don't see a command prompt, try pressing enter.
> kubectl scale deployment web --replicas=0
deployment.apps/web scaled
> clock advance 10s
> kubectl exec myapp -c myapp -- wget -qO- http://web:8080
wget: can't connect to remote host (10.97.49.129): Connection refused
2> command terminated with exit code 1
= 1
