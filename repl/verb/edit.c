/* kubectl edit: staging/src/k8s.io/kubectl/pkg/cmd/edit/edit.go, v1.20.2. */
#include "repl/edit.h"
#include "repl/print/result.h"
#include "repl/validation.h"

static const struct option options[] = {
    { "filename", 'f', OPTION_LIST, NULL, NULL, "오브젝트가 적힌 파일" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-edit", "바꾼 쪽의 이름" },
    { "output-patch", 0, OPTION_BOOL, NULL, NULL, "보낸 패치도 보여요" },
    { "save-config", 0, OPTION_BOOL, NULL, NULL, "적용한 내용을 어노테이션에 남겨요" },
    { "subresource", 0, OPTION_STRING, NULL, NULL, "고칠 하위 자원 (status)" },
    VALIDATE_OPTION,
    EDIT_OPTIONS,
    OUTPUT_OPTIONS,
    OPTION_END,
};

static int exec(struct command *cmd)
{
    struct targets t;
    if (validation_read(cmd))
        return 1;
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_FILES, &t);
    if (rc)
        return rc;
    if (t.errors.len)
        return targets_report(cmd, &t);
    if (!t.len)
        return cmd_error(cmd, "edit cancelled, no objects found");
    return edit_objects(cmd, EDIT_LIVE, t.items, t.len);
}

static const char *const examples[] = {
    "kubectl edit deploy web\t오브젝트를 편집기로 열어 고쳐요",
    "KUBE_EDITOR=nano kubectl edit ds/web\t다른 편집기로 열어요",
    NULL,
};

const struct verb verb_edit = {
    .name = "edit",
    .kubectl = true,
    .usage = "edit (RESOURCE/NAME | -f FILENAME)",
    .summary_ko = "오브젝트를 편집기로 열어 고쳐요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
