#include "repl/screen.h"

#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "repl/term/width.h"

static struct termios before;
static bool changed;

static void tell(struct sink *out, const char *sequence)
{
    sink_control(out, sequence, strlen(sequence));
}

void screen_open(struct sink *out)
{
    struct termios keys;
    if (tcgetattr(STDIN_FILENO, &before) == 0) {
        keys = before;
        keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        keys.c_cc[VMIN] = 0;
        keys.c_cc[VTIME] = 0;
        changed = tcsetattr(STDIN_FILENO, TCSADRAIN, &keys) == 0;
    }
    tell(out, "\033[?1049h\033[?25l");
}

void screen_close(struct sink *out)
{
    tell(out, "\033[?25h\033[?1049l");
    if (changed)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    changed = false;
}

void screen_size(int *rows, int *columns)
{
    struct winsize size;
    *rows = *columns = 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        *rows = size.ws_row;
        *columns = size.ws_col;
    }
}

void screen_show(struct sink *out, const char *text, int rows, int columns)
{
    struct strbuf sb = STRBUF_INIT, shown = STRBUF_INIT;
    term_shown(&shown, text, strlen(text));
    text = shown.buf;
    strbuf_adds(&sb, "\033[H");
    for (int row = 0; *text && (rows <= 0 || row < rows); row++) {
        size_t len = strcspn(text, "\n");
        strbuf_adds(&sb, row ? "\r\n" : "");
        strbuf_add(&sb, text, columns > 0 ? term_fit(text, len, (size_t)columns) : len);
        strbuf_adds(&sb, "\033[K");
        text += len + (text[len] == '\n');
    }
    strbuf_adds(&sb, "\033[J");
    sink_control(out, sb.buf, sb.len);
    strbuf_release(&sb);
    strbuf_release(&shown);
}

int screen_key(void)
{
    char key;
    return changed && read(STDIN_FILENO, &key, 1) == 1 ? (unsigned char)key : 0;
}
