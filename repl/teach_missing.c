#include "repl/teach_missing.h"

#include <string.h>

#include "repl/glossary.h"
#include "repl/term/josa.h"

/* "레이블이 app=java인 파드", "레이블이 app=java이고 spec.nodeName=kube-node1인 파드", "잡 testapp-job" */
static void add_things(struct strbuf *sb, const struct check_result *m)
{
    bool where = m->kind == CHECK_count && m->what;
    if (m->selector)
        strbuf_addf(sb, "레이블이 %s%s", m->selector, where ? "이고 " : "인 ");
    if (where)
        strbuf_addf(sb, "%s인 ", m->what);
    strbuf_adds(sb, glossary_kind(m->resource->kind));
    if (m->name)
        strbuf_addf(sb, " %s", m->name);
}

/* "2개여야", "2개 이상이어야", "2개 이하여야", and "하는데 지금은 1개예요." */
static void add_difference(struct strbuf *sb, const struct check_result *m, const char *counter)
{
    switch (m->relation) {
    case CHECK_IS: josa_addf(sb, "%s%s{이어야/여야}", m->wanted, counter); break;
    case CHECK_MIN: strbuf_addf(sb, "%s%s 이상이어야", m->wanted, counter); break;
    case CHECK_MAX: strbuf_addf(sb, "%s%s 이하여야", m->wanted, counter); break;
    }
    if (m->found)
        josa_addf(sb, " 하는데 지금은 %s%s{이에요/예요}.", m->found, counter);
    else
        strbuf_adds(sb, " 하는데 아직 없어요.");
}

static void missing_exists(struct strbuf *sb, const struct check_result *m)
{
    josa_addf(sb, m->gone ? "{이/가} 없어요." : "{을/를} 지우는 중이에요.");
}

static void missing_absent(struct strbuf *sb, const struct check_result *m)
{
    (void)m;
    josa_addf(sb, "{이/가} 아직 남아 있어요.");
}

static void missing_field(struct strbuf *sb, const struct check_result *m)
{
    josa_addf(sb, "의 %s{이/가} ", m->path);
    add_difference(sb, m, "");
}

static void missing_items(struct strbuf *sb, const struct check_result *m)
{
    josa_addf(sb, "의 %s에 %s%s항목이 ", m->path, m->what ? m->what : "", m->what ? "인 " : "");
    add_difference(sb, m, "개");
}

static void missing_condition(struct strbuf *sb, const struct check_result *m)
{
    josa_addf(sb, m->path ? "의 컨디션 %s의 reason이 " : "의 컨디션 %s{이/가} ", m->what);
    add_difference(sb, m, "");
}

static void missing_rollout(struct strbuf *sb, const struct check_result *m)
{
    bool image = !strcmp(m->path, "image"), revision = !strcmp(m->path, "revision");
    josa_addf(sb, "의 %s{이/가} ", image ? "이미지" : revision ? "리비전" : m->path);
    add_difference(sb, m, "");
}

static void missing_event(struct strbuf *sb, const struct check_result *m)
{
    strbuf_addf(sb, "에 %s 이벤트가 ", m->what);
    add_difference(sb, m, glossary_counter("Event"));
}

static void missing_count(struct strbuf *sb, const struct check_result *m)
{
    josa_addf(sb, "{이/가} ");
    add_difference(sb, m, glossary_counter(m->resource->kind));
}

static void missing_placed(struct strbuf *sb, const struct check_result *m)
{
    if (!strcmp(m->found, "0"))
        josa_addf(sb, "{이/가} 노드 %s에서 아직 Running이 아니에요.", m->node);
    else
        josa_addf(sb, "{은/는} 노드 %s에 %s 하는데 %s개 있어요.", m->node, strcmp(m->wanted, "0") ? "하나여야" : "없어야", m->found);
}

static void missing_at_once(struct strbuf *sb, const struct check_result *m)
{
    if (m->relation == CHECK_MAX)
        josa_addf(sb, "{은/는} 한꺼번에 %s개까지만 돌아야 하는데 %s개가 함께 돈 때가 있어요.", m->wanted, m->found);
    else
        josa_addf(sb, "{은/는} 한꺼번에 %s개%s 돌아야 하는데 지금까지는 가장 많을 때가 %s개예요.", m->wanted,
                  m->relation == CHECK_MIN ? " 이상" : "가", m->found);
}

static void missing_log(struct strbuf *sb, const struct check_result *m)
{
    josa_addf(sb, "의 로그에 “%s”{이/가} 있어야 하는데 아직 없어요.", m->what);
}

void missing_text(struct strbuf *sb, const struct check_result *m)
{
    static void (*const texts[])(struct strbuf *, const struct check_result *) = {
#define CHECK(name, of, required, optional) [CHECK_##name] = missing_##name,
#include "lessons/checks.def"
#undef CHECK
    };
    strbuf_adds(sb, "아직이에요. ");
    if (m->kind == CHECK_KINDS)
        return;
    add_things(sb, m);
    if (m->gone && m->kind != CHECK_exists)
        josa_addf(sb, "{이/가} 아직 없어요.");
    else
        texts[m->kind](sb, m);
}
