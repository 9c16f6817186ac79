/* The grammar of image names: see imageref.h. */
#include "backends/base/imageref.h"

#include <string.h>

enum { IMAGE_NAME_MAX = 255, IMAGE_TAG_MAX = 128, IMAGE_ID_LEN = 64 };

static const char lower_alnum[] = "abcdefghijklmnopqrstuvwxyz0123456789";
static const char alnum[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
static const char hex[] = "0123456789abcdef";

static bool in(const char *set, char c)
{
    return c && strchr(set, c);
}

static size_t span(const char *s, size_t len, const char *set)
{
    size_t n = 0;
    while (n < len && in(set, s[n]))
        n++;
    return n;
}

/* One part of the path: [a-z0-9]+ joined by '.', '_', '__' or any number of '-'. */
static bool is_component(const char *s, size_t len)
{
    size_t i = span(s, len, lower_alnum);
    if (!i)
        return false;
    while (i < len) {
        size_t dashes = span(s + i, len - i, "-");
        if (dashes)
            i += dashes;
        else if (s[i] == '_')
            i += i + 1 < len && s[i + 1] == '_' ? 2 : 1;
        else if (s[i] == '.')
            i++;
        else
            return false;
        size_t n = span(s + i, len - i, lower_alnum);
        if (!n)
            return false;
        i += n;
    }
    return true;
}

/* HOST[.HOST...][:PORT] where HOST is letters, digits and inner dashes. */
static bool is_domain(const char *s, size_t len)
{
    size_t i = 0;
    for (;;) {
        size_t start = i;
        while (i < len && (in(alnum, s[i]) || s[i] == '-'))
            i++;
        if (i == start || s[start] == '-' || s[i - 1] == '-')
            return false;
        if (i == len)
            return true;
        if (s[i] == ':')
            return i + 1 < len && i + 1 + span(s + i + 1, len - i - 1, "0123456789") == len;
        if (s[i++] != '.')
            return false;
    }
}

static bool is_path(const char *s, size_t len)
{
    for (;;) {
        const char *slash = memchr(s, '/', len);
        size_t part = slash ? (size_t)(slash - s) : len;
        if (!is_component(s, part))
            return false;
        if (!slash)
            return true;
        s += part + 1;
        len -= part + 1;
    }
}

/* ALGORITHM:HEX of a known algorithm, whose hex length is fixed. */
static bool is_digest(const char *s, size_t len)
{
    static const struct {
        const char *prefix;
        size_t digits;
    } algorithms[] = { { "sha256:", 64 }, { "sha384:", 96 }, { "sha512:", 128 } };
    for (size_t i = 0; i < sizeof(algorithms) / sizeof(*algorithms); i++) {
        size_t prefix = strlen(algorithms[i].prefix);
        if (len == prefix + algorithms[i].digits && !strncmp(s, algorithms[i].prefix, prefix))
            return span(s + prefix, len - prefix, hex) == len - prefix;
    }
    return false;
}

static bool is_tag(const char *s, size_t len)
{
    if (!len || len > IMAGE_TAG_MAX || !(in(alnum, s[0]) || s[0] == '_'))
        return false;
    for (size_t i = 1; i < len; i++)
        if (!in(alnum, s[i]) && !in("_.-", s[i]))
            return false;
    return true;
}

/* The part before the first slash is a host when it looks like one; else the image is one of docker.io. */
static size_t domain_length(const char *image)
{
    const char *slash = strchr(image, '/');
    if (!slash)
        return 0;
    size_t len = (size_t)(slash - image);
    bool host = memchr(image, '.', len) || memchr(image, ':', len) || (len == 9 && !strncmp(image, "localhost", len));
    return host ? len : 0;
}

/* Bytes that the full name has beyond what is written. */
static size_t implied_length(const char *path, size_t domain)
{
    if (domain)
        return 0;
    return strlen("docker.io/") + (strchr(path, '/') ? 0 : strlen("library/"));
}

int image_parse(const char *image, struct image_ref *ref)
{
    size_t len = strlen(image), domain = domain_length(image);
    *ref = (struct image_ref){ NULL, 0, false };
    if (len == IMAGE_ID_LEN && span(image, len, hex) == len)
        return -1;
    if (domain && !is_domain(image, domain))
        return -1;
    const char *path = image + (domain ? domain + 1 : 0), *end = image + len;
    const char *at = strchr(path, '@');
    if (at) {
        if (!is_digest(at + 1, (size_t)(end - at - 1)))
            return -1;
        ref->digest = true;
        end = at;
    }
    const char *colon = memchr(path, ':', (size_t)(end - path));
    if (colon) {
        ref->tag = colon + 1;
        ref->tag_len = (size_t)(end - colon - 1);
        if (!is_tag(ref->tag, ref->tag_len))
            return -1;
        end = colon;
    }
    if (!is_path(path, (size_t)(end - path)) || (size_t)(end - image) + implied_length(path, domain) > IMAGE_NAME_MAX)
        return -1;
    return 0;
}

bool image_is_latest(const struct image_ref *ref)
{
    if (!ref->tag)
        return !ref->digest;
    return ref->tag_len == 6 && !strncmp(ref->tag, "latest", 6);
}
