/* Metadata of every object: apimachinery's api/validation/objectmeta.go, and what apiserver's rest package adds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/fake/validate/rules.h"
#include "backends/fake/validate/validate.h"

/* ---- owners ---- */

/* v1.OwnerReference as Go prints it. */
static void dump_owner(struct strbuf *sb, const struct val *ref)
{
    static const struct {
        const char *name, *key;
    } texts[] = { { "APIVersion", "apiVersion" }, { "Kind", "kind" }, { "Name", "name" }, { "UID", "uid" } };
    strbuf_adds(sb, "v1.OwnerReference{");
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const char *s = text_of(ref, texts[i].key);
        strbuf_addf(sb, "%s:", texts[i].name);
        go_quote(sb, s, strlen(s));
        strbuf_adds(sb, ", ");
    }
    strbuf_addf(sb, "Controller:(*bool)(%s), BlockOwnerDeletion:(*bool)(%s)}",
                given(val_get(ref, "controller")) ? GO_POINTER : "nil",
                given(val_get(ref, "blockOwnerDeletion")) ? GO_POINTER : "nil");
}

/* The same as JSON, members in the order of the Go struct. */
static void write_owner(struct strbuf *sb, const struct val *ref)
{
    static const char *const keys[] = { "apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion" };
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        const struct val *v = val_get(ref, keys[i]);
        if (!given(v) && i >= 4)
            continue;
        strbuf_addf(sb, "%s\"%s\":", i ? "," : "{", keys[i]);
        if (given(v))
            json_write(sb, v, JSON_COMPACT);
        else
            strbuf_adds(sb, "\"\"");
    }
    strbuf_addch(sb, '}');
}

/* One owner, or the list of them, in an error about the whole. */
static void invalid_owner(struct check *c, const struct field *f, const struct val *v, const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    bool json = c->errors->json_values;
    void (*add)(struct strbuf *, const struct val *) = json ? write_owner : dump_owner;
    if (val_is(v, VAL_ARRAY)) {
        strbuf_adds(&text, json ? "[" : "[]v1.OwnerReference{");
        for (size_t i = 0; i < val_len(v); i++) {
            strbuf_adds(&text, i ? (json ? "," : ", ") : "");
            add(&text, val_item(v, i));
        }
        strbuf_addch(&text, json ? ']' : '}');
    } else {
        add(&text, v);
    }
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

/* The version of an apiVersion; "" where there is none, also for what is not one. */
static const char *version_part(const char *api_version)
{
    const char *slash = strchr(api_version, '/');
    if (!slash)
        return api_version;
    return strchr(slash + 1, '/') ? "" : slash + 1;
}

static void check_owner_text(struct check *c, const struct val *ref, const char *key, bool missing, const char *word,
                             const struct field *f)
{
    if (!missing)
        return;
    struct field member = FIELD(f, key);
    char text[64];
    snprintf(text, sizeof(text), "%s must not be empty", word);
    if (newer(c, FEATURE_OWNERS_INDEXED))
        field_required(c->errors, &member, "must not be empty");
    else
        invalid_text(c, &member, val_get(ref, key), text);
}

static void check_owner(struct check *c, const struct val *ref, const struct field *f)
{
    const char *api_version = text_of(ref, "apiVersion"), *kind = text_of(ref, "kind");
    check_owner_text(c, ref, "apiVersion", !*version_part(api_version), "version", f);
    check_owner_text(c, ref, "kind", !*kind, "kind", f);
    check_owner_text(c, ref, "name", !has_text(ref, "name"), "name", f);
    check_owner_text(c, ref, "uid", !has_text(ref, "uid"), "uid", f);
    if (!strcmp(api_version, "v1") && !strcmp(kind, "Event"))
        invalid_owner(c, f, ref, "/v1, Kind=Event is disallowed from being an owner");
}

/* How the error about two controllers names them: newer servers with their kinds. */
static const char *controller_name(struct check *c, const struct val *ref)
{
    if (!newer(c, FEATURE_OWNERS_INDEXED))
        return text_of(ref, "name");
    return arena_strf(c->kc->arena, "%s/%s", text_of(ref, "kind"), text_of(ref, "name"));
}

static void check_owners(struct check *c, const struct val *owners, const struct field *f)
{
    const struct val *controller = NULL;
    for (size_t i = 0; i < val_len(owners); i++) {
        const struct val *ref = val_item(owners, i);
        struct field item = FIELD_INDEX(f, i);
        check_owner(c, ref, newer(c, FEATURE_OWNERS_INDEXED) ? &item : f);
        if (!val_bool_or(val_get(ref, "controller"), false))
            continue;
        if (!controller) {
            controller = ref;
            continue;
        }
        invalid_owner(c, f, owners,
                      arena_strf(c->kc->arena,
                                 "Only one reference can have Controller set to true. Found \"true\" in references for %s and %s",
                                 controller_name(c, controller), controller_name(c, ref)));
    }
}

/* ---- finalizers ---- */

static void check_finalizers(struct check *c, const struct val *list, const struct field *f)
{
    bool orphan = false, foreground = false;
    for (size_t i = 0; i < val_len(list); i++) {
        check_name(c, NAME_QUALIFIED, val_item(list, i), f);
        orphan = orphan || val_str_equal(val_item(list, i), "orphan");
        foreground = foreground || val_str_equal(val_item(list, i), "foregroundDeletion");
    }
    if (orphan && foreground)
        field_invalid(c->errors, f, list, "finalizer orphan and foregroundDeletion cannot be both set");
}

/* Names without a domain are Kubernetes' own. */
static void check_finalizer_names(struct check *c, const struct val *list, const struct field *f)
{
    static const char *const standard[] = { "kubernetes", "orphan", "foregroundDeletion", NULL };
    for (size_t i = 0; i < val_len(list); i++) {
        const char *name = val_str_or(val_item(list, i), "");
        struct field item = FIELD_INDEX(f, i);
        if (!strchr(name, '/') && !text_in(name, standard))
            invalid_text(c, &item, val_item(list, i), "name is neither a standard finalizer name nor is it fully qualified");
    }
}

static void check_no_new_finalizers(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    struct strbuf added = STRBUF_INIT;
    for (size_t i = 0; i < val_len(now); i++) {
        const char *name = val_str_or(val_item(now, i), "");
        bool known = false;
        for (size_t j = 0; j < val_len(old); j++)
            known = known || val_str_equal(val_item(old, j), name);
        if (known)
            continue;
        strbuf_adds(&added, added.len ? ", " : "");
        go_quote(&added, name, strlen(name));
    }
    if (added.len) {
        char *text = xstrf("no new finalizers can be added if the object is being deleted, found new finalizers []string{%s}",
                           added.buf);
        field_forbidden(c->errors, f, text);
        free(text);
    }
    strbuf_release(&added);
}

/* ---- names ---- */

/* What may stand in a URL's path. */
static void check_path_segment(struct check *c, const struct val *v, const struct field *f, bool prefix)
{
    const char *s = val_str_or(v, "");
    if (!prefix && (!strcmp(s, ".") || !strcmp(s, ".."))) {
        char text[16];
        snprintf(text, sizeof(text), "may not be '%s'", s);
        invalid_text(c, f, v, text);
        return;
    }
    if (strchr(s, '/'))
        invalid_text(c, f, v, "may not contain '/'");
    if (strchr(s, '%'))
        invalid_text(c, f, v, "may not contain '%'");
}

/* A rule beside those of names.h. */
enum { NAME_OF_PATH = -1 };

static void check_any_name(struct check *c, int rule, const struct val *v, const struct field *f, bool prefix)
{
    if (rule == NAME_OF_PATH)
        check_path_segment(c, v, f, prefix);
    else if (prefix)
        check_name_prefix(c, (enum name_kind)rule, v, f);
    else
        check_name(c, (enum name_kind)rule, v, f);
}

static void check_names(struct check *c, const struct val *meta, unsigned flags, int rule, const struct field *f)
{
    struct field generate = FIELD(f, "generateName"), name = FIELD(f, "name"), ns = FIELD(f, "namespace");
    if (has_text(meta, "generateName"))
        check_any_name(c, rule, val_get(meta, "generateName"), &generate, true);
    if (has_text(meta, "name"))
        check_any_name(c, rule, val_get(meta, "name"), &name, false);
    else
        field_required(c->errors, &name, "name or generateName is required");
    if (flags & METADATA_NAMESPACED)
        check_required_name(c, NAME_DNS1123_LABEL, val_get(meta, "namespace"), &ns);
    else if (has_text(meta, "namespace"))
        field_forbidden(c->errors, &ns, "not allowed on this type");
}

/* ---- all of it ---- */

static void check_common(struct check *c, const struct val *meta, unsigned flags, int rule, const struct field *f)
{
    struct field labels = FIELD(f, "labels"), annotations = FIELD(f, "annotations"), owners = FIELD(f, "ownerReferences"),
                 finalizers = FIELD(f, "finalizers");
    check_names(c, meta, flags, rule, f);
    check_nonnegative_member(c, meta, "generation", f);
    check_labels(c, val_get(meta, "labels"), &labels);
    check_annotations(c, val_get(meta, "annotations"), &annotations);
    check_owners(c, val_get(meta, "ownerReferences"), &owners);
    check_finalizers(c, val_get(meta, "finalizers"), &finalizers);
}

void check_metadata(struct check *c, const struct val *doc, unsigned flags, enum name_kind name)
{
    const struct val *meta = val_get(doc, "metadata");
    struct field f = FIELD_ROOT("metadata"), finalizers = FIELD(&f, "finalizers");
    check_common(c, meta, flags, (int)name, &f);
    check_finalizer_names(c, val_get(meta, "finalizers"), &finalizers);
}

/* ValidateObjectMetaAccessorUpdate. */
static void check_changes(struct check *c, const struct val *meta, const struct val *old, const struct field *f)
{
    static const char *const immutable[] = { "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp",
                                             "deletionGracePeriodSeconds" };
    struct field finalizers = FIELD(f, "finalizers"), rv = FIELD(f, "resourceVersion"), generation = FIELD(f, "generation");
    struct field labels = FIELD(f, "labels"), annotations = FIELD(f, "annotations"), owners = FIELD(f, "ownerReferences");
    if (given(val_get(old, "deletionTimestamp")))
        check_no_new_finalizers(c, val_get(meta, "finalizers"), val_get(old, "finalizers"), &finalizers);
    if (!has_text(meta, "resourceVersion"))
        invalid_text(c, &rv, NULL, "must be specified for an update");
    if (val_at_int(meta, "generation", 0) < val_at_int(old, "generation", 0))
        invalid_int(c, &generation, val_get(meta, "generation"), "must not be decremented");
    for (size_t i = 0; i < ARRAY_LEN(immutable); i++) {
        struct field member = FIELD(f, immutable[i]);
        check_immutable(c, val_get(meta, immutable[i]), val_get(old, immutable[i]), &member);
    }
    check_labels(c, val_get(meta, "labels"), &labels);
    check_annotations(c, val_get(meta, "annotations"), &annotations);
    check_owners(c, val_get(meta, "ownerReferences"), &owners);
}

void check_metadata_update(struct check *c, const struct val *doc, const struct val *old)
{
    const struct val *meta = val_get(doc, "metadata");
    struct field f = FIELD_ROOT("metadata"), finalizers = FIELD(&f, "finalizers");
    check_changes(c, meta, val_get(old, "metadata"), &f);
    check_finalizer_names(c, val_get(meta, "finalizers"), &finalizers);
}

void check_update(struct check *c, const struct val *doc, const struct val *old, unsigned flags)
{
    const struct val *meta = val_get(doc, "metadata");
    struct field f = FIELD_ROOT("metadata");
    check_common(c, meta, flags, NAME_OF_PATH, &f);
    check_changes(c, meta, val_get(old, "metadata"), &f);
}

void validate_metadata(const struct val *doc, const struct val *old, const struct kind_context *kc,
                       struct field_errors *errors)
{
    static const int rules[] = { [NAME_SUBDOMAIN] = NAME_DNS1123_SUBDOMAIN, [NAME_LABEL] = NAME_DNS1123_LABEL,
                                 [NAME_1035] = NAME_DNS1035_LABEL, [NAME_PATH_SEGMENT] = NAME_OF_PATH };
    struct check c = check_begin(kc, errors);
    const struct kind *k = kind_of(text_of(doc, "apiVersion"), text_of(doc, "kind"));
    unsigned flags = *kc->ns ? METADATA_NAMESPACED : METADATA_CLUSTER;
    struct field f = FIELD_ROOT("metadata");
    if (old) {
        check_update(&c, doc, old, flags);
        check_metadata_update(&c, doc, old);
    }
    check_common(&c, val_get(doc, "metadata"), flags, rules[k ? k->name_rule : NAME_SUBDOMAIN], &f);
    check_end(&c);
}
