/*
 * What the Endpoints and the EndpointSlice controller share: which pods a Service selects, at which ports, and since when.
 *
 *     static void observe(struct run *r, const struct change *c) { service_pods_observe(r, c); }
 *     const struct val **pods = service_pods(r, service, &count);
 *     int64_t port = service_pod_port(pods[i], service_port);
 *
 * A pod's change asks the Services of its namespace whether they select it, and only a change that Endpoints can show (address,
 * readiness, deletion, labels) counts.  Mirrors pkg/controller/util/endpoint and pkg/api/v1/pod FindPort, v1.20.2.
 */
#ifndef SEODANG_FAKE_CONTROLLER_SERVICE_PODS_H
#define SEODANG_FAKE_CONTROLLER_SERVICE_PODS_H

#include "backends/fake/controller.h"

/* Enqueues a Service that changed, and the Services that a pod's change concerns. */
void service_pods_observe(struct run *r, const struct change *c);
/* The pods of the Service's namespace that it selects, by name, held by the arena. */
const struct val **service_pods(struct run *r, const struct val *service, size_t *count);
/* The number of the pod's port that a Service's port leads to; 0: it has none. */
int64_t service_pod_port(const struct val *pod, const struct val *port);
/* Whether the pod may be listed at all: it has an address and has not ended for good. */
bool service_pod_counts(struct run *r, const struct val *pod, bool terminating_too);
/* spec.hostname, when the Service is the pod's own domain; else NULL. */
const char *service_pod_hostname(const struct val *service, const struct val *pod);
/* The reference to a pod in an address. */
struct val *service_pod_reference(const struct val *pod);
bool service_has_address(const struct val *service);
/* endpoints.kubernetes.io/last-change-trigger-time: when what the controller sees now happened; NULL: nothing new did. Keeps
 * a note of what it has seen under the key. */
const char *service_trigger_time(struct run *r, const char *key, const struct val *service, const struct val **pods, size_t count);
#define TRIGGER_TIME_ANNOTATION "endpoints.kubernetes.io/last-change-trigger-time"
#define HEADLESS_LABEL "service.kubernetes.io/headless"
/* The address and port at which the API server itself answers, for default/kubernetes. */
const char *service_master_address(struct run *r);
enum { SERVICE_MASTER_PORT = 6443 };

#endif
