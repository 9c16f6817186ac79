/*
 * PEM files as Go's crypto/tls looks at them first: is there a certificate, is there a private key.
 *
 *     if (pem_check(PEM_CERTIFICATE, text, &err) < 0) ... err.buf: "tls: failed to find any PEM data in certificate input"
 *
 * Mirrors tls.X509KeyPair up to what is inside the blocks: whether the key belongs to the certificate is not looked at, for a
 * cluster that serves nothing over TLS.
 */
#ifndef SEODANG_PEM_H
#define SEODANG_PEM_H

#include "backends/base/strbuf.h"

enum pem_part { PEM_CERTIFICATE, PEM_PRIVATE_KEY };

/* 0; -1 with Go's words in err. */
int pem_check(enum pem_part part, const char *text, struct strbuf *err);

#endif
