/*
 * The small programs that ask the cluster's network: nslookup, wget, curl, nc -z.
 *
 * A Service has a name since it was made.  Who answers there is known only as it is now (program.h's hosts), whenever the program
 * asked: what it printed of that may change when it is followed again.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

#define DNS_SERVER "10.96.0.10"
#define DOMAIN "cluster.local"

enum { CONNECT_S = 127 }; /* how long a connection is tried that nobody takes or refuses */

static bool has_begun(const struct shell *sh, const struct val *host)
{
    return val_int_or(val_get(host, "at"), 0) <= sh->program->start_ms + sh->now_ms;
}

static const struct val *host_called(const struct shell *sh, const char *name)
{
    const struct val *hosts = sh->program->hosts;
    size_t len = strlen(name);
    len -= len && name[len - 1] == '.';
    for (size_t i = 0; i < val_len(hosts); i++) {
        const struct val *host = val_item(hosts, i);
        const char *own = val_get_str(host, "name", "");
        if (strlen(own) == len && !strncmp(own, name, len) && has_begun(sh, host))
            return host;
    }
    return NULL;
}

/* By its name as it stands, or in the domains of /etc/resolv.conf; by an address. */
static const struct val *resolve(struct shell *sh, const char *name)
{
    const char *ns = sh->program->ns ? sh->program->ns : "default";
    const char *names[] = { name, arena_strf(sh->scratch, "%s.%s.svc." DOMAIN, name, ns), arena_strf(sh->scratch, "%s.svc." DOMAIN, name),
                            arena_strf(sh->scratch, "%s." DOMAIN, name) };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct val *host = host_called(sh, names[i]);
        if (host)
            return host;
    }
    for (size_t i = 0; i < val_len(sh->program->hosts); i++)
        if (val_str_equal(val_get(val_item(sh->program->hosts, i), "ip"), name) && has_begun(sh, val_item(sh->program->hosts, i)))
            return val_item(sh->program->hosts, i);
    return NULL;
}

void shell_nslookup(struct shell *sh, const char **argv, size_t argc)
{
    const char *name = NULL;
    for (size_t i = 1; i < argc; i++)
        if (!shell_is_option(argv[i]) && !name)
            name = argv[i];
    if (!name) {
        shell_usage(sh, "nslookup");
        return;
    }
    const struct val *host = resolve(sh, name);
    shell_say(sh, "Server:\t\t" DNS_SERVER "\nAddress:\t" DNS_SERVER ":53\n\n");
    if (host) {
        shell_sayf(sh, "Name:\t%s\nAddress: %s\n\n", val_get_str(host, "name", name), val_get_str(host, "ip", ""));
        return;
    }
    shell_sayf(sh, "** server can't find %s: NXDOMAIN\n\n", name);
    sh->status = 1;
}

/* ---- connections ---- */

enum outcome { ANSWERED, UNKNOWN_HOST, REFUSED, TIMED_OUT };

struct call {
    const char *host, *path, *ip;
    int64_t port, timeout_ms; /* timeout_ms -1: none was given */
    const char *page;         /* what came */
};

/* [http://]HOST[:PORT][/PATH] */
static void read_url(struct shell *sh, const char *url, struct call *c)
{
    bool https = !strncmp(url, "https://", 8);
    url += https ? 8 : !strncmp(url, "http://", 7) ? 7 : 0;
    size_t len = strcspn(url, "/:?#");
    c->host = arena_strndup(sh->scratch, url, len);
    c->host = !strcmp(c->host, "127.0.0.1") ? "localhost" : c->host;
    c->port = url[len] == ':' ? strtoll(url + len + 1, NULL, 10) : https ? 443 : 80;
    url += strcspn(url, "/?#");
    c->path = *url ? url : "/";
}

static bool takes(const struct val *host, int64_t port)
{
    const struct val *ports = val_get(host, "ports");
    for (size_t i = 0; i < val_len(ports); i++)
        if (val_int_or(val_item(ports, i), 0) == port)
            return true;
    return false;
}

/* A name that no port stands for is a pod, which refuses; a Service's port that is none of its own loses what is sent there. */
static enum outcome connect_to(struct shell *sh, struct call *c)
{
    bool address = isdigit((unsigned char)*c->host);
    const struct val *host = resolve(sh, c->host);
    c->ip = host ? val_get_str(host, "ip", "") : c->host;
    if (!host && !address)
        return UNKNOWN_HOST;
    if (host && takes(host, c->port)) {
        c->page = val_str(val_get(host, "page"));
        return c->page ? ANSWERED : REFUSED;
    }
    if (host && val_get(host, "pod"))
        return REFUSED;
    shell_sleep(sh, c->timeout_ms >= 0 ? c->timeout_ms : (int64_t)CONNECT_S * 1000);
    return TIMED_OUT;
}

/* Only the index page is known. */
static bool is_index(const struct call *c)
{
    return !strcmp(c->path, "/") || !strcmp(c->path, "/index.html");
}

static void wget_fails(struct shell *sh, const struct call *c, enum outcome o)
{
    if (o == UNKNOWN_HOST)
        shell_complain(sh, "wget: bad address '%s'", c->host);
    else if (o == TIMED_OUT && c->timeout_ms >= 0)
        shell_complain(sh, "wget: download timed out");
    else
        shell_complain(sh, "wget: can't connect to remote host (%s): %s", c->ip, o == REFUSED ? "Connection refused" : "Connection timed out");
}

/* wget [-q] [-O FILE] [-T SECONDS] [--spider] URL */
void shell_wget(struct shell *sh, const char **argv, size_t argc)
{
    struct call c = { .timeout_ms = -1 };
    const char *url = NULL, *to = NULL;
    bool quiet = false, spider = false;
    for (size_t i = 1; i < argc; i++) {
        const char *word = argv[i], *equal = strchr(word, '=');
        if (!shell_is_option(word)) {
            url = word;
            continue;
        }
        if (word[1] == '-') {
            spider = spider || !strcmp(word, "--spider");
            c.timeout_ms = !strncmp(word, "--timeout", 9) && equal ? shell_delay(equal + 1) : c.timeout_ms;
            continue;
        }
        size_t letters = strspn(word + 1, "qSc");
        char letter = word[1 + letters];
        const char *value = letter && word[2 + letters] ? word + 2 + letters : letter && strchr("OTPtU", letter) && i + 1 < argc ? argv[++i] : "";
        quiet = quiet || strchr(word, 'q');
        if (letter == 'O')
            to = value;
        else if (letter == 'T')
            c.timeout_ms = shell_delay(value);
    }
    if (!url) {
        shell_usage(sh, "wget");
        return;
    }
    read_url(sh, url, &c);
    enum outcome o = connect_to(sh, &c);
    if (sh->flow != FLOW_ON)
        return;
    const char *slash = strrchr(c.path, '/'), *file = to ? to : slash && slash[1] ? slash + 1 : "index.html";
    char *line = xstrf("Connecting to %s (%s:%lld)\n", c.host, c.ip ? c.ip : "", (long long)c.port);
    if (!quiet && o != UNKNOWN_HOST)
        shell_print(sh, sh->err, line, strlen(line));
    free(line);
    if (o != ANSWERED)
        wget_fails(sh, &c, o);
    else if (!is_index(&c))
        shell_complain(sh, "wget: server returned error: HTTP/1.1 404 Not Found");
    else if (!spider && !strcmp(file, "-"))
        shell_say(sh, c.page);
    else if (!spider)
        shell_write(sh, "wget", file, c.page, strlen(c.page), false);
}

static void curl_fails(struct shell *sh, const struct call *c, enum outcome o, bool quiet)
{
    enum { COULD_NOT_RESOLVE = 6, COULD_NOT_CONNECT = 7, TOOK_TOO_LONG = 28 };
    int status = o == UNKNOWN_HOST ? COULD_NOT_RESOLVE : o == TIMED_OUT && c->timeout_ms >= 0 ? TOOK_TOO_LONG : COULD_NOT_CONNECT;
    if (quiet)
        ;
    else if (status == COULD_NOT_RESOLVE)
        shell_complain(sh, "curl: (6) Could not resolve host: %s", c->host);
    else if (status == TOOK_TOO_LONG)
        shell_complain(sh, "curl: (28) Connection timed out after %lld milliseconds", (long long)c->timeout_ms);
    else
        shell_complain(sh, "curl: (7) Failed to connect to %s port %lld after 0 ms: Couldn't connect to server", c->host, (long long)c->port);
    sh->status = status;
}

/* -w: %{http_code} and \\n. */
static void say_format(struct shell *sh, const char *format, const char *code)
{
    static const char variable[] = "%{http_code}";
    struct strbuf text = STRBUF_INIT;
    while (*format) {
        if (!strncmp(format, variable, strlen(variable))) {
            strbuf_adds(&text, code);
            format += strlen(variable);
        } else if (format[0] == '\\' && format[1] == 'n') {
            strbuf_addch(&text, '\n');
            format += 2;
        } else {
            strbuf_addch(&text, *format++);
        }
    }
    shell_print(sh, sh->out, text.buf, text.len);
    strbuf_release(&text);
}

/* curl [-s] [-S] [-f] [-o FILE] [-m SECONDS] [-w FORMAT] URL; of a format %{http_code} alone. */
void shell_curl(struct shell *sh, const char **argv, size_t argc)
{
    static const char with_value[] = "omwHdXA";
    struct call c = { .timeout_ms = -1 };
    const char *url = NULL, *to = NULL, *format = NULL;
    bool silent = false, errors = false, fail = false;
    for (size_t i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (!shell_is_option(word)) {
            url = word;
            continue;
        }
        bool is_long = word[1] == '-';
        char letter = is_long ? strcmp(word, "--max-time") && strcmp(word, "--connect-timeout") ? '\0' : 'm' : word[strlen(word) - 1];
        const char *value = letter && strchr(with_value, letter) && i + 1 < argc ? argv[++i] : "";
        silent = silent || (!is_long && strchr(word, 's'));
        errors = errors || (!is_long && strchr(word, 'S'));
        fail = fail || (!is_long && strchr(word, 'f'));
        if (letter == 'm')
            c.timeout_ms = shell_delay(value);
        else if (letter == 'o')
            to = value;
        else if (letter == 'w')
            format = value;
    }
    if (!url) {
        shell_complain(sh, "curl: try 'curl --help' or 'curl --manual' for more information");
        sh->status = SHELL_MISUSE;
        return;
    }
    read_url(sh, url, &c);
    enum outcome o = connect_to(sh, &c);
    if (sh->flow != FLOW_ON)
        return;
    bool found = o == ANSWERED && is_index(&c);
    const char *text = found ? c.page : o == ANSWERED ? "404 page not found\n" : "";
    if (o != ANSWERED)
        curl_fails(sh, &c, o, silent && !errors);
    else if (fail && !found)
        shell_complain(sh, "curl: (22) The requested URL returned error: 404"), sh->status = 22;
    else if (!to)
        shell_say(sh, text);
    else if (strcmp(to, "/dev/null") != 0)
        shell_write(sh, "curl", to, text, strlen(text), false);
    if (format)
        say_format(sh, format, o != ANSWERED ? "000" : found ? "200" : "404");
}

/* nc -z [-v] [-w SECONDS] HOST PORT asks whether somebody listens; without -z it listens itself. */
void shell_nc(struct shell *sh, const char **argv, size_t argc)
{
    struct call c = { .timeout_ms = -1 };
    const char *words[2] = { "", "" };
    size_t count = 0;
    for (size_t i = 1; i < argc; i++) {
        if (shell_is_option(argv[i]) && strchr(argv[i], 'w') && i + 1 < argc)
            c.timeout_ms = shell_delay(argv[++i]);
        else if (!shell_is_option(argv[i]) && count < ARRAY_LEN(words))
            words[count++] = argv[i];
    }
    if (!shell_has_option(argv, argc, 'z')) {
        shell_sleep(sh, PROGRAM_FOREVER);
        return;
    }
    c.host = words[0];
    c.port = strtoll(words[1], NULL, 10);
    enum outcome o = connect_to(sh, &c);
    bool tells = shell_has_option(argv, argc, 'v');
    if (sh->flow != FLOW_ON)
        return;
    if (o == UNKNOWN_HOST)
        shell_complain(sh, "nc: bad address '%s'", c.host);
    else if (o != ANSWERED && tells)
        shell_complain(sh, "nc: %s (%s:%lld): Connection %s", c.host, c.ip, (long long)c.port, o == REFUSED ? "refused" : "timed out");
    else if (tells)
        shell_sayf(sh, "%s (%s:%lld) open\n", c.host, c.ip, (long long)c.port);
    sh->status = o != ANSWERED;
}
