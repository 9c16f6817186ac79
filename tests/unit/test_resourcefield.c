#include "backends/base/resourcefield.h"

#include <string.h>

#include "backends/base/json.h"
#include "tests/unit/test.h"

TEST(resourcefield_value)
{
    static const struct {
        const char *ref, *resources, *allocatable;
        int64_t value;
    } cases[] = {
        { "{\"resource\":\"limits.memory\",\"divisor\":\"1Mi\"}", "{\"limits\":{\"memory\":\"128Mi\"}}", NULL, 128 },
        { "{\"resource\":\"limits.memory\",\"divisor\":\"0\"}", "{\"limits\":{\"memory\":\"1Ki\"}}", NULL, 1024 },
        { "{\"resource\":\"requests.memory\",\"divisor\":\"1Mi\"}", "{\"requests\":{\"memory\":\"1\"}}", NULL, 1 },
        { "{\"resource\":\"limits.cpu\"}", "{\"limits\":{\"cpu\":\"250m\"}}", NULL, 1 },
        { "{\"resource\":\"limits.cpu\",\"divisor\":\"1m\"}", "{\"limits\":{\"cpu\":\"250m\"}}", NULL, 250 },
        { "{\"resource\":\"limits.cpu\"}", "{}", NULL, 0 },
        { "{\"resource\":\"limits.cpu\"}", "{}", "{\"cpu\":\"4\"}", 4 },
        { "{\"resource\":\"requests.cpu\"}", "{}", "{\"cpu\":\"4\"}", 0 },
        { "{\"resource\":\"nonsense\"}", "{\"limits\":{\"cpu\":\"4\"}}", NULL, 0 },
        { "{\"resource\":\"limits.cpu\",\"divisor\":\"-1\"}", "{\"limits\":{\"cpu\":\"-4\"}}", NULL, -4 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct val *ref = json_parse(cases[i].ref, strlen(cases[i].ref), NULL);
        struct val *resources = json_parse(cases[i].resources, strlen(cases[i].resources), NULL);
        struct val *allocatable = cases[i].allocatable ? json_parse(cases[i].allocatable, strlen(cases[i].allocatable), NULL) : NULL;
        CHECK_INT(resourcefield_value(ref, resources, allocatable), cases[i].value);
        val_unref(ref);
        val_unref(resources);
        val_unref(allocatable);
    }
}
