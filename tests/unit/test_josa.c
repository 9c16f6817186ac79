#include "repl/term/josa.h"

#include "tests/unit/test.h"

TEST(josa_of)
{
    static const struct {
        const char *word;
        enum josa_pair pair;
        const char *particle;
    } cases[] = {
        { "파드", JOSA_EUL_REUL, "를" },
        { "잡", JOSA_EUL_REUL, "을" },
        { "레이블", JOSA_EURO_RO, "로" },
        { "잡", JOSA_EURO_RO, "으로" },
        { "kube-node1", JOSA_I_GA, "이" },
        { "kube-node1", JOSA_EURO_RO, "로" },
        { "kube-node10", JOSA_EURO_RO, "으로" },
        { "1000000000000", JOSA_I_GA, "가" }, /* 일조 */
        { "100000000", JOSA_I_GA, "이" },     /* 일억 */
        { "0", JOSA_EUN_NEUN, "은" },
        { "50%", JOSA_EUN_NEUN, "는" },
        /* letters by their names */
        { "xl", JOSA_EURO_RO, "로" },
        { "vm", JOSA_I_GA, "이" },
        { "r", JOSA_I_GA, "이" },
        { "testapp-ds-java-8nvqb", JOSA_I_GA, "가" },
        { "cpu", JOSA_EUN_NEUN, "는" },
        /* words with a reading of their own */
        { "web", JOSA_EUN_NEUN, "은" },
        { "pod", JOSA_EUN_NEUN, "는" },
        { "DaemonSet", JOSA_EUL_REUL, "을" },
        { "kube-apiserver", JOSA_I_GA, "가" },
        { "nodeSelector", JOSA_I_GA, "가" },
        { "default", JOSA_EUN_NEUN, "는" },
        { "Running", JOSA_IEYO_YEYO, "이에요" },
        { "NGINX", JOSA_I_GA, "가" },
        /* what is not spoken */
        { "“web”", JOSA_EUL_REUL, "을" },
        { "`kubectl get nodes`", JOSA_EUL_REUL, "를" },
        { "데몬셋(DaemonSet)", JOSA_EUN_NEUN, "은" },
        { "\x1B[1m파드\x1B[0m", JOSA_I_GA, "가" },
        { "ㄹ", JOSA_EURO_RO, "로" },
        { "\xE1\x84\x87\xE1\x85\xA1\xE1\x86\xAF", JOSA_I_GA, "이" }, /* 발, decomposed */
        { "", JOSA_I_GA, "가" },
        { "\"'`", JOSA_I_GA, "가" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (!CHECK_STR(josa_of(cases[i].word, cases[i].pair), cases[i].particle))
            CHECK_STR(cases[i].word, "the case above");
}

TEST(josa_addf)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, "{은/는} ");
    josa_addf(&sb, "데몬셋 %s{은/는} 파드 %d개{을/를} %s{으로/로} 보냈어요. {x} {", "web", 3, "kube-node2");
    CHECK_STR(sb.buf, "{은/는} 데몬셋 web은 파드 3개를 kube-node2로 보냈어요. {x} {");
    strbuf_release(&sb);
}
