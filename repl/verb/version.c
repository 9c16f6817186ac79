/* kubectl version: staging/src/k8s.io/kubectl/pkg/cmd/version/version.go, v1.20.2. */
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/base/yaml.h"
#include "repl/verb.h"

static const struct option options[] = {
    { "client", 0, OPTION_BOOL, NULL, NULL, "kubectl 버전만 보여요" },
    { "short", 0, OPTION_BOOL, NULL, NULL, "버전 번호만 보여요" },
    { "output", 'o', OPTION_STRING, NULL, NULL, "출력 형식: yaml, json" },
    OPTION_END,
};

/* The fields of version.Info in the order of the Go struct. */
static const struct {
    const char *json, *go;
} fields[] = {
    { "major", "Major" },           { "minor", "Minor" },         { "gitVersion", "GitVersion" },
    { "gitCommit", "GitCommit" },   { "gitTreeState", "GitTreeState" }, { "buildDate", "BuildDate" },
    { "goVersion", "GoVersion" },   { "compiler", "Compiler" },   { "platform", "Platform" },
};

static void print_text(struct command *cmd, const char *side, const struct val *info)
{
    struct strbuf sb = STRBUF_INIT;
    if (opt_bool(cmd, "short")) {
        sink_printf(cmd->out, "%s Version: %s\n", side, val_get_str(info, "gitVersion", ""));
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const char *value = val_get_str(info, fields[i].json, "");
        strbuf_addf(&sb, "%s%s:", i ? ", " : "", fields[i].go);
        go_quote(&sb, value, strlen(value));
    }
    sink_printf(cmd->out, "%s Version: version.Info{%s}\n", side, sb.buf);
    strbuf_release(&sb);
}

/* Go prints a struct's members in their order, two blanks a level. */
static void print_json(struct command *cmd, const struct val *info, bool client_only)
{
    static const char *const sides[] = { "clientVersion", "serverVersion" };
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, "{\n");
    for (int side = 0; side < (client_only ? 1 : 2); side++) {
        strbuf_addf(&sb, "%s  \"%s\": {\n", side ? ",\n" : "", sides[side]);
        for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
            const char *value = val_get_str(info, fields[i].json, "");
            strbuf_addf(&sb, "%s    \"%s\": ", i ? ",\n" : "", fields[i].json);
            json_write_string(&sb, value, strlen(value), JSON_COMPACT);
        }
        strbuf_adds(&sb, "\n  }");
    }
    strbuf_adds(&sb, "\n}\n");
    sink_write(cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
}

static void print_yaml(struct command *cmd, const struct val *info, bool client_only)
{
    struct val *known = val_object();
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        val_set(&known, fields[i].json, val_string(val_get_str(info, fields[i].json, "")));
    struct val *doc = val_fmt("{clientVersion:%v, serverVersion:%v}", known, client_only ? NULL : known);
    yaml_write(&sb, doc);
    sink_printf(cmd->out, "%s\n", sb.buf);
    strbuf_release(&sb);
    val_unref(doc);
    val_unref(known);
}

/* The built-in kubectl is of the server's version. */
static int exec(struct command *cmd)
{
    const char *output = opt_str(cmd, "output");
    bool client_only = opt_bool(cmd, "client");
    const struct val *info = client_version_info(cmd_client(cmd));
    output = output ? output : "";
    if (*output && strcmp(output, "yaml") && strcmp(output, "json"))
        return cmd_error(cmd, "--output must be 'yaml' or 'json'");
    if (!strcmp(output, "yaml")) {
        print_yaml(cmd, info, client_only);
    } else if (!strcmp(output, "json")) {
        print_json(cmd, info, client_only);
    } else {
        print_text(cmd, "Client", info);
        if (!client_only)
            print_text(cmd, "Server", info);
    }
    return 0;
}

const struct verb verb_version = {
    .name = "version",
    .kubectl = true,
    .usage = "version",
    .summary_ko = "kubectl과 서버의 버전을 보여요",
    .options = options,
    .exec = exec,
};
