/*
 * Hashing, and a table from strings to pointers.
 *
 *     struct strmap m = STRMAP_INIT;
 *     strmap_put(&m, "default/web", object);
 *     struct object *o = strmap_get(&m, "default/web");
 *     strmap_release(&m);
 *
 * The table copies its keys and borrows its values.  It has no order: whatever prints or decides must sort first.
 */
#ifndef SEODANG_BASE_HASH_H
#define SEODANG_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* 32-bit FNV-1a. */
uint32_t hash_bytes(const void *data, size_t len);
/* 32-bit FNV-1. */
uint32_t hash_bytes_first(const void *data, size_t len);
/* For tables in memory: eight bytes at a time, and no other hash's number. */
uint32_t hash_key(const char *key, size_t len);

struct strmap_entry {
    char *key; /* owned; NULL: free slot */
    void *value;
};

struct strmap {
    struct strmap_entry *entries; /* owned; open addressing */
    size_t count, size;
};

#define STRMAP_INIT { NULL, 0, 0 }

void strmap_release(struct strmap *m);
/* The value, or NULL. */
void *strmap_get(const struct strmap *m, const char *key);
/* Sets the value (not NULL) and returns the one that was there, or NULL. */
void *strmap_put(struct strmap *m, const char *key, void *value);
/* Removes the key and returns its value, or NULL. */
void *strmap_remove(struct strmap *m, const char *key);
/* Calls fn for each entry, in no particular order; fn must not change the map. */
void strmap_each(const struct strmap *m, void (*fn)(const char *key, void *value, void *arg), void *arg);

#endif
