/* build/vectors NAME[@1.37] < cases.jsonl: see tests/vectors/vectors.h. */
#include "tests/vectors/vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"

static const struct {
    const char *name;
    vector_answer_fn *answer;
} sets[] = {
#define VECTORS(name) { #name, vectors_##name },
#include "tests/vectors/vectors.def"
#undef VECTORS
    { NULL, NULL },
};

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: vectors NAME[@VERSION] < cases.jsonl\n", stderr);
        return 2;
    }
    struct version version = { 20, 2 };
    char *at = strchr(argv[1], '@');
    if (at && version_parse(at + 1, &version) < 0)
        return 2;
    size_t len = at ? (size_t)(at - argv[1]) : strlen(argv[1]);
    vector_answer_fn *answer = NULL;
    for (size_t i = 0; sets[i].name; i++)
        if (strlen(sets[i].name) == len && !strncmp(sets[i].name, argv[1], len))
            answer = sets[i].answer;
    if (!answer)
        return 2;
    char *line = NULL;
    size_t alloc = 0;
    ssize_t n;
    struct strbuf out = STRBUF_INIT;
    while ((n = getline(&line, &alloc, stdin)) > 0) {
        struct val *in = json_parse(line, (size_t)n, NULL);
        struct val *reply = in ? answer(in, version) : val_fmt("{error:'the case is not JSON'}");
        strbuf_reset(&out);
        json_write(&out, reply, JSON_COMPACT);
        puts(out.buf);
        val_unref(reply);
        val_unref(in);
    }
    free(line);
    strbuf_release(&out);
    return 0;
}
