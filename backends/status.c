#include "backends/status.h"

#include <stdlib.h>
#include <string.h>

void status_release(struct status *st)
{
    free(st->reason);
    free(st->message);
    val_unref(st->details);
    *st = (struct status)STATUS_INIT;
}

bool status_is(const struct status *st, const char *reason)
{
    return st->reason && !strcmp(st->reason, reason);
}

void status_move(struct status *to, struct status *from)
{
    status_release(to);
    *to = *from;
    *from = (struct status)STATUS_INIT;
}

static int fill(struct status *st, int code, const char *reason, char *take_message)
{
    status_release(st);
    st->code = code;
    st->reason = reason ? xstrdup(reason) : NULL;
    st->message = take_message;
    return -1;
}

int status_set(struct status *st, int code, const char *reason, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *message = xstrvf(fmt, ap);
    va_end(ap);
    return fill(st, code, reason, message);
}

int status_client(struct status *st, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *message = xstrvf(fmt, ap);
    va_end(ap);
    return fill(st, 0, "", message);
}

/* "jobs.batch", "pods" */
static char *qualified(const char *group, const char *resource)
{
    return group && *group ? xstrf("%s.%s", resource, group) : xstrdup(resource);
}

static struct val *details(const char *group, const char *kind, const char *name)
{
    return val_fmt("{name:%s, group:%s, kind:%s}", name && *name ? name : NULL,
                   group && *group ? group : NULL, kind);
}

/* An error about one object: FORMAT has the qualified resource, the name, and perhaps a reason. */
static int about_object(struct status *st, int code, const char *reason, const char *group, const char *resource,
                        const char *name, const char *before, const char *between, const char *after)
{
    char *what = qualified(group, resource);
    char *message = *name ? xstrf("%s%s \"%s\"%s%s", before, what, name, between, after)
                          : xstrf("%s%s%s%s", before, what, between, after);
    free(what);
    fill(st, code, reason, message);
    st->details = details(group, resource, name);
    return -1;
}

int status_not_found(struct status *st, const char *group, const char *resource, const char *name)
{
    return about_object(st, 404, "NotFound", group, resource, name, "", " not found", "");
}

int status_already_exists(struct status *st, const char *group, const char *resource, const char *name)
{
    return about_object(st, 409, "AlreadyExists", group, resource, name, "", " already exists", "");
}

int status_conflict(struct status *st, const char *group, const char *resource, const char *name, const char *why)
{
    return about_object(st, 409, "Conflict", group, resource, name, "Operation cannot be fulfilled on ", ": ", why);
}

int status_forbidden(struct status *st, const char *group, const char *resource, const char *name, const char *why)
{
    return about_object(st, 403, "Forbidden", group, resource, name, "", " is forbidden: ", why);
}

int status_invalid(struct status *st, const char *group, const char *kind, const char *name,
                   const struct field_errors *errors)
{
    struct strbuf sb = STRBUF_INIT;
    struct val *causes = val_array();
    char *what = qualified(group, kind);
    strbuf_addf(&sb, "%s \"%s\" is invalid: %s", what, name, errors->len > 1 ? "[" : "");
    for (size_t i = 0; i < errors->len; i++) {
        const struct field_error *e = &errors->items[i];
        strbuf_addf(&sb, "%s%s: %s", i ? ", " : "", e->path, e->detail);
        val_append(&causes, val_fmt("{reason:%s, message:%s, field:%s}", field_error_reason(e->type), e->detail, e->path));
    }
    if (errors->len > 1)
        strbuf_addch(&sb, ']');
    free(what);
    fill(st, 422, "Invalid", strbuf_detach(&sb, NULL));
    st->details = details(group, kind, name);
    val_put(&st->details, "causes", causes);
    return -1;
}

int status_bad_request(struct status *st, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *message = xstrvf(fmt, ap);
    va_end(ap);
    return fill(st, 400, "BadRequest", message);
}

int status_method_not_allowed(struct status *st)
{
    status_set(st, 405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    st->details = val_object();
    return -1;
}

int status_no_resource(struct status *st)
{
    status_set(st, 404, "NotFound", "the server could not find the requested resource");
    st->details = val_object();
    return -1;
}

int status_expired(struct status *st, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *message = xstrvf(fmt, ap);
    va_end(ap);
    return fill(st, 410, "Expired", message);
}

struct val *status_doc(const struct status *st)
{
    return val_fmt("{kind:Status, apiVersion:v1, metadata:{}, status:Failure, message:%s, reason:%s, details:%v, code:%d}",
                   st->message, st->reason && *st->reason ? st->reason : NULL, st->details, st->code);
}

void status_from_doc(struct status *st, const struct val *doc)
{
    const char *reason = val_get_str(doc, "reason", NULL);
    fill(st, (int)val_at_int(doc, "code", 0), reason, xstrdup(val_get_str(doc, "message", "unknown")));
    st->details = val_ref(val_get(doc, "details"));
}
