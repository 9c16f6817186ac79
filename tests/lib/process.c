#include "tests/lib/process.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long wall_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static _Noreturn void run_child(const struct process *p, const int out[2], const int err[2])
{
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null < 0 || dup2(null, 0) < 0 || dup2(out[1], 1) < 0 || dup2(err[1], 2) < 0)
        _exit(126);
    if (p->dir && chdir(p->dir) < 0)
        _exit(126);
    for (size_t i = 0; p->env && p->env[i]; i++)
        putenv((char *)(uintptr_t)p->env[i]);
    execv(p->argv[0], (char *const *)(uintptr_t)p->argv);
    fprintf(stderr, "%s: %s\n", p->argv[0], strerror(errno));
    _exit(127);
}

/* Reads both pipes until they are closed. False: the time is over. */
static bool collect(struct process *p, int out, int err)
{
    struct pollfd fds[] = { { .fd = out, .events = POLLIN }, { .fd = err, .events = POLLIN } };
    struct strbuf *into[] = { &p->out, &p->err };
    long long deadline = wall_ms() + p->timeout_s * 1000LL;
    int open_count = 2;
    while (open_count > 0) {
        long long left = deadline - wall_ms();
        if (left <= 0)
            return false;
        if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
            return false;
        for (size_t i = 0; i < 2; i++) {
            char buf[65536];
            if (fds[i].fd < 0 || !fds[i].revents)
                continue;
            ssize_t n = read(fds[i].fd, buf, sizeof(buf));
            if (n > 0) {
                strbuf_add(into[i], buf, (size_t)n);
            } else if (n == 0 || errno != EINTR) {
                fds[i].fd = -1;
                open_count--;
            }
        }
    }
    return true;
}

void process_run(struct process *p)
{
    int out[2], err[2], status = 0;
    strbuf_reset(&p->out);
    strbuf_reset(&p->err);
    if (pipe2(out, O_CLOEXEC) < 0 || pipe2(err, O_CLOEXEC) < 0)
        BUG("pipe: %s", strerror(errno));
    fflush(NULL);
    pid_t pid = fork();
    if (pid < 0)
        BUG("fork: %s", strerror(errno));
    if (!pid)
        run_child(p, out, err);
    close(out[1]);
    close(err[1]);
    bool in_time = collect(p, out[0], err[0]);
    if (!in_time)
        kill(pid, SIGKILL);
    close(out[0]);
    close(err[0]);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    p->status = !in_time ? 124 : WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void process_release(struct process *p)
{
    strbuf_release(&p->out);
    strbuf_release(&p->err);
}

int file_read(const char *path, struct strbuf *sb)
{
    FILE *f = fopen(path, "re");
    if (!f)
        return -1;
    char buf[65536];
    size_t n;
    while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
        strbuf_add(sb, buf, n);
    int failed = ferror(f);
    fclose(f);
    return failed ? -1 : 0;
}

void file_write(const char *path, const void *data, size_t len)
{
    FILE *f = fopen(path, "we");
    if (!f || fwrite(data, 1, len, f) != len || fclose(f)) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(2);
    }
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

void folder_remove(const char *path)
{
    enum { OPEN_FOLDERS = 16 };
    nftw(path, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

char *seodang_path(void)
{
    const char *build = getenv("BUILD");
    char *relative = xstrf("%s/seodang", build ? build : "build");
    char *path = realpath(relative, NULL);
    if (!path) {
        fprintf(stderr, "%s: %s\n", relative, strerror(errno));
        exit(2);
    }
    free(relative);
    return path;
}
