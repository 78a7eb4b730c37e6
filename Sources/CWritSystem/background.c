// Programs that go on in the background, and the locks by which others see that they live.
#define _GNU_SOURCE
#include "CWritSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern char **environ;

int writ_start_background(const char *program, char *const arguments[], int output, int ready, pid_t *process) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
#ifdef POSIX_SPAWN_SETSID
    flags |= POSIX_SPAWN_SETSID;
#endif
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0) return failure;
    failure = posix_spawnattr_init(&attributes);
    if (failure == 0) {
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        // Both are above 2, so that nothing is overwritten before it is copied.
        posix_spawn_file_actions_adddup2(&actions, output, 1);
        posix_spawn_file_actions_adddup2(&actions, output, 2);
        posix_spawn_file_actions_adddup2(&actions, ready, 3);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
        posix_spawn_file_actions_addclosefrom_np(&actions, 4);
#endif
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setflags(&attributes, flags);
        failure = posix_spawn(process, program, &actions, &attributes, arguments, environ);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

#ifdef F_OFD_SETLK
// Locks of open file descriptions: they can be asked for without being taken, so that who only looks is in nobody's way.
static struct flock whole_file(void) { return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET}; }

int writ_lock_file(int descriptor, int waits) {
    struct flock lock = whole_file();
    int result;
    do result = fcntl(descriptor, waits ? F_OFD_SETLKW : F_OFD_SETLK, &lock);
    while (result != 0 && waits && errno == EINTR);
    return result;
}

int writ_file_is_locked(int descriptor) {
    struct flock lock = whole_file();
    return fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}
#else
int writ_lock_file(int descriptor, int waits) {
    (void)descriptor, (void)waits;
    errno = ENOSYS;
    return -1;
}
int writ_file_is_locked(int descriptor) {
    (void)descriptor;
    return 0;
}
#endif
