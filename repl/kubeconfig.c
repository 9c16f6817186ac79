#include "repl/kubeconfig.h"

#include <stdlib.h>
#include <string.h>

/* Where the API server listens: the control-plane node's address, port 6443. */
static struct val *server_of(struct session *s)
{
    static const char *const roles[] = { "node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master" };
    struct status st = STATUS_INIT;
    struct val *list = NULL, *url = NULL;
    const struct resource *nodes = client_find(s->client, "nodes", &st);
    for (size_t i = 0; nodes && !url && i < ARRAY_LEN(roles); i++) {
        struct list_options o = { .label_selector = roles[i] };
        if (client_list(s->client, nodes, NULL, &o, &list, &st) < 0)
            break;
        const struct val *addresses = val_at(list, "items.0.status.addresses");
        const struct val *address = val_get(val_find(addresses, "type", "InternalIP", NULL), "address");
        if (val_str(address))
            url = val_stringf("https://%s:6443", val_str(address));
        val_unref(list);
    }
    status_release(&st);
    return url ? url : val_string("https://127.0.0.1:6443");
}

const struct val *kubeconfig_get(struct session *s)
{
    if (s->kubeconfig)
        return s->kubeconfig;
    const char *ns = strcmp(s->namespace_, "default") ? s->namespace_ : NULL;
    s->kubeconfig = val_fmt("{apiVersion:v1, kind:Config, preferences:{}, 'current-context':'kubernetes-admin@kubernetes',"
                            " clusters:[{name:kubernetes, cluster:{'certificate-authority-data':'DATA+OMITTED', server:%V}}],"
                            " contexts:[{name:'kubernetes-admin@kubernetes',"
                            "            context:{cluster:kubernetes, namespace:%s, user:kubernetes-admin}}],"
                            " users:[{name:kubernetes-admin, user:{'client-certificate-data':REDACTED,"
                            "         'client-key-data':REDACTED}}]}",
                            server_of(s), ns);
    return s->kubeconfig;
}

const char *kubeconfig_current(struct session *s)
{
    return val_get_str(kubeconfig_get(s), "current-context", "");
}

const struct val *kubeconfig_context(struct session *s, const char *name)
{
    return val_get(val_find(val_get(kubeconfig_get(s), "contexts"), "name", name, NULL), "context");
}

static void follow_current(struct session *s)
{
    const char *ns = val_get_str(kubeconfig_context(s, kubeconfig_current(s)), "namespace", "default");
    char *copy = xstrdup(*ns ? ns : "default");
    free(s->namespace_);
    s->namespace_ = copy;
}

void kubeconfig_set_context(struct session *s, const char *name, struct val *take)
{
    size_t index;
    struct val *contexts = val_ref(val_get(kubeconfig_get(s), "contexts"));
    const struct val *old = val_find(contexts, "name", name, &index);
    if (old)
        val_remove(&contexts, index);
    if (take) {
        /* The file lists contexts by name. */
        for (index = 0; index < val_len(contexts); index++)
            if (strcmp(val_get_str(val_item(contexts, index), "name", ""), name) > 0)
                break;
        val_insert(&contexts, index, val_fmt("{name:%s, context:%V}", name, take));
    }
    val_set(&s->kubeconfig, "contexts", contexts);
    if (!strcmp(name, kubeconfig_current(s)))
        follow_current(s);
}

void kubeconfig_use(struct session *s, const char *name)
{
    kubeconfig_get(s);
    val_set(&s->kubeconfig, "current-context", val_string(name));
    follow_current(s);
}

const char *kubeconfig_server(struct session *s)
{
    const char *name = val_get_str(kubeconfig_context(s, kubeconfig_current(s)), "cluster", "");
    const struct val *cluster = val_find(val_get(kubeconfig_get(s), "clusters"), "name", name, NULL);
    return val_at_str(cluster, "cluster.server", "");
}
