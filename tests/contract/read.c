/* Reading: lists in pieces, selectors, tables, watches. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/contract/contract.h"

#define MAPS "/api/v1/namespaces/default/configmaps"

static void make_maps(struct contract *t)
{
    static const struct step steps[] = {
        { "POST " MAPS, "{\"metadata\":{\"name\":\"a\",\"labels\":{\"x\":\"1\",\"t\":\"u\"}}}", 201, NULL },
        { "POST " MAPS, "{\"metadata\":{\"name\":\"b\",\"labels\":{\"x\":\"2\",\"t\":\"u\"}}}", 201, NULL },
        { "POST " MAPS, "{\"metadata\":{\"name\":\"c\",\"labels\":{\"t\":\"u\"}}}", 201, NULL },
    };
    STEPS(t, steps);
}

CONTRACT(lists_in_pieces)
{
    static const struct step steps[] = {
        { "GET " MAPS "?labelSelector=t%3Du&limit=2", NULL, 200, "kind=ConfigMapList && items.0.metadata.name=a && items.1.metadata.name=b && items.2=" },
        { "GET " MAPS "?labelSelector=t%3Du&limit=2&continue={continue}", NULL, 200,
          "items.0.metadata.name=c && items.1= && metadata.continue=" },
        { "GET /api/v1/nodes?limit=3", NULL, 200, "items.2.metadata.name=kube-node2 && metadata.remainingItemCount=1" },
        { "GET /api/v1/nodes?limit=3&continue={continue}", NULL, 200, "items.0.metadata.name=kube-node3 && metadata.remainingItemCount=" },
        { "GET " MAPS "?limit=2&continue=nonsense", NULL, 400, "reason=BadRequest" },
        { "GET " MAPS "?limit=2&continue={continue}&resourceVersion=5", NULL, 400,
          "message=specifying resource version is not allowed when using continue" },
    };
    make_maps(t);
    STEPS(t, steps);
}

/* What is made between two pieces does not shift the second. */
CONTRACT(pieces_keep_their_place)
{
    static const struct step steps[] = {
        { "GET " MAPS "?labelSelector=t%3Du&limit=1", NULL, 200, "items.0.metadata.name=a" },
        { "POST " MAPS, "{\"metadata\":{\"name\":\"aa\",\"labels\":{\"t\":\"u\"}}}", 201, NULL },
        { "DELETE " MAPS "/a", NULL, 200, NULL },
        { "GET " MAPS "?labelSelector=t%3Du,x&limit=1&continue={continue}", NULL, 200, "items.0.metadata.name=b" },
    };
    make_maps(t);
    STEPS(t, steps);
}

CONTRACT(label_selectors)
{
    static const struct step steps[] = {
        { "GET " MAPS "?labelSelector=x%3D1", NULL, 200, "items.0.metadata.name=a && items.1=" },
        { "GET " MAPS "?labelSelector=x%20in%20(1,2)", NULL, 200, "items.1.metadata.name=b && items.2=" },
        { "GET " MAPS "?labelSelector=t,!x", NULL, 200, "items.0.metadata.name=c && items.1=" },
        { "GET " MAPS "?labelSelector=x!%3D1,t", NULL, 200, "items.0.metadata.name=b && items.1.metadata.name=c" },
        { "GET " MAPS "?labelSelector=x%20in", NULL, 400, "reason=BadRequest && code=400" },
        { "DELETE " MAPS "?labelSelector=x", NULL, 200, "kind=ConfigMapList && items.1.metadata.name=b && items.2=" },
        { "GET " MAPS "?labelSelector=t", NULL, 200, "items.0.metadata.name=c && items.1=" },
    };
    make_maps(t);
    STEPS(t, steps);
}

CONTRACT(field_selectors)
{
    static const struct step steps[] = {
        { "GET " MAPS "?fieldSelector=metadata.name%3Db", NULL, 200, "items.0.metadata.name=b && items.1=" },
        { "GET /api/v1/nodes?fieldSelector=spec.unschedulable%3Dtrue", NULL, 200, "items=[]" },
        { "GET /api/v1/pods?fieldSelector=status.phase%3DRunning", NULL, 200, "items=[]" },
        { "GET " MAPS "?fieldSelector=data.k%3Db", NULL, 400, "reason=BadRequest && message=\"data.k\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"" },
        { "GET /api/v1/pods?fieldSelector=nosuch%3D1", NULL, 400, "reason=BadRequest" },
    };
    make_maps(t);
    STEPS(t, steps);
}

CONTRACT(tables)
{
    static const struct step steps[] = {
        { "TABLE " MAPS "?labelSelector=t", NULL, 200,
          "kind=Table && apiVersion=meta.k8s.io/v1 && columnDefinitions.0.name=Name && columnDefinitions.1.name=Data && "
          "rows.0.cells.0=a && rows.0.object.kind=PartialObjectMetadata && rows.0.object.metadata.name=a && rows.3=" },
        { "TABLE " MAPS "/b", NULL, 200, "kind=Table && rows.0.cells.0=b && rows.1=" },
        { "TABLE " MAPS "/b?includeObject=Object", NULL, 200, "rows.0.object.kind=ConfigMap && rows.0.object.metadata.name=b" },
        { "TABLE " MAPS "/b?includeObject=None", NULL, 200, "rows.0.object=" },
        { "TABLE " MAPS "/nosuch", NULL, 404, "kind=Status && reason=NotFound" },
    };
    make_maps(t);
    STEPS(t, steps);
}

CONTRACT(versions_rise)
{
    make_maps(t);
    contract_ask(t, "GET " MAPS "/a", NULL);
    long long a = strtoll(t->rv, NULL, 10);
    contract_ask(t, "GET " MAPS "/c", NULL);
    long long c = strtoll(t->rv, NULL, 10);
    contract_ask(t, "GET " MAPS, NULL);
    CHECK(a < c);
    CHECK(c <= strtoll(t->rv, NULL, 10));
}

/* ---- watches ---- */

static struct watch *open_watch(struct contract *t, const char *url, enum request_accept accept)
{
    struct val *query;
    char *path = contract_url(url, &query);
    struct request rq = { .method = REQUEST_GET, .path = path, .query = query, .accept = accept };
    struct status st = STATUS_INIT;
    struct watch *w = NULL;
    if (backend_watch_open(t->b, &rq, &w, &st) < 0) {
        t->code = st.code;
        val_assign(&t->reply, status_doc(&st));
    }
    status_release(&st);
    val_unref(query);
    free(path);
    return w;
}

/* "ADDED a", "BOOKMARK", "-" (nothing), "410 Expired" of the next event. */
static const char *next_event(struct watch *w)
{
    static const char *const words[] = { "ADDED", "MODIFIED", "DELETED", "BOOKMARK" };
    static char text[128];
    struct watch_event event;
    struct status st = STATUS_INIT;
    int rc = watch_next(w, 0, &event, &st);
    snprintf(text, sizeof(text), "-");
    if (rc > 0) {
        const char *name = val_at_str(event.object, "metadata.name", val_at_str(event.object, "rows.0.cells.0", ""));
        snprintf(text, sizeof(text), "%s%s%s", words[event.type], *name ? " " : "", name);
        val_unref(event.object);
    } else if (rc < 0) {
        snprintf(text, sizeof(text), "%d %s", st.code, st.reason ? st.reason : "");
    }
    status_release(&st);
    return text;
}

CONTRACT(watch_from_a_version)
{
    make_maps(t);
    contract_ask(t, "GET " MAPS, NULL);
    char url[256];
    snprintf(url, sizeof(url), MAPS "?labelSelector=t&resourceVersion=%s", t->rv);
    struct watch *w = open_watch(t, url, ACCEPT_OBJECT);
    CHECK_STR(next_event(w), "-");
    contract_ask(t, "MERGE " MAPS "/a", "{\"data\":{\"k\":\"1\"}}");
    CHECK_STR(next_event(w), "MODIFIED a");
    contract_ask(t, "POST " MAPS, "{\"metadata\":{\"name\":\"d\",\"labels\":{\"t\":\"u\"}}}");
    CHECK_STR(next_event(w), "ADDED d");
    contract_ask(t, "POST " MAPS, "{\"metadata\":{\"name\":\"other\"}}");
    CHECK_STR(next_event(w), "-");
    contract_ask(t, "MERGE " MAPS "/b", "{\"metadata\":{\"labels\":{\"t\":null}}}"); /* it matches no more */
    CHECK_STR(next_event(w), "DELETED b");
    contract_ask(t, "MERGE " MAPS "/other", "{\"metadata\":{\"labels\":{\"t\":\"u\"}}}"); /* and this one does now */
    CHECK_STR(next_event(w), "ADDED other");
    contract_ask(t, "DELETE " MAPS "/a", NULL);
    CHECK_STR(next_event(w), "DELETED a");
    CHECK_STR(next_event(w), "-");
    watch_close(w);
}

CONTRACT(watch_without_a_version)
{
    make_maps(t);
    struct watch *w = open_watch(t, MAPS "?labelSelector=x", ACCEPT_OBJECT);
    CHECK_STR(next_event(w), "ADDED a");
    CHECK_STR(next_event(w), "ADDED b");
    CHECK_STR(next_event(w), "-");
    watch_close(w);
}

CONTRACT(watch_of_tables)
{
    make_maps(t);
    struct watch *w = open_watch(t, MAPS "?labelSelector=x%3D1", ACCEPT_TABLE);
    CHECK_STR(next_event(w), "ADDED a");
    watch_close(w);
}

CONTRACT(watch_of_the_forgotten)
{
    char body[128];
    make_maps(t);
    for (int i = 0; i < 1200; i++) {
        snprintf(body, sizeof(body), "{\"data\":{\"k\":\"%d\"}}", i);
        contract_ask(t, "MERGE " MAPS "/a", body);
    }
    struct watch *w = open_watch(t, MAPS "?resourceVersion=1", ACCEPT_OBJECT);
    if (w)
        CHECK_STR(next_event(w), "410 Expired");
    else
        CHECK_INT(t->code, 410);
    watch_close(w);
}

CONTRACT(watch_timeout)
{
    struct watch *w = open_watch(t, MAPS "?resourceVersion=0&timeoutSeconds=5&labelSelector=t", ACCEPT_OBJECT);
    struct watch_event event;
    struct status st = STATUS_INIT;
    int64_t begun_ms = backend_now_ms(t->b);
    CHECK_INT(watch_next(w, 60000, &event, &st), -1);
    CHECK_INT(backend_now_ms(t->b) - begun_ms, 5000);
    status_release(&st);
    watch_close(w);
}

CONTRACT(watch_bookmarks)
{
    struct watch *w = open_watch(t, MAPS "?allowWatchBookmarks=true&labelSelector=t", ACCEPT_OBJECT);
    struct watch_event event;
    struct status st = STATUS_INIT;
    int rc = watch_next(w, 120000, &event, &st);
    CHECK_INT(rc, 1);
    if (rc > 0) {
        CHECK_INT(event.type, WATCH_BOOKMARK);
        CHECK_STR(val_at_str(event.object, "kind", ""), "ConfigMap");
        CHECK(*val_at_str(event.object, "metadata.resourceVersion", ""));
        val_unref(event.object);
    }
    status_release(&st);
    watch_close(w);
}

CONTRACT(discovery)
{
    static const struct step steps[] = {
        { "GET /version", NULL, 200, "major=1" },
        { "GET /api", NULL, 200, "kind=APIVersions && versions.0=v1" },
        { "GET /apis", NULL, 200, "kind=APIGroupList" },
        { "GET /api/v1", NULL, 200, "kind=APIResourceList && groupVersion=v1" },
        { "GET /apis/apps/v1", NULL, 200, "groupVersion=apps/v1" },
        { "GET /apis/nosuch/v1", NULL, 404, "reason=NotFound" },
    };
    STEPS(t, steps);
}
