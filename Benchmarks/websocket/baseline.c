// The yardstick for WebSockets: a single-threaded epoll loop that answers an upgrade with fixed bytes, and from then on so many
// bytes with a fixed frame. It parses nothing and undoes no mask.
//
//     baseline PORT PAYLOAD_BYTES
//
// Clients send frames of that many bytes of payload, all of them the letter x, and get back what an echo would send.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frames.h"

enum { room = 65536, events_max = 256, descriptors_max = 65536 };

// Bytes of the current frame that have come; below zero while the head of the upgrade has not come to its end.
static int received[descriptors_max];

static const char upgraded[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

static int listen_on(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int one = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) {
        perror("baseline");
        exit(1);
    }
    return listener;
}

// Answers what one readable socket sent; returns 0 when the connection is over. Clients wait for each answer, so that what is sent is
// always taken.
static int serve(int descriptor, size_t in_size, const char *answer, size_t answer_size) {
    static char input[room];
    static char output[room * 2];
    for (;;) {
        ssize_t count = recv(descriptor, input, room, 0);
        if (count <= 0) return count < 0 && errno == EAGAIN;
        if (received[descriptor] < 0) {
            if (count < 4 || memcmp(input + count - 4, "\r\n\r\n", 4)) return 0;
            received[descriptor] = 0;
            if (send(descriptor, upgraded, sizeof upgraded - 1, MSG_NOSIGNAL) < 0) return 0;
            return 1;
        }
        size_t total = received[descriptor] + count, output_size = 0;
        for (; total >= in_size; total -= in_size) {
            if (output_size + answer_size > sizeof output) return 0;
            memcpy(output + output_size, answer, answer_size);
            output_size += answer_size;
        }
        received[descriptor] = (int)total;
        if (output_size && send(descriptor, output, output_size, MSG_NOSIGNAL) != (ssize_t)output_size) return 0;
        if (count < room) return 1;
    }
}

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "usage: baseline PORT PAYLOAD_BYTES\n"), 2;
    size_t payload_size = strtoul(argv[2], NULL, 10), answer_size;
    size_t in_size = payload_size + head_size(payload_size) + 4;
    char *answer = make_frame(payload_size, 0, &answer_size);
    int listener = listen_on(atoi(argv[1]));
    int epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        struct epoll_event events[events_max];
        int count = epoll_wait(epoll, events, events_max, -1);
        for (int index = 0; index < count; index++) {
            int descriptor = events[index].data.fd;
            if (descriptor != listener) {
                if (!serve(descriptor, in_size, answer, answer_size)) close(descriptor);
                continue;
            }
            while ((descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                if (descriptor >= descriptors_max) { close(descriptor); continue; }
                received[descriptor] = -1;
                struct epoll_event added = {.events = EPOLLIN | EPOLLET, .data.fd = descriptor};
                epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &added);
            }
        }
    }
}
