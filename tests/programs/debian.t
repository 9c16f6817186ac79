# The words of dash, bash and the GNU programs where they are not busybox's.
#! debian
> nosuch; echo $?
sh: 1: nosuch: not found
127
> bash -c 'nosuch'; echo $?
bash: line 1: nosuch: command not found
127
> /bin/nosuch; echo $?
sh: 1: /bin/nosuch: not found
127
> cat /none; echo $?
cat: /none: No such file or directory
1
> cat /tmp; echo $?
cat: /tmp: Is a directory
1
> ls /none; echo $?
ls: cannot access '/none': No such file or directory
2
> rm /none; echo $?
rm: cannot remove '/none': No such file or directory
1
> mkdir /tmp/d; rm /tmp/d; echo $?
rm: cannot remove '/tmp/d': Is a directory
1
> rmdir /none; echo $?
rmdir: failed to remove '/none': No such file or directory
1
> mkdir /a/b; echo $?
mkdir: cannot create directory '/a/b': No such file or directory
1
> mkdir /tmp; echo $?
mkdir: cannot create directory '/tmp': File exists
1
> touch /none/a; echo $?
touch: cannot touch '/none/a': No such file or directory
1
> cp /none /tmp; echo $?
cp: cannot stat '/none': No such file or directory
1
> mv /none /tmp; echo $?
mv: cannot stat '/none': No such file or directory
1
> mkdir /tmp/d; cp /tmp/d /tmp/e; echo $?
cp: -r not specified; omitting directory '/tmp/d'
1
> echo x > /none/y; echo $?
sh: 1: cannot create /none/y: Directory nonexistent
2
> cat < /none; echo $?
sh: 1: cannot open /none: No such file
2
> bash -c 'echo x > /none/y'; echo $?
bash: line 1: /none/y: No such file or directory
1
> bash -c 'cat < /none'; echo $?
bash: line 1: /none: No such file or directory
1
> cd /none; echo $?
sh: 1: cd: can't cd to /none
2
> bash -c 'cd /none'; echo $?
bash: line 1: cd: /none: No such file or directory
1
> grep a /none; echo $?
grep: /none: No such file or directory
2
> wc -l /none; echo $?
wc: /none: No such file or directory
1
> head /none; echo $?
head: cannot open '/none' for reading: No such file or directory
1
> tail /none; echo $?
tail: cannot open '/none' for reading: No such file or directory
1
> sort /none; echo $?
sort: cannot read: /none: No such file or directory
2
> sed s/a/b/ /none; echo $?
sed: can't read /none: No such file or directory
2
> sleep abc; echo $?
sleep: invalid time interval 'abc'
Try 'sleep --help' for more information.
1
> echo $((1/0)); echo no
sh: 1: arithmetic expression: division by zero: "1/0"
= 2
> bash -c 'echo $((1/0)); echo no'; echo $?
bash: line 1: 1/0: division by 0 (error token is "0")
1
> echo ${X?}; echo no
sh: 1: X: parameter not set
= 2
> bash -c 'echo ${X?}; echo no'; echo $?
bash: line 1: X: parameter not set
127
> set -u; echo $X; echo no
sh: 1: X: parameter not set
= 2
> if; then
sh: 1: Syntax error: ";" unexpected
= 2
> readonly R=1; R=2; echo no
sh: 1: R: is read only
= 2
> timeout 0.1 sleep 5; echo $?
124
> date -d zzz; echo $?
date: invalid date 'zzz'
1
> chmod 644 /none; echo $?
chmod: cannot access '/none': No such file or directory
1
> find /none; echo $?
find: '/none': No such file or directory
1
> printf 'a b\n' > /tmp/f; wc /tmp/f; wc -l < /tmp/f; wc /tmp/f | cat
1 2 4 /tmp/f
1
1 2 4 /tmp/f
> printf 'a\na\n' | uniq -c
      2 a
> seq 3 | tail -n 1; seq -w 8 10
3
08
09
10
> echo -e 'a\tb'; bash -c 'echo -e "a\tb"'; echo 'a\tb'; bash -c "echo 'a\tb'"
-e a	b
a	b
a	b
a\tb
> bash -c '[[ abc == a* && x != y ]] && echo yes'
yes
> bash -c 'i=0; ((i++)); echo $i'
1
> bash -c 'for i in {1..3}; do echo $i; done'
1
2
3
> [ 1 -eq x ]; echo $?
sh: 1: [: Illegal number: x
2
> bash -c '[ 1 -eq x ]'; echo $?
bash: line 1: [: x: integer expression expected
2
> stat /none; echo $?
stat: cannot statx '/none': No such file or directory
1
> whoami; id -u
root
0
> exit abc
sh: 1: exit: Illegal number: abc
= 2
