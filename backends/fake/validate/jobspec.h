/*
 * JobSpec, which Jobs and the templates of CronJobs share; private to validate/.
 *
 *     check_jobspec(c, spec, &field);            without the selector, whose rules differ
 */
#ifndef SEODANG_FAKE_VALIDATE_JOBSPEC_H
#define SEODANG_FAKE_VALIDATE_JOBSPEC_H

#include "backends/fake/validate/workload.h"

void check_jobspec(struct check *c, const struct val *spec, const struct field *f);
void check_pod_failure_policy(struct check *c, const struct val *spec, const struct field *f);
void check_success_policy(struct check *c, const struct val *spec, const struct field *f);
bool job_is_indexed(const struct val *spec);

#endif
