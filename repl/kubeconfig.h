/*
 * The kubeconfig that the built-in kubectl has: contexts, clusters, users, and which context is current.
 *
 *     const struct val *config = kubeconfig_get(session);            // {apiVersion:v1, kind:Config, clusters:[...], ...}
 *     kubeconfig_set_context(session, "dev", val_fmt("{cluster:kubernetes, namespace:dev}"));
 *
 * It lives in the session's memory, in the file's own form; nothing is read from or written to ~/.kube.  At first it is as
 * kubeadm leaves it: one context, kubernetes-admin@kubernetes.  The current context's namespace is session->namespace_.
 */
#ifndef SEODANG_KUBECONFIG_H
#define SEODANG_KUBECONFIG_H

#include "repl/session.h"

/* Borrowed until it is changed. */
const struct val *kubeconfig_get(struct session *s);
const char *kubeconfig_current(struct session *s);
/* {cluster, user, namespace} of a context, or NULL. */
const struct val *kubeconfig_context(struct session *s, const char *name);
/* Adds or replaces a context; NULL removes it. */
void kubeconfig_set_context(struct session *s, const char *name, struct val *take);
/* Makes a context that exists the current one. */
void kubeconfig_use(struct session *s, const char *name);
/* https://HOST:PORT of the current context's cluster. */
const char *kubeconfig_server(struct session *s);

#endif
