#include "repl/pem.h"

#include <stdbool.h>
#include <string.h>

static const char begin[] = "-----BEGIN ", dashes[] = "-----";

/* The type of the next block from *p on, whose length is returned; 0: there is none. */
static size_t next_block(const char **p, const char **type)
{
    const char *at = strstr(*p, begin);
    const char *end = at ? strstr(at + strlen(begin), dashes) : NULL;
    if (!end)
        return 0;
    *type = at + strlen(begin);
    *p = end + strlen(dashes);
    return (size_t)(end - *type);
}

static bool is(const char *type, size_t len, const char *wanted)
{
    return len == strlen(wanted) && !memcmp(type, wanted, len);
}

static bool is_key(const char *type, size_t len)
{
    static const char ending[] = " PRIVATE KEY";
    return is(type, len, "PRIVATE KEY") || (len > strlen(ending) && !memcmp(type + len - strlen(ending), ending, strlen(ending)));
}

int pem_check(enum pem_part part, const char *text, struct strbuf *err)
{
    struct strbuf skipped = STRBUF_INIT;
    const char *type = NULL, *name = part == PEM_CERTIFICATE ? "certificate" : "key";
    size_t len, count = 0;
    bool other = false, found = false;
    while (!found && (len = next_block(&text, &type)) > 0) {
        found = part == PEM_CERTIFICATE ? is(type, len, "CERTIFICATE") : is_key(type, len);
        other = part == PEM_CERTIFICATE ? is_key(type, len) : is(type, len, "CERTIFICATE");
        strbuf_addf(&skipped, "%s%.*s", count++ ? " " : "", (int)len, type);
    }
    if (!found && !count)
        strbuf_addf(err, "tls: failed to find any PEM data in %s input", name);
    else if (!found && count == 1 && other && part == PEM_CERTIFICATE)
        strbuf_adds(err, "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched");
    else if (!found && count == 1 && other)
        strbuf_adds(err, "tls: found a certificate rather than a key in the PEM for the private key");
    else if (!found && part == PEM_CERTIFICATE)
        strbuf_addf(err, "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: [%s]", skipped.buf);
    else if (!found)
        strbuf_addf(err, "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of the following types: [%s]", skipped.buf);
    strbuf_release(&skipped);
    return found ? 0 : -1;
}
