/*
 * The lessons' files, which lie inside the program: lessons/catalog and lessons/world, read in by the compiler.
 *
 *     size_t count;
 *     const char *const *names = embed_list(arena, "catalog", &count);       // "01-daemonset", ..., sorted
 *     const char *text = embed_text(arena, "catalog", names[0], &len);
 *     fprintf(stderr, "%s:%d: ...", embed_path(arena, "catalog", names[0]), line);
 *
 * An author's folder goes before: with embed_set_dir("my") (`--lessons DIR`, or $SEODANG_LESSONS) a file
 * my/catalog/NAME.yaml stands in for, or beside, the ones inside.  Names never hold a '/'.
 */
#ifndef SEODANG_EMBED_H
#define SEODANG_EMBED_H

#include "backends/base/arena.h"

/* `dir` is copied, and stays the same folder when the process goes to another; "": none; NULL: $SEODANG_LESSONS, or none. */
void embed_set_dir(const char *dir);

/* Names without ".yaml" of the files in a folder, sorted; the array and its strings live in the arena. */
const char *const *embed_list(struct arena *a, const char *folder, size_t *count);
/* The file's bytes, with a NUL behind them; NULL when there is none of that name. */
const char *embed_text(struct arena *a, const char *folder, const char *name, size_t *len);
/* The file's name for messages: "my/catalog/x.yaml", or "lessons/catalog/x.yaml" for one inside. */
const char *embed_path(struct arena *a, const char *folder, const char *name);

#endif
