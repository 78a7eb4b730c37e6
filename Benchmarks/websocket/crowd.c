// Members of one group, of whom one says something again and again: how long until the last of them has it.
//
//     crowd PORT MEMBERS PAYLOAD_BYTES ROUNDS SILENT [PATH]
//
// SILENT members more never read; what becomes of them is the server's affair. Each round begins when every member has what was said in
// the one before. Prints the rounds, the receipts, the seconds in all, and of the rounds the median and the longest in milliseconds.

#define _GNU_SOURCE
#include <sys/epoll.h>
#include <sys/resource.h>

#include "client.h"
#include "frames.h"

enum { room = 65536, events_max = 512, connections_max = 65536 };

static size_t received[connections_max];

static int compare(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

// Waits until each member has got so many bytes.
static void await_all(int epoll, int members, size_t message_size) {
    static char input[room];
    int left = members;
    while (left > 0) {
        struct epoll_event events[events_max];
        int ready = epoll_wait(epoll, events, events_max, 30000);
        if (ready <= 0) fail("a member was told nothing for 30 s");
        for (int index = 0; index < ready; index++) {
            int descriptor = events[index].data.fd;
            ssize_t got = recv(descriptor, input, room, 0);
            if (got <= 0) fail("a member was closed");
            received[descriptor] += (size_t)got;
            if (received[descriptor] > message_size) fail("more than was said");
            if (received[descriptor] == message_size) {
                received[descriptor] = 0;
                left--;
            }
        }
    }
}

int main(int argc, char **argv) {
    if (argc < 6) return fprintf(stderr, "usage: crowd PORT MEMBERS PAYLOAD_BYTES ROUNDS SILENT [PATH]\n"), 2;
    int port = atoi(argv[1]), members = atoi(argv[2]), rounds = atoi(argv[4]), silent = atoi(argv[5]);
    const char *path = argc > 6 ? argv[6] : "/crowd";
    size_t said_size, message_size;
    char *said = make_frame(strtoul(argv[3], NULL, 10), 1, &said_size);
    free(make_frame(strtoul(argv[3], NULL, 10), 0, &message_size));
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    int epoll = epoll_create1(0), talker = -1;
    for (int index = 0; index < members + silent; index++) {
        int descriptor = connect_to(port, path, index);
        if (descriptor >= connections_max) fail("too many");
        if (index >= members) continue;
        struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
        epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
        talker = descriptor;
    }
    double *times = malloc(sizeof *times * (size_t)rounds), start = now();
    for (int round = 0; round < rounds; round++) {
        double before = now();
        send_all(talker, said, said_size);
        await_all(epoll, members, message_size);
        times[round] = (now() - before) * 1000;
    }
    double all = now() - start;
    qsort(times, (size_t)rounds, sizeof *times, compare);
    printf("%d %ld %.3f %.3f %.3f\n", rounds, (long)rounds * members, all, times[rounds / 2], times[rounds - 1]);
}
