/* kubectl create secret generic|tls|docker-registry: pkg/cmd/create/create_secret*.go, v1.20.2 and v1.37.2. */
#include <string.h>

#include "backends/base/base64.h"
#include "backends/base/json.h"
#include "repl/file.h"
#include "repl/pem.h"
#include "repl/verb/create_data.h"

#define APPEND_HASH { "append-hash", 0, OPTION_BOOL, NULL, NULL, "내용의 해시를 이름 뒤에 붙여요" }

static const struct option generic_options[] = {
    CREATE_DATA_OPTIONS,
    { "type", 0, OPTION_STRING, NULL, "", "시크릿의 종류" },
    CREATE_OPTIONS,
    OPTION_END,
};
static const struct option tls_options[] = {
    { "cert", 0, OPTION_STRING, NULL, "", "PEM으로 적힌 인증서 파일" },
    { "key", 0, OPTION_STRING, NULL, "", "그 인증서의 개인 키 파일" },
    APPEND_HASH,
    CREATE_OPTIONS,
    OPTION_END,
};
static const struct option docker_options[] = {
    { "docker-username", 0, OPTION_STRING, NULL, "", "레지스트리의 사용자" },
    { "docker-password", 0, OPTION_STRING, NULL, "", "레지스트리의 암호" },
    { "docker-email", 0, OPTION_STRING, NULL, "", "레지스트리에 등록한 메일 주소" },
    { "docker-server", 0, OPTION_STRING, NULL, "https://index.docker.io/v1/", "레지스트리의 주소" },
    { "from-file", 0, OPTION_LIST, NULL, NULL, "이미 있는 도커 설정 파일 ([키=]경로)" },
    APPEND_HASH,
    CREATE_OPTIONS,
    OPTION_END,
};

static struct val *secret(const struct create_data *d, const char *type)
{
    return val_fmt("{apiVersion:v1, kind:Secret, metadata:{name:%s}, type:%s, data:%v}", create_data_name(d, type), type, d->bytes);
}

static struct val *build_generic(struct command *cmd, const char *name, struct status *st)
{
    struct create_data d = { .cmd = cmd, .name = name, .secret = true };
    struct val *doc = create_data_read(&d, st) == 0 ? secret(&d, opt_str(cmd, "type")) : NULL;
    create_data_release(&d);
    return doc;
}

/* ---- tls ---- */

static int read_pair(struct create_data *d, struct status *st)
{
    static const struct {
        const char *flag, *key;
        enum pem_part part;
    } files[] = { { "cert", "tls.crt", PEM_CERTIFICATE }, { "key", "tls.key", PEM_PRIVATE_KEY } };
    bool plain = version_has(cmd_version(d->cmd), FEATURE_CREATE_SAYS_FAILED);
    struct strbuf content[2] = { STRBUF_INIT, STRBUF_INIT }, why = STRBUF_INIT;
    int rc = 0;
    for (size_t i = 0; !rc && i < ARRAY_LEN(files); i++) {
        const char *path = opt_str(d->cmd, files[i].flag), *reason = file_load(d->cmd, path, &content[i]);
        if (reason)
            rc = status_client(st, "Cannot read file %s, %s", path, reason);
    }
    for (size_t i = 0; !rc && i < ARRAY_LEN(files); i++)
        if (pem_check(files[i].part, content[i].buf, &why) < 0)
            rc = status_client(st, "%s%s", plain ? "" : "failed to load key pair ", why.buf);
    for (size_t i = 0; !rc && i < ARRAY_LEN(files); i++)
        rc = create_data_add_file(d, files[i].key, opt_str(d->cmd, files[i].flag), st);
    strbuf_release(&content[0]);
    strbuf_release(&content[1]);
    strbuf_release(&why);
    return rc;
}

static struct val *build_tls(struct command *cmd, const char *name, struct status *st)
{
    struct create_data d = { .cmd = cmd, .name = name, .secret = true };
    struct val *doc = NULL;
    if (!*opt_str(cmd, "key") || !*opt_str(cmd, "cert"))
        status_client(st, "key and cert must be specified");
    else if (read_pair(&d, st) == 0)
        doc = secret(&d, "kubernetes.io/tls");
    create_data_release(&d);
    return doc;
}

/* ---- docker-registry ---- */

static int check_docker(struct command *cmd, const char *name, struct status *st)
{
    if (!*name)
        return status_client(st, "name must be specified");
    if (val_len(opt_list(cmd, "from-file")) || (*opt_str(cmd, "docker-username") && *opt_str(cmd, "docker-password") && *opt_str(cmd, "docker-server")))
        return 0;
    return status_client(st, "either --from-file or the combination of --docker-username, --docker-password and --docker-server is required");
}

/* What `docker login` would have written, as Go writes its struct. */
static void add_login(struct create_data *d)
{
    static const char *const fields[][2] = { { "username", "docker-username" }, { "password", "docker-password" }, { "email", "docker-email" } };
    const char *server = opt_str(d->cmd, "docker-server");
    struct strbuf json = STRBUF_INIT, auth = STRBUF_INIT, encoded = STRBUF_INIT;
    strbuf_addf(&auth, "%s:%s", opt_str(d->cmd, "docker-username"), opt_str(d->cmd, "docker-password"));
    base64_encode(&encoded, auth.buf, auth.len);
    strbuf_adds(&json, "{\"auths\":{");
    json_write_string(&json, server, strlen(server), JSON_COMPACT);
    strbuf_adds(&json, ":{");
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const char *value = opt_str(d->cmd, fields[i][1]);
        if (!*value)
            continue;
        strbuf_addf(&json, "\"%s\":", fields[i][0]);
        json_write_string(&json, value, strlen(value), JSON_COMPACT);
        strbuf_addch(&json, ',');
    }
    strbuf_addf(&json, "\"auth\":\"%s\"}}}", encoded.buf);
    strbuf_reset(&encoded);
    base64_encode(&encoded, json.buf, json.len);
    val_set(&d->bytes, ".dockerconfigjson", val_stringn(encoded.buf, encoded.len));
    strbuf_release(&json);
    strbuf_release(&auth);
    strbuf_release(&encoded);
}

static struct val *build_docker(struct command *cmd, const char *name, struct status *st)
{
    struct create_data d = { .cmd = cmd, .name = name, .secret = true };
    bool files = val_len(opt_list(cmd, "from-file"));
    struct val *doc = NULL;
    if (check_docker(cmd, name, st) == 0 && (!files || create_data_read(&d, st) == 0)) {
        if (!files)
            add_login(&d);
        doc = secret(&d, "kubernetes.io/dockerconfigjson");
    }
    create_data_release(&d);
    return doc;
}

/* ---- the verbs ---- */

static int exec_generic(struct command *cmd)
{
    return create_run(cmd, build_generic, NULL, create_failed(cmd, "failed to create secret "));
}

/* Before 1.21 a flag that is missing, or empty, is missed in words of its own. */
static int require(struct command *cmd, const char *const *flags)
{
    if (version_has(cmd_version(cmd), FEATURE_CREATE_SAYS_FAILED))
        return 0;
    for (; *flags; flags++)
        if (!*opt_str(cmd, *flags))
            return cmd_usage_error(cmd, "flag %s is required", *flags);
    return 0;
}

static int exec_tls(struct command *cmd)
{
    static const char *const flags[] = { "cert", "key", NULL };
    return require(cmd, flags) || create_run(cmd, build_tls, NULL, create_failed(cmd, "failed to create secret "));
}

static int exec_docker(struct command *cmd)
{
    static const char *const flags[] = { "docker-username", "docker-password", "docker-server", NULL };
    if (!val_len(opt_list(cmd, "from-file")) && require(cmd, flags))
        return 1;
    return create_run(cmd, build_docker, NULL, create_failed(cmd, "failed to create secret "));
}

static const struct verb generic = {
    .name = "generic",
    .kubectl = true,
    .usage = "create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
    .summary_ko = "값이나 파일로 시크릿을 만들어요",
    .options = generic_options,
    .exec = exec_generic,
};
static const struct verb tls = {
    .name = "tls",
    .kubectl = true,
    .usage = "create secret tls NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]",
    .summary_ko = "인증서와 키로 시크릿을 만들어요",
    .options = tls_options,
    .exec = exec_tls,
};
static const struct verb docker_registry = {
    .name = "docker-registry",
    .kubectl = true,
    .usage = "create secret docker-registry NAME --docker-username=user --docker-password=password --docker-email=email "
             "[--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none]",
    .summary_ko = "이미지 레지스트리에 로그인할 시크릿을 만들어요",
    .options = docker_options,
    .exec = exec_docker,
};
static const struct verb *const subverbs[] = { &docker_registry, &generic, &tls, NULL };

const struct verb verb_create_secret = {
    .name = "secret",
    .kubectl = true,
    .usage = "create secret (docker-registry | generic | tls)",
    .summary_ko = "시크릿을 만들어요",
    .subverbs = subverbs,
};
