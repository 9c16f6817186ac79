/* Command lines: of the shell, of containers, and of the learner at a cluster. */
#include <string.h>

#include "backends/fake/program.h"
#include "repl/words.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/person.h"

/* ---- the shell's language ---- */

static void load_words(struct samples *s)
{
    static const char *const texts[] = {
        "echo 'a b' \"$X ${Y} $(echo `date`)\" \\$z # no\n", "a=1 b=\"2\" kubectl get pods -o wide | grep -v x > out 2>> err 2>&1 < in && ! true || false; x\n",
        "cat <<EOF <<'B' <<-C\n$a\nEOF\nb\nB\n\tc\n\tC\n", "cat <<< \"here $x\" &> /dev/null\n", "echo one\\\ntwo 'three\nfour'\n", "while true; do x; done\n",
    };
    samples_add_all(s, texts, ARRAY_LEN(texts));
    samples_commands(s);
}

struct bytes_left {
    const char *at;
    size_t left, lines;
};

static bool next_line(void *source, struct strbuf *line, bool more)
{
    struct bytes_left *b = source;
    const char *end = memchr(b->at, '\n', b->left);
    size_t len = end ? (size_t)(end - b->at) : b->left;
    (void)more;
    if (!b->left)
        return false;
    strbuf_add(line, b->at, len);
    b->at += len + (end != NULL);
    b->left -= len + (end != NULL);
    b->lines++;
    return true;
}

static const char *some_alias(void *context, const char *name)
{
    (void)context;
    return !strcmp(name, "k") ? "kubectl " : !strcmp(name, "loop") ? "loop x" : NULL;
}

static void run_words(struct fuzz *f)
{
    struct bytes_left bytes = { f->text, f->len, 0 };
    struct words_reader reader = { .next = next_line, .source = &bytes, .alias = some_alias, .raw = STRBUF_INIT, .pending = STRBUF_INIT };
    struct command_line line;
    struct syntax_error error;
    int rc;
    for (size_t n = 0; (rc = words_read(&reader, f->arena, &line, &error)) != 0; n++) {
        if (rc < 0 && (!error.message || !*error.message))
            fuzz_break(f, "a mistake that says nothing");
        if (n > f->len)
            fuzz_break(f, "more lines than bytes");
        if (f->broken)
            break;
    }
    words_reader_release(&reader);
}

const struct target target_words = { .name = "words", .load = load_words, .run = run_words };

/* ---- containers ---- */

static void load_container(struct samples *s)
{
    static const char *const texts[] = {
        "for i in 1 2 3; do echo $i; sleep 1; done", "i=0; while [ $i -lt 5 ]; do i=$((i+1)); echo \"n $i ${i:-x} ${i%1} ${#i}\"; done; exit $i",
        "trap 'echo bye; exit 0' TERM; while true; do date; sleep 5; done", "f() { echo $1 $# $@; return 3; }; f a b || echo $?",
        "case $HOSTNAME in web-*) echo w;; [a-c]?) echo c;; *) echo other;; esac", "echo a > /tmp/a && cat < /tmp/a | grep -c a | wc -l; rm -rf /tmp/*",
        "set -e; test -f /x && true; [ -n \"$A\" ] || echo no; (cd /tmp; pwd) & wait; until false; do break; done",
        "perl -Mbignum=bpi -wle 'print bpi(200)'", "printf '%s %05d %x\\n' a 7 255; seq 1 2 9; head -n 2 /etc/hosts; tail -f /dev/null",
        "x=$(echo $(echo $((1<<3 | 5 % 3)))); echo ${x:-$y}${z:=q}${x#?}; eval \"echo $x\"", "exec sleep 1d", "echo `echo a`; { echo b; echo c >&2; } 2>&1 | sort",
        "usleep 100; cp -r /a /b; mkdir -p /d/e; touch /d/f; ls -l /d; rmdir /d/e; tee /x < /d/f; expr 1 + 2; kill -9 1",
    };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

enum { PROGRAM_TIME_MS = 3600 * 1000, PROGRAM_SOME_STEPS = 2000, PROGRAM_OUTPUT_MAX = 11 << 20 };

static void run_container(struct fuzz *f)
{
    struct val *argv = val_fmt("[sh, '-c', %s]", f->str), *env = val_fmt("{A:b, PATH:'/bin'}"), *journal = NULL;
    struct program p = { .argv = argv, .env = env, .base_image = true, .memory_max = 64 << 20, .journal = &journal, .hostname = "web-0",
                         .term_ms = 30 * 1000 };
    struct program_end end, again;
    struct strbuf out = STRBUF_INIT, twice = STRBUF_INIT;
    program_follow(&p, PROGRAM_TIME_MS, PROGRAM_SOME_STEPS, &end, &out);
    program_listens(&p);
    if (out.len > PROGRAM_OUTPUT_MAX)
        fuzz_break(f, "printed %zu bytes", out.len);
    p.journal = NULL;
    program_follow(&p, PROGRAM_TIME_MS, PROGRAM_SOME_STEPS, &again, &twice);
    if (again.ended != end.ended || again.after_ms != end.after_ms || again.code != end.code)
        fuzz_break(f, "followed again it ends otherwise");
    fuzz_same_text(f, "what it printed, followed again", twice.buf, out.buf);
    if (end.ended && (end.code < 0 || end.code > 255 || end.after_ms < 0))
        fuzz_break(f, "ends with %d after %lld ms", end.code, (long long)end.after_ms);
    val_unref(argv);
    val_unref(env);
    val_unref(journal);
    strbuf_release(&out);
    strbuf_release(&twice);
}

const struct target target_container = { .name = "container", .load = load_container, .run = run_container };

/* ---- the learner ---- */

enum { COMMANDS_BEFORE = 3 };

static void run_commands(struct fuzz *f)
{
    static const char *const versions[] = { "v1.18.10", "v1.20.2", "v1.37.2" };
    struct person p;
    person_begin(&p, versions[fuzz_below(&f->random, ARRAY_LEN(versions))], NULL, NULL);
    for (int i = 0; i < COMMANDS_BEFORE; i++)
        person_types(&p, f->samples->items[fuzz_below(&f->random, f->samples->count)].buf);
    person_types(&p, f->str);
    p.session.quit = false;
    strbuf_reset(&p.out.sb);
    person_types(&p, "echo alive");
    fuzz_same_text(f, "a command behind it", p.out.sb.buf, "alive\n");
    person_end(&p);
}

const struct target target_commands = { .name = "commands", .load = samples_commands, .run = run_commands, .every = 10 };
