/*
 * Programs of the host: started, waited for.
 *
 *     struct host_io io = { .in = null_fd, .out = 1, .err = 2 };
 *     pid_t pid;
 *     int rc = host_start(argv, &io, &pid);          // 0, or errno: ENOENT when there is no such program
 *     if (!rc) status = host_wait(pid, -1);
 *
 * They run in the shell's own process group, so that Ctrl-C reaches them.
 */
#ifndef SEODANG_HOST_H
#define SEODANG_HOST_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "backends/base/strbuf.h"

struct host_io {
    int in, out, err; /* borrowed */
};

int host_start(char **argv, const struct host_io *io, pid_t *pid);
/* Its exit status; 128 + N when signal N ended it; 124 when it was ended after timeout_ms of wall time (negative: none). */
int host_wait(pid_t pid, int64_t timeout_ms);
/* The exit status for what host_start() answered: 127 for a program that is not there, else 126. */
int host_start_status(int error);

/* A nameless file in memory, at its beginning; with `content` (may be NULL) in it. -1 with errno. */
int host_file(const struct strbuf *content);
/* All that is in such a file or another, appended. -1 with errno; EFBIG: more than `max` bytes. */
int host_file_read(int fd, size_t max, struct strbuf *sb);

#endif
