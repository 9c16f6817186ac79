# cat, ls, cd, pwd and their mistakes.
> echo one > a.txt; echo two > b.txt
> cat a.txt b.txt
one
two
> cat -n a.txt b.txt
     1	one
     2	two
> cat a.txt nosuch b.txt
one
two
2> cat: nosuch: No such file or directory
= 1
> cat .
2> cat: .: Is a directory
= 1
> ls
a.txt
b.txt
> ls a.txt nosuch
a.txt
2> ls: nosuch: No such file or directory
= 1
> sh -c 'mkdir -p sub/한글'; ls sub; cd sub; ls ..; cd - > /dev/null; ls sub/nosuch
한글
a.txt
b.txt
sub
2> ls: sub/nosuch: No such file or directory
= 1
> cd nosuch
2> cd: nosuch: No such file or directory
= 1
> ls -l a.txt | cut -c1-10
-rw-r--r--
