/*
 * kubectl diff: staging/src/k8s.io/kubectl/pkg/cmd/diff/diff.go, v1.20.2.
 *
 * The object as it is and as `apply` would make it, a file each in two folders, compared by the host's diff (or by what
 * $KUBECTL_EXTERNAL_DIFF names).  The exit status is diff's: 1 when there are differences.
 *
 * Differs: values of Secrets are left out on both sides, without the marks that say which of them changed.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backends/base/patch.h"
#include "backends/base/yaml.h"
#include "repl/host.h"
#include "repl/lastapplied.h"
#include "repl/manifest.h"
#include "repl/session.h"

static const struct option options[] = {
    { "filename", 'f', OPTION_LIST, NULL, NULL, "매니페스트 파일 (-: 표준 입력)" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-client-side-apply", "바꾼 쪽의 이름" },
    { "force-conflicts", 0, OPTION_BOOL, NULL, NULL, "--server-side에서 다른 관리자의 필드도 바꿔요" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "server-side", 0, OPTION_BOOL, NULL, NULL, "서버가 차이를 계산해요" },
    OPTION_END,
};

enum { FAILED = 2 }; /* kubectl's own failures, which diff's 1 would hide */

struct folders {
    char root[64];
    const char *live, *merged; /* arena */
};

static const char *make_folder(struct command *cmd, const char *root, const char *name)
{
    const char *path = arena_strf(cmd->arena, "%s/%s", root, name);
    return mkdir(path, 0700) < 0 ? NULL : path;
}

static int make_folders(struct command *cmd, struct folders *f)
{
    snprintf(f->root, sizeof(f->root), "/tmp/kubectl-diff-XXXXXX");
    if (!mkdtemp(f->root))
        return -1;
    f->live = make_folder(cmd, f->root, "LIVE");
    f->merged = make_folder(cmd, f->root, "MERGED");
    return f->live && f->merged ? 0 : -1;
}

/* The object as YAML in its file: no managers, no values of Secrets. */
static int write_file(struct command *cmd, const char *folder, const char *name, const struct val *obj)
{
    struct strbuf text = STRBUF_INIT;
    struct val *shown = val_ref(obj);
    FILE *f = fopen(arena_strf(cmd->arena, "%s/%s", folder, name), "w");
    val_drop(&shown, "metadata.managedFields");
    if (!strcmp(val_get_str(obj, "kind", ""), "Secret"))
        val_drop(&shown, "data");
    if (obj)
        yaml_write(&text, shown);
    int rc = f && fwrite(text.buf, 1, text.len, f) == text.len ? 0 : -1;
    if (f && fclose(f))
        rc = -1;
    strbuf_release(&text);
    val_unref(shown);
    return rc;
}

/* What apply would make of the object but for its annotation, by a dry run on the server. -1 with *st. */
static int merge(struct command *cmd, const struct manifest *m, const struct val *live, struct val **merged, struct status *st)
{
    const struct schema_type *type = schema_find(m->resource->api_version, m->resource->kind);
    struct val *doc = val_ref(m->doc), *query = val_fmt("{dryRun:All}"), *patch = NULL;
    struct strbuf err = STRBUF_INIT;
    int rc;
    if (m->ns)
        val_put_str(&doc, "metadata.namespace", m->ns);
    last_applied_drop(&doc, NULL);
    if (live)
        patch = patch_three_way(last_applied_get(cmd->arena, live), doc, live, type, cmd_version(cmd), true, &err);
    if (!live)
        rc = client_create(cmd_client(cmd), m->resource, m->ns, doc, query, merged, st);
    else if (!patch)
        rc = status_client(st, "%s", err.buf);
    else
        rc = client_patch(cmd_client(cmd), m->resource, m->ns, m->name, NULL, type ? CONTENT_STRATEGIC_PATCH : CONTENT_MERGE_PATCH, patch,
                          query, merged, st);
    val_unref(patch);
    val_unref(query);
    val_unref(doc);
    strbuf_release(&err);
    return rc;
}

static int add(struct command *cmd, const struct folders *f, const struct manifest *m, struct status *st)
{
    struct val *live = NULL, *merged = NULL;
    const char *group = m->resource->group;
    const char *name = arena_strf(cmd->arena, "%s%s%s.%s.%s.%s", group, *group ? "." : "", m->resource->version, m->resource->kind, m->ns ? m->ns : "", m->name);
    if (client_get(cmd_client(cmd), m->resource, m->ns, m->name, &live, st) < 0) {
        if (st->code != 404)
            return -1;
        status_release(st);
    }
    int rc = merge(cmd, m, live, &merged, st);
    if (!rc && ((live && write_file(cmd, f->live, name, live) < 0) || write_file(cmd, f->merged, name, merged) < 0))
        rc = status_client(st, "open %s: cannot write", f->root);
    val_unref(live);
    val_unref(merged);
    return rc;
}

static int run_program(struct command *cmd, char **argv)
{
    struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
    struct host_io io = { host_file(NULL), host_file(NULL), host_file(NULL) };
    pid_t pid;
    int failed = host_start(argv, &io, &pid);
    int rc = failed ? host_start_status(failed) : host_wait(pid, -1);
    host_file_read(io.out, SIZE_MAX, &out);
    host_file_read(io.err, SIZE_MAX, &err);
    sink_write(cmd->out, out.buf, out.len);
    sink_write(cmd->err, err.buf, err.len);
    strbuf_release(&out);
    strbuf_release(&err);
    close(io.in);
    close(io.out);
    close(io.err);
    if (failed)
        cmd_error(cmd, "failed to run \"%s\": executable file not found in $PATH", argv[0]);
    return failed ? FAILED : rc;
}

static int compare(struct command *cmd, const struct folders *f)
{
    const char *external = getenv("KUBECTL_EXTERNAL_DIFF");
    char *argv[16] = { NULL }, *rest = external && *external ? arena_strdup(cmd->arena, external) : NULL;
    size_t n = 0;
    if (cmd->session->restricted) {
        cmd_error(cmd, "failed to run \"diff\": restricted");
        return FAILED;
    }
    for (char *word; rest && n < ARRAY_LEN(argv) - 3 && (word = strsep(&rest, " "));)
        if (*word)
            argv[n++] = word;
    if (!n) {
        argv[n++] = arena_strdup(cmd->arena, "diff");
        argv[n++] = arena_strdup(cmd->arena, "-u");
        argv[n++] = arena_strdup(cmd->arena, "-N");
    }
    argv[n++] = arena_strdup(cmd->arena, f->live);
    argv[n] = arena_strdup(cmd->arena, f->merged);
    return run_program(cmd, argv);
}

static void remove_folders(struct command *cmd, const struct folders *f)
{
    char *argv[] = { arena_strdup(cmd->arena, "rm"), arena_strdup(cmd->arena, "-rf"), arena_strdup(cmd->arena, f->root), NULL };
    struct host_io io = { 0, 1, 2 };
    pid_t pid;
    if (!host_start(argv, &io, &pid))
        (void)host_wait(pid, -1);
}

static int diff(struct command *cmd)
{
    struct manifests m;
    struct folders f;
    manifests_load(cmd, opt_list(cmd, "filename"), opt_bool(cmd, "recursive") ? MANIFEST_RECURSIVE : 0, &m);
    if (make_folders(cmd, &f) < 0) {
        cmd_error(cmd, "mkdir %s: %s", f.root, strerror(errno));
        return FAILED;
    }
    for (size_t i = 0; i < m.len; i++) {
        struct status st = STATUS_INIT;
        if (add(cmd, &f, &m.items[i], &st) < 0)
            cmd_errors_add(cmd, &m.errors, &st);
    }
    int rc = manifests_report(cmd, &m) ? FAILED : compare(cmd, &f);
    remove_folders(cmd, &f);
    return rc;
}

static int exec(struct command *cmd)
{
    bool usable = (opt_given(cmd, "filename") || opt_given(cmd, "kustomize")) && !cmd->argc;
    if (usable)
        return diff(cmd);
    if (cmd->argc)
        cmd_usage_error(cmd, "Unexpected args: [%s]", cmd->argv[0]);
    else
        cmd_error(cmd, "must specify one of -f and -k");
    return FAILED;
}

static const char *const examples[] = {
    "kubectl diff -f web.yaml\t적용하면 무엇이 바뀌는지 봐요",
    NULL,
};

const struct verb verb_diff = {
    .name = "diff",
    .kubectl = true,
    .usage = "diff -f FILENAME",
    .summary_ko = "지금 것과 적용할 것의 차이를 보여 줘요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
