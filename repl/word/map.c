/*
 * map [-n NAMESPACE | -A]: the cluster as a picture: nodes as boxes, pods as cells in them.
 *
 *     ┌ kube-node1 ───────────────────────┐
 *     │ Ready  disk=ssd                   │
 *     │ A█ B░ B░*                         │        a letter for who made the pod, a mark for its state
 *     └───────────────────────────────────┘
 *     A daemonset/testapp-ds 1    B job/testapp-job 2
 *
 * `*` stands beside what is not as it was in the last map; what changed is told in words below.  Of many nodes, those
 * that look alike share a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "repl/nodelook.h"
#include "repl/picture.h"
#include "repl/podgroup.h"
#include "repl/podlook.h"
#include "repl/session.h"
#include "repl/term/width.h"
#include "repl/verb.h"

enum {
    BOX_LEAST = 30,   /* columns of a box */
    BOX_GAP = 1,
    CELLS_MOST = 24,  /* in one box; above, pods that look alike are counted */
    BOX_ROWS_MOST = 4, /* rows of boxes; above, the map folds */
    OWNERS_MOST = 12, /* in the legend */
    CHANGES_MOST = 8,
};

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

struct cell {
    size_t group;
    enum pod_look look;
    bool changed;
    size_t count;
};

/* A node, or the place of the pods that have none (node is NULL). */
struct place {
    const struct val *node;
    const char *name, *look; /* node_look() */
    struct cell *cells;
    size_t len, cap;
};

/* How something looked: "pod UID NAME" or "node UID NAME". */
struct sight {
    const char *key, *look;
};

struct map {
    struct command *cmd;
    struct pod_groups groups;
    struct place *places; /* the last is that of pods without a node */
    size_t len, columns;
    struct sight *sights; /* how all looks now, for the next map */
    size_t sight_count;
    struct val *seen;     /* owned: the same as a document */
    struct strbuf changes;
    size_t change_count;
    bool looks[POD_LOOK_COUNT], tainted;
    struct picture *picture;
    size_t row;
};

/* ---- what changed since the last map ---- */

static void tell_change(struct map *m, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void tell_change(struct map *m, const char *fmt, ...)
{
    va_list ap;
    if (++m->change_count > CHANGES_MOST)
        return;
    va_start(ap, fmt);
    strbuf_adds(&m->changes, "  ");
    strbuf_addvf(&m->changes, fmt, ap);
    strbuf_addch(&m->changes, '\n');
    va_end(ap);
}

/* Remembers how something looks. Whether it looked otherwise before; *was: how, NULL when it is new. */
static bool remember(struct map *m, const char *key, const char *look, const char **was)
{
    const struct val *before = m->cmd->session->map_seen;
    *was = val_str(val_get(before, key));
    m->sights[m->sight_count++] = (struct sight){ key, look };
    return before && (!*was || strcmp(*was, look) != 0);
}

static bool pod_changed(struct map *m, const struct val *pod, enum pod_look look)
{
    const char *was, *name = val_at_str(pod, "metadata.name", ""), *node = val_at_str(pod, "spec.nodeName", "");
    const char *key = arena_strf(m->cmd->arena, "pod %s %s", val_at_str(pod, "metadata.uid", ""), name);
    if (!remember(m, key, pod_looks[look].name_ko, &was))
        return false;
    if (was)
        tell_change(m, "파드 %s: %s → %s", name, was, pod_looks[look].name_ko);
    else
        tell_change(m, "파드 %s: 새로 생김%s%s, %s", name, *node ? ", " : "", node, pod_looks[look].name_ko);
    return true;
}

/* Adds the words of `look` that `other` has not, with a sign before each. */
static void add_difference(struct arena *a, struct strbuf *sb, const char *sign, const char *look, const char *other)
{
    char *save = NULL, *words = arena_strdup(a, look), *all = arena_strf(a, " %s ", other);
    for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
        if (!strstr(all, arena_strf(a, " %s ", w)))
            strbuf_addf(sb, " %s%s", sign, w);
}

static bool node_changed(struct map *m, const struct place *p)
{
    struct arena *a = m->cmd->arena;
    struct strbuf sb = STRBUF_INIT;
    const char *was, *key = arena_strf(a, "node %s %s", val_at_str(p->node, "metadata.uid", ""), p->name);
    if (!remember(m, key, p->look, &was))
        return false;
    if (was) {
        add_difference(a, &sb, "-", was, p->look);
        add_difference(a, &sb, "+", p->look, was);
    } else {
        strbuf_adds(&sb, " 새로 생김");
    }
    tell_change(m, "노드 %s:%s", p->name, sb.buf);
    strbuf_release(&sb);
    return true;
}

static int compare_sights(const void *a, const void *b)
{
    return strcmp(((const struct sight *)a)->key, ((const struct sight *)b)->key);
}

/* m->seen, made in the order of its keys: a document takes in what comes last at once, and moves all else for what does not. */
static void write_down(struct map *m, const char *ns)
{
    qsort(m->sights, m->sight_count, sizeof(*m->sights), compare_sights);
    m->seen = val_fmt("{namespace:%s}", ns);
    val_reserve(&m->seen, m->sight_count);
    for (size_t i = 0; i < m->sight_count; i++)
        val_set(&m->seen, m->sights[i].key, val_string(m->sights[i].look));
}

static void tell_gone(struct map *m)
{
    const struct val *before = m->cmd->session->map_seen;
    for (size_t i = 0; i < val_len(before); i++) {
        const char *key = val_key(before, i), *name = strrchr(key, ' ');
        if (!val_get(m->seen, key))
            tell_change(m, "%s %s: 없어짐", *key == 'p' ? "파드" : "노드", name ? name + 1 : key);
    }
}

/* ---- collecting ---- */

static int compare_places(const void *a, const void *b)
{
    return strverscmp(((const struct place *)a)->name, ((const struct place *)b)->name);
}

static struct place *place_of(struct map *m, const char *name)
{
    struct place key = { .name = name };
    struct place *found = *name ? bsearch(&key, m->places, m->len - 1, sizeof(*m->places), compare_places) : NULL;
    return found ? found : &m->places[m->len - 1];
}

static void add_cell(struct map *m, struct place *p, struct cell cell)
{
    if (p->len == p->cap) {
        struct cell *old = p->cells;
        p->cap = p->cap ? p->cap * 2 : 8;
        p->cells = arena_alloc(m->cmd->arena, p->cap * sizeof(*p->cells));
        if (old)
            memcpy(p->cells, old, p->len * sizeof(*old));
    }
    p->cells[p->len++] = cell;
}

/* Cells that look alike become one with a number. */
static void count_cells(struct place *p)
{
    size_t len = 0;
    for (size_t i = 0; i < p->len; i++) {
        size_t k = 0;
        while (k < len && (p->cells[k].group != p->cells[i].group || p->cells[k].look != p->cells[i].look))
            k++;
        if (k == len) {
            p->cells[len++] = p->cells[i];
            continue;
        }
        p->cells[k].changed |= p->cells[i].changed;
        p->cells[k].count += p->cells[i].count;
    }
    p->len = len;
}

static void collect(struct map *m, const struct val *nodes, const struct val *pods)
{
    m->len = val_len(nodes) + 1;
    m->places = arena_alloc(m->cmd->arena, m->len * sizeof(*m->places));
    for (size_t i = 0; i + 1 < m->len; i++)
        m->places[i] = (struct place){ .node = val_item(nodes, i), .name = val_at_str(val_item(nodes, i), "metadata.name", ""),
                                       .look = node_look(m->cmd->arena, val_item(nodes, i)) };
    m->places[m->len - 1].name = "노드가 없는 파드";
    qsort(m->places, m->len - 1, sizeof(*m->places), compare_places);
    pod_groups_make(&m->groups, m->cmd->arena, pods);
    for (size_t g = 0; g < m->groups.len; g++)
        for (size_t i = 0; i < m->groups.items[g].len; i++) {
            const struct val *pod = m->groups.items[g].pods[i];
            enum pod_look look = pod_look_now(pod);
            m->looks[look] = true;
            add_cell(m, place_of(m, val_at_str(pod, "spec.nodeName", "")), (struct cell){ g, look, pod_changed(m, pod, look), 1 });
        }
    for (size_t i = 0; i < m->len; i++)
        if (m->places[i].len > CELLS_MOST)
            count_cells(&m->places[i]);
}

/* ---- drawing ---- */

static enum style group_style(size_t group)
{
    return (enum style)(STYLE_HUE + (int)(group % STYLE_HUES));
}

static void group_letter(size_t group, char letter[2])
{
    letter[0] = group < sizeof(letters) - 1 ? letters[group] : '+';
    letter[1] = '\0';
}

/* "A█", "A█*", "A█x12"; without a picture, only its width. */
static size_t draw_cell(struct picture *p, size_t row, size_t column, const struct cell *c)
{
    char letter[2], count[24] = "";
    group_letter(c->group, letter);
    if (c->count > 1)
        snprintf(count, sizeof(count), "×%zu", c->count);
    size_t width = 2 + term_width(count, strlen(count)) + c->changed;
    if (!p)
        return width;
    picture_text(p, row, column, 1, group_style(c->group), letter);
    picture_fill(p, row, column + 1, 1, pod_looks[c->look].style, pod_looks[c->look].mark);
    size_t used = picture_text(p, row, column + 2, sizeof(count), STYLE_PLAIN, count);
    if (c->changed)
        picture_text(p, row, column + 2 + used, 1, STYLE_STRONG, "*");
    return width;
}

/* Cells in lines of that many columns; returns the lines. Without a picture, only counts them. */
static size_t draw_cells(struct picture *p, size_t row, size_t column, size_t room, const struct place *place)
{
    size_t used = 0, lines = 1;
    for (size_t i = 0; i < place->len; i++) {
        size_t width = draw_cell(NULL, 0, 0, &place->cells[i]);
        if (used && used + width > room) {
            used = 0;
            lines++;
        }
        if (p)
            draw_cell(p, row + lines - 1, column + used, &place->cells[i]);
        used += width + 1;
    }
    return lines;
}

/* Edges included. */
static size_t box_rows(const struct place *p, size_t inner)
{
    size_t words = p->node ? node_look_draw(NULL, 0, 0, inner, p->node) : 0;
    return words + draw_cells(NULL, 0, 0, inner, p) + 2;
}

static void draw_box(struct map *m, const struct place *p, size_t column, size_t rows, size_t columns)
{
    size_t row = m->row + 1, inner = columns - 4;
    picture_box(m->picture, m->row, column, rows, columns, p->name);
    if (p->node)
        row += node_look_draw(m->picture, row, column + 2, inner, p->node);
    draw_cells(m->picture, row, column + 2, inner, p);
}

static size_t shown(const struct map *m)
{
    return m->len - !m->places[m->len - 1].len;
}

static void draw_boxes(struct map *m, size_t across)
{
    size_t columns = (m->columns - (across - 1) * BOX_GAP) / across, count = shown(m);
    for (size_t i = 0; i < count; i += across) {
        size_t rows = 0, end = i + across < count ? i + across : count;
        for (size_t k = i; k < end; k++) {
            size_t own = box_rows(&m->places[k], columns - 4);
            rows = own > rows ? own : rows;
        }
        for (size_t k = i; k < end; k++)
            draw_box(m, &m->places[k], (k - i) * (columns + BOX_GAP), rows, columns);
        m->row += rows;
    }
}

static bool same_cells(const struct place *a, const struct place *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++)
        if (a->cells[i].group != b->cells[i].group || a->cells[i].look != b->cells[i].look || a->cells[i].count != b->cells[i].count)
            return false;
    return true;
}

static bool look_alike(const struct place *a, const struct place *b)
{
    return a->node && b->node && same_cells(a, b) && !strcmp(a->look, b->look);
}

/* ---- many nodes: those that look alike share a line ---- */

/* "kube-node1, kube-node4…kube-node9 (7대)": the members of a class, as runs of the map's order. */
static void add_members(struct strbuf *sb, const struct map *m, const size_t *classes, size_t class_, size_t columns)
{
    size_t count = 0, last = shown(m), told = 0;
    for (size_t i = 0, end; i < last; i = end) {
        for (end = i; end < last && classes[end] == class_;)
            end++;
        count += end - i;
        if (end == i)
            end++;
        else if (sb->len < columns / 2) {
            strbuf_addf(sb, "%s%s", told ? ", " : "", m->places[i].name);
            if (end > i + 1)
                strbuf_addf(sb, "…%s", m->places[end - 1].name);
            told += end - i;
        }
    }
    strbuf_adds(sb, told < count ? ", …" : "");
    if (count > 1)
        strbuf_addf(sb, " (%zu대)", count);
}

/* The member of a class that has something new, so that its mark is seen; else the first. */
static const struct place *newest(const struct map *m, const size_t *classes, size_t class_)
{
    for (size_t i = class_; i < shown(m); i++)
        for (size_t k = 0; classes[i] == class_ && k < m->places[i].len; k++)
            if (m->places[i].cells[k].changed)
                return &m->places[i];
    return &m->places[class_];
}

static void draw_class(struct map *m, const size_t *classes, size_t class_)
{
    const struct place *first = &m->places[class_];
    struct strbuf name = STRBUF_INIT;
    add_members(&name, m, classes, class_, m->columns);
    picture_text(m->picture, m->row++, 0, m->columns, STYLE_STRONG, name.buf);
    if (first->node)
        m->row += node_look_draw(m->picture, m->row, 4, m->columns - 4, first->node);
    if (first->len)
        m->row += draw_cells(m->picture, m->row, 4, m->columns - 4, newest(m, classes, class_));
    strbuf_release(&name);
}

/* A class is named by the index of its first place. */
static void draw_folded(struct map *m)
{
    size_t count = shown(m), *classes = arena_alloc(m->cmd->arena, count * sizeof(*classes));
    for (size_t i = 0; i < m->len; i++)
        count_cells(&m->places[i]);
    for (size_t i = 0; i < count; i++) {
        classes[i] = 0;
        while (classes[i] < i && (classes[classes[i]] != classes[i] || !look_alike(&m->places[classes[i]], &m->places[i])))
            classes[i]++;
    }
    for (size_t i = 0; i < count; i++)
        if (classes[i] == i)
            draw_class(m, classes, i);
}

static void draw_owners(struct map *m)
{
    size_t half = m->columns / 2, shown_count = m->groups.len < OWNERS_MOST ? m->groups.len : OWNERS_MOST;
    for (size_t i = 0; i < shown_count; i++) {
        const struct pod_group *g = &m->groups.items[i];
        char letter[2];
        struct strbuf sb = STRBUF_INIT;
        group_letter(i, letter);
        strbuf_addf(&sb, "%s %zu개", *g->name ? g->name : "혼자인 파드", g->len);
        picture_text(m->picture, m->row + i / 2, i % 2 * half, 1, group_style(i), letter);
        picture_text(m->picture, m->row + i / 2, i % 2 * half + 2, half - 3, STYLE_PLAIN, sb.buf);
        strbuf_release(&sb);
    }
    m->row += (shown_count + 1) / 2;
    if (m->groups.len > shown_count) {
        char more[96];
        snprintf(more, sizeof(more), "… 파드를 만든 것이 %zu개 더 있어요", m->groups.len - shown_count);
        picture_text(m->picture, m->row++, 0, m->columns, STYLE_DIM, more);
    }
}

static void draw_legend(struct map *m)
{
    const char *more[3] = { NULL };
    size_t len = 0;
    if (m->change_count)
        more[len++] = "* 지난번과 달라짐";
    if (m->tainted)
        more[len++] = "# 테인트";
    m->row += pod_looks_draw(m->picture, m->row, m->columns, m->looks, more);
}

static void draw(struct map *m, size_t node_count, size_t pod_count)
{
    struct strbuf sb = STRBUF_INIT;
    bool all = opt_bool(m->cmd, "all-namespaces");
    size_t across = (m->columns + BOX_GAP) / (BOX_LEAST + BOX_GAP);
    across = across ? across : 1;
    m->picture = picture_new();
    strbuf_addf(&sb, "노드 %zu대, 파드 %zu개 (%s)", node_count, pod_count, all ? "모든 네임스페이스" : cmd_namespace(m->cmd));
    picture_text(m->picture, m->row++, 0, m->columns, STYLE_STRONG, sb.buf);
    strbuf_reset(&sb);
    if (shown(m) > BOX_ROWS_MOST * across)
        draw_folded(m);
    else
        draw_boxes(m, across);
    draw_owners(m);
    draw_legend(m);
    picture_add(m->picture, &sb, colour_wanted(m->cmd->out->terminal));
    if (m->change_count) {
        strbuf_adds(&sb, "지난번 지도에서 달라진 것:\n");
        term_safe(&sb, m->changes.buf, m->changes.len);
        if (m->change_count > CHANGES_MOST)
            strbuf_addf(&sb, "  … 그 밖에 %zu가지\n", m->change_count - CHANGES_MOST);
    }
    sink_write(m->cmd->out, sb.buf, sb.len);
    picture_free(m->picture);
    strbuf_release(&sb);
}

static int exec(struct command *cmd)
{
    struct map m = { .cmd = cmd, .changes = STRBUF_INIT };
    struct status st = STATUS_INIT;
    const struct val *nodes, *pods;
    const char *ns = opt_bool(cmd, "all-namespaces") ? NULL : cmd_namespace(cmd);
    if (cmd->argc) {
        sink_puts(cmd->err, "map은 이름을 받지 않아요. 예: map, map -A, map -n kube-system\n");
        return 1;
    }
    if (cmd_list(cmd, "nodes", NULL, NULL, &nodes, &st) < 0 || cmd_list(cmd, "pods", ns, NULL, &pods, &st) < 0)
        return cmd_status(cmd, &st);
    m.columns = sink_columns(cmd->out);
    m.columns = m.columns < BOX_LEAST ? BOX_LEAST : m.columns;
    m.sights = arena_alloc(cmd->arena, (val_len(nodes) + val_len(pods) + 1) * sizeof(*m.sights));
    if (!val_str_equal(val_get(cmd->session->map_seen, "namespace"), ns ? ns : ""))
        val_assign(&cmd->session->map_seen, NULL); /* another view: nothing to compare with */
    collect(&m, nodes, pods);
    for (size_t i = 0; i + 1 < m.len; i++) {
        m.tainted = m.tainted || val_len(val_at(m.places[i].node, "spec.taints"));
        if (node_changed(&m, &m.places[i]))
            m.places[i].name = arena_strf(cmd->arena, "%s *", m.places[i].name);
    }
    write_down(&m, ns ? ns : "");
    tell_gone(&m);
    draw(&m, val_len(nodes), val_len(pods));
    val_assign(&cmd->session->map_seen, m.seen);
    strbuf_release(&m.changes);
    return 0;
}

static const struct option options[] = {
    { "all-namespaces", 'A', OPTION_BOOL, NULL, NULL, "모든 네임스페이스의 파드를 그려요" },
    { "namespace", 'n', OPTION_STRING, NULL, NULL, "네임스페이스" },
    OPTION_END,
};

static const char *const examples[] = {
    "map\t노드와 파드를 한눈에 봐요",
    "watch -n1 map\t1초마다 다시 그려요. 달라진 곳에 *가 붙어요",
    NULL,
};

const struct verb verb_map = {
    .name = "map",
    .aliases = "지도",
    .usage = "map [-n 네임스페이스 | -A]",
    .summary_ko = "클러스터를 그림으로 봐요: 노드는 상자, 파드는 칸",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
