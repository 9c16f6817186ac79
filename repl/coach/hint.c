#include "repl/coach/hint.h"

#include <stdlib.h>
#include <string.h>

#include "repl/term/josa.h"
#include "repl/term/width.h"

/* For rows whose sentence says it all. */
void hint_none(struct hint *h)
{
    (void)h;
}

void hint_say(struct hint *h, const char *fmt, ...)
{
    va_list ap;
    if (h->out->len && h->out->buf[h->out->len - 1] != '\n')
        strbuf_addch(h->out, ' ');
    va_start(ap, fmt);
    josa_addvf(h->out, fmt, ap);
    va_end(ap);
}

void hint_command(struct hint *h, const char *fmt, ...)
{
    va_list ap;
    if (h->out->len && h->out->buf[h->out->len - 1] != '\n')
        strbuf_addch(h->out, '\n');
    strbuf_adds(h->out, "  ");
    va_start(ap, fmt);
    strbuf_addvf(h->out, fmt, ap);
    va_end(ap);
    strbuf_addch(h->out, '\n');
}

const char *hint_catch(struct hint *h, size_t i)
{
    struct strbuf safe = STRBUF_INIT;
    if (i < h->m.count)
        term_safe(&safe, h->m.catches[i].text, h->m.catches[i].len);
    const char *text = arena_strdup(h->arena, safe.buf);
    strbuf_release(&safe);
    return text;
}

const char *hint_remark(struct hint *h, const char *typed, const char *right)
{
    struct strbuf sb = STRBUF_INIT;
    const char *remark = "";
    strbuf_adds(&sb, " (");
    if (nearest_remark(&sb, typed, right)) {
        strbuf_addch(&sb, ')');
        remark = arena_strdup(h->arena, sb.buf);
    }
    strbuf_release(&sb);
    return remark;
}

const char *hint_term(struct hint *h, const char *resource)
{
    (void)h;
    const char *term = term_of(resource, strlen(resource), NULL);
    return term ? term : resource;
}

/* ---- the command line ---- */

char **hint_words(struct hint *h, size_t *count)
{
    /* Only the first command of a pipeline; a heredoc is none of it. */
    size_t len = strcspn(h->c->line, "\n|;&<>"), cap = len / 2 + 2;
    char *text = arena_strndup(h->arena, h->c->line, len);
    char **words = arena_alloc(h->arena, cap * sizeof(*words));
    char *save = NULL;
    *count = 0;
    for (char *w = strtok_r(text, " \t", &save); w; w = strtok_r(NULL, " \t", &save)) {
        size_t n = strlen(w);
        if (n >= 2 && (*w == '\'' || *w == '"') && w[n - 1] == *w) {
            w[n - 1] = '\0';
            w++;
        }
        words[(*count)++] = w;
    }
    return words;
}

const char *hint_namespace(struct hint *h)
{
    size_t count;
    char **words = hint_words(h, &count);
    for (size_t i = 0; i < count; i++) {
        if ((!strcmp(words[i], "-n") || !strcmp(words[i], "--namespace")) && i + 1 < count)
            return words[i + 1];
        if (!strncmp(words[i], "--namespace=", strlen("--namespace=")))
            return words[i] + strlen("--namespace=");
        if (!strncmp(words[i], "-n", 2) && words[i][2])
            return words[i] + 2 + (words[i][2] == '=');
    }
    return h->c->ns ? h->c->ns : "default";
}

const char *hint_again(struct hint *h)
{
    struct strbuf safe = STRBUF_INIT;
    const char *line = h->c->line;
    /* In anything longer than a plain command nobody can say where the flag belongs. */
    if (strpbrk(line, "\n|;&<>") || strncmp(line, "kubectl ", strlen("kubectl ")))
        return NULL;
    term_safe(&safe, line, strlen(line));
    strbuf_rtrim(&safe);
    const char *again = arena_strdup(h->arena, safe.buf);
    strbuf_release(&safe);
    return again;
}

static void again_with(struct hint *h, const char *flag)
{
    const char *again = hint_again(h);
    if (again)
        hint_command(h, "%s %s", again, flag);
}

void hint_again_overwrite(struct hint *h)
{
    again_with(h, "--overwrite");
}

void hint_again_ignore_daemonsets(struct hint *h)
{
    again_with(h, "--ignore-daemonsets");
}

void hint_again_force(struct hint *h)
{
    again_with(h, "--force");
}
