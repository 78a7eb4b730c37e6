// The few C calls that Swift can't spell: a thread-local slot, signal handlers, and epoll's packed structure.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

// The event loop that runs on the calling thread, or what else the thread belongs to; or NULL.
extern _Thread_local void *writ_thread_loop;

static inline void *writ_get_thread_loop(void) { return writ_thread_loop; }
static inline void writ_set_thread_loop(void *loop) { writ_thread_loop = loop; }

// One readiness report of writ_epoll_wait.
struct writ_event {
    uint64_t token;
    uint32_t readable;
    uint32_t writable;
    uint32_t hung_up;
};

int writ_epoll_create(void);
// Watches `descriptor` for both directions, edge-triggered (each edge told once), or for input, level-triggered.
int writ_epoll_add(int epoll, int descriptor, uint64_t token, int edge_triggered);
int writ_epoll_remove(int epoll, int descriptor);
// Waits for at most `timeout_milliseconds` (-1: for ever); returns the number of events, or -1.
int writ_epoll_wait(int epoll, struct writ_event *events, int capacity, int timeout_milliseconds);

// A counter that wakes a loop; reading and writing never block.
int writ_eventfd(void);

// Takes a connection from a listener's queue, non-blocking and closed on exec.
int writ_accept(int listener, struct sockaddr *address, socklen_t *size);

// Sets a socket option that is an int.
int writ_set_option(int descriptor, int level, int name, int value);

// Bytes that were written to a socket and that the other side has not taken; 0 where the system doesn't tell.
int writ_unsent_byte_count(int descriptor);

// SIGPIPE is ignored from now on: a write to a closed connection is an error code, not the end of the process.
void writ_ignore_sigpipe(void);

// From now on SIGINT and SIGTERM add 1 to the eventfd `descriptor`, and to each other one that was given; the handlers in
// place before the first are kept.
void writ_catch_end_signals(int descriptor);
// Tells `descriptor` no more; behind the last one the handlers are put back that the first one replaced.
void writ_release_end_signals(int descriptor);

// Seconds since 1970 and milliseconds of the monotonic clock, both from the kernel's last tick: no system call.
int64_t writ_wall_seconds(void);
int64_t writ_monotonic_milliseconds(void);
