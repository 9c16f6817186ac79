/*
 * A Service's own addresses and their families, private to validate/.
 *
 *     check_cluster_ips(c, spec, &field);                      clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy together
 *     check_cluster_ip_changes(c, now, old, &field);           what an update may not do to them
 */
#ifndef SEODANG_FAKE_VALIDATE_SERVICEIP_H
#define SEODANG_FAKE_VALIDATE_SERVICEIP_H

#include "backends/fake/validate/rules.h"

/* clusterIP is "None". */
bool service_is_headless(const struct val *spec);
void check_cluster_ips(struct check *c, const struct val *spec, const struct field *f);
void check_cluster_ip_changes(struct check *c, const struct val *now, const struct val *old, const struct field *f);

#endif
