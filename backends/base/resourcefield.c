#include "backends/base/resourcefield.h"

#include <string.h>

#include "backends/base/quantity.h"

int64_t resourcefield_value(const struct val *ref, const struct val *resources, const struct val *allocatable)
{
    static const char requests[] = "requests.", limits[] = "limits.";
    const char *text = val_get_str(ref, "resource", "");
    bool is_limit = !strncmp(text, limits, strlen(limits));
    if (!is_limit && strncmp(text, requests, strlen(requests)) != 0)
        return 0;
    const char *name = text + strlen(is_limit ? limits : requests);
    const struct val *amount = val_get(val_get(resources, is_limit ? "limits" : "requests"), name);
    if (!amount && is_limit)
        amount = val_get(allocatable, name);
    bool cpu = !strcmp(name, "cpu");
    int64_t (*read)(const struct val *v, int64_t otherwise) = cpu ? quantity_milli_or : quantity_value_or;
    int64_t divisor = read(val_get(ref, "divisor"), 0), n = read(amount, 0);
    divisor = divisor > 0 ? divisor : cpu ? 1000 : 1;
    return n / divisor + (n % divisor > 0);
}
