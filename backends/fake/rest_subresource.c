/* Subresources: scale, eviction, binding, finalize, log, exec, attach. */
#include <string.h>

#include "backends/fake/decode.h"
#include "backends/fake/kubelet.h"
#include "backends/fake/rest.h"
#include "backends/base/selector.h"

typedef int handler(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st);

/* ---- scale ---- */

static struct val *scale_of(const struct val *doc)
{
    struct strbuf selector = STRBUF_INIT;
    const struct val *meta = val_get(doc, "metadata");
    label_selector_format(&selector, val_at(doc, "spec.selector"));
    struct val *scale = val_fmt("{kind:Scale, apiVersion:'autoscaling/v1', metadata:{name:%v, namespace:%v, uid:%v, resourceVersion:%v,"
                                " creationTimestamp:%v}, spec:{replicas:%v}, status:{replicas:%I, selector:%s}}",
                                val_get(meta, "name"), val_get(meta, "namespace"), val_get(meta, "uid"),
                                val_get(meta, "resourceVersion"), val_get(meta, "creationTimestamp"), val_at(doc, "spec.replicas"),
                                val_at_int(doc, "status.replicas", 0), selector.buf);
    strbuf_release(&selector);
    return scale;
}

static int scale(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct object *o = rest_find(c, r, st);
    if (!o)
        return -1;
    if (rq->method != REQUEST_GET) {
        if (rq->method != REQUEST_PUT && rq->method != REQUEST_PATCH)
            return status_method_not_allowed(st);
        struct val *doc = val_ref(o->doc);
        const struct val *rv = val_at(rq->body, "metadata.resourceVersion"), *replicas = val_at(rq->body, "spec.replicas");
        if (rv)
            val_put(&doc, "metadata.resourceVersion", val_ref(rv));
        val_put_int(&doc, "spec.replicas", val_int_or(replicas, 0));
        struct write_options w = { .dry_run = rest_dry_run(rq) };
        if (api_update(c, r->kind, doc, &w, &o, st) < 0)
            return -1;
    }
    reply->code = 200;
    reply->doc = scale_of(o->doc);
    return 0;
}

/* ---- pods ---- */

static int succeeded(struct reply *reply)
{
    reply->code = 201;
    reply->doc = val_fmt("{kind:Status, apiVersion:v1, metadata:{}, status:Success, code:201}");
    return 0;
}

static int binding(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct object *o = rest_find(c, r, st);
    if (rq->method != REQUEST_POST)
        return status_method_not_allowed(st);
    if (!o || api_bind(c, o, val_at_str(rq->body, "target.name", ""), st) < 0)
        return -1;
    return succeeded(reply);
}

/* The container a query names, or the pod's only one. NULL with *st. */
static const char *asked_container(const struct object *o, const struct request *rq, struct status *st)
{
    const struct val *containers = val_at(o->doc, "spec.containers"), *inits = val_at(o->doc, "spec.initContainers");
    const char *name = val_get_str(rq->query, "container", NULL);
    struct strbuf names = STRBUF_INIT;
    if (!name && val_len(containers) == 1)
        return val_get_str(val_item(containers, 0), "name", "");
    if (name && (val_find(containers, "name", name, NULL) || val_find(inits, "name", name, NULL)))
        return name;
    for (size_t i = 0; i < val_len(containers); i++)
        strbuf_addf(&names, "%s%s", i ? " " : "", val_get_str(val_item(containers, i), "name", ""));
    for (size_t i = 0; i < val_len(inits); i++)
        strbuf_addf(&names, "%s%s", i ? " " : "] or one of the init containers: [", val_get_str(val_item(inits, i), "name", ""));
    if (name)
        status_bad_request(st, "container %s is not valid for pod %s", name, o->name);
    else
        status_bad_request(st, "a container name must be specified for pod %s, choose one of: [%s]", o->name, names.buf);
    strbuf_release(&names);
    return NULL;
}

static int pod_log(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct object *o = rest_find(c, r, st);
    if (rq->method != REQUEST_GET)
        return status_method_not_allowed(st);
    const char *container = o ? asked_container(o, rq, st) : NULL;
    reply->code = 200;
    return container ? kubelet_log(c, o, container, rq->query, &reply->text, st) : -1;
}

/*
 * The output as text, and in the document what Kubernetes tells on the error channel: success, or the exit code; and how many
 * milliseconds the command runs, which there is to be waited for.  A string as body is its standard input.
 */
static int pod_exec(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct val *command = val_get(rq->query, "command");
    const struct object *o = rest_find(c, r, st);
    const char *container = o ? asked_container(o, rq, st) : NULL;
    struct val *argv = val_is(command, VAL_STRING) ? val_fmt("[%v]", command) : val_ref(command);
    struct program_end end;
    int rc = container ? kubelet_exec(c, o, container, argv, val_str(rq->body), &reply->text, &end, st) : -1;
    val_unref(argv);
    if (rc < 0)
        return -1;
    int code = end.ended ? end.code : 0;
    struct val *causes = val_fmt("[{reason:Milliseconds, message:%V}]", val_stringf("%lld", (long long)(end.ended ? end.after_ms : INT64_MAX)));
    if (code)
        val_append(&causes, val_fmt("{reason:ExitCode, message:%V}", val_stringf("%d", code)));
    reply->code = 200;
    reply->doc = code ? val_fmt("{kind:Status, apiVersion:v1, metadata:{}, status:Failure, reason:NonZeroExitCode,"
                                " message:%V}",
                                val_stringf("command terminated with non-zero exit code: exit status %d", code))
                      : val_fmt("{kind:Status, apiVersion:v1, metadata:{}, status:Success}");
    val_put(&reply->doc, "details.causes", causes);
    return 0;
}

/*
 * Attach without a connection that stays: what is typed is the body (a string), or the query has `stop` (Ctrl-C) or `end` (Ctrl-D).
 * The answer is what that makes the process print until it waits for more (`Waits`) or has ended (`ExitCode`), and when.
 */
static int pod_attach(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct object *o = rest_find(c, r, st);
    const char *container = o ? asked_container(o, rq, st) : NULL;
    enum typing what = val_get(rq->query, "end") ? TYPE_END : val_get(rq->query, "stop") ? TYPE_STOP : TYPE_TEXT;
    struct program_end end;
    if (rq->method != REQUEST_POST)
        return status_method_not_allowed(st);
    if (!container || kubelet_attach(c, o, container, what, val_str(rq->body), &reply->text, &end, st) < 0)
        return -1;
    bool settled = end.ended || end.waits_ms >= 0;
    struct val *causes = val_fmt("[{reason:Milliseconds, message:%V}]", val_stringf("%lld", (long long)(settled ? end.after_ms : INT64_MAX)));
    if (end.ended)
        val_append(&causes, val_fmt("{reason:ExitCode, message:%V}", val_stringf("%d", end.code)));
    else if (settled)
        val_append(&causes, val_fmt("{reason:Waits, message:''}"));
    reply->code = 200;
    reply->doc = val_fmt("{kind:Status, apiVersion:v1, metadata:{}, status:Success, details:{causes:%V}}", causes);
    return 0;
}

static int finalize(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    if (rq->method != REQUEST_PUT)
        return status_method_not_allowed(st);
    return rest_update(c, r, rq, reply, st);
}

int rest_subresource(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply,
                     struct status *st)
{
    static const struct {
        const char *name, *group, *kind; /* kind NULL: any that has a scale */
        handler *handle;
    } handlers[] = {
        { "scale", NULL, NULL, scale },
        { "binding", "", "Pod", binding },
        { "eviction", "", "Pod", rest_evict },
        { "finalize", "", "Namespace", finalize },
        { "log", "", "Pod", pod_log },
        { "exec", "", "Pod", pod_exec },
        { "attach", "", "Pod", pod_attach },
    };
    for (size_t i = 0; i < ARRAY_LEN(handlers); i++) {
        if (strcmp(handlers[i].name, r->subresource))
            continue;
        bool ours = handlers[i].kind ? !strcmp(handlers[i].kind, r->kind->kind) && !strcmp(handlers[i].group, r->kind->group)
                                     : (r->kind->flags & KIND_SCALE) != 0;
        if (ours)
            return handlers[i].handle(c, r, rq, reply, st);
    }
    return status_no_resource(st);
}
