/* The driver itself: what it types arrives, what it waits for is what a person would see. */
#include <stdlib.h>
#include <string.h>

#include "tests/pty/pty.h"
#include "tests/pty/screen.h"
#include "tests/unit/test.h"

TEST(pty_types_and_waits)
{
    char *home = pty_home_new();
    const char *const argv[] = { "sh", "-c", "printf '이름? '; read name; echo \"안녕, $name\"; test -t 0 && exit 3", NULL };
    struct pty *t = pty_start(argv, home);
    CHECK(pty_wait(t, "이름? "));
    CHECK_STR(pty_cursor_row(t), "이름? ");
    pty_type(t, "서당\r");
    CHECK(pty_wait_regex(t, "^안녕, .당$"));
    CHECK(pty_wait_end(t));
    CHECK_STR(pty_screen(t), "이름? 서당\n안녕, 서당\n");
    CHECK_INT(pty_finish(t), 3);
    pty_home_remove(home);
}

TEST(pty_cat_until_end_of_file)
{
    char *home = pty_home_new();
    struct pty *t = pty_start((const char *const[]){ "cat", NULL }, home);
    pty_type(t, "a\r");
    CHECK(pty_wait(t, "a\na\n"));
    pty_type(t, KEY_CTRL_D);
    CHECK(pty_wait_end(t));
    CHECK_INT(pty_finish(t), 0);

    t = pty_start((const char *const[]){ "cat", NULL }, home);
    pty_type(t, "x\r");
    CHECK(pty_wait(t, "x\nx"));
    pty_type(t, KEY_CTRL_C);
    CHECK(pty_wait_end(t));
    CHECK_INT(pty_finish(t), 128 + 2);
    pty_home_remove(home);
}

TEST(pty_screen)
{
    static const struct {
        const char *bytes, *want;
    } cases[] = {
        { "abc\rx\r\ny", "xbc\ny\n" },
        { "abc\033[2Dx\033[K", "ax\n" },
        { "\033[31m빨강\033[0m", "빨강\n" },
        { "가나\b\b\033[K다", "가다\n" },
        { "abcdef\r\033[2C\033[2Pz", "abzf\n" },
        { "abc\r\033[1@X", "Xabc\n" },
        { "0123456789", "01234567\n89\n" },
        { "0123456가", "0123456\n가\n" },
        { "one\r\ntwo\r\nthree\r\nfour", "one\ntwo\nthree\nfour\n" },
        { "one\r\ntwo\033[H\033[2Jx", "x\n" },
        { "a\033]0;title\007b\033[?2004hc", "abc\n" },
        { "ab\tc", "ab     c\n" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct screen s;
        struct strbuf text = STRBUF_INIT;
        screen_init(&s, 3, 8);
        for (const char *c = cases[i].bytes; *c; c++) /* byte by byte: nothing may hang on how reads fall */
            screen_feed(&s, c, 1);
        screen_text(&s, &text);
        CHECK_STR(text.buf, cases[i].want);
        strbuf_release(&text);
        screen_release(&s);
    }
}
