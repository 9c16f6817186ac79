/*
 * What ConfigMaps and Secrets have in common, private to validate/.
 *
 *     check_config_key(c, "data", key);
 *     bytes += config_bytes(value);                                  of base64 text: what it stands for
 *     check_config_changes(c, doc, old, members);                    `immutable: true`
 */
#ifndef SEODANG_FAKE_VALIDATE_CONFIGDATA_H
#define SEODANG_FAKE_VALIDATE_CONFIGDATA_H

#include "backends/fake/validate/rules.h"

enum { CONFIG_MAX_BYTES = 1024 * 1024 };

void check_config_key(struct check *c, const char *member, const struct val *key);
void invalid_config_key(struct check *c, const char *member, const struct val *key, const char *detail);
size_t config_bytes(const struct val *base64);
void check_config_changes(struct check *c, const struct val *doc, const struct val *old, const char *const *members);

#endif
