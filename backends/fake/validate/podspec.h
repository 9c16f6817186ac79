/*
 * The rules of a PodSpec, one file a noun (podspec_<noun>.c), private to validate/.
 *
 * Mirrors pkg/apis/core/validation/validation.go; the order of the calls in podspec.c and podspec_container.c is the order in
 * which a server reports.
 */
#ifndef SEODANG_FAKE_VALIDATE_PODSPEC_H
#define SEODANG_FAKE_VALIDATE_PODSPEC_H

#include "backends/fake/validate/nameset.h"
#include "backends/fake/validate/rules.h"

/* What several nouns of one PodSpec need to know. */
struct podspec {
    struct check *c;
    const struct val *spec;
    const struct val *meta;      /* of the pod; NULL in a template */
    const struct field *field;   /* of the spec */
    struct name_set volumes;     /* those without errors, by name */
};

/* ValidatePodSpec.  meta: a Pod's metadata, NULL for a template. */
void check_podspec(struct check *c, const struct val *spec, const struct val *meta, const struct field *f);
/* ValidatePodTemplateSpec */
void check_podtemplate(struct check *c, const struct val *template, const struct field *f);
/* ValidatePodSpecificAnnotations */
void check_pod_annotations(struct check *c, const struct val *annotations, const struct val *spec, const struct field *f);
/* A template under a controller that replaces its pods: restartPolicy Always, no deadline; `kind` is its name in messages. */
void check_template_restarts(struct check *c, const struct val *template, const char *kind, const struct field *f);
void check_read_only_disks(struct check *c, const struct val *template, const struct field *f);

void check_volumes(struct podspec *p);
void check_containers(struct podspec *p);
void check_init_containers(struct podspec *p);
void check_ephemeral_containers(struct podspec *p);
void check_container_images(struct check *c, const struct val *containers, const struct field *f);

void check_ports(struct check *c, const struct val *ports, const struct field *f);
/* Host ports that two of `count` containers from `first` on want. */
void check_host_port_conflicts(struct check *c, const struct val *containers, size_t first, size_t count,
                               const struct field *f);
void check_host_network_ports(struct podspec *p);

void check_env(struct check *c, const struct val *env, const struct field *f);
void check_env_from(struct check *c, const struct val *env_from, const struct field *f);
/* A field or a resource of the pod, in an environment variable or (volume) in a file. */
void check_field_ref(struct check *c, const struct val *ref, bool volume, const struct field *f);
void check_resource_field_ref(struct check *c, const struct val *ref, bool volume, const struct field *f);

void check_mounts(struct podspec *p, const struct val *container, const struct field *f);
void check_devices(struct podspec *p, const struct val *container, const struct field *f);

enum probe_kind { PROBE_LIVENESS, PROBE_READINESS, PROBE_STARTUP };
void check_probe(struct podspec *p, const struct val *container, enum probe_kind kind, const struct field *container_field);
void check_lifecycle(struct podspec *p, const struct val *container, const struct field *container_field);

/* ResourceRequirements. */
void check_resources(struct check *c, const struct val *resources, const struct field *f);
void check_overhead(struct check *c, const struct val *overhead, const struct field *f);

void check_pod_security(struct podspec *p);
void check_container_security(struct podspec *p, const struct val *container, const struct field *container_field);
void check_seccomp_fields(struct check *c, const struct val *pod);
void check_windows_options(struct check *c, const struct val *options, const struct field *f);
void check_pod_os(struct podspec *p);
void check_host_users(struct podspec *p);

void check_affinity(struct check *c, const struct val *affinity, const struct field *f);
void check_node_selector(struct check *c, const struct val *selector, const struct field *f);
void check_tolerations(struct check *c, const struct val *tolerations, const struct field *f);
void check_taint_effect(struct check *c, const struct val *effect, bool may_be_empty, const struct field *f);
void check_topology_spread(struct check *c, const struct val *constraints, const struct field *f);
void check_scheduling_gates(struct check *c, const struct val *gates, const struct field *f);

void check_dns_config(struct podspec *p);
void check_host_aliases(struct check *c, const struct val *aliases, const struct field *f);
bool is_ip(const char *s);

#endif
