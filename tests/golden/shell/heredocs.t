# Heredocs: with values put in, without, with tabs taken off, into a pipe.
> N=7
> cat <<EOF
| n is $N, \$N, $(echo sub) "quoted"
| EOF
n is 7, $N, sub "quoted"
> cat <<'EOF'
| n is $N \$N `x`
| EOF
n is $N \$N `x`
> cat <<-EOF | tr a-z A-Z
| 	tabs
| 	EOF
TABS
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: ConfigMap
| metadata:
|   name: c1
| data:
|   number: "$N"
| EOF
configmap/c1 created
> kubectl get cm c1 -o jsonpath='{.data.number}{"\n"}'
7
> cat <<EOF
| never ended
2> 문법 오류(1번째 글자): <<EOF의 글을 끝내는 줄 EOF가 없어요
= 2
