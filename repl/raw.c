#include "repl/raw.h"

#include <string.h>

#include "backends/base/json.h"
#include "repl/file.h"

static int check_path(struct command *cmd)
{
    const char *path = opt_str(cmd, "raw");
    if (cmd_has_option(cmd, "output") && opt_given(cmd, "output"))
        return cmd_usage_error(cmd, "--raw and --output are mutually exclusive");
    if (*path != '/')
        return cmd_usage_error(cmd, "--raw must be a valid URL path: parse \"%s\": invalid URI for request", path);
    return 0;
}

int raw_check(struct command *cmd, bool file_needed)
{
    const struct val *files = opt_list(cmd, "filename");
    const char *file = val_str_or(val_item(files, 0), "");
    if (cmd_has_option(cmd, "edit") && opt_bool(cmd, "edit"))
        return cmd_usage_error(cmd, "--raw and --edit are mutually exclusive");
    if (val_len(files) > 1 || (file_needed && !val_len(files)))
        return cmd_usage_error(cmd, "--raw can only use a single local file or stdin");
    if (!strncmp(file, "http://", 7) || !strncmp(file, "https://", 8))
        return cmd_usage_error(cmd, "--raw cannot read from a url");
    if (opt_bool(cmd, "recursive"))
        return cmd_usage_error(cmd, "--raw and --recursive are mutually exclusive");
    if (file_needed && cmd_has_option(cmd, "selector") && opt_given(cmd, "selector"))
        return cmd_usage_error(cmd, "--raw and --selector (-l) are mutually exclusive");
    return 0;
}

/* The file of -f; *body is the arena's, NULL when there is none. */
static int read_body(struct command *cmd, enum request_method method, const struct val **body)
{
    struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
    const char *file = method == REQUEST_GET ? NULL : val_str(val_item(opt_list(cmd, "filename"), 0));
    const char *why = NULL;
    *body = NULL;
    if (!file)
        return 0;
    if (strcmp(file, "-"))
        why = file_load(cmd, file, &text);
    else if (cmd->input)
        strbuf_add(&text, cmd->input->buf, cmd->input->len);
    if (!why && !(*body = arena_val(cmd->arena, json_parse(text.buf, text.len, &err))))
        why = arena_strf(cmd->arena, "json parse error: %s", err.buf);
    strbuf_release(&text);
    strbuf_release(&err);
    return why ? cmd_error(cmd, "%s", why) : 0;
}

int raw_send(struct command *cmd, enum request_method method)
{
    struct status st = STATUS_INIT;
    struct strbuf text = STRBUF_INIT;
    struct val *doc = NULL;
    const struct val *body;
    if (check_path(cmd) || read_body(cmd, method, &body))
        return 1;
    if (client_raw(cmd_client(cmd), method, opt_str(cmd, "raw"), body, &doc, &text, &st) < 0)
        return cmd_status(cmd, &st);
    if (doc) {
        json_write_typed(&text, doc, schema_find(val_get_str(doc, "apiVersion", ""), val_get_str(doc, "kind", "")), JSON_COMPACT);
        strbuf_addch(&text, '\n');
    }
    sink_write(cmd->out, text.buf, text.len);
    strbuf_release(&text);
    val_unref(doc);
    return 0;
}
