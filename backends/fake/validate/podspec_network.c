/* DNS and the hosts file of a pod. */
#include <stdio.h>
#include <string.h>

#include "backends/fake/validate/podspec.h"

enum { NAMESERVERS_MAX = 3 };

#define UNDERSCORE_LABEL "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
#define UNDERSCORE_TEXT                                                                                       \
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', "    \
    "and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is " \
    "'" UNDERSCORE_LABEL "(\\." UNDERSCORE_LABEL ")*')"

bool is_ip(const char *s)
{
    return name_valid(NAME_IP, s);
}

static void check_ip(struct check *c, const struct val *v, const struct field *f)
{
    if (newer(c, FEATURE_IP_TEXT))
        check_name(c, NAME_IP, v, f);
    else if (!is_ip(val_str_or(v, "")))
        invalid_text(c, f, v, "must be valid IP address");
}

static bool is_lower_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* One part of a domain; it may begin with an underscore, and have more inside. */
static bool is_underscore_label(const char *s, size_t len)
{
    size_t first = len && s[0] == '_';
    if (first == len || !is_lower_alnum(s[first]) || !is_lower_alnum(s[len - 1]))
        return false;
    for (size_t i = first; i < len; i++)
        if (!is_lower_alnum(s[i]) && s[i] != '-' && s[i] != '_')
            return false;
    return true;
}

static bool is_underscore_domain(const char *s, size_t len)
{
    for (;;) {
        const char *dot = memchr(s, '.', len);
        size_t part = dot ? (size_t)(dot - s) : len;
        if (!is_underscore_label(s, part))
            return false;
        if (!dot)
            return true;
        s += part + 1;
        len -= part + 1;
    }
}

/* A search domain, without the dot at its end. */
static void check_search(struct check *c, const struct val *search, const struct field *f)
{
    const char *s = val_str_or(search, "");
    size_t len = strlen(s);
    bool relaxed = newer(c, FEATURE_RELAXED_DNS_SEARCH);
    if (relaxed && !strcmp(s, "."))
        return;
    struct val *shown = val_stringn(s, len && s[len - 1] == '.' ? len - 1 : len);
    if (!relaxed) {
        check_name(c, NAME_DNS1123_SUBDOMAIN, shown, f);
    } else {
        if (val_len(shown) > NAME_SUBDOMAIN_MAX)
            invalid_text(c, f, shown, "must be no more than 253 characters");
        if (!is_underscore_domain(val_str(shown), val_len(shown)))
            invalid_text(c, f, shown, UNDERSCORE_TEXT);
    }
    val_unref(shown);
}

static void check_searches(struct check *c, const struct val *searches, const struct field *f)
{
    bool expanded = newer(c, FEATURE_EXPANDED_DNS);
    size_t paths_max = expanded ? 32 : 6, chars_max = expanded ? 2048 : 256;
    size_t chars = val_len(searches) ? val_len(searches) - 1 : 0;
    char text[96];
    for (size_t i = 0; i < val_len(searches); i++)
        chars += val_len(val_item(searches, i));
    if (val_len(searches) > paths_max) {
        snprintf(text, sizeof(text), "must not have more than %zu search paths", paths_max);
        field_invalid(c->errors, f, searches, text);
    }
    if (chars > chars_max) {
        snprintf(text, sizeof(text), "must not have more than %zu characters (including spaces) in the search list", chars_max);
        field_invalid(c->errors, f, searches, text);
    }
    for (size_t i = 0; i < val_len(searches); i++) {
        struct field item = FIELD_INDEX(f, i);
        check_search(c, val_item(searches, i), &item);
    }
}

void check_dns_config(struct podspec *p)
{
    struct check *c = p->c;
    const struct val *config = val_get(p->spec, "dnsConfig"), *servers = val_get(config, "nameservers"),
                     *options = val_get(config, "options");
    struct field f = FIELD(p->field, "dnsConfig"), servers_field = FIELD(&f, "nameservers"), searches = FIELD(&f, "searches"),
                 options_field = FIELD(&f, "options");
    if (!strcmp(text_of(p->spec, "dnsPolicy"), "None") && !val_len(servers)) {
        field_required(c->errors, given(config) ? &servers_field : &f,
                       given(config) ? "must provide at least one DNS nameserver when `dnsPolicy` is None"
                                     : "must provide `dnsConfig` when `dnsPolicy` is None");
        return;
    }
    if (val_len(servers) > NAMESERVERS_MAX)
        field_invalid(c->errors, &servers_field, servers, "must not have more than 3 nameservers");
    for (size_t i = 0; i < val_len(servers); i++) {
        struct field item = FIELD_INDEX(&servers_field, i);
        check_ip(c, val_item(servers, i), &item);
    }
    check_searches(c, val_get(config, "searches"), &searches);
    for (size_t i = 0; i < val_len(options); i++) {
        struct field item = FIELD_INDEX(&options_field, i);
        if (!has_text(val_item(options, i), "name"))
            field_required(c->errors, &item, "must not be empty");
    }
}

void check_host_aliases(struct check *c, const struct val *aliases, const struct field *f)
{
    bool indexed = newer(c, FEATURE_IP_TEXT);
    for (size_t i = 0; i < val_len(aliases); i++) {
        const struct val *alias = val_item(aliases, i), *names = val_get(alias, "hostnames");
        struct field item = FIELD_INDEX(f, i), ip = FIELD(indexed ? &item : f, "ip"),
                     list = FIELD(indexed ? &item : f, "hostnames");
        check_ip(c, val_get(alias, "ip"), &ip);
        for (size_t j = 0; j < val_len(names); j++) {
            struct field name = FIELD_INDEX(&list, j);
            check_name(c, NAME_DNS1123_SUBDOMAIN, val_item(names, j), indexed ? &name : &list);
        }
    }
}
