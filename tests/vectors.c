/*
 * build/vectors NAME[@1.37] < cases.jsonl      answers one case a line; see tests/vectors/vectors.h
 * build/vectors --check [FILE...]              asks the recorded cases (tests/vectors/data) and compares the answers
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"
#include "tests/lib/process.h"
#include "tests/vectors/compare.h"
#include "tests/vectors/vectors.h"

#define DATA "tests/vectors/data/"

static const struct {
    const char *name;
    vector_answer_fn *answer;
} sets[] = {
#define VECTORS(name) { #name, vectors_##name },
#include "tests/vectors/vectors.def"
#undef VECTORS
    { NULL, NULL },
};

static vector_answer_fn *find_set(const char *name, size_t len)
{
    for (size_t i = 0; sets[i].name; i++)
        if (strlen(sets[i].name) == len && !strncmp(sets[i].name, name, len))
            return sets[i].answer;
    return NULL;
}

static int answer_lines(const char *called)
{
    struct version version = { 20, 2 };
    const char *at = strchr(called, '@');
    if (at && version_parse(at + 1, &version) < 0)
        return 2;
    vector_answer_fn *answer = find_set(called, at ? (size_t)(at - called) : strlen(called));
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

/* The share of cases that must be equal: all, unless minimum.txt has a line `NAME SHARE`. */
static double minimum_share(const char *name)
{
    struct strbuf text = STRBUF_INIT;
    double share = 1;
    size_t len = strlen(name);
    if (file_read(DATA "minimum.txt", &text) == 0)
        for (const char *line = text.buf; line; line = strchr(line, '\n')) {
            line += *line == '\n';
            if (!strncmp(line, name, len) && line[len] == ' ')
                share = strtod(line + len, NULL);
        }
    strbuf_release(&text);
    return share;
}

static void show_difference(const char *name, size_t number, const struct val *want, const struct val *have)
{
    struct strbuf w = STRBUF_INIT, h = STRBUF_INIT;
    json_write(&w, want, JSON_COMPACT | JSON_RAW_HTML);
    json_write(&h, have, JSON_COMPACT | JSON_RAW_HTML);
    fprintf(stderr, "%s line %zu\n  real %s\n  ours %s\n", name, number, w.buf, h.buf);
    strbuf_release(&w);
    strbuf_release(&h);
}

/* True when enough cases of the file are equal. */
static bool check_file(const char *path)
{
    enum { SHOWN = 3 };
    const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    char *name = xstrndup(base, strcspn(base, "."));
    struct version version = { 20, 2 };
    if (strstr(path, "/v1.37/"))
        version.minor = 37;
    vector_answer_fn *answer = find_set(name, strlen(name));
    struct strbuf text = STRBUF_INIT;
    size_t total = 0, equal = 0, pos = 0;
    bool read = answer && file_read(path, &text) == 0;
    double share = minimum_share(name);
    while (read && pos < text.len) {
        struct val *c = json_parse_next(text.buf, text.len, &pos, NULL);
        if (!c)
            break;
        struct val *in = vector_inputs(name, c), *have = answer(in, version);
        total++;
        if (vector_same(name, c, have))
            equal++;
        else if (total - equal <= SHOWN && share >= 1)
            show_difference(name, total, c, have);
        val_unref(have);
        val_unref(in);
        val_unref(c);
    }
    bool ok = total && (double)equal >= share * (double)total;
    if (!ok)
        fprintf(stderr, "FAILED %s: %zu of %zu equal\n", answer ? path : base, equal, total);
    strbuf_release(&text);
    free(name);
    return ok;
}

static int check_files(int count, char **paths)
{
    int passed = 0;
    glob_t found = { 0 };
    if (!count && glob(DATA "*.jsonl", 0, NULL, &found) == 0) {
        count = (int)found.gl_pathc;
        paths = found.gl_pathv;
    }
    for (int i = 0; i < count; i++)
        passed += check_file(paths[i]);
    printf("vectors: %d passed, %d failed\n", passed, count - passed);
    int rc = count && passed == count ? 0 : 1;
    globfree(&found);
    return rc;
}

int main(int argc, char **argv)
{
    if (argc >= 2 && !strcmp(argv[1], "--check"))
        return check_files(argc - 2, argv + 2);
    if (argc == 2)
        return answer_lines(argv[1]);
    fputs("usage: vectors NAME[@VERSION] < cases.jsonl\n       vectors --check [FILE...]\n", stderr);
    return 2;
}
