/*
 * Hostile input: what is valid, spoilt by a seeded hand, goes into everything that reads what others wrote.
 *
 *     static void run(struct fuzz *f)
 *     {
 *         struct strbuf err = STRBUF_INIT;
 *         struct val *v = json_parse(f->text, f->len, &err);
 *         fuzz_answered(f, v != NULL, err.buf);           // a value, or an error with a text
 *         ...
 *     }
 *     const struct target target_json = { .name = "json", .load = load, .run = run };
 *     ... and in targets.def:  TARGET(json)
 *
 * An input comes from a target's samples and its seed alone: the same seed gives the same input.  Each target runs in a
 * process of its own, so that a crash, an endless loop (INPUT_CPU_S) or a leak is one failure and names its seed.  After
 * every input no document may be held that was not held before.
 *
 * What once failed becomes a named case in cases.c: the text itself, for a seed's meaning changes with the samples.
 */
#ifndef SEODANG_TESTS_FUZZ_H
#define SEODANG_TESTS_FUZZ_H

#include "backends/base/arena.h"
#include "backends/base/val.h"
#include "backends/fake/random.h"

struct samples {
    struct strbuf *items;
    size_t count, cap;
};

struct fuzz {
    struct random random;
    struct arena *arena;           /* emptied after each input */
    const struct samples *samples; /* of the target */
    const char *text;              /* exactly `len` bytes: a byte further is somebody else's */
    size_t len;
    const char *str;               /* the same up to its first NUL */
    struct val *doc;               /* of a target of documents: the input; NULL: the text is none */
    char *broken;                  /* owned: what went wrong first, or NULL */
};

struct target {
    const char *name;
    void (*load)(struct samples *s);
    void (*run)(struct fuzz *f);
    bool documents; /* samples are JSON, and are spoilt as documents: f->doc */
    int every;      /* only one seed in so many: it takes long. 0: each */
};

/* ---- judging ---- */
void fuzz_break(struct fuzz *f, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* A value, or an error with a text; never both, never neither. */
void fuzz_answered(struct fuzz *f, bool value, const char *error);
void fuzz_same_text(struct fuzz *f, const char *what, const char *have, const char *want);
void fuzz_same_doc(struct fuzz *f, const char *what, const struct val *have, const struct val *want);

/* ---- chance ---- */
size_t fuzz_below(struct random *r, size_t n);

/* ---- spoiling (mutate.c) ---- */
enum { MUTATE_TEXT_MAX = 1 << 16, MUTATE_DEPTH_MAX = 4000 };
void mutate_text(struct random *r, const struct samples *samples, struct strbuf *text);
/* Replaces *doc by a version with a few nodes changed, dropped or doubled. */
void mutate_doc(struct random *r, struct val **doc);

/* ---- samples.c ---- */
void samples_add(struct samples *s, const char *text, size_t len);
void samples_add_all(struct samples *s, const char *const *texts, size_t count);
/* The field of each case of tests/vectors/data/NAME.jsonl; a document as JSON. field NULL: the whole case. */
void samples_vectors(struct samples *s, const char *name, const char *field);
/* Whole files. */
void samples_files(struct samples *s, const char *pattern);
/* Command lines of the golden transcripts, each with its heredocs. */
void samples_commands(struct samples *s);
void samples_release(struct samples *s);

/* ---- cases.c ---- */
struct named_case {
    const char *target, *what;
    const char *text;
    size_t len;
};
extern const struct named_case named_cases[];
extern const size_t named_case_count;

#define TARGET(name) extern const struct target target_##name;
#include "tests/fuzz/targets.def"
#undef TARGET

#endif
