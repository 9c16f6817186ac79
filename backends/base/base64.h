/*
 * Base64: the standard alphabet with padding (Secrets' data), and the URL alphabet without (continue tokens).
 */
#ifndef SEODANG_BASE_BASE64_H
#define SEODANG_BASE_BASE64_H

#include "backends/base/strbuf.h"

void base64_encode(struct strbuf *sb, const void *data, size_t len);
void base64_url_encode(struct strbuf *sb, const void *data, size_t len);
/* Appends the decoded bytes; -1, with sb as it was, when the text is not Base64. Padding is needed / refused. */
int base64_decode(struct strbuf *sb, const char *text);
int base64_url_decode(struct strbuf *sb, const char *text);
/* Where Go's decoder (encoding/base64, which skips line ends) gives up: "illegal base64 data at input byte N"; -1: nowhere. */
long base64_illegal_at(const char *text);

#endif
