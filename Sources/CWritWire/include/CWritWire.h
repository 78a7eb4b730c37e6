// The C of reading and writing JSON: thread-local slots, and what is asked of sixteen bytes at once. Swift has no way to
// spell the first; it has vectors, but compares them lane by lane.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#pragma clang assume_nonnull begin

// The block of scratch memory that the calling thread keeps; or NULL.
extern _Thread_local void *_Nullable writ_thread_scratch;

static inline void *_Nullable writ_get_scratch(void) { return writ_thread_scratch; }

// Keeps a block from `malloc` until the thread ends, and frees the one before; false where the system has no room for it.
bool writ_keep_scratch(void *block);

// Memory of large buffers, apart from malloc's: it goes back to the system whatever stands around it, and grows without a copy. Each
// thread keeps the last of up to 4 MB that was given back, whose pages are there already.
//
// At least `*count` bytes, a multiple of the page size; sets how many they are. A process without memory ends.
void *_Nonnull writ_map(size_t *_Nonnull count);
// Moves the first `used` bytes of memory of `count` bytes to as many as `*wanted` tells, as above.
void *_Nonnull writ_remap(void *_Nonnull memory, size_t used, size_t count, size_t *_Nonnull wanted);
void writ_unmap(void *_Nonnull memory, size_t count);

typedef int8_t writ_bytes __attribute__((vector_size(16)));
typedef char writ_characters __attribute__((vector_size(16)));
typedef uint64_t writ_words __attribute__((vector_size(16)));

// The number of the first of sixteen lanes that has ones; 16 where none has.
static inline intptr_t writ_first_lane(writ_bytes lanes) {
#ifdef __SSE2__
    uint32_t bits = (uint32_t)__builtin_ia32_pmovmskb128((writ_characters)lanes);
    return __builtin_ctz(bits | 0x10000);
#else
    writ_words words = (writ_words)lanes;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    words[0] = __builtin_bswap64(words[0]);
    words[1] = __builtin_bswap64(words[1]);
#endif
    if (words[0] != 0) return __builtin_ctzll(words[0]) / 8;
    return words[1] != 0 ? 8 + __builtin_ctzll(words[1]) / 8 : 16;
#endif
}

static inline writ_bytes writ_load(const uint8_t *bytes) {
    writ_bytes loaded;
    memcpy(&loaded, bytes, 16);
    return loaded;
}

// Ones in each of sixteen bytes that ends a plain run of a string: a quote, a backslash, a control character, or anything beyond
// ASCII, which is negative.
static inline writ_bytes writ_ends(const uint8_t *bytes) {
    writ_bytes loaded = writ_load(bytes);
    return (writ_bytes)(loaded < 0x20) | (writ_bytes)(loaded == '"') | (writ_bytes)(loaded == '\\');
}

// How many of the sixteen bytes come before the first that ends a plain run.
static inline intptr_t writ_plain_run(const uint8_t *bytes) {
    return writ_first_lane(writ_ends(bytes));
}

// The same of 64 bytes: most strings end within them, so that nobody has to guess how many turns there are.
static inline intptr_t writ_plain_run_64(const uint8_t *bytes) {
#ifdef __SSE2__
    uint64_t first = (uint32_t)__builtin_ia32_pmovmskb128((writ_characters)writ_ends(bytes));
    uint64_t second = (uint32_t)__builtin_ia32_pmovmskb128((writ_characters)writ_ends(bytes + 16));
    uint64_t third = (uint32_t)__builtin_ia32_pmovmskb128((writ_characters)writ_ends(bytes + 32));
    uint64_t fourth = (uint32_t)__builtin_ia32_pmovmskb128((writ_characters)writ_ends(bytes + 48));
    uint64_t bits = first | second << 16 | third << 32 | fourth << 48;
    return bits != 0 ? __builtin_ctzll(bits) : 64;
#else
    for (intptr_t offset = 0; offset < 64; offset += 16) {
        intptr_t run = writ_first_lane(writ_ends(bytes + offset));
        if (run < 16) return offset + run;
    }
    return 64;
#endif
}

// How many of the sixteen bytes come before the first that is no white space of JSON.
static inline intptr_t writ_blank_run(const uint8_t *bytes) {
    writ_bytes loaded = writ_load(bytes);
    writ_bytes blank = (writ_bytes)(loaded == ' ') | (writ_bytes)(loaded == '\n') | (writ_bytes)(loaded == '\r')
        | (writ_bytes)(loaded == '\t');
    return writ_first_lane(~blank);
}

// Copies sixteen bytes; how many of them come before the first backslash.
static inline intptr_t writ_copy_run(uint8_t *target, const uint8_t *bytes) {
    writ_bytes loaded = writ_load(bytes);
    memcpy(target, &loaded, 16);
    return writ_first_lane((writ_bytes)(loaded == '\\'));
}

// How many of the sixteen bytes come before the first that is written as an escape: a quote, a backslash, a control character.
static inline intptr_t writ_clean_run(const uint8_t *bytes) {
    writ_bytes loaded = writ_load(bytes);
    writ_bytes control = (writ_bytes)(loaded >= 0) & (writ_bytes)(loaded < 0x20);
    return writ_first_lane(control | (writ_bytes)(loaded == '"') | (writ_bytes)(loaded == '\\'));
}

// The same, and copies the sixteen.
static inline intptr_t writ_copy_clean_run(uint8_t *target, const uint8_t *bytes) {
    memcpy(target, bytes, 16);
    return writ_clean_run(bytes);
}

#pragma clang assume_nonnull end
