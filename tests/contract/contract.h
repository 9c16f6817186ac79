/*
 * The contract of the seam (backends/backend.h): what every backend answers, said in Kubernetes' REST and nothing else.
 *
 *     CONTRACT(conflict)
 *     {
 *         static const struct step steps[] = {
 *             { "POST /api/v1/namespaces/default/configmaps", "{\"metadata\":{\"name\":\"a\"}}", 201, "metadata.name=a" },
 *             { "GET /api/v1/namespaces/default/configmaps/a", NULL, 200, "kind=ConfigMap" },
 *         };
 *         STEPS(t, steps);
 *     }
 *
 * Each runs once for every row of backends[] (backends.c), on a cluster of its own.  A call begins with GET, POST, PUT or
 * DELETE, with TABLE (GET of a Table), or with the kind of a patch: MERGE, JSON, STRATEGIC.  In paths and bodies {rv}, {uid}
 * and {continue} stand for metadata.resourceVersion, uid and continue of the last answer that had them.  What is wanted:
 * PATH=VALUE, several with " && "; a value is the string, or JSON; empty: the member is absent.
 */
#ifndef SEODANG_CONTRACT_H
#define SEODANG_CONTRACT_H

#include "backends/backend.h"
#include "tests/unit/test.h"

struct contract_backend {
    const char *name;
    struct backend *(*open)(const struct val *cluster); /* cluster file or NULL */
};
extern const struct contract_backend backends[];
extern const size_t backend_count;

struct contract {
    const struct contract_backend *row;
    struct backend *b;
    int code;          /* of the last answer */
    struct val *reply; /* owned: the document, or the Status */
    char rv[32], uid[64], token[256]; /* of the last answer that had them */
};

struct step {
    const char *call, *body;
    int code;
    const char *want;
};

/* Runs fn on each backend; the cluster file as YAML's JSON, NULL: the classroom. */
void contract_run(void (*fn)(struct contract *t), const struct val *cluster);
void contract_ask(struct contract *t, const char *call, const char *body);
/* One call with a body as a document (borrowed). */
void contract_send(struct contract *t, const char *call, const struct val *body);
void contract_steps(struct contract *t, const struct step *steps, size_t count, const char *file, int line);
/* {path, query} of "/a/b?c=d"; the caller owns both. */
char *contract_url(const char *url, struct val **query);

/* A backend that turns every document into JSON text and back, in both directions. Takes over b. */
struct backend *bytes_new(struct backend *b);

#define STEPS(t, steps) contract_steps((t), (steps), ARRAY_LEN(steps), __FILE__, __LINE__)
#define CONTRACT(name)                               \
    static void contract_##name(struct contract *t); \
    TEST(name)                                       \
    {                                                \
        contract_run(contract_##name, NULL);         \
    }                                                \
    static void contract_##name(struct contract *t)

#endif
