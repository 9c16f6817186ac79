#include "repl/edit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/base/patch.h"
#include "backends/base/yaml.h"
#include "repl/annotations.h"
#include "repl/editor.h"
#include "repl/lastapplied.h"
#include "repl/manifest.h"
#include "repl/print/result.h"
#include "repl/session.h"
#include "repl/shell.h"
#include "repl/validation.h"

enum { FILE_TRIES = 100 };

/* One session with the editor. */
struct edit {
    struct command *cmd;
    enum edit_mode mode;
    const struct target *objects; /* as they were */
    size_t count;
    const char *program;
    bool json;
    struct strbuf original; /* the first file */
    struct strbuf edited;   /* what the editor left of the last */
    struct strbuf reasons;  /* why the file is opened again, as comments */
    const char *file;       /* the last one; NULL: there was none */
    int retryable, missing, invalid;
};

/* ---- texts ---- */

static void add_comment(struct strbuf *sb, const char *before, const char *text, const char *after)
{
    strbuf_adds(sb, before);
    for (; *text; text++) {
        strbuf_addch(sb, *text);
        if (*text == '\n' && text[1] && text[1] != '#')
            strbuf_adds(sb, "# ");
    }
    strbuf_addf(sb, "%s\n", after);
}

static void add_header(const struct edit *e, struct strbuf *sb)
{
    if (e->json)
        return;
    strbuf_adds(sb, e->mode == EDIT_LAST_APPLIED
                        ? "# Please edit the 'last-applied-configuration' annotations below.\n"
                          "# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.\n#\n"
                        : "# Please edit the object below. Lines beginning with a '#' will be ignored,\n"
                          "# and an empty file will abort the edit. If an error occurs while saving this file will be\n"
                          "# reopened with the relevant failures.\n#\n");
    strbuf_add(sb, e->reasons.buf, e->reasons.len);
}

static struct val *shown(const struct edit *e)
{
    struct val *items = val_array();
    for (size_t i = 0; i < e->count; i++) {
        struct val *doc = val_ref(e->objects[i].object);
        val_drop(&doc, "metadata.managedFields");
        val_append(&items, doc);
    }
    if (e->count != 1)
        return val_fmt("{apiVersion:v1, items:%V, kind:List, metadata:{}}", items);
    struct val *one = val_ref(val_item(items, 0));
    val_unref(items);
    return one;
}

/* Lines without comments. */
static void add_stripped(struct strbuf *sb, const struct strbuf *text)
{
    for (const char *p = text->buf, *end = text->buf + text->len; p < end;) {
        const char *newline = memchr(p, '\n', (size_t)(end - p)), *next = newline ? newline + 1 : end;
        const char *word = p;
        while (word < next && strchr(" \t\r\n", *word))
            word++;
        bool comment = word < next && *word == '#' && !(word + 1 < next && word[1] == '!');
        if (!comment)
            strbuf_add(sb, p, (size_t)(next - p));
        p = next;
    }
}

static bool has_lines(const struct strbuf *text)
{
    struct strbuf sb = STRBUF_INIT;
    add_stripped(&sb, text);
    strbuf_rtrim(&sb);
    bool any = sb.len > 0;
    strbuf_release(&sb);
    return any;
}

/* Whether two texts say the same, whatever their comments. */
static bool same(const struct strbuf *a, const struct strbuf *b)
{
    struct val *x = yaml_parse(a->buf, a->len, NULL), *y = yaml_parse(b->buf, b->len, NULL);
    bool equal = x && y && val_equal(x, y);
    if (!x && !y) {
        struct strbuf p = STRBUF_INIT, q = STRBUF_INIT;
        add_stripped(&p, a);
        add_stripped(&q, b);
        equal = !strcmp(p.buf, q.buf);
        strbuf_release(&p);
        strbuf_release(&q);
    }
    val_unref(x);
    val_unref(y);
    return equal;
}

static void use_crlf(struct strbuf *sb)
{
    for (size_t i = 0; i < sb->len; i++)
        if (sb->buf[i] == '\n')
            strbuf_splice(sb, i++, 0, "\r", 1);
}

/* ---- the editor ---- */

/* A new file with the text; its path is the arena's, NULL after the mistake was printed. */
static const char *write_file(struct edit *e, const struct strbuf *text)
{
    const char *dir = shell_get(e->cmd->session, "TMPDIR"), *ending = e->json ? ".json" : ".yaml";
    const char *path = NULL;
    size_t done = 0;
    int fd = -1;
    for (int i = 0; fd < 0 && i < FILE_TRIES; i++) {
        unsigned number = 0;
        if (getrandom(&number, sizeof(number), 0) < 0)
            break;
        path = arena_strf(e->cmd->arena, "%s/kubectl-edit-%05x%s", dir && *dir ? dir : "/tmp", number & 0xfffff, ending);
        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }
    ssize_t n = 1;
    while (fd >= 0 && done < text->len && (n = write(fd, text->buf + done, text->len - done)) > 0)
        done += (size_t)n;
    if (fd < 0 || close(fd) < 0 || done < text->len) {
        cmd_error(e->cmd, "open %s: cannot write", path ? path : "/tmp");
        return NULL;
    }
    return path;
}

/* Says where the changes are, then the mistake that *st holds; 1. */
static int give_up(struct edit *e, struct status *st)
{
    if (e->file && !access(e->file, F_OK))
        sink_printf(e->cmd->err, "A copy of your changes has been stored to \"%s\"\n", e->file);
    return cmd_status(e->cmd, st);
}

/* Opens the text in the editor; e->edited is what is left, e->file where. 0 or 1. */
static int launch(struct edit *e, const struct strbuf *text)
{
    struct status st = STATUS_INIT;
    const char *path = write_file(e, text), *before = e->file;
    bool missing;
    if (!path)
        return 1;
    char *argv[] = { arena_strdup(e->cmd->arena, path) };
    int rc = editor_run(e->cmd, e->program, 1, argv, &missing);
    strbuf_reset(&e->edited);
    if (missing)
        status_client(&st, "unable to launch the editor \"%s\"", e->program);
    else if (rc)
        status_client(&st, "there was a problem with the editor \"%s\"", e->program);
    else if (strbuf_read_file(&e->edited, path) < 0)
        status_client(&st, "open %s: cannot read", path);
    if (st.message) {
        unlink(path);
        return give_up(e, &st);
    }
    if (before)
        unlink(before);
    e->file = path;
    return 0;
}

/* ---- what was saved ---- */

/* Notes what is wrong with one object, by its kind of mistake, and says so. */
static void note(struct edit *e, const struct target *t, const struct status *why)
{
    const char *type = resource_plural(e->cmd->arena, t->resource);
    if (status_is(why, "Invalid")) {
        const struct val *causes = val_get(why->details, "causes");
        add_comment(&e->reasons, "# ", arena_strf(e->cmd->arena, "%s \"%s\" was not valid", type, t->name), val_len(causes) ? ":" : "");
        for (size_t i = 0; i < val_len(causes); i++) {
            const struct val *cause = val_item(causes, i);
            add_comment(&e->reasons, "# * ", arena_strf(e->cmd->arena, "%s: %s", val_get_str(cause, "field", ""), val_get_str(cause, "message", "")), "");
        }
        strbuf_adds(&e->reasons, "#\n");
        e->invalid++;
        sink_printf(e->cmd->err, "error: %s \"%s\" is invalid\n", type, t->name);
    } else if (why->code == 404) {
        e->missing++;
        sink_printf(e->cmd->err, "error: %s \"%s\" could not be found on the server\n", type, t->name);
    } else {
        e->retryable++;
        sink_printf(e->cmd->err, "error: %s \"%s\" could not be patched: %s\n", type, t->name, why->message);
    }
}

/* Whether the schema has nothing against the file; else why becomes a reason to open it again. */
static bool passes(struct edit *e)
{
    struct strbuf err = STRBUF_INIT, text = STRBUF_INIT;
    bool wanted = validation_wanted(e->cmd);
    struct val *doc = wanted ? yaml_parse(e->edited.buf, e->edited.len, &err) : NULL;
    bool ok = !wanted || (doc && validation_passes(e->cmd, doc, &err));
    if (!ok) {
        struct status st = STATUS_INIT;
        strbuf_addf(&text, "Invalid value: \"The edited file failed validation\": %s", err.buf);
        status_set(&st, 422, "Invalid", "%s", text.buf);
        st.details = val_fmt("{causes:[{field:'<nil>', message:%s}]}", text.buf);
        note(e, &e->objects[0], &st);
        status_release(&st);
    }
    val_unref(doc);
    strbuf_release(&err);
    strbuf_release(&text);
    return ok;
}

/* The objects of the file; false, and why is a reason to open it again. */
static bool read_objects(struct edit *e, struct manifests *m)
{
    struct strbuf why = STRBUF_INIT;
    manifests_read(e->cmd, "edited-file", e->edited.buf, e->edited.len, 0, m);
    for (size_t i = 0; i < m->errors.len; i++)
        strbuf_addf(&why, "%s%s", i ? ", " : "", m->errors.items[i].message);
    if (m->errors.len)
        add_comment(&e->reasons, "# The edited file had a syntax error: ", why.buf, "\n#");
    strbuf_release(&why);
    return !m->errors.len;
}

static const struct target *original_of(const struct edit *e, const struct val *doc)
{
    const char *uid = val_at_str(doc, "metadata.uid", "");
    for (size_t i = 0; i < e->count; i++)
        if (!strcmp(val_at_str(e->objects[i].object, "metadata.uid", ""), uid))
            return &e->objects[i];
    return NULL;
}

static bool is_renamed(const struct val *from, const struct val *to)
{
    static const char *const paths[] = { "apiVersion", "kind", "metadata.name" };
    for (size_t i = 0; i < ARRAY_LEN(paths); i++)
        if (!val_equal(val_at(from, paths[i]), val_at(to, paths[i])))
            return true;
    return false;
}

static int send_patch(struct edit *e, const struct target *t, const struct val *doc, struct status *st)
{
    struct command *cmd = e->cmd;
    struct strbuf text = STRBUF_INIT;
    struct val *result = NULL;
    const struct schema_type *type = schema_find(t->resource->api_version, t->resource->kind);
    if (is_renamed(t->object, doc))
        return status_client(st, "At least one of apiVersion, kind and name was changed");
    struct val *patch = patch_two_way(t->object, doc, type, cmd_version(cmd), &text);
    if (!patch) {
        status_client(st, "%s", text.buf);
        strbuf_release(&text);
        return -1;
    }
    json_write(&text, patch, JSON_COMPACT);
    if (opt_bool(cmd, "output-patch"))
        sink_printf(cmd->out, "Patch: %s\n", text.buf);
    struct status why = STATUS_INIT;
    if (client_patch(cmd_client(cmd), t->resource, t->ns, t->name, opt_str(cmd, "subresource"), type ? CONTENT_STRATEGIC_PATCH : CONTENT_MERGE_PATCH, patch,
                     result_query(cmd), &result, &why) < 0)
        note(e, t, &why);
    else
        result_print(cmd, t->resource, result, "edited");
    status_release(&why);
    strbuf_release(&text);
    val_unref(patch);
    val_unref(result);
    return 0;
}

static int remember_applied(struct edit *e, const struct manifest *m, const struct val *doc, struct status *st)
{
    struct val *patch = last_applied_patch(doc);
    int rc = client_patch(cmd_client(e->cmd), m->resource, m->ns, m->name, NULL, CONTENT_MERGE_PATCH, patch, NULL, NULL, st);
    if (!rc)
        result_print(e->cmd, m->resource, doc, "edited");
    val_unref(patch);
    return rc;
}

static int create(struct edit *e, const struct manifest *m, const struct val *doc, struct status *st)
{
    struct val *made = NULL;
    int rc = client_create(cmd_client(e->cmd), m->resource, m->ns, doc, result_query(e->cmd), &made, st);
    if (!rc)
        result_print(e->cmd, m->resource, made, "created");
    val_unref(made);
    return rc;
}

/* One saved object goes to the server; -1 with *st ends the session. */
static int save_object(struct edit *e, const struct manifest *m, struct status *st)
{
    struct val *doc = val_ref(m->doc);
    if (cmd_has_option(e->cmd, "save-config") && opt_bool(e->cmd, "save-config"))
        last_applied_set(&doc, NULL);
    opt_record(e->cmd, &doc);
    const struct target *before = e->mode == EDIT_BEFORE_CREATE ? NULL : original_of(e, doc);
    int rc = 0;
    if (e->mode == EDIT_BEFORE_CREATE)
        rc = create(e, m, doc, st);
    else if (!before)
        rc = status_client(st, "no original object found for %s \"%s\"", m->resource->plural, m->name);
    else if (val_equal(before->object, doc))
        result_print(e->cmd, m->resource, doc, "skipped");
    else if (e->mode == EDIT_LIVE)
        rc = send_patch(e, before, doc, st);
    else
        rc = remember_applied(e, m, doc, st);
    val_unref(doc);
    return rc;
}

/* ---- the session ---- */

static int check_namespaces(const struct edit *e, const struct manifests *m, struct status *st)
{
    const char *want = cmd_namespace(e->cmd);
    for (size_t i = 0; i < m->len; i++)
        if (m->items[i].ns && strcmp(m->items[i].ns, want))
            return status_client(st, "the namespace from the provided object \"%s\" does not match the namespace \"%s\". You must pass "
                                 "'--namespace=%s' to perform this operation.", m->items[i].ns, want, m->items[i].ns);
    return 0;
}

/* What became of the saved objects: 0 or 1 ends the session, -1 opens the file again. */
static int settle(struct edit *e)
{
    if (e->retryable) {
        sink_printf(e->cmd->err, "You can run `kubectl replace -f %s` to try this update again.\n", e->file);
        return 1;
    }
    if (e->missing) {
        sink_printf(e->cmd->err, "The edits you made on deleted resources have been saved to \"%s\"\n", e->file);
        return 1;
    }
    if (e->invalid)
        return -1;
    unlink(e->file);
    return 0;
}

static int ended_without_change(struct edit *e, const char *why)
{
    unlink(e->file);
    sink_printf(e->cmd->err, "Edit cancelled, %s.\n", why);
    return 0;
}

/* One look at what the editor left: as settle(). */
static int take(struct edit *e)
{
    struct manifests m;
    struct status st = STATUS_INIT;
    strbuf_reset(&e->reasons);
    e->retryable = e->missing = e->invalid = 0;
    if (!passes(e))
        return -1;
    if (same(&e->original, &e->edited))
        return ended_without_change(e, "no changes made");
    if (!has_lines(&e->edited))
        return ended_without_change(e, "saved file was empty");
    if (!read_objects(e, &m))
        return -1;
    int rc = check_namespaces(e, &m, &st);
    for (size_t i = 0; i < m.len && !rc; i++)
        rc = save_object(e, &m.items[i], &st);
    return rc < 0 ? give_up(e, &st) : settle(e);
}

static void first_text(struct edit *e)
{
    struct val *doc = shown(e);
    add_header(e, &e->original);
    if (e->json) {
        json_write(&e->original, doc, JSON_INDENT);
        strbuf_addch(&e->original, '\n');
    } else {
        yaml_write(&e->original, doc);
    }
    if (opt_bool(e->cmd, "windows-line-endings"))
        use_crlf(&e->original);
    val_unref(doc);
}

static int session(struct edit *e)
{
    first_text(e);
    int rc = launch(e, &e->original) ? 1 : take(e);
    while (rc < 0) {
        struct strbuf text = STRBUF_INIT, before = STRBUF_INIT;
        struct status st = STATUS_INIT;
        add_header(e, &text);
        add_stripped(&text, &e->edited);
        strbuf_add(&before, e->edited.buf, e->edited.len);
        if (launch(e, &text))
            rc = 1;
        else if (same(&before, &e->edited) && status_client(&st, "Edit cancelled, no valid changes were saved.") < 0)
            rc = give_up(e, &st);
        else
            rc = take(e);
        strbuf_release(&text);
        strbuf_release(&before);
    }
    return rc;
}

int edit_objects(struct command *cmd, enum edit_mode mode, const struct target *objects, size_t count)
{
    static const char *const variables[] = { "KUBE_EDITOR", "EDITOR", NULL };
    const char *format = opt_str(cmd, "output");
    struct edit e = { .cmd = cmd, .mode = mode, .objects = objects, .count = count, .json = format && !strcmp(format, "json"),
                      .original = STRBUF_INIT, .edited = STRBUF_INIT, .reasons = STRBUF_INIT };
    if (format && *format && strcmp(format, "json") && strcmp(format, "yaml"))
        return cmd_error(cmd, "unable to match a printer suitable for the output format \"%s\", allowed formats are: json,yaml", format);
    e.program = editor_choose(cmd, variables);
    int rc = e.program ? session(&e) : EDITOR_NOT_FOUND;
    strbuf_release(&e.original);
    strbuf_release(&e.edited);
    strbuf_release(&e.reasons);
    return rc;
}
