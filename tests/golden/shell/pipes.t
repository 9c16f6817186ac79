# Pipelines, redirections, lists.
> echo b | cat
b
> printf 'b\na\n' | sort | head -1
a
> kubectl get nodes -o name | grep node2 | cat -n
     1	node/kube-node2
> kubectl get nosuch 2>&1 | sed 's/^/E: /'
E: error: the server doesn't have a resource type "nosuch"
> kubectl get nosuch 2> err.txt || echo failed; cat err.txt
failed
error: the server doesn't have a resource type "nosuch"
> echo one > f; echo two >> f; cat < f; wc -l < f
one
two
2
> sh -c 'echo out; echo err >&2' > both 2>&1; cat both
out
err
> sh -c 'echo out; echo err >&2' 2>&1 > /dev/null
err
> sh -c 'echo out; echo err >&2' &> both; cat both
out
err
> true && echo yes || echo no
yes
> false && echo yes || echo no
no
> ! true; echo $?
1
> false | true; echo $?
0
> true | false; echo $?
1
> cat <<< "here $(echo string)"
here string
> cat < nosuch
2> nosuch: No such file or directory
= 1
> echo x > no/such/file; echo $?
1
2> no/such/file: No such file or directory
> kubectl get nodes -o name | xargs -n 2 echo
node/kube-master1 node/kube-node1
node/kube-node2 node/kube-node3
> kubectl get nodes -o name | xargs -I @ echo "<@>" | tail -1
<node/kube-node3>
> kubectl get nodes > /dev/full
2> kubectl: write error: No space left on device
= 1
> echo x > /dev/full || echo not written
not written
2> echo: write error: No space left on device
> cat < /dev
2> /dev: Is a directory
= 1
> cat < /dev/zero
2> /dev/zero: File too large
= 1
