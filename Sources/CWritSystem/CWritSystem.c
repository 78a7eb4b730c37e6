#define _GNU_SOURCE
#include "CWritSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef __linux__
#include <linux/filter.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#endif

_Thread_local void *writ_thread_loop;

#ifdef __linux__
int writ_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int writ_epoll_add(int epoll, int descriptor, uint64_t token, enum writ_watch watch) {
    static const uint32_t masks[] = {
        [writ_watch_changes] = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
        [writ_watch_input] = EPOLLIN,
        [writ_watch_shared] = EPOLLIN | EPOLLEXCLUSIVE,
    };
    struct epoll_event event = {.events = masks[watch], .data.u64 = token};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

int writ_epoll_remove(int epoll, int descriptor) { return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL); }

int writ_epoll_wait(int epoll, struct writ_event *events, int capacity, int timeout_milliseconds) {
    enum { batch = 256 };
    struct epoll_event raw[batch];
    int count = (int)syscall(
        SYS_epoll_pwait, epoll, raw, capacity < batch ? capacity : batch, timeout_milliseconds, NULL, 0);
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
#endif

#ifdef POLLRDHUP
const short writ_poll_finished = POLLRDHUP;
#else
const short writ_poll_finished = 0;
#endif

int writ_make_nonblocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0) return -1;
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

int writ_pipe(int ends[2]) {
    if (pipe(ends) < 0) return -1;
    writ_make_nonblocking(ends[0]);
    writ_make_nonblocking(ends[1]);
    return 0;
}

int writ_stream_socket(int family) {
#ifdef __linux__
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
#else
    int descriptor = socket(family, SOCK_STREAM, 0);
    if (descriptor >= 0) writ_make_nonblocking(descriptor);
    return descriptor;
#endif
}

int writ_accept(int listener, struct sockaddr *address, socklen_t *size) {
#ifdef __linux__
    return accept4(listener, address, size, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
    int descriptor = accept(listener, address, size);
    if (descriptor >= 0) writ_make_nonblocking(descriptor);
    return descriptor;
#endif
}

int writ_set_option(int descriptor, int level, int name, int value) {
    return setsockopt(descriptor, level, name, &value, sizeof value);
}

int writ_get_option(int descriptor, int level, int name) {
    int value = -1;
    socklen_t size = sizeof value;
    return getsockopt(descriptor, level, name, &value, &size) == 0 ? value : -1;
}

void writ_drop_new_connections(int listener) {
#ifdef __linux__
    // The filter sees a packet from its TCP header on, whose flags are byte 13: SYN without ACK is 2 of the two bits 18.
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x12),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x02, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
    };
    struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
    setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
#else
    (void)listener;
#endif
}

int64_t writ_peer_user(int descriptor) {
#ifdef __linux__
    struct ucred credentials;
    socklen_t size = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return -1;
    return credentials.uid;
#else
    uid_t user;
    gid_t group;
    return getpeereid(descriptor, &user, &group) == 0 ? (int64_t)user : -1;
#endif
}

int64_t writ_peer_process(int descriptor) {
#ifdef __linux__
    struct ucred credentials;
    socklen_t size = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return -1;
    return credentials.pid > 0 ? credentials.pid : -1;
#else
    (void)descriptor;
    return -1;
#endif
}

enum { descriptors_max = 250 };

ssize_t writ_send_descriptors(int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count) {
    if (descriptor_count < 1 || descriptor_count > descriptors_max) return errno = EINVAL, -1;
    alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int) * descriptors_max)] = {0};
    size_t size = sizeof(int) * (size_t)descriptor_count;
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = CMSG_SPACE(size)};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(size);
    memcpy(CMSG_DATA(header), descriptors, size);
    return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

ssize_t writ_receive_descriptors(int socket, void *bytes, size_t room, int *descriptors, int *descriptor_count) {
    alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int) * descriptors_max)] = {0};
    struct iovec part = {.iov_base = bytes, .iov_len = room};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    *descriptor_count = 0;
    ssize_t count = recvmsg(socket, &message, 0);
    if (count < 0) return count;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        int received = (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        for (int index = 0; index < received; index++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(header) + sizeof(int) * (size_t)index, sizeof descriptor);
            fcntl(descriptor, F_SETFD, FD_CLOEXEC);
            if (*descriptor_count < descriptors_max) descriptors[(*descriptor_count)++] = descriptor;
            else close(descriptor);
        }
    }
    return count;
}

int writ_unsent_byte_count(int descriptor) {
    int count = 0;
    return ioctl(descriptor, TIOCOUTQ, &count) == 0 ? count : 0;
}

void writ_ignore_sigpipe(void) { signal(SIGPIPE, SIG_IGN); }

static void mask_signals(int how, int first, int second) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, first);
    sigaddset(&signals, second);
    pthread_sigmask(how, &signals, NULL);
}

void writ_block_sigpipe(void) { mask_signals(SIG_BLOCK, SIGPIPE, SIGPIPE); }

void writ_unblock_end_signals(void) { mask_signals(SIG_UNBLOCK, SIGINT, SIGTERM); }

void writ_keep_freed_memory(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
}

void writ_return_freed_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void writ_yield_to_other_threads(void) {
#ifdef __linux__
    // There a priority is a thread's. Whether it is granted doesn't matter.
    errno = 0;
    int priority = getpriority(PRIO_PROCESS, 0);
    if (errno == 0) setpriority(PRIO_PROCESS, 0, priority + 5);
#endif
}

// Several engines may run in one process: a signal is told to each of them. A slot holds a descriptor plus one, or zero.
enum { signal_slots = 16 };
static _Atomic int signal_descriptors[signal_slots];
static pthread_mutex_t signal_lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int last_signal;
static int catching_count;
static struct sigaction previous_interrupt;
static struct sigaction previous_terminate;

static void tell_signal(int number) {
    int saved = errno;
    atomic_store(&last_signal, number);
    uint64_t one = 1;
    for (int slot = 0; slot < signal_slots; slot++) {
        int descriptor = atomic_load(&signal_descriptors[slot]) - 1;
        if (descriptor < 0) continue;
        // A full counter or pipe has been told already: nothing is lost.
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

static _Atomic int hangup_descriptor;

static void tell_hangup(int number) {
    (void)number;
    int saved = errno;
    uint64_t one = 1;
    // A full counter or pipe has been told already: nothing is lost.
    ssize_t written = write(atomic_load(&hangup_descriptor), &one, sizeof one);
    (void)written;
    errno = saved;
}

void writ_catch_hangup(int descriptor) {
    atomic_store(&hangup_descriptor, descriptor);
    struct sigaction action = {.sa_handler = tell_hangup, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGHUP, &action, NULL);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

extern char **environ;
char **writ_environment(void) { return environ; }

int writ_last_end_signal(void) { return atomic_load(&last_signal); }

static struct timespec now(clockid_t clock) {
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return time;
}

#ifndef CLOCK_REALTIME_COARSE
#define CLOCK_REALTIME_COARSE CLOCK_REALTIME
#define CLOCK_MONOTONIC_COARSE CLOCK_MONOTONIC
#endif

int64_t writ_wall_seconds(void) { return now(CLOCK_REALTIME_COARSE).tv_sec; }

int64_t writ_monotonic_milliseconds(void) {
    struct timespec time = now(CLOCK_MONOTONIC_COARSE);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t writ_monotonic_microseconds(void) {
    struct timespec time = now(CLOCK_MONOTONIC);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}
