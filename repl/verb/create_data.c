#include "repl/verb/create_data.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/base64.h"
#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/base/names.h"
#include "backends/base/sha256.h"
#include "backends/base/utf8.h"
#include "repl/file.h"

void create_data_release(struct create_data *d)
{
    val_assign(&d->text, NULL);
    val_assign(&d->bytes, NULL);
}

/* ---- one key ---- */

static int check_key(const struct create_data *d, const char *key, struct status *st)
{
    struct name_errors errors;
    struct version v = cmd_version(d->cmd);
    bool colon = version_has(v, FEATURE_SECRET_KEY_TEXT);
    if (names_check(NAME_CONFIG_KEY, key, strlen(key), v, &errors)) {
        const struct val *there = val_get(d->text, key);
        if (d->secret && val_get(d->bytes, key))
            return status_client(st, "cannot add key %s, another key by that name already exists", key);
        if (there || val_get(d->bytes, key))
            return status_client(st, "cannot add key \"%s\", another key by that name already exists in %s for ConfigMap \"%s\"", key,
                                 there ? "Data" : "BinaryData", d->name);
        return 0;
    }
    struct strbuf why = STRBUF_INIT, quoted = STRBUF_INIT;
    for (size_t i = 0; i < errors.len; i++)
        strbuf_addf(&why, "%s%s", !i ? "" : d->secret || !colon ? ";" : ",", errors.items[i]);
    go_quote(&quoted, key, strlen(key));
    if (d->secret)
        status_client(st, colon ? "%s is not valid key name for a Secret %s" : "%s is not a valid key name for a Secret: %s", quoted.buf, why.buf);
    else
        status_client(st, "%s is not a valid key name for a ConfigMap: %s", quoted.buf, why.buf);
    strbuf_release(&why);
    strbuf_release(&quoted);
    return -1;
}

static int add(struct create_data *d, const char *key, const char *value, size_t len, struct status *st)
{
    if (check_key(d, key, st) < 0)
        return -1;
    if (!d->secret && utf8_valid(value, len)) {
        val_set(&d->text, key, val_stringn(value, len));
        return 0;
    }
    struct strbuf encoded = STRBUF_INIT;
    base64_encode(&encoded, value, len);
    val_set(&d->bytes, key, val_stringn(encoded.buf, encoded.len));
    strbuf_release(&encoded);
    return 0;
}

int create_data_add_file(struct create_data *d, const char *key, const char *path, struct status *st)
{
    struct strbuf content = STRBUF_INIT;
    const char *why = file_load(d->cmd, path, &content);
    int rc = why ? status_client(st, "%s", why) : add(d, key, content.buf, content.len, st);
    strbuf_release(&content);
    return rc;
}

/* ---- sources ---- */

static int read_literal(struct create_data *d, const char *source, struct status *st)
{
    const char *eq = strchr(source, '=');
    if (!eq || eq == source)
        return status_client(st, "invalid literal source %s, expected key=value", source);
    return add(d, arena_strndup(d->cmd->arena, source, (size_t)(eq - source)), eq + 1, strlen(eq + 1), st);
}

static int any(const struct dirent *e)
{
    return strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
}

/* The plain files of a folder, each under its own name. */
static int read_folder(struct create_data *d, const char *path, struct status *st)
{
    struct dirent **entries;
    const char *why;
    int rc = 0, n = scandir(path, &entries, any, alphasort);
    for (int i = 0; i < n; i++) {
        const char *inside = arena_strf(d->cmd->arena, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", entries[i]->d_name);
        if (!rc && file_kind(d->cmd->session, inside, &why) == 'f')
            rc = create_data_add_file(d, arena_strdup(d->cmd->arena, entries[i]->d_name), inside, st);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return rc;
}

static int read_file_source(struct create_data *d, const char *source, struct status *st)
{
    const char *eq = strchr(source, '='), *path = eq ? eq + 1 : source, *slash = strrchr(path, '/'), *why;
    if (eq && strchr(eq + 1, '='))
        return status_client(st, "key names or file paths cannot contain '='");
    if (eq == source)
        return status_client(st, "key name for file path %s missing", source + 1);
    if (eq && !eq[1])
        return status_client(st, "file path for key name %.*s missing", (int)(eq - source), source);
    const char *key = eq ? arena_strndup(d->cmd->arena, source, (size_t)(eq - source)) : slash ? slash + 1 : path;
    switch (file_kind(d->cmd->session, path, &why)) {
    case 0: return status_client(st, "error reading %s: %s", path, why);
    case 'd':
        if (eq)
            return status_client(st, "cannot give a key name for a directory path%s",
                                 d->secret || version_has(cmd_version(d->cmd), FEATURE_SECRET_KEY_TEXT) ? "" : ".");
        return read_folder(d, path, st);
    default: return create_data_add_file(d, key, path, st);
    }
}

/* One line of an env file; a name alone takes its value from the environment. */
static int read_env_line(struct create_data *d, const char *path, const char *line, size_t len, size_t number, struct status *st)
{
    static const char bom[] = "\xEF\xBB\xBF";
    struct name_errors errors;
    if (!utf8_valid(line, len)) {
        struct strbuf bytes = STRBUF_INIT;
        for (size_t i = 0; i < len; i++)
            strbuf_addf(&bytes, "%s%u", i ? " " : "", (unsigned char)line[i]);
        status_client(st, "env file %s contains invalid utf8 bytes at line %zu: [%s]", path, number + 1, bytes.buf);
        strbuf_release(&bytes);
        return -1;
    }
    char *text = arena_strndup(d->cmd->arena, line, len);
    if (!number && !strncmp(text, bom, 3))
        text += 3;
    text += strspn(text, " \t\v\f\r");
    if (!*text || *text == '#')
        return 0;
    char *eq = strchr(text, '=');
    if (eq)
        *eq = '\0';
    /* kubectl never took the names that servers take since 1.34. */
    if (names_check(NAME_ENV_VAR, text, strlen(text), (struct version){ VERSION_MINOR_MIN, 0 }, &errors)) {
        const char *value = eq ? eq + 1 : getenv(text);
        return add(d, text, value ? value : "", value ? strlen(value) : 0, st);
    }
    struct strbuf why = STRBUF_INIT;
    go_quote(&why, text, strlen(text));
    strbuf_adds(&why, " is not a valid key name: ");
    for (size_t i = 0; i < errors.len; i++)
        strbuf_addf(&why, "%s%s", i ? ";" : "", errors.items[i]);
    status_client(st, "%s", why.buf);
    strbuf_release(&why);
    return -1;
}

static int read_env_file(struct create_data *d, const char *path, struct status *st)
{
    struct strbuf content = STRBUF_INIT;
    const char *why;
    int rc = 0, kind = file_kind(d->cmd->session, path, &why);
    if (!kind)
        return status_client(st, "error reading %s: %s", path, why);
    if (kind == 'd')
        return status_client(st, "env %s file cannot be a directory", d->secret ? "secret" : "config");
    why = file_load(d->cmd, path, &content);
    if (why)
        rc = status_client(st, "%s", why);
    size_t number = 0;
    for (const char *p = content.buf; !rc && *p; number++) {
        size_t len = strcspn(p, "\n");
        rc = read_env_line(d, path, p, len && p[len - 1] == '\r' ? len - 1 : len, number, st);
        p += len + (p[len] == '\n');
    }
    strbuf_release(&content);
    return rc;
}

static int read_each(struct create_data *d, const char *flag, int (*read)(struct create_data *, const char *, struct status *),
                     struct status *st)
{
    const struct val *list = opt_list(d->cmd, flag);
    for (size_t i = 0; i < val_len(list); i++)
        if (read(d, val_str_or(val_item(list, i), ""), st) < 0)
            return -1;
    return 0;
}

int create_data_read(struct create_data *d, struct status *st)
{
    bool literal_first = d->secret && version_has(cmd_version(d->cmd), FEATURE_SECRET_KEY_TEXT);
    if (!*d->name)
        return status_client(st, "name must be specified");
    if (val_len(opt_list(d->cmd, "from-env-file")) && (val_len(opt_list(d->cmd, "from-file")) || val_len(opt_list(d->cmd, "from-literal"))))
        return status_client(st, "from-env-file cannot be combined with from-file or from-literal");
    if (literal_first && read_each(d, "from-literal", read_literal, st) < 0)
        return -1;
    if (read_each(d, "from-file", read_file_source, st) < 0)
        return -1;
    if (!literal_first && read_each(d, "from-literal", read_literal, st) < 0)
        return -1;
    return read_each(d, "from-env-file", read_env_file, st);
}

/* ---- --append-hash ---- */

/* Ten letters of a SHA-256, without those that could spell something. */
static const char *short_hash(struct arena *a, const struct strbuf *json)
{
    static const char from[] = "013ae", to[] = "ghkmt";
    char hex[SHA256_HEX_LEN + 1];
    sha256_hex(json->buf, json->len, hex);
    for (char *p = hex; *p; p++) {
        const char *at = strchr(from, *p);
        *p = at ? to[at - from] : *p;
    }
    return arena_strndup(a, hex, 10);
}

const char *create_data_name(const struct create_data *d, const char *type)
{
    struct strbuf json = STRBUF_INIT;
    struct val *empty = val_object();
    if (!opt_bool(d->cmd, "append-hash")) {
        val_unref(empty);
        return d->name;
    }
    const struct val *data = d->secret ? d->bytes : d->text;
    struct val *doc = val_fmt("{kind:%s, name:%s, type:%s, data:%v, binaryData:%v}", d->secret ? "Secret" : "ConfigMap", d->name, type,
                              data ? data : empty, d->secret ? NULL : d->bytes);
    json_write(&json, doc, JSON_COMPACT);
    const char *name = arena_strf(d->cmd->arena, "%s-%s", d->name, short_hash(d->cmd->arena, &json));
    strbuf_release(&json);
    val_unref(doc);
    val_unref(empty);
    return name;
}
