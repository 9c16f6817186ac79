#include "repl/term/hangul.h"

#include <string.h>

#include "tests/unit/test.h"

TEST(hangul_to_keys)
{
    static const struct {
        const char *hangul, *keys;
    } cases[] = {
        { "ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ", "kubectl get pods" },
        { "kubectl ㅎㄷㅅ ds -A", "kubectl get ds -A" },
        { "뷁ㄲ", "qnpfrR" },
        { "\xE1\x84\x89\xE1\x85\xA5", "tj" }, /* 서, decomposed */
        { "日\xFF", "日\xFF" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        hangul_to_keys(&sb, cases[i].hangul, strlen(cases[i].hangul));
        CHECK_STR(sb.buf, cases[i].keys);
        strbuf_release(&sb);
    }
    CHECK(hangul_present("aㅏ", 4) && !hangul_present("a日", 4));
}

TEST(hangul_nfc)
{
    static const struct {
        const char *nfd, *nfc;
    } cases[] = {
        { "\xE1\x84\x89\xE1\x85\xA5\xE1\x84\x83\xE1\x85\xA1\xE1\x86\xBC x", "서당 x" },
        { "서\xE1\x86\xBC", "성" },
        { "성\xE1\x86\xBC", "성\xE1\x86\xBC" }, /* has a final already */
        { "\xE1\x84\x89", "\xE1\x84\x89" },
        { "ㅅㅓ", "ㅅㅓ" }, /* jamo that stand alone do not join */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        hangul_nfc(&sb, cases[i].nfd, strlen(cases[i].nfd));
        CHECK_STR(sb.buf, cases[i].nfc);
        strbuf_release(&sb);
    }
}

TEST(hangul_before)
{
    static const struct {
        const char *text;
        size_t begins;
    } cases[] = {
        { "", 0 },
        { "ab", 1 },
        { "a서", 1 },
        { "a\xE1\x84\x89\xE1\x85\xA5\xE1\x86\xBC", 1 },
        { "ae\xCC\x81", 1 },
        { "a\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", 1 }, /* two tied into one */
        { "a\x1B", 1 },
        { "서\xFF", 3 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT((long long)hangul_before(cases[i].text, strlen(cases[i].text)), (long long)cases[i].begins);
}
