// The yardstick: a single-threaded epoll loop that answers fixed bytes for every empty line it sees and parses nothing.
//
//     baseline PORT FILE
//
// FILE holds the whole answer, head and body, such as `curl -si` prints it. Requests must have no body. A connection
// is closed behind an answer that says `Connection: close`.

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

enum { room = 16384, events_max = 256, matched_max = 65536, answers_max = 1024 };

static char answer[1 << 20];
static size_t answer_size;
static int closes;
static unsigned char matched[matched_max];

static int listen_on(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int one = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) {
        perror("baseline");
        exit(1);
    }
    return listener;
}

// Answers what one readable socket sent; returns 0 when the connection is over.
static int serve(int descriptor) {
    static char input[room];
    static char *output;
    if (!output) output = malloc(answer_size * answers_max);
    ssize_t count = recv(descriptor, input, room, 0);
    if (count <= 0) return count < 0 && errno == EAGAIN;
    size_t output_size = 0;
    int answered = 0;
    unsigned char state = matched[descriptor];
    for (ssize_t index = 0; index < count; index++) {
        state = input[index] == "\r\n\r\n"[state] ? state + 1 : input[index] == '\r';
        if (state < 4) continue;
        state = 0;
        if (answered++ >= answers_max) continue;
        memcpy(output + output_size, answer, answer_size);
        output_size += answer_size;
    }
    matched[descriptor] = state;
    if (output_size && send(descriptor, output, output_size, MSG_NOSIGNAL) < 0) return 0;
    return !(closes && output_size);
}

int main(int argc, char **argv) {
    FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
    if (!file) return fprintf(stderr, "usage: baseline PORT FILE\n"), 2;
    answer_size = fread(answer, 1, sizeof answer - 1, file);
    fclose(file);
    closes = strcasestr(answer, "\r\nconnection: close\r\n") != NULL;
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
                if (!serve(descriptor)) close(descriptor);
                continue;
            }
            while ((descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                if (descriptor >= matched_max) { close(descriptor); continue; }
                matched[descriptor] = 0;
                struct epoll_event added = {.events = EPOLLIN | EPOLLET, .data.fd = descriptor};
                epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &added);
            }
        }
    }
}
