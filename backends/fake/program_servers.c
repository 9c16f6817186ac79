/*
 * Servers whose images end at once when something that they need is missing: databases without a password, which is how many a
 * learner meets CrashLoopBackOff.
 */
#include <string.h>

#include "backends/fake/program_tree.h"

static const struct {
    const char *name;
    const char *needs[5]; /* one of these variables */
    const char *complaint;
} servers[] = {
    { "mysqld", { "MYSQL_ROOT_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_RANDOM_ROOT_PASSWORD" },
      "[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n"
      "    You need to specify one of the following as an environment variable:\n"
      "    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD\n" },
    { "mariadbd", { "MARIADB_ROOT_PASSWORD", "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "MARIADB_RANDOM_ROOT_PASSWORD", "MYSQL_ROOT_PASSWORD" },
      "[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n"
      "\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and "
      "MARIADB_RANDOM_ROOT_PASSWORD\n" },
    { "postgres", { "POSTGRES_PASSWORD", "POSTGRES_HOST_AUTH_METHOD" },
      "Error: Database is uninitialized and superuser password is not specified.\n"
      "       You must specify POSTGRES_PASSWORD to a non-empty value for the\n"
      "       superuser. For example, \"-e POSTGRES_PASSWORD=password\" on \"docker run\".\n" },
};

bool shell_serves(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(servers); i++)
        if (!strcmp(name, servers[i].name))
            return true;
    return !strcmp(name, "nc") || !strcmp(name, "httpd");
}

void shell_server(struct shell *sh, const char **argv, size_t argc)
{
    size_t i = 0;
    bool ready = false;
    (void)argc;
    while (i + 1 < ARRAY_LEN(servers) && strcmp(argv[0], servers[i].name) != 0)
        i++;
    for (size_t k = 0; k < ARRAY_LEN(servers[i].needs) && servers[i].needs[k]; k++)
        ready = ready || val_len(val_get(sh->vars, servers[i].needs[k]));
    int64_t term_ms = sh->program->term_ms;
    if (ready) { /* until it is told to end */
        shell_sleep(sh, term_ms > sh->now_ms ? term_ms - sh->now_ms : PROGRAM_FOREVER);
        return;
    }
    shell_print(sh->err, servers[i].complaint, strlen(servers[i].complaint));
    sh->status = 1;
}
