/*
 * What resources are called, and how much of them there may be: shared by the rules of containers, nodes, quotas and limit
 * ranges.  Mirrors pkg/apis/core/helper and pkg/apis/core/validation, v1.20.2.
 */
#ifndef SEODANG_FAKE_VALIDATE_RESOURCES_H
#define SEODANG_FAKE_VALIDATE_RESOURCES_H

#include "backends/base/quantity.h"
#include "backends/fake/validate/rules.h"

bool resource_is_huge_page(const char *name);
/* Whether a limit may be more than what is requested. */
bool resource_may_overcommit(const char *name);
/* Whether a name without a domain is one that quotas know. */
bool resource_is_quota(const char *name);

/* validateResourceName, validateContainerResourceName */
void check_resource_name(struct check *c, const struct val *name, const struct field *f);
void check_container_resource_name(struct check *c, const struct val *name, const struct field *f);
/* ValidateResourceQuantityValue */
void check_resource_quantity(struct check *c, const char *resource, const struct val *quantity, const struct field *f);

/* A quantity that is given. */
bool read_quantity(const struct val *v, struct quantity *q);
/* The value shown whole, as Go dumps it; or as its canonical text. */
void invalid_quantity(struct check *c, const struct field *f, const struct quantity *q, const char *detail);
void invalid_amount(struct check *c, const struct field *f, const struct quantity *q, const char *detail);

#endif
