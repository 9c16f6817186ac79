/*
 * Korean particles behind words that are known only at run time: 은/는, 이/가, 을/를 ...
 *
 *     josa_add(&sb, "kube-node1", JOSA_I_GA);                             // kube-node1이
 *     josa_addf(&sb, "%s{은/는} %s{으로/로} 갔어요", pod, node);           // web은 kube-node2로 갔어요
 *
 * The last spoken sound decides: a Hangul syllable by its final; digits as read in Korean; Latin letters by their names
 * (엘, 엠, 엔 and 알 end in a consonant), except in words that have a Korean reading of their own (josa.def).  Closing
 * brackets, quotes and back-ticks are not spoken.
 */
#ifndef SEODANG_TERM_JOSA_H
#define SEODANG_TERM_JOSA_H

#include "backends/base/strbuf.h"

enum josa_pair {
#define JOSA(name, with_final, without_final) JOSA_##name,
#include "repl/term/josa.def"
#undef JOSA
    JOSA_COUNT
};

/* Adds the word and the particle that fits it. */
void josa_add(struct strbuf *sb, const char *word, enum josa_pair pair);
/* The particle alone. */
const char *josa_of(const char *word, enum josa_pair pair);
/* The pair written "은/는", "와/과"; -1 when it is none. */
int josa_parse(const char *pair, enum josa_pair *out);

/* As strbuf_addf(); then every {은/는} becomes what fits the text before it. */
void josa_addf(struct strbuf *sb, const char *fmt, ...) PRINTF_LIKE(2, 3);
void josa_addvf(struct strbuf *sb, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);

#endif
