#include "repl/option.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/godump.h"
#include "repl/annotations.h"
#include "repl/verb.h"

struct option_value {
    const struct option *row;
    const char *text;       /* the last one given */
    const struct val *list; /* of LIST and ARRAY: all that were given */
};

/* A flag as it was given, for --record. */
struct typed {
    struct typed *next;
    const struct option *row;
    const char *text;
};

struct option_values {
    struct option_value *items;
    size_t len, cap;
    struct typed *typed, *last_typed; /* all, in the order given */
};

struct parser {
    struct command *cmd;
    char **args;
    int count, next; /* args[next] is not read yet */
};

const struct option option_globals[] = {
    { "namespace", 'n', OPTION_STRING, NULL, NULL, "이 명령을 쓸 네임스페이스" },
    { "as", 0, OPTION_STRING, NULL, NULL, "이 사용자인 것처럼 요청해요" },
    { "as-group", 0, OPTION_ARRAY, NULL, NULL, "이 그룹인 것처럼 요청해요" },
    { "cache-dir", 0, OPTION_STRING, NULL, NULL, "캐시를 두는 폴더" },
    { "certificate-authority", 0, OPTION_STRING, NULL, NULL, "인증 기관의 인증서 파일" },
    { "client-certificate", 0, OPTION_STRING, NULL, NULL, "클라이언트 인증서 파일" },
    { "client-key", 0, OPTION_STRING, NULL, NULL, "클라이언트 키 파일" },
    { "cluster", 0, OPTION_STRING, NULL, NULL, "kubeconfig에서 쓸 클러스터의 이름" },
    { "context", 0, OPTION_STRING, NULL, NULL, "kubeconfig에서 쓸 컨텍스트의 이름" },
    { "insecure-skip-tls-verify", 0, OPTION_BOOL, NULL, NULL, "서버의 인증서를 확인하지 않아요" },
    { "kubeconfig", 0, OPTION_STRING, NULL, NULL, "kubeconfig 파일" },
    { "match-server-version", 0, OPTION_BOOL, NULL, NULL, "서버와 클라이언트의 버전이 같아야 해요" },
    { "password", 0, OPTION_STRING, NULL, NULL, "기본 인증의 암호" },
    { "request-timeout", 0, OPTION_STRING, NULL, "0", "요청 하나를 기다리는 시간 (1s, 2m, 3h)" },
    { "server", 's', OPTION_STRING, NULL, NULL, "API 서버의 주소" },
    { "tls-server-name", 0, OPTION_STRING, NULL, NULL, "인증서에서 기대하는 서버 이름" },
    { "token", 0, OPTION_STRING, NULL, NULL, "API 서버에 보낼 토큰" },
    { "user", 0, OPTION_STRING, NULL, NULL, "kubeconfig에서 쓸 사용자의 이름" },
    { "username", 0, OPTION_STRING, NULL, NULL, "기본 인증의 사용자" },
    { "v", 'v', OPTION_INT, NULL, "0", "기록의 자세한 정도" },
    { "warnings-as-errors", 0, OPTION_BOOL, NULL, NULL, "서버의 경고를 오류로 봐요" },
    OPTION_END,
};

/* flags.def */
static const struct flag_life {
    const char *verb, *name;
    int since, until;
    const char *deprecated; /* what is said of it from `since` on; NULL: it is known from then on */
} flag_lives[] = {
#define FLAG(verb, name, since, until) { verb, name, since, until, NULL },
#define DEPRECATED(verb, name, since, text) { verb, name, since, 0, text },
#include "repl/flags.def"
#undef FLAG
#undef DEPRECATED
};

static const struct option help_row = { "help", 'h', OPTION_BOOL, NULL, NULL, "도움말을 보여 줘요" };

static bool same_name(const char *name, const char *given, size_t len)
{
    /* kubectl reads --no_headers as --no-headers. */
    for (size_t i = 0; i < len; i++)
        if (name[i] != (given[i] == '_' ? '-' : given[i]))
            return false;
    return name[len] == '\0';
}

static const struct option *find_in(const struct option *rows, const char *name, size_t len)
{
    for (; rows && rows->name; rows++)
        if (same_name(rows->name, name, len))
            return rows;
    return NULL;
}

static const struct option *find_letter_in(const struct option *rows, char letter)
{
    for (; rows && rows->name; rows++)
        if (rows->letter == letter)
            return rows;
    return NULL;
}

const struct option *option_find(const struct verb *v, const char *name, size_t len)
{
    const struct option *o = v ? find_in(v->options, name, len) : NULL;
    if (!o && (!v || v->kubectl))
        o = find_in(option_globals, name, len);
    if (!o && same_name(help_row.name, name, len))
        o = &help_row;
    return o;
}

const struct option *option_find_letter(const struct verb *v, char letter)
{
    if (!letter)
        return NULL;
    const struct option *o = v ? find_letter_in(v->options, letter) : NULL;
    if (!o && (!v || v->kubectl))
        o = find_letter_in(option_globals, letter);
    return o ? o : letter == help_row.letter ? &help_row : NULL;
}

static const char *value_when_alone(const struct option *o)
{
    return o->when_alone ? o->when_alone : o->type == OPTION_BOOL ? "true" : NULL;
}

bool option_takes_value(const struct option *o)
{
    return value_when_alone(o) == NULL;
}

const char *option_error_prefix(struct command *cmd)
{
    if (cmd->verb && !cmd->verb->kubectl)
        return "error: ";
    return version_has(cmd_version(cmd), FEATURE_LOWERCASE_FLAG_ERRORS) ? "error: " : "Error: ";
}

static int PRINTF_LIKE(2, 3) mistake(struct command *cmd, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = arena_strvf(cmd->arena, fmt, ap);
    va_end(ap);
    sink_printf(cmd->err, "%s%s\nSee '%s --help' for usage.\n", option_error_prefix(cmd), text, cmd->path);
    return 1;
}

static bool is_about(const struct flag_life *l, const struct command *cmd, const struct option *row)
{
    return !strcmp(l->name, row->name) && (!*l->verb || (cmd->verb && !strcmp(l->verb, cmd->verb->name)));
}

bool option_served(struct command *cmd, const struct option *row)
{
    for (size_t i = 0; i < ARRAY_LEN(flag_lives); i++) {
        const struct flag_life *l = &flag_lives[i];
        if (!l->deprecated && is_about(l, cmd, row) && !version_between(cmd_version(cmd), l->since, l->until))
            return false;
    }
    return true;
}

static void warn_deprecated(struct command *cmd, const struct option *row)
{
    for (size_t i = 0; i < ARRAY_LEN(flag_lives); i++) {
        const struct flag_life *l = &flag_lives[i];
        if (l->deprecated && is_about(l, cmd, row) && version_between(cmd_version(cmd), l->since, l->until))
            sink_printf(cmd->err, "Flag --%s has been deprecated, %s\n", row->name, l->deprecated);
    }
}

/* ---- values ---- */

int option_bool(const char *text)
{
    static const char *const yes[] = { "1", "t", "T", "true", "TRUE", "True" };
    static const char *const no[] = { "0", "f", "F", "false", "FALSE", "False" };
    for (size_t i = 0; i < ARRAY_LEN(yes); i++) {
        if (strcmp(text, yes[i]) == 0)
            return 1;
        if (strcmp(text, no[i]) == 0)
            return 0;
    }
    return -1;
}

/* strconv.ParseInt with base 0, without its underscores; NULL, or what is wrong. */
static const char *parse_int(const char *text, int64_t *n)
{
    static const struct {
        const char *prefix;
        int base;
    } bases[] = { { "0x", 16 }, { "0X", 16 }, { "0o", 8 }, { "0O", 8 }, { "0b", 2 }, { "0B", 2 }, { "", 10 } };
    const char *p = text + (*text == '-' || *text == '+');
    size_t i = 0;
    while (strncmp(p, bases[i].prefix, strlen(bases[i].prefix)) != 0)
        i++;
    p += strlen(bases[i].prefix);
    int base = i + 1 == ARRAY_LEN(bases) && p[0] == '0' && p[1] ? 8 : bases[i].base;
    char *end;
    errno = 0;
    unsigned long long magnitude = strtoull(p, &end, base);
    bool hex_digit = (*p >= '0' && *p <= '9') || (base == 16 && strchr("abcdefABCDEF", *p));
    if (!*p || !hex_digit || *end || (base == 16 && (p[1] == 'x' || p[1] == 'X')))
        return "invalid syntax";
    bool negative = *text == '-';
    if (errno == ERANGE || magnitude > (uint64_t)INT64_MAX + negative)
        return "value out of range";
    *n = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return NULL;
}

/* One record of encoding/csv, as pflag splits a stringSlice; false with *why. */
static bool split_list(struct arena *a, const char *text, struct val **list, const char **why)
{
    const char *p = text;
    if (!*p)
        return true;
    for (;;) {
        struct strbuf field = STRBUF_INIT;
        if (*p == '"') {
            for (p++; *p && !(p[0] == '"' && p[1] != '"'); p++) {
                strbuf_addch(&field, *p);
                p += *p == '"';
            }
            if (*p++ != '"' || (*p && *p != ',')) {
                *why = arena_strf(a, "parse error on line 1, column %zu: extraneous or missing \" in quoted-field",
                                  (size_t)(p - text));
                strbuf_release(&field);
                return false;
            }
        } else {
            size_t len = strcspn(p, ",");
            const char *quote = memchr(p, '"', len);
            if (quote) {
                *why = arena_strf(a, "parse error on line 1, column %zu: bare \" in non-quoted-field",
                                  (size_t)(quote - text) + 1);
                strbuf_release(&field);
                return false;
            }
            strbuf_add(&field, p, len);
            p += len;
        }
        val_append(list, val_stringn(field.buf, field.len));
        strbuf_release(&field);
        if (*p++ != ',')
            return true;
    }
}

static void no_bool(struct strbuf *why, const char *text)
{
    strbuf_adds(why, "strconv.ParseBool: parsing ");
    go_quote(why, text, strlen(text));
    strbuf_adds(why, ": invalid syntax");
}

/* NULL, or why the text is no value of the row's type. */
static const char *check_scalar(struct arena *a, const struct option *row, const char *text)
{
    int64_t n;
    struct strbuf why = STRBUF_INIT;
    switch (row->type) {
    case OPTION_BOOL:
        if (option_bool(text) < 0)
            no_bool(&why, text);
        break;
    case OPTION_INT: {
        const char *wrong = parse_int(text, &n);
        if (wrong) {
            strbuf_adds(&why, "strconv.ParseInt: parsing ");
            go_quote(&why, text, strlen(text));
            strbuf_addf(&why, ": %s", wrong);
        }
        break;
    }
    case OPTION_DURATION: (void)duration_parse(text, &n, &why); break;
    case OPTION_STRING:
    case OPTION_LIST:
    case OPTION_ARRAY: break;
    }
    const char *message = why.len ? arena_strdup(a, why.buf) : NULL;
    strbuf_release(&why);
    return message;
}

static struct option_value *find_value(const struct option_values *values, const struct option *row)
{
    for (size_t i = 0; values && i < values->len; i++)
        if (values->items[i].row == row)
            return &values->items[i];
    return NULL;
}

static void remember(struct arena *a, struct option_values *values, const struct option *row, const char *text)
{
    struct typed *t = arena_alloc(a, sizeof(*t));
    *t = (struct typed){ NULL, row, text };
    *(values->last_typed ? &values->last_typed->next : &values->typed) = t;
    values->last_typed = t;
}

static int set_value(struct parser *p, const struct option *row, const char *text)
{
    struct command *cmd = p->cmd;
    struct option_values *values = (struct option_values *)cmd->options;
    struct option_value *v = find_value(values, row);
    const char *why = NULL;
    if (!v) {
        if (values->len == values->cap) {
            size_t cap = values->cap ? values->cap * 2 : 8;
            struct option_value *grown = arena_alloc(cmd->arena, cap * sizeof(*grown));
            if (values->len)
                memcpy(grown, values->items, values->len * sizeof(*grown));
            values->items = grown;
            values->cap = cap;
        }
        v = &values->items[values->len++];
        *v = (struct option_value){ row, NULL, NULL };
    }
    if (row->type == OPTION_LIST || row->type == OPTION_ARRAY) {
        struct val *list = v->list ? val_ref(v->list) : val_array();
        if (row->type == OPTION_ARRAY)
            val_append(&list, val_string(text));
        else
            (void)split_list(cmd->arena, text, &list, &why);
        v->list = arena_val(cmd->arena, list);
    } else {
        why = check_scalar(cmd->arena, row, text);
    }
    v->text = text;
    if (!why) {
        warn_deprecated(cmd, row);
        remember(cmd->arena, values, row, text);
        return 0;
    }
    return option_refuse(cmd, row, text, why);
}

int option_refuse(struct command *cmd, const struct option *row, const char *text, const char *why)
{
    struct strbuf quoted = STRBUF_INIT;
    go_quote(&quoted, text, strlen(text));
    int rc = row->letter ? mistake(cmd, "invalid argument %s for \"-%c, --%s\" flag: %s", quoted.buf, row->letter, row->name, why)
                         : mistake(cmd, "invalid argument %s for \"--%s\" flag: %s", quoted.buf, row->name, why);
    strbuf_release(&quoted);
    return rc;
}

int option_refuse_bool(struct command *cmd, const char *name, const char *text)
{
    struct strbuf why = STRBUF_INIT;
    no_bool(&why, text);
    int rc = option_refuse(cmd, option_find(cmd->verb, name, strlen(name)), text, why.buf);
    strbuf_release(&why);
    return rc;
}

/* ---- reading ---- */

static int read_long(struct parser *p, const char *arg)
{
    const char *name = arg + 2;
    if (*name == '-' || *name == '=')
        return mistake(p->cmd, "bad flag syntax: %s", arg);
    size_t len = strcspn(name, "=");
    const struct option *row = option_find(p->cmd->verb, name, len);
    if (!row || !option_served(p->cmd, row))
        return mistake(p->cmd, "unknown flag: --%.*s", (int)len, name);
    if (name[len] == '=')
        return set_value(p, row, name + len + 1);
    if (value_when_alone(row))
        return set_value(p, row, value_when_alone(row));
    if (p->next == p->count)
        return mistake(p->cmd, "flag needs an argument: %s", arg);
    return set_value(p, row, p->args[p->next++]);
}

/* A byte as Go's %q prints it as a character. */
static const char *quoted_letter(struct arena *a, char letter)
{
    struct strbuf sb = STRBUF_INIT;
    if (letter == '\'')
        return "'\\''";
    if (letter == '"')
        return "'\"'";
    struct strbuf utf8 = STRBUF_INIT;
    strbuf_addutf8(&utf8, (unsigned char)letter);
    go_quote(&sb, utf8.buf, utf8.len);
    sb.buf[0] = sb.buf[sb.len - 1] = '\'';
    const char *text = arena_strdup(a, sb.buf);
    strbuf_release(&utf8);
    strbuf_release(&sb);
    return text;
}

/* -n NS, -nNS, -n=NS, -itv: letters without a value may be joined. */
static int read_letters(struct parser *p, const char *letters)
{
    for (const char *at = letters; *at; at++) {
        const struct option *row = option_find_letter(p->cmd->verb, *at);
        if (!row || !option_served(p->cmd, row))
            return mistake(p->cmd, "unknown shorthand flag: %s in -%s", quoted_letter(p->cmd->arena, *at), at);
        if (at[1] == '=' && at[2])
            return set_value(p, row, at + 2);
        if (!value_when_alone(row)) {
            if (at[1])
                return set_value(p, row, at + 1);
            if (p->next == p->count)
                return mistake(p->cmd, "flag needs an argument: %s in -%s", quoted_letter(p->cmd->arena, *at), at);
            return set_value(p, row, p->args[p->next++]);
        }
        int rc = set_value(p, row, value_when_alone(row));
        if (rc)
            return rc;
    }
    return 0;
}

int option_parse(struct command *cmd, int argc, char **argv)
{
    struct parser p = { cmd, argv, argc, 0 };
    int kept = 0;
    cmd->options = arena_alloc(cmd->arena, sizeof(struct option_values));
    cmd->argv = arena_alloc(cmd->arena, ((size_t)argc + 1) * sizeof(char *));
    cmd->dash_at = -1;
    while (p.next < argc) {
        char *arg = argv[p.next++];
        if (arg[0] != '-' || !arg[1]) {
            cmd->argv[kept++] = arg;
            continue;
        }
        if (strcmp(arg, "--") == 0) {
            cmd->dash_at = kept;
            while (p.next < argc)
                cmd->argv[kept++] = argv[p.next++];
            break;
        }
        int rc = arg[1] == '-' ? read_long(&p, arg) : read_letters(&p, arg + 1);
        if (rc)
            return rc;
    }
    cmd->argc = kept;
    return 0;
}

/* ---- asking ---- */

static const struct option_value *asked(const struct command *cmd, const char *name, const struct option **row)
{
    *row = option_find(cmd->verb, name, strlen(name));
    return *row ? find_value(cmd->options, *row) : NULL;
}

bool opt_given(const struct command *cmd, const char *name)
{
    const struct option *row;
    return asked(cmd, name, &row) != NULL;
}

const char *opt_str(const struct command *cmd, const char *name)
{
    const struct option *row;
    const struct option_value *v = asked(cmd, name, &row);
    return v ? v->text : row ? row->otherwise : NULL;
}

bool opt_bool(const struct command *cmd, const char *name)
{
    const char *text = opt_str(cmd, name);
    return text && option_bool(text) == 1;
}

int64_t opt_int(const struct command *cmd, const char *name)
{
    const char *text = opt_str(cmd, name);
    int64_t n = 0;
    return text && !parse_int(text, &n) ? n : 0;
}

int64_t opt_duration_ms(const struct command *cmd, const char *name)
{
    const char *text = opt_str(cmd, name);
    int64_t n;
    if (!text)
        return -1;
    if (!parse_int(text, &n))
        return __builtin_mul_overflow(n, INT64_C(1000), &n) ? -1 : n;
    return duration_parse(text, &n, NULL) < 0 ? -1 : n / DURATION_NS_PER_MS;
}

const struct val *opt_list(const struct command *cmd, const char *name)
{
    const struct option *row;
    const struct option_value *v = asked(cmd, name, &row);
    if (v && v->list)
        return v->list;
    struct val *list = val_array();
    const char *text = v ? v->text : row ? row->otherwise : NULL;
    if (text)
        val_append(&list, val_string(text));
    return arena_val(cmd->arena, list);
}

int opt_require(struct command *cmd, const char *names)
{
    struct strbuf missing = STRBUF_INIT;
    for (const char *p = names; *p;) {
        size_t len = strcspn(p, ",");
        const struct option *row = option_find(cmd->verb, p, len);
        if (!row || !find_value(cmd->options, row))
            strbuf_addf(&missing, "%s\"%.*s\"", missing.len ? ", " : "", (int)len, p);
        p += len + (p[len] == ',');
    }
    int rc = missing.len > 0;
    if (rc)
        sink_printf(cmd->err, "%srequired flag(s) %s not set\n", option_error_prefix(cmd), missing.buf);
    strbuf_release(&missing);
    return rc;
}

/* ---- --record ---- */

void opt_record(const struct command *cmd, struct val **doc)
{
    if (!opt_bool(cmd, "record"))
        return;
    struct val *annotations = val_ref(val_at(*doc, "metadata.annotations"));
    struct strbuf cause = STRBUF_INIT;
    strbuf_adds(&cause, cmd->path);
    for (int i = 0; i < cmd->argc; i++)
        strbuf_addf(&cause, " %s", cmd->argv[i]);
    for (const struct typed *t = cmd->options->typed; t; t = t->next)
        strbuf_addf(&cause, " --%s=%s", t->row->name, t->text);
    val_set(&annotations, ANNOTATION_CHANGE_CAUSE, val_stringn(cause.buf, cause.len));
    val_put(doc, "metadata.annotations", annotations);
    strbuf_release(&cause);
}
