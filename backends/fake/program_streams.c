/* Where the output of programs goes: redirections, and what they say. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

void shell_print(struct shell *sh, struct stream *to, const char *text, size_t len)
{
    if (!to || !len || sh->flow == FLOW_STOPPED)
        return;
    shell_work(sh, len);
    if (to->file) {
        shell_write(sh, "sh", to->file, text, len, true);
    } else if (to->text && to->text->len + len <= SHELL_OUTPUT_MAX) {
        strbuf_add(to->text, text, len);
        if (to->job)
            shell_jobs_note(to->job, sh);
    }
}

void shell_say(struct shell *sh, const char *text)
{
    shell_print(sh, sh->out, text, strlen(text));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void print_formatted(struct shell *sh, struct stream *to, const char *before, const char *after, const char *fmt, va_list ap)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, before);
    strbuf_addvf(&text, fmt, ap);
    strbuf_adds(&text, after);
    shell_print(sh, to, text.buf, text.len);
    strbuf_release(&text);
}
#pragma GCC diagnostic pop

void shell_sayf(struct shell *sh, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    print_formatted(sh, sh->out, "", "", fmt, ap);
    va_end(ap);
}

void shell_complain(struct shell *sh, const char *fmt, ...)
{
    int status = 1;
    const char *words = shell_words(sh, fmt, &status);
    va_list ap;
    va_start(ap, fmt);
    print_formatted(sh, sh->err, "", "\n", words, ap);
    va_end(ap);
    sh->status = status;
}

/* "sh: ", "sh: cd: line 0: ", "sh: 1: ", "sh: 1: cd: ", "bash: line 1: " */
static char *own_prefix(const struct shell *sh, const char *builtin)
{
    const char *name = sh->own.arg_count ? sh->own.args[0] : "sh", *line = "";
    if (sh->own.dialect == DIALECT_ASH)
        return builtin ? xstrf("%s: %s: line 0: ", name, builtin) : xstrf("%s: ", name);
    line = sh->own.dialect == DIALECT_BASH ? "line 1: " : "1: ";
    return builtin ? xstrf("%s: %s%s: ", name, line, builtin) : xstrf("%s: %s", name, line);
}

void shell_grumble(struct shell *sh, const char *builtin, int status, const char *fmt, ...)
{
    const char *words = shell_own_words(sh, fmt, &status);
    char *before = own_prefix(sh, builtin);
    va_list ap;
    va_start(ap, fmt);
    print_formatted(sh, sh->err, before, "\n", words, ap);
    va_end(ap);
    free(before);
    sh->status = status;
}

const char *shell_collect(struct shell *sh, void (*fn)(struct shell *sh, const void *arg), const void *arg)
{
    struct strbuf text = STRBUF_INIT;
    struct stream to = { .text = &text }, *before = sh->out;
    sh->out = &to;
    fn(sh, arg);
    sh->out = before;
    shell_jobs_forget(sh, &to);
    while (text.len && text.buf[text.len - 1] == '\n')
        strbuf_setlen(&text, text.len - 1);
    const char *result = arena_strndup(sh->scratch, text.buf, text.len);
    strbuf_release(&text);
    return result;
}

/* ---- redirections ---- */

enum { REDIRECTS_MAX = 8 };

struct redirection {
    struct stream *out, *err; /* as they were */
    const char *in;
    struct stream files[REDIRECTS_MAX];
    char *texts[REDIRECTS_MAX]; /* owned: paths, and what is read */
    size_t count;
};

static bool is_stream(const char *path, const char *name, int fd)
{
    return (!strncmp(path, "/dev/", 5) && !strcmp(path + 5, name)) ||
           (!strncmp(path, "/proc/1/fd/", 11) && strtol(path + 11, NULL, 10) == fd);
}

static bool read_from(struct shell *sh, struct redirection *all, const char *path)
{
    const struct file *f = shell_file(sh, path);
    bool empty = !strcmp(path, "/dev/null") || shell_is_folder(sh, path) || is_stream(path, "stdin", 0);
    if (!f && !empty) {
        shell_grumble(sh, NULL, 1, "can't open %s: no such file", path);
        return false;
    }
    sh->in = all->texts[all->count] = xstrdup(f ? f->text.buf : "");
    return true;
}

static bool write_to(struct shell *sh, struct redirection *all, const struct redirect *r, struct stream **to, const char *path)
{
    if (!strcmp(path, "/dev/null")) {
        *to = NULL;
        return true;
    }
    if (is_stream(path, "stdout", 1) || is_stream(path, "stderr", 2))
        return true;
    if (!shell_write(sh, "sh", path, "", 0, r->op == 'a'))
        return false;
    all->texts[all->count] = xstrdup(path);
    all->files[all->count] = (struct stream){ .file = all->texts[all->count] };
    *to = &all->files[all->count];
    return true;
}

/* Puts one redirection in force, or says why it cannot. */
static bool redirect(struct shell *sh, struct redirection *all, const struct redirect *r)
{
    struct stream **to = r->fd == 2 ? &sh->err : &sh->out;
    if (all->count == REDIRECTS_MAX || r->fd > 2) {
        shell_grumble(sh, NULL, 1, "%d: only 0, 1 and 2 can be redirected here", r->fd);
        return false;
    }
    if (r->op == 'h' || r->op == 'q') {
        sh->in = all->texts[all->count] = xstrdup(r->op == 'h' ? shell_expand_text(sh, r->word) : r->word);
        return true;
    }
    const char *word = shell_expand_one(sh, r->word);
    if (sh->flow != FLOW_ON)
        return false;
    if (r->op == '<')
        return read_from(sh, all, word);
    if (r->op != '&')
        return write_to(sh, all, r, to, word);
    if (!strcmp(word, "1") || !strcmp(word, "2") || !strcmp(word, "-")) {
        *to = *word == '1' ? sh->out : *word == '2' ? sh->err : NULL;
        return true;
    }
    if (r->fd == 0 && !strcmp(word, "0"))
        return true;
    shell_grumble(sh, NULL, SHELL_MISUSE, "%s: bad file descriptor", word);
    return false;
}

static void undo(struct shell *sh, struct redirection *all)
{
    sh->out = all->out;
    sh->err = all->err;
    sh->in = all->in;
    for (size_t i = 0; i < all->count; i++) {
        shell_jobs_forget(sh, &all->files[i]);
        free(all->texts[i]);
    }
}

/* `exec > file` is for all that comes. */
static void keep(struct shell *sh, struct redirection *all)
{
    struct stream **streams[] = { &sh->out, &sh->err };
    for (size_t i = 0; i < all->count; i++) {
        char *text = arena_strdup(sh->arena, all->texts[i] ? all->texts[i] : "");
        sh->in = sh->in == all->texts[i] && sh->in ? text : sh->in;
        for (size_t k = 0; k < ARRAY_LEN(streams); k++)
            if (*streams[k] == &all->files[i]) {
                *streams[k] = arena_alloc(sh->arena, sizeof(struct stream));
                (*streams[k])->file = text;
            }
        free(all->texts[i]);
    }
}

void shell_redirected(struct shell *sh, const struct node *n, void (*fn)(struct shell *, const struct node *))
{
    if (!n->redirects) {
        fn(sh, n);
        return;
    }
    struct redirection all = { sh->out, sh->err, sh->in, .count = 0 };
    bool opened = true;
    sh->commands++;
    for (const struct redirect *r = n->redirects; r && opened; r = r->next) {
        opened = redirect(sh, &all, r);
        all.count += opened;
    }
    if (--sh->commands == 0)
        arena_reset(sh->scratch);
    if (opened)
        fn(sh, n);
    if (opened && n->type == NODE_COMMAND && n->count == 1 && !strcmp(n->words[0], "exec"))
        keep(sh, &all);
    else
        undo(sh, &all);
}
