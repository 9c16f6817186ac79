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

/* "FIELD: WHAT IS WRONG", for whoever wrote the file. */
static int wrong(struct status *st, const char *field, const char *text)
{
    return status_client(st, "%s: %s", field, text);
}

/* A member that nobody knows is a slip of the pen. path: "nodes.0"; "" is the file itself. */
static int check_members(const struct val *doc, const char *path, const char *const *known, struct status *st)
{
    for (size_t i = 0; i < val_len(doc); i++) {
        struct strbuf names = STRBUF_INIT;
        const char *const *k = known;
        for (; *k && strcmp(val_key(doc, i), *k) != 0; k++)
            strbuf_addf(&names, "%s%s", k == known ? "" : ", ", *k);
        char *field = xstrf("%s%s%s", path, *path ? "." : "", val_key(doc, i));
        char *text = xstrf("모르는 필드예요. 쓸 수 있는 것은 %s", names.buf);
        int rc = *k ? 0 : wrong(st, field, text);
        free(field);
        free(text);
        strbuf_release(&names);
        if (rc)
            return rc;
    }
    return 0;
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
        wrong(st, field, "2s처럼 시간을 적어야 해요");
        free(field);
        return -1;
    }
    *ms = ns / 1000000;
    return 0;
}

static int read_timing(struct settings *s, const struct val *timing, struct status *st)
{
    static const char *const known[] = { "imagePull", "podTermination", "cronjobSyncOffset", NULL };
    if (timing && !val_is(timing, VAL_OBJECT))
        return wrong(st, "timing", "이름과 값의 묶음이어야 해요");
    if (check_members(timing, "timing", known, st) < 0)
        return -1;
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
        return wrong(st, "images", "any나 fresh, 또는 이미지 이름의 목록이어야 해요");
    }
    return 0;
}

static int check_node(const struct val *node, const char *path, struct status *st)
{
    static const char *const known[] = { "name", "labels", "taints", "capacity", "addresses", "nodeInfo", NULL };
    if (!val_is(node, VAL_OBJECT))
        return wrong(st, path, "{name: 이름}처럼 적어야 해요");
    if (check_members(node, path, known, st) < 0)
        return -1;
    return val_str(val_get(node, "name")) ? 0 : wrong(st, path, "노드의 이름(name)이 빠졌어요");
}

static int read_nodes(struct settings *s, const struct val *nodes, struct status *st)
{
    if (!nodes)
        return 0;
    if (!val_is(nodes, VAL_ARRAY))
        return wrong(st, "nodes", "목록이어야 해요");
    for (size_t i = 0; i < val_len(nodes); i++) {
        char *path = xstrf("nodes.%zu", i);
        int rc = check_node(val_item(nodes, i), path, st);
        free(path);
        if (rc < 0)
            return -1;
    }
    val_assign(&s->nodes, val_ref(nodes));
    return 0;
}

/* "" for what is no text: 1.20 is a number in YAML. */
static const char *text_of(const struct val *doc, const char *key, const char *otherwise)
{
    const struct val *v = val_get(doc, key);
    return v ? val_str_or(v, "") : otherwise;
}

static int read_version(struct settings *s, const struct val *doc, struct status *st)
{
    const char *version = text_of(doc, "version", "v1.20.2");
    if (version_parse(version, &s->version) < 0 || strlen(version) >= sizeof(s->git_version))
        return wrong(st, "version", "v1.18부터 v1.37까지의 쿠버네티스 버전이어야 해요(예: v1.20.2)");
    strncpy(s->git_version, version, sizeof(s->git_version) - 1);
    return 0;
}

static int read_seed(struct settings *s, const struct val *seed, struct status *st)
{
    if (seed && !val_is(seed, VAL_UINT) && (!val_is(seed, VAL_INT) || val_int_or(seed, 0) < 0))
        return wrong(st, "seed", "0 이상의 정수여야 해요");
    s->seed = val_uint_or(seed, 1);
    return 0;
}

int settings_read(struct settings *s, const struct val *doc, struct status *st)
{
    static const char *const known[] = { "version", "start", "seed", "timing", "images", "nodes", NULL };
    *s = (struct settings){ .seed = 1, .image_pull_ms = 2000, .pod_termination_ms = -1 };
    if (doc && !val_is(doc, VAL_OBJECT))
        return wrong(st, "클러스터 파일", "이름과 값의 묶음이어야 해요");
    const char *start = text_of(doc, "start", default_start);
    s->start_ms = time_parse_ms(start);
    if (check_members(doc, "", known, st) < 0 || read_version(s, doc, st) < 0 || read_timing(s, val_get(doc, "timing"), st) < 0 ||
        read_images(s, val_get(doc, "images"), st) < 0 || read_nodes(s, val_get(doc, "nodes"), st) < 0 ||
        read_seed(s, val_get(doc, "seed"), st) < 0 ||
        (s->start_ms < 0 && wrong(st, "start", "2022-06-22T23:46:00Z처럼 시각을 적어야 해요") < 0)) {
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
