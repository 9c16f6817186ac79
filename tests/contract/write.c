/* Writing: create, update, patch, delete, and what they refuse. */
#include <string.h>

#include "tests/contract/contract.h"

#define MAPS "/api/v1/namespaces/default/configmaps"
#define PODS "/api/v1/namespaces/default/pods"
#define SETS "/apis/apps/v1/namespaces/default/deployments"
#define DEPLOYMENT(name)                                                                                            \
    "{\"metadata\":{\"name\":\"" name "\"},\"spec\":{\"selector\":{\"matchLabels\":{\"a\":\"b\"}},\"template\":{\"metadata\":{" \
    "\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nginx\"}]}}}}"
#define POD(name) "{\"metadata\":{\"name\":\"" name "\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nginx\"}]}}"

CONTRACT(create_fills_metadata)
{
    static const struct step steps[] = {
        { "POST " MAPS, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"v\"}}", 201,
          "kind=ConfigMap && apiVersion=v1 && metadata.namespace=default && data.k=v" },
        { "GET " MAPS "/a", NULL, 200, "metadata.name=a" },
        { "POST " MAPS, "{\"metadata\":{\"name\":\"a\"}}", 409,
          "reason=AlreadyExists && message=configmaps \"a\" already exists && details.kind=configmaps" },
        { "POST " MAPS, "{\"metadata\":{\"name\":\"b\",\"namespace\":\"kube-system\"}}", 400,
          "message=the namespace of the provided object does not match the namespace sent on the request" },
        { "POST " MAPS, "{\"metadata\":{\"name\":\"b\",\"resourceVersion\":\"5\"}}", 500,
          "message=resourceVersion should not be set on objects to be created" },
        { "POST /api/v1/namespaces/nosuch/configmaps", "{\"metadata\":{\"name\":\"b\"}}", 404,
          "message=namespaces \"nosuch\" not found && details.kind=namespaces" },
    };
    STEPS(t, steps);
}

CONTRACT(names_are_checked)
{
    static const struct step steps[] = {
        { "POST " MAPS, "{\"metadata\":{}}", 422,
          "reason=Invalid && details.causes.0.field=metadata.name && details.causes.0.reason=FieldValueRequired" },
        { "POST " MAPS, "{\"metadata\":{\"name\":\"A_B\"}}", 422, "details.causes.0.reason=FieldValueInvalid && details.kind=ConfigMap" },
    };
    STEPS(t, steps);
}

CONTRACT(generate_name)
{
    contract_ask(t, "POST " MAPS, "{\"metadata\":{\"generateName\":\"gen-\"}}");
    const char *name = val_at_str(t->reply, "metadata.name", "");
    CHECK_INT(t->code, 201);
    CHECK_INT((long long)strlen(name), 9);
    CHECK(!strncmp(name, "gen-", 4));
    CHECK_STR(val_at_str(t->reply, "metadata.generateName", ""), "gen-");
}

CONTRACT(update_conflict)
{
    static const struct step steps[] = {
        { "POST " MAPS, "{\"metadata\":{\"name\":\"a\"}}", 201, NULL },
        { "PUT " MAPS "/a", "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"{rv}\"},\"data\":{\"k\":\"1\"}}", 200, "data.k=1" },
        { "PUT " MAPS "/a", "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"},\"data\":{\"k\":\"2\"}}", 409,
          "reason=Conflict && message=Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply "
          "your changes to the latest version and try again" },
        { "PUT " MAPS "/a", "{\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"3\"}}", 200, "data.k=3" },
        { "PUT " MAPS "/a", "{\"metadata\":{\"name\":\"b\"}}", 400,
          "message=the name of the object (b) does not match the name on the URL (a)" },
        { "MERGE " MAPS "/a", "{\"metadata\":{\"resourceVersion\":\"1\"},\"data\":{\"k\":\"4\"}}", 409, "reason=Conflict" },
    };
    STEPS(t, steps);
}

CONTRACT(update_that_changes_nothing)
{
    static const struct step steps[] = {
        { "POST " MAPS, "{\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"1\"}}", 201, NULL },
    };
    STEPS(t, steps);
    char rv[sizeof(t->rv)];
    memcpy(rv, t->rv, sizeof(rv));
    contract_ask(t, "MERGE " MAPS "/a", "{\"data\":{\"k\":\"1\"}}");
    CHECK_STR(t->rv, rv);
    contract_ask(t, "MERGE " MAPS "/a", "{\"data\":{\"k\":\"2\"}}");
    CHECK(strcmp(t->rv, rv) != 0);
}

CONTRACT(update_of_nothing)
{
    static const struct step steps[] = {
        { "PUT " PODS "/a", POD("a"), 404, "message=pods \"a\" not found && details.name=a && details.kind=pods" },
        { "MERGE " PODS "/a", "{}", 404, "reason=NotFound" },
        { "DELETE " PODS "/a", NULL, 404, "reason=NotFound" },
        { "GET " PODS "/a", NULL, 404, "status=Failure && code=404" },
    };
    STEPS(t, steps);
}

CONTRACT(patch_kinds)
{
    static const struct step steps[] = {
        { "POST " SETS, DEPLOYMENT("d"), 201, "metadata.generation=1 && spec.replicas=1" },
        { "MERGE " SETS "/d", "{\"metadata\":{\"labels\":{\"x\":\"1\",\"y\":\"2\"}}}", 200, "metadata.labels.x=1" },
        { "MERGE " SETS "/d", "{\"metadata\":{\"labels\":{\"x\":null}}}", 200, "metadata.labels={\"y\":\"2\"}" },
        { "STRATEGIC " SETS "/d", "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"e\",\"image\":\"busybox\"}]}}}}", 200,
          "spec.template.spec.containers.0.name=e && spec.template.spec.containers.1.name=c && metadata.generation=2" },
        { "STRATEGIC " SETS "/d", "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"e\",\"$patch\":\"delete\"}]}}}}", 200,
          "spec.template.spec.containers.0.name=c && spec.template.spec.containers.1=" },
        { "JSON " SETS "/d", "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":2}]", 200, "spec.replicas=2" },
        { "JSON " SETS "/d", "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":7}]", 422, "reason=Invalid" },
        { "MERGE " SETS "/d", "{\"spec\":{\"selector\":{\"matchLabels\":{\"a\":\"c\"}}}}", 422, "details.group=apps && details.kind=Deployment" },
    };
    STEPS(t, steps);
}

CONTRACT(status_is_another_resource)
{
    static const struct step steps[] = {
        { "POST " SETS, DEPLOYMENT("d"), 201, NULL },
        { "MERGE " SETS "/d", "{\"status\":{\"collisionCount\":7}}", 200, "status.collisionCount=" },
        { "MERGE " SETS "/d/status", "{\"status\":{\"collisionCount\":7},\"spec\":{\"replicas\":9}}", 200,
          "status.collisionCount=7 && spec.replicas=1 && metadata.generation=1" },
        { "GET " SETS "/d/status", NULL, 200, "status.collisionCount=7" },
    };
    STEPS(t, steps);
}

CONTRACT(scale)
{
    static const struct step steps[] = {
        { "POST " SETS, DEPLOYMENT("d"), 201, NULL },
        { "GET " SETS "/d/scale", NULL, 200, "kind=Scale && apiVersion=autoscaling/v1 && spec.replicas=1 && status.selector=a=b" },
        { "PUT " SETS "/d/scale", "{\"metadata\":{\"name\":\"d\",\"namespace\":\"default\"},\"spec\":{\"replicas\":3}}", 200, "spec.replicas=3" },
        { "MERGE " SETS "/d/scale", "{\"spec\":{\"replicas\":2}}", 200, "spec.replicas=2" },
        { "GET " SETS "/d", NULL, 200, "spec.replicas=2 && metadata.generation=3" },
        { "PUT " SETS "/d/scale", "{\"metadata\":{\"name\":\"d\",\"namespace\":\"default\",\"resourceVersion\":\"1\"},\"spec\":{\"replicas\":1}}", 409,
          "reason=Conflict" },
        { "PUT " SETS "/d/scale", "{\"metadata\":{\"name\":\"d\",\"namespace\":\"default\"},\"spec\":{\"replicas\":-1}}", 422, "reason=Invalid" },
        { "GET /apis/apps/v1/namespaces/default/daemonsets/d/scale", NULL, 404,
          "message=the server could not find the requested resource" },
    };
    STEPS(t, steps);
}

CONTRACT(dry_run)
{
    static const struct step steps[] = {
        { "POST " MAPS "?dryRun=All", "{\"metadata\":{\"name\":\"a\"}}", 201, "metadata.name=a && metadata.resourceVersion=" },
        { "GET " MAPS "/a", NULL, 404, NULL },
        { "POST " MAPS, "{\"metadata\":{\"name\":\"a\"}}", 201, NULL },
        { "MERGE " MAPS "/a?dryRun=All", "{\"data\":{\"k\":\"1\"}}", 200, "data.k=1" },
        { "GET " MAPS "/a", NULL, 200, "data=" },
        { "DELETE " MAPS "/a?dryRun=All", NULL, 200, NULL },
        { "GET " MAPS "/a", NULL, 200, NULL },
    };
    STEPS(t, steps);
}

CONTRACT(delete_preconditions)
{
    static const struct step steps[] = {
        { "POST " MAPS, "{\"metadata\":{\"name\":\"a\"}}", 201, NULL },
        { "DELETE " MAPS "/a", "{\"preconditions\":{\"uid\":\"00000000-0000-0000-0000-000000000000\"}}", 409, "reason=Conflict" },
        { "DELETE " MAPS "/a", "{\"preconditions\":{\"resourceVersion\":\"1\"}}", 409, "reason=Conflict" },
        { "DELETE " MAPS "/a", "{\"preconditions\":{\"uid\":\"{uid}\",\"resourceVersion\":\"{rv}\"}}", 200,
          "kind=Status && status=Success && details.name=a && details.kind=configmaps && details.uid={uid}" },
    };
    for (size_t i = 0; i + 1 < ARRAY_LEN(steps); i++)
        contract_steps(t, &steps[i], 1, __FILE__, __LINE__);
    contract_ask(t, steps[3].call, steps[3].body);
    CHECK_INT(t->code, 200);
    CHECK_STR(val_at_str(t->reply, "details.uid", ""), t->uid);
}

CONTRACT(finalizers_hold)
{
    static const struct step steps[] = {
        { "POST " MAPS, "{\"metadata\":{\"name\":\"a\",\"finalizers\":[\"example.com/hold\"]}}", 201, NULL },
        { "DELETE " MAPS "/a", NULL, 200, "metadata.name=a && metadata.deletionGracePeriodSeconds=0" },
        { "GET " MAPS "/a", NULL, 200, "metadata.finalizers=[\"example.com/hold\"]" },
        { "MERGE " MAPS "/a", "{\"metadata\":{\"finalizers\":[\"example.com/hold\",\"example.com/more\"]}}", 422,
          "details.causes.0.field=metadata.finalizers && details.causes.0.reason=FieldValueForbidden" },
        { "MERGE " MAPS "/a", "{\"metadata\":{\"finalizers\":null}}", 200, NULL },
        { "GET " MAPS "/a", NULL, 404, NULL },
    };
    STEPS(t, steps);
}

CONTRACT(graceful_deletion)
{
    static const struct step steps[] = {
        { "POST " PODS, "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"nodeName\":\"kube-node1\",\"containers\":[{\"name\":\"c\",\"image\":\"nginx\"}]}}", 201,
          "spec.terminationGracePeriodSeconds=30 && status.phase=Pending && status.qosClass=BestEffort" },
        { "DELETE " PODS "/p", NULL, 200, "kind=Pod && metadata.deletionGracePeriodSeconds=30" },
        { "DELETE " PODS "/p", "{\"gracePeriodSeconds\":0}", 200, NULL },
        { "GET " PODS "/p", NULL, 404, NULL },
    };
    STEPS(t, steps);
}

CONTRACT(eviction)
{
    static const struct step steps[] = {
        { "POST " PODS, POD("p"), 201, NULL },
        { "POST " PODS "/p/eviction", "{\"metadata\":{\"name\":\"q\"}}", 400, "message=name in URL does not match name in Eviction object" },
        { "POST " PODS "/p/eviction", "{\"metadata\":{\"name\":\"p\",\"namespace\":\"default\"}}", 201, "status=Success" },
        { "GET " PODS "/p/eviction", NULL, 405, "reason=MethodNotAllowed" },
    };
    STEPS(t, steps);
}

CONTRACT(propagation)
{
    static const struct step steps[] = {
        { "POST " SETS, DEPLOYMENT("d"), 201, NULL },
        { "DELETE " SETS "/d", "{\"propagationPolicy\":\"Orphan\"}", 200, NULL },
        { "GET " SETS "/d", NULL, 404, NULL },
        { "GET /apis/apps/v1/namespaces/default/replicasets", NULL, 200, "items.0.metadata.ownerReferences=" },
        { "POST " SETS, DEPLOYMENT("e"), 201, NULL },
        { "DELETE " SETS "/e", "{\"propagationPolicy\":\"Never\"}", 422, "reason=Invalid" },
        { "DELETE " SETS "/e", "{\"propagationPolicy\":\"Foreground\"}", 200, "metadata.finalizers=[\"foregroundDeletion\"]" },
    };
    STEPS(t, steps);
}

CONTRACT(namespace_ends)
{
    static const struct step steps[] = {
        { "POST /api/v1/namespaces", "{\"metadata\":{\"name\":\"n\"}}", 201, "spec.finalizers=[\"kubernetes\"] && status.phase=Active" },
        { "POST /api/v1/namespaces/n/configmaps", "{\"metadata\":{\"name\":\"a\",\"finalizers\":[\"example.com/hold\"]}}", 201, NULL },
        { "DELETE /api/v1/namespaces/n", NULL, 200, "status.phase=Terminating" },
        { "POST /api/v1/namespaces/n/configmaps", "{\"metadata\":{\"name\":\"late\"}}", 403,
          "message=configmaps \"late\" is forbidden: unable to create new content in namespace n because it is being terminated && "
          "details.causes.0.reason=NamespaceTerminating" },
        { "GET /api/v1/namespaces/n", NULL, 200, "status.phase=Terminating" },
        { "MERGE /api/v1/namespaces/n/configmaps/a", "{\"metadata\":{\"finalizers\":null}}", 200, NULL },
        { "DELETE /api/v1/namespaces/default", NULL, 403, "message=namespaces \"default\" is forbidden: this namespace may not be deleted" },
    };
    STEPS(t, steps);
    backend_wait(t->b, 60000);
    contract_ask(t, "GET /api/v1/namespaces/n", NULL);
    CHECK_INT(t->code, 404);
}

CONTRACT(methods)
{
    static const struct step steps[] = {
        { "PUT " MAPS, "{}", 405, "reason=MethodNotAllowed" },
        { "POST /api/v1/nodes/x", NULL, 405, "message=the server does not allow this method on the requested resource" },
        { "GET /apis/batch/v9/jobs", NULL, 404, "message=the server could not find the requested resource" },
        { "GET /api/v1/nosuch", NULL, 404, "reason=NotFound" },
    };
    STEPS(t, steps);
}
