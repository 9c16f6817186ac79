#include "tests/contract/contract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"
#include "backends/fake/fake.h"

/* ---- backends ---- */

static struct backend *open_fake(const struct val *cluster)
{
    struct status st = STATUS_INIT;
    struct backend *b = fake_new(cluster, &st);
    if (!b)
        BUG("no fake cluster: %s", st.message);
    fake_set_pace(b, FAKE_STEPPED, 1);
    return b;
}

static struct backend *open_bytes(const struct val *cluster)
{
    return bytes_new(open_fake(cluster));
}

const struct contract_backend backends[] = { { "fake", open_fake }, { "bytes", open_bytes } };
const size_t backend_count = ARRAY_LEN(backends);

void contract_run(void (*fn)(struct contract *t), const struct val *cluster)
{
    for (size_t i = 0; i < backend_count; i++) {
        struct contract t = { .row = &backends[i], .b = backends[i].open(cluster) };
        fn(&t);
        val_unref(t.reply);
        backend_free(t.b);
    }
}

/* ---- one call ---- */

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void unescape(struct strbuf *sb, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool coded = text[i] == '%' && i + 2 < len && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
        strbuf_addch(sb, coded ? (char)(hex(text[i + 1]) * 16 + hex(text[i + 2])) : text[i]);
        i += coded ? 2 : 0;
    }
}

char *contract_url(const char *url, struct val **query)
{
    size_t len = strcspn(url, "?");
    *query = val_object();
    for (const char *p = url + len; *p;) {
        size_t part = strcspn(++p, "&"), name = strcspn(p, "=");
        struct strbuf value = STRBUF_INIT;
        name = name < part ? name : part;
        unescape(&value, p + name + 1, part > name ? part - name - 1 : 0);
        val_setn(query, p, name, val_string(value.buf));
        strbuf_release(&value);
        p += part;
    }
    struct strbuf path = STRBUF_INIT;
    unescape(&path, url, len);
    return strbuf_detach(&path, NULL);
}

static const struct verb_row {
    const char *word;
    enum request_method method;
    enum request_content content;
    enum request_accept accept;
} verb_rows[] = {
    { "GET", REQUEST_GET, CONTENT_JSON, ACCEPT_OBJECT },
    { "TABLE", REQUEST_GET, CONTENT_JSON, ACCEPT_TABLE },
    { "POST", REQUEST_POST, CONTENT_JSON, ACCEPT_OBJECT },
    { "PUT", REQUEST_PUT, CONTENT_JSON, ACCEPT_OBJECT },
    { "DELETE", REQUEST_DELETE, CONTENT_JSON, ACCEPT_OBJECT },
    { "MERGE", REQUEST_PATCH, CONTENT_MERGE_PATCH, ACCEPT_OBJECT },
    { "JSON", REQUEST_PATCH, CONTENT_JSON_PATCH, ACCEPT_OBJECT },
    { "STRATEGIC", REQUEST_PATCH, CONTENT_STRATEGIC_PATCH, ACCEPT_OBJECT },
};

static const struct verb_row *verb_of(const char *call)
{
    for (size_t i = 0; i < ARRAY_LEN(verb_rows); i++)
        if (!strncmp(verb_rows[i].word, call, strcspn(call, " ")) && strlen(verb_rows[i].word) == strcspn(call, " "))
            return &verb_rows[i];
    BUG("no such call: %s", call);
}

static void remember(char *to, size_t size, const char *value)
{
    if (*value)
        snprintf(to, size, "%s", value);
}

void contract_send(struct contract *t, const char *call, const struct val *body)
{
    const struct verb_row *verb = verb_of(call);
    struct val *query;
    char *path = contract_url(call + strlen(verb->word) + 1, &query);
    struct request rq = { verb->method, path, query, body, verb->content, verb->accept };
    struct reply reply = REPLY_INIT;
    struct status st = STATUS_INIT;
    backend_settle(t->b);
    int rc = backend_request(t->b, &rq, &reply, &st);
    t->code = rc < 0 ? st.code : reply.code;
    val_assign(&t->reply, rc < 0 ? status_doc(&st) : val_ref(reply.doc));
    remember(t->rv, sizeof(t->rv), val_at_str(t->reply, "metadata.resourceVersion", ""));
    remember(t->uid, sizeof(t->uid), val_at_str(t->reply, "metadata.uid", ""));
    remember(t->token, sizeof(t->token), val_at_str(t->reply, "metadata.continue", ""));
    reply_release(&reply);
    status_release(&st);
    val_unref(query);
    free(path);
}

/* The text with {rv}, {uid} and {continue} filled in; the caller frees it. */
static char *filled(const struct contract *t, const char *text)
{
    const struct {
        const char *mark, *value;
    } marks[] = { { "{rv}", t->rv }, { "{uid}", t->uid }, { "{continue}", t->token } };
    struct strbuf sb = STRBUF_INIT;
    while (*text) {
        size_t i = 0;
        while (i < ARRAY_LEN(marks) && strncmp(text, marks[i].mark, strlen(marks[i].mark)) != 0)
            i++;
        if (i < ARRAY_LEN(marks)) {
            strbuf_adds(&sb, marks[i].value);
            text += strlen(marks[i].mark);
        } else {
            strbuf_addch(&sb, *text++);
        }
    }
    return strbuf_detach(&sb, NULL);
}

void contract_ask(struct contract *t, const char *call, const char *body)
{
    char *url = filled(t, call), *text = body ? filled(t, body) : NULL;
    struct val *doc = text ? json_parse(text, strlen(text), NULL) : NULL;
    if (text && !doc)
        BUG("no JSON: %s", text);
    contract_send(t, url, doc);
    val_unref(doc);
    free(text);
    free(url);
}

/* ---- what is wanted ---- */

static void text_of(struct strbuf *sb, const struct val *v)
{
    if (val_str(v))
        strbuf_adds(sb, val_str(v));
    else if (v)
        json_write(sb, v, JSON_COMPACT);
}

static void check_wanted(struct contract *t, const struct step *s, const char *file, int line)
{
    for (const char *p = s->want; p && *p;) {
        const char *end = strstr(p, " && ");
        size_t len = end ? (size_t)(end - p) : strlen(p), name = strcspn(p, "=");
        struct strbuf path = STRBUF_INIT, want = STRBUF_INIT, have = STRBUF_INIT;
        strbuf_add(&path, p, name);
        strbuf_add(&want, p + name + 1, len - name - 1);
        text_of(&have, val_at(t->reply, path.buf));
        test_check(!strcmp(have.buf, want.buf), file, line, "%s: %s: %s is |%s|, want |%s|", t->row->name, s->call, path.buf,
                   have.buf, want.buf);
        strbuf_release(&path);
        strbuf_release(&want);
        strbuf_release(&have);
        p += len + (end ? 4 : 0);
    }
}

void contract_steps(struct contract *t, const struct step *steps, size_t count, const char *file, int line)
{
    for (size_t i = 0; i < count; i++) {
        struct strbuf text = STRBUF_INIT;
        contract_ask(t, steps[i].call, steps[i].body);
        text_of(&text, val_get(t->reply, "message"));
        test_check(t->code == steps[i].code, file, line, "%s: step %zu, %s: code %d, want %d: %s", t->row->name, i, steps[i].call,
                   t->code, steps[i].code, text.buf);
        strbuf_release(&text);
        check_wanted(t, &steps[i], file, line);
    }
}
