#include <string.h>

#include "backends/fake/decode.h"
#include "backends/fake/kind.h"
#include "backends/status.h"
#include "repl/verb.h"
#include "tests/vectors/vectors.h"

/* ---- what the server does before it validates ---- */

static void fill_new(struct val **doc)
{
    if (!*val_at_str(*doc, "metadata.namespace", ""))
        val_put_str(doc, "metadata.namespace", "default");
    if (!*val_at_str(*doc, "metadata.name", "") && *val_at_str(*doc, "metadata.generateName", ""))
        val_put(doc, "metadata.name", val_stringf("%sabcde", val_at_str(*doc, "metadata.generateName", "")));
    val_put_str(doc, "metadata.uid", "00000000-0000-4000-8000-000000000001");
    val_put_str(doc, "metadata.creationTimestamp", "2020-01-01T00:00:00Z");
}

static void fill_updated(struct val **doc, const struct val *old)
{
    static const char *const kept[] = { "metadata.uid", "metadata.creationTimestamp", "metadata.deletionTimestamp",
                                        "metadata.deletionGracePeriodSeconds", "metadata.generation", "metadata.namespace",
                                        "metadata.resourceVersion" };
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        if (val_is_null(val_at(*doc, kept[i])) && !val_is_null(val_at(old, kept[i])))
            val_put(doc, kept[i], val_ref(val_at(old, kept[i])));
    if (val_get(old, "status"))
        val_set(doc, "status", val_ref(val_get(old, "status")));
    else
        val_unset(doc, "status");
}

static void prepare(const struct kind *k, struct val **doc, struct val **old, const struct kind_context *kc)
{
    if (k->set_defaults)
        k->set_defaults(doc, kc);
    if (!*old) {
        fill_new(doc);
        if (k->prepare_create)
            k->prepare_create(doc, kc);
        return;
    }
    if (k->set_defaults)
        k->set_defaults(old, kc);
    if (!*val_at_str(*old, "metadata.namespace", ""))
        val_put_str(old, "metadata.namespace", "default");
    fill_updated(doc, *old);
    if (k->prepare_update)
        k->prepare_update(doc, *old, kc);
}

/* ---- what is said ---- */

static struct val *errors_doc(const struct field_errors *errors)
{
    struct val *list = val_array();
    for (size_t i = 0; i < errors->len; i++)
        val_append(&list, val_fmt("{field:%s, type:%s, detail:%s}", errors->items[i].path,
                                  field_error_reason(errors->items[i].type), errors->items[i].detail));
    return list;
}

/* As kubectl prints the Status. */
static struct val *kubectl_text(const struct kind *k, const struct val *doc, const struct field_errors *errors,
                                struct arena *arena)
{
    struct status st = STATUS_INIT;
    struct command cmd = { .arena = arena };
    status_invalid(&st, k->group, k->kind, val_at_str(doc, "metadata.name", ""), errors);
    const char *text = cmd_status_text(&cmd, &st);
    struct val *v = val_stringn(text, strlen(text) - 1);
    status_release(&st);
    return v;
}

static struct val *decode_body(const struct val *body, const struct kind *k, struct version v, struct status *st)
{
    const char *api = val_get_str(body, "apiVersion", ""), *slash = strchr(api, '/');
    return decode_object(body, false, k, slash ? slash + 1 : api, v, NULL, st);
}

struct val *vectors_validation(const struct val *in, struct version v)
{
    struct arena *arena = arena_new();
    struct kind_context kc = { .version = v, .arena = arena, .ns = "default", .refuse_privileged = true };
    struct status st = STATUS_INIT;
    struct field_errors errors = FIELD_ERRORS_INIT;
    const struct val *manifest = val_get(in, "manifest"), *was = val_get(in, "old");
    const struct kind *k = kind_of(val_get_str(manifest, "apiVersion", ""), val_get_str(manifest, "kind", ""));
    struct val *doc = k ? decode_body(manifest, k, v, &st) : NULL, *reply = NULL;
    struct val *old = doc && was ? decode_body(was, k, v, &st) : NULL;
    if (!doc || (was && !old)) {
        reply = val_fmt("{decode_error:true}");
    } else {
        prepare(k, &doc, &old, &kc);
        if (k->validate)
            k->validate(doc, old, &kc, &errors);
        reply = val_fmt("{errors:%V, kubectl:%V}", errors_doc(&errors), kubectl_text(k, doc, &errors, arena));
    }
    field_errors_release(&errors);
    status_release(&st);
    val_unref(doc);
    val_unref(old);
    arena_free(arena);
    return reply;
}
