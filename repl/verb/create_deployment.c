/* kubectl create deployment: pkg/cmd/create/create_deployment.go, v1.20.2. */
#include <string.h>

#include "backends/base/hash.h"
#include "repl/verb/create.h"

static const struct option options[] = {
    { "image", 0, OPTION_LIST, NULL, NULL, "컨테이너 이미지 (여럿이면 컨테이너도 여럿)" },
    { "port", 0, OPTION_INT, NULL, "-1", "컨테이너가 여는 포트" },
    { "replicas", 'r', OPTION_INT, NULL, "1", "파드의 수" },
    CREATE_OPTIONS,
    OPTION_END,
};

/* A word that is not likely twice, of the letters that Kubernetes' own have: a command has no other source of chance. */
static void add_suffix(struct command *cmd, struct strbuf *name)
{
    static const char letters[] = "bcdfghjklmnpqrstvwxz2456789";
    int64_t now = backend_now_ms(client_backend(cmd_client(cmd)));
    uint32_t n = hash_bytes(name->buf, name->len) ^ hash_bytes(&now, sizeof(now));
    strbuf_addch(name, '-');
    for (int i = 0; i < 5; i++, n /= sizeof(letters) - 1)
        strbuf_addch(name, letters[n % (sizeof(letters) - 1)]);
}

/* "nginx" for example.com/x/nginx:1.19; '_' and '.', which a name may not have, become '-'. */
static const char *container_name(struct command *cmd, const char *image)
{
    const char *slash = strrchr(image, '/'), *last = slash ? slash + 1 : image;
    struct strbuf name = STRBUF_INIT;
    strbuf_add(&name, last, strcspn(last, ":@"));
    if (strpbrk(name.buf, "_.")) {
        for (char *p = name.buf; *p; p++)
            *p = *p == '_' || *p == '.' ? '-' : *p;
        add_suffix(cmd, &name);
    }
    const char *text = arena_strdup(cmd->arena, name.buf);
    strbuf_release(&name);
    return text;
}

static struct val *containers(struct command *cmd)
{
    const struct val *images = opt_list(cmd, "image");
    struct val *list = val_array(), *command = create_command(cmd);
    int64_t port = opt_int(cmd, "port");
    for (size_t i = 0; i < val_len(images); i++) {
        const char *image = val_str_or(val_item(images, i), "");
        struct val *ports = i == 0 && port >= 0 ? val_fmt("[{containerPort:%I}]", port) : NULL;
        val_append(&list, val_fmt("{name:%s, image:%s, command:%v, ports:%V}", container_name(cmd, image), image, command, ports));
    }
    val_unref(command);
    return list;
}

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    if (val_len(opt_list(cmd, "image")) > 1 && cmd->argc > 1) {
        status_client(st, "cannot specify multiple --image options and command");
        return NULL;
    }
    return val_fmt("{apiVersion:apps/v1, kind:Deployment, metadata:{name:%s, labels:{app:%s}}, spec:{replicas:%I, "
                   "selector:{matchLabels:{app:%s}}, template:{metadata:{labels:{app:%s}}, spec:{containers:%V}}}}",
                   name, name, opt_int(cmd, "replicas"), name, name, containers(cmd));
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, "image", "failed to create deployment: ");
}

static const char *const examples[] = {
    "kubectl create deployment web --image=nginx --replicas=3\t파드 세 개를 유지하는 디플로이먼트를 만들어요",
    "kubectl create deployment web --image=nginx --dry-run=client -o yaml\t만들지 않고 매니페스트만 봐요",
    NULL,
};

const struct verb verb_create_deployment = {
    .name = "deployment",
    .aliases = "deploy",
    .kubectl = true,
    .usage = "create deployment NAME --image=image -- [COMMAND] [args...]",
    .summary_ko = "디플로이먼트를 만들어요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
