/*
 * What was meant by a text that came out wrong from the keyboard or the clipboard.
 *
 *     const char *why = typed_meant("ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ", &meant);   // "한글 자판으로 치신 것 같아요", kubectl get pods
 *     typed_meant("$ kubectl get pods", &meant);                        // the prompt was copied with it
 *     typed_meant("kubectl get pods —all-namespaces", &meant);          // -- that a word processor has joined
 *     typed_meant("apiVersion: v1\nkind: ConfigMap\n...", &meant);      // a manifest, with no command before it
 *
 * It is a guess, to be asked and never acted upon by itself; and it is made only where what results is a command of this shell,
 * so that Korean in its right place (힌트, a value, a quoted text) is left alone.
 */
#ifndef SEODANG_COACH_TYPED_H
#define SEODANG_COACH_TYPED_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

/* Why the text is hardly what was meant, in Korean without a full stop, and in *meant what was; NULL: nothing to say, and
 * *meant is as it was. The text may have several lines. */
const char *typed_meant(const char *text, struct strbuf *meant);
/* Whether the text begins with a word of this shell, or is the number of a choice. */
bool typed_begins_known(const char *text);
/* The bytes of a blank that is no plain one (no-break, full-width, of no width) at the beginning of s; 0: there is none. */
size_t typed_odd_blank(const char *s, size_t len);
/* Whether a word begins a line of a manifest: "apiVersion:", "metadata:". */
bool typed_manifest_word(const char *word);

#endif
