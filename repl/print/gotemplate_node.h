/*
 * A template's tree, its tokens and its functions: shared by gotemplate_lex.c, gotemplate_parse.c, gotemplate_funcs.c and
 * gotemplate.c.  Nobody else includes this.
 */
#ifndef SEODANG_PRINT_GOTEMPLATE_NODE_H
#define SEODANG_PRINT_GOTEMPLATE_NODE_H

#include "repl/print/gotemplate.h"

enum template_type {
    TEMPLATE_LIST,     /* children */
    TEMPLATE_TEXT,     /* text */
    TEMPLATE_ACTION,   /* children: pipe */
    TEMPLATE_IF,       /* children: pipe, list, perhaps the else list */
    TEMPLATE_RANGE,    /* the same */
    TEMPLATE_WITH,     /* the same */
    TEMPLATE_PIPE,     /* children: commands; names: variables declared */
    TEMPLATE_COMMAND,  /* children: operands */
    TEMPLATE_DOT,
    TEMPLATE_NIL,
    TEMPLATE_CONST,    /* value; text as written */
    TEMPLATE_FIELD,    /* names: .a.b */
    TEMPLATE_VARIABLE, /* names: $x.a.b */
    TEMPLATE_CHAIN,    /* children: operand; names: (...).a.b */
    TEMPLATE_FUNCTION, /* names: the one */
};

struct template_node {
    enum template_type type;
    size_t pos; /* offset in the text */
    struct template_node **children;
    size_t len, cap;
    const char **names;
    size_t name_count, name_cap;
    const char *text;
    size_t text_len;
    const struct val *value;
    bool assigns; /* a pipe: = instead of := */
};

struct gotemplate {
    const char *text;
    struct template_node *root;
    bool missing_ok;
};

/* ---- tokens ---- */

enum token_type {
    TOKEN_END,
    TOKEN_ERROR, /* text: what is wrong */
    TOKEN_TEXT,
    TOKEN_LEFT,  /* {{ */
    TOKEN_RIGHT, /* }} */
    TOKEN_ASSIGN,
    TOKEN_DECLARE,
    TOKEN_PIPE,
    TOKEN_LEFT_PAREN,
    TOKEN_RIGHT_PAREN,
    TOKEN_SPACE,
    TOKEN_CHAR, /* any other character, a comma */
    TOKEN_BOOL,
    TOKEN_NUMBER,
    TOKEN_CHARACTER, /* 'x' */
    TOKEN_STRING,
    TOKEN_RAW_STRING,
    TOKEN_DOT,
    TOKEN_FIELD,
    TOKEN_VARIABLE,
    TOKEN_IDENTIFIER,
    TOKEN_NIL,
    /* keywords */
    TOKEN_IF,
    TOKEN_ELSE,
    TOKEN_END_WORD,
    TOKEN_RANGE,
    TOKEN_WITH,
    TOKEN_OTHER_WORD, /* define, block, template */
};

struct token {
    enum token_type type;
    size_t pos;
    const char *text; /* in the arena */
    size_t len;
};

struct lexer {
    struct arena *arena;
    const char *text;
    size_t len, pos;
    bool inside;      /* between {{ and }} */
    bool trim;        /* the text that follows loses its leading blanks: behind -}} */
    int parens;
    bool failed;
};

struct token lexer_next(struct lexer *l);

/* ---- functions ---- */

struct template_function {
    const char *name;
    int min, max; /* arguments; max -1: any number */
    bool string_first; /* the first argument must be a string */
    /* NULL stands for nil, in arguments and result. 0, or -1 with err appended. The result lives in the arena. */
    int (*call)(struct arena *a, const struct val *const *args, size_t count, const struct val **out, struct strbuf *err);
};

/* NULL when there is none. */
const struct template_function *template_function_find(const char *name);
/* if's idea of truth: not empty, not zero, not nil. */
bool template_truth(const struct val *v);

#endif
