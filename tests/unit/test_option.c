#include "repl/option.h"

#include <string.h>

#include "backends/base/json.h"
#include "repl/verb.h"
#include "tests/unit/test.h"

static const struct option options[] = {
    { "output", 'o', OPTION_STRING, NULL, "table", NULL },
    { "dry-run", 0, OPTION_STRING, "unchanged", "none", NULL },
    { "interactive", 'i', OPTION_BOOL, NULL, NULL, NULL },
    { "tty", 't', OPTION_BOOL, NULL, NULL, NULL },
    { "wait", 0, OPTION_BOOL, NULL, "true", NULL },
    { "replicas", 'r', OPTION_INT, NULL, "1", NULL },
    { "limit", 0, OPTION_DURATION, NULL, NULL, NULL },
    { "filename", 'f', OPTION_LIST, NULL, NULL, NULL },
    { "patch", 'p', OPTION_ARRAY, NULL, NULL, NULL },
    OPTION_END,
};

static const struct verb verb = { .name = "verb", .options = options };

/* What was read: positional arguments and every flag that was given; or the mistake. */
static void read_all(struct arena *a, char *line, struct strbuf *got)
{
    struct sink_buffer err;
    struct command cmd = { .arena = a, .verb = &verb, .path = "verb" };
    char *argv[32];
    int argc = 0;
    for (char *p = line, *word; (word = strsep(&p, " "));)
        argv[argc++] = word;
    if (argc == 1 && !*argv[0])
        argc = 0;
    sink_buffer_init(&err);
    cmd.err = &err.sink;
    if (option_parse(&cmd, argc, argv)) {
        strbuf_add(got, err.sb.buf, strcspn(err.sb.buf, "\n"));
    } else {
        for (int i = 0; i < cmd.argc; i++)
            strbuf_addf(got, "%s[%s]", cmd.dash_at == i ? "-- " : "", cmd.argv[i]);
        for (const struct option *o = options; o->name; o++) {
            if (!opt_given(&cmd, o->name))
                continue;
            strbuf_addf(got, " %s=", o->name);
            if (o->type == OPTION_LIST || o->type == OPTION_ARRAY)
                json_write(got, opt_list(&cmd, o->name), JSON_RAW_HTML);
            else if (o->type == OPTION_INT)
                strbuf_addf(got, "%lld", (long long)opt_int(&cmd, o->name));
            else if (o->type == OPTION_DURATION)
                strbuf_addf(got, "%lldms", (long long)opt_duration_ms(&cmd, o->name));
            else if (o->type == OPTION_BOOL)
                strbuf_adds(got, opt_bool(&cmd, o->name) ? "yes" : "no");
            else
                strbuf_adds(got, opt_str(&cmd, o->name));
        }
        if (opt_bool(&cmd, "help"))
            strbuf_adds(got, " help");
    }
    sink_buffer_release(&err);
}

TEST(option_parse)
{
    static const struct {
        const char *line, *want;
    } cases[] = {
        { "", "" },
        { "a b", "[a][b]" },
        { "a -o wide b", "[a][b] output=wide" },
        { "-owide", " output=wide" },
        { "-o=wide", " output=wide" },
        { "--output wide", " output=wide" },
        { "--output=", " output=" },
        { "--output=a=b", " output=a=b" },
        { "-o -i", " output=-i" },
        { "-o a -o b", " output=b" },
        { "-it x", "[x] interactive=yes tty=yes" },
        { "-ito wide", " output=wide interactive=yes tty=yes" },
        { "--tty=false", " tty=no" },
        { "--tty false", "[false] tty=yes" },
        { "--dry-run server", "[server] dry-run=unchanged" },
        { "--dry-run=server", " dry-run=server" },
        { "--dry_run", " dry-run=unchanged" },
        { "a -- -o b", "[a]-- [-o][b]" },
        { "-- a", "-- [a]" },
        { "- a", "[-][a]" },
        { "-f a,b -f c", " filename=[\"a\",\"b\",\"c\"]" },
        { "-f \"a,b\",c", " filename=[\"a,b\",\"c\"]" },
        { "-p a,b -p c", " patch=[\"a,b\",\"c\"]" },
        { "-r 3", " replicas=3" },
        { "-r -1", " replicas=-1" },
        { "-r 0x10", " replicas=16" },
        { "-r 010", " replicas=8" },
        { "--limit 1m30s", " limit=90000ms" },
        { "-h", " help" },
        { "a --help", "[a] help" },
        { "--nosuch", "error: unknown flag: --nosuch" },
        { "--nosuch=1", "error: unknown flag: --nosuch" },
        { "--=1", "error: bad flag syntax: --=1" },
        { "---o", "error: bad flag syntax: ---o" },
        { "-z", "error: unknown shorthand flag: 'z' in -z" },
        { "-itz", "error: unknown shorthand flag: 'z' in -z" },
        { "-z=1", "error: unknown shorthand flag: 'z' in -z=1" },
        { "-o", "error: flag needs an argument: 'o' in -o" },
        { "--output", "error: flag needs an argument: --output" },
        { "-it -o", "error: flag needs an argument: 'o' in -o" },
        { "--replicas x", "error: invalid argument \"x\" for \"-r, --replicas\" flag: strconv.ParseInt: parsing \"x\": invalid syntax" },
        { "-r 1.5", "error: invalid argument \"1.5\" for \"-r, --replicas\" flag: strconv.ParseInt: parsing \"1.5\": invalid syntax" },
        { "-r 99999999999999999999",
          "error: invalid argument \"99999999999999999999\" for \"-r, --replicas\" flag: strconv.ParseInt: parsing "
          "\"99999999999999999999\": value out of range" },
        { "-r=", "error: invalid argument \"=\" for \"-r, --replicas\" flag: strconv.ParseInt: parsing \"=\": invalid syntax" },
        { "--wait=maybe", "error: invalid argument \"maybe\" for \"--wait\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax" },
        { "--limit 5", "error: invalid argument \"5\" for \"--limit\" flag: time: missing unit in duration \"5\"" },
        { "-f a\"b", "error: invalid argument \"a\\\"b\" for \"-f, --filename\" flag: parse error on line 1, column 2: bare \" in "
                     "non-quoted-field" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena *a = arena_new();
        struct strbuf got = STRBUF_INIT;
        read_all(a, arena_strdup(a, cases[i].line), &got);
        if (!CHECK_STR(got.buf, cases[i].want))
            test_check(false, __FILE__, __LINE__, "of: %s", cases[i].line);
        strbuf_release(&got);
        arena_free(a);
    }
}

TEST(option_defaults)
{
    struct arena *a = arena_new();
    struct command cmd = { .arena = a, .verb = &verb, .path = "verb" };
    CHECK_INT(option_parse(&cmd, 0, NULL), 0);
    CHECK_STR(opt_str(&cmd, "output"), "table");
    CHECK_INT(opt_bool(&cmd, "wait"), true);
    CHECK_INT(opt_int(&cmd, "replicas"), 1);
    CHECK_INT(opt_duration_ms(&cmd, "limit"), -1);
    CHECK_INT((long long)val_len(opt_list(&cmd, "filename")), 0);
    CHECK(!opt_given(&cmd, "output"));
    arena_free(a);
}

TEST(option_require)
{
    struct arena *a = arena_new();
    struct sink_buffer err;
    struct command cmd = { .arena = a, .verb = &verb, .path = "verb" };
    char flag[] = "--replicas=2";
    char *argv[] = { flag };
    sink_buffer_init(&err);
    cmd.err = &err.sink;
    CHECK_INT(option_parse(&cmd, 1, argv), 0);
    CHECK_INT(opt_require(&cmd, "replicas"), 0);
    CHECK_INT(opt_require(&cmd, "limit,output,replicas"), 1);
    CHECK_STR(err.sb.buf, "error: required flag(s) \"limit\", \"output\" not set\n");
    sink_buffer_release(&err);
    arena_free(a);
}

/* A line of megabytes costs what it is long: memory that grew with the square of it would not be there. */
TEST(option_many)
{
    enum { MANY = 200 * 1000 };
    struct arena *a = arena_new();
    struct command cmd = { .arena = a, .verb = &verb, .path = "verb" };
    char flag[] = "--output=wide";
    char **argv = arena_alloc(a, MANY * sizeof(*argv));
    for (int i = 0; i < MANY; i++)
        argv[i] = flag;
    CHECK_INT(option_parse(&cmd, MANY, argv), 0);
    CHECK_STR(opt_str(&cmd, "output"), "wide");
    arena_free(a);
}
