/*
 * What every namespace gets: the service account `default`, its token (a Secret, up to v1.23), and the ConfigMap with the
 * cluster's certificate (from v1.20).  Mirrors pkg/controller/serviceaccount and
 * pkg/controller/certificates/rootcacertpublisher, v1.20.2.
 */
#include <string.h>

#include "backends/base/base64.h"
#include "backends/fake/cluster.h"

enum { CERTIFICATE_LINES = 12, CERTIFICATE_LINE_BYTES = 48, TOKEN_BYTES = 96 };

static const char *const watches[] = { "/namespaces", "/serviceaccounts", "/secrets", "/configmaps", NULL };

static const char root_ca[] = "kube-root-ca.crt";

static void observe(struct run *r, const struct change *c)
{
    const char *ns = c->kind == kind_namespace ? c->object->name : c->object->ns;
    if (c->kind == kind_namespace || c->kind == kind_serviceaccount || c->type == CHANGE_DELETED)
        run_enqueue(r, ns);
}

/* Bytes of the seeded generator in base64. */
static void add_random(struct run *r, struct strbuf *sb, size_t bytes)
{
    unsigned char *data = arena_alloc(r->arena, bytes);
    for (size_t i = 0; i < bytes; i++)
        data[i] = (unsigned char)random_below(&r->cluster->chance.tokens, 256);
    base64_encode(sb, data, bytes);
}

/* The cluster's certificate: made up once, then the one that kube-system has. */
static const char *certificate(struct run *r)
{
    const struct val *note = run_note(r, root_ca);
    if (note)
        return val_str(note);
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, "-----BEGIN CERTIFICATE-----\n");
    for (int i = 0; i < CERTIFICATE_LINES; i++) {
        add_random(r, &sb, CERTIFICATE_LINE_BYTES);
        strbuf_addch(&sb, '\n');
    }
    strbuf_adds(&sb, "-----END CERTIFICATE-----\n");
    run_set_note(r, root_ca, val_stringn(sb.buf, sb.len));
    strbuf_release(&sb);
    return val_str(run_note(r, root_ca));
}

static int create(struct run *r, const struct kind *k, const char *ns, struct val *take, struct status *st)
{
    return api_create(r->cluster, k, ns, take, NULL, NULL, st);
}

static struct val *encoded(const char *text)
{
    struct strbuf sb = STRBUF_INIT;
    base64_encode(&sb, text, strlen(text));
    struct val *v = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return v;
}

/* A token's Secret, and the account's reference to it. */
static int give_token(struct run *r, const struct object *account, struct status *st)
{
    char suffix[6];
    struct strbuf token = STRBUF_INIT;
    const char *ns = arena_strdup(r->arena, account->ns), *name = arena_strdup(r->arena, account->name);
    random_suffix(&r->cluster->chance.tokens, suffix, 5);
    const char *secret = arena_strf(r->arena, "%s-token-%s", name, suffix);
    add_random(r, &token, TOKEN_BYTES);
    struct val *doc = val_fmt("{apiVersion:v1, kind:Secret, metadata:{name:%s, namespace:%s, annotations:{"
                              "'kubernetes.io/service-account.name':%s, 'kubernetes.io/service-account.uid':%s}},"
                              " type:'kubernetes.io/service-account-token', data:{'ca.crt':%V, namespace:%V, token:%V}}",
                              secret, ns, name, account->uid, encoded(certificate(r)), encoded(ns), encoded(token.buf));
    strbuf_release(&token);
    if (create(r, kind_secret, ns, doc, st) < 0)
        return -1;
    account = store_get(r->store, kind_serviceaccount, ns, name);
    struct val *updated = val_ref(account->doc);
    val_set(&updated, "secrets", val_fmt("[{name:%s}]", secret));
    return api_update(r->cluster, kind_serviceaccount, updated, NULL, NULL, st);
}

/* Whether one of the Secrets that the account names is there. */
static bool has_token(struct run *r, const struct object *account)
{
    const struct val *secrets = val_get(account->doc, "secrets");
    for (size_t i = 0; i < val_len(secrets); i++)
        if (store_get(r->store, kind_secret, account->ns, val_get_str(val_item(secrets, i), "name", "")))
            return true;
    return false;
}

static int give_tokens(struct run *r, const char *ns, struct status *st)
{
    size_t n;
    const struct val **accounts = store_collect(r->store, r->arena, kind_serviceaccount, ns, &n);
    for (size_t i = 0; i < n; i++) {
        const struct object *o = store_by_uid(r->store, val_at_str(accounts[i], "metadata.uid", ""));
        if (o && !o->deleting && !has_token(r, o) && give_token(r, o, st) < 0)
            return -1;
    }
    return 0;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const struct object *ns = store_get(r->store, kind_namespace, "", key);
    if (!ns || ns->deleting)
        return 0;
    if (!store_get(r->store, kind_serviceaccount, key, "default") &&
        create(r, kind_serviceaccount, key, val_fmt("{apiVersion:v1, kind:ServiceAccount, metadata:{name:default, namespace:%s}}", key), st) < 0)
        return -1;
    if (version_has(r->cluster->version, FEATURE_TOKEN_SECRETS) && give_tokens(r, key, st) < 0)
        return -1;
    if (!version_has(r->cluster->version, FEATURE_ROOT_CA) || store_get(r->store, kind_configmap, key, root_ca))
        return 0;
    return create(r, kind_configmap, key, val_fmt("{apiVersion:v1, kind:ConfigMap, metadata:{name:%s, namespace:%s}, data:{'ca.crt':%s}}",
                                                  root_ca, key, certificate(r)), st);
}

const struct controller controller_serviceaccount = {
    .name = "serviceaccount-controller", .watches = watches, .observe = observe, .sync = sync,
};
