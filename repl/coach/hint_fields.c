/* Fields of manifests: what the schema has that was meant, and where it stands. */
#include "repl/coach/hint.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/schema.h"

enum { FIELD_DEPTH_MAX = 6 /* DaemonSet.spec.template.spec.containers.ports */ };

static struct version version_of(struct hint *h)
{
    return h->c->client ? client_version(h->c->client) : (struct version){ VERSION_MINOR_MIN, 0 };
}

/* The type whose full name ("io.k8s.api.apps.v1.DaemonSetSpec") or, among kinds, whose short name it is. */
static const struct schema_type *type_named(const char *name)
{
    struct strbuf sb = STRBUF_INIT;
    const struct schema_type *found = NULL;
    for (size_t i = 0; i < schema_type_count && !found; i++) {
        const struct schema_type *t = &schema_types[i];
        strbuf_reset(&sb);
        if (t->kind == SCHEMA_STRUCT)
            schema_type_name(&sb, t);
        if (!strcmp(sb.buf, name) || (t->kind == SCHEMA_STRUCT && !strcmp(t->name, name)))
            found = t;
    }
    strbuf_release(&sb);
    return found;
}

/* What a learner hardly means: the server fills it in, or it repeats the fields of containers. */
static bool is_aside(const char *field)
{
    return !strcmp(field, "status") || !strcmp(field, "initContainers") || !strcmp(field, "ephemeralContainers");
}

/* Where below `t` a field of that name stands, `depth` levels down: its parent's path is added. */
static bool find_below(const struct schema_type *t, const char *name, int depth, struct version v, struct strbuf *path)
{
    size_t len = path->len;
    if (!depth)
        return schema_field(t, name, v) != NULL;
    for (const struct schema_field *f = t->fields; f && f->name; f++) {
        if (f->type->kind != SCHEMA_STRUCT || f->type == t || is_aside(f->name) || !schema_field_served(f, v))
            continue;
        strbuf_addf(path, "%s%s", len ? "." : "", f->name);
        if (find_below(f->type, name, depth - 1, v, path))
            return true;
        strbuf_setlen(path, len);
    }
    return false;
}

/* A field that is right, but at another level: mostly an indentation that slipped. */
static bool say_where(struct hint *h, const char *kind, const char *name)
{
    const struct schema_type *t = type_named(kind);
    struct strbuf path = STRBUF_INIT;
    bool found = false;
    for (int depth = 0; t && !found && depth <= FIELD_DEPTH_MAX; depth++)
        found = find_below(t, name, depth, version_of(h), &path);
    if (found && path.len)
        hint_say(h, "%s{은/는} %s 바로 아래에 오는 필드예요. 들여쓰기를 살펴보세요.", name, path.buf);
    else if (found)
        hint_say(h, "%s{은/는} 맨 바깥에 오는 필드예요. 들여쓰기를 살펴보세요.", name);
    strbuf_release(&path);
    return found;
}

static const char *nearest_field(struct hint *h, const struct schema_type *t, const char *name)
{
    struct nearest n;
    nearest_init(&n, name);
    for (const struct schema_field *f = t ? t->fields : NULL; f && f->name; f++)
        if (schema_field_served(f, version_of(h)))
            nearest_offer(&n, f->name);
    return n.best;
}

/* `parent`: "spec.template", "" for the outermost level. */
static void say_field(struct hint *h, const char *kind, const char *parent, const struct schema_type *t, const char *name)
{
    const char *best = nearest_field(h, t, name);
    if (*parent)
        hint_say(h, "%s의 %s에는 \"%s\"{이라는/라는} 필드가 없어요.", kind, parent, name);
    else
        hint_say(h, "%s에는 \"%s\"{이라는/라는} 필드가 없어요.", kind, name);
    if (best) {
        hint_say(h, "%s{을/를} 쓰려던 건가요?%s", best, hint_remark(h, name, best));
    } else if (!say_where(h, kind, name)) {
        hint_say(h, "쓸 수 있는 필드는 이렇게 볼 수 있어요.");
        hint_command(h, "kubectl explain %s%s%s", kind, *parent ? "." : "", parent);
    }
}

/* `ValidationError(%w): unknown field %q in %w`: "DaemonSet.spec", "selctor", the type's name */
void hint_field(struct hint *h)
{
    const char *path = hint_catch(h, 0), *dot = strchr(path, '.');
    const char *kind = dot ? arena_strndup(h->arena, path, (size_t)(dot - path)) : path;
    struct strbuf type = STRBUF_INIT;
    strbuf_adds(&type, hint_catch(h, 2));
    /* What follows the sentence: "...DaemonSetSpec," in a list of errors, "...;" before kubectl's advice. */
    while (type.len && strchr(",;]", type.buf[type.len - 1]))
        strbuf_setlen(&type, type.len - 1);
    say_field(h, kind, dot ? dot + 1 : "", type_named(type.buf), hint_catch(h, 1));
    strbuf_release(&type);
}

/* `%w in version %q cannot be handled as a %w: strict decoding error: unknown field %q`: "spec.template.spec.imagee" */
void hint_strict_field(struct hint *h)
{
    const char *kind = hint_catch(h, 0);
    char *path = arena_strdup(h->arena, hint_catch(h, 3)), *last = strrchr(path, '.');
    const struct schema_type *t = type_named(kind);
    if (last)
        *last = '\0';
    for (char *part = last ? path : NULL; part && t;) {
        size_t len = strcspn(part, "."), name_len = strcspn(part, ".[");
        const struct schema_field *f = schema_field(t, arena_strndup(h->arena, part, name_len), version_of(h));
        t = f ? f->type : NULL;
        part = part[len] ? part + len + 1 : NULL;
    }
    say_field(h, kind, last ? path : "", t, last ? last + 1 : path);
}

static const char *type_word(const char *type)
{
    static const struct {
        const char *english, *korean;
    } words[] = {
        { "string", "문자열" }, { "integer", "정수" },  { "number", "숫자" }, { "boolean", "참·거짓(true, false)" },
        { "array", "목록" },    { "map", "키와 값의 묶음" }, { "object", "키와 값의 묶음" },
    };
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!strcmp(words[i].english, type))
            return words[i].korean;
    return type;
}

/* `ValidationError(%w): invalid type for %w: got %q, expected %q` */
void hint_type(struct hint *h)
{
    const char *got = hint_catch(h, 2), *expected = hint_catch(h, 3);
    hint_say(h, "%s에는 %s{이/가} 와야 하는데 %s{이/가} 왔어요.", hint_catch(h, 0), type_word(expected), type_word(got));
    if (!strcmp(got, "string") && strcmp(expected, "array") && strcmp(expected, "map"))
        hint_say(h, "따옴표가 있으면 지워 보세요.");
    else if (!strcmp(expected, "string"))
        hint_say(h, "값을 따옴표로 감싸면 문자열이 돼요.");
    else if (!strcmp(expected, "array"))
        hint_say(h, "목록의 항목은 -(빼기)와 빈칸으로 시작해요.");
}

/* `%w: Unsupported value: %q: supported values: %*` */
void hint_value(struct hint *h)
{
    const char *value = hint_catch(h, 1);
    char *list = arena_strdup(h->arena, hint_catch(h, 2)), *save = NULL;
    struct nearest n;
    struct strbuf values = STRBUF_INIT;
    nearest_init(&n, value);
    for (char *s = strtok_r(list, "\", ", &save); s; s = strtok_r(NULL, "\", ", &save)) {
        strbuf_addf(&values, "%s%s", values.len ? ", " : "", s);
        nearest_offer(&n, s);
    }
    hint_say(h, "%s의 값으로 \"%s\"{은/는} 쓸 수 없어요.", hint_catch(h, 0), value);
    if (n.best)
        hint_say(h, "%s{을/를} 쓰려던 건가요?%s", n.best, hint_remark(h, value, n.best));
    else
        hint_say(h, "쓸 수 있는 값은 %s{이에요/예요}.", values.buf);
    strbuf_release(&values);
}
