/*
 * What a reader sees of a stored document: in the version that was asked for, with what is worked out at reading time.
 */
#ifndef SEODANG_FAKE_PRESENT_H
#define SEODANG_FAKE_PRESENT_H

#include "backends/fake/kind.h"

/* A new reference; the stored document itself when nothing differs. api_version: "batch/v1beta1". */
struct val *present_doc(const struct val *doc, const struct kind *k, const char *api_version, const struct kind_context *kc);

#endif
