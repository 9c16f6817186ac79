#include "repl/glossary.h"

#include <stddef.h>
#include <string.h>

static const struct term {
    const char *kind, *korean, *counter;
} terms[] = {
#define TERM(kind, korean, counter) { #kind, korean, counter },
#include "repl/glossary.def"
#undef TERM
    { NULL, NULL, NULL },
};

static const struct term *find(const char *kind)
{
    const struct term *t = terms;
    while (t->kind && strcmp(t->kind, kind))
        t++;
    return t;
}

const char *glossary_kind(const char *kind)
{
    const struct term *t = find(kind);
    return t->kind ? t->korean : kind;
}

const char *glossary_counter(const char *kind)
{
    const struct term *t = find(kind);
    return t->kind ? t->counter : "개";
}
