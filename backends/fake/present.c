#include "backends/fake/present.h"

#include <string.h>

/* The path an object is read at, as it stood in every answer once. */
static void set_self_link(struct val **doc, const struct kind *k, const char *api_version)
{
    const char *ns = val_at_str(*doc, "metadata.namespace", ""), *name = val_at_str(*doc, "metadata.name", "");
    if (*name)
        val_put(doc, "metadata.selfLink",
                val_stringf("/%s/%s%s%s/%s/%s", strchr(api_version, '/') ? "apis" : "api", api_version, *ns ? "/namespaces/" : "", ns,
                            k->plural, name));
}

struct val *present_doc(const struct val *doc, const struct kind *k, const char *api_version, const struct kind_context *kc)
{
    struct val *shown = k->present ? k->present(doc, api_version, kc) : val_ref(doc);
    if (!val_str_equal(val_get(shown, "apiVersion"), api_version))
        val_set(&shown, "apiVersion", val_string(api_version));
    if (version_has(kc->version, FEATURE_SELF_LINK))
        set_self_link(&shown, k, api_version);
    return shown;
}
