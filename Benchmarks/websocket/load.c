// A client of many WebSockets in one epoll loop: each sends a message, waits until it has come back whole, and sends it again.
//
//     load PORT CONNECTIONS PAYLOAD_BYTES SECONDS [PATH]
//
// Prints how many messages came back, in how many seconds, and the processor time that the client took. The first that comes back on each connection is compared byte for byte; behind that bytes are
// counted, so that the client is cheaper than what it asks.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "client.h"
#include "frames.h"

enum { room = 65536, events_max = 256, connections_max = 65536 };

static struct { size_t received; int is_checked; } connections[connections_max];

int main(int argc, char **argv) {
    if (argc < 5) return fprintf(stderr, "usage: load PORT CONNECTIONS PAYLOAD_BYTES SECONDS [PATH]\n"), 2;
    int port = atoi(argv[1]), count = atoi(argv[2]);
    size_t payload_size = strtoul(argv[3], NULL, 10), message_size, echo_size;
    char *message = make_frame(payload_size, 1, &message_size), *echo = make_frame(payload_size, 0, &echo_size);
    int epoll = epoll_create1(0);
    int *descriptors = malloc(sizeof *descriptors * (size_t)count);
    for (int index = 0; index < count; index++) {
        int descriptor = descriptors[index] = connect_to(port, argc > 5 ? argv[5] : "/", index);
        if (descriptor >= connections_max) fail("too many");
        struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
        epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
    }
    for (int index = 0; index < count; index++) send_all(descriptors[index], message, message_size);
    double start = now(), end = start + atof(argv[4]);
    unsigned long messages = 0;
    static char input[room];
    while (now() < end) {
        struct epoll_event events[events_max];
        int ready = epoll_wait(epoll, events, events_max, 100);
        for (int index = 0; index < ready; index++) {
            int descriptor = events[index].data.fd;
            size_t before = connections[descriptor].received;
            ssize_t got = recv(descriptor, input, room, 0);
            if (got <= 0) fail("the server closed");
            if (before + (size_t)got > echo_size) fail("more than was sent");
            if (!connections[descriptor].is_checked && memcmp(input, echo + before, (size_t)got)) fail("another message");
            connections[descriptor].received = before + (size_t)got;
            if (connections[descriptor].received < echo_size) continue;
            connections[descriptor].received = 0;
            connections[descriptor].is_checked = 1;
            messages++;
            send_all(descriptor, message, message_size);
        }
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double busy = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("%lu %.3f %.3f\n", messages, now() - start, busy);
}
