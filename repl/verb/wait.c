/* kubectl wait: staging/src/k8s.io/kubectl/pkg/cmd/wait/wait.go, v1.20.2. */
#include <string.h>
#include <strings.h>

#include "backends/base/godump.h"
#include "repl/print/jsonpath.h"
#include "repl/print/output.h"
#include "repl/session.h"
#include "repl/target.h"

static const struct option options[] = {
    { "for", 0, OPTION_STRING, NULL, NULL, "기다릴 조건: condition=Ready, condition=Ready=false, jsonpath=..., create, delete" },
    { "timeout", 0, OPTION_DURATION, NULL, "30s", "이만큼 기다리고 그만둬요" },
    { "all", 0, OPTION_BOOL, NULL, NULL, "그 종류의 오브젝트 모두" },
    { "all-namespaces", 'A', OPTION_BOOL, NULL, NULL, "모든 네임스페이스에서" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "field-selector", 0, OPTION_STRING, NULL, NULL, "필드 셀렉터로 골라요" },
    { "local", 0, OPTION_BOOL, NULL, NULL, "서버에 묻지 않아요" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "이 파일에 적힌 오브젝트" },
    { "recursive", 'R', OPTION_BOOL, NULL, "true", "폴더 안까지 읽어요" },
    { "output", 'o', OPTION_STRING, NULL, NULL, "출력 형식: json, yaml, name, jsonpath=..., go-template=..." },
    { "template", 0, OPTION_STRING, NULL, NULL, "-o go-template에 쓸 틀" },
    { "allow-missing-template-keys", 0, OPTION_BOOL, NULL, "true", "틀에 없는 키가 있어도 넘어가요" },
    OPTION_END,
};

/* What is waited for: the object's beginning or end, a condition with a status, or a value at a path. */
struct goal {
    bool creation, deletion;
    const char *condition, *status;
    const struct jsonpath *path;
    const char *value; /* at the path; NULL: any */
    int64_t timeout_ms;
};

/* `{.status.phase}=Running`: the equals sign that counts stands outside of braces. 0, or 1 after the mistake was printed. */
static int read_path(struct command *cmd, const char *text, struct goal *goal)
{
    static const char form[] = "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3";
    const char *close = strrchr(text, '}'), *eq = strchr(close ? close : text, '=');
    bool optional = version_has(cmd_version(cmd), FEATURE_WAIT_PATH_ALONE);
    struct strbuf err = STRBUF_INIT;
    if ((!eq && !optional) || (eq && strchr(eq + 1, '=')))
        return cmd_error(cmd, "%s%s", form, optional ? " or --for=jsonpath='{.status.readyReplicas}'" : "");
    const char *path = jsonpath_relaxed(cmd->arena, eq ? arena_strndup(cmd->arena, text, (size_t)(eq - text)) : text, &err);
    goal->path = path ? jsonpath_parse(cmd->arena, path, &err) : NULL;
    int rc = goal->path ? 0 : cmd_error(cmd, "%s", err.buf);
    strbuf_release(&err);
    if (rc || !eq)
        return rc;
    size_t skip = strspn(eq + 1, "'\""), len = strlen(eq + 1 + skip);
    while (len && strchr("'\"", eq[skip + len]))
        len--;
    goal->value = arena_strndup(cmd->arena, eq + 1 + skip, len);
    return len ? 0 : cmd_error(cmd, "jsonpath wait has to have a value after equal sign");
}

static int read_goal(struct command *cmd, struct goal *goal)
{
    static const char prefix[] = "condition=";
    enum { WEEK_MS = 7 * 24 * 3600 * 1000 };
    const char *text = opt_str(cmd, "for");
    text = text ? text : "";
    goal->timeout_ms = opt_duration_ms(cmd, "timeout");
    if (goal->timeout_ms < 0)
        goal->timeout_ms = WEEK_MS;
    goal->deletion = !strcasecmp(text, "delete");
    if (goal->deletion)
        return 0;
    goal->creation = version_has(cmd_version(cmd), FEATURE_WAIT_CREATE) && !strcasecmp(text, "create");
    if (goal->creation)
        return 0;
    if (version_has(cmd_version(cmd), FEATURE_WAIT_PATH) && !strncmp(text, "jsonpath=", strlen("jsonpath=")))
        return read_path(cmd, text + strlen("jsonpath="), goal);
    if (!*text && version_has(cmd_version(cmd), FEATURE_WAIT_CREATE))
        return cmd_error(cmd, "unrecognized condition: []");
    if (strncmp(text, prefix, strlen(prefix)))
        return cmd_error(cmd, "unrecognized condition: \"%s\"", text);
    text += strlen(prefix);
    const char *eq = strchr(text, '=');
    goal->condition = eq ? arena_strndup(cmd->arena, text, (size_t)(eq - text)) : text;
    goal->status = eq ? eq + 1 : "true";
    return 0;
}

static bool path_is_met(const struct goal *goal, const struct val *obj)
{
    struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
    struct val *found = jsonpath_find(goal->path, obj, JSONPATH_ALLOW_MISSING, &err);
    const struct val *first = val_item(val_item(found, 0), 0);
    bool met = val_len(val_item(found, 0)) == 1;
    if (met && goal->value) {
        go_print(&text, first);
        met = !val_is(first, VAL_OBJECT) && !val_is(first, VAL_ARRAY) && !strcmp(text.buf, goal->value);
    }
    val_unref(found);
    strbuf_release(&text);
    strbuf_release(&err);
    return met;
}

static bool is_met(const struct goal *goal, const struct val *obj)
{
    if (goal->creation)
        return true;
    if (goal->path)
        return path_is_met(goal, obj);
    const struct val *conditions = val_at(obj, "status.conditions");
    for (size_t i = 0; i < val_len(conditions); i++) {
        const struct val *c = val_item(conditions, i);
        if (!strcasecmp(val_get_str(c, "type", ""), goal->condition) && val_get(c, "status"))
            return !strcasecmp(val_get_str(c, "status", ""), goal->status);
    }
    return false;
}

/* The object as it is now, for the watch to begin behind it. 0 with *list; -1 with *st. */
static int list_one(struct command *cmd, const struct target *t, struct val **list, struct status *st)
{
    struct list_options o = { .field_selector = arena_strf(cmd->arena, "metadata.name=%s", t->name) };
    return client_list(cmd_client(cmd), t->resource, t->ns, &o, list, st);
}

static int open_watch(struct command *cmd, const struct target *t, const char *version, struct watch **w, struct status *st)
{
    const char *fields = arena_strf(cmd->arena, "metadata.name=%s", t->name);
    struct val *query = val_fmt("{fieldSelector:%s, resourceVersion:%s}", fields, version);
    struct request rq = { .method = REQUEST_GET, .query = query };
    rq.path = resource_path(cmd->arena, t->resource, t->ns, NULL, NULL);
    int rc = backend_watch_open(cmd->session->backend, &rq, w, st);
    val_unref(query);
    return rc;
}

/* Follows the watch until the goal is met (0, with *obj the last state), the time is over (1), it closes (2), or an exit
 * status above that. */
static int follow(struct command *cmd, struct watch *w, const struct goal *goal, int64_t until, struct val **obj)
{
    struct backend *b = cmd->session->backend;
    for (;;) {
        struct watch_event event;
        struct status st = STATUS_INIT;
        int64_t now = backend_now_ms(b);
        if (now > until)
            return 1;
        int rc = cmd_watch_next(cmd, w, until - now, &event, &st);
        status_release(&st);
        if (rc < 0)
            return 2;
        if (rc != 1 && (rc || backend_now_ms(b) >= until))
            return rc ? rc : 1;
        if (rc != 1)
            continue;
        bool done = event.type == WATCH_DELETED ? goal->deletion : !goal->deletion && is_met(goal, event.object);
        val_assign(obj, event.object);
        if (done)
            return 0;
    }
}

static int print_met(struct command *cmd, const struct target *t, const struct val *obj)
{
    const char *output = opt_str(cmd, "output"), *template = opt_str(cmd, "template");
    if ((output && *output) || (template && *template))
        return output_object(cmd, output ? output : "", NULL, obj);
    sink_printf(cmd->out, "%s/%s condition met\n", resource_singular(cmd->arena, t->resource), t->name);
    return 0;
}

/* Waits for one object. 0, 1 with its error among `errors`, or the exit status that ends the command. */
static int wait_for(struct command *cmd, const struct target *t, const struct goal *goal, struct cmd_errors *errors)
{
    int64_t until = backend_now_ms(cmd->session->backend) + goal->timeout_ms;
    struct val *obj = val_ref(t->object);
    int rc = 2;
    while (rc == 2) {
        struct val *list = NULL;
        struct watch *w = NULL;
        struct status st = STATUS_INIT;
        if (list_one(cmd, t, &list, &st) < 0) {
            cmd_errors_add(cmd, errors, &st);
            val_unref(obj);
            return 1;
        }
        bool there = val_len(val_get(list, "items")) == 1;
        if (there)
            val_assign(&obj, target_list_item(list, 0));
        if (goal->deletion ? !there : there && is_met(goal, obj))
            rc = 0;
        else if (open_watch(cmd, t, val_at_str(list, "metadata.resourceVersion", ""), &w, &st) < 0)
            rc = 1;
        else
            rc = follow(cmd, w, goal, until, &obj);
        watch_close(w);
        val_unref(list);
        if (rc == 1 && !st.message && !goal->timeout_ms && version_has(cmd_version(cmd), FEATURE_WAIT_CREATE))
            status_client(&st, "condition not met for %s/%s", t->resource->plural, t->name);
        else if (rc == 1 && !st.message)
            status_client(&st, "timed out waiting for the condition on %s/%s", t->resource->plural, t->name);
        if (rc == 1)
            cmd_errors_add(cmd, errors, &st);
    }
    if (!rc)
        rc = print_met(cmd, t, obj);
    val_unref(obj);
    return rc;
}

static bool only_not_found(const struct cmd_errors *e)
{
    for (size_t i = 0; i < e->len; i++)
        if (e->items[i].code != 404)
            return false;
    return true;
}

/* The objects; with --for=create it looks every second until there are some. */
static int find_targets(struct command *cmd, struct goal *goal, struct targets *t)
{
    int64_t until = backend_now_ms(cmd->session->backend) + goal->timeout_ms;
    for (;;) {
        int rc = targets_resolve(cmd, cmd->argc, cmd->argv,
                                 TARGET_FETCH | TARGET_SELECTORS | TARGET_FILES | TARGET_REQUIRE_NAME, t);
        if (rc || !goal->creation || !only_not_found(&t->errors) || (t->len && !t->errors.len))
            return rc;
        int64_t left_ms = until - backend_now_ms(cmd->session->backend);
        if (left_ms <= 0)
            return cmd_error(cmd, "timed out waiting for the condition");
        rc = cmd_wait(cmd, left_ms < 1000 ? left_ms : 1000);
        if (rc)
            return rc;
    }
}

static int exec(struct command *cmd)
{
    struct goal goal = { 0 };
    struct targets t;
    if (read_goal(cmd, &goal))
        return 1;
    int rc = find_targets(cmd, &goal, &t);
    if (rc)
        return rc;
    if (goal.deletion && only_not_found(&t.errors))
        t.errors.len = 0;
    if (!t.len && !t.errors.len)
        return goal.deletion && version_has(cmd_version(cmd), FEATURE_WAIT_GONE) ? 0 : cmd_error(cmd, "no matching resources found");
    for (size_t i = 0; i < t.len; i++) {
        rc = wait_for(cmd, &t.items[i], &goal, &t.errors);
        if (rc > 1)
            return rc;
    }
    return rc | targets_report(cmd, &t);
}

static const char *const examples[] = {
    "kubectl wait --for=condition=Ready pod/web\t파드가 준비될 때까지 기다려요",
    "kubectl wait --for=condition=complete job/pi --timeout=60s\t잡이 끝날 때까지 60초 기다려요",
    "kubectl wait --for=delete pod/web\t파드가 사라질 때까지 기다려요",
    NULL,
};

const struct verb verb_wait = {
    .name = "wait",
    .kubectl = true,
    .usage = "wait ([-f FILENAME] | TYPE/NAME | TYPE [(-l label | --all)]) [--for=delete|--for condition=available]",
    .summary_ko = "조건이 이루어질 때까지 기다려요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
