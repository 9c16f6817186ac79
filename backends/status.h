/*
 * The error type: Kubernetes' metav1.Status, across the seam and inside the fake.
 *
 *     struct status st = STATUS_INIT;
 *     if (client_get(c, res, ns, name, &doc, &st) < 0)
 *         ... st.reason "NotFound", st.message `pods "x" not found`
 *     status_release(&st);
 *
 * A function that can fail takes `struct status *st` last and returns 0, or -1 with *st filled; on success *st is untouched.
 * The texts are Kubernetes' to the byte (staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go, v1.20.2).  A failed
 * connection is a Status too: code 0, reason "Transport".
 */
#ifndef SEODANG_STATUS_H
#define SEODANG_STATUS_H

#include <stdbool.h>

#include "backends/base/fielderror.h"
#include "backends/base/val.h"

struct status {
    int code;            /* HTTP status; 0: no answer came (reason "Transport"), or the client refused by itself ("") */
    char *reason;        /* owned: "NotFound", "Invalid", ...; NULL: none */
    char *message;       /* owned; never NULL when filled */
    struct val *details; /* owned: {name, group, kind, causes:[{reason,message,field}], retryAfterSeconds}; may be NULL */
};

#define STATUS_INIT { 0, NULL, NULL, NULL }

void status_release(struct status *st);
bool status_is(const struct status *st, const char *reason);
/* *to = *from; from is empty afterwards. */
void status_move(struct status *to, struct status *from);

/* Each of these fills *st (giving back what it held) and returns -1, so that `return status_...()` reads well. */
int status_set(struct status *st, int code, const char *reason, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* An error of the client's own, printed as "error: MESSAGE". */
int status_client(struct status *st, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* `group` is "" for the core group, `resource` the plural; they are joined as in `jobs.batch "x" not found`. */
int status_not_found(struct status *st, const char *group, const char *resource, const char *name);
int status_already_exists(struct status *st, const char *group, const char *resource, const char *name);
int status_conflict(struct status *st, const char *group, const char *resource, const char *name, const char *why);
int status_forbidden(struct status *st, const char *group, const char *resource, const char *name, const char *why);
int status_invalid(struct status *st, const char *group, const char *kind, const char *name,
                   const struct field_errors *errors);
int status_bad_request(struct status *st, const char *fmt, ...) PRINTF_LIKE(2, 3);
int status_method_not_allowed(struct status *st);
/* 404 without an object: "the server could not find the requested resource". */
int status_no_resource(struct status *st);
int status_expired(struct status *st, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The Status document; the caller owns it. */
struct val *status_doc(const struct status *st);
/* Fills *st from a Status document (a server's reply). */
void status_from_doc(struct status *st, const struct val *doc);

#endif
