/*
 * What objects consume of ResourceQuotas, and limits of LimitRanges.
 *
 *     struct val *used = quota_usage(kind_pod, pod, now_ms);   // {pods:"1", "requests.cpu":"500m", "count/pods":"1", ...}
 *     quota_add(&total, used);
 *
 * Usage is an object of quantities as text.  Mirrors pkg/quota/v1/evaluator/core and apiserver's resourcequota admission,
 * v1.20.2.  The caller owns what is returned.
 */
#ifndef SEODANG_FAKE_QUOTA_H
#define SEODANG_FAKE_QUOTA_H

#include "backends/fake/cluster.h"

/* What one object consumes. */
struct val *quota_usage(const struct kind *k, const struct val *doc, int64_t now_ms);
/* Adds each quantity of `more` to the total. */
void quota_add(struct val **total, const struct val *more);
/* The members of `usage` that the map `names` has too. */
struct val *quota_mask(const struct val *usage, const struct val *names);
/* Whether the quota's scopes take in the object (pods alone have scopes). */
bool quota_covers(const struct val *quota, const struct kind *k, const struct val *doc);

/* ---- admission, of an object that is complete and valid (admission_quota.c) ---- */
/* LimitRanger's defaults: what a pod's containers leave out. */
void admit_limit_defaults(struct cluster *c, const char *ns, struct val **pod);
/* LimitRanger's bounds, then the quotas, which are charged unless `dry_run`. */
int admit_quota(struct cluster *c, const struct kind *k, const char *ns, const struct val *doc, bool dry_run, struct status *st);

#endif
