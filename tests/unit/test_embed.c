#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lessons/embed.h"
#include "tests/lib/process.h"
#include "tests/unit/test.h"

TEST(embed_author_folder_goes_before)
{
    char dir[] = "/tmp/seodang-embed-XXXXXX";
    CHECK(mkdtemp(dir) != NULL);
    struct arena *a = arena_new();
    size_t count, inside, len;
    embed_set_dir("");
    embed_list(a, "catalog", &inside);
    CHECK_INT(mkdir(arena_strf(a, "%s/catalog", dir), 0700), 0);
    file_write(arena_strf(a, "%s/catalog/zz-mine.yaml", dir), "title: a", 8);
    file_write(arena_strf(a, "%s/catalog/notes.txt", dir), "x", 1);

    embed_set_dir(dir);
    const char *const *names = embed_list(a, "catalog", &count);
    CHECK_INT((long long)count, (long long)inside + 1);
    CHECK_STR(names[count - 1], "zz-mine");
    for (size_t i = 1; i < count; i++)
        CHECK(strcmp(names[i - 1], names[i]) < 0);
    CHECK_STR(embed_text(a, "catalog", "zz-mine", &len), "title: a");
    CHECK_INT((long long)len, 8);
    CHECK_STR(embed_path(a, "catalog", "zz-mine"), arena_strf(a, "%s/catalog/zz-mine.yaml", dir));
    CHECK_STR(embed_path(a, "catalog", "other"), "lessons/catalog/other.yaml");
    CHECK(!embed_text(a, "catalog", "../catalog/zz-mine", &len));

    /* The same folder from anywhere, by the environment too. */
    char *back = getcwd(NULL, 0);
    CHECK_INT(chdir("/tmp"), 0);
    embed_set_dir(dir + strlen("/tmp/"));
    CHECK_INT(chdir("/"), 0);
    CHECK(embed_text(a, "catalog", "zz-mine", &len) != NULL);
    setenv("SEODANG_LESSONS", dir, 1);
    embed_set_dir(NULL);
    CHECK(embed_text(a, "catalog", "zz-mine", &len) != NULL);
    unsetenv("SEODANG_LESSONS");
    CHECK_INT(chdir(back), 0);
    free(back);

    embed_set_dir(NULL);
    CHECK(!embed_text(a, "catalog", "zz-mine", &len));
    arena_free(a);
    folder_remove(dir);
}
