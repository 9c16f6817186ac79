# The language of the shell.
#! busybox
> echo hello world
hello world
> echo 'a  b'   "c  d" e\ f
a  b c  d e f
> echo "it's" 'say "hi"'
it's say "hi"
> echo "a\"b\\c\$d"
a"b\c$d
> X=1; echo "$X" '$X' \$X ${X}y
1 $X $X 1y
> echo "[${X:-d}] [${X-e}] [${X:=f}] $X"
[d] [e] [f] f
> X=; echo "[${X:-d}] [${X-e}] [${X:+y}] [${X+z}]"
[d] [] [] [z]
> X=hello; echo ${#X} ${X#he} ${X%lo} ${X##*l} ${X%%l*}
5 llo hel o he
> X=a/b/c.tar.gz; echo ${X##*/} ${X%/*} ${X#*.} ${X##*.} ${X%%.*} ${X%.*}
c.tar.gz a/b tar.gz gz a/b/c a/b/c.tar
> X=abc; echo ${X:?missing}; echo ${Y:?is missing}; echo not here
abc
sh: Y: is missing
= 2
> echo ${Y?}; echo no
sh: Y: parameter not set
= 2
> echo $(echo a b  c) "$(echo a b  c)"
a b c a b c
> echo `echo back` "`echo quo ted`"
back quo ted
> echo $(echo $(echo nested))
nested
> echo "$(echo ")")"
)
> echo $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((7%3)) $((-7/2)) $((2**3))
7 9 3 1 -3 8
> X=5; echo $((X+1)) $(($X*2)) $((X>3)) $((X==5 && 1)) $((!X)) $((X<<2)) $((X&4)) $((X|2)) $((X^1)) $((~X))
6 10 1 1 0 20 4 7 4 -6
> X=5; echo $((X++)) $X $((++X)) $((X+=10)) $X $((X-=1)) $((X--)) $X
5 6 7 17 17 16 16 15
> echo $((X=3)) $X $((X>2?10:20)) $((0x10)) $((010))
3 3 10 16 8
> echo $((1/0)); echo after
sh: divide by zero
= 2
> echo $((5 % 0)); echo after
sh: divide by zero
= 2
> echo $((1+)); echo after
sh: arithmetic syntax error
= 2
> i=1; while [ $i -le 3 ]; do echo $i; i=$((i+1)); done
1
2
3
> i=3; until [ $i -eq 0 ]; do echo $i; i=$((i-1)); done
3
2
1
> for i in 1 2 3; do echo n$i; done
n1
n2
n3
> for i in $(seq 3); do echo -n "$i "; done; echo
1 2 3 
> for i in a b c; do if [ $i = b ]; then continue; fi; echo $i; done
a
c
> for i in a b c; do [ $i = b ] && break; echo $i; done; echo end $?
a
end 0
> for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done
1a
2a
> for i in 1 2; do for j in a b; do echo $i$j; break 2; done; done
1a
> for i in ; do echo $i; done; echo none $?
none 0
> if true; then echo yes; else echo no; fi
yes
> if false; then echo yes; elif true; then echo elif; else echo no; fi
elif
> if false; then echo a; fi; echo $?
0
> if ! false; then echo notfalse; fi
notfalse
> case hello in h*) echo starts;; *) echo other;; esac
starts
> case x in a|b) echo ab;; x|y) echo xy;; esac
xy
> case zz in a) echo a;; esac; echo $?
0
> case "a b" in "a b") echo quoted;; esac
quoted
> case 7 in [0-9]) echo digit;; esac; case q in [!a-f]) echo notaf;; esac
digit
notaf
> case abc in (abc) echo paren;; esac
paren
> f() { echo "f $1 $# $@"; }; f a b; f "x y"
f a 2 a b
f x y 1 x y
> f() { return 3; }; f; echo $?
3
> f() { local x=1; x=2; echo $x; }; x=0; f; echo $x
2
0
> function f { echo fn; }; f
fn
> f() (echo sub; exit 4); f; echo $?
sub
4
> greet () { echo "hi $1"; } ; greet kim
hi kim
> test 1 -eq 1 && echo eq; test 1 -ne 1 || echo ne; [ 2 -gt 1 ] && echo gt
eq
ne
gt
> [ a = a ] && [ a != b ] && echo str; [ -z "" ] && echo z; [ -n x ] && echo n
str
z
n
> [ ! a = b ] && echo neg; [ a = a -a b = b ] && echo and; [ a = b -o b = b ] && echo or
neg
and
or
> [ 1 -eq x ]; echo $?
sh: x: bad number
2
> [ a; echo $?
sh: missing ]
2
> [ a b ]; echo $?
sh: b: unknown operand
2
> [ a b c ]; echo $?
sh: b: unknown operand
2
> [ $UNSET = x ]; echo $?
sh: x: unknown operand
2
> [ "$UNSET" = x ]; echo $?
1
> [ -f /etc/nope ] || echo no; [ -d /tmp ] && echo dir; [ -e /tmp ] && echo exists; [ -x /bin/sh ] && echo exec
no
dir
exists
exec
> test; echo $?; [ ]; echo $?; test -n; echo $?
1
1
0
> [[ abc == a* ]] && echo glob
glob
> [[ -n abc && 1 -lt 2 ]] && echo both; [[ a == b || c == c ]] && echo either
both
either
> true && echo a || echo b; false && echo a || echo b
a
b
> ! true; echo $?; ! false; echo $?
1
0
> false || false || echo third; true && true && false; echo $?
third
1
> echo abc | tr a-z A-Z
ABC
> printf 'b\na\nc\n' | sort | head -2
a
b
> printf '1\n2\n3\n' | while read n; do echo "got $n"; done
got 1
got 2
got 3
> echo a b c | while read x y; do echo "$x|$y"; done
a|b c
> echo "a:b:c" | while IFS=: read x y z; do echo $x-$y-$z; done
a-b-c
> IFS=,; X=a,b,c; for i in $X; do echo $i; done
a
b
c
> X=1; echo x | while read l; do X=2; done; echo $X
1
> false | true; echo $?; true | false; echo $?
0
1
> (exit 3) | cat; echo $?
0
> echo out; echo err >&2
out
err
> (echo out; echo err >&2) 2>/dev/null
out
> (echo out; echo err >&2) >/dev/null
err
> (echo out; echo err >&2) >/dev/null 2>&1
> { echo out; echo err >&2; } 2>&1 | sed 's/^/> /'
\> out
\> err
> echo a > /tmp/f; echo b >> /tmp/f; cat < /tmp/f; wc -l < /tmp/f
a
b
2
> cat < /none; echo $?
sh: can't open /none: no such file
1
> echo x > /none/y; echo $?
sh: can't create /none/y: nonexistent directory
1
> : > /tmp/empty; [ -s /tmp/empty ] || echo empty
empty
> exec > /tmp/log; echo hidden; cat /tmp/log >&2
hidden
> exec 2>&1; echo err >&2
err
> echo both &>/tmp/b; cat /tmp/b
both
> cat <<EOF
| hello $((1+1))
|   two
| EOF
hello 2
  two
> X=v; cat <<'EOF'
| raw $X
| EOF
raw $X
> cat <<-EOF
| 	stripped
| 	EOF
stripped
> cat <<EOF | tr a-z A-Z
| piped
| EOF
PIPED
> cat <<EOF > /tmp/conf
| key=$HOME_X
| EOF
| cat /tmp/conf
key=
> while read l; do echo "[$l]"; done <<EOF
| a
| b c
| EOF
[a]
[b c]
> cat <<A; cat <<B
| one
| A
| two
| B
one
two
> sleep 0.1 & wait; echo done
done
> (sleep 0.2; echo bg) & echo fg; wait; echo end
fg
bg
end
> sleep 0.1 & echo started; wait $!; echo $?
started
0
> false & wait $!; echo $?
1
> (exit 5) & wait $!; echo $?
5
> sleep 0.1 & sleep 0.2 & wait; echo both
both
> trap 'echo bye' EXIT; echo work
work
bye
> trap 'echo bye' EXIT; exit 3
bye
= 3
> trap 'echo bye' 0; false
bye
= 1
> trap "echo term" TERM; kill -TERM $$; echo after
term
after
> trap '' TERM; kill $$; echo alive
alive
> kill -9 $$; echo never
never
> kill -TERM $$; echo never
never
> kill 99999; echo $?
sh: can't kill pid 99999: No such process
1
> kill -0 $$ && echo me
me
> set -e; echo a; false; echo b
a
= 1
> set -e; false || true; echo ok; if false; then :; fi; echo ok2; ! true; echo ok3
ok
ok2
ok3
> set -e; false && true; echo reached
reached
> set -e; f() { false; echo inf; }; f; echo no
= 1
> set -e; (exit 2); echo no
= 2
> set -e; x=$(false); echo no
= 1
> set -e; false | true; echo yes
yes
> set -e; while false; do :; done; echo yes
yes
> set -e; { false; }; echo no
= 1
> set -e; if true; then false; fi; echo no
= 1
> set -x; echo a; X=1; echo "b c" $X
+ echo a
a
+ X=1
+ echo 'b c' 1
b c 1
> set -ex; true; false; true
+ true
+ false
= 1
> set -u; echo $NOPE; echo no
sh: NOPE: parameter not set
= 2
> set -eu; echo ${NOPE:-ok}; echo yes
ok
yes
> set -o pipefail; false | true; echo $?
1
> set -- a b c; echo $# $1 $3; shift; echo $# $1; shift 2; echo $#
3 a c
2 b
0
> set -- "a b" c; for i in "$@"; do echo "<$i>"; done; for i in $*; do echo "<$i>"; done; for i; do echo "($i)"; done
<a b>
<c>
<a>
<b>
<c>
(a b)
(c)
> exit 7
= 7
> exit
> false; exit
= 1
> exit 256
> exit -1
sh: exit: line 0: Illegal number: -1
= 2
> exit abc
sh: exit: line 0: Illegal number: abc
= 2
> return 5
= 5
> (exit 3); echo $?
3
> nosuch; echo $?
sh: nosuch: not found
127
> nosuch
sh: nosuch: not found
= 127
> /bin/nosuch; echo $?
sh: /bin/nosuch: not found
127
> ./nosuch; echo $?
sh: ./nosuch: not found
127
> /tmp; echo $?
sh: /tmp: Permission denied
126
> echo hi > /tmp/s; /tmp/s; echo $?
sh: /tmp/s: Permission denied
126
> printf '#!/bin/sh\necho script $1\n' > /tmp/s; chmod +x /tmp/s; /tmp/s arg; sh /tmp/s two
script arg
script two
> printf 'X=sourced\n' > /tmp/e; . /tmp/e; echo $X
sourced
> printf 'X=sourced\n' > /tmp/e; source /tmp/e; echo $X
sourced
> . /none; echo after
sh: .: line 0: can't open '/none': No such file or directory
= 2
> if; then echo
sh: syntax error: unexpected ";"
= 2
> echo "unterminated
sh: syntax error: unterminated quoted string
= 2
> echo 'unterminated
sh: syntax error: unterminated quoted string
= 2
> echo $(unterminated
sh: syntax error: unexpected end of file (expecting ")")
= 2
> for i in 1 2; echo $i; done
sh: syntax error: unexpected word (expecting "do")
= 2
> done
sh: syntax error: unexpected "done"
= 2
> fi
sh: syntax error: unexpected "fi"
= 2
> echo a;; echo b
sh: syntax error: unexpected ";;"
= 2
> | echo
sh: syntax error: unexpected "|"
= 2
> echo a && 
sh: syntax error: unexpected end of file
= 2
> while true do echo; done
sh: syntax error: unexpected "done" (expecting "do")
= 2
> }
sh: syntax error: unexpected "}"
= 2
> )
sh: syntax error: unexpected ")"
= 2
> (echo a
sh: syntax error: unexpected end of file (expecting ")")
= 2
> { echo a
sh: syntax error: unexpected end of file (expecting "}")
= 2
> echo a; echo b;
a
b
> echo a &
| wait
a
> echo a # comment
a
> # only comment
> echo a#b '#c'
a#b #c
> echo a\\
| b
a\
sh: b: not found
= 127
> X=1 Y=2; echo $X$Y
12
> X=1 sh -c 'echo $X'; echo "[$X]"
1
[]
> export X=1; sh -c 'echo $X'; Y=2; sh -c 'echo [$Y]'
1
[]
> X=5; export X; env | grep ^X=
X=5
> unset X; X=1; unset X; echo [$X]
[]
> readonly R=1; R=2; echo no
sh: R: is read only
= 2
> eval 'echo $((1+1))'; eval "echo a" b
2
a b
> X='echo run'; $X it
run it
> X="a b"; set -- $X; echo $#; set -- "$X"; echo $#
2
1
> sh -c 'echo $0 $1' name arg
name arg
> sh -c 'exit 4'; echo $?
4
> sh -c 'echo a; exec echo b; echo c'
a
b
> exec echo replaced; echo no
replaced
> exec nosuch; echo no
sh: exec: line 0: nosuch: not found
= 127
> command -v nosuch; echo $?; command -v cd
127
cd
> which sh; which nosuch; echo $?
/bin/sh
1
> type echo; type nosuch; echo $?
echo is a shell builtin
nosuch: not found
127
> command echo hi
hi
> echo ~ ~/x "~"
/root /root/x ~
> cd /tmp && pwd; cd /none; echo $?
/tmp
sh: cd: line 0: can't cd to /none: No such file or directory
2
> cd /tmp; cd - ; pwd
/
/
> cd; pwd
/root
> echo $PWD; cd /tmp; echo $PWD $OLDPWD
/
/tmp /
> touch /tmp/a.txt /tmp/b.txt /tmp/c.log; cd /tmp; echo *.txt; ls *.txt; echo *.none; for f in /tmp/*.txt; do echo $f; done
a.txt b.txt
a.txt
b.txt
*.none
/tmp/a.txt
/tmp/b.txt
> cd /tmp; touch x1 x2; rm x*; ls
> echo {a,b}
{a,b}
> echo a{1..3}
a{1..3}
> X=(a b); echo ${X[0]}
sh: syntax error: unexpected "("
= 2
> let i=1+2; echo $i
3
> ((i=1)); echo $i

> for ((i=0;i<2;i++)); do echo $i; done
sh: syntax error: bad for loop variable
= 2
> i=0; ((i++)); echo $i
sh: i++: not found
0
> X=abcdef; echo ${X:1:3} ${X:2} ${X/b/Z} ${X//[ace]/-} ${X^^}
sh: syntax error: bad substitution
= 2
> echo $'a\tb'
a	b
> X=a; X+=b; echo $X
sh: X+=b: not found
a
> echo $0 $# $$
sh 0 1
> echo $-
c
> echo "a $* b $@ c"
a  b  c
> echo "${1:-none}" "$#"
none 0
> echo a; { echo b; echo c; } | cat; echo d
a
b
c
d
> while :; do break; done; echo $?
0
> while true; do echo x; exit 3; done
x
= 3
> until false; do echo x; break; done
x
> if [ -f /none ]; then echo a
| else
| echo b
| fi
b
> for i in 1 2 3
| do
|   echo $i
| done
1
2
3
> i=0
| while [ $i -lt 2 ]
| do
|   i=$((i + 1))
|   echo "Count: $i"
| done
Count: 1
Count: 2
> echo $((i=i+1)); echo $i
1
1
> echo "a
sh: syntax error: unterminated quoted string
= 2
> b"
sh: syntax error: unterminated quoted string
= 2
> echo -e 'a\nb\tc'; echo -n x; echo -en 'y\n'; echo -E 'a\n'; echo 'a\nb'
a
b	c
xy
a\n
a\nb
> echo -e 'a\cb'; echo z
az
> echo -x; echo -- a; echo -
-x
-- a
-
> echo -e '\x41\0101\e[0m'
AA[0m
> printf '%s-%s\n' a b c; printf '%d %5d|%-5d|%05d\n' 1 2 3 4; printf '%x %X %o\n' 255 255 8
a-b
c-
1     2|3    |00004
ff FF 10
> printf '%.2f %e\n' 3.14159 1234.5; printf '%c%c\n' abc xyz; printf '%%\n'; printf '%5s|%-5s|%.2s\n' ab ab abc
3.14 1.234500e+03
ax
%
   ab|ab   |ab
> printf '%b\n' 'a\tb'; printf 'no newline'; printf '\n'; printf '%s\n'
a	b
no newline

> printf '%d\n' abc; echo $?
sh: invalid number 'abc'
0
1
> printf; echo $?
sh: usage: printf FORMAT [ARGUMENT...]
2
> printf -- '-x\n'; printf '%q\n' 'a b'
-x
sh: %q\n: invalid format
= 1
> read x < /dev/null; echo $?
1
> echo "line1" | { read a; echo "[$a]"; }
[line1]
> printf 'no newline' | { read a; echo "[$a] $?"; }
[no newline] 1
> echo 'a\b' | { read x; echo $x; read -r y; echo $y; }
ab

> echo 'a\tb' | { read -r x; echo "$x"; }
a\tb
> echo "  lead  trail  " | { read x; echo "[$x]"; }
[lead  trail]
> read -p "Name: " x < /dev/null; echo

> umask; umask 077; umask
0022
0077
> ulimit -n > /dev/null; echo $?
0
> times > /dev/null; echo $?
0
> time true
real	0m 0.00s
user	0m 0.00s
sys	0m 0.00s
> hash; alias; jobs; echo $?
0
> getopts ab: o -a; echo $o
a
> while getopts "n:v" o; do case $o in n) echo n=$OPTARG;; v) echo v;; ?) echo bad;; esac; done
> [ 08 -eq 8 ] && echo ok; echo $((08))
ok
sh: arithmetic syntax error
= 2
> test 3 -gt abc; echo $?
sh: abc: bad number
2
> [ "a" \< "b" ] && echo less
less
> [ -t 0 ]; echo $?
1
> [ -r /tmp ]; echo $?; [ -w /tmp ]; echo $?
0
0
> [ /bin -nt /none ]; echo $?
1
> true; echo $?; false; echo $?; :; echo $?
0
1
0
> sleep abc; echo $?
sleep: invalid number 'abc'
1
> sleep -1; echo $?
sleep: invalid number '-1'
1
> sleep 0.1s && sleep 0 && echo ok
ok
> sleep 0.05 0.05; echo $?
0
> timeout 1 echo ok; timeout 0.1 sleep 5; echo $?
ok
Terminated
143
> timeout -s KILL 0.1 sleep 5; echo $?
Killed
137
> timeout 1 nosuch; echo $?
timeout: can't execute 'nosuch': No such file or directory
127
> timeout 1 false; echo $?
1
