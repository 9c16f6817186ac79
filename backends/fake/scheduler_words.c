/* What the scheduler says when a pod fits nowhere: "0/4 nodes are available: 1 node(s) ..., 3 Insufficient cpu." */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/scheduler.h"

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void add_counted(struct arena *arena, struct strbuf *sb, const char **texts, size_t count)
{
    const char **parts = arena_alloc(arena, (count + 1) * sizeof(*parts));
    size_t n = 0;
    qsort(texts, count, sizeof(*texts), by_text);
    for (size_t i = 0, j; i < count; i = j) {
        for (j = i; j < count && !strcmp(texts[i], texts[j]);)
            j++;
        parts[n++] = arena_strf(arena, "%zu %s", j - i, texts[i]);
    }
    qsort(parts, n, sizeof(*parts), by_text);
    for (size_t i = 0; i < n; i++)
        strbuf_addf(sb, "%s%s", i ? ", " : "", parts[i]);
    strbuf_addch(sb, '.');
}

const char *failure_text(const struct attempt *a, const struct verdict *verdicts, const char *preemption)
{
    struct run *r = a->run;
    if (!a->nodes)
        return "no nodes available to schedule pods";
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "0/%zu nodes are available: ", a->nodes);
    if (a->refused && version_has(r->cluster->version, FEATURE_PREFILTER_TEXT)) {
        strbuf_addf(&sb, "%s.", a->refused);
    } else {
        const char **texts = arena_alloc(r->arena, a->nodes * REASONS_MAX * sizeof(*texts));
        size_t count = 0;
        for (size_t i = 0; i < a->nodes; i++)
            for (size_t k = 0; k < verdicts[i].why.len; k++)
                texts[count++] = verdicts[i].why.text[k];
        add_counted(r->arena, &sb, texts, count);
    }
    if (preemption && version_has(r->cluster->version, FEATURE_PREEMPTION_TEXT))
        strbuf_addf(&sb, " preemption: %s", preemption);
    const char *text = arena_strdup(r->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}
