#include "backends/base/imageref.h"

#include <string.h>

#include "tests/unit/test.h"

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

TEST(image_names)
{
    static const struct {
        const char *image;
        int rc;
        bool latest;
    } cases[] = {
        { "nginx", 0, true },
        { "nginx:latest", 0, true },
        { "nginx:1.19", 0, false },
        { "quay.io/team/app", 0, true },
        { "registry.example.com:5000/team/app:v1_2.3-x", 0, false },
        { "localhost/app", 0, true },
        { "ghcr.io/c1t1d0s7/go-myweb", 0, true },
        { "app@sha256:" HEX64, 0, false },
        { "app:1@sha256:" HEX64, 0, false },
        { "app:latest@sha256:" HEX64, 0, true },
        { "a__b/c-d/e.f", 0, true },
        { "a---b", 0, true },
        { "", -1, false },
        { "Nginx", -1, false },
        { "nginx:", -1, false },
        { "nginx:-x", -1, false },
        { "a..b", -1, false },
        { "a___b", -1, false },
        { "-a", -1, false },
        { "a/", -1, false },
        { "/a", -1, false },
        { "host:port/a", -1, false },
        { "a b", -1, false },
        { "app@sha256:1234", -1, false },
        { "app@md5:" HEX64, -1, false },
        { HEX64, -1, false },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct image_ref ref;
        int rc = image_parse(cases[i].image, &ref);
        test_check(rc == cases[i].rc && (rc < 0 || image_is_latest(&ref) == cases[i].latest), __FILE__, __LINE__, "%s",
                   cases[i].image);
    }
}

/* The limit of 255 bytes counts what the name implies: docker.io/library/. */
TEST(image_name_length)
{
    char name[300];
    struct image_ref ref;
    size_t most = 255 - strlen("docker.io/library/");
    memset(name, 'a', sizeof(name));
    name[most + 1] = '\0';
    CHECK_INT(image_parse(name, &ref), -1);
    name[most] = '\0';
    CHECK_INT(image_parse(name, &ref), 0);
}
