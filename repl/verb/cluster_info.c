/* kubectl cluster-info: staging/src/k8s.io/kubectl/pkg/cmd/clusterinfo/clusterinfo.go, v1.20.2. */
#include <string.h>

#include "repl/kubeconfig.h"
#include "repl/verb.h"

/* kubectl colours these lines wherever they go. */
static void print_line(struct command *cmd, const char *name, const char *url)
{
    sink_printf(cmd->out, "\033[0;32m%s\033[0m is running at \033[0;33m%s\033[0m\n", name, url);
}

/* A cluster service, by the API server's proxy: .../services/https:dns:metrics/proxy */
static void print_service(struct command *cmd, const char *server, const struct val *service)
{
    const char *name = val_at_str(service, "metadata.name", ""), *target = name;
    const char *shown = val_get_str(val_at(service, "metadata.labels"), "kubernetes.io/name", name);
    const struct val *ports = val_at(service, "spec.ports"), *port = val_item(ports, 0);
    if (val_len(ports) == 1) {
        const char *port_name = val_get_str(port, "name", "");
        bool https = !strcmp(port_name, "https") || val_at_int(port, "port", 0) == 443;
        if (https)
            target = arena_strf(cmd->arena, "https:%s:%s", name, port_name);
        else if (*port_name)
            target = arena_strf(cmd->arena, "%s:%s", name, port_name);
    }
    print_line(cmd, shown, arena_strf(cmd->arena, "%s/api/v1/namespaces/%s/services/%s/proxy", server,
                                      val_at_str(service, "metadata.namespace", ""), target));
}

static int exec(struct command *cmd)
{
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    const char *server = kubeconfig_server(cmd->session);
    const struct resource *services = client_find(cmd_client(cmd), "services", &st);
    struct list_options o = { .label_selector = "kubernetes.io/cluster-service=true" };
    if (!services || client_list(cmd_client(cmd), services, "kube-system", &o, &list, &st) < 0)
        return cmd_status(cmd, &st);
    print_line(cmd, version_has(cmd_version(cmd), FEATURE_CONTROL_PLANE_NAMED) ? "Kubernetes control plane" : "Kubernetes master",
               server);
    for (size_t i = 0; i < val_len(val_get(list, "items")); i++)
        print_service(cmd, server, val_item(val_get(list, "items"), i));
    sink_puts(cmd->out, "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n");
    val_unref(list);
    return 0;
}

const struct verb verb_cluster_info = {
    .name = "cluster-info",
    .kubectl = true,
    .usage = "cluster-info",
    .summary_ko = "API 서버의 주소를 보여요",
    .exec = exec,
};
