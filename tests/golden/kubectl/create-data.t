# kubectl create configmap, secret: data from literals, files and env files.
> printf 'color=blue\nsize=3\n' > app.properties
> printf '# who\nUSER=kim\n CITY=서울\n' > settings.env
> printf '1x=3\n' > bad.env
> kubectl create cm lit --from-literal=a=1 --from-literal=b=2=3 --dry-run=client -o yaml --append-hash
apiVersion: v1
data:
  a: "1"
  b: 2=3
kind: ConfigMap
metadata:
  creationTimestamp: null
  name: lit-bd885h8m4b
> kubectl create cm files --from-file=app.properties --from-file=env=settings.env --dry-run=client -o jsonpath='{.data}{"\n"}'
{"app.properties":"color=blue\nsize=3\n","env":"# who\nUSER=kim\n CITY=서울\n"}
> kubectl create cm env --from-env-file=settings.env --dry-run=client -o jsonpath='{.data}{"\n"}'
{"CITY":"서울","USER":"kim"}
> kubectl create cm env --from-env-file=bad.env
2> error: "1x" is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')
= 1
> kubectl create cm env --from-env-file=settings.env --from-literal=a=b
2> error: from-env-file cannot be combined with from-file or from-literal
= 1
> kubectl create cm twice --from-literal=a=1 --from-literal=a=2
2> error: cannot add key "a", another key by that name already exists in Data for ConfigMap "twice"
= 1
> kubectl create cm none --from-file=nosuch.txt
2> error: error reading nosuch.txt: no such file or directory
= 1
> kubectl create cm none --from-file==x
2> error: key name for file path x missing
= 1
> kubectl create cm none --from-literal='a b=c'
2> error: "a b" is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')
= 1
> kubectl create secret generic pass --from-literal=a=1 --type=x/y -n z --save-config --dry-run=client -o yaml
apiVersion: v1
data:
  a: MQ==
kind: Secret
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"kind":"Secret","apiVersion":"v1","metadata":{"name":"pass","creationTimestamp":null},"data":{"a":"MQ=="},"type":"x/y"}
  creationTimestamp: null
  name: pass
  namespace: z
type: x/y
> kubectl create secret generic pass --from-literal=a=1 --dry-run=client -o name --append-hash
secret/pass-ch52b9b47c
> kubectl create secret docker-registry reg --docker-username=u --docker-password='p<' --dry-run=client -o jsonpath='{.data.*}{"\n"}' | base64 -d
{"auths":{"https://index.docker.io/v1/":{"username":"u","password":"p\u003c","auth":"dTpwPA=="}}}
\
> kubectl create secret docker-registry reg --docker-username=u
2> error: flag docker-password is required
2> See 'kubectl create secret docker-registry -h' for help and examples
= 1
> kubectl create secret tls t --cert=app.properties
2> error: flag key is required
2> See 'kubectl create secret tls -h' for help and examples
= 1
> kubectl create secret tls t --cert=app.properties --key=app.properties
2> error: failed to load key pair tls: failed to find any PEM data in certificate input
= 1
> kubectl create secret nosuch
2> error: unknown command "nosuch"
2> See 'kubectl create secret -h' for help and examples
= 1
> kubectl apply -f - <<X
| apiVersion: v1
| kind: Secret
| metadata: {name: written}
| data: {A: Yg==, B: Yg==}
| stringData: {PASSWORD: s3cr3t, A: "", U: "가"}
| X
secret/written created
> kubectl patch secret written -p '{"stringData":{"X":"y"}}'
secret/written patched
> kubectl patch secret written -p '{"stringData":{"bad key":"y"}}'
2> The Secret "written" is invalid: data[bad key]: Invalid value: "bad key": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')
= 1
> kubectl get secret written -o jsonpath='{.data} {.stringData}{"\n"}'
{"A":"","B":"Yg==","PASSWORD":"czNjcjN0","U":"6rCA","X":"eQ=="} 
