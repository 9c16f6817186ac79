/* kubectl set image: staging/src/k8s.io/kubectl/pkg/cmd/set/set_image.go, v1.20.2. */
#include <string.h>

#include "repl/verb/set.h"

static const struct option options[] = { SET_OPTIONS, RESULT_OPTIONS, OPTION_END };

/* Adds {name, image} of the containers that `name` means and whose image differs. Whether there was one at all. */
static bool add_images(const struct val *containers, const char *name, const char *image, struct val **list)
{
    bool found = false;
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *c = val_item(containers, i);
        if (strcmp(name, "*") && !val_str_equal(val_get(c, "name"), name))
            continue;
        found = true;
        if (!val_str_equal(val_get(c, "image"), image))
            val_append(list, val_fmt("{name:%v, image:%s}", val_get(c, "name"), image));
    }
    return found;
}

/* arg: object of container name -> image. */
static int change(struct command *cmd, const struct target *t, const struct val *spec, const void *arg, struct val **patch, struct status *st)
{
    static const char *const lists[] = { "initContainers", "containers" };
    const struct val *images = arg;
    (void)cmd;
    (void)t;
    for (size_t i = 0; i < val_len(images); i++) {
        const char *name = val_key(images, i), *image = val_str(val_item(images, i));
        bool found = false;
        for (size_t l = 0; l < ARRAY_LEN(lists); l++) {
            struct val *list = val_ref(val_get(*patch, lists[l]));
            found |= add_images(val_get(spec, lists[l]), name, image, &list);
            if (list)
                val_set(patch, lists[l], list);
        }
        if (!found) {
            val_assign(patch, NULL);
            return status_client(st, "unable to find container named \"%s\"", name);
        }
    }
    return 0;
}

static int exec(struct command *cmd)
{
    int resources = set_pairs_start(cmd);
    struct val *images = val_object();
    for (int i = resources; i < cmd->argc; i++) {
        const char *pair = cmd->argv[i], *eq = strchr(pair, '=');
        if (eq)
            val_set(&images, arena_strndup(cmd->arena, pair, (size_t)(eq - pair)), val_string(eq + 1));
    }
    const struct val *kept = arena_val(cmd->arena, images);
    const char *mistake = NULL;
    if (!val_len(kept))
        mistake = "at least one image update is required";
    else if (val_len(kept) > 1 && val_get(kept, "*"))
        mistake = "all containers are already specified by *, but saw more than one container_name=container_image pairs";
    const struct set_job job = { .change = change, .arg = kept, .said = "image updated",
                                 .failed = "failed to patch image update to pod template: ", .mistake = mistake };
    return set_run(cmd, resources, &job);
}

const struct verb verb_set_image = {
    .name = "image",
    .kubectl = true,
    .usage = "set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N",
    .summary_ko = "컨테이너의 이미지를 바꿔요",
    .options = options,
    .exec = exec,
};
