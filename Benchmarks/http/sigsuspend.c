// Preloaded where a server runs under valgrind, which crashes in the system call by which libdispatch parks the main thread.

#include <signal.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    (void)mask;
    return pause();
}
