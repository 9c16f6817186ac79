#include "backends/base/hash.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/xalloc.h"

uint32_t hash_bytes(const void *data, size_t len)
{
    const unsigned char *p = data;
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < len; i++)
        h = (h ^ p[i]) * 16777619U;
    return h;
}

uint32_t hash_bytes_first(const void *data, size_t len)
{
    const unsigned char *p = data;
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < len; i++)
        h = h * 16777619U ^ p[i];
    return h;
}

uint32_t hash_key(const char *key, size_t len)
{
    const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t h = len, word = 0;
    for (size_t i = 0; i + sizeof(word) < len; i += sizeof(word)) {
        memcpy(&word, key + i, sizeof(word));
        h = (h ^ word) * odd;
        h ^= h >> 32;
    }
    if (len >= sizeof(word)) /* the last eight, some of them again */
        memcpy(&word, key + len - sizeof(word), sizeof(word));
    else
        for (size_t i = 0; i < len; i++)
            word = word << 8 | (unsigned char)key[i];
    h = (h ^ word) * odd;
    h = (h ^ h >> 32) * odd; /* what differs in the last characters alone has reached only the highest bits yet */
    return (uint32_t)(h >> 32);
}

void strmap_release(struct strmap *m)
{
    for (size_t i = 0; i < m->size; i++)
        free(m->entries[i].key);
    free(m->entries);
    *m = (struct strmap)STRMAP_INIT;
}

/* The slot that holds key, or the free one where it belongs. */
static size_t slot_of(const struct strmap *m, const char *key)
{
    size_t i = hash_key(key, strlen(key)) & (m->size - 1);
    while (m->entries[i].key && strcmp(m->entries[i].key, key))
        i = (i + 1) & (m->size - 1);
    return i;
}

void *strmap_get(const struct strmap *m, const char *key)
{
    return m->size ? m->entries[slot_of(m, key)].value : NULL;
}

static void resize(struct strmap *m, size_t size)
{
    struct strmap old = *m;
    m->entries = xcalloc(size, sizeof(*m->entries));
    m->size = size;
    for (size_t i = 0; i < old.size; i++)
        if (old.entries[i].key)
            m->entries[slot_of(m, old.entries[i].key)] = old.entries[i];
    free(old.entries);
}

void *strmap_put(struct strmap *m, const char *key, void *value)
{
    if (!value)
        BUG("strmap_put of NULL");
    if ((m->count + 1) * 4 > m->size * 3)
        resize(m, m->size ? m->size * 2 : 16);
    size_t i = slot_of(m, key);
    void *old = m->entries[i].value;
    if (!m->entries[i].key) {
        m->entries[i].key = xstrdup(key);
        m->count++;
    }
    m->entries[i].value = value;
    return old;
}

void *strmap_remove(struct strmap *m, const char *key)
{
    if (!m->size)
        return NULL;
    size_t i = slot_of(m, key);
    if (!m->entries[i].key)
        return NULL;
    void *old = m->entries[i].value;
    free(m->entries[i].key);
    m->entries[i] = (struct strmap_entry){ NULL, NULL };
    m->count--;
    /* Those behind may have stood here but for this one: put them in anew. */
    for (size_t j = (i + 1) & (m->size - 1); m->entries[j].key; j = (j + 1) & (m->size - 1)) {
        struct strmap_entry e = m->entries[j];
        m->entries[j] = (struct strmap_entry){ NULL, NULL };
        m->entries[slot_of(m, e.key)] = e;
    }
    return old;
}

void strmap_each(const struct strmap *m, void (*fn)(const char *, void *, void *), void *arg)
{
    for (size_t i = 0; i < m->size; i++)
        if (m->entries[i].key)
            fn(m->entries[i].key, m->entries[i].value, arg);
}
