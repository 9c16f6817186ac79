#include "backends/fake/store_tree.h"

#include <string.h>

static int compare_key(const struct object *o, const char *ns, const char *name)
{
    int d = strcmp(o->ns, ns);
    return d ? d : strcmp(o->name, name);
}

static void rotate_up(struct object **root, struct object *o)
{
    struct object *p = o->up, *g = p->up;
    if (p->left == o) {
        p->left = o->right;
        if (o->right)
            o->right->up = p;
        o->right = p;
    } else {
        p->right = o->left;
        if (o->left)
            o->left->up = p;
        o->left = p;
    }
    p->up = o;
    o->up = g;
    if (!g)
        *root = o;
    else if (g->left == p)
        g->left = o;
    else
        g->right = o;
}

void tree_insert(struct object **root, struct object *o, uint32_t priority)
{
    struct object **at = root, *up = NULL;
    while (*at) {
        up = *at;
        at = compare_key(up, o->ns, o->name) > 0 ? &up->left : &up->right;
    }
    *at = o;
    o->up = up;
    o->left = o->right = NULL;
    o->priority = priority;
    while (o->up && o->up->priority < o->priority)
        rotate_up(root, o);
}

void tree_remove(struct object **root, struct object *o)
{
    while (o->left || o->right) {
        struct object *l = o->left, *r = o->right;
        rotate_up(root, !r || (l && l->priority > r->priority) ? l : r);
    }
    if (!o->up)
        *root = NULL;
    else if (o->up->left == o)
        o->up->left = NULL;
    else
        o->up->right = NULL;
}

struct object *tree_next(struct object *o)
{
    if (o->right) {
        o = o->right;
        while (o->left)
            o = o->left;
        return o;
    }
    while (o->up && o->up->right == o)
        o = o->up;
    return o->up;
}

struct object *tree_seek(struct object *root, const char *ns, const char *name, bool above)
{
    struct object *found = NULL;
    for (struct object *o = root; o;) {
        int d = compare_key(o, ns, name);
        if (d > 0 || (!d && !above)) {
            found = o;
            o = o->left;
        } else {
            o = o->right;
        }
    }
    return found;
}
