#include "repl/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "backends/base/decode.h"
#include "backends/base/json.h"
#include "backends/base/selector.h"
#include "backends/base/yaml.h"
#include "repl/confine.h"
#include "repl/validation.h"

struct loading {
    struct command *cmd;
    unsigned flags;
    struct manifests *out;
    size_t cap;
};

static void mistake(struct loading *l, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void mistake(struct loading *l, const char *fmt, ...)
{
    struct status st = STATUS_INIT;
    va_list ap;
    va_start(ap, fmt);
    char *text = xstrvf(fmt, ap);
    va_end(ap);
    status_client(&st, "%s", text);
    free(text);
    cmd_errors_add(l->cmd, &l->out->errors, &st);
}

/* ---- one document ---- */

/* What kubectl would refuse before it asks the server. */
static bool is_valid(struct loading *l, const char *source, const struct val *doc)
{
    static const char advice[] = "; if you choose to ignore these errors, turn validation off with --validate=false";
    struct strbuf err = STRBUF_INIT;
    bool ok = !(l->flags & MANIFEST_VALIDATE) || validation_passes(l->cmd, doc, &err);
    if (!ok)
        mistake(l, "error validating \"%s\": error validating data: %s%s", source, err.buf, advice);
    strbuf_release(&err);
    return ok;
}

/* kubectl reads every object's metadata into Go's type before it goes on. */
static bool has_metadata(struct loading *l, const char *source, const struct val *doc)
{
    struct version v = cmd_version(l->cmd);
    const struct schema_type *pod = schema_find("v1", "Pod");
    const struct schema_field fields[] = { *schema_field(pod, "kind", v), *schema_field(pod, "apiVersion", v),
                                           *schema_field(pod, "metadata", v), { .name = NULL } };
    const struct schema_type type = { SCHEMA_STRUCT, "", "resource", "metadataOnlyObject", fields };
    struct decoder d = DECODER_INIT(v);
    struct val *decoded = decode(&d, doc, &type);
    if (!decoded)
        mistake(l, "unable to decode \"%s\": %s", source, d.error.buf);
    bool ok = decoded != NULL;
    val_unref(decoded);
    decoder_release(&d);
    return ok;
}

/* The document with the namespace that it is meant for; with --local kubectl does not know of any. */
static const struct val *in_namespace(struct loading *l, const struct val *doc, const char *ns)
{
    bool local = cmd_has_option(l->cmd, "local") && opt_bool(l->cmd, "local");
    if (!ns || local || *val_at_str(doc, "metadata.namespace", ""))
        return doc;
    struct val *named = val_ref(doc);
    val_put_str(&named, "metadata.namespace", ns);
    return arena_val(l->cmd->arena, named);
}

static void add_document(struct loading *l, const char *source, bool listed, const struct val *doc)
{
    struct status st = STATUS_INIT;
    const char *kind = val_get_str(doc, "kind", ""), *api = val_get_str(doc, "apiVersion", "");
    if (!*kind && listed) {
        mistake(l, "unable to get type info from the object \"*unstructured.Unstructured\": Object 'Kind' is missing in 'object has no kind field '");
        return;
    }
    if (!*kind) {
        struct strbuf json = STRBUF_INIT;
        json_write(&json, doc, JSON_COMPACT);
        mistake(l, "unable to decode \"%s\": Object 'Kind' is missing in '%s'", source, json.buf);
        strbuf_release(&json);
        return;
    }
    if (!has_metadata(l, source, doc))
        return;
    const struct resource *r = client_find_kind(cmd_client(l->cmd), api, kind, &st);
    if (!r) {
        if (version_has(cmd_version(l->cmd), FEATURE_MAPPING_TEXT) && !status_is(&st, "Transport"))
            mistake(l, "resource mapping not found for name: \"%s\" namespace: \"%s\" from \"%s\": %s\nensure CRDs are installed first",
                    val_at_str(doc, "metadata.name", ""), val_at_str(doc, "metadata.namespace", ""), source, st.message);
        else
            mistake(l, "unable to recognize \"%s\": %s", source, st.message);
        status_release(&st);
        return;
    }
    const char *own = val_at_str(doc, "metadata.namespace", ""), *asked = cmd_namespace(l->cmd);
    if (r->namespaced && *own && opt_given(l->cmd, "namespace") && strcmp(own, asked) != 0) {
        mistake(l, "the namespace from the provided object \"%s\" does not match the namespace \"%s\". You must pass '--namespace=%s' to "
                "perform this operation.", own, asked, own);
        return;
    }
    if (l->out->len == l->cap) {
        struct manifest *bigger = arena_alloc(l->cmd->arena, (l->cap * 2 + 8) * sizeof(*bigger));
        if (l->out->len)
            memcpy(bigger, l->out->items, l->out->len * sizeof(*bigger));
        l->out->items = bigger;
        l->cap = l->cap * 2 + 8;
    }
    const char *ns = !r->namespaced ? NULL : *own ? own : asked;
    l->out->items[l->out->len++] = (struct manifest){
        .source = source, .doc = in_namespace(l, doc, ns), .resource = r, .name = val_at_str(doc, "metadata.name", ""), .ns = ns,
    };
}

static bool ends_in_list(const char *kind)
{
    size_t len = strlen(kind);
    return len >= 4 && !strcmp(kind + len - 4, "List");
}

/* A document, or the items of a List, which messages of older kubectls do not say the file of. */
static void add(struct loading *l, const char *source, bool listed, const struct val *doc)
{
    const struct val *items = val_get(doc, "items");
    if (!ends_in_list(val_get_str(doc, "kind", "")) || !val_is(items, VAL_ARRAY)) {
        add_document(l, source, listed, doc);
        return;
    }
    for (size_t i = 0; i < val_len(items); i++)
        add(l, version_has(cmd_version(l->cmd), FEATURE_LIST_ITEMS_NAME_FILE) ? source : "", true, val_item(items, i));
}

static void load_text(struct loading *l, const char *source, const char *text, size_t len)
{
    struct yaml_stream s;
    struct strbuf err = STRBUF_INIT;
    struct val *doc;
    int rc;
    yaml_stream_init(&s, text, len);
    while ((rc = yaml_stream_next(&s, &doc, &err)) > 0)
        if (is_valid(l, source, arena_val(l->cmd->arena, doc)))
            add(l, source, false, doc);
    if (rc < 0)
        mistake(l, "error parsing %s: %s", source, err.buf);
    strbuf_release(&err);
}

/* ---- files ---- */

static void load_file(struct loading *l, const char *path)
{
    struct strbuf text = STRBUF_INIT;
    if (strbuf_read_file(&text, path) < 0)
        mistake(l, errno == ENOENT ? "the path \"%s\" does not exist" : "the path \"%s\" cannot be accessed: %s", path, strerror(errno));
    else
        load_text(l, path, text.buf, text.len);
    strbuf_release(&text);
}

static bool is_manifest_name(const char *name)
{
    static const char *const endings[] = { ".json", ".yaml", ".yml" };
    size_t len = strlen(name);
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (len > strlen(endings[i]) && !strcmp(name + len - strlen(endings[i]), endings[i]))
            return true;
    return false;
}

static int visible(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static void load_path(struct loading *l, const char *path);

/* Names are told without the ./ before them. */
static const char *joined(struct loading *l, const char *folder, const char *name)
{
    while (!strncmp(folder, "./", 2))
        folder += 2;
    bool here = !*folder || !strcmp(folder, ".");
    return here ? arena_strdup(l->cmd->arena, name)
                : arena_strf(l->cmd->arena, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
}

static void load_folder(struct loading *l, const char *path)
{
    struct dirent **entries;
    int n = scandir(path, &entries, visible, alphasort);
    for (int i = 0; i < n; i++) {
        const char *inside = joined(l, path, entries[i]->d_name);
        struct stat info;
        bool folder = stat(inside, &info) == 0 && S_ISDIR(info.st_mode);
        if (folder ? l->flags & MANIFEST_RECURSIVE : is_manifest_name(entries[i]->d_name))
            load_path(l, inside);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static void load_path(struct loading *l, const char *path)
{
    struct stat info;
    if (!strcmp(path, "-")) {
        const struct strbuf *input = l->cmd->input;
        load_text(l, "STDIN", input ? input->buf : "", input ? input->len : 0);
    } else if (!strncmp(path, "http://", 7) || !strncmp(path, "https://", 8)) {
        mistake(l, "unable to read URL \"%s\", no network in this cluster", path);
    } else if (!confine_allows(l->cmd->session, path)) {
        mistake(l, "the path \"%s\" cannot be accessed: restricted", path);
    } else if (stat(path, &info) < 0) {
        mistake(l, "the path \"%s\" does not exist", path);
    } else if (S_ISDIR(info.st_mode)) {
        load_folder(l, path);
    } else {
        load_file(l, path);
    }
}

void manifests_load(struct command *cmd, const struct val *filenames, unsigned flags, struct manifests *out)
{
    struct loading l = { .cmd = cmd, .flags = flags, .out = out };
    *out = (struct manifests){ 0 };
    for (size_t i = 0; i < val_len(filenames); i++)
        load_path(&l, val_str_or(val_item(filenames, i), ""));
}

void manifests_read(struct command *cmd, const char *source, const char *text, size_t len, unsigned flags, struct manifests *out)
{
    struct loading l = { .cmd = cmd, .flags = flags, .out = out };
    *out = (struct manifests){ 0 };
    load_text(&l, source, text, len);
}

int manifests_select(struct command *cmd, struct manifests *m)
{
    struct strbuf err = STRBUF_INIT;
    const char *text = opt_str(cmd, "selector");
    struct selector *s = selector_parse(text ? text : "", &err);
    size_t kept = 0;
    for (size_t i = 0; i < m->len && s; i++)
        if (selector_matches(s, val_at(m->items[i].doc, "metadata.labels")))
            m->items[kept++] = m->items[i];
    m->len = kept;
    int rc = s ? 0 : cmd_error(cmd, "%s", err.buf);
    selector_free(s);
    strbuf_release(&err);
    return rc;
}

int manifest_name_source(struct status *st, const char *what, const char *source)
{
    if (!source || !*source || !st->message)
        return -1;
    char *message = xstrf("error when %s \"%s\": %s", what, source, st->message);
    free(st->message);
    st->message = message;
    return -1;
}

int manifests_report(struct command *cmd, const struct manifests *m)
{
    return cmd_errors_report(cmd, &m->errors);
}
