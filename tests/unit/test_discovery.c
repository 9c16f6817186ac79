/* What a real v1.20.2 and a real v1.37.2 say about themselves, and whether the fake says the same. */
#include "backends/fake/discovery.h"

#include <string.h>

#include "tests/unit/test.h"

/* Rows: name, singular, kind, group/version of a foreign kind, scope, verbs, short names, categories. */
static const struct {
    int minor;
    const char *path, *rows;
} lists[] = {
    { 20, "/api/v1",
      "bindings - Binding - ns create - -\n"
      "componentstatuses - ComponentStatus - cluster get,list cs -\n"
      "configmaps - ConfigMap - ns all cm -\n"
      "endpoints - Endpoints - ns all ep -\n"
      "events - Event - ns all ev -\n"
      "limitranges - LimitRange - ns all limits -\n"
      "namespaces - Namespace - cluster create,delete,get,list,patch,update,watch ns -\n"
      "namespaces/finalize - Namespace - cluster update - -\n"
      "namespaces/status - Namespace - cluster status - -\n"
      "nodes - Node - cluster all no -\n"
      "nodes/proxy - NodeProxyOptions - cluster create,delete,get,patch,update - -\n"
      "nodes/status - Node - cluster status - -\n"
      "persistentvolumeclaims - PersistentVolumeClaim - ns all pvc -\n"
      "persistentvolumeclaims/status - PersistentVolumeClaim - ns status - -\n"
      "persistentvolumes - PersistentVolume - cluster all pv -\n"
      "persistentvolumes/status - PersistentVolume - cluster status - -\n"
      "pods - Pod - ns all po all\n"
      "pods/attach - PodAttachOptions - ns create,get - -\n"
      "pods/binding - Binding - ns create - -\n"
      "pods/eviction - Eviction policy/v1beta1 ns create - -\n"
      "pods/exec - PodExecOptions - ns create,get - -\n"
      "pods/log - Pod - ns get - -\n"
      "pods/portforward - PodPortForwardOptions - ns create,get - -\n"
      "pods/proxy - PodProxyOptions - ns create,delete,get,patch,update - -\n"
      "pods/status - Pod - ns status - -\n"
      "podtemplates - PodTemplate - ns all - -\n"
      "replicationcontrollers - ReplicationController - ns all rc all\n"
      "replicationcontrollers/scale - Scale autoscaling/v1 ns status - -\n"
      "replicationcontrollers/status - ReplicationController - ns status - -\n"
      "resourcequotas - ResourceQuota - ns all quota -\n"
      "resourcequotas/status - ResourceQuota - ns status - -\n"
      "secrets - Secret - ns all - -\n"
      "serviceaccounts - ServiceAccount - ns all sa -\n"
      "serviceaccounts/token - TokenRequest authentication.k8s.io/v1 ns create - -\n"
      "services - Service - ns create,delete,get,list,patch,update,watch svc all\n"
      "services/proxy - ServiceProxyOptions - ns create,delete,get,patch,update - -\n"
      "services/status - Service - ns status - -\n" },
    { 20, "/apis/apiextensions.k8s.io/v1",
      "customresourcedefinitions - CustomResourceDefinition - cluster all crd,crds api-extensions\n"
      "customresourcedefinitions/status - CustomResourceDefinition - cluster status - -\n" },
    { 20, "/apis/apps/v1",
      "controllerrevisions - ControllerRevision - ns all - -\n"
      "daemonsets - DaemonSet - ns all ds all\n"
      "daemonsets/status - DaemonSet - ns status - -\n"
      "deployments - Deployment - ns all deploy all\n"
      "deployments/scale - Scale autoscaling/v1 ns status - -\n"
      "deployments/status - Deployment - ns status - -\n"
      "replicasets - ReplicaSet - ns all rs all\n"
      "replicasets/scale - Scale autoscaling/v1 ns status - -\n"
      "replicasets/status - ReplicaSet - ns status - -\n"
      "statefulsets - StatefulSet - ns all sts all\n"
      "statefulsets/scale - Scale autoscaling/v1 ns status - -\n"
      "statefulsets/status - StatefulSet - ns status - -\n" },
    { 20, "/apis/autoscaling/v1",
      "horizontalpodautoscalers - HorizontalPodAutoscaler - ns all hpa all\n"
      "horizontalpodautoscalers/status - HorizontalPodAutoscaler - ns status - -\n" },
    { 20, "/apis/batch/v1",
      "jobs - Job - ns all - all\n"
      "jobs/status - Job - ns status - -\n" },
    { 20, "/apis/batch/v1beta1",
      "cronjobs - CronJob - ns all cj all\n"
      "cronjobs/status - CronJob - ns status - -\n" },
    { 20, "/apis/coordination.k8s.io/v1",
      "leases - Lease - ns all - -\n" },
    { 20, "/apis/discovery.k8s.io/v1beta1",
      "endpointslices - EndpointSlice - ns all - -\n" },
    { 20, "/apis/events.k8s.io/v1",
      "events - Event - ns all ev -\n" },
    { 20, "/apis/networking.k8s.io/v1",
      "ingressclasses - IngressClass - cluster all - -\n"
      "ingresses - Ingress - ns all ing -\n"
      "ingresses/status - Ingress - ns status - -\n"
      "networkpolicies - NetworkPolicy - ns all netpol -\n" },
    { 20, "/apis/policy/v1beta1",
      "poddisruptionbudgets - PodDisruptionBudget - ns all pdb -\n"
      "poddisruptionbudgets/status - PodDisruptionBudget - ns status - -\n"
      "podsecuritypolicies - PodSecurityPolicy - cluster all psp -\n" },
    { 20, "/apis/rbac.authorization.k8s.io/v1",
      "clusterrolebindings - ClusterRoleBinding - cluster all - -\n"
      "clusterroles - ClusterRole - cluster all - -\n"
      "rolebindings - RoleBinding - ns all - -\n"
      "roles - Role - ns all - -\n" },
    { 20, "/apis/scheduling.k8s.io/v1",
      "priorityclasses - PriorityClass - cluster all pc -\n" },
    { 20, "/apis/storage.k8s.io/v1",
      "csidrivers - CSIDriver - cluster all - -\n"
      "csinodes - CSINode - cluster all - -\n"
      "storageclasses - StorageClass - cluster all sc -\n"
      "volumeattachments - VolumeAttachment - cluster all - -\n"
      "volumeattachments/status - VolumeAttachment - cluster status - -\n" },
    { 37, "/api/v1",
      "bindings binding Binding - ns create - -\n"
      "componentstatuses componentstatus ComponentStatus - cluster get,list cs -\n"
      "configmaps configmap ConfigMap - ns all cm -\n"
      "endpoints endpoints Endpoints - ns all ep -\n"
      "events event Event - ns all ev -\n"
      "limitranges limitrange LimitRange - ns all limits -\n"
      "namespaces namespace Namespace - cluster create,delete,get,list,patch,update,watch ns -\n"
      "namespaces/finalize - Namespace - cluster update - -\n"
      "namespaces/status - Namespace - cluster status - -\n"
      "nodes node Node - cluster all no -\n"
      "nodes/proxy - NodeProxyOptions - cluster create,delete,get,patch,update - -\n"
      "nodes/status - Node - cluster status - -\n"
      "persistentvolumeclaims persistentvolumeclaim PersistentVolumeClaim - ns all pvc -\n"
      "persistentvolumeclaims/status - PersistentVolumeClaim - ns status - -\n"
      "persistentvolumes persistentvolume PersistentVolume - cluster all pv -\n"
      "persistentvolumes/status - PersistentVolume - cluster status - -\n"
      "pods pod Pod - ns all po all\n"
      "pods/attach - PodAttachOptions - ns create,get - -\n"
      "pods/binding - Binding - ns create - -\n"
      "pods/ephemeralcontainers - Pod - ns status - -\n"
      "pods/eviction - Eviction policy/v1 ns create - -\n"
      "pods/exec - PodExecOptions - ns create,get - -\n"
      "pods/log - Pod - ns get - -\n"
      "pods/portforward - PodPortForwardOptions - ns create,get - -\n"
      "pods/proxy - PodProxyOptions - ns create,delete,get,patch,update - -\n"
      "pods/resize - Pod - ns status - -\n"
      "pods/status - Pod - ns status - -\n"
      "podtemplates podtemplate PodTemplate - ns all - -\n"
      "replicationcontrollers replicationcontroller ReplicationController - ns all rc all\n"
      "replicationcontrollers/scale - Scale autoscaling/v1 ns status - -\n"
      "replicationcontrollers/status - ReplicationController - ns status - -\n"
      "resourcequotas resourcequota ResourceQuota - ns all quota -\n"
      "resourcequotas/status - ResourceQuota - ns status - -\n"
      "secrets secret Secret - ns all - -\n"
      "serviceaccounts serviceaccount ServiceAccount - ns all sa -\n"
      "serviceaccounts/token - TokenRequest authentication.k8s.io/v1 ns create - -\n"
      "services service Service - ns all svc all\n"
      "services/proxy - ServiceProxyOptions - ns create,delete,get,patch,update - -\n"
      "services/status - Service - ns status - -\n" },
    { 37, "/apis/admissionregistration.k8s.io/v1",
      "mutatingadmissionpolicies mutatingadmissionpolicy MutatingAdmissionPolicy - cluster all - api-extensions\n"
      "mutatingadmissionpolicybindings mutatingadmissionpolicybinding MutatingAdmissionPolicyBinding - cluster all - api-extensions\n"
      "mutatingwebhookconfigurations mutatingwebhookconfiguration MutatingWebhookConfiguration - cluster all - api-extensions\n"
      "validatingadmissionpolicies validatingadmissionpolicy ValidatingAdmissionPolicy - cluster all - api-extensions\n"
      "validatingadmissionpolicies/status - ValidatingAdmissionPolicy - cluster status - -\n"
      "validatingadmissionpolicybindings validatingadmissionpolicybinding ValidatingAdmissionPolicyBinding - cluster all - api-extensions\n"
      "validatingwebhookconfigurations validatingwebhookconfiguration ValidatingWebhookConfiguration - cluster all - api-extensions\n" },
    { 37, "/apis/apiextensions.k8s.io/v1",
      "customresourcedefinitions customresourcedefinition CustomResourceDefinition - cluster all crd,crds api-extensions\n"
      "customresourcedefinitions/status - CustomResourceDefinition - cluster status - -\n" },
    { 37, "/apis/apiregistration.k8s.io/v1",
      "apiservices apiservice APIService - cluster all - api-extensions\n"
      "apiservices/status - APIService - cluster status - -\n" },
    { 37, "/apis/apps/v1",
      "controllerrevisions controllerrevision ControllerRevision - ns all - -\n"
      "daemonsets daemonset DaemonSet - ns all ds all\n"
      "daemonsets/status - DaemonSet - ns status - -\n"
      "deployments deployment Deployment - ns all deploy all\n"
      "deployments/scale - Scale autoscaling/v1 ns status - -\n"
      "deployments/status - Deployment - ns status - -\n"
      "replicasets replicaset ReplicaSet - ns all rs all\n"
      "replicasets/scale - Scale autoscaling/v1 ns status - -\n"
      "replicasets/status - ReplicaSet - ns status - -\n"
      "statefulsets statefulset StatefulSet - ns all sts all\n"
      "statefulsets/scale - Scale autoscaling/v1 ns status - -\n"
      "statefulsets/status - StatefulSet - ns status - -\n" },
    { 37, "/apis/authentication.k8s.io/v1",
      "selfsubjectreviews selfsubjectreview SelfSubjectReview - cluster create - -\n"
      "tokenreviews tokenreview TokenReview - cluster create - -\n" },
    { 37, "/apis/authorization.k8s.io/v1",
      "localsubjectaccessreviews localsubjectaccessreview LocalSubjectAccessReview - ns create - -\n"
      "selfsubjectaccessreviews selfsubjectaccessreview SelfSubjectAccessReview - cluster create - -\n"
      "selfsubjectrulesreviews selfsubjectrulesreview SelfSubjectRulesReview - cluster create - -\n"
      "subjectaccessreviews subjectaccessreview SubjectAccessReview - cluster create - -\n" },
    { 37, "/apis/autoscaling/v1",
      "horizontalpodautoscalers horizontalpodautoscaler HorizontalPodAutoscaler - ns all hpa all\n"
      "horizontalpodautoscalers/status - HorizontalPodAutoscaler - ns status - -\n" },
    { 37, "/apis/autoscaling/v2",
      "horizontalpodautoscalers horizontalpodautoscaler HorizontalPodAutoscaler - ns all hpa all\n"
      "horizontalpodautoscalers/status - HorizontalPodAutoscaler - ns status - -\n" },
    { 37, "/apis/batch/v1",
      "cronjobs cronjob CronJob - ns all cj all\n"
      "cronjobs/status - CronJob - ns status - -\n"
      "jobs job Job - ns all - all\n"
      "jobs/status - Job - ns status - -\n" },
    { 37, "/apis/certificates.k8s.io/v1",
      "certificatesigningrequests certificatesigningrequest CertificateSigningRequest - cluster all csr -\n"
      "certificatesigningrequests/approval - CertificateSigningRequest - cluster status - -\n"
      "certificatesigningrequests/status - CertificateSigningRequest - cluster status - -\n"
      "clustertrustbundles clustertrustbundle ClusterTrustBundle - cluster all - -\n"
      "podcertificaterequests podcertificaterequest PodCertificateRequest - ns all - -\n"
      "podcertificaterequests/status - PodCertificateRequest - ns status - -\n" },
    { 37, "/apis/coordination.k8s.io/v1",
      "leases lease Lease - ns all - -\n" },
    { 37, "/apis/discovery.k8s.io/v1",
      "endpointslices endpointslice EndpointSlice - ns all - -\n" },
    { 37, "/apis/events.k8s.io/v1",
      "events event Event - ns all ev -\n" },
    { 37, "/apis/flowcontrol.apiserver.k8s.io/v1",
      "flowschemas flowschema FlowSchema - cluster all - -\n"
      "flowschemas/status - FlowSchema - cluster status - -\n"
      "prioritylevelconfigurations prioritylevelconfiguration PriorityLevelConfiguration - cluster all - -\n"
      "prioritylevelconfigurations/status - PriorityLevelConfiguration - cluster status - -\n" },
    { 37, "/apis/networking.k8s.io/v1",
      "ingressclasses ingressclass IngressClass - cluster all - -\n"
      "ingresses ingress Ingress - ns all ing -\n"
      "ingresses/status - Ingress - ns status - -\n"
      "ipaddresses ipaddress IPAddress - cluster all ip -\n"
      "networkpolicies networkpolicy NetworkPolicy - ns all netpol -\n"
      "servicecidrs servicecidr ServiceCIDR - cluster all - -\n"
      "servicecidrs/status - ServiceCIDR - cluster status - -\n" },
    { 37, "/apis/node.k8s.io/v1",
      "runtimeclasses runtimeclass RuntimeClass - cluster all - -\n" },
    { 37, "/apis/policy/v1",
      "poddisruptionbudgets poddisruptionbudget PodDisruptionBudget - ns all pdb -\n"
      "poddisruptionbudgets/status - PodDisruptionBudget - ns status - -\n" },
    { 37, "/apis/rbac.authorization.k8s.io/v1",
      "clusterrolebindings clusterrolebinding ClusterRoleBinding - cluster all - -\n"
      "clusterroles clusterrole ClusterRole - cluster all - -\n"
      "rolebindings rolebinding RoleBinding - ns all - -\n"
      "roles role Role - ns all - -\n" },
    { 37, "/apis/resource.k8s.io/v1",
      "deviceclasses deviceclass DeviceClass - cluster all - -\n"
      "devicetaintrules devicetaintrule DeviceTaintRule - cluster all - -\n"
      "devicetaintrules/status - DeviceTaintRule - cluster status - -\n"
      "resourceclaims resourceclaim ResourceClaim - ns all - -\n"
      "resourceclaims/status - ResourceClaim - ns status - -\n"
      "resourceclaimtemplates resourceclaimtemplate ResourceClaimTemplate - ns all - -\n"
      "resourceslices resourceslice ResourceSlice - cluster all - -\n" },
    { 37, "/apis/scheduling.k8s.io/v1",
      "priorityclasses priorityclass PriorityClass - cluster all pc -\n" },
    { 37, "/apis/storage.k8s.io/v1",
      "csidrivers csidriver CSIDriver - cluster all - -\n"
      "csinodes csinode CSINode - cluster all - -\n"
      "csinodes/status - CSINode - cluster status - -\n"
      "csistoragecapacities csistoragecapacity CSIStorageCapacity - ns all - -\n"
      "storageclasses storageclass StorageClass - cluster all sc -\n"
      "volumeattachments volumeattachment VolumeAttachment - cluster all - -\n"
      "volumeattachments/status - VolumeAttachment - cluster status - -\n"
      "volumeattributesclasses volumeattributesclass VolumeAttributesClass - cluster all vac -\n" },
    { 37, "/apis/storagemigration.k8s.io/v1",
      "storageversionmigrations storageversionmigration StorageVersionMigration - cluster all - -\n"
      "storageversionmigrations/status - StorageVersionMigration - cluster status - -\n" },
};

/* Rows: group, preferred version, versions. */
static const struct {
    int minor;
    const char *rows;
} groups[] = {
    { 20,
      "apiregistration.k8s.io v1 v1 v1beta1\n"
      "apps v1 v1\n"
      "events.k8s.io v1 v1 v1beta1\n"
      "authentication.k8s.io v1 v1 v1beta1\n"
      "authorization.k8s.io v1 v1 v1beta1\n"
      "autoscaling v1 v1 v2beta1 v2beta2\n"
      "batch v1 v1 v1beta1\n"
      "certificates.k8s.io v1 v1 v1beta1\n"
      "networking.k8s.io v1 v1 v1beta1\n"
      "extensions v1beta1 v1beta1\n"
      "policy v1beta1 v1beta1\n"
      "rbac.authorization.k8s.io v1 v1 v1beta1\n"
      "storage.k8s.io v1 v1 v1beta1\n"
      "admissionregistration.k8s.io v1 v1 v1beta1\n"
      "apiextensions.k8s.io v1 v1 v1beta1\n"
      "scheduling.k8s.io v1 v1 v1beta1\n"
      "coordination.k8s.io v1 v1 v1beta1\n"
      "node.k8s.io v1 v1 v1beta1\n"
      "discovery.k8s.io v1beta1 v1beta1\n"
      "flowcontrol.apiserver.k8s.io v1beta1 v1beta1\n" },
    { 37,
      "apiregistration.k8s.io v1 v1\n"
      "apps v1 v1\n"
      "events.k8s.io v1 v1\n"
      "authentication.k8s.io v1 v1\n"
      "authorization.k8s.io v1 v1\n"
      "autoscaling v2 v2 v1\n"
      "batch v1 v1\n"
      "certificates.k8s.io v1 v1\n"
      "networking.k8s.io v1 v1\n"
      "policy v1 v1\n"
      "rbac.authorization.k8s.io v1 v1\n"
      "storage.k8s.io v1 v1\n"
      "admissionregistration.k8s.io v1 v1\n"
      "apiextensions.k8s.io v1 v1\n"
      "scheduling.k8s.io v1 v1\n"
      "coordination.k8s.io v1 v1\n"
      "node.k8s.io v1 v1\n"
      "discovery.k8s.io v1 v1\n"
      "resource.k8s.io v1 v1\n"
      "flowcontrol.apiserver.k8s.io v1 v1\n"
      "storagemigration.k8s.io v1 v1\n" },
};

static void add_words(struct strbuf *sb, const struct val *list)
{
    size_t start = sb->len;
    for (size_t i = 0; i < val_len(list); i++)
        strbuf_addf(sb, "%s%s", i ? "," : "", val_str_or(val_item(list, i), "?"));
    if (!strcmp(sb->buf + start, "create,delete,deletecollection,get,list,patch,update,watch"))
        strbuf_splice(sb, start, sb->len - start, "all", 3);
    else if (!strcmp(sb->buf + start, "get,patch,update"))
        strbuf_splice(sb, start, sb->len - start, "status", 6);
    else if (sb->len == start)
        strbuf_addch(sb, '-');
}

static void add_resource(struct strbuf *sb, const struct val *r)
{
    const char *singular = val_get_str(r, "singularName", "?");
    strbuf_addf(sb, "%s %s %s ", val_get_str(r, "name", "?"), *singular ? singular : "-", val_get_str(r, "kind", "?"));
    if (val_get(r, "group"))
        strbuf_addf(sb, "%s/%s ", val_get_str(r, "group", "?"), val_get_str(r, "version", "?"));
    else
        strbuf_adds(sb, "- ");
    strbuf_adds(sb, val_bool_or(val_get(r, "namespaced"), false) ? "ns " : "cluster ");
    add_words(sb, val_get(r, "verbs"));
    strbuf_addch(sb, ' ');
    add_words(sb, val_get(r, "shortNames"));
    strbuf_addch(sb, ' ');
    add_words(sb, val_get(r, "categories"));
    strbuf_addch(sb, '\n');
}

TEST(discovery_lists)
{
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        struct val *doc = discovery_get(lists[i].path, (struct version){ lists[i].minor, 2 }, "v1");
        const struct val *resources = val_get(doc, "resources");
        struct strbuf sb = STRBUF_INIT;
        for (size_t j = 0; j < val_len(resources); j++)
            add_resource(&sb, val_item(resources, j));
        CHECK_STR(sb.buf, lists[i].rows);
        strbuf_release(&sb);
        val_unref(doc);
    }
}

TEST(discovery_groups)
{
    for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
        struct val *doc = discovery_get("/apis", (struct version){ groups[i].minor, 2 }, "v1");
        const struct val *list = val_get(doc, "groups");
        struct strbuf sb = STRBUF_INIT;
        for (size_t j = 0; j < val_len(list); j++) {
            const struct val *g = val_item(list, j);
            strbuf_addf(&sb, "%s %s", val_get_str(g, "name", "?"), val_at_str(g, "preferredVersion.version", "?"));
            for (size_t k = 0; k < val_len(val_get(g, "versions")); k++)
                strbuf_addf(&sb, " %s", val_get_str(val_item(val_get(g, "versions"), k), "version", "?"));
            strbuf_addch(&sb, '\n');
        }
        CHECK_STR(sb.buf, groups[i].rows);
        strbuf_release(&sb);
        val_unref(doc);
    }
}

TEST(discovery_documents)
{
    static const struct {
        const char *path, *want;
    } cases[] = {
        { "/apis/policy", "{\"kind\":\"APIGroup\",\"apiVersion\":\"v1\",\"name\":\"policy\",\"versions\":[{\"groupVersion\":"
                          "\"policy/v1beta1\",\"version\":\"v1beta1\"}],\"preferredVersion\":{\"groupVersion\":"
                          "\"policy/v1beta1\",\"version\":\"v1beta1\"}}" },
        { "/apis/coordination.k8s.io/v1/",
          "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"coordination.k8s.io/v1\",\"resources\":[{"
          "\"name\":\"leases\",\"singularName\":\"\",\"namespaced\":true,\"kind\":\"Lease\",\"verbs\":[\"create\",\"delete\","
          "\"deletecollection\",\"get\",\"list\",\"patch\",\"update\",\"watch\"]}]}" },
        { "/apis/nosuch", NULL },   { "/apis/batch/v2", NULL },  { "/api/v2", NULL },     { "/", NULL },
        { "/apis//v1", NULL },      { "/apis/apps/v1/x", NULL }, { "/version/x", NULL },  { "/api/v1/pods", NULL },
        { "/apis/resource.k8s.io", NULL },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct val *doc = discovery_get(cases[i].path, (struct version){ 20, 2 }, "v1.20.2");
        if (cases[i].want)
            CHECK_JSON(doc, cases[i].want);
        else
            CHECK(!doc);
        val_unref(doc);
    }
    struct val *doc = discovery_get("/version", (struct version){ 20, 2 }, "v1.20.2");
    CHECK_STR(val_get_str(doc, "gitVersion", ""), "v1.20.2");
    CHECK_STR(val_get_str(doc, "minor", ""), "20");
    val_unref(doc);
}
