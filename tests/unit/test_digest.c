/* SHA-256, UTF-8 and PEM: what files are looked at for. */
#include <string.h>

#include "backends/base/sha256.h"
#include "backends/base/utf8.h"
#include "repl/pem.h"
#include "tests/unit/test.h"

TEST(sha256_known)
{
    static const struct {
        const char *text, *hex;
    } cases[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
        { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
    };
    char hex[SHA256_HEX_LEN + 1];
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        sha256_hex(cases[i].text, strlen(cases[i].text), hex);
        CHECK_STR(hex, cases[i].hex);
    }
}

TEST(utf8_validity)
{
    static const struct {
        const char *bytes;
        bool valid;
    } cases[] = {
        { "", true }, { "a", true }, { "서울", true }, { "\xF0\x9F\x90\xB3", true }, { "\xF4\x8F\xBF\xBF", true },
        { "\x80", false }, { "\xC0\x80", false }, { "\xE0\x80\x80", false }, { "\xED\xA0\x80", false }, { "\xEC\x84", false },
        { "\xF4\x90\x80\x80", false }, { "\xFF", false }, { "\xC3(", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK(utf8_valid(cases[i].bytes, strlen(cases[i].bytes)) == cases[i].valid);
}

#define BLOCK(type) "-----BEGIN " type "-----\nAA==\n-----END " type "-----\n"

TEST(pem_parts)
{
    static const struct {
        enum pem_part part;
        const char *text, *why;
    } cases[] = {
        { PEM_CERTIFICATE, BLOCK("CERTIFICATE"), "" },
        { PEM_CERTIFICATE, BLOCK("X") BLOCK("CERTIFICATE"), "" },
        { PEM_PRIVATE_KEY, BLOCK("EC PARAMETERS") BLOCK("EC PRIVATE KEY"), "" },
        { PEM_CERTIFICATE, "color=blue", "tls: failed to find any PEM data in certificate input" },
        { PEM_PRIVATE_KEY, "-----BEGIN", "tls: failed to find any PEM data in key input" },
        { PEM_PRIVATE_KEY, BLOCK("CERTIFICATE"), "tls: found a certificate rather than a key in the PEM for the private key" },
        { PEM_CERTIFICATE, BLOCK("PRIVATE KEY"),
          "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched" },
        { PEM_CERTIFICATE, BLOCK("X") BLOCK("Y"),
          "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: [X Y]" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        CHECK(pem_check(cases[i].part, cases[i].text, &err) == (*cases[i].why ? -1 : 0));
        CHECK_STR(err.buf, cases[i].why);
        strbuf_release(&err);
    }
}
