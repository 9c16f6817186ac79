#include "repl/host.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backends/backend.h"

enum { KILL_GRACE_MS = 2000 };

int host_start(char **argv, const struct host_io *io, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    posix_spawn_file_actions_init(&actions);
    /* Through copies above 2: with `2>&1 >f` standard error is the old 1, which is replaced first. */
    int copies[3] = { fcntl(io->in, F_DUPFD_CLOEXEC, 3), fcntl(io->out, F_DUPFD_CLOEXEC, 3),
                      fcntl(io->err, F_DUPFD_CLOEXEC, 3) };
    for (int fd = 0; fd < 3; fd++)
        if (copies[fd] >= 0)
            posix_spawn_file_actions_adddup2(&actions, copies[fd], fd);
        else
            posix_spawn_file_actions_addclose(&actions, fd);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGINT);
    sigaddset(&defaults, SIGQUIT);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int rc = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    for (int fd = 0; fd < 3; fd++)
        if (copies[fd] >= 0)
            close(copies[fd]);
    return rc;
}

int host_start_status(int error)
{
    return error == ENOENT ? 127 : 126;
}

/* false when it still runs after timeout_ms. */
static bool ends_within(int pidfd, int64_t timeout_ms)
{
    struct pollfd p = { pidfd, POLLIN, 0 };
    int timeout = timeout_ms > INT32_MAX ? INT32_MAX : (int)timeout_ms;
    return poll(&p, 1, timeout) != 0; /* a signal ends the waiting too: Ctrl-C reached the program as well */
}

int host_wait(pid_t pid, int64_t timeout_ms)
{
    bool late = false;
    int status;
    if (timeout_ms >= 0) {
        int pidfd = pidfd_open(pid, 0);
        late = pidfd >= 0 && !ends_within(pidfd, timeout_ms);
        if (late) {
            kill(pid, SIGTERM);
            if (!ends_within(pidfd, KILL_GRACE_MS))
                kill(pid, SIGKILL);
        }
        if (pidfd >= 0)
            close(pidfd);
    }
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return 1;
    if (late)
        return 124;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int host_file(const struct strbuf *content)
{
    int fd = memfd_create("seodang", MFD_CLOEXEC);
    for (size_t done = 0; fd >= 0 && content && done < content->len;) {
        ssize_t n = write(fd, content->buf + done, content->len - done);
        if (n < 0 && errno != EINTR) {
            close(fd);
            return -1;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

int host_file_read(int fd, size_t max, struct strbuf *sb)
{
    char block[65536];
    ssize_t n;
    lseek(fd, 0, SEEK_SET);
    while ((n = read(fd, block, sizeof(block))) > 0 || (n < 0 && errno == EINTR && !backend_interrupted)) {
        if (n > 0)
            strbuf_add(sb, block, (size_t)n);
        if (sb->len > max) {
            errno = EFBIG;
            return -1;
        }
    }
    return n < 0 ? -1 : 0;
}
