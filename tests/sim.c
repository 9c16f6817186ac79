/*
 * build/sim                  SEEDS seeds; .ci/run plays a thousand
 * build/sim SEED             one of them, edit by edit
 * SIM_SEEDS=N build/sim      so many
 *
 * See tests/sim/sim.h. A failure names its seed.  What it showed becomes a transcript in tests/golden/found, for a seed means
 * another life whenever an edit is added.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/sim/sim.h"

enum { SEEDS = 200, EDITS_MAX = 80, TWICE_EVERY = 20 };

static void life(struct sim *s, uint64_t seed)
{
    sim_begin(s, seed);
    for (int64_t left = sim_below(s, EDITS_MAX); left > 0 && !s->broken; left--)
        sim_edit(s);
    if (!s->broken)
        sim_rest(s);
    sim_end(s);
}

static bool passes(uint64_t seed, bool twice)
{
    struct sim s = { 0 }, again = { 0 };
    life(&s, seed);
    if (twice && !s.broken) {
        life(&again, seed);
        if (again.log != s.log)
            s.broken = xstrf("the same seed gave another log");
        free(again.broken);
    }
    bool ok = !s.broken;
    if (!ok)
        printf("FAILED seed %llu: %s\n", (unsigned long long)seed, s.broken);
    free(s.broken);
    return ok;
}

int main(int argc, char **argv)
{
    const char *asked = getenv("SIM_SEEDS");
    uint64_t seeds = asked ? strtoull(asked, NULL, 10) : SEEDS;
    int passed = 0, failed = 0;
    if (argc > 1) {
        struct sim s = { .talks = true };
        life(&s, strtoull(argv[1], NULL, 10));
        bool ok = !s.broken;
        printf("log %016llx%s%s\n", (unsigned long long)s.log, ok ? "" : ": ", ok ? "" : s.broken);
        free(s.broken);
        return !ok;
    }
    for (uint64_t seed = 1; seed <= seeds; seed++)
        *(passes(seed, seed % TWICE_EVERY == 0) ? &passed : &failed) += 1;
    printf("sim: %d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
