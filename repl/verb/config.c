/* kubectl config: staging/src/k8s.io/kubectl/pkg/cmd/config, v1.20.2, over the session's own kubeconfig. */
#include <stdlib.h>
#include <string.h>

#include "repl/kubeconfig.h"
#include "repl/print/output.h"
#include "repl/print/tabwriter.h"

static const struct option get_contexts_options[] = {
    { "no-headers", 0, OPTION_BOOL, NULL, NULL, "머리줄을 빼요" },
    { "output", 'o', OPTION_STRING, NULL, NULL, "출력 형식: name" },
    OPTION_END,
};

static const struct option set_context_options[] = {
    { "cluster", 0, OPTION_STRING, NULL, NULL, "컨텍스트의 클러스터" },
    { "current", 0, OPTION_BOOL, NULL, NULL, "지금 컨텍스트를 고쳐요" },
    { "user", 0, OPTION_STRING, NULL, NULL, "컨텍스트의 사용자" },
    OPTION_END,
};

static const struct option view_options[] = {
    { "allow-missing-template-keys", 0, OPTION_BOOL, NULL, "true", "틀에 없는 키가 있어도 넘어가요" },
    { "flatten", 0, OPTION_BOOL, NULL, NULL, "파일 하나로 모아요" },
    { "merge", 0, OPTION_BOOL, NULL, "true", "여러 kubeconfig를 합쳐요" },
    { "minify", 0, OPTION_BOOL, NULL, NULL, "지금 컨텍스트에 쓰이는 것만 보여요" },
    { "output", 'o', OPTION_STRING, NULL, "yaml", "출력 형식: json, yaml, jsonpath=..., go-template=..." },
    { "raw", 0, OPTION_BOOL, NULL, NULL, "인증서 데이터도 보여요" },
    { "template", 0, OPTION_STRING, NULL, NULL, "-o go-template에 쓸 틀" },
    OPTION_END,
};

static int unexpected(struct command *cmd, const char *what)
{
    struct strbuf sb = STRBUF_INIT;
    for (int i = 0; i < cmd->argc; i++)
        strbuf_addf(&sb, "%s%s", i ? " " : "", cmd->argv[i]);
    cmd_usage_error(cmd, "%s: [%s]", what, sb.buf);
    strbuf_release(&sb);
    return 1;
}

static int exec_current_context(struct command *cmd)
{
    const char *name = kubeconfig_current(cmd->session);
    if (!*name)
        return cmd_error(cmd, "current-context is not set");
    sink_printf(cmd->out, "%s\n", name);
    return 0;
}

/* ---- lists ---- */

static void print_context(struct command *cmd, struct strbuf *sb, const char *name, bool name_only)
{
    const struct val *c = kubeconfig_context(cmd->session, name);
    bool current = !strcmp(name, kubeconfig_current(cmd->session));
    if (name_only)
        strbuf_addf(sb, "%s\n", name);
    else
        strbuf_addf(sb, "%s\t%s\t%s\t%s\t%s\n", current ? "*" : " ", name, val_get_str(c, "cluster", ""),
                    val_get_str(c, "user", ""), val_get_str(c, "namespace", ""));
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int exec_get_contexts(struct command *cmd)
{
    const char *output = opt_str(cmd, "output");
    bool name_only = output && !strcmp(output, "name");
    const struct val *contexts = val_get(kubeconfig_get(cmd->session), "contexts");
    size_t count = 0, most = val_len(contexts) + (size_t)cmd->argc;
    const char **names = arena_alloc(cmd->arena, (most + 1) * sizeof(*names));
    struct cmd_errors errors = { 0 };
    struct tabwriter tw;
    struct strbuf out = STRBUF_INIT;
    if (output && *output && !name_only)
        return cmd_error(cmd, "output must be one of '' or 'name': %s", output);
    for (size_t i = 0; !cmd->argc && i < val_len(contexts); i++)
        names[count++] = val_get_str(val_item(contexts, i), "name", "");
    for (int i = 0; i < cmd->argc; i++) {
        struct status st = STATUS_INIT;
        if (kubeconfig_context(cmd->session, cmd->argv[i])) {
            names[count++] = cmd->argv[i];
            continue;
        }
        status_client(&st, "context %s not found", cmd->argv[i]);
        cmd_errors_add(cmd, &errors, &st);
    }
    qsort(names, count, sizeof(*names), compare_names);
    tabwriter_init(&tw, TABWRITER_KUBECTL);
    if (!opt_bool(cmd, "no-headers") && !name_only)
        strbuf_adds(&tw.text, "CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n");
    for (size_t i = 0; i < count; i++)
        print_context(cmd, &tw.text, names[i], name_only);
    tabwriter_flush(&tw, &out);
    sink_write(cmd->out, out.buf, out.len);
    strbuf_release(&out);
    tabwriter_release(&tw);
    return cmd_errors_report(cmd, &errors);
}

static int exec_get_clusters(struct command *cmd)
{
    const struct val *clusters = val_get(kubeconfig_get(cmd->session), "clusters");
    sink_puts(cmd->out, "NAME\n");
    for (size_t i = 0; i < val_len(clusters); i++)
        sink_printf(cmd->out, "%s\n", val_get_str(val_item(clusters, i), "name", ""));
    return 0;
}

/* ---- changes ---- */

static int exec_use_context(struct command *cmd)
{
    if (cmd->argc != 1)
        return unexpected(cmd, "Unexpected args");
    if (!kubeconfig_context(cmd->session, cmd->argv[0]))
        return cmd_error(cmd, "no context exists with the name: \"%s\"", cmd->argv[0]);
    kubeconfig_use(cmd->session, cmd->argv[0]);
    sink_printf(cmd->out, "Switched to context \"%s\".\n", cmd->argv[0]);
    return 0;
}

static int exec_set_context(struct command *cmd)
{
    static const char *const fields[] = { "cluster", "namespace", "user" };
    bool current = opt_bool(cmd, "current");
    if (cmd->argc > 1)
        return unexpected(cmd, "Unexpected args");
    if (!cmd->argc && !current)
        return cmd_error(cmd, "you must specify a non-empty context name or --current");
    if (cmd->argc && current)
        return cmd_error(cmd, "you cannot specify both a context name and --current");
    const char *name = current ? arena_strdup(cmd->arena, kubeconfig_current(cmd->session)) : cmd->argv[0];
    if (!*name)
        return cmd_error(cmd, current ? "no current context is set" : "you must specify a non-empty context name or --current");
    const struct val *old = kubeconfig_context(cmd->session, name);
    struct val *context = old ? val_ref(old) : val_object();
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (opt_given(cmd, fields[i]))
            val_set(&context, fields[i], val_string(opt_str(cmd, fields[i])));
    sink_printf(cmd->out, "Context \"%s\" %s.\n", name, old ? "modified" : "created");
    kubeconfig_set_context(cmd->session, name, context);
    return 0;
}

static int exec_delete_context(struct command *cmd)
{
    if (cmd->argc != 1)
        return unexpected(cmd, "Unexpected args");
    if (!kubeconfig_context(cmd->session, cmd->argv[0]))
        return cmd_error(cmd, "cannot delete context %s, not in the session's kubeconfig", cmd->argv[0]);
    if (!strcmp(cmd->argv[0], kubeconfig_current(cmd->session)))
        sink_puts(cmd->err, "warning: this removed your active context, use \"kubectl config use-context\" to select a different "
                            "one\n");
    kubeconfig_set_context(cmd->session, cmd->argv[0], NULL);
    sink_printf(cmd->out, "deleted context %s from the session's kubeconfig\n", cmd->argv[0]);
    return 0;
}

static int exec_rename_context(struct command *cmd)
{
    if (cmd->argc != 2)
        return unexpected(cmd, "Unexpected args");
    const char *from = cmd->argv[0], *to = cmd->argv[1];
    const struct val *context = kubeconfig_context(cmd->session, from);
    if (!context)
        return cmd_error(cmd, "cannot rename the context \"%s\", it's not in the session's kubeconfig", from);
    if (kubeconfig_context(cmd->session, to))
        return cmd_error(cmd, "cannot rename the context \"%s\", the context \"%s\" already exists in the session's kubeconfig", from,
                         to);
    bool current = !strcmp(from, kubeconfig_current(cmd->session));
    kubeconfig_set_context(cmd->session, to, val_ref(context));
    if (current)
        kubeconfig_use(cmd->session, to);
    kubeconfig_set_context(cmd->session, from, NULL);
    sink_printf(cmd->out, "Context \"%s\" renamed to \"%s\".\n", from, to);
    return 0;
}

/* ---- view ---- */

/* Leaves of a list the entry with that name alone. */
static void keep_one(struct val **config, const char *list, const char *name)
{
    const struct val *entry = val_find(val_get(*config, list), "name", name, NULL);
    struct val *kept = val_array();
    if (entry)
        val_append(&kept, val_ref(entry));
    val_set(config, list, kept);
}

static int minify(struct command *cmd, struct val **config)
{
    const char *name = opt_given(cmd, "context") ? opt_str(cmd, "context") : kubeconfig_current(cmd->session);
    const struct val *context = kubeconfig_context(cmd->session, name);
    if (!*name)
        return cmd_error(cmd, "current-context must exist in order to minify");
    if (!context)
        return cmd_error(cmd, "cannot locate context %s", name);
    val_set(config, "current-context", val_string(name));
    keep_one(config, "contexts", name);
    keep_one(config, "clusters", val_get_str(context, "cluster", ""));
    keep_one(config, "users", val_get_str(context, "user", ""));
    return 0;
}

static int exec_view(struct command *cmd)
{
    if (cmd->argc)
        return unexpected(cmd, "unexpected arguments");
    struct val *config = val_ref(kubeconfig_get(cmd->session));
    int rc = opt_bool(cmd, "minify") ? minify(cmd, &config) : 0;
    if (!rc)
        rc = output_object(cmd, opt_str(cmd, "output"), NULL, config);
    val_unref(config);
    return rc;
}

#define SUBVERB(ident, word, words, text, rows)                                                                        \
    static const struct verb verb_config_##ident = {                                                                   \
        .name = (word), .kubectl = true, .usage = (words), .summary_ko = (text), .options = (rows),                    \
        .exec = exec_##ident,                                                                                          \
    }

SUBVERB(current_context, "current-context", "config current-context", "지금 컨텍스트의 이름을 보여요", NULL);
SUBVERB(delete_context, "delete-context", "config delete-context NAME", "컨텍스트를 지워요", NULL);
SUBVERB(get_clusters, "get-clusters", "config get-clusters", "클러스터 목록을 보여요", NULL);
SUBVERB(get_contexts, "get-contexts", "config get-contexts [(-o|--output=)name)]", "컨텍스트 목록을 보여요", get_contexts_options);
SUBVERB(rename_context, "rename-context", "config rename-context CONTEXT_NAME NEW_NAME", "컨텍스트의 이름을 바꿔요", NULL);
SUBVERB(set_context, "set-context", "config set-context [NAME | --current] [--cluster=...] [--user=...] [--namespace=...]",
        "컨텍스트를 만들거나 고쳐요", set_context_options);
SUBVERB(use_context, "use-context", "config use-context CONTEXT_NAME", "다른 컨텍스트로 옮겨요", NULL);
SUBVERB(view, "view", "config view [flags]", "kubeconfig를 보여요", view_options);

static const struct verb *const subverbs[] = {
    &verb_config_current_context, &verb_config_delete_context, &verb_config_get_clusters,
    &verb_config_get_contexts,    &verb_config_rename_context, &verb_config_set_context,
    &verb_config_use_context,     &verb_config_view,           NULL,
};

static const char *const examples[] = {
    "kubectl config set-context --current --namespace=web\t앞으로 web 네임스페이스에서 일해요",
    "kubectl config view\tkubeconfig를 봐요",
    NULL,
};

const struct verb verb_config = {
    .name = "config",
    .kubectl = true,
    .usage = "config SUBCOMMAND",
    .summary_ko = "kubeconfig의 컨텍스트를 보고 바꿔요",
    .examples_ko = examples,
    .subverbs = subverbs,
};
