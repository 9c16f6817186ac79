/* Where what is quoted or in brackets ends. */
#include "backends/fake/program_tree.h"

enum { DEPTH_MAX = 100 };

static const char *skip_quoted(const char *p, int depth);

static const char *skip_bracket(const char *p, int depth)
{
    char open = *p, close = open == '(' ? ')' : '}';
    int open_count = 0;
    while (p && *p && depth < DEPTH_MAX) {
        if (*p == '\\' && p[1]) {
            p += 2;
        } else if (*p == '\'' || *p == '"' || *p == '`') {
            p = skip_quoted(p, depth + 1);
        } else {
            open_count += (*p == open) - (*p == close);
            if (!open_count)
                return p + 1;
            p++;
        }
    }
    return NULL;
}

static const char *skip_quoted(const char *p, int depth)
{
    char quote = *p++;
    while (*p && *p != quote) {
        if (*p == '\\' && quote != '\'' && p[1]) {
            p++;
        } else if (*p == '$' && quote == '"' && (p[1] == '(' || p[1] == '{')) {
            const char *end = skip_bracket(p + 1, depth);
            if (!end)
                return NULL;
            p = end - 1;
        }
        p++;
    }
    return *p ? p + 1 : NULL;
}

const char *shell_skip_bracket(const char *p)
{
    return skip_bracket(p, 0);
}

const char *shell_skip_quoted(const char *p)
{
    return skip_quoted(p, 0);
}
