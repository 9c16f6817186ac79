/*
 * Container images: how a reference reads, which ones the registries have, and what a container does that names no command.
 *
 *     struct image_command what;
 *     image_default(arena, "nginx:1.27", &what);     // serves for ever and ends at once when told to
 *
 * There is no registry: every well-formed reference can be pulled, except those that contain `nosuch` (not found) and
 * `private` (denied), as in the recordings.  What known images do is a table (images.def); an unknown one is a server.
 */
#ifndef SEODANG_FAKE_IMAGE_H
#define SEODANG_FAKE_IMAGE_H

#include "backends/base/arena.h"
#include "backends/base/val.h"
#include "backends/base/version.h"
#include "backends/fake/program.h"

/* 64 hexadecimal digits that follow from the text. */
void image_digest(const char *text, char out[65]);
/* As a node shows it in a pod's status: "nginx:latest" (Docker), "docker.io/library/nginx:latest" (containerd). */
const char *image_shown(struct arena *a, const struct val *node, const char *image);
const char *image_id(struct arena *a, const struct val *node, const char *image);
/* The same image whatever its spelling: "docker.io/library/nginx:latest". */
const char *image_canonical(struct arena *a, const char *image);
/* NULL, or why the reference is refused: `couldn't parse image reference "Nginx": invalid reference format: ...`. */
const char *image_refusal(struct arena *a, const char *image, struct version v);
/* Whether the node's runtime is Docker, else containerd. */
bool image_runs_docker(const struct val *node);
/* NULL, or the runtime's words for why it cannot be pulled. */
const char *image_pull_error(struct arena *a, const struct val *node, const char *image);

/* What the image runs when the container has neither command nor args: argv, or NULL for a server that runs for ever. */
struct val *image_command(const char *image);
/* The folder whose files it serves, with an index page in it at first; NULL: it serves what we do not know. */
const char *image_web_root(const char *image);
/* The image's USER: a number or a name, "0" for root. */
const char *image_user(const char *image);
/* Whether the table says that it runs a command. */
bool image_is_known(const char *image);
/* Whether it has a shell and the usual small programs, and nothing else (busybox, alpine ...). */
bool image_is_base(const char *image);
/* Whose small programs it has. */
enum program_tools image_tools(const char *image);

#endif
