#include "repl/shell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/hash.h"

struct shell {
    struct strmap variables; /* char *, owned */
    struct strmap aliases;   /* char *, owned */
    char *history[SHELL_HISTORY_MAX]; /* owned; a ring: line n stands at (n - 1) % SHELL_HISTORY_MAX */
    size_t history_count;
    char status[16]; /* $? as text */
};

struct shell *shell_new(void)
{
    return xcalloc(1, sizeof(struct shell));
}

static void free_value(const char *key, void *value, void *arg)
{
    (void)key;
    (void)arg;
    free(value);
}

void shell_free(struct shell *sh)
{
    if (!sh)
        return;
    strmap_each(&sh->variables, free_value, NULL);
    strmap_release(&sh->variables);
    strmap_each(&sh->aliases, free_value, NULL);
    strmap_release(&sh->aliases);
    for (size_t i = 0; i < SHELL_HISTORY_MAX; i++)
        free(sh->history[i]);
    free(sh);
}

const char *shell_get(const struct session *s, const char *name)
{
    struct shell *sh = s->shell;
    if (!strcmp(name, "?")) {
        snprintf(sh->status, sizeof(sh->status), "%d", s->last_status);
        return sh->status;
    }
    const char *value = strmap_get(&sh->variables, name);
    return value ? value : getenv(name);
}

void shell_set(struct shell *sh, const char *name, const char *value)
{
    if (getenv(name))
        setenv(name, value, 1);
    else
        free(strmap_put(&sh->variables, name, xstrdup(value)));
}

void shell_export(struct shell *sh, const char *name, const char *value)
{
    char *old = strmap_remove(&sh->variables, name);
    if (value)
        setenv(name, value, 1);
    else if (old)
        setenv(name, old, 1);
    free(old);
}

void shell_unset(struct shell *sh, const char *name)
{
    free(strmap_remove(&sh->variables, name));
    unsetenv(name);
}

const char *shell_alias(const struct shell *sh, const char *name)
{
    return strmap_get(&sh->aliases, name);
}

void shell_set_alias(struct shell *sh, const char *name, const char *text)
{
    free(strmap_put(&sh->aliases, name, xstrdup(text)));
}

bool shell_unset_alias(struct shell *sh, const char *name)
{
    char *old = strmap_remove(&sh->aliases, name);
    free(old);
    return old != NULL;
}

struct names {
    const char **items;
    size_t len;
};

static void collect_name(const char *key, void *value, void *arg)
{
    struct names *n = arg;
    (void)value;
    n->items[n->len++] = key;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **shell_alias_names(const struct shell *sh, size_t *count)
{
    struct names n = { xcalloc(sh->aliases.count + 1, sizeof(char *)), 0 };
    strmap_each(&sh->aliases, collect_name, &n);
    qsort(n.items, n.len, sizeof(*n.items), compare_names);
    *count = n.len;
    return n.items;
}

void shell_remember(struct shell *sh, const char *line)
{
    char **slot = &sh->history[sh->history_count++ % SHELL_HISTORY_MAX];
    free(*slot);
    *slot = xstrdup(line);
}

size_t shell_history_count(const struct shell *sh)
{
    return sh->history_count;
}

const char *shell_history(const struct shell *sh, size_t n)
{
    if (n < 1 || n > sh->history_count || n + SHELL_HISTORY_MAX <= sh->history_count)
        return NULL;
    return sh->history[(n - 1) % SHELL_HISTORY_MAX];
}
