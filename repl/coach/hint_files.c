/* Files: YAML that does not parse, paths that do not exist, -f left out. */
#include "repl/coach/hint.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "repl/coach/yamllint.h"
#include "repl/confine.h"
#include "repl/term/width.h"

enum { FILE_BYTES_MAX = 1 << 20, LINE_COLUMNS_MAX = 70 };

static bool may_look(struct hint *h, const char *path)
{
    return h->c->session && confine_allows(h->c->session, path);
}

/* The heredoc behind the command line: everything between its first line and the last. */
static bool read_heredoc(struct hint *h, struct strbuf *text)
{
    const char *first = strchr(h->c->line, '\n');
    if (!strstr(h->c->line, "<<") || !first)
        return false;
    const char *last = strrchr(h->c->line, '\n');
    strbuf_add(text, first + 1, last > first ? (size_t)(last - first) : 0);
    return true;
}

/* What the command read: a file by its name as typed, or standard input. */
static bool read_source(struct hint *h, const char *name, struct strbuf *text)
{
    if (!strcmp(name, "STDIN")) {
        if (h->c->input)
            strbuf_adds(text, h->c->input);
        return h->c->input || read_heredoc(h, text);
    }
    FILE *f = may_look(h, name) ? fopen(name, "r") : NULL;
    if (!f)
        return false;
    strbuf_grow(text, FILE_BYTES_MAX);
    size_t n = fread(text->buf, 1, FILE_BYTES_MAX, f);
    text->buf[n] = '\0';
    text->len = n;
    fclose(f);
    return true;
}

static const char *const slips[] = {
    [YAML_SLIP_TAB] = "들여쓰기에 탭이 있어요. YAML은 들여쓰기에 빈칸만 써요. 탭을 지우고 빈칸 2개로 바꿔 보세요.",
    [YAML_SLIP_BLANK] = "들여쓰기에 보통 빈칸이 아닌 특수 빈칸이 있어요. 웹 페이지에서 복사하면 섞여 들어와요. 지우고 스페이스 키로 다시 쳐 보세요.",
    [YAML_SLIP_COLON] = "콜론(:)이 빠졌어요. 키와 값 사이에는 콜론과 빈칸이 있어야 해요(키: 값).",
    [YAML_SLIP_COLON_BLANK] = "콜론(:) 뒤에 빈칸이 없어요. 키와 값 사이에는 콜론과 빈칸이 있어야 해요(키: 값).",
    [YAML_SLIP_TWO_COLONS] = "콜론(:)이 두 번 나와요. 한 줄에는 키를 하나만 쓰고, 값에 콜론이 들어가면 따옴표로 감싸요.",
    [YAML_SLIP_TOO_DEEP] = "들여쓰기가 윗줄보다 깊어요. 윗줄에는 이미 값이 있어서 그 아래에 무엇을 더 넣을 수 없어요. 윗줄과 나란히 맞춰 보세요.",
    [YAML_SLIP_UNEVEN] = "들여쓰기가 위의 어느 줄과도 맞지 않아요. 같은 단계의 줄은 같은 칸에서 시작해야 해요.",
    [YAML_SLIP_QUOTE] = "따옴표가 닫히지 않았어요.",
    [YAML_SLIP_BRACKET] = "여기서 연 괄호가 끝까지 닫히지 않았어요.",
    [YAML_SLIP_CHARACTER] = "값이 @, `, % 가운데 하나로 시작해요. YAML에서 따로 쓰는 글자라서 값을 따옴표로 감싸야 해요.",
    [YAML_SLIP_DASH_BLANK] = "목록 항목의 -(빼기) 뒤에 빈칸이 없어요.",
};

/* The line as it stands, with its number; tabs drawn as arrows. */
static void show_line(struct hint *h, const struct yaml_slip *slip)
{
    struct strbuf text = STRBUF_INIT, shown = STRBUF_INIT;
    for (size_t i = 0, n; i < slip->len; i += n) {
        n = strcspn(slip->start + i, "\t\r\n");
        if (n > slip->len - i)
            n = slip->len - i;
        term_safe(&text, slip->start + i, n);
        if (i + n < slip->len && slip->start[i + n] == '\t')
            strbuf_adds(&text, "→   ");
        n += i + n < slip->len;
    }
    term_truncate(&shown, text.buf, LINE_COLUMNS_MAX);
    hint_command(h, "%3d │ %s", slip->line, shown.buf);
    strbuf_release(&text);
    strbuf_release(&shown);
}

/* `error parsing %w: ... yaml: %*` */
void hint_yaml(struct hint *h)
{
    const char *name = hint_catch(h, 0);
    struct strbuf text = STRBUF_INIT;
    struct yaml_slip slip;
    bool here = !strcmp(name, "STDIN");
    if (read_source(h, name, &text) && yaml_find_slip(text.buf, text.len, &slip)) {
        hint_say(h, here ? "%s%d번째 줄: %s" : "%s의 %d번째 줄: %s", here ? "입력한 글의 " : name, slip.line, slips[slip.type]);
        show_line(h, &slip);
    } else {
        hint_say(h, "%s{을/를} YAML로 읽지 못했어요. 들여쓰기(빈칸만), 콜론 뒤의 빈칸, 따옴표와 괄호의 짝을 차례로 살펴보세요.",
                 here ? "입력한 글" : name);
    }
    strbuf_release(&text);
}

static int is_visible(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

/* Not alphasort(), which the locale decides. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The file of the folder that `path` names which is nearest to it; an arena string, or NULL. */
static const char *nearest_file(struct hint *h, const char *path)
{
    const char *slash = strrchr(path, '/'), *best = NULL;
    const char *folder = slash ? arena_strndup(h->arena, path, (size_t)(slash - path) + 1) : "./";
    struct dirent **files = NULL;
    int count = may_look(h, folder) ? scandir(folder, &files, is_visible, by_name) : 0;
    struct nearest n;
    nearest_init(&n, slash ? slash + 1 : path);
    for (int i = 0; i < count; i++)
        nearest_offer(&n, files[i]->d_name);
    if (n.best)
        best = arena_strf(h->arena, "%s%s", slash ? folder : "", n.best);
    for (int i = 0; i < count; i++)
        free(files[i]);
    free(files);
    return best;
}

/* `the path %q does not exist` */
void hint_path(struct hint *h)
{
    const char *path = hint_catch(h, 0), *best = nearest_file(h, path);
    hint_say(h, "%s{이라는/라는} 파일이 없어요.", path);
    if (best)
        hint_say(h, "%s{을/를} 쓰려던 건가요?", best);
    else
        hint_say(h, "여기 있는 파일은 ls로 볼 수 있어요.");
}

static bool ends_like_manifest(const char *word)
{
    static const char *const ends[] = { ".yaml", ".yml", ".json" };
    size_t len = strlen(word);
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (len > strlen(ends[i]) && !strcmp(word + len - strlen(ends[i]), ends[i]))
            return true;
    return false;
}

/* `must specify one of -f and -k` */
void hint_missing_f(struct hint *h)
{
    size_t count;
    char **words = hint_words(h, &count);
    hint_say(h, "어느 파일인지 -f로 알려 줘야 해요.");
    for (size_t i = 2; i < count; i++) {
        if (!ends_like_manifest(words[i]))
            continue;
        hint_command(h, "%s %s -f %s", words[0], words[1], words[i]);
        return;
    }
    hint_command(h, "kubectl %s -f 파일.yaml", count > 1 ? words[1] : "apply");
}
