# Quoting, variables, $( ), file patterns.
> echo a  "b  c" 'd $X' \$ e#f # comment
a b  c d $X $ e#f
> X=5; echo $X "${X}a" '$X' "$?"
5 5a $X 0
> false; echo $?
1
> echo $(echo one two) "$(echo 'a  b')" `echo back`
one two a  b back
> Y="a  b"; echo $Y "$Y"
a b a  b
> echo ~ | sed 's/..*/home/'
home
> echo x > b.txt; echo y > a.txt; echo *.txt "*.txt" no*.such
a.txt b.txt *.txt no*.such
> A=1 B=2 sh -c 'echo $A$B'; echo "[$A]"
12
[]
> export C=3; sh -c 'echo $C'; unset C; sh -c 'echo "[$C]"'
3
[]
> echo 'two
| lines' and \
| joined
two
lines and joined
> echo "한글" ${NOSUCH}끝
한글 끝
