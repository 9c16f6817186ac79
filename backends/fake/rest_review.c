/*
 * Reviews: questions that are asked by creating them and are kept nowhere (authentication.k8s.io, authorization.k8s.io).
 * Whoever uses the built-in cluster is its administrator, and nobody else may do anything.
 */
#include <string.h>

#include "backends/fake/rest.h"

static const char administrator[] = "kubernetes-admin", masters[] = "system:masters";

static bool is_administrator(const struct val *spec)
{
    const struct val *groups = val_get(spec, "groups");
    bool found = val_str_equal(val_get(spec, "user"), administrator);
    for (size_t i = 0; i < val_len(groups); i++)
        found |= val_str_equal(val_item(groups, i), masters);
    return found;
}

static struct val *access_granted(const struct val *spec)
{
    (void)spec;
    return val_fmt("{allowed:true}");
}

static struct val *access_of_subject(const struct val *spec)
{
    return val_fmt("{allowed:%b}", is_administrator(spec));
}

static struct val *rules(const struct val *spec)
{
    (void)spec;
    return val_fmt("{incomplete:false, resourceRules:[{apiGroups:['*'], resources:['*'], verbs:['*']}],"
                   " nonResourceRules:[{nonResourceURLs:['*'], verbs:['*']}]}");
}

static struct val *user_info(const struct val *spec)
{
    (void)spec;
    return val_fmt("{userInfo:{username:%s, groups:[%s, 'system:authenticated']}}", administrator, masters);
}

static struct val *token(const struct val *spec)
{
    (void)spec;
    return val_fmt("{user:{}}");
}

int rest_review(struct cluster *c, const struct route *r, const struct request *rq, struct val *take, struct reply *reply)
{
    static const struct {
        const char *kind;
        struct val *(*answer)(const struct val *spec);
    } reviews[] = {
        { "LocalSubjectAccessReview", access_of_subject }, { "SelfSubjectAccessReview", access_granted },
        { "SelfSubjectReview", user_info },                { "SelfSubjectRulesReview", rules },
        { "SubjectAccessReview", access_of_subject },      { "TokenReview", token },
    };
    for (size_t i = 0; i < ARRAY_LEN(reviews); i++)
        if (!strcmp(reviews[i].kind, r->kind->kind))
            val_set(&take, "status", reviews[i].answer(val_get(take, "spec")));
    if (!strcmp(r->kind->kind, "SelfSubjectReview"))
        val_put(&take, "metadata.creationTimestamp", time_val(c->now_ms));
    rest_reply(c, r, rq, 201, take, reply);
    return 0;
}
