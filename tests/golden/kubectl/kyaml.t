#| version: v1.37.2
# -o kyaml: braces and brackets, strings always in quotes.
> kubectl create configmap t --from-literal=a="$(printf 'x\n  y "z"\nend')" --from-literal=b="" --from-literal=2020-01-01=d --dry-run=client -o kyaml
---
{
  apiVersion: "v1",
  data: {
    "2020-01-01": "d",
    a: "\
       x\n\
       \  y \"z\"\n\
       end\
      ",
    b: "",
  },
  kind: "ConfigMap",
  metadata: {
    name: "t",
  },
}
> kubectl run p --image=busybox --labels=on=1,app=x --dry-run=client -o kyaml -- sleep 3
---
{
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    labels: {
      app: "x",
      "on": "1",
    },
    name: "p",
  },
  spec: {
    containers: [{
      args: [
        "sleep",
        "3",
      ],
      image: "busybox",
      name: "p",
      resources: {},
    }],
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
  },
  status: {},
}
> kubectl get pods -o kyaml -l a=b
---
{
  apiVersion: "v1",
  items: [],
  kind: "List",
  metadata: {
    resourceVersion: "",
  },
}
> kubectl get pods -o nosuch
2> error: unable to match a printer suitable for the output format "nosuch", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml
= 1
