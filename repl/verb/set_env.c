/* kubectl set env: staging/src/k8s.io/kubectl/pkg/cmd/set/set_env.go, v1.20.2. */
#include <ctype.h>
#include <string.h>

#include "backends/base/patch.h"
#include "repl/verb/set.h"

static const struct option options[] = {
    { "env", 'e', OPTION_ARRAY, NULL, NULL, "환경 변수 (이름=값)" },
    { "from", 0, OPTION_STRING, NULL, "", "이 컨피그맵이나 시크릿에서 (configmap/이름)" },
    { "keys", 0, OPTION_LIST, NULL, NULL, "--from에서 가져올 키" },
    { "prefix", 0, OPTION_STRING, NULL, "", "이름 앞에 붙일 말" },
    { "list", 0, OPTION_BOOL, NULL, NULL, "바꾸지 않고 보여 주기만 해요" },
    { "resolve", 0, OPTION_BOOL, NULL, NULL, "--list에서 가리키는 값을 찾아 보여요" },
    { "overwrite", 0, OPTION_BOOL, NULL, "true", "이미 있는 값도 바꿔요" },
    { "containers", 'c', OPTION_STRING, NULL, "*", "바꿀 컨테이너" },
    SET_OPTIONS,
    RESULT_OPTIONS,
    OPTION_END,
};

/* What is asked for. */
struct wanted {
    struct val *set;    /* owned: entries of env */
    struct val *remove; /* owned: names */
};

static bool is_named(const struct val *list, const char *name)
{
    for (size_t i = 0; i < val_len(list); i++)
        if (val_str_equal(val_item(list, i), name))
            return true;
    return false;
}

/* ---- --list ---- */

static void print_reference(struct command *cmd, const char *name, const struct val *from)
{
    static const char *const refs[][2] = { { "secretKeyRef", "secret" }, { "configMapKeyRef", "configmap" } };
    const struct val *field = val_get(from, "fieldRef"), *resource = val_get(from, "resourceFieldRef");
    for (size_t i = 0; i < ARRAY_LEN(refs); i++) {
        const struct val *ref = val_get(from, refs[i][0]);
        if (ref)
            sink_printf(cmd->out, "# %s from %s %s, key %s\n", name, refs[i][1], val_get_str(ref, "name", ""), val_get_str(ref, "key", ""));
    }
    if (field)
        sink_printf(cmd->out, "# %s from field path %s\n", name, val_get_str(field, "fieldPath", ""));
    if (resource) {
        const char *container = val_get_str(resource, "containerName", "");
        sink_printf(cmd->out, "# %s from resource field %s%s%s\n", name, container, *container ? "/" : "", val_get_str(resource, "resource", ""));
    }
}

static void print_env(struct command *cmd, const struct target *t, const struct val *container, const struct val *env)
{
    sink_printf(cmd->out, "# %s %s, container %s\n", t->resource->kind, t->name, val_get_str(container, "name", ""));
    for (size_t i = 0; i < val_len(env); i++) {
        const struct val *e = val_item(env, i), *from = val_get(e, "valueFrom");
        if (from)
            print_reference(cmd, val_get_str(e, "name", ""), from);
        else
            sink_printf(cmd->out, "%s=%s\n", val_get_str(e, "name", ""), val_get_str(e, "value", ""));
    }
}

/* ---- the change ---- */

static int refuse_overwriting(const struct val *have, const struct wanted *w, struct status *st)
{
    for (size_t i = 0; i < val_len(w->set); i++) {
        const char *name = val_get_str(val_item(w->set, i), "name", "");
        const struct val *old = val_find(have, "name", name, NULL);
        if (old)
            return status_client(st, "'%s' already has a value (%s), and --overwrite is false", name, val_get_str(old, "value", ""));
    }
    return 0;
}

/* The environment with what is wanted, in the order in which it stood. */
static struct val *updated(const struct val *have, const struct wanted *w)
{
    struct val *env = val_array();
    for (size_t i = 0; i < val_len(have); i++) {
        const char *name = val_get_str(val_item(have, i), "name", "");
        const struct val *new = val_find(w->set, "name", name, NULL);
        if (!is_named(w->remove, name))
            val_append(&env, val_ref(new ? new : val_item(have, i)));
    }
    for (size_t i = 0; i < val_len(w->set); i++)
        if (!val_find(env, "name", val_get_str(val_item(w->set, i), "name", ""), NULL))
            val_append(&env, val_ref(val_item(w->set, i)));
    return env;
}

static int change(struct command *cmd, const struct target *t, const struct val *spec, const void *arg, struct val **patch, struct status *st)
{
    const struct val *containers = val_get(spec, "containers");
    const struct schema_type *type = schema_find("v1", "Pod");
    const struct wanted *w = arg;
    struct val *after = val_ref(spec), *list = val_ref(containers);
    struct strbuf err = STRBUF_INIT;
    bool any = false;
    int rc = 0;
    for (size_t i = 0; !rc && i < val_len(containers); i++) {
        const struct val *c = val_item(containers, i);
        if (!set_selects(cmd, c))
            continue;
        any = true;
        if (!opt_bool(cmd, "overwrite"))
            rc = refuse_overwriting(val_get(c, "env"), w, st);
        struct val *env = updated(val_get(c, "env"), w), *item = val_ref(c);
        if (opt_bool(cmd, "list"))
            print_env(cmd, t, c, env);
        if (val_len(env) || val_get(c, "env"))
            val_set(&item, "env", env);
        else
            val_unref(env);
        val_replace(&list, i, item);
    }
    if (!any)
        sink_printf(cmd->err, "warning: %s/%s does not have any containers matching \"%s\"\n", t->resource->kind, t->name, opt_str(cmd, "containers"));
    val_set(&after, "containers", list);
    if (!rc && !opt_bool(cmd, "list"))
        *patch = patch_two_way(spec, after, schema_field(type, "spec", cmd_version(cmd))->type, cmd_version(cmd), &err);
    val_unref(after);
    strbuf_release(&err);
    return rc;
}

/* ---- what is given ---- */

static void read_argument(const char *text, struct wanted *w)
{
    const char *eq = strchr(text, '=');
    if (eq)
        val_append(&w->set, val_fmt("{name:%V, value:%s}", val_stringn(text, (size_t)(eq - text)), eq + 1));
    else
        val_append(&w->remove, val_stringn(text, strlen(text) - 1));
}

/* The keys of the ConfigMap or Secret that --from names. 0, or 1 after the mistake was printed. */
static int read_source(struct command *cmd, const char *from, struct wanted *w)
{
    char *args[] = { arena_strdup(cmd->arena, from) };
    const struct val *keys = opt_list(cmd, "keys");
    struct targets t;
    if (targets_resolve(cmd, 1, args, TARGET_FETCH, &t) || targets_report(cmd, &t))
        return 1;
    for (size_t i = 0; i < t.len; i++) {
        const char *kind = t.items[i].resource->kind;
        bool secret = !strcmp(kind, "Secret");
        const struct val *data = val_get(t.items[i].object, "data");
        if (!secret && strcmp(kind, "ConfigMap") != 0)
            return cmd_error(cmd, "unsupported resource specified in --from");
        for (size_t j = 0; j < val_len(data); j++) {
            char *name = arena_strdup(cmd->arena, val_key(data, j));
            if (val_len(keys) && !is_named(keys, name))
                continue;
            for (char *p = name; *p; p++)
                *p = isalnum((unsigned char)*p) ? (char)toupper((unsigned char)*p) : '_';
            val_append(&w->set, val_fmt("{name:%s, valueFrom:{%s:{name:%s, key:%s}}}", name, secret ? "secretKeyRef" : "configMapKeyRef",
                                        t.items[i].name, val_key(data, j)));
        }
    }
    return 0;
}

static void add_prefix(struct command *cmd, struct wanted *w)
{
    const char *prefix = opt_str(cmd, "prefix");
    for (size_t i = 0; *prefix && i < val_len(w->set); i++) {
        struct val *e = val_ref(val_item(w->set, i));
        val_set(&e, "name", val_stringf("%s%s", prefix, val_get_str(e, "name", "")));
        val_replace(&w->set, i, e);
    }
}

static int run(struct command *cmd, int resources, struct wanted *w)
{
    const struct val *flags = opt_list(cmd, "env");
    const struct set_job job = { .change = change, .arg = w, .said = "env updated", .failed = "failed to patch env update to pod template: " };
    for (size_t i = 0; i < val_len(flags); i++)
        read_argument(val_str_or(val_item(flags, i), "-"), w);
    for (int i = resources; i < cmd->argc; i++)
        read_argument(cmd->argv[i], w);
    if (*opt_str(cmd, "from") && read_source(cmd, opt_str(cmd, "from"), w))
        return 1;
    add_prefix(cmd, w);
    return set_run(cmd, resources, &job);
}

static int exec(struct command *cmd)
{
    int resources = set_pairs_start(cmd);
    const char *selector = opt_str(cmd, "selector");
    struct wanted w = { val_array(), val_array() };
    int rc;
    if (opt_bool(cmd, "all") && selector && *selector)
        rc = cmd_error(cmd, "cannot set --all and --selector at the same time");
    else if (!opt_given(cmd, "filename") && !resources)
        rc = cmd_error(cmd, "one or more resources must be specified as <resource> <name> or <resource>/<name>");
    else if (opt_bool(cmd, "list") && opt_given(cmd, "output"))
        rc = cmd_error(cmd, "--list and --output may not be specified together");
    else if (val_len(opt_list(cmd, "keys")) && !*opt_str(cmd, "from"))
        rc = cmd_error(cmd, "when specifying --keys, a configmap or secret must be provided with --from");
    else
        rc = run(cmd, resources, &w);
    val_unref(w.set);
    val_unref(w.remove);
    return rc;
}

static const char *const examples[] = {
    "kubectl set env deploy/web COLOR=blue\t환경 변수를 바꿔요",
    "kubectl set env deploy/web COLOR-\t환경 변수를 없애요",
    "kubectl set env deploy/web --list\t지금 있는 환경 변수를 봐요",
    NULL,
};

const struct verb verb_set_env = {
    .name = "env",
    .kubectl = true,
    .usage = "set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N",
    .summary_ko = "컨테이너의 환경 변수를 바꿔요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
