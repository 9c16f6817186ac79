#include "repl/picture.h"
#include "repl/podlook.h"

#include "backends/base/rfc3339.h"
#include "tests/unit/test.h"

TEST(picture_text)
{
    struct picture *p = picture_new();
    struct strbuf sb = STRBUF_INIT;
    CHECK_INT((long)picture_text(p, 0, 2, 20, STYLE_PLAIN, "서당 web"), 8);
    CHECK_INT((long)picture_text(p, 1, 0, 5, STYLE_PLAIN, "데몬셋"), 5); /* cut */
    CHECK_INT((long)picture_text(p, 2, 0, 0, STYLE_PLAIN, "x"), 0);
    picture_fill(p, 0, 3, 1, STYLE_PLAIN, "│"); /* on half of a wide one */
    picture_text(p, 3, 0, 20, STYLE_BAD, "a\x1B[2Jb\tc\nd");
    picture_add(p, &sb, false);
    CHECK_STR(sb.buf, "   │당 web\n데몬…\n\na^[[2Jb c d\n");
    strbuf_release(&sb);
    picture_free(p);
}

TEST(picture_colour)
{
    struct picture *p = picture_new();
    struct strbuf sb = STRBUF_INIT;
    picture_text(p, 0, 0, 9, STYLE_BAD, "no");
    picture_text(p, 0, 2, 9, STYLE_BAD, "de");
    picture_text(p, 0, 5, 9, STYLE_PLAIN, "x");
    picture_add(p, &sb, true);
    CHECK_STR(sb.buf, "\x1B[31mnode\x1B[0m x\n");
    strbuf_release(&sb);
    picture_free(p);
}

TEST(picture_box)
{
    struct picture *p = picture_new();
    struct strbuf sb = STRBUF_INIT;
    picture_box(p, 0, 0, 3, 14, "kube-노드1");
    picture_text(p, 1, 2, 9, STYLE_PLAIN, "A");
    picture_add(p, &sb, false);
    CHECK_STR(sb.buf, "┌ kube-노드1 ┐\n│ A          │\n└────────────┘\n");
    strbuf_release(&sb);
    picture_free(p);
}

/* Two runs of a container with a pause between, on a node from second 2 on. */
static struct val *restarted_pod(void)
{
    struct val *pod = val_fmt("{metadata:{creationTimestamp:'2026-01-01T00:00:00Z'}, spec:{nodeName:n}, status:{phase:Running,"
                              " conditions:[{type:PodScheduled, status:'True', lastTransitionTime:'2026-01-01T00:00:02Z'}],"
                              " containerStatuses:[{ready:true, state:{running:{startedAt:'2026-01-01T00:00:20Z'}},"
                              " lastState:{terminated:{startedAt:'2026-01-01T00:00:05Z', finishedAt:'2026-01-01T00:00:09Z', exitCode:1}}}]}}");
    return pod;
}

TEST(pod_life_look)
{
    static const struct {
        int64_t from_s, to_s;
        enum pod_look look;
    } cases[] = {
        { -5, 0, POD_ABSENT },   { 0, 1, POD_WAITING },  { 2, 3, POD_PREPARING },   { 1, 6, POD_RUNNING },
        { 8, 9, POD_RUNNING },   { 9, 10, POD_FAILED },  { 10, 20, POD_PREPARING }, { 8, 30, POD_RUNNING },
        { 29, 31, POD_RUNNING }, { 31, 32, POD_ABSENT },
    };
    struct arena *a = arena_new();
    struct pod_life life;
    int64_t base_ms = rfc3339_parse_ms("2026-01-01T00:00:00Z");
    const struct val *pod = arena_val(a, restarted_pod());
    pod_life_read(&life, a, pod);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(pod_life_look(&life, base_ms + cases[i].from_s * 1000, base_ms + cases[i].to_s * 1000, base_ms + 30000), cases[i].look);
    arena_free(a);
}

TEST(pod_look_now)
{
    static const struct {
        const char *pod;
        enum pod_look look;
        const char *reason;
    } cases[] = {
        { "{}", POD_WAITING, NULL },
        { "{spec:{nodeName:n}}", POD_PREPARING, NULL },
        { "{spec:{nodeName:n}, status:{containerStatuses:[{state:{waiting:{reason:ContainerCreating}}}]}}", POD_PREPARING, NULL },
        { "{spec:{nodeName:n}, status:{containerStatuses:[{state:{waiting:{reason:ErrImagePull}}}]}}", POD_TROUBLE, "ErrImagePull" },
        { "{spec:{nodeName:n}, status:{initContainerStatuses:[{state:{waiting:{reason:CrashLoopBackOff}}}]}}", POD_TROUBLE, "CrashLoopBackOff" },
        { "{spec:{nodeName:n}, status:{containerStatuses:[{state:{running:{}}}]}}", POD_UNREADY, NULL },
        { "{status:{phase:Succeeded}}", POD_DONE, NULL },
        { "{status:{phase:Failed, containerStatuses:[{state:{terminated:{exitCode:3, reason:Error}}}]}}", POD_FAILED, "exit 3" },
        { "{status:{phase:Failed, containerStatuses:[{state:{terminated:{exitCode:137, reason:OOMKilled}}}]}}", POD_FAILED, "OOMKilled" },
        { "{status:{phase:Failed, reason:Evicted}}", POD_FAILED, "Evicted" },
        { "{metadata:{deletionTimestamp:now}, status:{phase:Running}}", POD_LEAVING, NULL },
        { "{status:{phase:Unknown}}", POD_UNKNOWN, NULL },
        { "{spec:7, status:{containerStatuses:[3,{state:5}]}}", POD_WAITING, NULL },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct val *pod = arena_val(a, val_fmt(cases[i].pod));
        const char *reason = pod_look_reason(a, pod);
        CHECK_INT(pod_look_now(pod), cases[i].look);
        CHECK_STR(reason ? reason : "-", cases[i].reason ? cases[i].reason : "-");
    }
    arena_free(a);
}
