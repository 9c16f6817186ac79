#include "repl/coach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/fake/fake.h"
#include "repl/coach/nearest.h"
#include "repl/coach/pattern.h"
#include "repl/coach/typed.h"
#include "repl/coach/yamllint.h"
#include "repl/session.h"
#include "tests/unit/test.h"

TEST(coach_pattern)
{
    static const struct {
        const char *pattern, *text, *sentence, *want; /* want NULL: no match */
    } cases[] = {
        { "%w %q not found", "Error from server (NotFound): pods \"web\" not found", "{1:term} {2}{이/가}", "파드 web이" },
        { "'%w' already has a value (%*), and", "error: 'a' already has a value (b c), and --x", "{1}={2}{은/는}", "a=b c는" },
        { "x: %*", "x: the rest", "{1}", "the rest" },
        { "say %q", "say \"a \\\" b\"", "{1}", "a \\\" b" },
        { "%w: Required value", "a.b[0].c: Required value", "{1}", "a.b[0].c" },
        { "found %w, was %w", "found 3, was 4", "{2}{1}", "43" },
        { "kind %q", "kind web", NULL, NULL },
        { "%w: x", ": x", NULL, NULL },
        { "n %q", "n \"\x1B[2J\"", "{1}", "^[[2J" },
        { "abc", "ab", NULL, NULL },
        { "{1}", "{1}", "{1} {9} {x}", "{1} {9} {x}" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        struct match m;
        bool found = pattern_find(cases[i].pattern, cases[i].text, &m);
        if (CHECK_INT(found, cases[i].want != NULL) && found) {
            pattern_fill(&sb, cases[i].sentence, &m);
            CHECK_STR(sb.buf, cases[i].want);
        }
        strbuf_release(&sb);
    }
}

TEST(coach_nearest)
{
    static const char *const words[] = { "DaemonSet", "Deployment", "pods", "nodes", "Job", "get", "delete" };
    static const struct {
        const char *typed, *best, *remark;
    } cases[] = {
        { "DeamonSet", "DaemonSet", "a와 e의 순서" },
        { "podss", "pods", "s가 하나 더 들어갔어요" },
        { "nods", "nodes", "e가 빠졌어요" },
        { "daemonset", "DaemonSet", "대문자와 소문자를 구별해요" },
        { "gat", "get", "a가 아니라 e" },
        { "Deplyomnet", "Deployment", "" },
        { "xyz", NULL, NULL },
        { "", NULL, NULL },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        struct nearest n;
        nearest_init(&n, cases[i].typed);
        for (size_t j = 0; j < ARRAY_LEN(words); j++)
            nearest_offer(&n, words[j]);
        if (CHECK_STR(n.best, cases[i].best) && n.best) {
            nearest_remark(&sb, cases[i].typed, n.best);
            CHECK_STR(sb.buf, cases[i].remark);
        }
        strbuf_release(&sb);
    }
}

TEST(coach_yaml_slips)
{
    static const struct {
        const char *text;
        enum yaml_slip_type type;
        int line; /* 0: nothing is found */
    } cases[] = {
        { "a: 1\n\tb: 2\n", YAML_SLIP_TAB, 2 },
        { "a:\n  b: 1\n\u00A0\u00A0c:\n    d: 2\n", YAML_SLIP_BLANK, 3 },
        { "a:\n \u3000b: 1\n", YAML_SLIP_BLANK, 2 },
        { "kind: Pod\nmetadata:\n  name web\n", YAML_SLIP_COLON, 3 },
        { "metadata:\n  name:web\n", YAML_SLIP_COLON_BLANK, 2 },
        { "containers:\n- image:nginx\n  name: c\n", YAML_SLIP_COLON_BLANK, 2 },
        { "a: b: c\n", YAML_SLIP_TWO_COLONS, 1 },
        { "kind: Pod\n  metadata: {}\n", YAML_SLIP_TOO_DEEP, 2 },
        { "spec:\n  containers:\n  - name: a\n   image: b\n", YAML_SLIP_UNEVEN, 4 },
        { "spec:\n    a: 1\n  b: 2\n", YAML_SLIP_UNEVEN, 3 },
        { "a: \"open\nb: 1\n", YAML_SLIP_QUOTE, 1 },
        { "a: {x: 1\nb: 2\n", YAML_SLIP_BRACKET, 1 },
        { "a: @x\n", YAML_SLIP_CHARACTER, 1 },
        { "args:\n-one\n", YAML_SLIP_DASH_BLANK, 2 },
        /* what is right */
        { "a:\n- b: 1\n  c: http://x:80\n- d # e: f\ng: |\n  any: thing: here\n  \tx\nh: 'a: b'\n---\n{\"a\": {\"b\": 1}}\n",
          YAML_SLIP_TAB, 0 },
        { "a: [1,\n  2]\nb:\n  - - x\n    - y\n", YAML_SLIP_TAB, 0 },
        { "", YAML_SLIP_TAB, 0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct yaml_slip slip = { .line = 0 };
        bool found = yaml_find_slip(cases[i].text, strlen(cases[i].text), &slip);
        CHECK_INT(found, cases[i].line > 0);
        if (!CHECK_INT(slip.line, cases[i].line) || (found && !CHECK_INT(slip.type, cases[i].type)))
            CHECK_STR(cases[i].text, "the case above");
    }
}

/* ---- explanations ---- */

static void create(struct client *c, const char *resource, const char *ns, const char *name)
{
    struct status st = STATUS_INIT;
    struct val *doc = val_fmt("{metadata:{name:%s}}", name);
    const struct resource *r = client_find(c, resource, &st);
    val_put_str(&doc, "apiVersion", r->api_version);
    val_put_str(&doc, "kind", r->kind);
    CHECK_INT(client_create(c, r, ns, doc, NULL, NULL, &st), 0);
    status_release(&st);
    val_unref(doc);
}

static const struct {
    const char *line, *error, *want;
} cases[] = {
    { "kubectl apply -f x.yaml", "error: unable to recognize \"x.yaml\": no matches for kind \"DeamonSet\" in version \"apps/v1\"",
      "↳ \"DeamonSet\"이라는 종류는 없어요. DaemonSet을 쓰려던 건가요? (a와 e의 순서)\n" },
    { "kubectl apply -f x.yaml", "error: unable to recognize \"x.yaml\": no matches for kind \"DaemonSet\" in version \"extensions/v1beta1\"",
      "↳ extensions/v1beta1의 DaemonSet은 쿠버네티스 1.16에서 없어졌고, 이 클러스터는 1.20이에요. 여기서는 DaemonSet을 "
      "apps/v1로 써요. 매니페스트의 첫머리를 이렇게 바꿔 보세요.\n    apiVersion: apps/v1\n" },
    { "kubectl get podss", "error: the server doesn't have a resource type \"podss\"",
      "↳ \"podss\"라는 리소스 종류는 없어요. pods를 쓰려던 건가요? (s가 하나 더 들어갔어요)\n" },
    { "kubectl get cm settins", "Error from server (NotFound): configmaps \"settins\" not found",
      "↳ 컨피그맵 \"settins\"가 없어요. settings를 쓰려던 건가요? (g가 빠졌어요)\n" },
    { "kubectl get cm elsewhere", "Error from server (NotFound): configmaps \"elsewhere\" not found",
      "↳ 컨피그맵 \"elsewhere\"가 없어요. 같은 이름이 네임스페이스 kube-system에 있어요. 명령에 -n kube-system을 붙여 보세요.\n" },
    { "kubectl get node kube-node4", "Error from server (NotFound): nodes \"kube-node4\" not found",
      "↳ 노드 \"kube-node4\"가 없어요. kube-node1을 쓰려던 건가요? (4가 아니라 1)\n" },
    { "kubectl get pod web", "Error from server (NotFound): pods \"web\" not found",
      "↳ 파드 \"web\"이 없어요. 네임스페이스 default에는 지금 파드가 하나도 없어요.\n" },
    { "kubectl scale deploy web --resource-version=1 --replicas=1", "error: Expected resource version to be 1, was 115",
      "↳ 그 사이에 오브젝트가 바뀌어 지금 resourceVersion은 115예요. 무엇이 바뀌었는지 보고 다시 정해요.\n" },
    { "kubectl autoscale ds web --max=2",
      "error: cannot autoscale a DaemonSet: could not find scale subresource for apps/v1, Resource=daemonsets in discovery information",
      "↳ 데몬셋은 레플리카 수가 없는 종류예요. 오토스케일러는 디플로이먼트, 레플리카셋, 스테이트풀셋에 걸어요.\n" },
    { "kubectl label node kube-node1 node=python", "error: 'node' already has a value (java), and --overwrite is false",
      "↳ node에는 이미 java라는 값이 있어요. kubectl은 있는 값을 말없이 덮어쓰지 않아요. 바꾸려는 것이 맞으면 --overwrite를 "
      "붙여요.\n    kubectl label node kube-node1 node=python --overwrite\n" },
    { "kubectl create -f a.yaml", "Error from server (AlreadyExists): error when creating \"a.yaml\": jobs.batch \"pi\" already exists",
      "↳ 잡 \"pi\"는 이미 있어요. create는 새로 만들기만 해요. 파일대로 고치려면 apply를 써요.\n    kubectl apply -f a.yaml\n" },
    { "kubectl apply -f a.yaml",
      "error: error validating \"a.yaml\": error validating data: [ValidationError(DaemonSet.spec): unknown field \"selctor\" in "
      "io.k8s.api.apps.v1.DaemonSetSpec, ValidationError(DaemonSet.spec): missing required field \"selector\" in "
      "io.k8s.api.apps.v1.DaemonSetSpec]; if you choose to ignore these errors, turn validation off with --validate=false",
      "↳ DaemonSet의 spec에는 \"selctor\"라는 필드가 없어요. selector를 쓰려던 건가요? (e가 빠졌어요)\n" },
    { "kubectl apply -f a.yaml",
      "error: error validating data: ValidationError(DaemonSet.spec): unknown field \"containers\" in "
      "io.k8s.api.apps.v1.DaemonSetSpec; if you choose to ignore",
      "↳ DaemonSet의 spec에는 \"containers\"라는 필드가 없어요. containers는 spec.template.spec 바로 아래에 오는 필드예요. "
      "들여쓰기를 살펴보세요.\n" },
    { "kubectl apply -f a.yaml",
      "error: ValidationError(Job.spec.completions): invalid type for io.k8s.api.batch.v1.JobSpec.completions: got \"string\", "
      "expected \"integer\"; if",
      "↳ Job.spec.completions에는 정수가 와야 하는데 문자열이 왔어요. 따옴표가 있으면 지워 보세요.\n" },
    { "kubectl apply -f a.yaml",
      "Error from server (BadRequest): error when creating \"a.yaml\": Pod in version \"v1\" cannot be handled as a Pod: strict "
      "decoding error: unknown field \"spec.containers[0].imag\"",
      "↳ Pod의 spec.containers[0]에는 \"imag\"라는 필드가 없어요. image를 쓰려던 건가요? (e가 빠졌어요)\n" },
    { "kubectl apply -f a.yaml",
      "* spec.concurrencyPolicy: Unsupported value: \"Forbit\": supported values: \"Allow\", \"Forbid\", \"Replace\"",
      "↳ spec.concurrencyPolicy의 값으로 \"Forbit\"은 쓸 수 없어요. Forbid를 쓰려던 건가요? (t가 아니라 d)\n" },
    { "kubectl create ns Team_A",
      "The Namespace \"Team_A\" is invalid: metadata.name: Invalid value: \"Team_A\": a lowercase RFC 1123 label must consist of",
      "↳ \"Team_A\"는 이름으로 쓸 수 없어요. 여기에는 영어 소문자와 숫자, -(빼기)만 쓰고, 처음과 끝은 소문자나 숫자여야 해요. "
      "team-a는 어때요?\n" },
    { "kubectl apply a.yaml", "error: must specify one of -f and -k",
      "↳ 어느 파일인지 -f로 알려 줘야 해요.\n    kubectl apply -f a.yaml\n" },
    { "kubectl gte pods", "Error: unknown command \"gte\" for \"kubectl\"\nRun 'kubectl --help' for usage.",
      "↳ kubectl에는 \"gte\"라는 명령이 없어요. get을 쓰려던 건가요? (e와 t의 순서)\n" },
    { "kubectl kubectl get po -A", "Error: unknown command \"kubectl\" for \"kubectl\"",
      "↳ kubectl은 한 번만 적어요.\n    kubectl get po -A\n" },
    { "kubectl nodes -o wide", "Error: unknown command \"nodes\" for \"kubectl\"",
      "↳ nodes는 오브젝트의 종류예요. 무엇을 할지 명령을 먼저 적고, 종류는 그다음에 적어요.\n    kubectl get nodes -o wide\n" },
    { "kubectl node describe kube-node1", "Error: unknown command \"node\" for \"kubectl\"",
      "↳ node는 오브젝트의 종류예요. 무엇을 할지 명령을 먼저 적고, 종류는 그다음에 적어요.\n    kubectl describe node kube-node1\n" },
    { "kubectl getpods", "Error: unknown command \"getpods\" for \"kubectl\"",
      "↳ get과 pods를 띄어 써요.\n    kubectl get pods\n" },
    { "pods", "pods: command not found",
      "↳ pods는 오브젝트의 종류예요. 무엇을 할지 명령을 먼저 적고, 종류는 그다음에 적어요.\n    kubectl get pods\n" },
    { "nano web.yaml", "nano: command not found", "↳ 여기에는 nano가 없어요. 파일은 vi로 고쳐요.\n    vi web.yaml\n" },
    { "$ kubectl get po", "$: command not found",
      "↳ 명령 앞의 프롬프트까지 복사한 것 같아요.\n    kubectl get po\n" },
    { "metadata:", "metadata:: command not found",
      "↳ 매니페스트의 한 줄이에요. 파일에 적어서 kubectl apply -f 파일로 적용하거나, 아래 명령을 먼저 치고 붙여 넣은 다음 EOF로 "
      "끝내요.\n    kubectl apply -f - <<EOF\n" },
    { "kubectl get pods --show-label", "Error: unknown flag: --show-label\nSee 'kubectl get --help' for usage.",
      "↳ 이 명령에는 --show-label이라는 플래그가 없어요. --show-labels를 쓰려던 건가요? (s가 빠졌어요)\n" },
    { "get pods", "get: command not found",
      "↳ get은 kubectl의 명령이에요. 앞에 kubectl을 붙여요.\n    kubectl get pods\n" },
    { "모르겠어요", "모르겠어요: command not found",
      "↳ \"모르겠어요\"라는 명령은 없어요. 한국어로는 힌트, 다음, 정답, 과제, 진도, 도움말 같은 말을 알아들어요.\n" },
    { "glsxm", "glsxm: command not found", "↳ 영문 자판으로 치신 것 같아요.\n    힌트\n" },
    { "Qkffl rkarl 1qns", "Qkffl: command not found", "↳ \"Qkffl\"이라는 명령은 없어요. 쓸 수 있는 명령은 help로 볼 수 있어요.\n" },
    { "Qkfflrkarl 1m", "Qkfflrkarl: command not found", "↳ 영문 자판으로 치신 것 같아요.\n    빨리감기 1m\n" },
    { "kubeclt get pods", "kubeclt: command not found",
      "↳ \"kubeclt\"라는 명령은 없어요. kubectl을 쓰려던 건가요? (t와 l의 순서)\n" },
    { "kubectl get pods -o yml", "error: unable to match a printer suitable for the output format \"yml\", allowed formats are: x",
      "↳ -o에는 \"yml\"이라는 출력 형식이 없어요. yaml을 쓰려던 건가요? (a가 빠졌어요)\n" },
    { "kubectl drain kube-node3",
      "error: cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-qt9sb",
      "↳ 이 노드에는 데몬셋의 파드가 있어요. 내보내도 데몬셋 컨트롤러가 같은 노드에 곧바로 다시 만들기 때문에 drain이 멈췄어요. "
      "그 파드는 두고 나머지만 내보내려면 --ignore-daemonsets를 붙여요.\n    kubectl drain kube-node3 --ignore-daemonsets\n" },
    { "cat <<EOF | kubectl apply -f -\na: 1\n\tb: 2\nEOF",
      "error: error parsing STDIN: error converting YAML to JSON: yaml: line 2: found character that cannot start any token",
      "↳ 입력한 글의 2번째 줄: 들여쓰기에 탭이 있어요. YAML은 들여쓰기에 빈칸만 써요. 탭을 지우고 빈칸 2개로 바꿔 보세요.\n"
      "      2 │ →   b: 2\n" },
    { "kubectl nothing", "something that nobody has explained", "" },
};

TEST(coach_explain)
{
    struct status st = STATUS_INIT;
    struct backend *b = fake_new(NULL, &st);
    struct client *client = client_new(b);
    create(client, "configmaps", "default", "settings");
    create(client, "configmaps", "kube-system", "elsewhere");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        struct coach_case c = { .line = cases[i].line, .status = 1, .err_text = cases[i].error, .client = client, .ns = "default" };
        CHECK_INT(coach_explain(&c, &sb), *cases[i].want != '\0');
        CHECK_STR(sb.buf, cases[i].want);
        strbuf_release(&sb);
    }
    client_free(client);
    backend_free(b);
    status_release(&st);
}

/* A file that does not parse is shown; one whose name is misspelt is found. */
TEST(coach_files)
{
    struct session session = { .restricted = false };
    char dir[] = "/tmp/seodang-coach-XXXXXX", path[64], error[256];
    CHECK(mkdtemp(dir) != NULL);
    snprintf(path, sizeof(path), "%s/web.yaml", dir);
    FILE *f = fopen(path, "w");
    fputs("kind: Pod\nmetadata:\n  name web\n", f);
    fclose(f);
    struct strbuf sb = STRBUF_INIT;
    struct coach_case c = { .line = "kubectl apply -f x", .status = 1, .err_text = error, .session = &session };
    snprintf(error, sizeof(error), "error: error parsing %s: error converting YAML to JSON: yaml: line 3: could not", path);
    coach_explain(&c, &sb);
    CHECK(strstr(sb.buf, "web.yaml의 3번째 줄: 콜론(:)이 빠졌어요.") && strstr(sb.buf, "\n      3 │   name web\n"));
    strbuf_reset(&sb);
    snprintf(error, sizeof(error), "error: the path \"%s/wbe.yaml\" does not exist", dir);
    coach_explain(&c, &sb);
    CHECK(strstr(sb.buf, "/web.yaml을 쓰려던 건가요?"));
    strbuf_release(&sb);
    unlink(path);
    rmdir(dir);
}

TEST(coach_typed)
{
    static const struct {
        const char *text, *meant; /* NULL: it is no slip */
    } texts[] = {
        /* the Korean layout */
        { "ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ", "kubectl get pods" },
        { "  kubectl ㅎㄷㅅ ㅔㅐㅇㄴ -A", "kubectl get pods -A" },
        { "ㅎㄷㅅ ㅔㅐㅇㄴ", "kubectl get pods" },
        { "ㅗ디ㅔ", "help" },
        { "kubectl get ㅔㅐㅇㄴ -ㅜ kube-system", "kubectl get pods -n kube-system" },
        { "kubectl get pods ㅣ grep web", "kubectl get pods | grep web" },
        { "kubectl get pods -o ㅛ므ㅣ", "kubectl get pods -o yaml" },
        { "kubectl annotate node n note=ㅋㅋ", NULL },
        { "kubectl annotate node n 'ㅋㅋ'=a", NULL },
        { "kubectl get pods 안녕", NULL },
        { "kubectl annotate node n note=안녕", NULL },
        { "kubectl get pods", NULL },
        { "힌트", NULL },
        { "안녕하세요", NULL },
        { "", NULL },
        /* prompts */
        { "$ kubectl get pods", "kubectl get pods" },
        { "# kubectl get pods", "kubectl get pods" },
        { "> kubectl get pods", "kubectl get pods" },
        { "root@kube-master1:~# kubectl get pods", "kubectl get pods" },
        { "[root@m ~]$ k get po", "k get po" },
        { "데몬셋 3/11 $ 힌트", "힌트" },
        { "$ ㅏㅕㅠㄷㅊ시", NULL },
        { "sudo kubectl get pods", "kubectl get pods" },
        { "$ sudo kubectl get pods", "kubectl get pods" },
        { "sudo ls", NULL },
        { "$ kubectl get no\nNAME  STATUS\nm     Ready\n$ kubectl get po\nNo resources", "kubectl get no\nkubectl get po" },
        { "# 파드를 봐요", NULL },
        { "# kubectl get pods\nkubectl get nodes", NULL },
        { "echo 5$ kubectl", NULL },
        { "seq 3 > cat", NULL },
        { "awk '{print $ kubectl'", NULL },
        /* look-alikes */
        { "kubectl\u00A0get\u3000pods", "kubectl get pods" },
        { "\uFEFFkubectl get pods\u200B", "kubectl get pods" },
        { "kubectl get pods —all-namespaces –n x", "kubectl get pods --all-namespaces -n x" },
        { "kubectl label node a “b=c d”", "kubectl label node a \"b=c d\"" },
        { "kubectl patch ds x -p ‘{“a—b”}’", "kubectl patch ds x -p '{“a—b”}'" },
        { "ｋｕｂｅｃｔｌ ｇｅｔ", "kubectl get" },
        { "２", "2" },
        { "$ kubectl\u3000get po", "kubectl get po" },
        { "$ kubectl get po —show-labels", "kubectl get po --show-labels" },
        { "kubectl annotate no n 'a=“인용” —'", NULL },
        { "kubectl annotate no n a=b—c", NULL },
        { "echo “안녕”", NULL },
        { "이것은 “글”", NULL },
        { "kubectl apply -f - <<EOF\na:\n\u00A0\u00A0b: “c”\nEOF", "kubectl apply -f - <<EOF\na:\n  b: “c”\nEOF" },
        /* manifests */
        { "apiVersion: v1\nkind: Pod", "kubectl apply -f - <<'EOF'\napiVersion: v1\nkind: Pod\nEOF" },
        { "---\nkind: Pod\napiVersion: v1\n", "kubectl apply -f - <<'EOF'\n---\nkind: Pod\napiVersion: v1\nEOF" },
        { "apiVersion: v1", NULL },
        { "kind: Pod\napiVersion: v1\nEOF", NULL },
        { "cat <<EOF\napiVersion: v1\nkind: Pod\nEOF", NULL },
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct strbuf sb = STRBUF_INIT;
        CHECK_INT(typed_meant(texts[i].text, &sb) != NULL, texts[i].meant != NULL);
        CHECK_STR(sb.buf, texts[i].meant ? texts[i].meant : "");
        strbuf_release(&sb);
    }
}
