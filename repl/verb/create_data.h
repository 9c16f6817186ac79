/*
 * The data of a ConfigMap or Secret from flags: --from-literal, --from-file, --from-env-file.
 *
 *     struct create_data d = { cmd, name, &rules, NULL, NULL };
 *     if (create_data_read(&d, st) < 0) ...                     // d.text, d.bytes: objects, owned
 *     char *hashed = create_data_hashed_name(...)               // with --append-hash
 *
 * Mirrors kubectl's create_configmap.go, create_secret.go, util.ParseFileSource, the env file reader and util/hash, v1.20.2.
 */
#ifndef SEODANG_VERB_CREATE_DATA_H
#define SEODANG_VERB_CREATE_DATA_H

#include "repl/verb/create.h"

#define CREATE_DATA_OPTIONS                                                                                         \
    { "from-file", 0, OPTION_LIST, NULL, NULL, "파일이나 폴더의 내용 ([키=]경로)" },                                  \
    { "from-literal", 0, OPTION_ARRAY, NULL, NULL, "키=값" },                                                       \
    { "from-env-file", 0, OPTION_LIST, NULL, NULL, "키=값이 한 줄씩 적힌 파일" },                                    \
    { "append-hash", 0, OPTION_BOOL, NULL, NULL, "내용의 해시를 이름 뒤에 붙여요" }

struct create_data {
    struct command *cmd;
    const char *name;       /* of the object */
    bool secret;            /* all values are bytes; other words in errors */
    struct val *text;       /* key -> text; owned, NULL when there is none */
    struct val *bytes;      /* key -> base64; owned, NULL when there is none */
};

/* Reads the flags that the verb has. -1 with *st; what was read stays and is the caller's. */
int create_data_read(struct create_data *d, struct status *st);
int create_data_add_file(struct create_data *d, const char *key, const char *path, struct status *st);
void create_data_release(struct create_data *d);
/* NAME, or NAME-HASH when --append-hash asks for it; the arena's. `type` of a Secret, else NULL. */
const char *create_data_name(const struct create_data *d, const char *type);

#endif
