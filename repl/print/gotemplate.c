/* Running a template: text/template/exec.go. */
#include "repl/print/gotemplate.h"

#include <string.h>

#include "repl/print/goformat.h"
#include "repl/print/gotemplate_node.h"

struct variable {
    const char *name;
    const struct val *value;
};

/*
 * A value is NULL for reflect's invalid one, which an absent key is; null in a document stays null as long as fields are
 * followed, and becomes invalid when a pipeline ends.
 */
struct run {
    const struct gotemplate *t;
    struct arena *arena;
    struct strbuf *out, *err;
    struct variable *vars;
    size_t var_count, var_cap;
    const struct template_node *at; /* what errors name */
    bool failed;
};

/* ---- errors ---- */

static void node_text(struct strbuf *sb, const struct template_node *n);

static void join_nodes(struct strbuf *sb, const struct template_node *n, const char *between)
{
    for (size_t i = 0; i < n->len; i++) {
        strbuf_adds(sb, i ? between : "");
        bool parens = n->type == TEMPLATE_COMMAND && n->children[i]->type == TEMPLATE_PIPE;
        strbuf_adds(sb, parens ? "(" : "");
        node_text(sb, n->children[i]);
        strbuf_adds(sb, parens ? ")" : "");
    }
}

static void node_text(struct strbuf *sb, const struct template_node *n)
{
    switch (n->type) {
    case TEMPLATE_DOT: strbuf_addch(sb, '.'); return;
    case TEMPLATE_NIL: strbuf_adds(sb, "nil"); return;
    case TEMPLATE_CONST: strbuf_adds(sb, n->text); return;
    case TEMPLATE_FUNCTION: strbuf_adds(sb, n->names[0]); return;
    case TEMPLATE_COMMAND: join_nodes(sb, n, " "); return;
    case TEMPLATE_PIPE:
        for (size_t i = 0; i < n->name_count; i++)
            strbuf_addf(sb, "%s%s", i ? ", " : "", n->names[i]);
        strbuf_adds(sb, n->name_count ? " := " : "");
        join_nodes(sb, n, " | ");
        return;
    case TEMPLATE_CHAIN:
        strbuf_addch(sb, '(');
        node_text(sb, n->children[0]);
        strbuf_addch(sb, ')');
        break;
    case TEMPLATE_FIELD:
    case TEMPLATE_VARIABLE: break;
    default: return;
    }
    for (size_t i = 0; i < n->name_count; i++)
        strbuf_addf(sb, "%s%s", n->type == TEMPLATE_VARIABLE && !i ? "" : ".", n->names[i]);
}

/* Remembers the error and returns "no value". */
static const struct val *fail(struct run *r, const char *fmt, ...) PRINTF_LIKE(2, 3);
static const struct val *fail(struct run *r, const char *fmt, ...)
{
    size_t line = 1, column = 0;
    if (r->failed)
        return NULL;
    r->failed = true;
    for (size_t i = 0; i < r->at->pos; i++) {
        column = r->t->text[i] == '\n' ? 0 : column + 1;
        line += r->t->text[i] == '\n';
    }
    strbuf_addf(r->err, "template: output:%zu:%zu: executing \"output\" at <", line, column);
    node_text(r->err, r->at);
    strbuf_adds(r->err, ">: ");
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(r->err, fmt, ap);
    va_end(ap);
    return NULL;
}

/* ---- variables ---- */

static void push_variable(struct run *r, const char *name, const struct val *value)
{
    if (r->var_count == r->var_cap) {
        struct variable *old = r->vars;
        r->var_cap = r->var_cap ? r->var_cap * 2 : 8;
        r->vars = arena_alloc(r->arena, r->var_cap * sizeof(*r->vars));
        if (old)
            memcpy(r->vars, old, r->var_count * sizeof(*old));
    }
    r->vars[r->var_count++] = (struct variable){ name, value };
}

/* The innermost of that name; the parser has seen to it that there is one. */
static struct variable *find_variable(struct run *r, const char *name)
{
    for (size_t i = r->var_count; i-- > 0;)
        if (!strcmp(r->vars[i].name, name))
            return &r->vars[i];
    BUG("template variable %s is not set", name);
}

/* ---- values ---- */

struct call {
    const struct template_node *cmd; /* its operands behind the first are arguments; NULL: none */
    const struct val *final;         /* what was piped in */
    bool has_final;
};

static const struct val *eval_pipeline(struct run *r, const struct val *dot, const struct template_node *pipe);
static const struct val *eval_arg(struct run *r, const struct val *dot, const struct template_node *n);

static bool has_arguments(const struct call *c)
{
    return (c->cmd && c->cmd->len > 1) || c->has_final;
}

/* Follows names[from..] from a receiver. */
static const struct val *eval_fields(struct run *r, const struct template_node *n, size_t from, const struct val *receiver,
                                     const struct call *c)
{
    for (size_t i = from; i < n->name_count && !r->failed; i++) {
        const char *name = n->names[i];
        bool top = n->type == TEMPLATE_FIELD && i == from;
        if (!receiver) {
            if (!r->t->missing_ok)
                return fail(r, "nil data; no entry for key \"%s\"", name);
            return NULL;
        }
        if (val_is_null(receiver))
            return fail(r, "nil pointer evaluating interface {}.%s", name);
        if (!val_is(receiver, VAL_OBJECT))
            return fail(r, "can't evaluate field %s in type %s", name, top ? go_type(receiver) : "interface {}");
        if (i + 1 == n->name_count && has_arguments(c))
            return fail(r, "%s is not a method but has arguments", name);
        receiver = val_get(receiver, name);
        if (!receiver && !r->t->missing_ok)
            return fail(r, "map has no entry for key \"%s\"", name);
    }
    return receiver;
}

static const struct val *eval_function(struct run *r, const struct val *dot, const struct template_node *n,
                                       const struct call *c)
{
    const struct template_function *f = template_function_find(n->names[0]);
    const struct template_node *at = c->cmd ? c->cmd : n;
    size_t given = c->cmd ? c->cmd->len - 1 : 0, count = given + c->has_final;
    const struct val **args = arena_alloc(r->arena, (count + 1) * sizeof(*args)), *out = NULL;
    struct strbuf why = STRBUF_INIT;
    r->at = n;
    if (count < (size_t)f->min || (f->max >= 0 && count > (size_t)f->max))
        return fail(r, f->max < 0 || f->max != f->min ? "wrong number of args for %s: want at least %d got %zu"
                                                      : "wrong number of args for %s: want %d got %zu",
                    f->name, f->min, count);
    for (size_t i = 0; i < given && !r->failed; i++)
        args[i] = eval_arg(r, dot, c->cmd->children[i + 1]);
    if (c->has_final)
        args[given] = c->final;
    if (r->failed)
        return NULL;
    if (f->string_first && !val_is(args[0], VAL_STRING)) {
        if (val_is_null(args[0]))
            return fail(r, "invalid value; expected string");
        return fail(r, "wrong type for value; expected string; got %s", go_type(args[0]));
    }
    if (f->call(r->arena, args, count, &out, &why) < 0) {
        r->at = at;
        fail(r, "error calling %s: %s", f->name, why.buf);
    }
    strbuf_release(&why);
    return r->failed ? NULL : out;
}

static const struct val *eval_operand(struct run *r, const struct val *dot, const struct template_node *n,
                                      const struct call *c)
{
    r->at = n;
    switch (n->type) {
    case TEMPLATE_FIELD: return eval_fields(r, n, 0, dot, c);
    case TEMPLATE_FUNCTION: return eval_function(r, dot, n, c);
    case TEMPLATE_VARIABLE: {
        const struct val *value = find_variable(r, n->names[0])->value;
        if (n->name_count > 1)
            return eval_fields(r, n, 1, value, c);
        if (has_arguments(c))
            return fail(r, "can't give argument to non-function %s", n->names[0]);
        return value;
    }
    case TEMPLATE_CHAIN: {
        const struct val *value = eval_arg(r, dot, n->children[0]);
        r->at = n;
        return r->failed ? NULL : eval_fields(r, n, 0, value, c);
    }
    default: break;
    }
    if (has_arguments(c)) {
        struct strbuf sb = STRBUF_INIT;
        node_text(&sb, n);
        fail(r, "can't give argument to non-function %s", sb.buf);
        strbuf_release(&sb);
        return NULL;
    }
    switch (n->type) {
    case TEMPLATE_PIPE: return eval_pipeline(r, dot, n);
    case TEMPLATE_DOT: return dot;
    case TEMPLATE_CONST: return n->value;
    default: return fail(r, "nil is not a command");
    }
}

static const struct val *eval_arg(struct run *r, const struct val *dot, const struct template_node *n)
{
    static const struct call none;
    return n->type == TEMPLATE_NIL ? NULL : eval_operand(r, dot, n, &none);
}

static const struct val *eval_pipeline(struct run *r, const struct val *dot, const struct template_node *pipe)
{
    const struct val *value = NULL;
    r->at = pipe;
    for (size_t i = 0; i < pipe->len && !r->failed; i++) {
        struct call c = { pipe->children[i], value, i > 0 };
        value = eval_operand(r, dot, pipe->children[i]->children[0], &c);
        if (val_is_null(value))
            value = NULL;
    }
    for (size_t i = 0; i < pipe->name_count && !r->failed; i++) {
        if (pipe->assigns)
            find_variable(r, pipe->names[i])->value = value;
        else
            push_variable(r, pipe->names[i], value);
    }
    return value;
}

/* ---- statements ---- */

static void walk(struct run *r, const struct val *dot, const struct template_node *n);

static void iterate(struct run *r, const struct template_node *n, const struct val *index, const struct val *item)
{
    const struct template_node *pipe = n->children[0];
    size_t mark = r->var_count;
    /* The last variable declared holds the item, one before it the index. */
    if (pipe->name_count > 0)
        r->vars[r->var_count - 1].value = item;
    if (pipe->name_count > 1)
        r->vars[r->var_count - 2].value = index;
    walk(r, item, n->children[1]);
    r->var_count = mark;
}

static void walk_range(struct run *r, const struct val *dot, const struct template_node *n)
{
    const struct val *list = eval_pipeline(r, dot, n->children[0]);
    struct strbuf sb = STRBUF_INIT;
    if (r->failed)
        return;
    if (list && !val_is(list, VAL_ARRAY) && !val_is(list, VAL_OBJECT)) {
        go_print(&sb, list);
        fail(r, "range can't iterate over %s", sb.buf);
        strbuf_release(&sb);
        return;
    }
    for (size_t i = 0; i < val_len(list) && !r->failed; i++) {
        const struct val *index = val_is(list, VAL_ARRAY) ? val_int((int64_t)i) : val_keyv(list, i);
        iterate(r, n, index, val_item(list, i));
    }
    if (!val_len(list) && n->len > 2)
        walk(r, dot, n->children[2]);
}

static void walk(struct run *r, const struct val *dot, const struct template_node *n)
{
    size_t mark = r->var_count;
    const struct val *value;
    if (r->failed)
        return;
    switch (n->type) {
    case TEMPLATE_LIST:
        for (size_t i = 0; i < n->len; i++)
            walk(r, dot, n->children[i]);
        return;
    case TEMPLATE_TEXT: strbuf_add(r->out, n->text, n->text_len); return;
    case TEMPLATE_ACTION:
        value = eval_pipeline(r, dot, n->children[0]);
        if (r->failed || n->children[0]->name_count)
            return; /* declarations print nothing, and stay until their block ends */
        if (value)
            go_print(r->out, value);
        else
            strbuf_adds(r->out, "<no value>");
        return;
    case TEMPLATE_RANGE: walk_range(r, dot, n); break;
    case TEMPLATE_IF:
    case TEMPLATE_WITH:
        value = eval_pipeline(r, dot, n->children[0]);
        if (template_truth(value))
            walk(r, n->type == TEMPLATE_WITH ? value : dot, n->children[1]);
        else if (n->len > 2)
            walk(r, dot, n->children[2]);
        break;
    default: BUG("no statement of type %d", (int)n->type);
    }
    r->var_count = mark;
}

int gotemplate_execute(const struct gotemplate *t, const struct val *data, struct strbuf *out, struct strbuf *err)
{
    struct run r = { .t = t, .arena = arena_new(), .out = out, .err = err, .at = t->root };
    push_variable(&r, "$", data);
    walk(&r, data, t->root);
    arena_free(r.arena);
    return r.failed ? -1 : 0;
}
