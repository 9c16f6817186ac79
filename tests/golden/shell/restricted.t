#! --restricted
# No host programs, nothing outside the work folder.
> echo ok > a.txt; cat a.txt
ok
> sh -c 'echo no'
2> sh: 이 셸에 없는 명령이에요. 호스트의 프로그램은 여기서 돌릴 수 없어요
= 127
> cat /etc/passwd
2> cat: /etc/passwd: 작업 폴더 밖의 파일은 볼 수 없어요
= 1
> cat ../../etc/passwd
2> cat: ../../etc/passwd: 작업 폴더 밖의 파일은 볼 수 없어요
= 1
> echo x > /tmp/seodang-no
2> /tmp/seodang-no: 작업 폴더 밖의 파일은 쓸 수 없어요
= 1
> cat a.txt > /dev/null; echo $?
0
> ls /
2> ls: /: 작업 폴더 밖은 볼 수 없어요
= 1
> cd /; cd ..; pwd | cat > /dev/null
2> cd: /: 작업 폴더 밖으로는 나갈 수 없어요
2> cd: ..: 작업 폴더 밖으로는 나갈 수 없어요
> echo /etc/pass*
/etc/pass*
> vi a.txt
2> 여기서는 편집기를 쓸 수 없어요. `cat > 파일 <<EOF`로 파일을 만들어 보세요.
= 127
> kubectl apply -f /etc/passwd
2> error: the path "/etc/passwd" cannot be accessed: restricted
= 1
> kubectl patch node kube-node1 --patch-file=/etc/hostname
2> error: unable to read patch file: open /etc/hostname: permission denied
= 1
