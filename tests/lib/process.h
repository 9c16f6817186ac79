/*
 * Running a program from a test, and files.
 *
 *     struct process p = { .argv = argv, .dir = dir, .timeout_s = 120 };
 *     process_run(&p);
 *     ... p.status, p.out.buf, p.err.buf
 *     process_release(&p);
 */
#ifndef SEODANG_TEST_PROCESS_H
#define SEODANG_TEST_PROCESS_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

struct process {
    const char *const *argv; /* NULL-terminated; argv[0] is a path */
    const char *dir;         /* where it runs; NULL: here */
    const char *const *env;  /* "NAME=VALUE" over our own environment, NULL-terminated; NULL: none */
    int timeout_s;
    int status;              /* exit status; 128 + signal; 124 when its time was over */
    struct strbuf out, err;  /* what it wrote; process_run() empties them first */
};

/* Standard input is empty. */
void process_run(struct process *p);
void process_release(struct process *p);

/* The whole file into sb (appended); -1 when it cannot be read. */
int file_read(const char *path, struct strbuf *sb);
/* Ends the test program when it cannot be written. */
void file_write(const char *path, const void *data, size_t len);
/* Removes a folder and everything in it. */
void folder_remove(const char *path);
/* The absolute path of the program under test ($BUILD/seodang); the caller frees it. */
char *seodang_path(void);

#endif
