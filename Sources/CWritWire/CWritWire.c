#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CWritWire.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

_Thread_local void *writ_thread_scratch = NULL;

// The key is there for its destructor alone: it frees a thread's block when the thread ends.
static pthread_key_t scratch_key;
static pthread_once_t scratch_once = PTHREAD_ONCE_INIT;
static bool has_scratch_key = false;

static void forget_scratch(void *block) {
    writ_thread_scratch = NULL;
    free(block);
}

static void make_scratch_key(void) { has_scratch_key = pthread_key_create(&scratch_key, forget_scratch) == 0; }

bool writ_keep_scratch(void *block) {
    pthread_once(&scratch_once, make_scratch_key);
    if (!has_scratch_key || pthread_setspecific(scratch_key, block) != 0) return false;
    free(writ_thread_scratch);
    writ_thread_scratch = block;
    return true;
}

enum { spare_count_max = 4 << 20 };

typedef struct {
    void *memory;
    size_t count;
} mapping;

static _Thread_local mapping spare;
// As above, for the destructor: a thread's spare memory is unmapped when the thread ends.
static pthread_key_t spare_key;
static pthread_once_t spare_once = PTHREAD_ONCE_INIT;
static bool has_spare_key = false;

static void forget_spare(void *place) {
    mapping *kept = place;
    if (kept->memory) munmap(kept->memory, kept->count);
    *kept = (mapping){NULL, 0};
}

static void make_spare_key(void) { has_spare_key = pthread_key_create(&spare_key, forget_spare) == 0; }

static void *take_spare(size_t *count) {
    if (!spare.memory || spare.count < *count) return NULL;
    void *memory = spare.memory;
    *count = spare.count;
    spare = (mapping){NULL, 0};
    return memory;
}

void *writ_map(size_t *count) {
    void *memory = take_spare(count);
    if (memory) return memory;
    memory = mmap(NULL, *count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) abort();
    return memory;
}

void *writ_remap(void *memory, size_t used, size_t count, size_t *wanted) {
    void *larger = take_spare(wanted);
#ifdef __linux__
    if (!larger) {
        larger = mremap(memory, count, *wanted, MREMAP_MAYMOVE);
        if (larger == MAP_FAILED) abort();
        return larger;
    }
#endif
    if (!larger) larger = writ_map(wanted);
    memcpy(larger, memory, used);
    writ_unmap(memory, count);
    return larger;
}

void writ_unmap(void *memory, size_t count) {
    pthread_once(&spare_once, make_spare_key);
    if (count > spare.count && count <= spare_count_max && has_spare_key && pthread_setspecific(spare_key, &spare) == 0) {
        mapping smaller = spare;
        spare = (mapping){memory, count};
        memory = smaller.memory;
        count = smaller.count;
    }
    if (memory) munmap(memory, count);
}
