// Counts what a program asks of malloc: preload this library, and send SIGUSR1 to have the count printed to stderr.
//
//     cc -O2 -shared -fPIC -o allocations.so allocations.c
//     LD_PRELOAD=./allocations.so program & kill -USR1 $!
//
// Prints one line, `allocations N frees M`, at each signal; `allocations_so_far` is the first number. Calls of malloc, calloc, realloc, aligned_alloc, posix_memalign
// and memalign count one each. glibc's own functions do the work, so that nothing is changed but the counters.

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static atomic_ulong allocations, frees;

static void count(void) { atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed); }

void *malloc(size_t size) { count(); return __libc_malloc(size); }
void *calloc(size_t items, size_t size) { count(); return __libc_calloc(items, size); }
void *realloc(void *old, size_t size) { count(); return __libc_realloc(old, size); }
void *memalign(size_t alignment, size_t size) { count(); return __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { count(); return __libc_memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    count();
    *result = __libc_memalign(alignment, size);
    return *result ? 0 : ENOMEM;
}

void free(void *memory) {
    if (memory) atomic_fetch_add_explicit(&frees, 1, memory_order_relaxed);
    __libc_free(memory);
}

// For programs that look it up and ask by themselves.
unsigned long allocations_so_far(void) { return atomic_load(&allocations); }

// Only what may be called in a signal handler: no printf.
static char *append(char *end, const char *text) {
    while (*text) *end++ = *text++;
    return end;
}

static char *append_number(char *end, unsigned long number) {
    char digits[24];
    int length = 0;
    do digits[length++] = (char)('0' + number % 10); while (number /= 10);
    while (length > 0) *end++ = digits[--length];
    return end;
}

static void print(int number) {
    (void)number;
    int saved = errno;
    char line[96];
    char *end = append(line, "allocations ");
    end = append_number(end, atomic_load(&allocations));
    end = append(end, " frees ");
    end = append_number(end, atomic_load(&frees));
    *end++ = '\n';
    ssize_t written = write(2, line, (size_t)(end - line));
    (void)written;
    errno = saved;
}

__attribute__((constructor)) static void install(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = print;
    action.sa_flags = SA_RESTART;
    sigaction(SIGUSR1, &action, NULL);
}
