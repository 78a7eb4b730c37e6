// Load that counts what goes wrong: for restarts, which must neither refuse nor lose anything.
//
//     restart-client [-n NEW] [-k KEPT] [-e] PORT PATH
//
// NEW threads (4) open a connection for every request, KEPT threads (4) ask on one connection until the server says that
// it ends it, and then on the next. They go on until SIGINT or SIGTERM; with -e until the server refuses connections, which
// is no failure then. Prints what was counted, one line for each kind; the exit status is 1 if anything failed.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum kind { connections, answers, refused, reset, ended_early, timed_out, wrong, kind_count };
static const char *const names[kind_count] = {
    "connections", "answers", "refused", "reset before the answer", "ended inside the answer", "timed out", "wrong answer"};

static atomic_ulong counts[kind_count];
static atomic_bool is_over;
static int port, server_ends;
static char request[2][512];

static void count(enum kind kind) { atomic_fetch_add(&counts[kind], 1); }

static int connect_once(void) {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval patience = {.tv_sec = 10};
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0) return count(connections), descriptor;
    close(descriptor);
    if (server_ends && errno == ECONNREFUSED) is_over = true;
    else count(errno == EINPROGRESS || errno == ETIMEDOUT ? timed_out : refused);
    return -1;
}

// Reads one answer; whether the connection goes on.
static int read_answer(int descriptor) {
    char answer[16384];
    size_t have = 0, wanted = 0;
    int keeps = 1;
    while (wanted == 0 || have < wanted) {
        ssize_t got = recv(descriptor, answer + have, sizeof answer - 1 - have, 0);
        if (got <= 0) {
            if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) count(timed_out);
            else count(have == 0 ? reset : ended_early);
            return 0;
        }
        have += got;
        answer[have] = 0;
        char *end = wanted == 0 ? strstr(answer, "\r\n\r\n") : NULL;
        if (!end) continue;
        end[2] = 0;
        char *length = strcasestr(answer, "\r\nContent-Length: ");
        if (strncmp(answer, "HTTP/1.1 200 ", 13) != 0 || !length) return count(wrong), 0;
        keeps = strcasestr(answer, "\r\nConnection: close\r\n") == NULL;
        wanted = (end + 4 - answer) + strtoul(length + 18, NULL, 10);
        if (wanted >= sizeof answer) return count(wrong), 0;
    }
    if (have > wanted) return count(wrong), 0;
    count(answers);
    return keeps;
}

static void *work(void *argument) {
    int keeps = argument != NULL;
    const char *text = request[keeps];
    while (!is_over) {
        int descriptor = connect_once();
        if (descriptor < 0) continue;
        do {
            if (send(descriptor, text, strlen(text), MSG_NOSIGNAL) != (ssize_t)strlen(text)) {
                count(reset);
                break;
            }
        } while (read_answer(descriptor) && keeps && !is_over);
        close(descriptor);
    }
    return NULL;
}

static void end(int number) {
    (void)number;
    is_over = true;
}

int main(int argc, char **argv) {
    int new_threads = 4, kept_threads = 4, option;
    while ((option = getopt(argc, argv, "n:k:e")) != -1) {
        if (option == 'n') new_threads = atoi(optarg);
        else if (option == 'k') kept_threads = atoi(optarg);
        else if (option == 'e') server_ends = 1;
        else return 2;
    }
    int threads_count = new_threads + kept_threads;
    if (argc - optind != 2 || threads_count < 1 || threads_count > 1000) {
        return fprintf(stderr, "usage: restart-client [-n NEW] [-k KEPT] [-e] PORT PATH\n"), 2;
    }
    port = atoi(argv[optind]);
    for (int keeps = 0; keeps < 2; keeps++) {
        snprintf(request[keeps], sizeof request[keeps], "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", argv[optind + 1],
                 keeps ? "" : "Connection: close\r\n");
    }
    struct sigaction action = {.sa_handler = end, .sa_flags = SA_RESTART};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    pthread_t threads[1000];
    for (int index = 0; index < threads_count; index++) {
        pthread_create(&threads[index], NULL, work, index < new_threads ? NULL : &port);
    }
    for (int index = 0; index < threads_count; index++) pthread_join(threads[index], NULL);
    unsigned long failures = 0;
    for (int kind = 0; kind < kind_count; kind++) {
        printf("%s: %lu\n", names[kind], counts[kind]);
        if (kind > answers) failures += counts[kind];
    }
    return failures != 0 || counts[answers] == 0;
}
