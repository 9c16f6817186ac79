#include "backends/base/owner.h"

const struct val *owner_controller(const struct val *doc)
{
    const struct val *refs = val_get(val_get(doc, "metadata"), "ownerReferences");
    for (size_t i = 0; i < val_len(refs); i++)
        if (val_bool_or(val_get(val_item(refs, i), "controller"), false))
            return val_item(refs, i);
    return NULL;
}

bool owner_controls(const struct val *owner, const struct val *doc)
{
    const struct val *controller = owner_controller(doc);
    return controller && val_equal(val_get(controller, "uid"), val_at(owner, "metadata.uid"));
}
