#define _GNU_SOURCE
#include "CWritSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/openat2.h>
#include <sys/sendfile.h>
#endif

// A pipe or a device must not be waited for: what is opened is looked at before it is read.
static const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

// Segment by segment, without links.
static int open_by_segments(int folder, const char *path) {
    int current = folder;
    while (true) {
        const char *slash = strchr(path, '/');
        size_t count = slash ? (size_t)(slash - path) : strlen(path);
        char name[256];
        bool is_dots = (count == 1 && path[0] == '.') || (count == 2 && path[0] == '.' && path[1] == '.');
        int next = -1;
        errno = ENOENT;
        if (count > 0 && count < sizeof name && !is_dots) {
            memcpy(name, path, count);
            name[count] = 0;
            next = openat(current, name, flags | O_NOFOLLOW | (slash ? O_DIRECTORY : 0));
        }
        int error = errno;
        if (current != folder) close(current);
        if (next < 0) {
            errno = error;
            return -1;
        }
        if (!slash) return next;
        current = next;
        path = slash + 1;
    }
}

int writ_open_beneath(int folder, const char *path) {
#if defined(__linux__) && defined(SYS_openat2)
    struct open_how how = {.flags = (uint64_t)flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    long opened = syscall(SYS_openat2, folder, path, &how, sizeof how);
    // Older kernels don't have it, and sandboxes forbid it.
    if (opened >= 0 || (errno != ENOSYS && errno != EPERM)) return (int)opened;
#endif
    return open_by_segments(folder, path);
}

ssize_t writ_send_file(int socket, int file, int64_t offset, size_t count) {
#ifdef __linux__
    off_t position = offset;
    return sendfile(socket, file, &position, count);
#else
    (void)socket, (void)file, (void)offset, (void)count;
    errno = ENOSYS;
    return -1;
#endif
}
