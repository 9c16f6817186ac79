/* seodang: options, and which mode begins. */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "backends/base/yaml.h"
#include "lessons/embed.h"
#include "repl/line.h"
#include "repl/loop.h"
#include "repl/shell.h"
#include "repl/teach.h"
#include "repl/term/width.h"
#include "repl/undo.h"

#define VERSION "0.1.0"

enum { EXIT_USAGE = 2 };

struct options {
    const char *mode, *argument; /* "script" FILE, "learn" LESSON */
    const char *cluster, *backend, *seed, *lessons;
    double speed;
    bool json, restricted;
};

static const char usage[] =
    "seodang: 쿠버네티스를 배우는 셸\n"
    "\n"
    "  seodang                    수업을 고르는 메뉴\n"
    "  seodang learn [수업]       수업을 시작해요 (예: seodang learn daemonset)\n"
    "  seodang practice           강의실 클러스터에서 자유롭게 연습해요\n"
    "  seodang script 파일        파일의 명령을 한 줄씩 실행해요 (-: 표준 입력)\n"
    "\n"
    "  --cluster 파일   시작할 때의 클러스터 (YAML이나 JSON)\n"
    "  --seed N         난수의 씨앗; 클러스터 파일의 것보다 앞서요\n"
    "  --speed X        시간이 흐르는 빠르기 (1: 진짜 시간)\n"
    "  --json           script에서 한 줄에 결과 하나씩 JSON으로\n"
    "  --backend fake   지금은 안에 든 클러스터뿐이에요\n"
    "  --restricted     다른 프로그램과 작업 폴더 밖의 파일을 막아요\n"
    "  --lessons 폴더   수업 파일을 이 폴더에서 먼저 찾아요\n"
    "  --version, --help\n";

static int wrong(const char *text, const char *what)
{
    struct strbuf sb = STRBUF_INIT;
    term_safe(&sb, what, strlen(what));
    strbuf_adds(&sb, ": ");
    term_safe(&sb, text, strlen(text));
    fprintf(stderr, "seodang: %s\n`seodang --help`가 쓰는 법을 보여 줘요.\n", sb.buf);
    strbuf_release(&sb);
    return EXIT_USAGE;
}

/* The value of "--name=value" or "--name value"; NULL with *rc when there is none. */
static const char *value_of(int argc, char **argv, int *i, const char *name, int *rc)
{
    size_t len = strlen(name);
    if (argv[*i][2 + len] == '=')
        return argv[*i] + 3 + len;
    if (*i + 1 < argc)
        return argv[++*i];
    *rc = wrong("값이 있어야 해요", argv[*i]);
    return NULL;
}

static bool is_flag(const char *arg, const char *name)
{
    size_t len = strlen(name);
    return !strncmp(arg, "--", 2) && !strncmp(arg + 2, name, len) && (arg[2 + len] == '\0' || arg[2 + len] == '=');
}

static int read_flag(int argc, char **argv, int *i, struct options *o)
{
    const struct {
        const char *name, **text;
    } texts[] = { { "cluster", &o->cluster }, { "seed", &o->seed }, { "backend", &o->backend }, { "lessons", &o->lessons } };
    const struct {
        const char *name;
        bool *on;
    } switches[] = { { "json", &o->json }, { "restricted", &o->restricted } };
    int rc = -1;
    for (size_t t = 0; t < ARRAY_LEN(texts); t++)
        if (is_flag(argv[*i], texts[t].name)) {
            *texts[t].text = value_of(argc, argv, i, texts[t].name, &rc);
            return rc;
        }
    for (size_t t = 0; t < ARRAY_LEN(switches); t++)
        if (is_flag(argv[*i], switches[t].name)) {
            *switches[t].on = true;
            return -1;
        }
    if (is_flag(argv[*i], "speed")) {
        const char *text = value_of(argc, argv, i, "speed", &rc);
        o->speed = text ? strtod(text, NULL) : 0;
        return text && o->speed <= 0 ? wrong("0보다 큰 수여야 해요", "--speed") : rc;
    }
    if (is_flag(argv[*i], "version")) {
        puts("seodang " VERSION);
        return 0;
    }
    if (is_flag(argv[*i], "help") || !strcmp(argv[*i], "-h")) {
        fputs(usage, stdout);
        return 0;
    }
    return wrong("모르는 플래그예요", argv[*i]);
}

/* -1: go on; else the exit status. */
static int read_options(int argc, char **argv, struct options *o)
{
    int rc = -1;
    for (int i = 1; i < argc && rc < 0; i++) {
        if (argv[i][0] == '-' && argv[i][1])
            rc = read_flag(argc, argv, &i, o);
        else if (!o->mode)
            o->mode = argv[i];
        else if (!o->argument)
            o->argument = argv[i];
        else
            rc = wrong("너무 많아요", argv[i]);
    }
    if (rc < 0 && o->backend && strcmp(o->backend, "fake"))
        rc = wrong("지금은 fake만 쓸 수 있어요", "--backend");
    return rc;
}

/* ---- files ---- */

/* The cluster file with --seed in it; *doc NULL: the classroom. 0 or the exit status. */
static int read_cluster(const struct options *o, struct val **doc)
{
    struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
    char *end = NULL;
    int rc = 0;
    *doc = NULL;
    if (o->cluster && strbuf_read_file(&text, o->cluster) < 0)
        rc = wrong(strerror(errno), o->cluster);
    else if (o->cluster && !(*doc = yaml_parse(text.buf, text.len, &err)))
        rc = wrong(err.buf, o->cluster);
    if (!rc && o->seed) {
        unsigned long long seed = strtoull(o->seed, &end, 10);
        if (*end || !*o->seed)
            rc = wrong("수여야 해요", "--seed");
        else if (!*doc || val_is(*doc, VAL_OBJECT))
            val_set(doc, "seed", val_uint(seed));
    }
    strbuf_release(&text);
    strbuf_release(&err);
    return rc;
}

/* What is wrong with the cluster file: "FILE:LINE: FIELD: TEXT", where the text begins with a field. */
static int wrong_cluster(const struct options *o, const char *text)
{
    struct strbuf file = STRBUF_INIT, where = STRBUF_INIT;
    char *field = xstrndup(text, strcspn(text, ": "));
    if (o->cluster && strbuf_read_file(&file, o->cluster) == 0 && text[strlen(field)] == ':')
        strbuf_addf(&where, "%s:%d", o->cluster, yaml_line(file.buf, file.len, field));
    else
        strbuf_adds(&where, o->cluster ? o->cluster : "cluster");
    int rc = wrong(text, where.buf);
    free(field);
    strbuf_release(&file);
    strbuf_release(&where);
    return rc;
}

/* ---- modes ---- */

static int terminal_columns(int fd)
{
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static void open_sink(struct sink_fd *s, int fd)
{
    sink_fd_init(s, fd);
    s->sink.terminal = isatty(fd);
    s->sink.columns = terminal_columns(fd);
}

/* Nobody is there and nothing is piped in. */
static bool nothing_to_do(const struct session *s)
{
    int c = s->interactive ? EOF : getc(stdin);
    if (c != EOF)
        ungetc(c, stdin);
    return !s->interactive && c == EOF;
}

/* The status, unless what was printed is lost. Nobody complains to who has closed a pipe. */
static int check_written(const struct sink *out, int status)
{
    if (!out->error || out->error == EPIPE)
        return status;
    fprintf(stderr, "seodang: 다 쓰지 못했어요: %s\n", strerror(out->error));
    return status ? status : 1;
}

/* Commands from a terminal, or from what is piped in. */
static int run_prompt(struct session *s, const struct options *o)
{
    struct sink_fd out, err;
    struct file_source piped;
    if (s->mode != MODE_LEARN && nothing_to_do(s)) {
        fputs(usage, stdout);
        return 0;
    }
    open_sink(&out, STDOUT_FILENO);
    open_sink(&err, STDERR_FILENO);
    if (s->mode == MODE_LEARN && teach_begin(s, o->argument, &out.sink, &err.sink))
        return 1;
    if (s->mode == MODE_MENU)
        teach_menu(s, &out.sink);
    file_source_init(&piped, stdin);
    struct line_source *lines = s->interactive ? line_open(s) : &piped.base;
    struct loop loop = { .session = s, .source = lines, .out = &out.sink, .err = &err.sink };
    int status = loop_run(&loop);
    if (s->interactive) {
        teach_leave(s, &out.sink);
        line_close(lines);
    }
    file_source_release(&piped);
    if (session_ended_by)
        return 128 + session_ended_by;
    return s->interactive ? 0 : check_written(&out.sink, status);
}

static int run_script(struct session *s, const struct options *o)
{
    struct sink_fd out, err;
    struct file_source source;
    if (!o->argument)
        return wrong("실행할 파일을 적어 주세요 (-: 표준 입력)", "script");
    bool stdin_is_it = !strcmp(o->argument, "-");
    FILE *f = stdin_is_it ? stdin : fopen(o->argument, "r");
    if (!f)
        return wrong(strerror(errno), o->argument);
    sink_fd_init(&out, STDOUT_FILENO);
    sink_fd_init(&err, STDERR_FILENO);
    file_source_init(&source, f);
    struct loop loop = { .session = s, .source = &source.base, .out = &out.sink, .err = &err.sink, .json = o->json };
    int status = check_written(&out.sink, loop_run(&loop));
    if (ferror(f))
        status = wrong("다 읽지 못했어요", o->argument);
    file_source_release(&source);
    if (!stdin_is_it)
        fclose(f);
    return status;
}

static int choose_mode(const struct options *o, enum mode *mode)
{
    static const struct {
        const char *name;
        enum mode mode;
    } modes[] = { { "learn", MODE_LEARN }, { "practice", MODE_PRACTICE }, { "script", MODE_SCRIPT } };
    *mode = MODE_MENU;
    if (!o->mode)
        return 0;
    for (size_t i = 0; i < ARRAY_LEN(modes); i++)
        if (!strcmp(modes[i].name, o->mode)) {
            *mode = modes[i].mode == MODE_LEARN && !o->argument ? MODE_MENU : modes[i].mode;
            return 0;
        }
    return wrong("그런 모드는 없어요", o->mode);
}

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    backend_interrupted = 1;
}

static void on_end(int signal_number)
{
    session_ended_by = signal_number;
    backend_interrupted = 1;
}

/* Ctrl-C ends what waits, never the shell; a closed pipe is an error of writing. A second SIGTERM ends it at once. */
static void catch_signals(bool interactive)
{
    struct sigaction interrupt = { .sa_handler = on_interrupt }, ignore = { .sa_handler = SIG_IGN };
    struct sigaction end = { .sa_handler = on_end, .sa_flags = (int)SA_RESETHAND };
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    if (interactive) {
        sigaction(SIGTERM, &end, NULL);
        sigaction(SIGHUP, &end, NULL);
        sigaction(SIGQUIT, &ignore, NULL);
        sigaction(SIGTSTP, &ignore, NULL);
    }
}

/* A file opened in place of a closed standard output would get what is printed. */
static void fill_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY) != fd)
            exit(EXIT_USAGE);
}

/* Hangul is typed and shown in UTF-8 where no locale is set as well, as in most containers; programs that are run here are told. */
static void use_utf8(void)
{
    static const char utf8[] = "C.UTF-8";
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && setlocale(LC_CTYPE, utf8) && !getenv("LC_ALL"))
        setenv("LC_CTYPE", utf8, 1);
}

int main(int argc, char **argv)
{
    struct options o = { 0 };
    struct session s = { 0 };
    struct status st = STATUS_INIT;
    struct val *doc;
    fill_standard_files();
    use_utf8();
    int rc = read_options(argc, argv, &o);
    if (rc >= 0)
        return rc;
    rc = choose_mode(&o, &s.mode);
    if (rc || (rc = read_cluster(&o, &doc)))
        return rc;
    if (o.lessons && access(o.lessons, R_OK | X_OK) < 0)
        return wrong(strerror(errno), o.lessons);
    embed_set_dir(o.lessons);
    s.interactive = s.mode != MODE_SCRIPT && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    s.restricted = o.restricted;
    s.work_dir = o.restricted ? getcwd(NULL, 0) : NULL;
    catch_signals(s.interactive);
    s.speed = o.speed;
    s.namespace_ = xstrdup("default");
    s.shell = shell_new();
    s.undo = undo_new();
    if (session_open_fake(&s, doc, &st) < 0)
        rc = wrong_cluster(&o, st.message);
    else
        rc = s.mode == MODE_SCRIPT ? run_script(&s, &o) : run_prompt(&s, &o);
    status_release(&st);
    val_unref(doc);
    session_release(&s);
    return rc;
}
