/*
 * Work queues, timers and notes of all controllers: what the control plane remembers besides the objects.
 *
 * A timer is data (instant, controller, key), not a callback, so that a snapshot can hold it.  One ordered queue; timers of
 * the same instant fire in the order they were set.
 */
#ifndef SEODANG_FAKE_SCHEDULE_H
#define SEODANG_FAKE_SCHEDULE_H

#include "backends/fake/controller.h"

struct schedule;
struct schedule_image;

struct schedule *schedule_new(void);
void schedule_free(struct schedule *s);

/* Queues: the controller is its index in controllers[]. */
void schedule_enqueue(struct schedule *s, size_t controller, const char *key);
/* The next key of that controller's queue, or NULL; the caller frees it. */
char *schedule_pop(struct schedule *s, size_t controller);

/* Timers. */
void schedule_at(struct schedule *s, size_t controller, const char *key, int64_t at_ms);
void schedule_cancel(struct schedule *s, size_t controller, const char *key);
/* The earliest instant, INT64_MAX: none. `essential`: without controllers that only keep time. */
int64_t schedule_next(const struct schedule *s, bool essential);
/* Moves the earliest timer's key to its controller's queue.  When very many are due at that instant, those that follow it of the
 * same controller go with it: three pods that start at once are seen one after the other, a thousand cost one look at their
 * owner. */
void schedule_fire(struct schedule *s);

/* Notes; failures counts syncs that failed in a row. */
const struct val *schedule_note(const struct schedule *s, size_t controller, const char *key);
void schedule_set_note(struct schedule *s, size_t controller, const char *key, struct val *take);
int schedule_failed(struct schedule *s, size_t controller, const char *key); /* the count, this failure included */
void schedule_succeeded(struct schedule *s, size_t controller, const char *key);

/* Queues must be empty. */
struct schedule_image *schedule_save(const struct schedule *s);
void schedule_load(struct schedule *s, const struct schedule_image *image);
void schedule_image_free(struct schedule_image *image);

#endif
