#define _GNU_SOURCE
#include "CWritSystem.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

_Thread_local void *writ_thread_loop;

int writ_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int writ_epoll_add(int epoll, int descriptor, uint64_t token, int edge_triggered) {
    struct epoll_event event = {
        .events = edge_triggered ? EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET : EPOLLIN,
        .data.u64 = token,
    };
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

int writ_epoll_remove(int epoll, int descriptor) { return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL); }

int writ_epoll_wait(int epoll, struct writ_event *events, int capacity, int timeout_milliseconds) {
    enum { batch = 256 };
    struct epoll_event raw[batch];
    int count = epoll_wait(epoll, raw, capacity < batch ? capacity : batch, timeout_milliseconds);
    for (int index = 0; index < count; index++) {
        uint32_t bits = raw[index].events;
        events[index].token = raw[index].data.u64;
        events[index].readable = (bits & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
        events[index].writable = (bits & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0;
        events[index].hung_up = (bits & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    }
    return count;
}

int writ_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int writ_accept(int listener, struct sockaddr *address, socklen_t *size) {
    return accept4(listener, address, size, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int writ_set_option(int descriptor, int level, int name, int value) {
    return setsockopt(descriptor, level, name, &value, sizeof value);
}

int writ_unsent_byte_count(int descriptor) {
    int count = 0;
    return ioctl(descriptor, TIOCOUTQ, &count) == 0 ? count : 0;
}

void writ_ignore_sigpipe(void) { signal(SIGPIPE, SIG_IGN); }

// Several engines may run in one process: a signal is told to each of them. A slot holds a descriptor plus one, or zero.
enum { signal_slots = 16 };
static _Atomic int signal_descriptors[signal_slots];
static pthread_mutex_t signal_lock = PTHREAD_MUTEX_INITIALIZER;
static int catching_count;
static struct sigaction previous_interrupt;
static struct sigaction previous_terminate;

static void tell_signal(int number) {
    (void)number;
    int saved = errno;
    uint64_t one = 1;
    for (int slot = 0; slot < signal_slots; slot++) {
        int descriptor = atomic_load(&signal_descriptors[slot]) - 1;
        if (descriptor < 0) continue;
        // A full counter has been told already: nothing is lost.
        ssize_t written = write(descriptor, &one, sizeof one);
        (void)written;
    }
    errno = saved;
}

void writ_catch_end_signals(int descriptor) {
    pthread_mutex_lock(&signal_lock);
    for (int slot = 0; slot < signal_slots; slot++) {
        if (atomic_load(&signal_descriptors[slot]) != 0) continue;
        atomic_store(&signal_descriptors[slot], descriptor + 1);
        if (catching_count++ == 0) {
            struct sigaction action = {.sa_handler = tell_signal, .sa_flags = SA_RESTART};
            sigemptyset(&action.sa_mask);
            sigaction(SIGINT, &action, &previous_interrupt);
            sigaction(SIGTERM, &action, &previous_terminate);
        }
        break;
    }
    pthread_mutex_unlock(&signal_lock);
}

void writ_release_end_signals(int descriptor) {
    pthread_mutex_lock(&signal_lock);
    for (int slot = 0; slot < signal_slots; slot++) {
        if (atomic_load(&signal_descriptors[slot]) != descriptor + 1) continue;
        atomic_store(&signal_descriptors[slot], 0);
        if (--catching_count == 0) {
            sigaction(SIGINT, &previous_interrupt, NULL);
            sigaction(SIGTERM, &previous_terminate, NULL);
        }
        break;
    }
    pthread_mutex_unlock(&signal_lock);
}

static struct timespec now(clockid_t clock) {
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return time;
}

int64_t writ_wall_seconds(void) { return now(CLOCK_REALTIME_COARSE).tv_sec; }

int64_t writ_monotonic_milliseconds(void) {
    struct timespec time = now(CLOCK_MONOTONIC_COARSE);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}
