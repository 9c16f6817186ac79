/*
 * Documents as `kubectl -o kyaml` prints them: the YAML that looks like JSON, since 1.34.
 *
 *     kyaml_write(&sb, pod);       // ---\n{\n  apiVersion: "v1",\n  ...
 *
 * Mirrors sigs.k8s.io/yaml/kyaml.
 */
#ifndef SEODANG_PRINT_KYAML_H
#define SEODANG_PRINT_KYAML_H

#include "backends/base/val.h"

void kyaml_write(struct strbuf *sb, const struct val *v);

#endif
