#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/json.h"
#include "backends/fake/cluster.h"
#include "backends/fake/nodelife.h"

/* The start of a script's cluster unless its file says otherwise: the notes' first screen. */
static const char default_start[] = "2022-06-22T23:46:00Z";

/* The notes' classroom: one control-plane node, three workers; the image that its lessons use with policy Never. */
static const char classroom_image[] = "ghcr.io/c1t1d0s7/go-myweb";
static const char *const classroom_nodes[] = { "kube-master1", "kube-node1", "kube-node2", "kube-node3" };

static struct val *classroom_node(size_t i, const struct settings *s)
{
    const char *git_version = s->git_version;
    const char *name = classroom_nodes[i];
    struct val *labels = val_fmt("{'beta.kubernetes.io/arch':amd64, 'beta.kubernetes.io/os':linux, 'kubernetes.io/arch':amd64,"
                                 " 'kubernetes.io/hostname':%s, 'kubernetes.io/os':linux}", name);
    struct val *taints = val_array();
    bool control_plane = version_has(s->version, FEATURE_CONTROL_PLANE_ROLE);
    if (i == 0)
        val_set(&labels, control_plane ? "node-role.kubernetes.io/control-plane" : "node-role.kubernetes.io/master", val_string(""));
    if (i == 0 && control_plane)
        val_append(&taints, val_fmt("{key:'node-role.kubernetes.io/control-plane', effect:NoSchedule}"));
    if (i == 0 && version_has(s->version, FEATURE_MASTER_TAINT))
        val_append(&taints, val_fmt("{key:'node-role.kubernetes.io/master', effect:NoSchedule}"));
    struct val *address = val_stringf("192.168.200.%zu", 50 + i), *machine = val_stringf("m%zu", i);
    struct val *system = val_stringf("s%zu", i), *boot = val_stringf("b%zu", i);
    return val_fmt("{name:%s, labels:%V, taints:%V, capacity:{cpu:'2', memory:2035152Ki, pods:'110', 'ephemeral-storage':40593612Ki},"
                   " addresses:[{type:InternalIP, address:%V}, {type:Hostname, address:%s}],"
                   " nodeInfo:{kubeletVersion:%s, kubeProxyVersion:%s, osImage:'Ubuntu 18.04.5 LTS', kernelVersion:'4.15.0-128-generic',"
                   " containerRuntimeVersion:%s, operatingSystem:linux, architecture:amd64, machineID:%V,"
                   " systemUUID:%V, bootID:%V}}",
                   name, labels, taints, address, name, git_version, git_version, node_default_runtime(s->version), machine, system, boot);
}

static void set_classroom(struct settings *s)
{
    s->nodes = val_array();
    for (size_t i = 0; i < ARRAY_LEN(classroom_nodes); i++)
        val_append(&s->nodes, classroom_node(i, s));
}

static int wrong(struct status *st, const char *field, const char *wanted)
{
    return status_client(st, "cluster file: %s: %s", field, wanted);
}

/* A Go duration at timing.NAME, in ms. */
static int read_duration(const struct val *timing, const char *name, int64_t *ms, struct status *st)
{
    const struct val *v = val_get(timing, name);
    int64_t ns;
    if (!v)
        return 0;
    if (!val_str(v) || duration_parse(val_str(v), &ns, NULL) < 0 || ns < 0) {
        char *field = xstrf("timing.%s", name);
        wrong(st, field, "a duration such as \"2s\" is wanted");
        free(field);
        return -1;
    }
    *ms = ns / 1000000;
    return 0;
}

static int read_timing(struct settings *s, const struct val *timing, struct status *st)
{
    if (timing && !val_is(timing, VAL_OBJECT))
        return wrong(st, "timing", "a mapping is wanted");
    return read_duration(timing, "imagePull", &s->image_pull_ms, st) < 0 ||
                   read_duration(timing, "podTermination", &s->pod_termination_ms, st) < 0 ||
                   read_duration(timing, "cronjobSyncOffset", &s->cronjob_sync_offset_ms, st) < 0
               ? -1 : 0;
}

static int read_images(struct settings *s, const struct val *images, struct status *st)
{
    if (!images || val_str_equal(images, "fresh"))
        s->images = IMAGES_FRESH;
    else if (val_str_equal(images, "any"))
        s->images = IMAGES_ANY;
    else if (val_is(images, VAL_ARRAY)) {
        s->images = IMAGES_LISTED;
        val_assign(&s->image_names, val_ref(images));
    } else {
        return wrong(st, "images", "any, fresh, or a list of image names is wanted");
    }
    return 0;
}

static int read_nodes(struct settings *s, const struct val *nodes, struct status *st)
{
    if (!nodes)
        return 0;
    if (!val_is(nodes, VAL_ARRAY))
        return wrong(st, "nodes", "a list is wanted");
    for (size_t i = 0; i < val_len(nodes); i++)
        if (!val_str(val_get(val_item(nodes, i), "name")))
            return wrong(st, "nodes", "each node needs a name");
    val_assign(&s->nodes, val_ref(nodes));
    return 0;
}

static int read_version(struct settings *s, const struct val *doc, struct status *st)
{
    const char *version = val_get_str(doc, "version", "v1.20.2");
    if (version_parse(version, &s->version) < 0 || strlen(version) >= sizeof(s->git_version))
        return wrong(st, "version", "a Kubernetes version from v1.18 to v1.37 is wanted, such as v1.20.2");
    strncpy(s->git_version, version, sizeof(s->git_version) - 1);
    return 0;
}

static int read_known_fields(const struct val *doc, struct status *st)
{
    static const char *const known[] = { "version", "start", "seed", "timing", "images", "nodes" };
    for (size_t i = 0; i < val_len(doc); i++) {
        bool found = false;
        for (size_t j = 0; j < ARRAY_LEN(known); j++)
            found |= !strcmp(val_key(doc, i), known[j]);
        if (!found)
            return wrong(st, val_key(doc, i), "no such field; version, start, seed, timing, images and nodes are known");
    }
    return 0;
}

int settings_read(struct settings *s, const struct val *doc, struct status *st)
{
    *s = (struct settings){ .seed = 1, .image_pull_ms = 2000, .pod_termination_ms = -1 };
    if (doc && !val_is(doc, VAL_OBJECT))
        return wrong(st, "document", "a mapping is wanted");
    const char *start = val_get_str(doc, "start", default_start);
    s->start_ms = time_parse_ms(start);
    s->seed = val_uint_or(val_get(doc, "seed"), 1);
    if (read_known_fields(doc, st) < 0 || read_version(s, doc, st) < 0 || read_timing(s, val_get(doc, "timing"), st) < 0 ||
        read_images(s, val_get(doc, "images"), st) < 0 || read_nodes(s, val_get(doc, "nodes"), st) < 0 ||
        (s->start_ms < 0 && wrong(st, "start", "a time such as \"2022-06-22T23:46:00Z\" is wanted") < 0)) {
        settings_release(s);
        return -1;
    }
    if (!s->nodes) {
        set_classroom(s);
        if (s->images == IMAGES_FRESH && !val_get(doc, "images")) {
            s->images = IMAGES_LISTED;
            s->image_names = val_fmt("[%s]", classroom_image);
        }
    }
    return 0;
}

void settings_release(struct settings *s)
{
    val_unref(s->image_names);
    val_unref(s->nodes);
    s->image_names = s->nodes = NULL;
}
