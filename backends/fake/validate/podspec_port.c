/* Ports of containers. */
#include <stdio.h>
#include <stdlib.h>

#include "backends/fake/validate/podspec.h"

static const char *const protocols[] = { "SCTP", "TCP", "UDP", NULL };

static void check_port(struct check *c, const struct val *port, struct name_set *names, const struct field *f)
{
    const struct val *name = val_get(port, "name");
    struct field name_field = FIELD(f, "name"), container = FIELD(f, "containerPort"), host = FIELD(f, "hostPort");
    if (has_text(port, "name")) {
        size_t before = c->errors->len;
        check_name(c, NAME_PORT, name, &name_field);
        if (c->errors->len == before && !name_set_add(names, val_str(name), port))
            field_duplicate(c->errors, &name_field, name);
    }
    if (!val_int_or(val_get(port, "containerPort"), 0))
        required(c, &container);
    else
        check_port_number(c, val_get(port, "containerPort"), &container);
    if (val_int_or(val_get(port, "hostPort"), 0))
        check_port_number(c, val_get(port, "hostPort"), &host);
    check_choice(c, port, "protocol", f, protocols);
}

void check_ports(struct check *c, const struct val *ports, const struct field *f)
{
    struct name_set names = NAME_SET_INIT;
    for (size_t i = 0; i < val_len(ports); i++) {
        struct field item = FIELD_INDEX(f, i);
        check_port(c, val_item(ports, i), &names, &item);
    }
    name_set_release(&names);
}

static void check_host_port(struct check *c, const struct val *port, struct name_set *taken, const struct field *f)
{
    int64_t number = val_int_or(val_get(port, "hostPort"), 0);
    if (!number)
        return;
    const char *key = arena_strf(c->kc->arena, "%s/%s/%lld", text_of(port, "protocol"), text_of(port, "hostIP"),
                                 (long long)number);
    if (name_set_add(taken, key, port))
        return;
    struct field host = FIELD(f, "hostPort");
    struct val *shown = val_string(key);
    field_duplicate(c->errors, &host, shown);
    val_unref(shown);
}

void check_host_port_conflicts(struct check *c, const struct val *containers, size_t first, size_t count,
                               const struct field *f)
{
    struct name_set taken = NAME_SET_INIT;
    for (size_t i = 0; i < count; i++) {
        const struct val *list = val_get(val_item(containers, first + i), "ports");
        struct field item = FIELD_INDEX(f, i), ports = FIELD(&item, "ports");
        for (size_t j = 0; j < val_len(list); j++) {
            struct field port = FIELD_INDEX(&ports, j);
            check_host_port(c, val_item(list, j), &taken, &port);
        }
    }
    name_set_release(&taken);
}

static void check_host_network_port(struct podspec *p, const struct val *port, const struct field *f)
{
    const struct val *host = val_get(port, "hostPort"), *container = val_get(port, "containerPort");
    int64_t number = val_int_or(host, 0);
    if (number == val_int_or(container, 0))
        return;
    struct field host_field = FIELD(f, "hostPort"), container_field = FIELD(f, "containerPort");
    if (!newer(p->c, FEATURE_HOST_NETWORK_HOST_PORT))
        invalid_int(p->c, &container_field, container, "must match `hostPort` when `hostNetwork` is true");
    else if (p->meta || number)
        invalid_int(p->c, &host_field, host, "must match `containerPort` when `hostNetwork` is true");
}

void check_host_network_ports(struct podspec *p)
{
    const struct val *containers = val_get(p->spec, "containers");
    if (!val_bool_or(val_get(p->spec, "hostNetwork"), false))
        return;
    struct field list = FIELD(p->field, "containers");
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *ports = val_get(val_item(containers, i), "ports");
        struct field container = FIELD_INDEX(&list, i), ports_field = FIELD(&container, "ports");
        for (size_t j = 0; j < val_len(ports); j++) {
            struct field port = FIELD_INDEX(&ports_field, j);
            check_host_network_port(p, val_item(ports, j), &port);
        }
    }
}
