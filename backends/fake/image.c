#include "backends/fake/image.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/imageref.h"

enum { IMAGE_BASE = 1, IMAGE_BUSYBOX = 2, IMAGE_DEBIAN = 4, ID_LENGTH = 64 };

static const struct {
    const char *repository;
    unsigned flags;
    const char *user, *web_root;
    const char *argv[4];
} images[] = {
#define IMAGE(repository, flags, user, web_root, ...) { repository, flags, user, web_root, { __VA_ARGS__ } },
#include "backends/fake/images.def"
#undef IMAGE
};

void image_digest(const char *text, char out[65])
{
    static const char hex[] = "0123456789abcdef";
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    for (int i = 0; i < ID_LENGTH; i++) {
        if (i % 16 == 0) { /* splitmix64 */
            uint64_t z = h += UINT64_C(0x9e3779b97f4a7c15);
            z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
            z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
            h = z ^ z >> 31;
        }
        out[i] = hex[h >> 4 * (i % 16) & 15];
    }
    out[ID_LENGTH] = '\0';
}

/* ---- references ---- */

struct reference {
    const char *domain, *path, *tag, *digest; /* tag and digest: NULL when not given */
};

/* splitDockerDomain, and what follows the name. */
static void split(struct arena *a, const char *image, struct reference *ref)
{
    char *rest = arena_strdup(a, image), *at = strchr(rest, '@');
    ref->digest = ref->tag = NULL;
    if (at) {
        *at = '\0';
        ref->digest = at + 1;
    }
    char *slash = strchr(rest, '/'), *last = strrchr(rest, '/');
    char *colon = strchr(last ? last : rest, ':');
    if (colon) {
        *colon = '\0';
        ref->tag = colon + 1;
    }
    size_t first = slash ? (size_t)(slash - rest) : 0;
    bool has_domain = slash && (memchr(rest, '.', first) || memchr(rest, ':', first) || !strncmp(rest, "localhost/", 10));
    ref->domain = has_domain ? arena_strndup(a, rest, first) : "docker.io";
    ref->path = has_domain ? slash + 1 : rest;
    if (!strcmp(ref->domain, "docker.io") && !strchr(ref->path, '/'))
        ref->path = arena_strf(a, "library/%s", ref->path);
}

static bool has_upper(const char *s)
{
    for (; *s; s++)
        if (isupper((unsigned char)*s))
            return true;
    return false;
}

const char *image_refusal(struct arena *a, const char *image, struct version v)
{
    struct reference ref;
    struct image_ref parsed;
    split(a, image, &ref);
    const char *why = NULL;
    if (strlen(image) == ID_LENGTH && strspn(image, "0123456789abcdef") == ID_LENGTH)
        why = "invalid repository name, cannot specify 64-byte hexadecimal strings";
    else if (has_upper(ref.path) && version_has(v, FEATURE_IMAGE_NAME_TEXT))
        why = arena_strf(a, "invalid reference format: repository name (%s) must be lowercase", ref.path);
    else if (has_upper(ref.path))
        why = "invalid reference format: repository name must be lowercase";
    else if (image_parse(image, &parsed) < 0)
        why = "invalid reference format";
    if (!why)
        return NULL;
    return arena_strf(a, "couldn't parse image %s \"%s\": %s",
                      version_has(v, FEATURE_IMAGE_NAME_TEXT) ? "name" : "reference", image, why);
}

const char *image_canonical(struct arena *a, const char *image)
{
    struct reference ref;
    split(a, image, &ref);
    if (ref.digest)
        return arena_strf(a, "%s/%s@%s", ref.domain, ref.path, ref.digest);
    return arena_strf(a, "%s/%s:%s", ref.domain, ref.path, ref.tag ? ref.tag : "latest");
}

bool image_runs_docker(const struct val *node)
{
    return !strncmp(val_at_str(node, "status.nodeInfo.containerRuntimeVersion", "docker:"), "docker:", 7);
}

/* Docker leaves out its own registry and `library`. */
static const char *familiar(const char *canonical)
{
    if (!strncmp(canonical, "docker.io/library/", 18))
        return canonical + 18;
    return !strncmp(canonical, "docker.io/", 10) ? canonical + 10 : canonical;
}

const char *image_shown(struct arena *a, const struct val *node, const char *image)
{
    const char *canonical = image_canonical(a, image);
    return image_runs_docker(node) ? familiar(canonical) : canonical;
}

const char *image_id(struct arena *a, const struct val *node, const char *image)
{
    struct reference ref;
    char digest[65];
    split(a, image, &ref);
    image_digest(image_canonical(a, image), digest);
    const char *name = arena_strf(a, "%s/%s", ref.domain, ref.path);
    const char *sum = ref.digest ? ref.digest : arena_strf(a, "sha256:%s", digest);
    return arena_strf(a, "%s%s@%s", image_runs_docker(node) ? "docker-pullable://" : "", image_runs_docker(node) ? familiar(name) : name, sum);
}

/* ---- the registries ---- */

const char *image_pull_error(struct arena *a, const struct val *node, const char *image)
{
    struct reference ref;
    const char *canonical = image_canonical(a, image);
    split(a, image, &ref);
    const char *tag = ref.digest ? ref.digest : ref.tag ? ref.tag : "latest";
    if (strstr(image, "nosuch") && image_runs_docker(node))
        return arena_strf(a, "rpc error: code = Unknown desc = Error response from daemon: manifest for %s:%s not found: "
                             "manifest unknown: manifest unknown", familiar(arena_strf(a, "%s/%s", ref.domain, ref.path)), tag);
    if (strstr(image, "nosuch"))
        return arena_strf(a, "rpc error: code = NotFound desc = failed to pull and unpack image \"%s\": failed to resolve "
                             "reference \"%s\": %s: not found", canonical, canonical, canonical);
    if (strstr(image, "private") && image_runs_docker(node))
        return arena_strf(a, "rpc error: code = Unknown desc = Error response from daemon: pull access denied for %s, "
                             "repository does not exist or may require 'docker login': denied: requested access to the "
                             "resource is denied", familiar(arena_strf(a, "%s/%s", ref.domain, ref.path)));
    if (strstr(image, "private"))
        return arena_strf(a, "rpc error: code = Unknown desc = failed to pull and unpack image \"%s\": failed to resolve "
                             "reference \"%s\": pull access denied, repository does not exist or may require authorization: "
                             "server message: insufficient_scope: authorization failed", canonical, canonical);
    return NULL;
}

/* ---- what they run ---- */

static int row_of(const char *image)
{
    struct arena *a = arena_new();
    struct reference ref;
    int row = -1;
    split(a, image, &ref);
    const char *repository = arena_strf(a, "%s/%s", ref.domain, ref.path);
    for (size_t i = 0; i < ARRAY_LEN(images); i++)
        if (!strcmp(images[i].repository, repository))
            row = (int)i;
    arena_free(a);
    return row;
}

struct val *image_command(const char *image)
{
    int row = row_of(image);
    if (row < 0 || !images[row].argv[0])
        return NULL;
    struct val *argv = val_array();
    for (size_t i = 0; i < ARRAY_LEN(images[row].argv) && images[row].argv[i]; i++)
        val_append(&argv, val_string(images[row].argv[i]));
    return argv;
}

bool image_is_base(const char *image)
{
    int row = row_of(image);
    return row >= 0 && (images[row].flags & IMAGE_BASE);
}

enum program_tools image_tools(const char *image)
{
    int row = row_of(image);
    unsigned flags = row >= 0 ? images[row].flags : 0;
    return flags & IMAGE_BUSYBOX ? PROGRAM_BUSYBOX : flags & IMAGE_DEBIAN ? PROGRAM_DEBIAN : PROGRAM_ANY_TOOLS;
}

bool image_is_known(const char *image)
{
    int row = row_of(image);
    return row >= 0 && images[row].argv[0];
}

const char *image_user(const char *image)
{
    int row = row_of(image);
    return row >= 0 && images[row].user ? images[row].user : "0";
}

const char *image_web_root(const char *image)
{
    int row = row_of(image);
    return row >= 0 ? images[row].web_root : NULL;
}
