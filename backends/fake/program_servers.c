/*
 * Servers whose images end at once when something that they need is missing: databases without a password, which is how many a
 * learner meets CrashLoopBackOff.
 */
#include <stdlib.h>
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
        ready = ready || val_len(val_get(sh->own.vars, servers[i].needs[k]));
    int64_t term_ms = sh->program->term_ms;
    if (ready) { /* until it is told to end */
        shell_sleep(sh, term_ms > sh->now_ms ? term_ms - sh->now_ms : PROGRAM_FOREVER);
        return;
    }
    shell_print(sh, sh->err, servers[i].complaint, strlen(servers[i].complaint));
    sh->status = 1;
}

/* "250M" as stress reads it. */
static int64_t parse_bytes(const char *text)
{
    char *end;
    double n = strtod(text, &end);
    int64_t unit = *end == 'k' || *end == 'K' ? 1024 : *end == 'm' || *end == 'M' ? 1048576 : *end == 'g' || *end == 'G' ? 1073741824 : 1;
    return n > 0 && n < 1e9 ? (int64_t)(n * (double)unit) : 0;
}

/* stress --vm 1 --vm-bytes 250M --vm-hang 1: takes memory as it starts, and goes on until --timeout. */
void shell_stress(struct shell *sh, const char **argv, size_t argc)
{
    static const struct {
        const char *name, *letter;
    } memory = { "--vm-bytes", "--vm" };
    int64_t bytes = 0, workers = 0, end_ms = PROGRAM_FOREVER;
    for (size_t i = 1; i < argc; i++) {
        const char *value = strchr(argv[i], '='), *next = value ? value + 1 : i + 1 < argc ? argv[i + 1] : "";
        size_t len = value ? (size_t)(value - argv[i]) : strlen(argv[i]);
        if (len == strlen(memory.name) && !strncmp(argv[i], memory.name, len))
            bytes = parse_bytes(next);
        else if ((len == strlen(memory.letter) && !strncmp(argv[i], memory.letter, len)) || !strcmp(argv[i], "-m"))
            workers = strtol(next, NULL, 10);
        else if ((len == 9 && !strncmp(argv[i], "--timeout", len)) || !strcmp(argv[i], "-t"))
            end_ms = shell_delay(next);
    }
    shell_sayf(sh, "stress: info: [1] dispatching hogs: 0 cpu, 0 io, %lld vm, 0 hdd\n", (long long)workers);
    shell_take_memory(sh, workers > 0 && workers < 1000 ? bytes * workers : 0);
    if (sh->flow == FLOW_ON)
        shell_sleep(sh, end_ms < 0 ? PROGRAM_FOREVER : end_ms);
}
