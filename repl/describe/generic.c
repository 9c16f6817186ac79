/* Kinds without a describer: every field, its name in words. Mirrors GenericDescriber of describe.go, v1.20.2. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "repl/describe/describe.h"

/* One word of a label: API, UID ... are written so, others begin with a capital. */
static void add_word(struct strbuf *sb, const char *word, size_t len)
{
    static const char *const acronyms[] = { "API", "URL", "UID", "OSB", "GUID" };
    strbuf_adds(sb, sb->len ? " " : "");
    for (size_t i = 0; i < ARRAY_LEN(acronyms); i++)
        if (strlen(acronyms[i]) == len && !strncasecmp(acronyms[i], word, len)) {
            strbuf_adds(sb, acronyms[i]);
            return;
        }
    strbuf_addch(sb, (char)toupper((unsigned char)*word));
    strbuf_add(sb, word + 1, len - 1);
}

/* "imagePullPolicy" as "Image Pull Policy", "podIP" as "Pod IP", "apiVersion" as "API Version"; with more than letters as it is. */
static const char *label_of(struct describe *d, const char *field)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; field[i]; i++)
        if (!isalpha((unsigned char)field[i]) && field[i] != '-')
            return field;
    for (const char *word = field, *p = field; *p; p++) {
        bool ends = !p[1] || (isupper((unsigned char)p[1]) && (!isupper((unsigned char)*p) || islower((unsigned char)p[2])));
        if (!ends)
            continue;
        add_word(&sb, word, (size_t)(p + 1 - word));
        word = p + 1;
    }
    const char *text = arena_strdup(d->cmd->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

static bool is_skipped(const char *path)
{
    static const char *const skipped[] = { ".metadata.name", ".metadata.namespace", ".metadata.labels", ".metadata.annotations" };
    for (size_t i = 0; i < ARRAY_LEN(skipped); i++)
        if (!strcmp(skipped[i], path))
            return true;
    return false;
}

static const char *scalar(struct describe *d, const struct val *v)
{
    if (val_str(v))
        return val_str(v);
    if (val_is(v, VAL_BOOL))
        return val_bool_or(v, false) ? "true" : "false";
    if (val_is_null(v))
        return "<nil>";
    return arena_strf(d->cmd->arena, "%lld", (long long)val_int_or(v, 0));
}

static void add_content(struct describe *d, int level, const struct val *content, const char *path);

static void add_items(struct describe *d, int level, const struct val *items, const char *path)
{
    for (size_t i = 0; i < val_len(items); i++) {
        const struct val *item = val_item(items, i);
        if (val_is(item, VAL_OBJECT))
            add_content(d, level, item, path);
        else
            describe_add(d, level, "%s\n", scalar(d, item));
    }
}

static void add_content(struct describe *d, int level, const struct val *content, const char *path)
{
    for (size_t i = 0; i < val_len(content); i++) {
        const struct val *value = val_item(content, i);
        const char *field = val_key(content, i), *here = arena_strf(d->cmd->arena, "%s.%s", path, field);
        if (is_skipped(here))
            continue;
        if (val_is(value, VAL_OBJECT) || val_is(value, VAL_ARRAY)) {
            describe_add(d, level, "%s:\n", label_of(d, field));
            if (val_is(value, VAL_OBJECT))
                add_content(d, level + 1, value, here);
            else
                add_items(d, level + 1, value, here);
        } else {
            describe_add(d, level, "%s:\t%s\n", label_of(d, field), scalar(d, value));
        }
    }
}

static void describe(struct describe *d, const struct val *obj)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(obj, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(obj, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(obj, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(obj, "metadata.annotations"));
    add_content(d, 0, obj, "");
    describe_events(d, obj);
}

extern const struct describer describer_generic;
const struct describer describer_generic = { "", "", describe };
