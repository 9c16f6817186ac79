#include "backends/fake/cluster.h"
#include "backends/fake/store.h"
#include "tests/unit/test.h"

static const struct object *insert_pod(struct store *s, const char *name, const char *owner)
{
    return store_insert(s, kind_pod, val_fmt("{metadata:{name:%s, namespace:default, uid:%s, ownerReferences:[{uid:other},"
                                             " {kind:Job, name:%s, uid:%s, controller:true}]}}", name, name, owner, owner));
}

/* The names of an owner's pods that are not settled, and the numbers of the others. */
static void check_owned(struct store *s, const char *owner, const char *open, int64_t first, int64_t second)
{
    struct arena *a = arena_new();
    struct strbuf names = STRBUF_INIT;
    size_t count;
    const struct val **docs = store_collect_open(s, a, kind_pod, owner, &count);
    for (size_t i = 0; i < count; i++)
        strbuf_addf(&names, " %s", val_at_str(docs[i], "metadata.name", ""));
    CHECK_STR(names.buf, open);
    CHECK_INT((int64_t)store_settled(s, owner, 0), first);
    CHECK_INT((int64_t)store_settled(s, owner, 1), second);
    strbuf_release(&names);
    arena_free(a);
}

static void change(struct store *s, const struct object *o, const char *path, struct val *take)
{
    struct val *doc = val_ref(o->doc);
    val_put(&doc, path, take);
    store_replace(s, o, doc);
}

TEST(store_settled)
{
    struct store *s = store_new();
    const struct object *a = insert_pod(s, "a", "job"), *b = insert_pod(s, "b", "job"), *c = insert_pod(s, "c", "job");
    check_owned(s, "job", " a b c", 0, 0);
    store_settle(s, a, 0);
    store_settle(s, b, 1);
    store_settle(s, b, 1);
    check_owned(s, "job", " c", 1, 1);
    CHECK_INT((int64_t)store_settled(s, "other", 0), 0); /* it does not control them */
    store_replace(s, b, val_ref(b->doc)); /* no change */
    check_owned(s, "job", " c", 1, 1);
    change(s, b, "metadata.labels", val_fmt("{x:y}"));
    check_owned(s, "job", " c b", 1, 0);
    change(s, a, "metadata.ownerReferences", val_fmt("[{kind:Job, name:next, uid:next, controller:true}]"));
    check_owned(s, "job", " c b", 0, 0);
    check_owned(s, "next", " a", 0, 0);
    store_settle(s, c, 0);
    store_remove(s, c);
    check_owned(s, "job", " b", 0, 0);
    store_settle(s, b, 1);
    struct store_image *image = store_save(s);
    store_load(s, image); /* all are looked at again */
    check_owned(s, "job", " b", 0, 0);
    store_image_free(image);
    store_free(s);
}
