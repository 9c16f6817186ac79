#include "backends/fake/schedule.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/hash.h"

struct timer {
    int64_t at_ms;
    uint64_t order; /* of being set */
    size_t controller, place; /* place: in the heap */
    char *key;
};

/* What one controller has. */
struct desk {
    char **queue; /* a ring of keys, owned */
    size_t first, len, cap;
    struct strmap queued;   /* keys in the queue */
    struct strmap timers;   /* key -> struct timer */
    struct strmap notes;    /* key -> struct val, owned */
    struct strmap failures; /* key -> count */
};

/* So many timers of one instant fire one by one. */
enum { SINGLY_MAX = 64 };

struct schedule {
    struct desk *desks;
    struct timer **heap;
    size_t len, cap;
    uint64_t order;
};

struct schedule *schedule_new(void)
{
    struct schedule *s = xcalloc(1, sizeof(*s));
    s->desks = xcalloc(controller_count, sizeof(*s->desks));
    return s;
}

static void unref_note(const char *key, void *value, void *arg)
{
    (void)key;
    (void)arg;
    val_unref(value);
}

static void clear(struct schedule *s)
{
    for (size_t i = 0; i < s->len; i++) {
        free(s->heap[i]->key);
        free(s->heap[i]);
    }
    s->len = 0;
    for (size_t i = 0; i < controller_count; i++) {
        struct desk *d = &s->desks[i];
        for (char *key; (key = schedule_pop(s, i));)
            free(key);
        free(d->queue);
        strmap_each(&d->notes, unref_note, NULL);
        strmap_release(&d->queued);
        strmap_release(&d->timers);
        strmap_release(&d->notes);
        strmap_release(&d->failures);
        *d = (struct desk){ 0 };
    }
}

void schedule_free(struct schedule *s)
{
    if (!s)
        return;
    clear(s);
    free(s->desks);
    free(s->heap);
    free(s);
}

/* ---- queues ---- */

void schedule_enqueue(struct schedule *s, size_t controller, const char *key)
{
    struct desk *d = &s->desks[controller];
    if (strmap_get(&d->queued, key))
        return;
    strmap_put(&d->queued, key, d);
    if (d->len == d->cap) {
        size_t cap = d->cap ? d->cap * 2 : 16;
        char **queue = xcalloc(cap, sizeof(*queue));
        for (size_t i = 0; i < d->len; i++)
            queue[i] = d->queue[(d->first + i) % d->cap];
        free(d->queue);
        d->queue = queue;
        d->cap = cap;
        d->first = 0;
    }
    d->queue[(d->first + d->len++) % d->cap] = xstrdup(key);
}

char *schedule_pop(struct schedule *s, size_t controller)
{
    struct desk *d = &s->desks[controller];
    if (!d->len)
        return NULL;
    char *key = d->queue[d->first];
    d->first = (d->first + 1) % d->cap;
    d->len--;
    strmap_remove(&d->queued, key);
    return key;
}

/* ---- timers: a binary heap ---- */

static bool before(const struct timer *a, const struct timer *b)
{
    return a->at_ms != b->at_ms ? a->at_ms < b->at_ms : a->order < b->order;
}

static void set_place(struct schedule *s, size_t i, struct timer *t)
{
    s->heap[i] = t;
    t->place = i;
}

static void sift_up(struct schedule *s, struct timer *t)
{
    size_t i = t->place;
    while (i && before(t, s->heap[(i - 1) / 2])) {
        set_place(s, i, s->heap[(i - 1) / 2]);
        i = (i - 1) / 2;
    }
    set_place(s, i, t);
}

static void sift_down(struct schedule *s, struct timer *t)
{
    size_t i = t->place;
    for (size_t child; (child = 2 * i + 1) < s->len; i = child) {
        if (child + 1 < s->len && before(s->heap[child + 1], s->heap[child]))
            child++;
        if (!before(s->heap[child], t))
            break;
        set_place(s, i, s->heap[child]);
    }
    set_place(s, i, t);
}

static void remove_timer(struct schedule *s, struct timer *t)
{
    struct timer *last = s->heap[--s->len];
    if (last != t) {
        set_place(s, t->place, last);
        sift_up(s, last);
        sift_down(s, last);
    }
    strmap_remove(&s->desks[t->controller].timers, t->key);
    free(t->key);
    free(t);
}

void schedule_at(struct schedule *s, size_t controller, const char *key, int64_t at_ms)
{
    struct timer *t = strmap_get(&s->desks[controller].timers, key);
    if (t) {
        if (at_ms < t->at_ms) {
            t->at_ms = at_ms;
            t->order = s->order++;
            sift_up(s, t);
        }
        return;
    }
    t = xmalloc(sizeof(*t));
    *t = (struct timer){ at_ms, s->order++, controller, s->len, xstrdup(key) };
    strmap_put(&s->desks[controller].timers, key, t);
    ARRAY_GROW(s->heap, s->len, s->cap);
    s->heap[s->len++] = t;
    sift_up(s, t);
}

void schedule_cancel(struct schedule *s, size_t controller, const char *key)
{
    struct timer *t = strmap_get(&s->desks[controller].timers, key);
    if (t)
        remove_timer(s, t);
}

int64_t schedule_next(const struct schedule *s, bool essential)
{
    int64_t next = INT64_MAX;
    if (!essential)
        return s->len ? s->heap[0]->at_ms : next;
    for (size_t i = 0; i < s->len; i++)
        if (!controllers[s->heap[i]->controller]->keeps_time && s->heap[i]->at_ms < next)
            next = s->heap[i]->at_ms;
    return next;
}

/* How many timers are due at the instant, `most` at most: they stand together at the top of the heap. */
static size_t count_due(const struct schedule *s, size_t i, int64_t at_ms, size_t most)
{
    if (!most || i >= s->len || s->heap[i]->at_ms != at_ms)
        return 0;
    size_t n = 1 + count_due(s, 2 * i + 1, at_ms, most - 1);
    return n + count_due(s, 2 * i + 2, at_ms, most - n);
}

void schedule_fire(struct schedule *s)
{
    size_t controller = s->heap[0]->controller;
    int64_t at_ms = s->heap[0]->at_ms;
    bool together = count_due(s, 0, at_ms, SINGLY_MAX + 1) > SINGLY_MAX;
    do {
        schedule_enqueue(s, controller, s->heap[0]->key);
        remove_timer(s, s->heap[0]);
    } while (together && s->len && s->heap[0]->controller == controller && s->heap[0]->at_ms == at_ms);
}

/* ---- notes ---- */

const struct val *schedule_note(const struct schedule *s, size_t controller, const char *key)
{
    return strmap_get(&s->desks[controller].notes, key);
}

void schedule_set_note(struct schedule *s, size_t controller, const char *key, struct val *take)
{
    struct strmap *notes = &s->desks[controller].notes;
    val_unref(take ? strmap_put(notes, key, take) : strmap_remove(notes, key));
}

int schedule_failed(struct schedule *s, size_t controller, const char *key)
{
    struct strmap *failures = &s->desks[controller].failures;
    int count = (int)(intptr_t)strmap_get(failures, key) + 1;
    strmap_put(failures, key, (void *)(intptr_t)count);
    return count;
}

void schedule_succeeded(struct schedule *s, size_t controller, const char *key)
{
    strmap_remove(&s->desks[controller].failures, key);
}

/* ---- time travel ---- */

struct saved_note {
    size_t controller;
    char *key;
    struct val *note;  /* owned; NULL: a failure count */
    int failures;
};

struct schedule_image {
    struct timer *timers; /* keys owned */
    size_t timer_count;
    struct saved_note *notes;
    size_t note_count, note_cap;
};

struct saving {
    struct schedule_image *image;
    size_t controller;
};

static void save_note(const char *key, void *value, void *arg)
{
    struct saving *to = arg;
    ARRAY_GROW(to->image->notes, to->image->note_count, to->image->note_cap);
    to->image->notes[to->image->note_count++] = (struct saved_note){ to->controller, xstrdup(key), val_ref(value), 0 };
}

static void save_failure(const char *key, void *value, void *arg)
{
    struct saving *to = arg;
    ARRAY_GROW(to->image->notes, to->image->note_count, to->image->note_cap);
    to->image->notes[to->image->note_count++] =
        (struct saved_note){ to->controller, xstrdup(key), NULL, (int)(intptr_t)value };
}

static int by_order(const void *a, const void *b)
{
    const struct timer *x = a, *y = b;
    return before(x, y) ? -1 : 1;
}

struct schedule_image *schedule_save(const struct schedule *s)
{
    struct schedule_image *image = xcalloc(1, sizeof(*image));
    image->timers = xcalloc(s->len, sizeof(*image->timers));
    image->timer_count = s->len;
    for (size_t i = 0; i < s->len; i++) {
        image->timers[i] = *s->heap[i];
        image->timers[i].key = xstrdup(s->heap[i]->key);
    }
    qsort(image->timers, image->timer_count, sizeof(*image->timers), by_order);
    for (size_t i = 0; i < controller_count; i++) {
        struct saving to = { image, i };
        if (s->desks[i].len)
            BUG("a snapshot while %s has work", controllers[i]->name);
        strmap_each(&s->desks[i].notes, save_note, &to);
        strmap_each(&s->desks[i].failures, save_failure, &to);
    }
    return image;
}

void schedule_load(struct schedule *s, const struct schedule_image *image)
{
    clear(s);
    for (size_t i = 0; i < image->timer_count; i++)
        schedule_at(s, image->timers[i].controller, image->timers[i].key, image->timers[i].at_ms);
    for (size_t i = 0; i < image->note_count; i++) {
        const struct saved_note *n = &image->notes[i];
        if (n->note)
            schedule_set_note(s, n->controller, n->key, val_ref(n->note));
        else
            strmap_put(&s->desks[n->controller].failures, n->key, (void *)(intptr_t)n->failures);
    }
}

void schedule_image_free(struct schedule_image *image)
{
    if (!image)
        return;
    for (size_t i = 0; i < image->timer_count; i++)
        free(image->timers[i].key);
    for (size_t i = 0; i < image->note_count; i++) {
        free(image->notes[i].key);
        val_unref(image->notes[i].note);
    }
    free(image->timers);
    free(image->notes);
    free(image);
}
