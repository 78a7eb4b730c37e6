// Connecting to a server of WebSockets.

#ifndef CLIENT_H
#define CLIENT_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static inline double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void fail(const char *what) {
    fprintf(stderr, "client: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void send_all(int descriptor, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t count = send(descriptor, bytes, size, MSG_NOSIGNAL);
        if (count <= 0) fail("send");
        bytes += count;
        size -= (size_t)count;
    }
}

// A connection that has gone over to WebSocket. Each five thousand of them come from an address of their own, for one has not ports
// enough for all when runs follow each other.
static int connect_to(int port, const char *path, int number) {
    int descriptor = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + (unsigned)number / 5000)};
    setsockopt(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    if (bind(descriptor, (struct sockaddr *)&own, sizeof own)) fail("bind");
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address)) fail("connect");
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    char head[512];
    int head_size = snprintf(head, sizeof head, "GET %s HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", path);
    send_all(descriptor, head, (size_t)head_size);
    char answer[1024];
    size_t size = 0;
    while (size < 4 || memcmp(answer + size - 4, "\r\n\r\n", 4)) {
        ssize_t count = size < sizeof answer ? recv(descriptor, answer + size, sizeof answer - size, 0) : 0;
        if (count <= 0) fail("no upgrade");
        size += (size_t)count;
    }
    if (memcmp(answer, "HTTP/1.1 101", 12) || !memmem(answer, size, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", 28)) fail("no 101");
    return descriptor;
}

#endif
