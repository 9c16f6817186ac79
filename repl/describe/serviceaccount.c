#include "repl/describe/describe.h"

/* Names under a title, one a line. */
static void add_names(struct describe *d, const char *title, const char **names, size_t n)
{
    describe_add(d, 0, "%s:\t%s", title, n ? "" : "<none>\n");
    for (size_t i = 0; i < n; i++)
        describe_add(d, 0, "%s%s\n", i ? "\t" : "", names[i]);
}

static size_t names_of(const struct val *references, const char **names)
{
    for (size_t i = 0; i < val_len(references); i++)
        names[i] = val_get_str(val_item(references, i), "name", "");
    return val_len(references);
}

/* Secrets that hold tokens of this account. */
static size_t tokens_of(struct describe *d, const struct val *account, const char ***names)
{
    const struct val *secrets = describe_list(d, "secrets", val_at_str(account, "metadata.namespace", NULL), NULL, NULL);
    size_t n = 0;
    *names = arena_alloc(d->cmd->arena, (val_len(secrets) + 1) * sizeof(**names));
    for (size_t i = 0; i < val_len(secrets); i++) {
        const struct val *annotations = val_at(val_item(secrets, i), "metadata.annotations");
        if (val_str_equal(val_get(val_item(secrets, i), "type"), "kubernetes.io/service-account-token") &&
            val_equal(val_get(annotations, "kubernetes.io/service-account.uid"), val_at(account, "metadata.uid")))
            (*names)[n++] = val_at_str(val_item(secrets, i), "metadata.name", "");
    }
    return n;
}

static void describe(struct describe *d, const struct val *account)
{
    const struct val *pull = val_get(account, "imagePullSecrets"), *mountable = val_get(account, "secrets");
    const char **names = arena_alloc(d->cmd->arena, (val_len(pull) + val_len(mountable) + 1) * sizeof(*names)), **tokens;
    describe_add(d, 0, "Name:\t%s\n", val_at_str(account, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(account, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(account, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(account, "metadata.annotations"));
    add_names(d, "Image pull secrets", names, names_of(pull, names));
    if (version_has(d->version, FEATURE_SECRETS_COLUMN)) {
        add_names(d, "Mountable secrets", names, names_of(mountable, names));
        size_t n = tokens_of(d, account, &tokens);
        add_names(d, "Tokens", tokens, n);
    }
    describe_events(d, account);
}

const struct describer describer_serviceaccount = { "", "ServiceAccount", describe };
