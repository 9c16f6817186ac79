/* Probes, lifecycle hooks, and the handlers of both. */
#include <stdio.h>

#include "backends/fake/validate/podspec.h"

/* ---- handlers ---- */

static void check_exec(struct podspec *p, const struct val *exec, const struct field *f)
{
    struct field command = FIELD(f, "command");
    if (!val_len(val_get(exec, "command")))
        required(p->c, &command);
}

static void check_http_get(struct podspec *p, const struct val *http, const struct field *f)
{
    static const char *const schemes[] = { "HTTP", "HTTPS", NULL };
    const struct val *headers = val_get(http, "httpHeaders");
    struct field port = FIELD(f, "port"), scheme = FIELD(f, "scheme"), header = FIELD(f, "httpHeaders");
    check_required_text(p->c, http, "path", f);
    check_port_or_name(p->c, val_get(http, "port"), &port);
    if (!text_in(text_of(http, "scheme"), schemes))
        unsupported_text(p->c, &scheme, val_get(http, "scheme"), schemes);
    for (size_t i = 0; i < val_len(headers); i++)
        check_name(p->c, NAME_HTTP_HEADER, val_get(val_item(headers, i), "name"), &header);
}

static void check_tcp_socket(struct podspec *p, const struct val *tcp, const struct field *f)
{
    struct field port = FIELD(f, "port");
    check_port_or_name(p->c, val_get(tcp, "port"), &port);
}

static void check_grpc(struct podspec *p, const struct val *grpc, const struct field *f)
{
    struct field port = FIELD(f, "port");
    check_port_number(p->c, val_get(grpc, "port"), &port);
}

static void check_sleep(struct podspec *p, const struct val *sleep, const struct field *f)
{
    int64_t seconds = val_int_or(val_get(sleep, "seconds"), 0);
    int64_t grace = val_int_or(val_get(p->spec, "terminationGracePeriodSeconds"), 0);
    bool zero_allowed = newer(p->c, FEATURE_SLEEP_ZERO);
    char text[160];
    if (seconds <= grace && seconds >= (zero_allowed ? 0 : 1))
        return;
    snprintf(text, sizeof(text),
             zero_allowed ? "must be non-negative and less than terminationGracePeriodSeconds (%lld)"
                          : "must be greater than 0 and less than terminationGracePeriodSeconds (%lld)",
             (long long)grace);
    field_invalid_int(p->c->errors, f, seconds, text);
}

enum handler_user { OF_PROBE = 1, OF_LIFECYCLE = 2 };

static const struct {
    const char *key;
    void (*check)(struct podspec *p, const struct val *handler, const struct field *f);
    unsigned users;
    int since; /* minor version */
} handlers[] = {
    { "exec", check_exec, OF_PROBE | OF_LIFECYCLE, 0 },
    { "httpGet", check_http_get, OF_PROBE | OF_LIFECYCLE, 0 },
    { "tcpSocket", check_tcp_socket, OF_PROBE | OF_LIFECYCLE, 0 },
    { "grpc", check_grpc, OF_PROBE, 24 },
    { "sleep", check_sleep, OF_LIFECYCLE, 30 },
};

static void check_handler(struct podspec *p, const struct val *owner, enum handler_user user, const struct field *f)
{
    bool one = false;
    for (size_t i = 0; i < ARRAY_LEN(handlers); i++) {
        const struct val *handler = val_get(owner, handlers[i].key);
        if (!given(handler) || !(handlers[i].users & user) || !version_between(p->c->version, handlers[i].since, 0))
            continue;
        struct field member = FIELD(f, handlers[i].key);
        if (one)
            field_forbidden(p->c->errors, &member, "may not specify more than 1 handler type");
        else
            handlers[i].check(p, handler, &member);
        one = true;
    }
    if (!one)
        field_required(p->c->errors, f, "must specify a handler type");
}

/* ---- probes ---- */

static void check_probe_grace(struct podspec *p, const struct val *probe, enum probe_kind kind, const struct field *f)
{
    const struct val *grace = val_get(probe, "terminationGracePeriodSeconds");
    struct field member = FIELD(f, "terminationGracePeriodSeconds");
    if (!given(grace) || !newer(p->c, FEATURE_PROBE_GRACE))
        return;
    if (val_int_or(grace, 1) <= 0)
        invalid_int(p->c, &member, grace, "must be greater than 0");
    if (kind == PROBE_READINESS)
        invalid_int(p->c, &member, grace, "must not be set for readinessProbes");
}

void check_probe(struct podspec *p, const struct val *container, enum probe_kind kind, const struct field *container_field)
{
    static const char *const keys[] = { [PROBE_LIVENESS] = "livenessProbe", [PROBE_READINESS] = "readinessProbe",
                                        [PROBE_STARTUP] = "startupProbe" };
    static const char *const numbers[] = { "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold",
                                           "failureThreshold" };
    const struct val *probe = val_get(container, keys[kind]);
    if (!given(probe))
        return;
    struct field f = FIELD(container_field, keys[kind]), success = FIELD(&f, "successThreshold");
    check_handler(p, probe, OF_PROBE, &f);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        check_nonnegative_member(p->c, probe, numbers[i], &f);
    check_probe_grace(p, probe, kind, &f);
    if (kind != PROBE_READINESS && val_int_or(val_get(probe, "successThreshold"), 0) != 1)
        invalid_int(p->c, &success, val_get(probe, "successThreshold"), "must be 1");
}

/* ---- lifecycle ---- */

void check_lifecycle(struct podspec *p, const struct val *container, const struct field *container_field)
{
    static const char *const hooks[] = { "postStart", "preStop" };
    const struct val *lifecycle = val_get(container, "lifecycle");
    struct field f = FIELD(container_field, "lifecycle");
    for (size_t i = 0; i < ARRAY_LEN(hooks); i++) {
        const struct val *hook = val_get(lifecycle, hooks[i]);
        struct field member = FIELD(&f, hooks[i]);
        if (given(hook))
            check_handler(p, hook, OF_LIFECYCLE, &member);
    }
}
