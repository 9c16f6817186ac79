/* The arithmetic of Deployments: what a rollout may add and leave out, and how a new size is spread over its sets. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/controller/deployment.h"
#include "tests/unit/test.h"

static struct val *deployment(const char *type, struct val *surge, struct val *unavailable)
{
    return val_fmt("{spec:{strategy:{type:%s, rollingUpdate:{maxSurge:%V, maxUnavailable:%V}}}, status:{replicas:10}}", type, surge,
                   unavailable);
}

/* "25%" or "3" as an IntOrString. */
static struct val *amount(const char *text)
{
    return text[strlen(text) - 1] == '%' ? val_string(text) : val_int(strtoll(text, NULL, 10));
}

TEST(deployment_fenceposts)
{
    static const struct {
        const char *surge, *unavailable;
        int replicas, want_surge, want_unavailable;
    } cases[] = {
        { "25%", "25%", 1, 1, 0 },   { "25%", "25%", 3, 1, 0 },  { "25%", "25%", 4, 1, 1 },  { "25%", "25%", 10, 3, 2 },
        { "25%", "25%", 0, 0, 0 },   { "0", "25%", 3, 0, 1 },    { "0%", "10%", 5, 0, 1 },   { "1", "0", 5, 1, 0 },
        { "0", "100%", 3, 0, 3 },    { "0", "9", 3, 0, 3 },      { "200%", "0", 3, 6, 0 },   { "1%", "1%", 50, 1, 0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct val *doc = deployment("RollingUpdate", amount(cases[i].surge), amount(cases[i].unavailable));
        struct rollout d = { .doc = doc, .replicas = cases[i].replicas };
        bool same = CHECK_INT(rollout_max_surge(&d), cases[i].want_surge);
        same = CHECK_INT(rollout_max_unavailable(&d), cases[i].want_unavailable) && same;
        test_check(same, __FILE__, __LINE__, "of: %s %s of %d", cases[i].surge, cases[i].unavailable, cases[i].replicas);
        val_unref(doc);
    }
}

TEST(deployment_new_size)
{
    static const struct {
        const char *type, *surge;
        int replicas, asked, current, want;
    } cases[] = {
        { "RollingUpdate", "25%", 10, 0, 0, 10 },  { "RollingUpdate", "25%", 10, 10, 0, 3 }, { "RollingUpdate", "3", 10, 13, 3, 3 },
        { "RollingUpdate", "3", 10, 11, 3, 5 },    { "RollingUpdate", "3", 10, 20, 3, 3 },   { "RollingUpdate", "50", 10, 10, 0, 10 },
        { "Recreate", "0", 10, 10, 0, 10 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct val *doc = deployment(cases[i].type, amount(cases[i].surge), val_int(1));
        struct rollout d = { .doc = doc, .replicas = cases[i].replicas, .asked = cases[i].asked };
        if (!CHECK_INT(rollout_new_size(&d, cases[i].current), cases[i].want))
            test_check(false, __FILE__, __LINE__, "of case %zu", i);
        val_unref(doc);
    }
}

/* Sets of the sizes before, which were sized for `max` pods, shared out for `replicas` with a surge of 3. */
TEST(deployment_share_out)
{
    enum { SETS = 3 };
    static const struct {
        const char *max; /* NULL: the annotation is not there, so status.replicas (10) counts */
        int replicas;
        int sizes[SETS]; /* the oldest first */
        int want[SETS];  /* in the same order */
    } cases[] = {
        { "13", 15, { 8, 5 }, { 11, 7 } },        { "18", 7, { 11, 7 }, { 6, 4 } },       { "10", 17, { 5, 5 }, { 10, 10 } },
        { "13", 0, { 8, 5 }, { 0, 0 } },          { "8", 6, { 4, 4 }, { 4, 5 } },         { "9", 3, { 3, 3, 3 }, { 2, 2, 2 } },
        { "9", 4, { 3, 3, 3 }, { 2, 2, 3 } },     { "9", 8, { 3, 3, 3 }, { 3, 4, 4 } },   { NULL, 17, { 5, 5 }, { 10, 10 } },
        { "3", 97, { 1, 1, 1 }, { 33, 33, 34 } },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct val *sets[SETS];
        struct share shares[SETS];
        size_t n = 0;
        int64_t total = 0;
        struct val *doc = deployment("RollingUpdate", val_int(3), val_int(0));
        struct rollout d = { .doc = doc, .replicas = cases[i].replicas };
        for (; n < SETS && cases[i].sizes[n]; n++) {
            struct val *annotations = cases[i].max ? val_fmt("{%s:%s}", annotation_max, cases[i].max) : NULL;
            sets[n] = val_fmt("{metadata:{name:%V, creationTimestamp:%V, annotations:%V}}", val_stringf("web-%zu", n),
                              val_stringf("2021-01-01T00:00:0%zuZ", n), annotations);
            shares[n] = (struct share){ .set = &sets[n], .size = cases[i].sizes[n] };
            total += cases[i].sizes[n];
        }
        rollout_share_out(&d, shares, n, (cases[i].replicas ? cases[i].replicas + 3 : 0) - total);
        for (size_t k = 0; k < n; k++)
            if (!CHECK_INT(shares[k].target, cases[i].want[shares[k].set - sets]))
                test_check(false, __FILE__, __LINE__, "of case %zu, set %zu", i, (size_t)(shares[k].set - sets));
        for (size_t k = 0; k < n; k++)
            val_unref((struct val *)sets[k]);
        val_unref(doc);
    }
}
