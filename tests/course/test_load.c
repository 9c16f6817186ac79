/* What a lesson's author hears about mistakes: file, line, field, reason. */
#include <string.h>

#include "lessons/lesson.h"
#include "tests/unit/test.h"

/* A lesson of nothing but what it must have; each test puts something wrong in one place. */
static const char good[] = "lesson: small\n"                                     /* 1 */
                           "title: 작은 수업\n"
                           "summary: 한 가지를 해요.\n"
                           "minutes: 5\n"
                           "world: classroom\n"                                  /* 5 */
                           "steps:\n"
                           "- name: one\n"
                           "  title: 하나\n"
                           "  text: 읽어 보세요.\n"
                           "  files:\n"                                          /* 10 */
                           "    a.yaml: |\n"
                           "      kind: Pod\n"
                           "  ask:\n"
                           "    question: 몇 개인가요?\n"
                           "    choices:\n"                                      /* 15 */
                           "    - {text: 하나, because: 맞아요}\n"
                           "    - {text: 둘, because: 아니에요}\n"
                           "    answer: 1\n"
                           "  task: 만드세요.\n"
                           "  checks:\n"                                         /* 20 */
                           "  - {check: exists, of: pod/a}\n"
                           "  - {check: count, of: pods, min: 1}\n"
                           "  hints: [방향, 도구, 명령]\n"
                           "  solution: kubectl apply -f a.yaml\n"
                           "- name: two\n"                                       /* 25 */
                           "  title: 둘\n"
                           "  text: 끝이에요.\n"
                           "closing: 마쳐요.\n"
                           "keywords:\n"
                           "- {word: 파드, text: 뜻}\n";

/* `good` with its first `from` made `to`. */
static void spoil(struct strbuf *sb, const char *from, const char *to)
{
    strbuf_adds(sb, good);
    const char *at = strstr(sb->buf, from);
    if (!at)
        BUG("'%s' is not in the lesson", from);
    strbuf_splice(sb, (size_t)(at - sb->buf), strlen(from), to, strlen(to));
}

static void check_mistake(const char *from, const char *to, const char *want)
{
    struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
    spoil(&text, from, to);
    struct lesson *l = lesson_load("my/catalog/small.yaml", text.buf, text.len, &err);
    test_check(!l == (*want != '\0'), __FILE__, __LINE__, "'%s' instead of '%s'", to, from);
    CHECK_STR(err.buf, want);
    lesson_free(l);
    strbuf_release(&text);
    strbuf_release(&err);
}

#define AT(line, rest) "my/catalog/small.yaml:" #line ": " rest "\n"

TEST(load_mistakes)
{
    static const struct {
        const char *from, *to, *want;
    } cases[] = {
        { "lesson: small", "lesson: small", "" },
        /* the lesson */
        { "title: 작은 수업\n", "", AT(1, "title: 빠졌어요") },
        { "minutes: 5", "minutes: 오 분", AT(4, "minutes: 정수여야 해요") },
        { "minutes: 5", "minutes: 0", AT(4, "minutes: 1 이상이어야 해요") },
        { "minutes: 5", "minutes: 5\ndifficulty: 2", AT(5, "difficulty: 모르는 필드예요") },
        { "summary: 한 가지를 해요.", "summary: [하나]", AT(3, "summary: 글이어야 해요") },
        { "summary: 한 가지를 해요.", "summary: ''", AT(3, "summary: 비어 있어요") },
        { "lesson: small", "lesson: ../small", AT(1, "lesson: 영어 소문자와 숫자와 -만 쓸 수 있어요") },
        { "world: classroom", "world: clasroom", AT(5, "world: world 폴더에 그런 클러스터 파일이 없어요") },
        { "world: classroom", "world: ../classroom", AT(5, "world: world 폴더에 그런 클러스터 파일이 없어요") },
        { "{word: 파드, text: 뜻}", "파드", AT(30, "keywords.0: 이름과 값의 묶음이어야 해요") },
        { "{word: 파드, text: 뜻}", "{word: 파드}", AT(30, "keywords.0.text: 빠졌어요") },
        /* a step */
        { "- name: two\n  title: 둘\n  text: 끝이에요.\n", "- 둘\n", AT(25, "steps.1: 이름과 값의 묶음이어야 해요") },
        { "- name: two", "- name: one", AT(25, "steps.1: 같은 이름의 단계가 앞에 있어요") },
        { "  text: 끝이에요.\n", "", AT(25, "steps.1.text: 빠졌어요") },
        { "  title: 둘", "  titel: 둘", AT(25, "steps.1.title: 빠졌어요") AT(26, "steps.1.titel: 모르는 필드예요") },
        { "  text: 끝이에요.", "  text: 끝이에요.\n  hints: [가, 나, 다]",
          AT(28, "steps.1.hints: 과제(task)가 없는 단계에는 쓸 수 없어요") },
        { "  files:\n    a.yaml: |\n      kind: Pod\n", "  files: [a.yaml]\n", AT(10, "steps.0.files: 이름과 값의 묶음이어야 해요") },
        { "a.yaml: |\n      kind: Pod", "../a.yaml: x",
          AT(11, "steps.0.files: 파일 이름에는 폴더가 없어야 하고, 점으로 시작하지 않아야 해요") },
        { "a.yaml: |\n      kind: Pod", "a.yaml: {kind: Pod}", AT(11, "steps.0.files.a.yaml: 글이어야 해요") },
        /* the question */
        { "    answer: 1\n", "", AT(14, "steps.0.ask.answer: 빠졌어요") },
        { "answer: 1", "answer: 3", AT(18, "steps.0.ask.answer: choices의 번호여야 해요") },
        { "answer: 1", "answer: '1'", AT(18, "steps.0.ask.answer: 정수여야 해요") },
        { "    - {text: 둘, because: 아니에요}\n", "", AT(16, "steps.0.ask.choices: 고를 것이 둘은 있어야 해요") },
        { "{text: 둘, because: 아니에요}", "{text: 둘}", AT(17, "steps.0.ask.choices.1.because: 빠졌어요") },
        { "{text: 둘, because: 아니에요}", "{text: 2, because: 아니에요}", AT(17, "steps.0.ask.choices.1.text: 글이어야 해요") },
        /* the task */
        { "  solution: kubectl apply -f a.yaml\n", "", AT(7, "steps.0.solution: 과제(task)가 있으면 있어야 해요") },
        { "hints: [방향, 도구, 명령]", "hints: [방향, 도구]",
          AT(23, "steps.0.hints: 힌트는 세 개가 있어야 해요: 방향, 도구, 명령에 가까운 것") },
        { "hints: [방향, 도구, 명령]", "hints: [방향, 도구, 3]", AT(23, "steps.0.hints.2: 글이어야 해요") },
        { "  checks:\n  - {check: exists, of: pod/a}\n  - {check: count, of: pods, min: 1}\n", "  checks: []\n",
          AT(20, "steps.0.checks: 확인 규칙이 하나는 있어야 해요") },
        { "hints: [방향, 도구, 명령]", "hints: {방향: 도구}", AT(23, "steps.0.hints: 목록이어야 해요") },
        { "  checks:\n  - {check: exists, of: pod/a}\n  - {check: count, of: pods, min: 1}\n", "  checks: {check: exists, of: pod/a}\n",
          AT(20, "steps.0.checks: 목록이어야 해요") },
        /* its checks */
        { "{check: exists, of: pod/a}", "exists", AT(21, "steps.0.checks.0: 이름과 값의 묶음이어야 해요") },
        { "check: exists", "check: exist",
          AT(21, "steps.0.checks.0.check: 확인 규칙(check)의 이름이 아니에요. exists absent field items condition rollout event count "
                 "placed at_once log 중 하나를 쓰세요") },
        { "of: pod/a", "of: pod", AT(21, "steps.0.checks.0.of: 종류/이름이어야 해요 (예: job/testapp-job)") },
        { "of: pods, min: 1", "of: pods/a, min: 1", AT(22, "steps.0.checks.1.of: 종류만 적어야 해요 (예: pods)") },
        { "of: pod/a", "about: pod/a", AT(21, "steps.0.checks.0.about: 이 확인 규칙에 없는 필드예요") },
        { "check: exists, of: pod/a", "check: exists", AT(21, "steps.0.checks.0.of: 빠졌어요") },
        { "check: exists, of: pod/a", "check: field, of: pod/a, is: 1", AT(21, "steps.0.checks.0.path: 빠졌어요") },
        { "min: 1", "selector: a=b", AT(22, "steps.0.checks.1: is, min, max 중 하나가 있어야 해요") },
        { "min: 1", "min: 1, selector: a in b", AT(22, "steps.0.checks.1.selector: 셀렉터가 아니에요 (예: app=web,tier in (a,b),!old)") },
        { "min: 1", "min: 1, selector: ''", AT(22, "steps.0.checks.1.selector: 비어 있어요") },
        { "min: 1", "min: 1, max: 2", AT(22, "steps.0.checks.1: is, min, max 중 하나가 있어야 해요") },
        { "min: 1", "min: 하나", AT(22, "steps.0.checks.1.min: 정수여야 해요") },
        { "min: 1", "is: '1'", AT(22, "steps.0.checks.1.is: 정수여야 해요") },
        { "min: 1", "min: 1, where: Running", AT(22, "steps.0.checks.1.where: 경로와 값의 묶음이어야 해요") },
        { "check: exists, of: pod/a", "check: condition, of: job/a, type: Complete, status: True",
          AT(21, "steps.0.checks.0.status: 글이어야 해요") },
        { "check: exists, of: pod/a", "check: rollout, of: deploy/a, revision: 둘", AT(21, "steps.0.checks.0.revision: 정수여야 해요") },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_mistake(cases[i].from, cases[i].to, cases[i].want);
}

/* All of them are told, in the order of the file's fields; a text that is no YAML is told with its line. */
TEST(load_mistakes_together)
{
    struct strbuf err = STRBUF_INIT;
    static const char two[] = "lesson: small\nminutes: 가\nsteps: []\n";
    CHECK(!lesson_load("a.yaml", two, strlen(two), &err));
    CHECK_STR(err.buf, "a.yaml:1: title: 빠졌어요\n"
                       "a.yaml:1: summary: 빠졌어요\n"
                       "a.yaml:2: minutes: 정수여야 해요\n"
                       "a.yaml:1: world: 빠졌어요\n"
                       "a.yaml:1: closing: 빠졌어요\n"
                       "a.yaml:1: keywords: 빠졌어요\n"
                       "a.yaml:3: steps: 단계가 하나는 있어야 해요\n");
    static const char *const broken[] = { "", "- a\n- b\n", "그냥 글", "a: [1\nb: 2\n", "\tlesson: x\n", "steps: &a [*a]\n", "lesson: 1\n--- \nlesson: 2\n" };
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        strbuf_reset(&err);
        test_check(!lesson_load("a.yaml", broken[i], strlen(broken[i]), &err), __FILE__, __LINE__, "|%s| loads", broken[i]);
        test_check(!strncmp(err.buf, "a.yaml:", strlen("a.yaml:")) && strchr(err.buf, '\n'), __FILE__, __LINE__, "|%s|: |%s|", broken[i], err.buf);
    }
    strbuf_release(&err);
}

TEST(lesson_find)
{
    static const struct {
        const char *name, *want; /* NULL: there is none */
    } cases[] = {
        { "job", "job" }, { "02-job", "job" }, { "2", "job" }, { "02", "job" }, { "잡", "job" }, { "여러 번 하는 잡", "completions" },
        { "10", "taints" }, { "", NULL }, { "0", NULL }, { "11x", NULL }, { "../catalog/02-job", NULL }, { "자", NULL },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        struct lesson *l = lesson_find(cases[i].name, &err);
        CHECK_STR(l ? l->name : NULL, cases[i].want);
        test_check(!l == (err.len > 0), __FILE__, __LINE__, "%s: %s", cases[i].name, err.buf);
        lesson_free(l);
        strbuf_release(&err);
    }
}
