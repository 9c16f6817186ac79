/* The small programs that print what they are told: echo, printf, seq, yes. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

enum { SEQ_MAX = 100000, YES_LINES = 2000 };

/* One escape of echo -e and printf at p, behind the backslash; returns behind it. NULL: \c. */
static const char *add_escape(struct strbuf *sb, const char *p)
{
    static const char names[] = "nrtabfve\\", codes[] = "\n\r\t\a\b\f\v\033\\";
    const char *name = *p ? strchr(names, *p) : NULL;
    unsigned n = 0;
    if (*p == 'c')
        return NULL;
    if (name) {
        strbuf_addch(sb, codes[name - names]);
        return p + 1;
    }
    if (*p == 'x' && isxdigit((unsigned char)p[1])) {
        char digits[3] = { p[1], isxdigit((unsigned char)p[2]) ? p[2] : '\0', '\0' };
        strbuf_addch(sb, (char)strtoul(digits, NULL, 16));
        return p + 1 + strlen(digits);
    }
    if (*p < '0' || *p > '7') {
        strbuf_addch(sb, '\\');
        return p;
    }
    int most = *p == '0' ? 4 : 3;
    for (int i = 0; i < most && *p >= '0' && *p <= '7'; i++)
        n = n * 8 + (unsigned)(*p++ - '0');
    strbuf_addch(sb, (char)n);
    return p;
}

/* Adds text with its escapes; false at \c. */
static bool add_escaped(struct strbuf *sb, const char *text)
{
    while (text && *text) {
        if (*text == '\\' && text[1])
            text = add_escape(sb, text + 1);
        else
            strbuf_addch(sb, *text++);
    }
    return text;
}

void shell_echo(struct shell *sh, const char **argv, size_t argc)
{
    struct strbuf text = STRBUF_INIT;
    bool dash = sh->own.dialect == DIALECT_DASH && !strchr(argv[0], '/');
    bool line = true, escapes = dash, on = true;
    const char *options = dash ? "n" : "neE";
    size_t i = 1;
    for (; i < argc && argv[i][0] == '-' && argv[i][1] && strspn(argv[i] + 1, options) == strlen(argv[i] + 1); i++) {
        line = line && !strchr(argv[i], 'n');
        escapes = strchr(argv[i], 'e') || (escapes && (dash || !strchr(argv[i], 'E')));
    }
    for (size_t first = i; i < argc && on; i++) {
        if (i > first)
            strbuf_addch(&text, ' ');
        if (escapes)
            on = add_escaped(&text, argv[i]);
        else
            strbuf_adds(&text, argv[i]);
    }
    if (line && on)
        strbuf_addch(&text, '\n');
    shell_print(sh, sh->out, text.buf, text.len);
    strbuf_release(&text);
}

/* ---- printf ---- */

struct directive {
    bool left, zero, plus;
    long width, precision; /* precision -1: none */
    char letter;
};

/* "%-5.2f" at p, behind the '%'; returns behind it. */
static const char *read_directive(const char *p, struct directive *d)
{
    *d = (struct directive){ .precision = -1 };
    for (; *p && strchr("-0 +#", *p); p++) {
        d->left = d->left || *p == '-';
        d->zero = d->zero || *p == '0';
        d->plus = d->plus || *p == '+';
    }
    char *end;
    d->width = isdigit((unsigned char)*p) ? strtol(p, &end, 10) : 0;
    p += strspn(p, "0123456789");
    if (*p == '.') {
        d->precision = strtol(p + 1, NULL, 10);
        p += 1 + strspn(p + 1, "0123456789");
    }
    d->width = d->width < 1000 ? d->width : 1000;
    d->precision = d->precision < 100 ? d->precision : 100;
    d->letter = *p;
    return *p ? p + 1 : p;
}

static void add_padded(struct strbuf *sb, const struct directive *d, const char *text, size_t len)
{
    size_t pad = d->width > 0 && (size_t)d->width > len ? (size_t)d->width - len : 0;
    bool sign = d->zero && !d->left && (*text == '-' || *text == '+');
    if (sign)
        strbuf_addch(sb, *text);
    strbuf_addchn(sb, d->zero && !d->left ? '0' : ' ', d->left ? 0 : pad);
    strbuf_add(sb, text + sign, len - sign);
    strbuf_addchn(sb, ' ', d->left ? pad : 0);
}

/* The argument as a number in the directive's way. */
static void add_number(struct shell *sh, struct strbuf *sb, const struct directive *d, const char *arg)
{
    char *end, text[400];
    bool real = strchr("eEfFgG", d->letter);
    double x = real ? strtod(arg, &end) : 0;
    long long n = real ? 0 : *arg == '\'' || *arg == '"' ? (end = (char *)(uintptr_t)"", (unsigned char)arg[1]) : strtoll(arg, &end, 0);
    if (*arg && (*end || end == arg))
        shell_complain(sh, "sh: invalid number '%s'", arg);
    int precision = d->precision >= 0 ? (int)d->precision : 6;
    switch (d->letter) {
    case 'e': snprintf(text, sizeof(text), "%.*e", precision, x); break;
    case 'g': snprintf(text, sizeof(text), "%.*g", precision, x); break;
    case 'f': snprintf(text, sizeof(text), "%.*f", precision, x); break;
    case 'x': snprintf(text, sizeof(text), "%llx", (unsigned long long)n); break;
    case 'X': snprintf(text, sizeof(text), "%llX", (unsigned long long)n); break;
    case 'o': snprintf(text, sizeof(text), "%llo", (unsigned long long)n); break;
    case 'u': snprintf(text, sizeof(text), "%llu", (unsigned long long)n); break;
    default: snprintf(text, sizeof(text), d->plus ? "%+lld" : "%lld", n); break;
    }
    add_padded(sb, d, text, strlen(text));
}

/* One directive with its argument; false: it is none, or \c has come. */
static bool add_directive(struct shell *sh, struct strbuf *sb, const struct directive *d, const char *arg)
{
    struct strbuf text = STRBUF_INIT;
    bool on = true;
    if (strchr("diuxXoeEfFgG", d->letter)) {
        add_number(sh, sb, d, arg);
        return true;
    }
    if (d->letter == 'b')
        on = add_escaped(&text, arg);
    else if (d->letter == 'c')
        strbuf_add(&text, arg, *arg != '\0');
    else
        strbuf_adds(&text, arg);
    size_t len = d->precision >= 0 && (size_t)d->precision < text.len ? (size_t)d->precision : text.len;
    add_padded(sb, d, text.buf, len);
    strbuf_release(&text);
    return on;
}

/* One pass over the format; *used: how many arguments it took. false: it is over. */
static bool format_once(struct shell *sh, struct strbuf *sb, const char *format, const char **args, size_t count, size_t *used)
{
    struct directive d;
    while (*format) {
        if (*format == '\\' && format[1]) {
            format = add_escape(sb, format + 1);
            if (!format)
                return false;
        } else if (*format == '%' && format[1] == '%') {
            strbuf_addch(sb, '%');
            format += 2;
        } else if (*format != '%') {
            strbuf_addch(sb, *format++);
        } else {
            const char *start = format;
            format = read_directive(format + 1, &d);
            if (!d.letter || !strchr("diuxXoeEfFgGbcs", d.letter)) {
                shell_print(sh, sh->out, sb->buf, sb->len);
                strbuf_reset(sb);
                shell_complain(sh, "sh: %s: invalid format", start);
                return false;
            }
            if (!add_directive(sh, sb, &d, *used < count ? args[*used] : ""))
                return false;
            *used += *used < count;
        }
    }
    return true;
}

void shell_printf(struct shell *sh, const char **argv, size_t argc)
{
    struct strbuf text = STRBUF_INIT;
    size_t used = 0, before, skip = argc > 1 && !strcmp(argv[1], "--") ? 2 : 1;
    if (argc <= skip) {
        shell_complain(sh, "sh: usage: printf FORMAT [ARGUMENT...]");
        sh->status = SHELL_MISUSE;
        return;
    }
    bool on;
    do {
        before = used;
        on = format_once(sh, &text, argv[skip], argv + skip + 1, argc - skip - 1, &used);
    } while (on && used < argc - skip - 1 && used > before);
    shell_print(sh, sh->out, text.buf, text.len);
    strbuf_release(&text);
}

/* ---- seq, yes ---- */

static size_t digits_after_point(const char *text)
{
    const char *point = strchr(text, '.');
    return point ? strlen(point + 1) : 0;
}

/* seq [-w] [-s SEP] [FIRST [STEP]] LAST */
void shell_seq(struct shell *sh, const char **argv, size_t argc)
{
    const char *separator = "\n", *numbers[3];
    size_t count = 0, digits = 0, width = 0;
    bool equal = false;
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-s") && i + 1 < argc)
            separator = argv[++i];
        else if (!strncmp(argv[i], "-s", 2))
            separator = argv[i] + 2;
        else if (!strcmp(argv[i], "-w"))
            equal = true;
        else if (count < ARRAY_LEN(numbers))
            numbers[count++] = argv[i];
    }
    double values[3] = { 1, 1, 1 };
    for (size_t i = 0; i < count; i++) {
        char *end;
        values[i] = strtod(numbers[i], &end);
        if (*end) {
            shell_complain(sh, "seq: invalid number '%s'", numbers[i]);
            return;
        }
        digits = i + 1 < count && digits_after_point(numbers[i]) > digits ? digits_after_point(numbers[i]) : digits;
        width = equal && strlen(numbers[i]) > width ? strlen(numbers[i]) : width;
    }
    double first = count > 1 ? values[0] : 1, step = count > 2 ? values[1] : 1, last = count ? values[count - 1] : 0;
    int printed = 0;
    for (double n = first; count && step != 0 && (step > 0 ? n <= last + 1e-9 : n >= last - 1e-9) && printed < SEQ_MAX; printed++, n = first + step * printed)
        strbuf_addf(&text, "%s%0*.*f", printed ? separator : "", (int)width, (int)digits, n);
    if (printed)
        strbuf_addch(&text, '\n');
    shell_print(sh, sh->out, text.buf, text.len);
    strbuf_release(&text);
    if (!count)
        shell_complain(sh, "BusyBox v1.36.1 multi-call binary.\n\nUsage: seq [-w] [-s SEP] [FIRST [INC]] LAST");
}

/* Into a pipe, until its reader has gone away; else for ever. */
void shell_yes(struct shell *sh, const char **argv, size_t argc)
{
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < YES_LINES; i++)
        strbuf_addf(&text, "%s\n", argc > 1 ? argv[1] : "y");
    shell_print(sh, sh->out, text.buf, text.len);
    strbuf_release(&text);
    if (!sh->piped)
        shell_sleep(sh, PROGRAM_FOREVER);
}
