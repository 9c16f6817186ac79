# What runs in the background.
#! busybox
> (for i in 1 2 3; do echo bg$i; sleep 0.2; done) & sleep 0.3; echo fg; wait; echo end
bg1
bg2
fg
bg3
end
> while true; do echo tick; sleep 0.2; done & sleep 0.5; kill $!; wait $!; echo "done $?"
tick
tick
tick
Terminated
done 143
> sh -c 'sleep 0.2; echo b > /tmp/x' & until [ -f /tmp/x ]; do sleep 0.1; done; cat /tmp/x
b
> { sleep 0.1; echo late; } > /tmp/o & wait; cat /tmp/o
late
> [ -z "$!" ] && echo none; sleep 0.1 & [ -n "$!" ] && echo some
none
some
> f() { sleep 0.1; echo "f $1"; }; f one & wait; echo end
f one
end
> x=1; { x=2; } & wait; echo $x
1
> for i in 3 1 2; do (sleep 0.$i; echo w$i) & done; wait; echo all
w1
w2
w3
all
> (sleep 0.1; exit 4) & p=$!; wait $p; echo $?
4
> while true; do echo hi; sleep 0.2; done > /tmp/log & sleep 0.5; wc -l < /tmp/log
3
> touch /tmp/l; tail -f /tmp/l & sleep 0.1; echo a >> /tmp/l; sleep 1.2; echo b >> /tmp/l; sleep 1.2; kill $!; echo end
a
b
end
> (until [ -f /tmp/go ]; do sleep 0.1; done; echo went) & sleep 0.3; touch /tmp/go; wait; echo end
went
end
> (sleep 0.1; echo inner & wait) & wait; echo outer
inner
outer
> echo a & wait; echo b & wait; echo c
a
b
c
> (sleep 0.1; echo x) | cat; echo y
x
y
> (sleep 0.1; echo err >&2) 2>/dev/null & wait; echo end
end
> sleep 5 & echo quick
quick
> (sleep 0.2; echo never) & exit 3
= 3
> trap 'echo got term; exit 7' TERM; sleep 0.3 & wait; echo ended
ended
