#include "backends/base/names.h"

#include <string.h>

#include "tests/unit/test.h"

TEST(names_wording_by_version)
{
    static const struct {
        enum name_kind kind;
        int minor;
        const char *in, *starts; /* of the first complaint; NULL: none */
    } cases[] = {
        { NAME_DNS1123_SUBDOMAIN, 18, "Web", "a DNS-1123 subdomain must consist" },
        { NAME_DNS1123_SUBDOMAIN, 20, "Web", "a lowercase RFC 1123 subdomain must consist" },
        { NAME_DNS1123_LABEL, 20, "a.b", "a lowercase RFC 1123 label must consist" },
        { NAME_DNS1123_LABEL, 37, "a.b", "must not contain dots" },
        { NAME_DNS1123_LABEL, 37, "A.b", "a lowercase RFC 1123 label must consist" },
        { NAME_QUALIFIED, 18, "A.b/c", "prefix part a DNS-1123 subdomain must consist" },
        { NAME_QUALIFIED, 20, "a/b/c", "a qualified name must consist" },
        { NAME_QUALIFIED, 37, "a/b/c", "a valid label key must consist" },
        { NAME_ENV_VAR, 20, "a b", "a valid environment variable name must consist of alphabetic" },
        { NAME_ENV_VAR, 37, "a b", NULL },
        { NAME_ENV_VAR, 37, "a=b", "a valid environment variable name must consist only of printable" },
    };
    struct name_errors errors;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct version v = { cases[i].minor, 0 };
        bool ok = names_check(cases[i].kind, cases[i].in, strlen(cases[i].in), v, &errors);
        CHECK_INT(ok, !cases[i].starts);
        if (!ok && cases[i].starts)
            CHECK(!strncmp(errors.items[0], cases[i].starts, strlen(cases[i].starts)));
    }
}

TEST(names_ip)
{
    static const struct {
        const char *in;
        bool ok;
    } cases[] = {
        { "10.96.0.1", true },    { "256.0.0.1", false }, { "1.2.3", false },        { "1.2.3.4.5", false },
        { "::", true },           { "::1", true },        { "1::", true },           { "2001:db8::ffff", true },
        { "1:2:3:4:5:6:7:8", true }, { "1:2:3:4:5:6:7", false }, { "1:2:3:4:5:6:7:8:9", false }, { "1::2::3", false },
        { "::ffff:1.2.3.4", true }, { "1:2:3:4:5:6:1.2.3.4", true }, { "1:2:3:4:5:6:7:1.2.3.4", false },
        { "12345::", false },     { ":1", false },        { "1:", false },           { "fe80::1%eth0", false },
        { "", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (!CHECK_INT(name_valid(NAME_IP, cases[i].in), cases[i].ok))
            CHECK_STR(cases[i].in, "the case above");
}

TEST(names_count_bytes_and_see_nul)
{
    struct name_errors errors;
    CHECK(!names_check(NAME_LABEL_VALUE, "a\0b", 3, (struct version){ 20, 2 }, &errors));
    CHECK(names_check(NAME_LABEL_VALUE, "", 0, (struct version){ 20, 2 }, &errors));
    CHECK(!name_valid(NAME_LABEL_VALUE, "서당"));
}
