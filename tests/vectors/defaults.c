/* defaults.jsonl: a manifest as the server completes it. */
#include <string.h>

#include "backends/fake/decode.h"
#include "tests/vectors/vectors.h"

struct val *vectors_defaults(const struct val *in, struct version v)
{
    const struct val *manifest = val_get(in, "manifest");
    const char *api = val_get_str(manifest, "apiVersion", "");
    const struct kind *k = kind_of(api, val_get_str(manifest, "kind", ""));
    if (!k)
        return val_fmt("{error:'no such kind'}");
    struct status st = STATUS_INIT;
    struct arena *a = arena_new();
    struct kind_context kc = { .version = v, .arena = a, .ns = val_at_str(manifest, "metadata.namespace", "default") };
    struct val *doc = decode_object(manifest, false, k, *k->group ? api + strlen(k->group) + 1 : api, v, NULL, &st);
    if (doc && k->set_defaults)
        k->set_defaults(&doc, &kc);
    struct val *answer = doc ? val_fmt("{defaulted:%V}", doc) : val_fmt("{error:%s}", st.message);
    arena_free(a);
    status_release(&st);
    return answer;
}
