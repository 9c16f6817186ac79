#include "backends/fake/present.h"

struct val *present_doc(const struct val *doc, const struct kind *k, const char *api_version, const struct kind_context *kc)
{
    struct val *shown = k->present ? k->present(doc, api_version, kc) : val_ref(doc);
    if (!val_str_equal(val_get(shown, "apiVersion"), api_version))
        val_set(&shown, "apiVersion", val_string(api_version));
    return shown;
}
