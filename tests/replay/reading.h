/*
 * Whether what we printed says the same as what a real kubectl printed.
 *
 * Both are read alike: runs of blanks are one; lines are a multiset unless the command sorts (the events below a describe
 * are always one); random name endings, hashes, uids, addresses, resourceVersions and times become placeholders; of `-w` on
 * other kinds than pods the header and the last row count.  A duration may differ by the recording's tolerance (3 s unless
 * it says other), a node's age by anything.  Where the recording says `placement: any` the scheduler's choice may differ;
 * where it says `alternating` a failing pod may be in the other of its two states.
 */
#ifndef SEODANG_REPLAY_READING_H
#define SEODANG_REPLAY_READING_H

#include "backends/base/val.h"

/* `step` is a step of `recording`, `got` our {rc, stdout, stderr}. */
bool reading_same(const struct val *recording, const struct val *step, const struct val *got);

#endif
