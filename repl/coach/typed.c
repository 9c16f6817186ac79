#include "repl/coach/typed.h"

#include <stdlib.h>
#include <string.h>

#include "lessons/runner.h"
#include "repl/term/hangul.h"
#include "repl/term/width.h"
#include "repl/verb.h"

bool typed_begins_known(const char *text)
{
    char *line = xstrndup(text, strcspn(text, "\n")), *word = xstrndup(line, strcspn(line, " \t"));
    bool known = verb_find(word, false) || lesson_number(line) >= 0;
    free(word);
    free(line);
    return known;
}

/* ---- blanks that are none ---- */

struct look_alike {
    uint32_t first, last;
    const char *meant;
};

static const struct look_alike blanks[] = {
    { 0x00A0, 0x00A0, " " }, { 0x2000, 0x200A, " " }, { 0x200B, 0x200D, "" }, { 0x202F, 0x202F, " " },
    { 0x205F, 0x205F, " " }, { 0x2060, 0x2060, "" },  { 0x3000, 0x3000, " " }, { 0xFEFF, 0xFEFF, "" },
};

static const char *look_up(const struct look_alike *rows, size_t count, uint32_t cp)
{
    for (size_t i = 0; i < count; i++)
        if (cp >= rows[i].first && cp <= rows[i].last)
            return rows[i].meant;
    return NULL;
}

size_t typed_odd_blank(const char *s, size_t len)
{
    size_t used = 0;
    return len && look_up(blanks, ARRAY_LEN(blanks), utf8_decode(s, len, &used)) ? used : 0;
}

/* Adds the text with plain blanks. */
static void plain_blanks(const char *text, struct strbuf *meant)
{
    for (size_t i = 0, used; text[i]; i += used) {
        const char *other = look_up(blanks, ARRAY_LEN(blanks), utf8_decode(text + i, strlen(text + i), &used));
        strbuf_add(meant, other ? other : text + i, other ? strlen(other) : used);
    }
}

/* ---- the Korean layout left on ---- */

/* Word n of the line, put back into keys; false when there is none, or no Hangul in it. */
static bool word_in_keys(const char *line, int n, struct strbuf *keys)
{
    for (;; n--) {
        line += strspn(line, " \t");
        size_t len = strcspn(line, " \t\n");
        if (!n) {
            hangul_to_keys(keys, line, len);
            return hangul_present(line, len);
        }
        line += len;
    }
}

/* A letter of Hangul that is part of no syllable: words seldom have one, and keys of English words make little else. */
static bool has_loose_jamo(const char *word, size_t len)
{
    enum { JAMO_FIRST = 0x3131, JAMO_LAST = 0x3163 };
    for (size_t i = 0, used; i < len; i += used) {
        uint32_t cp = utf8_decode(word + i, len - i, &used);
        if (cp >= JAMO_FIRST && cp <= JAMO_LAST)
            return true;
    }
    return false;
}

/* A kubectl command in which the layout was switched for some words: those with loose jamo are put back into keys. A lone ㅣ is
 * a pipe by its look. Quoted words and values behind = are left alone. True: there was one. */
static bool words_in_keys(const char *line, struct strbuf *meant)
{
    static const char bar[] = "ㅣ";
    bool any = false;
    for (const char *p = line; *p;) {
        size_t before = strspn(p, " \t"), len = strcspn(p + before, " \t");
        const char *word = p + before;
        bool slip = len && !memchr(word, '=', len) && !strpbrk(line, "'\"") && has_loose_jamo(word, len);
        strbuf_add(meant, p, before);
        if (slip && len == strlen(bar) && !strncmp(word, bar, len))
            strbuf_adds(meant, "|");
        else if (slip)
            hangul_to_keys(meant, word, len);
        else
            strbuf_add(meant, word, len);
        any = any || slip;
        p = word + len;
    }
    return any;
}

/* Its first word, put back into keys, is a word of the prompt, or the word behind `kubectl` one of its verbs. kubectl is put
 * before it when only that is missing. */
static bool korean_layout(const char *line, struct strbuf *meant)
{
    struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
    const char *start = line + strspn(line, " \t");
    char *typed = xstrndup(start, strcspn(start, " \t\n"));
    bool hangul = word_in_keys(line, 0, &first), slip = false;
    bool kubectl = !strcmp(first.buf, "kubectl"), bare = false;
    if (strchr(line, '\n')) {
        slip = false;
    } else if (!hangul) {
        /* Only the verb's place: further on there may be Korean that means what it says. */
        slip = kubectl && word_in_keys(line, 1, &second) && verb_find(second.buf, true);
    } else if (!verb_find(typed, false)) {
        bare = !kubectl && !verb_find(first.buf, false);
        slip = !bare || verb_find(first.buf, true);
    }
    if (slip) {
        strbuf_adds(meant, bare ? "kubectl " : "");
        hangul_to_keys(meant, start, strlen(start));
    } else if (kubectl && !hangul && !strchr(line, '\n')) {
        struct strbuf words = STRBUF_INIT;
        slip = words_in_keys(start, &words);
        strbuf_adds(meant, slip ? words.buf : "");
        strbuf_release(&words);
    }
    free(typed);
    strbuf_release(&first);
    strbuf_release(&second);
    return slip;
}

/* ---- a prompt that was copied with the command ---- */

static bool command_follows(const char *text)
{
    struct strbuf sb = STRBUF_INIT;
    plain_blanks(text, &sb);
    bool known = typed_begins_known(sb.buf) || !strncmp(sb.buf, "sudo ", strlen("sudo "));
    strbuf_release(&sb);
    return known;
}

/* The length of the prompt before the first line's command: "$ ", "root@master:~# ", "데몬셋 3/11 $ "; 0: there is none. */
static size_t prompt_length(const char *text)
{
    size_t len = strcspn(text, "\n");
    if (typed_begins_known(text))
        return 0;
    for (size_t i = 0; i + 1 < len && !strchr("'\"|&;<", text[i]); i++)
        if (strchr(i ? "$#%" : "$#%>", text[i]) && text[i + 1] == ' ' && command_follows(text + i + 2))
            return i + 2;
    return 0;
}

/* Of several lines, those behind the same prompt: what the commands printed was copied with them. */
static bool copied_prompt(const char *text, struct strbuf *meant)
{
    size_t prompt = prompt_length(text);
    bool several = text[strcspn(text, "\n")] != '\0';
    if (!prompt || (several && *text == '#')) /* a comment above a script */
        return false;
    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n");
        if (!strncmp(line, text, prompt)) {
            strbuf_adds(meant, line == text ? "" : "\n");
            strbuf_add(meant, line + prompt, len - prompt);
        }
        line += len + (line[len] == '\n');
    }
    return true;
}

/* ---- sudo ---- */

/* On the host, sudo would find the host's own kubectl. */
static bool needless_sudo(const char *text, struct strbuf *meant)
{
    static const char sudo[] = "sudo ", kubectl[] = "kubectl ";
    size_t len = strlen(sudo);
    bool slip = !strncmp(text, sudo, len) && !strncmp(text + len, kubectl, strlen(kubectl));
    strbuf_adds(meant, slip ? text + len : "");
    return slip;
}

/* ---- letters that only look like those of a command ---- */

enum { FULL_WIDTH_FIRST = 0xFF01, FULL_WIDTH_LAST = 0xFF5E, FULL_WIDTH_AWAY = 0xFEE0 };

static const struct look_alike quotes[] = {
    { 0x2018, 0x201B, "'" }, { 0x201C, 0x201F, "\"" }, { 0x2032, 0x2032, "'" }, { 0x2033, 0x2033, "\"" },
};

/* What a dash before `rest` stands for at a word's beginning: -n, --all. */
static const char *dashes(const char *rest)
{
    return rest[0] && (!rest[1] || strchr(" \t\n", rest[1])) ? "-" : "--";
}

/* What is meant by one character outside straight quotes; NULL: itself. `shut`: of the quotes that are open, 0: none. */
static const char *meant_by(uint32_t cp, const char *rest, bool word_begins, char shut, char ascii[2])
{
    const char *quote = look_up(quotes, ARRAY_LEN(quotes), cp);
    if (shut) /* the text between them is meant as it is */
        return quote && *quote == shut ? quote : NULL;
    if (cp >= 0x2012 && cp <= 0x2015 && word_begins)
        return dashes(rest);
    if (cp >= FULL_WIDTH_FIRST && cp <= FULL_WIDTH_LAST) {
        ascii[0] = (char)(cp - FULL_WIDTH_AWAY);
        return ascii;
    }
    return quote ? quote : look_up(blanks, ARRAY_LEN(blanks), cp);
}

static void straighten(const char *text, struct strbuf *meant)
{
    char shut = 0, straight = 0; /* the quote that ends what an open one began: of any look, of the plain one */
    for (size_t i = 0, used; text[i]; i += used) {
        char ascii[2] = { '\0', '\0' };
        uint32_t cp = utf8_decode(text + i, strlen(text + i), &used);
        bool word_begins = !meant->len || strchr(" \t\n", meant->buf[meant->len - 1]);
        const char *other = straight || cp < 0x80 ? NULL : meant_by(cp, text + i + used, word_begins, shut, ascii);
        char mark = other ? *other : (char)(cp < 0x80 ? cp : 0);
        if (other)
            strbuf_adds(meant, other);
        else
            strbuf_add(meant, text + i, used);
        if (mark != '"' && mark != '\'')
            continue;
        if (!shut && !straight)
            *(other ? &shut : &straight) = mark;
        else if (mark == (shut ? shut : straight))
            shut = straight = 0;
    }
}

static bool look_alikes(const char *text, struct strbuf *meant)
{
    static const char kubectl[] = "kubectl "; /* our own words print text as it comes: echo “안녕” */
    struct strbuf sb = STRBUF_INIT;
    bool several = text[strcspn(text, "\n")] != '\0';
    /* Of several lines only the blanks: there, an unusual letter may be a value. */
    (several ? plain_blanks : straighten)(text, &sb);
    bool kubectls = !strncmp(text, kubectl, strlen(kubectl)) || !typed_begins_known(text);
    bool slip = strcmp(sb.buf, text) != 0 && (several || (kubectls && typed_begins_known(sb.buf)));
    if (slip)
        strbuf_add(meant, sb.buf, sb.len);
    strbuf_release(&sb);
    return slip;
}

/* ---- a manifest without a command ---- */

bool typed_manifest_word(const char *word)
{
    static const char *const words[] = { "apiVersion:", "kind:", "metadata:", "spec:" };
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!strcmp(word, words[i]))
            return true;
    return false;
}

static bool has_line(const char *text, const char *beginning)
{
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (!strncmp(line, beginning, strlen(beginning)))
            return true;
    }
    return false;
}

static bool bare_manifest(const char *text, struct strbuf *meant)
{
    const char *start = text + strspn(text, "\n");
    bool begins = !strncmp(start, "---\n", 4) || !strncmp(start, "apiVersion:", 11) || !strncmp(start, "kind:", 5);
    if (!begins || !has_line(start, "apiVersion:") || !has_line(start, "kind:") || has_line(start, "EOF"))
        return false;
    size_t len = strlen(start);
    strbuf_addf(meant, "kubectl apply -f - <<'EOF'\n%s%sEOF", start, len && start[len - 1] == '\n' ? "" : "\n");
    return true;
}

/* ---- together ---- */

const char *typed_meant(const char *text, struct strbuf *meant)
{
    static const struct {
        bool (*find)(const char *text, struct strbuf *meant);
        const char *why;
    } slips[] = {
        { korean_layout, "한글 자판으로 치신 것 같아요" },
        { copied_prompt, "명령 앞의 프롬프트까지 복사한 것 같아요" },
        { needless_sudo, "여기서는 sudo가 필요 없어요" },
        { look_alikes, "모양만 닮은 글자(둥근 따옴표, 긴 줄표, 특수 빈칸)가 섞인 것 같아요" },
        { bare_manifest, "매니페스트를 붙여 넣은 것 같아요" },
    };
    const char *why = NULL;
    struct strbuf now = STRBUF_INIT;
    strbuf_adds(&now, text);
    for (size_t i = 0; i < ARRAY_LEN(slips); i++) {
        struct strbuf better = STRBUF_INIT;
        if (slips[i].find(now.buf, &better)) {
            why = why ? why : slips[i].why;
            strbuf_release(&now);
            now = better;
        } else {
            strbuf_release(&better);
        }
    }
    if (why)
        strbuf_add(meant, now.buf, now.len);
    strbuf_release(&now);
    return why;
}
