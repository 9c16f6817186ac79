/* The volumes of pods and pod templates: printVolumeSource functions of kubectl/pkg/describe/describe.go, v1.20.2. */
#include <string.h>

#include "repl/describe/describe.h"

enum { VOLUME_LINES = 4 };

/* A source with plain fields: each its line; what stands there when it is absent tells its type too. */
static const struct source {
    const char *field, *type;
    struct {
        const char *title, *path, *absent;
    } lines[VOLUME_LINES];
} sources[] = {
    { "hostPath", "HostPath (bare host directory volume)",
      { { "Path", "path", "" }, { "HostPathType", "type", "<none>" } } },
    { "emptyDir", "EmptyDir (a temporary directory that shares a pod's lifetime)",
      { { "Medium", "medium", "" }, { "SizeLimit", "sizeLimit", "<unset>" } } },
    { "gcePersistentDisk", "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
      { { "PDName", "pdName", "" }, { "FSType", "fsType", "" }, { "Partition", "partition", "0" }, { "ReadOnly", "readOnly", "false" } } },
    { "awsElasticBlockStore", "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
      { { "VolumeID", "volumeID", "" }, { "FSType", "fsType", "" }, { "Partition", "partition", "0" }, { "ReadOnly", "readOnly", "false" } } },
    { "gitRepo", "GitRepo (a volume that is pulled from git when the pod is created)",
      { { "Repository", "repository", "" }, { "Revision", "revision", "" } } },
    { "secret", "Secret (a volume populated by a Secret)",
      { { "SecretName", "secretName", "" }, { "Optional", "optional", "false" } } },
    { "configMap", "ConfigMap (a volume populated by a ConfigMap)",
      { { "Name", "name", "" }, { "Optional", "optional", "false" } } },
    { "nfs", "NFS (an NFS mount that lasts the lifetime of a pod)",
      { { "Server", "server", "" }, { "Path", "path", "" }, { "ReadOnly", "readOnly", "false" } } },
    { "persistentVolumeClaim", "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
      { { "ClaimName", "claimName", "" }, { "ReadOnly", "readOnly", "false" } } },
    { "local", "LocalVolume (a persistent volume backed by local storage on a node)", { { "Path", "path", "" } } },
    { "csi", "CSI (a Container Storage Interface (CSI) volume source)",
      { { "Driver", "driver", "" }, { "FSType", "fsType", "" }, { "ReadOnly", "readOnly", "false" } } },
};

static void add_line(struct describe *d, const char *title, const struct val *v, const char *absent)
{
    if (val_str(v))
        describe_add(d, 2, "%s:\t%s\n", title, val_str(v));
    else if (!strcmp(absent, "false"))
        describe_add(d, 2, "%s:\t%s\n", title, val_bool_or(v, false) ? "true" : "false");
    else if (!strcmp(absent, "0"))
        describe_add(d, 2, "%s:\t%lld\n", title, (long long)val_int_or(v, 0));
    else
        describe_add(d, 2, "%s:\t%s\n", title, absent);
}

/* Whether the parts of a projected volume are optional: a pointer that kubectl printed as it was, at first. */
static void add_optional(struct describe *d, const char *old_title, const struct val *optional)
{
    bool named = version_has(d->version, FEATURE_DESCRIBE_OPTIONAL);
    add_line(d, named ? "Optional" : old_title, optional, named || optional ? "false" : "<nil>");
}

static void add_projected(struct describe *d, const struct val *projected)
{
    const struct val *parts = val_get(projected, "sources");
    describe_add(d, 2, "Type:\tProjected (a volume that contains injected data from multiple sources)\n");
    for (size_t i = 0; i < val_len(parts); i++) {
        const struct val *s = val_item(parts, i), *part;
        if ((part = val_get(s, "secret"))) {
            describe_add(d, 2, "SecretName:\t%s\n", val_get_str(part, "name", ""));
            add_optional(d, "SecretOptionalName", val_get(part, "optional"));
        } else if (val_get(s, "downwardAPI")) {
            describe_add(d, 2, "DownwardAPI:\ttrue\n");
        } else if ((part = val_get(s, "configMap"))) {
            describe_add(d, 2, "ConfigMapName:\t%s\n", val_get_str(part, "name", ""));
            add_optional(d, "ConfigMapOptional", val_get(part, "optional"));
        } else if ((part = val_get(s, "serviceAccountToken"))) {
            describe_add(d, 2, "TokenExpirationSeconds:\t%lld\n", (long long)val_at_int(part, "expirationSeconds", 0));
        }
    }
}

static void add_downward(struct describe *d, const struct val *downward)
{
    const struct val *items = val_get(downward, "items");
    describe_add(d, 2, "Type:\tDownwardAPI (a volume populated by information about the pod)\n    Items:\n");
    for (size_t i = 0; i < val_len(items); i++) {
        const struct val *item = val_item(items, i);
        const char *path = val_get_str(item, "path", ""), *field = val_at_str(item, "fieldRef.fieldPath", NULL),
                   *resource = val_at_str(item, "resourceFieldRef.resource", NULL);
        if (field)
            describe_add(d, 3, "%s -> %s\n", field, path);
        if (resource)
            describe_add(d, 3, "%s -> %s\n", resource, path);
    }
}

void describe_volume_source(struct describe *d, const struct val *volume)
{
    for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
        const struct source *s = &sources[i];
        const struct val *source = val_get(volume, s->field);
        if (!source)
            continue;
        describe_add(d, 2, "Type:\t%s\n", s->type);
        for (size_t k = 0; k < VOLUME_LINES && s->lines[k].title; k++)
            add_line(d, s->lines[k].title, val_get(source, s->lines[k].path), s->lines[k].absent);
        if (!strcmp(s->field, "csi"))
            describe_labels(d, "    VolumeAttributes", val_get(source, "volumeAttributes"));
        return;
    }
    if (val_get(volume, "projected"))
        add_projected(d, val_get(volume, "projected"));
    else if (val_get(volume, "downwardAPI"))
        add_downward(d, val_get(volume, "downwardAPI"));
    else
        describe_add(d, 1, "<unknown>\n");
}

void describe_volumes(struct describe *d, const struct val *volumes, const char *space)
{
    describe_add(d, 0, "%sVolumes:%s\n", space, val_empty(volumes) ? "\t<none>" : "");
    for (size_t i = 0; i < val_len(volumes); i++) {
        describe_add(d, 1, "%s%s:\n", *space ? " " : "", val_get_str(val_item(volumes, i), "name", ""));
        describe_volume_source(d, val_item(volumes, i));
    }
}

const char *describe_storage_class(const struct val *doc)
{
    const struct val *old = val_get(val_at(doc, "metadata.annotations"), "volume.beta.kubernetes.io/storage-class");
    return old ? val_str_or(old, "") : val_at_str(doc, "spec.storageClassName", "");
}

const char *describe_access_modes(struct describe *d, const struct val *modes)
{
    static const struct {
        const char *mode, *text;
    } known[] = {
        { "ReadWriteOnce", "RWO" }, { "ReadOnlyMany", "ROX" }, { "ReadWriteMany", "RWX" }, { "ReadWriteOncePod", "RWOP" },
    };
    const char *text = "";
    for (size_t k = 0; k < ARRAY_LEN(known); k++)
        for (size_t i = 0; i < val_len(modes); i++)
            if (val_str_equal(val_item(modes, i), known[k].mode)) {
                text = arena_strf(d->cmd->arena, "%s%s%s", text, *text ? "," : "", known[k].text);
                break;
            }
    return text;
}
