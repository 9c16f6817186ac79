/*
 * What Kubernetes accepts as a name, a label, a port name ...: k8s.io/apimachinery/pkg/util/validation (v1.20.2).
 *
 *     struct name_errors errors;
 *     if (!names_check(NAME_DNS1123_SUBDOMAIN, name, strlen(name), version, &errors))
 *         for (size_t i = 0; i < errors.len; i++)
 *             field_invalid_str(errs, &f, name, errors.items[i]);
 *
 * The texts are upstream's to the byte, in upstream's order, and static: nobody frees them.  Where the wording changed
 * between releases the version chooses (features.def).  Lengths count bytes, as in Go.
 */
#ifndef SEODANG_BASE_NAMES_H
#define SEODANG_BASE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "backends/base/version.h"

enum name_kind {
    NAME_DNS1123_SUBDOMAIN, /* names of most objects */
    NAME_DNS1123_LABEL,     /* namespaces, containers, volumes */
    NAME_DNS1035_LABEL,     /* services */
    NAME_QUALIFIED,         /* keys of labels and annotations, finalizers, resources */
    NAME_LABEL_VALUE,
    NAME_ENV_VAR,
    NAME_CONFIG_KEY, /* keys of ConfigMaps and Secrets */
    NAME_PORT,
    NAME_IP,
    NAME_PERCENT, /* "25%" */
    NAME_HTTP_HEADER,
    NAME_WILDCARD_SUBDOMAIN, /* "*.example.com" */
};

enum { NAME_ERRORS_MAX = 6, NAME_LABEL_MAX = 63, NAME_SUBDOMAIN_MAX = 253, NAME_PORT_MAX = 15 };

struct name_errors {
    const char *items[NAME_ERRORS_MAX]; /* static texts */
    size_t len;
};

/* True when `s` is a good one; else *errors holds every complaint.  `errors` is always set. */
bool names_check(enum name_kind kind, const char *s, size_t len, struct version v, struct name_errors *errors);
/* The question alone, by the newest rules that all versions share. */
bool name_valid(enum name_kind kind, const char *s);

#endif
