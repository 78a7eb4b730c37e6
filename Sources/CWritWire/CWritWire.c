#include "CWritWire.h"

#include <pthread.h>
#include <stdlib.h>

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
