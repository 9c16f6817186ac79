/* What pods and pod templates have in common: containers, tolerations; their volumes are in volumes.c. */
#include <string.h>

#include "backends/base/resourcefield.h"
#include "repl/describe/describe.h"

/* ---- containers ---- */

/* "Port:\t80/TCP", "Ports:\t80/TCP, 443/TCP"; `field`: containerPort or hostPort. */
static void add_ports(struct describe *d, const char *title, const struct val *ports, const char *field)
{
    const char *text = "";
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *p = val_item(ports, i);
        const char *name = version_has(d->version, FEATURE_DESCRIBE_PORT_NAMES) ? val_get_str(p, "name", "") : "";
        text = arena_strf(d->cmd->arena, "%s%s%lld/%s%s%s%s", text, *text ? ", " : "", (long long)val_at_int(p, field, 0),
                          val_get_str(p, "protocol", "TCP"), *name ? " (" : "", name, *name ? ")" : "");
    }
    describe_add(d, 2, "%s%s:\t%s\n", title, val_len(ports) > 1 ? "s" : "", *text ? text : "<none>");
}

/* Each item's lines, one level deeper. */
static void add_words(struct describe *d, const char *title, const struct val *words)
{
    if (val_empty(words))
        return;
    describe_add(d, 2, "%s:\n", title);
    for (size_t i = 0; i < val_len(words); i++)
        for (const char *p = val_str_or(val_item(words, i), ""); p;) {
            size_t len = strcspn(p, "\n");
            describe_add(d, 3, "%.*s\n", (int)len, p);
            p = p[len] ? p + len + 1 : NULL;
        }
}

static void add_state(struct describe *d, const char *title, const struct val *state)
{
    const struct val *running = val_get(state, "running"), *waiting = val_get(state, "waiting"),
                     *ended = val_get(state, "terminated");
    if (running) {
        describe_add(d, 2, "%s:\tRunning\n", title);
        describe_add(d, 3, "Started:\t%s\n", describe_time(d, val_get(running, "startedAt")));
    } else if (ended) {
        const char *reason = val_get_str(ended, "reason", ""), *message = val_get_str(ended, "message", "");
        describe_add(d, 2, "%s:\tTerminated\n", title);
        if (*reason)
            describe_add(d, 3, "Reason:\t%s\n", reason);
        if (*message)
            describe_add(d, 3, "Message:\t%s\n", message);
        describe_add(d, 3, "Exit Code:\t%lld\n", (long long)val_at_int(ended, "exitCode", 0));
        if (val_at_int(ended, "signal", 0) > 0)
            describe_add(d, 3, "Signal:\t%lld\n", (long long)val_at_int(ended, "signal", 0));
        describe_add(d, 3, "Started:\t%s\n", describe_time(d, val_get(ended, "startedAt")));
        describe_add(d, 3, "Finished:\t%s\n", describe_time(d, val_get(ended, "finishedAt")));
    } else {
        const char *reason = val_get_str(waiting, "reason", "");
        describe_add(d, 2, "%s:\tWaiting\n", title);
        if (*reason)
            describe_add(d, 3, "Reason:\t%s\n", reason);
    }
}

static void add_status(struct describe *d, const struct val *status)
{
    add_state(d, "State", val_get(status, "state"));
    if (val_at(status, "lastState.terminated"))
        add_state(d, "Last State", val_get(status, "lastState"));
    describe_add(d, 2, "Ready:\t%s\n", val_at_bool(status, "ready", false) ? "True" : "False");
    describe_add(d, 2, "Restart Count:\t%lld\n", (long long)val_at_int(status, "restartCount", 0));
}

static void add_quantities(struct describe *d, const char *title, const struct val *map)
{
    if (val_empty(map))
        return;
    describe_add(d, 2, "%s:\n", title);
    for (size_t i = 0; i < val_len(map); i++) {
        const struct val *q = val_item(map, i);
        if (val_str(q))
            describe_add(d, 3, "%s:\t%s\n", val_key(map, i), val_str(q));
        else
            describe_add(d, 3, "%s:\t%lld\n", val_key(map, i), (long long)val_int_or(q, 0));
    }
}

/* A port is a number or a name. */
static const char *port_name(struct describe *d, const struct val *port)
{
    return val_str(port) ? val_str(port) : arena_strf(d->cmd->arena, "%lld", (long long)val_int_or(port, 0));
}

static const char *handler_text(struct describe *d, const struct val *probe)
{
    const struct val *exec = val_get(probe, "exec"), *http = val_get(probe, "httpGet"), *tcp = val_get(probe, "tcpSocket");
    struct arena *a = d->cmd->arena;
    if (exec) {
        const struct val *command = val_get(exec, "command");
        const char *words = "";
        for (size_t i = 0; i < val_len(command); i++)
            words = arena_strf(a, "%s%s%s", words, i ? " " : "", val_str_or(val_item(command, i), ""));
        return arena_strf(a, "exec [%s]", words);
    }
    if (http) {
        const char *scheme = val_get_str(http, "scheme", "HTTP"), *path = val_get_str(http, "path", "/");
        return arena_strf(a, "http-get %s://%s:%s%s%s", strcmp(scheme, "HTTPS") ? "http" : "https", val_get_str(http, "host", ""),
                          port_name(d, val_get(http, "port")), *path == '/' ? "" : "/", path);
    }
    const struct val *grpc = val_get(probe, "grpc");
    if (grpc && version_has(d->version, FEATURE_GRPC_PROBE))
        return arena_strf(a, "grpc <pod>:%lld %s", (long long)val_at_int(grpc, "port", 0), val_get_str(grpc, "service", ""));
    if (tcp)
        return arena_strf(a, "tcp-socket %s:%s", val_get_str(tcp, "host", ""), port_name(d, val_get(tcp, "port")));
    return "unknown";
}

static void add_probe(struct describe *d, const char *title, const struct val *probe)
{
    bool words = version_has(d->version, FEATURE_DESCRIBE_THRESHOLDS);
    if (probe)
        describe_add(d, 2, "%s:\t%s delay=%llds timeout=%llds period=%llds %s=%lld %s=%lld\n", title, handler_text(d, probe),
                     (long long)val_at_int(probe, "initialDelaySeconds", 0), (long long)val_at_int(probe, "timeoutSeconds", 0),
                     (long long)val_at_int(probe, "periodSeconds", 0), words ? "successThreshold" : "#success",
                     (long long)val_at_int(probe, "successThreshold", 0), words ? "failureThreshold" : "#failure",
                     (long long)val_at_int(probe, "failureThreshold", 0));
}

static const char *truth(const struct val *v)
{
    return val_bool_or(v, false) ? "true" : "false";
}

static void add_env_from(struct describe *d, const struct val *sources)
{
    if (val_empty(sources))
        return;
    describe_add(d, 2, "Environment Variables from:\n");
    for (size_t i = 0; i < val_len(sources); i++) {
        const struct val *s = val_item(sources, i), *map = val_get(s, "configMapRef");
        const struct val *ref = map ? map : val_get(s, "secretRef");
        const char *prefix = val_get_str(s, "prefix", "");
        describe_add(d, 3, "%s\t%s%s%s%s\tOptional: %s\n", val_get_str(ref, "name", ""), map ? "ConfigMap" : "Secret",
                     *prefix ? " with prefix '" : "", prefix, *prefix ? "'" : "", truth(val_get(ref, "optional")));
    }
}

/* The value of a downward-API field of a running pod; "" in templates. */
static const char *field_value(const struct val *pod, const char *path)
{
    static const char labels[] = "metadata.labels['", annotations[] = "metadata.annotations['";
    const struct val *map = NULL;
    const char *key = path;
    if (!strncmp(path, labels, sizeof(labels) - 1)) {
        map = val_at(pod, "metadata.labels");
        key += sizeof(labels) - 1;
    } else if (!strncmp(path, annotations, sizeof(annotations) - 1)) {
        map = val_at(pod, "metadata.annotations");
        key += sizeof(annotations) - 1;
    } else {
        /* kubectl works out those of the object alone */
        return strncmp(path, "metadata.", 9) ? "" : val_at_str(pod, path, "");
    }
    return val_str_or(val_getn(map, key, strcspn(key, "'")), "");
}

/* What a resource field comes to; without a limit it is the node's, which kubectl does not know. */
static const char *resource_value(struct describe *d, const struct val *ref, const struct val *container)
{
    const char *resource = val_get_str(ref, "resource", "");
    int64_t n = resourcefield_value(ref, val_get(container, "resources"), NULL);
    if (!n && (!strcmp(resource, "limits.cpu") || !strcmp(resource, "limits.memory")))
        return "node allocatable";
    return arena_strf(d->cmd->arena, "%lld", (long long)n);
}

static void add_env_value(struct describe *d, const struct val *env, const struct val *container, const struct val *pod)
{
    const char *name = val_get_str(env, "name", "");
    const struct val *from = val_get(env, "valueFrom"), *ref;
    if ((ref = val_get(from, "fieldRef")))
        describe_add(d, 3, "%s:\t%s (%s:%s)\n", name, field_value(pod, val_get_str(ref, "fieldPath", "")),
                     val_get_str(ref, "apiVersion", ""), val_get_str(ref, "fieldPath", ""));
    else if ((ref = val_get(from, "resourceFieldRef")))
        describe_add(d, 3, "%s:\t%s (%s)\n", name, resource_value(d, ref, container), val_get_str(ref, "resource", ""));
    else if ((ref = val_get(from, "secretKeyRef")))
        describe_add(d, 3, "%s:\t<set to the key '%s' in secret '%s'>\tOptional: %s\n", name, val_get_str(ref, "key", ""),
                     val_get_str(ref, "name", ""), truth(val_get(ref, "optional")));
    else if ((ref = val_get(from, "configMapKeyRef")))
        describe_add(d, 3, "%s:\t<set to the key '%s' of config map '%s'>\tOptional: %s\n", name, val_get_str(ref, "key", ""),
                     val_get_str(ref, "name", ""), truth(val_get(ref, "optional")));
}

static void add_env(struct describe *d, const struct val *container, const struct val *pod)
{
    const struct val *list = val_get(container, "env");
    describe_add(d, 2, "Environment:%s\n", val_empty(list) ? "\t<none>" : "");
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *env = val_item(list, i);
        const char *name = val_get_str(env, "name", ""), *p = val_get_str(env, "value", "");
        if (val_get(env, "valueFrom")) {
            add_env_value(d, env, container, pod);
            continue;
        }
        for (bool first = true; p; first = false) {
            size_t len = strcspn(p, "\n");
            describe_add(d, 3, "%s%s\t%.*s\n", first ? name : "", first ? ":" : "", (int)len, p);
            p = p[len] ? p + len + 1 : NULL;
        }
    }
}

/* The items of a list by the text of one of their fields. Arena's. */
static const struct val **sorted_by(struct describe *d, const struct val *list, const char *field)
{
    size_t n = val_len(list);
    const struct val **sorted = arena_alloc(d->cmd->arena, (n + 1) * sizeof(*sorted));
    for (size_t i = 0; i < n; i++) {
        const struct val *item = val_item(list, i);
        size_t j = i;
        for (; j > 0 && strcmp(val_get_str(sorted[j - 1], field, ""), val_get_str(item, field, "")) > 0; j--)
            sorted[j] = sorted[j - 1];
        sorted[j] = item;
    }
    return sorted;
}

static void add_mounts(struct describe *d, const struct val *mounts)
{
    const struct val **sorted = sorted_by(d, mounts, "mountPath");
    describe_add(d, 2, "Mounts:%s\n", val_len(mounts) ? "" : "\t<none>");
    for (size_t i = 0; i < val_len(mounts); i++) {
        const char *sub = val_get_str(sorted[i], "subPath", "");
        describe_add(d, 3, "%s from %s (%s%s%s%s)\n", val_get_str(sorted[i], "mountPath", ""), val_get_str(sorted[i], "name", ""),
                     val_at_bool(sorted[i], "readOnly", false) ? "ro" : "rw", *sub ? ",path=\"" : "", sub, *sub ? "\"" : "");
    }
}

static void add_devices(struct describe *d, const struct val *devices)
{
    const struct val **sorted = sorted_by(d, devices, "devicePath");
    if (val_len(devices))
        describe_add(d, 2, "Devices:\n");
    for (size_t i = 0; i < val_len(devices); i++)
        describe_add(d, 3, "%s from %s\n", val_get_str(sorted[i], "devicePath", ""), val_get_str(sorted[i], "name", ""));
}

void describe_containers(struct describe *d, const char *label, const struct val *containers, const struct val *statuses,
                         const struct val *pod, const char *space)
{
    describe_add(d, 0, "%s%s:%s\n", space, label, val_empty(containers) ? " <none>" : "");
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *c = val_item(containers, i);
        const struct val *status = val_find(statuses, "name", val_get_str(c, "name", ""), NULL);
        describe_add(d, 1, "%s%s:\n", *space ? " " : "", val_get_str(c, "name", ""));
        if (status)
            describe_add(d, 2, "Container ID:\t%s\n", val_get_str(status, "containerID", ""));
        describe_add(d, 2, "Image:\t%s\n", val_get_str(c, "image", ""));
        if (status)
            describe_add(d, 2, "Image ID:\t%s\n", val_get_str(status, "imageID", ""));
        add_ports(d, "Port", val_get(c, "ports"), "containerPort");
        add_ports(d, "Host Port", val_get(c, "ports"), "hostPort");
        add_words(d, "Command", val_get(c, "command"));
        add_words(d, "Args", val_get(c, "args"));
        if (status)
            add_status(d, status);
        add_quantities(d, "Limits", val_at(c, "resources.limits"));
        add_quantities(d, "Requests", val_at(c, "resources.requests"));
        add_probe(d, "Liveness", val_get(c, "livenessProbe"));
        add_probe(d, "Readiness", val_get(c, "readinessProbe"));
        add_probe(d, "Startup", val_get(c, "startupProbe"));
        add_env_from(d, val_get(c, "envFrom"));
        add_env(d, c, pod);
        add_mounts(d, val_get(c, "volumeMounts"));
        add_devices(d, val_get(c, "volumeDevices"));
    }
}

/* ---- the rest of a template ---- */

void describe_tolerations(struct describe *d, const char *title, const struct val *tolerations)
{
    size_t n = val_len(tolerations);
    const struct val **sorted = sorted_by(d, tolerations, "key");
    describe_add(d, 0, "%s:\t%s", title, n ? "" : "<none>\n");
    for (size_t i = 0; i < n; i++) {
        const struct val *t = sorted[i], *seconds = val_get(t, "tolerationSeconds");
        const char *key = val_get_str(t, "key", ""), *value = val_get_str(t, "value", ""), *effect = val_get_str(t, "effect", "");
        describe_add(d, 0, "%s%s%s%s%s%s", i ? "\t" : "", key, *value ? "=" : "", value, *effect ? ":" : "", effect);
        if (val_str_equal(val_get(t, "operator"), "Exists") && !*value)
            describe_add(d, 0, "%sop=Exists", *key || *effect ? " " : "");
        if (seconds)
            describe_add(d, 0, " for %llds", (long long)val_int_or(seconds, 0));
        describe_add(d, 0, "\n");
    }
}

void describe_pod_template(struct describe *d, const struct val *template)
{
    const struct val *spec = val_get(template, "spec"), *annotations = val_at(template, "metadata.annotations");
    const char *account = val_get_str(spec, "serviceAccountName", ""), *class_name = val_get_str(spec, "priorityClassName", "");
    describe_add(d, 0, "Pod Template:\n");
    describe_labels(d, "  Labels", val_at(template, "metadata.labels"));
    if (!val_empty(annotations))
        describe_annotations(d, "  Annotations", annotations);
    if (*account)
        describe_add(d, 1, "Service Account:\t%s\n", account);
    if (!val_empty(val_get(spec, "initContainers")))
        describe_containers(d, "Init Containers", val_get(spec, "initContainers"), NULL, NULL, "  ");
    describe_containers(d, "Containers", val_get(spec, "containers"), NULL, NULL, "  ");
    describe_volumes(d, val_get(spec, "volumes"), "  ");
    if (*class_name)
        describe_add(d, 1, "Priority Class Name:\t%s\n", class_name);
    if (version_has(d->version, FEATURE_DESCRIBE_TEMPLATE_PLACES)) {
        describe_labels(d, "  Node-Selectors", val_get(spec, "nodeSelector"));
        describe_tolerations(d, "  Tolerations", val_get(spec, "tolerations"));
    }
}
