#include "backends/base/yaml_scalar.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text;
    enum yaml_tag tag;
    double value;
} words[] = {
    { "y", YAML_BOOL, 1 },        { "Y", YAML_BOOL, 1 },          { "yes", YAML_BOOL, 1 },
    { "Yes", YAML_BOOL, 1 },      { "YES", YAML_BOOL, 1 },        { "true", YAML_BOOL, 1 },
    { "True", YAML_BOOL, 1 },     { "TRUE", YAML_BOOL, 1 },       { "on", YAML_BOOL, 1 },
    { "On", YAML_BOOL, 1 },       { "ON", YAML_BOOL, 1 },         { "n", YAML_BOOL, 0 },
    { "N", YAML_BOOL, 0 },        { "no", YAML_BOOL, 0 },         { "No", YAML_BOOL, 0 },
    { "NO", YAML_BOOL, 0 },       { "false", YAML_BOOL, 0 },      { "False", YAML_BOOL, 0 },
    { "FALSE", YAML_BOOL, 0 },    { "off", YAML_BOOL, 0 },        { "Off", YAML_BOOL, 0 },
    { "OFF", YAML_BOOL, 0 },      { "", YAML_NULL, 0 },           { "~", YAML_NULL, 0 },
    { "null", YAML_NULL, 0 },     { "Null", YAML_NULL, 0 },       { "NULL", YAML_NULL, 0 },
    { ".nan", YAML_FLOAT, NAN },  { ".NaN", YAML_FLOAT, NAN },    { ".NAN", YAML_FLOAT, NAN },
    { ".inf", YAML_FLOAT, INFINITY },   { ".Inf", YAML_FLOAT, INFINITY },   { ".INF", YAML_FLOAT, INFINITY },
    { "+.inf", YAML_FLOAT, INFINITY },  { "+.Inf", YAML_FLOAT, INFINITY },  { "+.INF", YAML_FLOAT, INFINITY },
    { "-.inf", YAML_FLOAT, -INFINITY }, { "-.Inf", YAML_FLOAT, -INFINITY }, { "-.INF", YAML_FLOAT, -INFINITY },
};

enum { WORD_MAX = 5 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(const char *s)
{
    size_t n = 0;
    while (is_digit(s[n]))
        n++;
    return n;
}

/* Digits of `base` up to the end of s, and nothing else. */
static bool is_number_in(const char *s, int base)
{
    size_t n = 0;
    for (; s[n]; n++) {
        int digit = is_digit(s[n]) ? s[n] - '0' : (s[n] | 32) >= 'a' && (s[n] | 32) <= 'f' ? (s[n] | 32) - 'a' + 10 : 99;
        if (digit >= base)
            return false;
    }
    return n > 0;
}

/* An integer as strconv.ParseInt and ParseUint read it with base 0: signs, 0x, 0o, 0b, and a leading 0 for octal. */
static struct val *read_int(const char *s, int base)
{
    bool negative = *s == '-';
    bool is_signed = negative || *s == '+';
    s += is_signed;
    if (!base) {
        char mark = (char)(s[0] == '0' && s[1] ? s[1] | 32 : 0);
        base = mark == 'x' ? 16 : mark == 'o' || (s[0] == '0' && s[1]) ? 8 : 10;
        if (mark == 'b')
            base = 2;
        s += mark == 'x' || mark == 'o' || mark == 'b' ? 2 : 0;
    }
    if (!is_number_in(s, base))
        return NULL;
    errno = 0;
    unsigned long long n = strtoull(s, NULL, base);
    if (errno)
        return NULL;
    if (negative)
        return n > (unsigned long long)INT64_MAX + 1 ? NULL : val_int((int64_t)(0 - n));
    if (is_signed && n > INT64_MAX)
        return NULL;
    return val_uint(n);
}

/* [-+]? (.[0-9]+ | [0-9]+ (.[0-9]*)?) ([eE] [-+]? [0-9]+)? */
static bool is_float(const char *s)
{
    s += *s == '-' || *s == '+';
    size_t whole = count_digits(s);
    s += whole;
    if (*s == '.') {
        s++;
        size_t fraction = count_digits(s);
        if (!whole && !fraction)
            return false;
        s += fraction;
    } else if (!whole) {
        return false;
    }
    if (*s == 'e' || *s == 'E') {
        s++;
        s += *s == '-' || *s == '+';
        size_t exponent = count_digits(s);
        if (!exponent)
            return false;
        s += exponent;
    }
    return !*s;
}

/* NULL where it is none, or beyond what a double holds. */
static struct val *read_float(const char *s)
{
    if (!is_float(s))
        return NULL;
    double d = strtod(s, NULL);
    return isinf(d) ? NULL : val_double(d);
}

/* strconv.ParseFloat allows an underscore between two digits, and only there. */
static bool underscores_divide_digits(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] == '_' && (!i || !is_digit(s[i - 1]) || !is_digit(s[i + 1])))
            return false;
    return true;
}

/* One or two digits at *s, at most max; -1 when there are none. */
static int take_number(const char **s, int max)
{
    if (!is_digit(**s))
        return -1;
    int n = *(*s)++ - '0';
    if (is_digit(**s))
        n = n * 10 + (*(*s)++ - '0');
    return n <= max ? n : -1;
}

static bool take(const char **s, char c)
{
    if (**s != c)
        return false;
    (*s)++;
    return true;
}

/* "Z", "+09:00" at the end. */
static bool is_zone(const char *s)
{
    if (!strcmp(s, "Z"))
        return true;
    if (strlen(s) != 6 || (*s != '+' && *s != '-') || s[3] != ':')
        return false;
    const char *hour = s + 1, *minute = s + 4;
    return count_digits(hour) == 2 && count_digits(minute) == 2 && take_number(&hour, 24) >= 0 &&
           take_number(&minute, 60) >= 0;
}

/* 2006-1-2, alone or with `T15:4:5.999Z07:00`, `t...`, or blanks and 15:4:5.999 behind it. */
static bool is_timestamp(const char *s)
{
    static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (count_digits(s) != 4 || s[4] != '-')
        return false;
    int year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    s += 5;
    int month = take_number(&s, 12);
    if (month < 1 || !take(&s, '-'))
        return false;
    int day = take_number(&s, days[month - 1]);
    if (day < 1 || (month == 2 && day == 29 && !leap))
        return false;
    if (!*s)
        return true;
    bool zoned = *s == 'T' || *s == 't';
    if (!zoned && *s != ' ')
        return false;
    s += zoned ? 1 : strspn(s, " ");
    if (take_number(&s, 23) < 0 || !take(&s, ':') || take_number(&s, 59) < 0 || !take(&s, ':') || take_number(&s, 59) < 0)
        return false;
    if ((*s == '.' || *s == ',') && is_digit(s[1])) {
        size_t fraction = count_digits(s + 1);
        s += 1 + (fraction < 9 ? fraction : 9);
    }
    return zoned ? is_zone(s) : !*s;
}

/* A scalar that begins with a digit or a sign; `plain` is s without underscores. */
static struct val *read_number(const char *s, const char *plain, enum yaml_tag *tag)
{
    if (is_timestamp(s)) {
        *tag = YAML_TIMESTAMP;
        return val_string(s);
    }
    *tag = YAML_INT;
    struct val *v = read_int(plain, 0);
    if (!v && !strncmp(plain, "0b", 2))
        v = read_int(plain + 2, 2); /* a sign behind the 0b */
    if (v)
        return v;
    *tag = YAML_FLOAT;
    return read_float(plain);
}

/* NULL when s is no word of the table. */
static struct val *read_word(const char *s, enum yaml_tag *tag)
{
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(words[i].text, s) != 0)
            continue;
        *tag = words[i].tag;
        switch (*tag) {
        case YAML_BOOL: return val_bool(words[i].value > 0);
        case YAML_FLOAT: return val_double(words[i].value);
        case YAML_NULL: return val_null();
        default: return val_string(s);
        }
    }
    return NULL;
}

struct val *yaml_resolve(const char *s, size_t len, enum yaml_tag *tag)
{
    struct val *v = NULL;
    bool has_nul = memchr(s, '\0', len) != NULL;
    if (len <= WORD_MAX && !has_nul)
        v = read_word(s, tag);
    if (!v && len && strchr("+-.0123456789", *s) && !has_nul) {
        struct strbuf plain = STRBUF_INIT;
        for (size_t i = 0; i < len; i++)
            if (s[i] != '_')
                strbuf_addch(&plain, s[i]);
        *tag = YAML_FLOAT;
        if (*s != '.')
            v = read_number(s, plain.buf, tag);
        else if (underscores_divide_digits(s, len))
            v = read_float(plain.buf);
        strbuf_release(&plain);
    }
    if (v)
        return v;
    *tag = YAML_STR;
    return val_stringn(s, len);
}

void yaml_write_float(struct strbuf *sb, double d, int bits)
{
    enum { EXPONENT_MIN = -4, EXPONENT_END = 6, DIGITS_MAX = 17 };
    char text[40];
    if (isnan(d) || isinf(d)) {
        strbuf_adds(sb, isnan(d) ? ".nan" : d > 0 ? ".inf" : "-.inf");
        return;
    }
    /* The fewest digits that read back as the same number. */
    int digits = 1;
    for (; digits < DIGITS_MAX; digits++) {
        snprintf(text, sizeof(text), "%.*e", digits - 1, d);
        if (bits == 32 ? strtof(text, NULL) == (float)d : strtod(text, NULL) == d)
            break;
    }
    snprintf(text, sizeof(text), "%.*e", digits - 1, d);
    int exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
    if (exponent < EXPONENT_MIN || exponent >= EXPONENT_END)
        strbuf_adds(sb, text);
    else
        strbuf_addf(sb, "%.*f", digits - 1 > exponent ? digits - 1 - exponent : 0, strtod(text, NULL));
}
