# The small programs.
#! busybox
> seq 3; seq 2 4; seq 1 2 7; seq 5 -2 1; seq 0.5 2; seq -s, 3; seq -w 8 10
1
2
3
2
3
4
1
3
5
7
5
3
1
0.5
1.5
1,2,3
08
09
10
> seq 3 1
> printf 'a\nb\nc\nd\n' > /tmp/f; head -n 2 /tmp/f; head -1 /tmp/f; head -c 3 /tmp/f; tail -n 1 /tmp/f; tail -2 /tmp/f; tail -n +3 /tmp/f; tail -c 2 /tmp/f
a
b
a
a
bd
c
d
c
d
d
> head /none; echo $?; tail /none; echo $?
head: /none: No such file or directory
1
tail: can't open '/none': No such file or directory
tail: no files
1
> printf 'a b\nc\n' > /tmp/f; wc /tmp/f; wc -l /tmp/f; wc -w /tmp/f; wc -c /tmp/f; wc < /tmp/f; wc -lw /tmp/f; cat /tmp/f | wc -l
        2         3         6 /tmp/f
2 /tmp/f
3 /tmp/f
6 /tmp/f
        2         3         6
        2         3 /tmp/f
2
> wc -l /none; echo $?
wc: /none: No such file or directory
1
> printf 'apple\nbanana\ncherry\n' > /tmp/f; grep an /tmp/f; grep -v an /tmp/f; grep -c a /tmp/f; grep -n e /tmp/f; grep -i APPLE /tmp/f; grep -q zzz /tmp/f; echo $?
banana
apple
cherry
2
1:apple
3:cherry
apple
1
> printf 'apple\nbanana\ncherry\n' > /tmp/f; grep '^a' /tmp/f; grep 'y$' /tmp/f; grep 'a.*a' /tmp/f; grep -E 'apple|cherry' /tmp/f; grep -o 'an' /tmp/f; grep -e app -e che /tmp/f; grep -w an /tmp/f; echo $?
apple
cherry
banana
apple
cherry
an
an
apple
cherry
1
> grep x /none; echo $?
grep: /none: No such file or directory
2
> printf 'a1\nb2\n' | grep '[0-9]'; printf 'foo\n' | grep -x foo; printf 'a.b\naxb\n' | grep -F a.b; printf 'x\ny\nz\n' | grep -A1 x; printf 'a\n' | grep -l a; grep -r hi /tmp; echo $?
a1
b2
foo
a.b
x
y
(standard input)
1
> echo a:b:c | cut -d: -f2; echo a:b:c | cut -d: -f1,3; echo a:b:c | cut -d : -f 2-; echo abcdef | cut -c2-4; echo abc | cut -b1; printf 'a\tb\n' | cut -f2
b
a:c
b:c
bcd
a
b
> printf 'c\na\nb\na\n' | sort; printf '10\n9\n2\n' | sort -n; printf '1\n2\n' | sort -r; printf 'c\na\na\n' | sort -u; printf 'a 2\nb 1\n' | sort -k2; printf 'a 10\nb 9\n' | sort -k2 -n -r; printf 'b:1\na:2\n' | sort -t: -k1
a
a
b
c
2
9
10
2
1
a
c
b 1
a 2
a 10
b 9
a:2
b:1
> printf 'a\na\nb\na\n' | uniq; printf 'a\na\nb\n' | uniq -c; printf 'a\na\nb\n' | uniq -d; printf 'a\na\nb\n' | uniq -u; printf 'a\nb\na\n' | sort | uniq -c | sort -rn
a
b
a
      2 a
      1 b
a
b
      2 a
      1 b
> echo hello | tr l L; echo hello | tr -d l; echo 'a  b' | tr -s ' '; echo HELLO | tr A-Z a-z; echo abc | tr '[:lower:]' '[:upper:]'; echo a,b | tr , '\n'; echo abc | tr -cd 'a\n'
heLLo
heo
a b
hello
ABC
a
b
a
> echo hello | sed s/l/L/; echo hello | sed s/l/L/g; echo a/b | sed 's|/|-|'; echo abc | sed 's/\(a\)\(b\)/\2\1/'; echo abc | sed -E 's/(a)(b)/\2\1/'; echo abc | sed 's/b/[&]/'
heLlo
heLLo
a-b
bac
bac
a[b]c
> printf 'a\nb\nc\n' | sed -n 2p; printf 'a\nb\nc\n' | sed 2d; printf 'a\nb\nc\n' | sed '/b/d'; printf 'a\nb\nc\n' | sed -n '/b/p'; printf 'a\nb\nc\n' | sed '$d'; printf 'a\nb\nc\n' | sed -n '2,3p'; printf 'a\nb\n' | sed 's/^/> /;s/$/ </'
b
a
c
a
c
b
a
b
b
c
\> a <
\> b <
> echo x=1 > /tmp/f; sed -i s/1/2/ /tmp/f; cat /tmp/f; sed -e s/x/y/ -e s/2/3/ /tmp/f; sed s/a/b/ /none; echo $?
x=2
y=3
sed: /none: No such file or directory
1
> echo abc | sed 's/a/b'; echo $?
sed: unmatched '/'
1
> echo hi > /tmp/a; cat /tmp/a; cat /tmp/a - < /dev/null; cat /none; echo $?; cat /tmp; echo $?
hi
hi
cat: can't open '/none': No such file or directory
1
cat: read error: Is a directory
1
> cat /etc/nope /tmp/x; echo $?
cat: can't open '/etc/nope': No such file or directory
cat: can't open '/tmp/x': No such file or directory
1
> echo a > /tmp/a; cp /tmp/a /tmp/b; cat /tmp/b; mv /tmp/b /tmp/c; ls /tmp; cp /none /tmp; echo $?; mv /none /tmp; echo $?
a
a
c
cp: can't stat '/none': No such file or directory
1
mv: can't rename '/none': No such file or directory
1
> mkdir /tmp/d; cp /tmp/d /tmp/e; echo $?; cp -r /tmp/d /tmp/e; ls -d /tmp/e; rm /tmp/d; echo $?; rmdir /tmp/d /tmp/none; echo $?
cp: omitting directory '/tmp/d'
1
/tmp/e
rm: '/tmp/d' is a directory
1
rmdir: '/tmp/none': No such file or directory
1
> mkdir /tmp/a/b; echo $?; mkdir -p /tmp/a/b; mkdir /tmp/a; echo $?; mkdir -p /tmp/a; echo $?
mkdir: can't create directory '/tmp/a/b': No such file or directory
1
mkdir: can't create directory '/tmp/a': File exists
1
0
> touch /none/a; echo $?
touch: /none/a: No such file or directory
1
> echo a > /tmp/f; ln -s /tmp/f /tmp/l; cat /tmp/l; readlink /tmp/l; ls /tmp; [ -L /tmp/l ] && echo link; rm /tmp/l; cat /tmp/f
a
/tmp/f
f
l
link
a
> echo a > /tmp/f; ln /tmp/f /tmp/h; cat /tmp/h; echo b >> /tmp/f; cat /tmp/h
a
a
b
> ln -s /none /tmp/x; cat /tmp/x; ls /tmp
cat: can't open '/tmp/x': No such file or directory
x
> touch /tmp/f; chmod 600 /tmp/f; stat -c %a /tmp/f; chmod +x /tmp/f; stat -c %a /tmp/f; chmod 644 /none; echo $?; chmod zzz /tmp/f; echo $?
600
711
chmod: /none: No such file or directory
1
chmod: invalid mode 'zzz'
1
> mkdir /tmp/d; touch /tmp/d/a /tmp/d/.h; ls /tmp/d; ls -a /tmp/d; ls -A /tmp/d; ls -1 /tmp/d; ls /tmp/d/a; ls /none; echo $?
a
.
..
.h
a
.h
a
a
/tmp/d/a
ls: /none: No such file or directory
1
> echo abc > /tmp/f; stat -c '%s %n %F' /tmp/f; stat /none; echo $?
4 /tmp/f regular file
stat: can't stat '/none': No such file or directory
1
> echo abc > /tmp/f; ls -l /tmp/f | cut -c1-10; ls -l /tmp | wc -l
-rw-r--r--
2
> mkdir -p /tmp/d/e; touch /tmp/d/x /tmp/d/e/y; find /tmp/d | sort; find /tmp/d -type f | sort; find /tmp/d -name x; find /none; echo $?; ls -R /tmp/d; ls -l /tmp/d/x | cut -c1-40
/tmp/d
/tmp/d/e
/tmp/d/e/y
/tmp/d/x
/tmp/d/e/y
/tmp/d/x
/tmp/d/x
find: /none: No such file or directory
1
/tmp/d:
e
x

/tmp/d/e:
y
-rw-r--r--    1 root     root           
> basename /a/b.txt; basename /a/b.txt .txt; dirname /a/b; dirname a
b.txt
b
/a
.
> uname; uname -s
Linux
Linux
> whoami; id -u; id -un; id -g
root
0
root
0
> expr 1 + 2; expr 5 \* 3; expr 7 / 2; expr 1 - 1; echo $?; expr a = a; expr a = b; echo $?; expr length abc; expr abc : 'a\(.\)'; expr 1 +; echo $?; expr abc : 'b'; expr abcd : 'abc'; expr \( 1 + 2 \) \* 3
3
15
3
0
1
1
0
1
3
b
expr: syntax error
2
0
3
9
> date +abc; date -d @0 +%s; date -u -d @86400 '+%Y-%m-%d %H:%M:%S'; date -d @0 '+%F %T %a %b %e %j %Z'; date -d zzz; echo $?
abc
0
1970-01-02 00:00:00
1970-01-01 00:00:00 Thu Jan  1 001 UTC
date: invalid date 'zzz'
1
> echo a b | xargs echo x; printf 'a\nb\n' | xargs -n1 echo; printf 'a\nb\n' | xargs -I{} echo '<{}>'
x a b
a
b
<a>
<b>
> echo a | tee /tmp/t; cat /tmp/t; echo b | tee -a /tmp/t > /dev/null; cat /tmp/t; tee /none/x < /dev/null; echo $?
a
a
a
b
tee: /none/x: No such file or directory
1
> env X=1 sh -c 'echo $X'; env -i sh -c 'echo [$X]'; env nosuch; echo $?
1
[]
env: can't execute 'nosuch': No such file or directory
127
> yes | head -2; yes no | head -1
y
y
no
> mkdir /tmp/d; mv /tmp/d /tmp/e; ls /tmp; touch /tmp/f; mv /tmp/f /tmp/e; ls /tmp/e; cp /tmp/e/f /tmp/g; rm -r /tmp/e; ls /tmp
e
f
g
> rm -rf /tmp/*; echo $?; rm /tmp/nofile; echo $?; rm -r /none; echo $?
0
rm: can't remove '/tmp/nofile': No such file or directory
1
rm: can't remove '/none': No such file or directory
1
> sleep 0.3 & P=$!; kill $P; wait $P; echo $?
Terminated
143
> curl x; echo $?
sh: curl: not found
127
> python -c 'print(1)'; echo $?
sh: python: not found
127
> bash -c 'echo hi'; echo $?
sh: bash: not found
127
