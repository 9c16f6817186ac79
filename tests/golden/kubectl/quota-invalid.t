# What a ResourceQuota and a LimitRange must not say.
> kubectl create quota q --hard=pods=-1
2> error: failed to create quota: ResourceQuota "q" is invalid: spec.hard[pods]: Invalid value: "-1": must be greater than or equal to 0
= 1
> kubectl create quota q --hard=pods=1.5,services=-2
2> error: failed to create quota: ResourceQuota "q" is invalid: [spec.hard[pods]: Invalid value: resource.Quantity{i:resource.int64Amount{value:1500, scale:-3}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"1500m", Format:"DecimalSI"}: must be an integer, spec.hard[services]: Invalid value: "-2": must be greater than or equal to 0]
= 1
> kubectl create quota q --hard=pods=1,foo=1
2> error: failed to create quota: ResourceQuota "q" is invalid: [spec.hard[foo]: Invalid value: "foo": must be a standard resource type or fully qualified, spec.hard[foo]: Invalid value: "foo": must be a standard resource for quota]
= 1
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: ResourceQuota
| metadata: {name: scoped}
| spec: {hard: {pods: 1, limits.cpu: 1, count/jobs.batch: 3, requests.example.com/gpu: 1}, scopes: [BestEffort, NotBestEffort, Odd]}
| EOF
2> The ResourceQuota "scoped" is invalid: 
2> * spec.scopes: Invalid value: []core.ResourceQuotaScope{"BestEffort", "NotBestEffort", "Odd"}: unsupported scope applied to resource
2> * spec.scopes: Invalid value: []core.ResourceQuotaScope{"BestEffort", "NotBestEffort", "Odd"}: unsupported scope
2> * spec.scopes: Invalid value: []core.ResourceQuotaScope{"BestEffort", "NotBestEffort", "Odd"}: conflicting scopes
= 1
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: ResourceQuota
| metadata: {name: selected}
| spec:
|   hard: {pods: 1, services: 2}
|   scopeSelector:
|     matchExpressions:
|     - {scopeName: PriorityClass, operator: In}
|     - {scopeName: Terminating, operator: In, values: [a]}
|     - {scopeName: PriorityClass, operator: Exists, values: [a]}
|     - {scopeName: Odd, operator: Equals}
| EOF
2> The ResourceQuota "selected" is invalid: 
2> * spec.scopeSelector.matchExpressions: Invalid value: core.ScopeSelector{MatchExpressions:[]core.ScopedResourceSelectorRequirement{core.ScopedResourceSelectorRequirement{ScopeName:"PriorityClass", Operator:"In", Values:[]string(nil)}, core.ScopedResourceSelectorRequirement{ScopeName:"Terminating", Operator:"In", Values:[]string{"a"}}, core.ScopedResourceSelectorRequirement{ScopeName:"PriorityClass", Operator:"Exists", Values:[]string{"a"}}, core.ScopedResourceSelectorRequirement{ScopeName:"Odd", Operator:"Equals", Values:[]string(nil)}}}: unsupported scope applied to resource
2> * spec.scopeSelector.matchExpressions.values: Required value: must be at least one value when `operator` is 'In' or 'NotIn' for scope selector
2> * spec.scopeSelector.matchExpressions.operator: Invalid value: "In": must be 'Exist' only operator when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort and ResourceQuotaScopeNotBestEffort
2> * spec.scopeSelector.matchExpressions.values: Invalid value: []string{"a"}: must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector
2> * spec.scopeSelector.matchExpressions.scopeName: Invalid value: "Odd": unsupported scope
2> * spec.scopeSelector.matchExpressions.operator: Invalid value: "Equals": not a valid selector operator
= 1
> kubectl create quota q --hard=pods=1 --scopes=BestEffort
resourcequota/q created
> kubectl patch quota q --type=merge -p '{"spec":{"scopes":["NotBestEffort"]}}'
2> The ResourceQuota "q" is invalid: spec.scopes: Invalid value: []core.ResourceQuotaScope{"NotBestEffort"}: field is immutable
= 1
> kubectl apply -f - <<EOF
| apiVersion: v1
| kind: LimitRange
| metadata: {name: bad}
| spec:
|   limits:
|   - {type: Container, min: {cpu: 2}, max: {cpu: 1}, default: {cpu: 3}, defaultRequest: {cpu: 4}, maxLimitRequestRatio: {cpu: 500m}}
|   - {type: Container, max: {memory: 1Gi}, min: {memory: 512Mi}, maxLimitRequestRatio: {memory: 3}}
|   - {type: Pod, default: {cpu: 1}, defaultRequest: {cpu: 1}, max: {storage: 1Gi}}
|   - {type: PersistentVolumeClaim}
|   - {type: odd, max: {bar: 1}}
| EOF
2> The LimitRange "bad" is invalid: 
2> * spec.limits[0].min[cpu]: Invalid value: resource.Quantity{i:resource.int64Amount{value:2, scale:0}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"2", Format:"DecimalSI"}: min value 2 is greater than max value 1
2> * spec.limits[0].defaultRequest[cpu]: Invalid value: resource.Quantity{i:resource.int64Amount{value:4, scale:0}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"4", Format:"DecimalSI"}: default request value 4 is greater than max value 1
2> * spec.limits[0].defaultRequest[cpu]: Invalid value: resource.Quantity{i:resource.int64Amount{value:4, scale:0}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"4", Format:"DecimalSI"}: default request value 4 is greater than default limit value 3
2> * spec.limits[0].default[cpu]: Invalid value: resource.Quantity{i:resource.int64Amount{value:1, scale:0}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"1", Format:"DecimalSI"}: default value 3 is greater than max value 1
2> * spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: resource.Quantity{i:resource.int64Amount{value:500, scale:-3}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"500m", Format:"DecimalSI"}: ratio 500m is less than 1
2> * spec.limits[1].type: Duplicate value: "Container"
2> * spec.limits[1].maxLimitRequestRatio[memory]: Invalid value: resource.Quantity{i:resource.int64Amount{value:3, scale:0}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"3", Format:"DecimalSI"}: ratio 3 is greater than max/min = 2.000000
2> * spec.limits[2].max[storage]: Invalid value: "storage": must be a standard resource for containers
2> * spec.limits[2].default: Forbidden: may not be specified when `type` is 'Pod'
2> * spec.limits[2].defaultRequest: Forbidden: may not be specified when `type` is 'Pod'
2> * spec.limits[3].limits: Required value: either minimum or maximum storage value is required, but neither was provided
2> * spec.limits[4].type: Invalid value: "odd": must be a standard limit type or fully qualified
2> * spec.limits[4].max[bar]: Invalid value: "bar": must be a standard resource type or fully qualified
= 1
