#include "backends/fake/program_regex.h"

#include <string.h>

enum { PATTERN_MAX = 500, BRACES_MAX = 2 };

int shell_regex(regex_t *re, const char *pattern, int flags)
{
    int braces = 0;
    for (const char *p = pattern; *p; p++)
        braces += *p == '{';
    if (strlen(pattern) > PATTERN_MAX || braces > BRACES_MAX)
        return -1;
    return regcomp(re, pattern, flags) == 0 ? 0 : -1;
}
