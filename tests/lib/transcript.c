#include "tests/lib/transcript.h"

#include <string.h>

bool line_begins(const char *line, const char *mark)
{
    return !strncmp(line, mark, strlen(mark));
}

void transcript_add(struct strbuf *out, const char *text, const char *mark)
{
    static const char *const marks[] = { "> ", "| ", "2> ", "= ", "\\" };
    while (*text) {
        size_t len = strcspn(text, "\n");
        strbuf_adds(out, mark);
        for (size_t i = 0; !*mark && i < ARRAY_LEN(marks); i++)
            if (line_begins(text, marks[i])) {
                strbuf_addch(out, '\\');
                break;
            }
        strbuf_add(out, text, len);
        strbuf_adds(out, text[len] ? "\n" : "\n\\\n");
        text += len + (text[len] == '\n');
    }
}
