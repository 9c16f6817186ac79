/* defaults.jsonl: a manifest as the server completes it. */
#include "backends/fake/kind.h"
#include "tests/vectors/vectors.h"

struct val *vectors_defaults(const struct val *in, struct version v)
{
    const struct val *manifest = val_get(in, "manifest");
    const struct kind *k = kind_of(val_get_str(manifest, "apiVersion", ""), val_get_str(manifest, "kind", ""));
    struct arena *a = arena_new();
    struct kind_context kc = { .version = v, .arena = a, .ns = val_at_str(manifest, "metadata.namespace", "default") };
    struct val *doc = val_ref(manifest);
    if (k && k->set_defaults)
        k->set_defaults(&doc, &kc);
    arena_free(a);
    return k ? val_fmt("{defaulted:%V}", doc) : val_fmt("{error:'no such kind'}");
}
