# Aliases, and the shell's memory.
> alias kgn='kubectl get nodes' n='kgn -o name | head -1'
> kgn kube-node1 --no-headers | cut -d' ' -f1
kube-node1
> n
node/kube-master1
> alias
alias kgn='kubectl get nodes'
alias n='kgn -o name | head -1'
> alias n
alias n='kgn -o name | head -1'
> unalias n
> n
2> n: command not found
= 127
> alias nosuch
2> alias: nosuch: not found
= 1
> alias ls='ls -1'; ls
> k get nodes -o name | wc -l
4
> history 3
    9  alias ls='ls -1'; ls
   10  k get nodes -o name | wc -l
   11  history 3
> echo -n a; echo -e 'b\tc'; echo -E 'd\te'
ab	c
d\te
