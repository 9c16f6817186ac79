#include "tests/course/classroom.h"

#include "backends/base/arena.h"
#include "backends/base/yaml.h"
#include "lessons/embed.h"
#include "repl/loop.h"
#include "repl/shell.h"
#include "repl/undo.h"
#include "tests/unit/test.h"

void classroom_open(struct session *s, const char *world, unsigned luck)
{
    struct arena *a = arena_new();
    struct strbuf why = STRBUF_INIT;
    struct status st = STATUS_INIT;
    size_t len = 0;
    const char *text = embed_text(a, "world", world, &len);
    struct val *doc = text ? yaml_parse(text, len, &why) : NULL;
    *s = (struct session){ .mode = MODE_SCRIPT, .shell = shell_new(), .undo = undo_new(), .namespace_ = xstrdup("default") };
    if (doc && luck) {
        val_set(&doc, "seed", val_int(luck));
        val_set(&doc, "start", val_stringf("2026-12-31T23:%02u:%02uZ", luck * 7 % 60, luck * 13 % 60));
    }
    if (!doc || session_open_fake(s, doc, &st) < 0)
        BUG("%s: %s%s", world, why.buf, st.message ? st.message : "");
    val_unref(doc);
    status_release(&st);
    strbuf_release(&why);
    arena_free(a);
}

void classroom_run(struct session *s, const char *lines, struct strbuf *said)
{
    struct text_source source;
    struct sink_buffer out;
    text_source_init(&source, lines);
    sink_buffer_init(&out);
    struct loop loop = { .session = s, .source = &source.base, .out = &out.sink, .err = &out.sink };
    loop_run(&loop);
    strbuf_adds(said, out.sb.buf);
    sink_buffer_release(&out);
}
