/* What kubectl says of errors. */
#include <string.h>

#include "backends/base/json.h"
#include "repl/session.h"
#include "repl/verb.h"
#include "tests/unit/test.h"

/* A status as a server sends it ("code" 0: the client's own), and the two ways it is printed. */
static const struct {
    const char *doc, *alone, *among;
} cases[] = {
    { "{\"code\":404,\"reason\":\"NotFound\",\"message\":\"pods \\\"x\\\" not found\"}",
      "Error from server (NotFound): pods \"x\" not found\n", "Error from server (NotFound): pods \"x\" not found\n" },
    { "{\"code\":500,\"message\":\"boom\"}", "Error from server: boom\n", "Error from server: boom\n" },
    { "{\"code\":401,\"reason\":\"Unauthorized\",\"message\":\"Unauthorized\"}",
      "error: You must be logged in to the server (Unauthorized)\n", "error: You must be logged in to the server (Unauthorized)\n" },
    { "{\"code\":0,\"message\":\"no such thing\"}", "error: no such thing\n", "no such thing\n" },
    { "{\"code\":0,\"message\":\"error: said already\\n\"}", "error: said already\n", "error: said already\n" },
    { "{\"code\":0,\"reason\":\"Transport\",\"message\":\"Unable to connect to the server: EOF\"}",
      "Unable to connect to the server: EOF\n", "Unable to connect to the server: EOF\n" },
    { "{\"code\":422,\"reason\":\"Invalid\",\"message\":\"m\",\"details\":{\"kind\":\"Pod\",\"name\":\"x\",\"causes\":"
      "[{\"field\":\"spec.a\",\"message\":\"Required value\"}]}}",
      "The Pod \"x\" is invalid: spec.a: Required value\n", "Error from server (Invalid): m\n" },
    { "{\"code\":422,\"reason\":\"Invalid\",\"message\":\"m\",\"details\":{\"kind\":\"Pod\",\"name\":\"x\",\"causes\":"
      "[{\"field\":\"a\",\"message\":\"1\"},{\"field\":\"a\",\"message\":\"1\"},{\"field\":\"b\",\"message\":\"2\"}]}}",
      "The Pod \"x\" is invalid: \n* a: 1\n* b: 2\n", "Error from server (Invalid): m\n" },
    { "{\"code\":422,\"reason\":\"Invalid\",\"message\":\"m\"}", "The request is invalid\n", "Error from server (Invalid): m\n" },
};

static void status_of(struct status *st, const char *text)
{
    struct val *doc = json_parse(text, strlen(text), NULL);
    status_from_doc(st, doc);
    val_unref(doc);
}

TEST(verb_errors_alone_and_among_others)
{
    struct session s = { 0 };
    struct status opened = STATUS_INIT;
    CHECK_INT(session_open_fake(&s, NULL, &opened), 0);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct sink_buffer err;
        sink_buffer_init(&err);
        struct command cmd = { .session = &s, .arena = arena_new(), .err = &err.sink };
        struct cmd_errors errors = { 0 };
        struct status st = STATUS_INIT;
        status_of(&st, cases[i].doc);
        CHECK_INT(cmd_status(&cmd, &st), 1);
        CHECK_STR(err.sb.buf, cases[i].alone);
        strbuf_reset(&err.sb);
        CHECK_INT(cmd_errors_report(&cmd, &errors), 0);
        for (int twice = 0; twice < 2; twice++) {
            status_of(&st, cases[i].doc);
            cmd_errors_add(&cmd, &errors, &st);
        }
        CHECK_INT(cmd_errors_report(&cmd, &errors), 1);
        struct strbuf want = STRBUF_INIT;
        strbuf_addf(&want, "%s%s", cases[i].among, cases[i].among);
        CHECK_STR(err.sb.buf, want.buf);
        strbuf_release(&want);
        arena_free(cmd.arena);
        sink_buffer_release(&err);
    }
    session_release(&s);
}
