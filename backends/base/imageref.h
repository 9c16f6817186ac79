/*
 * Container image names: "nginx", "quay.io/x/y:1.2", "busybox@sha256:…".
 *
 *     struct image_ref ref;
 *     if (image_parse("nginx", &ref) == 0) ... ref.tag_len == 0, !ref.digest
 *
 * The grammar is github.com/docker/distribution/reference (ParseNormalizedNamed), which Kubernetes v1.20.2 uses in
 * pkg/util/parsers: it decides between imagePullPolicy Always and IfNotPresent, and whether a kubelet can pull at all.
 */
#ifndef SEODANG_BASE_IMAGEREF_H
#define SEODANG_BASE_IMAGEREF_H

#include <stdbool.h>
#include <stddef.h>

struct image_ref {
    const char *tag; /* inside the text; NULL: none was written */
    size_t tag_len;
    bool digest; /* an @sha256:… is there */
};

/* 0, or -1 when it is not an image name. */
int image_parse(const char *image, struct image_ref *ref);
/* Whether the tag is "latest", written or implied (neither tag nor digest). */
bool image_is_latest(const struct image_ref *ref);

#endif
