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

/* The answers to NAME[@VERSION], or NULL; *set is NAME, the caller's to free. */
static vector_answer_fn *find_called(const char *called, char **set, struct version *version)
{
    const char *at = strchr(called, '@');
    *version = (struct version){ 20, 2 };
    *set = xstrndup(called, at ? (size_t)(at - called) : strlen(called));
    if (at && version_parse(at + 1, version) < 0)
        return NULL;
    for (size_t i = 0; sets[i].name; i++)
        if (!strcmp(sets[i].name, *set))
            return sets[i].answer;
    return NULL;
}

static int answer_lines(const char *called)
{
    struct version version;
    char *set;
    vector_answer_fn *answer = find_called(called, &set, &version);
    free(set);
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

/* The share of cases that must be equal: all, unless minimum.txt has a line `NAME[@VERSION] SHARE`. */
static double minimum_share(const char *called)
{
    struct strbuf text = STRBUF_INIT;
    double share = 1;
    size_t len = strlen(called);
    if (file_read(DATA "minimum.txt", &text) == 0)
        for (const char *line = text.buf; line; line = strchr(line, '\n')) {
            line += *line == '\n';
            if (!strncmp(line, called, len) && line[len] == ' ')
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

/* What build/vectors calls the questions in a file: data/v1.37/defaults.jsonl are defaults@1.37. */
static char *name_of(const char *path)
{
    const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    const char *version = strstr(path, "/v1.");
    int len = (int)strcspn(base, ".");
    return version ? xstrf("%.*s@%.*s", len, base, (int)strcspn(version + 2, "/"), version + 2) : xstrndup(base, (size_t)len);
}

struct tally {
    size_t total, equal;
};

static struct tally compare_cases(const char *name, const struct strbuf *text, bool show)
{
    enum { SHOWN = 3 };
    struct tally t = { 0, 0 };
    struct version version;
    char *set;
    vector_answer_fn *answer = find_called(name, &set, &version);
    for (size_t pos = 0; answer && pos < text->len;) {
        struct val *c = json_parse_next(text->buf, text->len, &pos, NULL);
        if (!c)
            break;
        struct val *in = vector_inputs(set, c), *have = answer(in, version);
        t.total++;
        if (vector_same(set, c, have))
            t.equal++;
        else if (show && t.total - t.equal <= SHOWN)
            show_difference(name, t.total, c, have);
        val_unref(have);
        val_unref(in);
        val_unref(c);
    }
    free(set);
    return t;
}

/* True when enough cases of the file are equal. */
static bool check_file(const char *path)
{
    struct strbuf text = STRBUF_INIT;
    char *name = name_of(path);
    double share = minimum_share(name);
    struct tally t = { 0, 0 };
    if (file_read(path, &text) == 0)
        t = compare_cases(name, &text, share >= 1);
    bool ok = t.total && (double)t.equal >= share * (double)t.total;
    if (!ok)
        fprintf(stderr, "FAILED %s: %zu of %zu equal\n", name, t.equal, t.total);
    strbuf_release(&text);
    free(name);
    return ok;
}

static int check_files(int count, char **paths)
{
    int passed = 0;
    glob_t found = { 0 };
    if (!count && glob(DATA "*.jsonl", 0, NULL, &found) == 0 &&
        glob(DATA "v*/*.jsonl", GLOB_APPEND, NULL, &found) == 0) {
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
