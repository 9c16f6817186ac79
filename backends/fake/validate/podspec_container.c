/* Containers: those that stay, those that come first, and those added for debugging. */
#include <string.h>

#include "backends/base/godump.h"
#include "backends/fake/validate/podspec.h"

/* ---- single fields ---- */

static void check_container_name(struct check *c, const struct val *container, const struct field *f)
{
    struct field name = FIELD(f, "name");
    check_required_name(c, NAME_DNS1123_LABEL, val_get(container, "name"), &name);
}

/* Whether the name is new; a second one is reported. */
static void check_unique(struct check *c, struct name_set *names, const struct val *container, const struct field *f)
{
    struct field name = FIELD(f, "name");
    if (!name_set_add(names, text_of(container, "name"), container))
        duplicate_text(c, &name, val_get(container, "name"));
}

static void check_termination_message(struct check *c, const struct val *container, const struct field *f)
{
    static const char *const supported[] = { "File", "FallbackToLogsOnError", NULL };
    static const char choice[] = "must be 'File' or 'FallbackToLogsOnError'";
    const char *policy = text_of(container, "terminationMessagePolicy");
    struct field member = FIELD(f, "terminationMessagePolicy");
    if (text_in(policy, supported))
        return;
    if (newer(c, FEATURE_CONTAINER_RULES_SPLIT))
        check_choice(c, container, "terminationMessagePolicy", f, supported);
    else if (!*policy)
        field_required(c->errors, &member, choice);
    else
        invalid_text(c, &member, val_get(container, "terminationMessagePolicy"), choice);
}

static void check_pull_policy(struct check *c, const struct val *container, const struct field *f)
{
    static const char *const supported[] = { "Always", "IfNotPresent", "Never", NULL };
    check_choice(c, container, "imagePullPolicy", f, supported);
}

static void check_resize_policy(struct podspec *p, const struct val *container, const struct field *f)
{
    static const char *const resources[] = { "cpu", "memory", NULL },
                             *const policies[] = { "NotRequired", "RestartContainer", NULL };
    const struct val *list = val_get(container, "resizePolicy");
    struct field field = FIELD(f, "resizePolicy");
    struct name_set seen = NAME_SET_INIT;
    for (size_t i = 0; newer(p->c, FEATURE_RESIZE_POLICY) && i < val_len(list); i++) {
        const struct val *one = val_item(list, i), *name = val_get(one, "resourceName"), *policy = val_get(one, "restartPolicy");
        struct field item = FIELD_INDEX(&field, i);
        if (!name_set_add(&seen, text_of(one, "resourceName"), one))
            duplicate_text(p->c, &item, name);
        if (!has_text(one, "resourceName"))
            required(p->c, &field);
        else if (!text_in(val_str(name), resources))
            unsupported_text(p->c, &field, name, resources);
        if (!has_text(one, "restartPolicy"))
            required(p->c, &field);
        else if (!text_in(val_str(policy), policies))
            unsupported_text(p->c, &field, policy, policies);
        if (!strcmp(text_of(p->spec, "restartPolicy"), "Never") && !val_str_equal(policy, "NotRequired"))
            invalid_text(p->c, &field, policy, "must be 'NotRequired' when `restartPolicy` is 'Never'");
    }
    name_set_release(&seen);
}

static void check_from_ports(struct podspec *p, const struct val *container, const struct field *f)
{
    struct check *c = p->c;
    struct field ports = FIELD(f, "ports"), env = FIELD(f, "env"), env_from = FIELD(f, "envFrom"),
                 resources = FIELD(f, "resources");
    check_ports(c, val_get(container, "ports"), &ports);
    check_env(c, val_get(container, "env"), &env);
    check_env_from(c, val_get(container, "envFrom"), &env_from);
    check_mounts(p, container, f);
    check_devices(p, container, f);
    check_pull_policy(c, container, f);
    check_resources(c, val_get(container, "resources"), &resources);
    check_resize_policy(p, container, f);
    check_container_security(p, container, f);
}

static void check_life(struct podspec *p, const struct val *container, const struct field *f)
{
    if (given(val_get(container, "lifecycle")))
        check_lifecycle(p, container, f);
    check_probe(p, container, PROBE_LIVENESS, f);
    check_probe(p, container, PROBE_READINESS, f);
    check_probe(p, container, PROBE_STARTUP, f);
}

/* validateContainers up to 1.26: one function for all kinds of containers, probes in the middle. */
static void check_container_together(struct podspec *p, const struct val *container, struct name_set *names,
                                     const struct field *f)
{
    check_container_name(p->c, container, f);
    check_unique(p->c, names, container, f);
    check_required_text(p->c, container, "image", f);
    if (given(val_get(container, "lifecycle")))
        check_lifecycle(p, container, f);
    check_probe(p, container, PROBE_LIVENESS, f);
    check_probe(p, container, PROBE_STARTUP, f);
    check_termination_message(p->c, container, f);
    check_probe(p, container, PROBE_READINESS, f);
    check_from_ports(p, container, f);
}

/* validateContainerCommon, since. */
static void check_container_common(struct podspec *p, const struct val *container, const struct field *f)
{
    check_container_name(p->c, container, f);
    check_required_text(p->c, container, "image", f);
    check_termination_message(p->c, container, f);
    check_from_ports(p, container, f);
}

/* ---- restartPolicy of one container ---- */

static void check_restart_rule(struct check *c, const struct val *rule, const struct field *f)
{
    static const char *const actions[] = { "Restart", "RestartAllContainers", NULL }, *const operators[] = { "In", "NotIn", NULL };
    static const char *const old_actions[] = { "Restart", NULL };
    const struct val *codes = val_get(rule, "exitCodes");
    struct field action = FIELD(f, "action"), codes_field = FIELD(f, "exitCodes"), op = FIELD(&codes_field, "operator"),
                 values = FIELD(&codes_field, "values");
    if (!text_in(text_of(rule, "action"), actions))
        unsupported_text(c, &action, val_get(rule, "action"), old_actions);
    if (!given(codes)) {
        field_required(c->errors, &codes_field, "must be specified");
        return;
    }
    if (!text_in(text_of(codes, "operator"), operators))
        unsupported_text(c, &op, val_get(codes, "operator"), operators);
    if (val_len(val_get(codes, "values")) > 255)
        field_too_long(c->errors, &values, 255);
}

static void check_own_restart_policy(struct podspec *p, const struct val *container, bool init, const struct field *f)
{
    static const char *const all[] = { "Always", "Never", "OnFailure", NULL }, *const always[] = { "Always", NULL };
    const struct val *policy = val_get(container, "restartPolicy"), *rules = val_get(container, "restartPolicyRules");
    struct field policy_field = FIELD(f, "restartPolicy"), rules_field = FIELD(f, "restartPolicyRules");
    if (!newer(p->c, FEATURE_SIDECARS))
        return;
    if (!newer(p->c, FEATURE_CONTAINER_RESTART_RULES)) {
        if (given(policy) && !init)
            field_forbidden(p->c->errors, &policy_field, "may not be set for non-init containers");
        else if (given(policy) && !text_in(val_str_or(policy, ""), always))
            unsupported_text(p->c, &policy_field, policy, always);
        return;
    }
    if (!given(policy) && val_len(rules))
        field_required(p->c->errors, &policy_field, "must specify restartPolicy when restart rules are used");
    if (!given(policy) && (init || !val_len(rules)))
        return;
    if (given(policy) && !text_in(val_str_or(policy, ""), all))
        unsupported_text(p->c, &policy_field, policy, all);
    if (val_len(rules) > 20)
        field_too_long(p->c->errors, &rules_field, 20);
    for (size_t i = 0; i < val_len(rules); i++) {
        struct field item = FIELD_INDEX(&rules_field, i);
        check_restart_rule(p->c, val_item(rules, i), &item);
    }
}

/* ---- the lists ---- */

void check_containers(struct podspec *p)
{
    const struct val *containers = val_get(p->spec, "containers");
    struct field list = FIELD(p->field, "containers");
    struct name_set names = NAME_SET_INIT;
    if (!val_len(containers)) {
        required(p->c, &list);
        return;
    }
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *container = val_item(containers, i);
        struct field item = FIELD_INDEX(&list, i);
        if (!newer(p->c, FEATURE_CONTAINER_RULES_SPLIT)) {
            check_container_together(p, container, &names, &item);
            continue;
        }
        check_container_common(p, container, &item);
        check_unique(p->c, &names, container, &item);
        check_life(p, container, &item);
        check_own_restart_policy(p, container, false, &item);
    }
    name_set_release(&names);
    check_host_port_conflicts(p->c, containers, 0, val_len(containers), &list);
}

/* core.Probe and core.Lifecycle as Go prints them; pointers only say whether they are set. */
static void dump_pointer(struct strbuf *sb, const char *name, const char *type, const struct val *v)
{
    strbuf_addf(sb, "%s:(*core.%s)(%s)", name, type, given(v) ? GO_POINTER : "nil");
}

static void dump_forbidden(struct strbuf *sb, const struct val *v, bool lifecycle)
{
    static const struct {
        const char *name, *key;
    } numbers[] = { { "InitialDelaySeconds", "initialDelaySeconds" }, { "TimeoutSeconds", "timeoutSeconds" },
                    { "PeriodSeconds", "periodSeconds" }, { "SuccessThreshold", "successThreshold" },
                    { "FailureThreshold", "failureThreshold" } };
    if (lifecycle) {
        strbuf_adds(sb, "core.Lifecycle{");
        dump_pointer(sb, "PostStart", "Handler", val_get(v, "postStart"));
        dump_pointer(sb, ", PreStop", "Handler", val_get(v, "preStop"));
    } else {
        strbuf_adds(sb, "core.Probe{Handler:core.Handler{");
        dump_pointer(sb, "Exec", "ExecAction", val_get(v, "exec"));
        dump_pointer(sb, ", HTTPGet", "HTTPGetAction", val_get(v, "httpGet"));
        dump_pointer(sb, ", TCPSocket", "TCPSocketAction", val_get(v, "tcpSocket"));
        strbuf_addch(sb, '}');
        for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
            strbuf_addf(sb, ", %s:%lld", numbers[i].name, (long long)val_at_int(v, numbers[i].key, 0));
    }
    strbuf_addch(sb, '}');
}

static void forbid_life(struct podspec *p, const struct val *container, const struct field *f)
{
    static const char *const keys[] = { "lifecycle", "livenessProbe", "readinessProbe", "startupProbe" };
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        const struct val *v = val_get(container, keys[i]);
        struct field member = FIELD(f, keys[i]);
        if (!given(v))
            continue;
        if (newer(p->c, FEATURE_SIDECARS)) {
            field_forbidden(p->c->errors, &member, "may not be set for init containers without restartPolicy=Always");
            continue;
        }
        struct strbuf text = STRBUF_INIT;
        dump_forbidden(&text, v, i == 0);
        field_invalid_text(p->c->errors, &member, text.buf, "must not be set for init containers");
        strbuf_release(&text);
    }
}

static void add_names(struct name_set *names, const struct val *containers)
{
    for (size_t i = 0; i < val_len(containers); i++)
        name_set_add(names, text_of(val_item(containers, i), "name"), val_item(containers, i));
}

static void check_init_together(struct podspec *p, const struct val *containers, const struct field *list)
{
    struct name_set own = NAME_SET_INIT;
    for (size_t i = 0; i < val_len(containers); i++) {
        struct field item = FIELD_INDEX(list, i);
        check_container_together(p, val_item(containers, i), &own, &item);
    }
    name_set_release(&own);
    for (size_t i = 0; i < val_len(containers); i++)
        check_host_port_conflicts(p->c, containers, i, 1, list);
}

static void check_init_container(struct podspec *p, const struct val *containers, size_t i, struct name_set *names,
                                 const struct field *list)
{
    const struct val *container = val_item(containers, i);
    struct field item = FIELD_INDEX(list, i), name = FIELD(&item, "name");
    bool split = newer(p->c, FEATURE_CONTAINER_RULES_SPLIT);
    bool stays = newer(p->c, FEATURE_SIDECARS) && val_str_equal(val_get(container, "restartPolicy"), "Always");
    if (split) {
        check_container_common(p, container, &item);
        check_own_restart_policy(p, container, true, &item);
    }
    if (name_set_has(names, text_of(container, "name")))
        duplicate_text(p->c, &name, val_get(container, "name"));
    else if (has_text(container, "name"))
        name_set_add(names, text_of(container, "name"), container);
    if (split)
        check_host_port_conflicts(p->c, containers, i, 1, list);
    if (stays)
        check_life(p, container, &item);
    else
        forbid_life(p, container, &item);
}

void check_init_containers(struct podspec *p)
{
    const struct val *containers = val_get(p->spec, "initContainers");
    struct field list = FIELD(p->field, "initContainers");
    struct name_set names = NAME_SET_INIT;
    if (!val_len(containers))
        return;
    if (!newer(p->c, FEATURE_CONTAINER_RULES_SPLIT))
        check_init_together(p, containers, &list);
    add_names(&names, val_get(p->spec, "containers"));
    for (size_t i = 0; i < val_len(containers); i++)
        check_init_container(p, containers, i, &names, &list);
    name_set_release(&names);
}

/* What a container for debugging may not have; the rest is as with others. */
static void check_ephemeral_fields(struct check *c, const struct val *container, const struct field *f)
{
    static const char *const forbidden[] = { "ports", "resources", "livenessProbe", "readinessProbe", "startupProbe",
                                             "lifecycle" };
    const struct val *mounts = val_get(container, "volumeMounts");
    struct field list = FIELD(f, "volumeMounts");
    for (size_t i = 0; i < ARRAY_LEN(forbidden); i++) {
        struct field member = FIELD(f, forbidden[i]);
        if (!val_empty(val_get(container, forbidden[i])))
            field_forbidden(c->errors, &member, "cannot be set for an Ephemeral Container");
    }
    for (size_t i = 0; i < val_len(mounts); i++) {
        struct field item = FIELD_INDEX(&list, i), path = FIELD(&item, "subPath"), expr = FIELD(&item, "subPathExpr");
        if (has_text(val_item(mounts, i), "subPath"))
            field_forbidden(c->errors, &path, "cannot be set for an Ephemeral Container");
        if (has_text(val_item(mounts, i), "subPathExpr"))
            field_forbidden(c->errors, &expr, "cannot be set for an Ephemeral Container");
    }
}

void check_ephemeral_containers(struct podspec *p)
{
    const struct val *containers = val_get(p->spec, "ephemeralContainers");
    struct field list = FIELD(p->field, "ephemeralContainers");
    struct name_set others = NAME_SET_INIT, names = NAME_SET_INIT;
    if (!val_len(containers) || !newer(p->c, FEATURE_EPHEMERAL_CONTAINERS))
        return;
    add_names(&others, val_get(p->spec, "containers"));
    add_names(&others, val_get(p->spec, "initContainers"));
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *container = val_item(containers, i);
        const char *name = text_of(container, "name"), *target = text_of(container, "targetContainerName");
        struct field item = FIELD_INDEX(&list, i), name_field = FIELD(&item, "name"),
                     target_field = FIELD(&item, "targetContainerName");
        check_container_common(p, container, &item);
        if (name_set_has(&others, name) || !name_set_add(&names, name, container))
            duplicate_text(p->c, &name_field, val_get(container, "name"));
        if (*target && !name_set_has(&others, target))
            not_found_text(p->c, &target_field, val_get(container, "targetContainerName"));
        check_ephemeral_fields(p->c, container, &item);
    }
    name_set_release(&others);
    name_set_release(&names);
}

void check_container_images(struct check *c, const struct val *containers, const struct field *f)
{
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *image = val_get(val_item(containers, i), "image");
        struct field item = FIELD_INDEX(f, i), member = FIELD(&item, "image");
        if (is_padded(val_str_or(image, "")))
            invalid_text(c, &member, image, "must not have leading or trailing whitespace");
    }
}
