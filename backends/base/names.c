#include "backends/base/names.h"

#include <string.h>

#include "backends/base/xalloc.h"

#define SUBDOMAIN_TEXT                                                                                       \
    " subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with " \
    "an alphanumeric character (e.g. 'example.com', regex used for validation is "                           \
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
#define LABEL_TEXT                                                                                           \
    " label must consist of lower case alphanumeric characters or '-', and must start and end with an "      \
    "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "                   \
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
#define DNS1035_TEXT                                                                                         \
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "  \
    "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for "      \
    "validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
#define QUALIFIED_TEXT                                                                                       \
    " must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "             \
    "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "     \
    "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
#define PREFIX_TEXT " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
#define VALUE_TEXT                                                                                           \
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and "     \
    "must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', "       \
    "regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
#define ENV_TEXT                                                                                             \
    "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', "    \
    "and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used "  \
    "for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"
#define CONFIG_KEY_TEXT                                                                                      \
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or "     \
    "'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
#define HEADER_TEXT                                                                                          \
    "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used "  \
    "for validation is '[-A-Za-z0-9]+')"
#define PERCENT_TEXT                                                                                         \
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', "      \
    "regex used for validation is '[0-9]+%')"
#define WILDCARD_TEXT                                                                                        \
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must "     \
    "consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character "      \
    "(e.g. '*.example.com', regex used for validation is "                                                   \
    "'\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower_alnum(char c)
{
    return is_lower(c) || is_digit(c);
}

static bool is_alnum(char c)
{
    return is_lower_alnum(c) || (c >= 'A' && c <= 'Z');
}

/* memchr and not strchr, which would find the NUL too. */
static bool is_one_of(char c, const char *set)
{
    return memchr(set, c, strlen(set)) != NULL;
}

static bool matches_label(const char *s, size_t len)
{
    if (!len || !is_lower_alnum(s[0]) || !is_lower_alnum(s[len - 1]))
        return false;
    for (size_t i = 0; i < len; i++)
        if (!is_lower_alnum(s[i]) && s[i] != '-')
            return false;
    return true;
}

static bool matches_subdomain(const char *s, size_t len)
{
    for (;;) {
        const char *dot = len ? memchr(s, '.', len) : NULL;
        size_t part = dot ? (size_t)(dot - s) : len;
        if (!matches_label(s, part))
            return false;
        if (!dot)
            return true;
        s += part + 1;
        len -= part + 1;
    }
}

static bool matches_dns1035(const char *s, size_t len)
{
    return matches_label(s, len) && is_lower(s[0]);
}

static bool matches_qualified(const char *s, size_t len)
{
    if (!len || !is_alnum(s[0]) || !is_alnum(s[len - 1]))
        return false;
    for (size_t i = 0; i < len; i++)
        if (!is_alnum(s[i]) && !is_one_of(s[i], "-_."))
            return false;
    return true;
}

static bool matches_label_value(const char *s, size_t len)
{
    return !len || matches_qualified(s, len);
}

static bool matches_config_key(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!is_alnum(s[i]) && !is_one_of(s[i], "-._"))
            return false;
    return len > 0;
}

static bool matches_env_var(const char *s, size_t len)
{
    return matches_config_key(s, len) && !is_digit(s[0]);
}

static bool matches_relaxed_env_var(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] < ' ' || s[i] > '~' || s[i] == '=')
            return false;
    return len > 0;
}

static bool matches_header(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!is_alnum(s[i]) && s[i] != '-')
            return false;
    return len > 0;
}

static bool matches_percent(const char *s, size_t len)
{
    if (len < 2 || s[len - 1] != '%')
        return false;
    for (size_t i = 0; i + 1 < len; i++)
        if (!is_digit(s[i]))
            return false;
    return true;
}

static bool matches_wildcard(const char *s, size_t len)
{
    return len > 2 && !memcmp(s, "*.", 2) && matches_subdomain(s + 2, len - 2);
}

static bool matches_port_charset(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!is_lower_alnum(s[i]) && s[i] != '-')
            return false;
    return len > 0;
}

/* Four decimal numbers up to 255. Leading zeros are fine: Kubernetes kept the rule of Go before 1.17. */
static bool matches_ipv4(const char *s, size_t len)
{
    size_t i = 0;
    for (int part = 0; part < 4; part++) {
        unsigned n = 0;
        size_t start = i;
        for (; i < len && is_digit(s[i]) && n <= 255; i++)
            n = n * 10 + (unsigned)(s[i] - '0');
        if (i == start || n > 255)
            return false;
        if (part < 3 && (i == len || s[i++] != '.'))
            return false;
    }
    return i == len;
}

/* The hexadecimal number at s, up to 0xFFFF, any count of leading zeros; its length, or 0. */
static size_t hex_group(const char *s, size_t len)
{
    unsigned n = 0;
    size_t i = 0;
    for (; i < len && (is_digit(s[i]) || is_one_of(s[i], "abcdefABCDEF")); i++) {
        unsigned digit = is_digit(s[i]) ? (unsigned)(s[i] - '0') : (unsigned)((s[i] | 0x20) - 'a') + 10;
        n = n * 16 + digit;
        if (n > 0xFFFF)
            return 0;
    }
    return i;
}

/* As Go's net.parseIPv6: eight groups, "::" once, the last two perhaps as IPv4. */
static bool matches_ipv6(const char *s, size_t len)
{
    size_t i = 0;
    int groups = 0;
    bool ellipsis = false;
    if (len >= 2 && !memcmp(s, "::", 2)) {
        ellipsis = true;
        i = 2;
        if (i == len)
            return true;
    }
    while (groups < 8) {
        size_t n = hex_group(s + i, len - i);
        if (!n)
            return false;
        if (i + n < len && s[i + n] == '.') {
            if ((!ellipsis && groups != 6) || groups > 6)
                return false;
            return matches_ipv4(s + i, len - i) && (ellipsis ? groups + 2 < 8 : true);
        }
        groups++;
        i += n;
        if (i == len)
            break;
        if (s[i] != ':' || i + 1 == len)
            return false;
        i++;
        if (s[i] == ':') {
            if (ellipsis)
                return false;
            ellipsis = true;
            if (++i == len)
                break;
        }
    }
    return i == len && (ellipsis ? groups < 8 : groups == 8);
}

static bool matches_ip(const char *s, size_t len)
{
    return matches_ipv4(s, len) || matches_ipv6(s, len);
}

static void add(struct name_errors *errors, const char *text)
{
    if (errors->len == NAME_ERRORS_MAX)
        BUG("more complaints about a name than there are rules");
    errors->items[errors->len++] = text;
}

static void add_unless(struct name_errors *errors, bool ok, const char *text)
{
    if (!ok)
        add(errors, text);
}

static void check_subdomain(const char *s, size_t len, struct version v, struct name_errors *errors)
{
    add_unless(errors, len <= NAME_SUBDOMAIN_MAX, "must be no more than 253 characters");
    add_unless(errors, matches_subdomain(s, len),
               version_has(v, FEATURE_LOWERCASE_RFC1123) ? "a lowercase RFC 1123" SUBDOMAIN_TEXT
                                                         : "a DNS-1123" SUBDOMAIN_TEXT);
}

static void check_label(const char *s, size_t len, struct version v, struct name_errors *errors)
{
    add_unless(errors, len <= NAME_LABEL_MAX, "must be no more than 63 characters");
    if (matches_label(s, len))
        return;
    if (version_has(v, FEATURE_LABEL_DOTS_TEXT) && matches_subdomain(s, len))
        add(errors, "must not contain dots");
    else
        add(errors, version_has(v, FEATURE_LOWERCASE_RFC1123) ? "a lowercase RFC 1123" LABEL_TEXT : "a DNS-1123" LABEL_TEXT);
}

static void check_prefix(const char *s, size_t len, struct version v, struct name_errors *errors)
{
    if (!len) {
        add(errors, "prefix part must be non-empty");
        return;
    }
    add_unless(errors, len <= NAME_SUBDOMAIN_MAX, "prefix part must be no more than 253 characters");
    add_unless(errors, matches_subdomain(s, len),
               version_has(v, FEATURE_LOWERCASE_RFC1123) ? "prefix part a lowercase RFC 1123" SUBDOMAIN_TEXT
                                                         : "prefix part a DNS-1123" SUBDOMAIN_TEXT);
}

static void check_qualified(const char *s, size_t len, struct version v, struct name_errors *errors)
{
    bool newer = version_has(v, FEATURE_LABEL_KEY_TEXT);
    const char *slash = len ? memchr(s, '/', len) : NULL;
    if (slash) {
        size_t prefix = (size_t)(slash - s);
        if (memchr(slash + 1, '/', len - prefix - 1)) {
            add(errors, newer ? "a valid label key" QUALIFIED_TEXT PREFIX_TEXT : "a qualified name" QUALIFIED_TEXT PREFIX_TEXT);
            return;
        }
        check_prefix(s, prefix, v, errors);
        s += prefix + 1;
        len -= prefix + 1;
    }
    if (!len)
        add(errors, "name part must be non-empty");
    else if (len > NAME_LABEL_MAX)
        add(errors, newer ? "name part must be no more than 63 bytes" : "name part must be no more than 63 characters");
    add_unless(errors, matches_qualified(s, len), "name part" QUALIFIED_TEXT);
}

/* Keys become file names; these would leave their folder. */
static void check_dot_names(const char *s, size_t len, struct name_errors *errors)
{
    if (len == 1 && s[0] == '.')
        add(errors, "must not be '.'");
    else if (len == 2 && !memcmp(s, "..", 2))
        add(errors, "must not be '..'");
    else if (len > 2 && !memcmp(s, "..", 2))
        add(errors, "must not start with '..'");
}

static void check_env_var(const char *s, size_t len, struct version v, struct name_errors *errors)
{
    if (version_has(v, FEATURE_RELAXED_ENV_VAR_NAMES)) {
        add_unless(errors, matches_relaxed_env_var(s, len),
                   "a valid environment variable name must consist only of printable ASCII characters other than '='");
        return;
    }
    add_unless(errors, matches_env_var(s, len), ENV_TEXT);
    check_dot_names(s, len, errors);
}

static void check_port(const char *s, size_t len, struct version v, struct name_errors *errors)
{
    bool letter = false, twice = false;
    for (size_t i = 0; i < len; i++) {
        letter = letter || is_lower(s[i]);
        twice = twice || (i && s[i] == '-' && s[i - 1] == '-');
    }
    add_unless(errors, len <= NAME_PORT_MAX, "must be no more than 15 characters");
    add_unless(errors, matches_port_charset(s, len),
               "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    add_unless(errors, letter,
               version_has(v, FEATURE_PORT_NAME_TEXT) ? "must contain at least one letter (a-z)"
                                                      : "must contain at least one letter or number (a-z, 0-9)");
    add_unless(errors, !twice, "must not contain consecutive hyphens");
    add_unless(errors, !len || (s[0] != '-' && s[len - 1] != '-'), "must not begin or end with a hyphen");
}

bool names_check(enum name_kind kind, const char *s, size_t len, struct version v, struct name_errors *errors)
{
    errors->len = 0;
    switch (kind) {
    case NAME_DNS1123_SUBDOMAIN: check_subdomain(s, len, v, errors); break;
    case NAME_DNS1123_LABEL: check_label(s, len, v, errors); break;
    case NAME_DNS1035_LABEL:
        add_unless(errors, len <= NAME_LABEL_MAX, "must be no more than 63 characters");
        add_unless(errors, matches_dns1035(s, len), DNS1035_TEXT);
        break;
    case NAME_QUALIFIED: check_qualified(s, len, v, errors); break;
    case NAME_LABEL_VALUE:
        add_unless(errors, len <= NAME_LABEL_MAX,
                   version_has(v, FEATURE_LABEL_KEY_TEXT) ? "must be no more than 63 bytes"
                                                          : "must be no more than 63 characters");
        add_unless(errors, matches_label_value(s, len), VALUE_TEXT);
        break;
    case NAME_ENV_VAR: check_env_var(s, len, v, errors); break;
    case NAME_CONFIG_KEY:
        add_unless(errors, len <= NAME_SUBDOMAIN_MAX, "must be no more than 253 characters");
        add_unless(errors, matches_config_key(s, len), CONFIG_KEY_TEXT);
        check_dot_names(s, len, errors);
        break;
    case NAME_PORT: check_port(s, len, v, errors); break;
    case NAME_IP:
        add_unless(errors, matches_ip(s, len), "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        break;
    case NAME_PERCENT: add_unless(errors, matches_percent(s, len), PERCENT_TEXT); break;
    case NAME_HTTP_HEADER: add_unless(errors, matches_header(s, len), HEADER_TEXT); break;
    case NAME_WILDCARD_SUBDOMAIN:
        add_unless(errors, len <= NAME_SUBDOMAIN_MAX, "must be no more than 253 characters");
        add_unless(errors, matches_wildcard(s, len), WILDCARD_TEXT);
        break;
    }
    return !errors->len;
}

bool name_valid(enum name_kind kind, const char *s)
{
    struct name_errors errors;
    return names_check(kind, s, strlen(s), (struct version){ VERSION_MINOR_MIN, 0 }, &errors);
}
