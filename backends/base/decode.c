/* Documents through Go's types, structs and lists: see decode.h. */
#include "backends/base/decode.h"

#include <string.h>

#include "backends/base/json.h"

static struct val *decode_struct(struct decoder *d, const struct val *v, const struct schema_type *t);

void decoder_release(struct decoder *d)
{
    strbuf_release(&d->error);
    strbuf_release(&d->path);
    strbuf_release(&d->fields);
    val_unref(d->unknown);
    d->unknown = NULL;
}

/* ---- what the schema does not say: which optional fields Go holds by value ---- */

static bool is_listed(const char *const *names, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

/* Structs by value are always written, however empty; others are pointers. */
static bool is_value_struct(const struct schema_type *holder, const struct schema_field *f)
{
    static const char *const names[] = {
        "metadata", "spec",         "status",         "strategy",        "updateStrategy", "resources",
        "template", "loadBalancer", "daemonEndpoints", "kubeletEndpoint", "nodeInfo",       "state",
        "lastState", "jobTemplate", "involvedObject", "source",
    };
    /* Fields of these names that are pointers after all. */
    static const struct {
        const char *holder, *field;
    } pointers[] = {
        { "ContainerStatus", "resources" },
        { "PodSpec", "resources" },
        { "PodStatus", "resources" },
        { "ReplicationControllerSpec", "template" },
        { "CustomResourceSubresources", "status" },
    };
    if (!strcmp(f->name, "source"))
        return !strcmp(holder->name, "Event");
    for (size_t i = 0; i < ARRAY_LEN(pointers); i++)
        if (!strcmp(pointers[i].holder, holder->name) && !strcmp(pointers[i].field, f->name))
            return false;
    return is_listed(names, ARRAY_LEN(names), f->name);
}

/* Times by value are written as null when they are not set. */
static bool is_value_time(const struct decoder *d, const struct schema_field *f)
{
    static const char *const names[] = {
        "lastProbeTime", "lastTransitionTime", "lastUpdateTime", "lastHeartbeatTime", "startedAt",
        "finishedAt",    "firstTimestamp",     "lastTimestamp",  "eventTime",
    };
    if (!strcmp(f->name, "creationTimestamp"))
        return version_has(d->version, FEATURE_NULL_CREATION_TIMESTAMP);
    return is_listed(names, ARRAY_LEN(names), f->name);
}

/* Optional strings that are pointers, and so keep "" when it was written. */
static bool keeps_empty_string(const struct schema_type *holder, const struct schema_field *f)
{
    static const struct {
        const char *holder, *field;
    } pointers[] = {
        { "HostPathVolumeSource", "type" },        { "GRPCAction", "service" },
        { "EndpointAddress", "nodeName" },         { "Endpoint", "nodeName" },
        { "Endpoint", "hostname" },                { "EndpointPort", "name" },
        { "PersistentVolumeClaimSpec", "storageClassName" }, { "PersistentVolumeClaimSpec", "volumeMode" },
        { "PersistentVolumeSpec", "volumeMode" },  { "IngressSpec", "ingressClassName" },
        { "CronJobSpec", "timeZone" },             { "ServicePort", "appProtocol" },
        { "TypedLocalObjectReference", "apiGroup" }, { "PodSpec", "runtimeClassName" },
        { "PodSecurityContext", "fsGroupChangePolicy" }, { "SeccompProfile", "localhostProfile" },
        { "AppArmorProfile", "localhostProfile" },
    };
    for (size_t i = 0; i < ARRAY_LEN(pointers); i++)
        if (!strcmp(pointers[i].holder, holder->name) && !strcmp(pointers[i].field, f->name))
            return true;
    return false;
}

/* Optional booleans and numbers that are no pointers, and so lose false and 0. */
static bool loses_zero(const struct schema_type *holder, const struct schema_field *f)
{
    static const char *const names[] = {
        "hostNetwork", "hostPID", "hostIPC", "stdin", "stdinOnce", "tty", "readOnly", "unschedulable",
        "publishNotReadyAddresses", "paused", "globalDefault", "chapAuthDiscovery", "chapAuthSession", "sslEnabled",
        "hostPort", "nodePort", "minReadySeconds", "initialDelaySeconds", "timeoutSeconds", "periodSeconds",
        "successThreshold", "failureThreshold", "partition", "healthCheckNodePort", "generation", "count",
        "observedGeneration", "active", "succeeded", "failed", "replicas", "readyReplicas", "availableReplicas",
        "updatedReplicas", "unavailableReplicas", "fullyLabeledReplicas", "numberAvailable", "numberUnavailable",
        "updatedNumberScheduled", "sizeBytes", "exitCode", "signal",
    };
    size_t len = strlen(holder->name);
    bool status = len > 6 && !strcmp(holder->name + len - 6, "Status");
    if (!strcmp(f->name, "readOnly"))
        return strncmp(holder->name, "AzureDisk", 9) && strncmp(holder->name, "CSI", 3);
    if (!strcmp(f->name, "replicas") || !strcmp(f->name, "active") || !strcmp(f->name, "failed"))
        return status;
    if (!strcmp(f->name, "timeoutSeconds"))
        return !strcmp(holder->name, "Probe");
    if (!strcmp(f->name, "partition"))
        return strcmp(holder->name, "RollingUpdateStatefulSetStrategy") != 0;
    return is_listed(names, ARRAY_LEN(names), f->name);
}

/* Whether Go writes the field even when it is empty: required in this release or, as what is written did not change when
 * v1.37 declared many fields optional, in an earlier one. */
static bool is_always_written(const struct decoder *d, const struct schema_type *t, const struct schema_field *f)
{
    for (const struct schema_field *other = t->fields; other->name; other++)
        if (other->required && other->since <= d->version.minor && !strcmp(other->name, f->name))
            return true;
    return false;
}

/* ---- errors ---- */

static const char *json_kind(const struct val *v)
{
    switch (val_type(v)) {
    case VAL_NULL: return "null";
    case VAL_BOOL: return "bool";
    case VAL_STRING: return "string";
    case VAL_ARRAY: return "array";
    case VAL_OBJECT: return "object";
    default: return "number";
    }
}

/* Before 1.23 the error names Go's types from the outside in; each level puts itself before what is there. */
static void prefix_error(struct decoder *d, const char *text)
{
    if (!version_has(d->version, FEATURE_GO_JSON_ERRORS))
        strbuf_splice(&d->error, 0, 0, text, strlen(text));
}

static void prefix_field(struct decoder *d, const struct schema_type *t, const struct schema_field *f)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "%s.%s.", t->version, t->name);
    schema_go_name(&sb, f);
    strbuf_adds(&sb, ": ");
    prefix_error(d, sb.buf);
    strbuf_release(&sb);
}

static struct val *wrong_type(struct decoder *d, const struct val *v, const struct schema_type *holder,
                              const struct schema_type *t, unsigned shape)
{
    struct strbuf go = STRBUF_INIT, kind = STRBUF_INIT;
    decode_go_type(&go, t, shape);
    strbuf_adds(&kind, json_kind(v));
    if (val_is_number(v) && shape == SCHEMA_ONE && (t->kind == SCHEMA_INT32 || t->kind == SCHEMA_INT64)) {
        strbuf_addch(&kind, ' ');
        json_write(&kind, v, JSON_COMPACT);
    }
    if (!version_has(d->version, FEATURE_GO_JSON_ERRORS)) {
        bool list = shape == SCHEMA_LIST;
        const char *first = val_is(v, VAL_STRING) ? "\"" : val_is(v, VAL_ARRAY) ? "[" : val_is(v, VAL_OBJECT) ? "{" : NULL;
        struct strbuf text = STRBUF_INIT;
        if (first)
            strbuf_adds(&text, first);
        else
            json_write(&text, v, JSON_COMPACT);
        strbuf_addf(&d->error, "%s: expect %c or n, but found %c", list ? "decode slice" : "ReadObjectCB", list ? '[' : '{',
                    text.buf[0]);
        strbuf_release(&text);
    } else if (holder && d->fields.len) {
        strbuf_addf(&d->error, "json: cannot unmarshal %s into Go struct field %s.%s of type %s", kind.buf, holder->name,
                    d->fields.buf, go.buf);
    } else {
        strbuf_addf(&d->error, "json: cannot unmarshal %s into Go value of type %s", kind.buf, go.buf);
    }
    strbuf_release(&go);
    strbuf_release(&kind);
    return NULL;
}

/* ---- values ---- */

static struct val *decode_one(struct decoder *d, const struct val *v, const struct schema_type *holder,
                              const struct schema_type *t)
{
    if (t->kind == SCHEMA_STRUCT) {
        if (val_is_null(v))
            return decode_struct(d, NULL, t);
        return val_is(v, VAL_OBJECT) ? decode_struct(d, v, t) : wrong_type(d, v, holder, t, SCHEMA_ONE);
    }
    if (val_is_null(v))
        return decode_zero(t);
    size_t before = d->error.len;
    struct val *out = decode_scalar(d, v, t);
    if (!out && d->error.len == before)
        wrong_type(d, v, holder, t, SCHEMA_ONE);
    return out;
}

static struct val *decode_list(struct decoder *d, const struct val *v, const struct schema_type *holder,
                               const struct schema_type *t)
{
    if (!val_is(v, VAL_ARRAY))
        return wrong_type(d, v, holder, t, SCHEMA_LIST);
    struct val *out = val_ref(v);
    size_t len = d->path.len;
    for (size_t i = 0; i < val_len(out); i++) {
        strbuf_addf(&d->path, "[%zu]", i);
        struct val *item = decode_one(d, val_item(out, i), holder, t);
        strbuf_setlen(&d->path, len);
        if (!item) {
            struct strbuf go = STRBUF_INIT;
            decode_go_type(&go, t, SCHEMA_LIST);
            strbuf_adds(&go, ": ");
            if (t->kind == SCHEMA_STRUCT)
                prefix_error(d, go.buf);
            strbuf_release(&go);
            val_unref(out);
            return NULL;
        }
        if (item == val_item(out, i))
            val_unref(item);
        else
            val_replace(&out, i, item);
    }
    return out;
}

static struct val *decode_map(struct decoder *d, const struct val *v, const struct schema_type *holder,
                              const struct schema_type *t, bool lists)
{
    if (!val_is(v, VAL_OBJECT))
        return wrong_type(d, v, holder, t, SCHEMA_MAP);
    struct val *out = val_ref(v);
    for (size_t i = 0; i < val_len(out); i++) {
        const struct val *old = val_item(out, i);
        struct val *item = lists && !val_is_null(old) ? decode_list(d, old, holder, t)
                           : lists                    ? val_null()
                                                      : decode_one(d, old, holder, t);
        if (!item) {
            val_unref(out);
            return NULL;
        }
        if (item == old)
            val_unref(item);
        else
            val_replace(&out, i, item);
    }
    return out;
}

static struct val *decode_field(struct decoder *d, const struct val *v, const struct schema_type *holder,
                                const struct schema_field *f)
{
    switch ((enum schema_shape)f->shape) {
    case SCHEMA_ONE: return decode_one(d, v, holder, f->type);
    case SCHEMA_LIST: return decode_list(d, v, holder, f->type);
    case SCHEMA_MAP: return decode_map(d, v, holder, f->type, false);
    case SCHEMA_LISTS: break;
    }
    return decode_map(d, v, holder, f->type, true);
}

/* Whether an optional field's value is one that Go leaves out. */
static bool is_left_out(const struct schema_type *holder, const struct schema_field *f, const struct val *v)
{
    if (f->shape != SCHEMA_ONE)
        return !val_len(v);
    switch (f->type->kind) {
    case SCHEMA_STRING:
    case SCHEMA_BYTES: return !val_len(v) && !keeps_empty_string(holder, f);
    case SCHEMA_BOOL: return !val_bool_or(v, true) && loses_zero(holder, f);
    case SCHEMA_INT32:
    case SCHEMA_INT64: return !val_int_or(v, 1) && loses_zero(holder, f);
    case SCHEMA_TIME:
    case SCHEMA_MICRO_TIME: return val_is_null(v);
    default: return false;
    }
}

/* What Go writes for a field that was not given; NULL: nothing. */
static struct val *missing_value(struct decoder *d, const struct schema_type *t, const struct schema_field *f)
{
    bool written = is_always_written(d, t, f);
    if (f->shape != SCHEMA_ONE)
        return written ? val_null() : NULL;
    if (f->type->kind == SCHEMA_STRUCT) {
        /* Required, and yet pointers. */
        bool pointer = (!strcmp(f->name, "selector") && !strcmp(f->type->name, "LabelSelector")) ||
                       (!strcmp(f->name, "secretRef") && !strncmp(t->name, "ScaleIO", 7));
        if (written && pointer)
            return val_null();
        return written || is_value_struct(t, f) ? decode_struct(d, NULL, f->type) : NULL;
    }
    if (f->type->kind == SCHEMA_TIME || f->type->kind == SCHEMA_MICRO_TIME)
        return written || is_value_time(d, f) ? val_null() : NULL;
    return written ? decode_zero(f->type) : NULL;
}

/* One member that was given. -1 with d->error. */
static int decode_member(struct decoder *d, struct val **out, const struct val *v, const struct schema_type *t,
                         const struct schema_field *f)
{
    size_t path = d->path.len, fields = d->fields.len;
    strbuf_addf(&d->path, "%s%s", path ? "." : "", f->name);
    strbuf_addf(&d->fields, "%s%s", fields ? "." : "", f->name);
    struct val *value = decode_field(d, v, t, f);
    strbuf_setlen(&d->path, path);
    strbuf_setlen(&d->fields, fields);
    if (!value) {
        prefix_field(d, t, f);
        return -1;
    }
    if (!is_always_written(d, t, f) && is_left_out(t, f, value)) {
        val_unset(out, f->name);
        val_unref(value);
    } else if (value == v) {
        val_unref(value);
    } else {
        val_set(out, f->name, value);
    }
    return 0;
}

static void report_unknown(struct decoder *d, const char *key)
{
    val_append(&d->unknown, val_stringf("%s%s%s", d->path.buf, d->path.len ? "." : "", key));
}

static bool too_deep(struct decoder *d)
{
    if (d->depth < JSON_DEPTH_MAX)
        return false;
    strbuf_adds(&d->error, "exceeded max depth");
    return true;
}

/* v NULL: what Go holds of a struct that was not given. */
static struct val *decode_struct(struct decoder *d, const struct val *v, const struct schema_type *t)
{
    if (too_deep(d))
        return NULL;
    d->depth++;
    struct val *out = v ? val_ref(v) : val_object();
    int rc = 0;
    for (size_t i = 0; i < val_len(v) && rc == 0; i++) {
        const char *key = val_key(v, i);
        const struct val *given = val_item(v, i);
        const struct schema_field *f = schema_field(t, key, d->version);
        if (!f)
            report_unknown(d, key);
        if (!f || val_is_null(given))
            val_unset(&out, key);
        else
            rc = decode_member(d, &out, given, t, f);
    }
    for (const struct schema_field *f = t->fields; f->name && rc == 0; f++) {
        struct val *missing = NULL;
        if (schema_field_served(f, d->version) && !val_get(out, f->name))
            missing = missing_value(d, t, f);
        if (missing)
            val_set(&out, f->name, missing);
    }
    d->depth--;
    if (rc == 0)
        return out;
    val_unref(out);
    return NULL;
}

struct val *decode(struct decoder *d, const struct val *doc, const struct schema_type *t)
{
    return t ? decode_one(d, doc, NULL, t) : val_ref(doc);
}
