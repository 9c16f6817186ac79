/*
 * The built-in cluster as a backend.
 *
 *     struct backend *b = fake_new(cluster_file_doc, &st);      // NULL doc: the notes' classroom
 *     fake_set_pace(b, FAKE_STEPPED, 1);                        // script: the clock moves only when told to
 */
#ifndef SEODANG_FAKE_H
#define SEODANG_FAKE_H

#include "backends/backend.h"

/* Stepped: waiting moves the virtual clock at once.  Wall: virtual time runs `speed` times as fast as the wall clock, and
 * what became due is done lazily, before each request and while somebody waits. */
enum fake_pace { FAKE_STEPPED, FAKE_WALL };

/* doc: the cluster file (design section 7), or NULL; borrowed.  NULL with *st when it is not valid. */
struct backend *fake_new(const struct val *doc, struct status *st);
void fake_set_pace(struct backend *b, enum fake_pace pace, double speed);
double fake_speed(struct backend *b);

#endif
