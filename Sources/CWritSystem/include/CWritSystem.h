// The few C calls that Swift can't spell: a thread-local slot, signal handlers, epoll's packed structure, and what only
// one system has.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

// The event loop that runs on the calling thread, or what else the thread belongs to; or NULL.
extern _Thread_local void *writ_thread_loop;

static inline void *writ_get_thread_loop(void) { return writ_thread_loop; }
static inline void writ_set_thread_loop(void *loop) { writ_thread_loop = loop; }

#ifdef __linux__
// One readiness report of writ_epoll_wait.
struct writ_event {
    uint64_t token;
    uint32_t readable;
    uint32_t writable;
    uint32_t hung_up;
};

// How writ_epoll_add watches a descriptor.
enum writ_watch {
    writ_watch_changes,  // both directions, each change told once
    writ_watch_input,    // input, told as long as it lasts
    writ_watch_shared,   // the same, of a descriptor that others watch too: not all of them are woken
};

int writ_epoll_create(void);
int writ_epoll_add(int epoll, int descriptor, uint64_t token, enum writ_watch watch);
int writ_epoll_remove(int epoll, int descriptor);
// Waits for at most `timeout_milliseconds` (-1: for ever); returns the number of events, or -1.
int writ_epoll_wait(int epoll, struct writ_event *events, int capacity, int timeout_milliseconds);

// A counter that wakes a loop; reading and writing never block.
int writ_eventfd(void);
#endif

// What poll(2) is asked, and tells, of a peer that has finished sending; 0 where that is seen by reading only.
extern const short writ_poll_finished;

// A pipe, non-blocking and closed on exec: `ends[0]` is read, `ends[1]` written. Returns 0, or -1.
int writ_pipe(int ends[2]);

// A stream socket, non-blocking and closed on exec.
int writ_stream_socket(int family);

// Makes a descriptor non-blocking and closed on exec. Returns 0, or -1.
int writ_make_nonblocking(int descriptor);

// Takes a connection from a listener's queue, non-blocking and closed on exec.
int writ_accept(int listener, struct sockaddr *address, socklen_t *size);

// Sets a socket option that is an int.
int writ_set_option(int descriptor, int level, int name, int value);

// The value of a socket option that is an int, or -1.
int writ_get_option(int descriptor, int level, int name);

// Has the system drop every packet that begins a connection to a listening TCP socket, for all who share it: connections
// that are being opened come through, no further one begins. Does nothing where the system can't.
void writ_drop_new_connections(int listener);

// The effective user of the process at the other end of a Unix socket, or of the one that listens there; -1 if unknown.
int64_t writ_peer_user(int descriptor);
// The process at the other end of a Unix socket, or the one that began to listen there; -1 if unknown.
int64_t writ_peer_process(int descriptor);

// recv(2) and send(2), on Linux without the C library around them: there each call of a program with several threads
// becomes, at some cost, a point at which POSIX threads can be cancelled, and none ever is.
#ifdef __linux__
static inline ssize_t writ_receive(int socket, void *room, size_t count) {
    return syscall(SYS_recvfrom, socket, room, count, 0, NULL, NULL);
}
static inline ssize_t writ_send(int socket, const void *bytes, size_t count, int flags) {
    return syscall(SYS_sendto, socket, bytes, count, flags, NULL, 0);
}
#else
static inline ssize_t writ_receive(int socket, void *room, size_t count) { return recv(socket, room, count, 0); }
static inline ssize_t writ_send(int socket, const void *bytes, size_t count, int flags) {
    return send(socket, bytes, count, flags);
}
#endif

// Sends `count` bytes with descriptors (at most 250). Returns the bytes sent, or -1.
ssize_t writ_send_descriptors(int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count);
// Receives bytes, and at most 250 descriptors, which are closed on exec and are the caller's to close: room for 250 is
// needed. Returns the bytes received, or -1.
ssize_t writ_receive_descriptors(int socket, void *bytes, size_t room, int *descriptors, int *descriptor_count);

// Bytes that were written to a socket and that the other side has not taken; 0 where the system doesn't tell.
int writ_unsent_byte_count(int descriptor);

// SIGPIPE is ignored from now on: a write to a closed connection is an error code, not the end of the process.
void writ_ignore_sigpipe(void);
// The same for the calling thread alone.
void writ_block_sigpipe(void);

// From now on glibc's malloc keeps up to 32 MB of what is freed at the end of an arena, and maps only larger blocks: the values of one
// large body after the other are read into the same pages.
void writ_keep_freed_memory(void);
// What malloc has kept goes back to the system, whole pages in the middle of its heaps too.
void writ_return_freed_memory(void);
// Where a processor is wanted by several of the process' threads, the calling one gets less of it from now on.
void writ_yield_to_other_threads(void);

// From now on SIGINT and SIGTERM write eight bytes, the number 1, to `descriptor`, and to each other one that was given; the
// handlers in place before the first are kept.
void writ_catch_end_signals(int descriptor);
// Tells `descriptor` no more; behind the last one the handlers are put back that the first one replaced.
void writ_release_end_signals(int descriptor);
// The number of the signal that came last; 0 before the first.
int writ_last_end_signal(void);
// From now on SIGHUP writes eight bytes, the number 1, to `descriptor`, in place of what it did; for the rest of the process.
void writ_catch_hangup(int descriptor);
// The variables of the environment, as `environ` has them.
char **writ_environment(void);
// Lets SIGINT and SIGTERM come to the calling thread, also where the process was started with them blocked.
void writ_unblock_end_signals(void);

// Seconds since 1970 and milliseconds of the monotonic clock, both from the kernel's last tick: no system call.
int64_t writ_wall_seconds(void);
int64_t writ_monotonic_milliseconds(void);

// Microseconds of the monotonic clock, read from the processor: no system call either, but a little dearer.
int64_t writ_monotonic_microseconds(void);

// Files.

// Opens for reading what `path` names in the folder `folder`, and nothing outside of it: no `..` and no link leads out. `path` has no
// slash in front. Where the system can't promise that of links, none is followed. Returns a descriptor that is closed on exec and
// doesn't wait, or -1.
int writ_open_beneath(int folder, const char *path);
// Sends bytes of a file to a socket without a way through memory. Returns the bytes sent, 0 at the file's end, or -1.
ssize_t writ_send_file(int socket, int file, int64_t offset, size_t count);
// Starts a program in a session of its own, with no signal blocked or ignored: its input is empty, its output and errors go to
// `output`, descriptor 3 is `ready`, and nothing else is open. `arguments` ends with NULL. Returns 0 and fills `process`, or an error
// number.
int writ_start_background(const char *program, char *const arguments[], int output, int ready, pid_t *process);

// Takes the lock of an open file, which ends with the process; with `waits`, once it is free. Returns 0, or -1.
int writ_lock_file(int descriptor, int waits);
// Whether another process holds the lock of an open file.
int writ_file_is_locked(int descriptor);
