// Content codings (RFC 9110 section 8.4.1) by zlib, brotli and zstd, behind one interface.

#ifndef CWRITCOMPRESSION_H
#define CWRITCOMPRESSION_H

#include <stdbool.h>
#include <stddef.h>

enum writ_coding {
    WRIT_GZIP,
    WRIT_DEFLATE,
    WRIT_BROTLI,
    WRIT_ZSTD,
    /// Blocks of deflate with nothing around them (RFC 1951), as the messages of WebSocket have them (RFC 7692).
    WRIT_BLOCKS,
};

/// What a step of an encoder is to achieve.
enum writ_step {
    /// Takes bytes, and writes what comes of them when it likes.
    WRIT_TAKE,
    /// Writes all that is needed to decode what was taken.
    WRIT_FLUSH,
    /// Writes the end.
    WRIT_FINISH,
};

/// What came of a step.
struct writ_progress {
    /// Bytes of the input that were taken.
    size_t taken;
    /// Bytes that were written.
    size_t written;
    /// An encoder has done what the step is for; a decoder has come to the end of the coded bytes.
    bool is_done;
    /// The input is not what the coding makes, or there is no memory.
    bool has_failed;
};

typedef struct writ_encoder writ_encoder;
typedef struct writ_decoder writ_decoder;

/// An encoder, or null where there is no memory. `window_bits` bounds what it remembers: 10 to 24.
writ_encoder *writ_encoder_make(enum writ_coding coding, int level, int window_bits);
struct writ_progress writ_encode(
    writ_encoder *encoder, enum writ_step step, const void *input, size_t input_count, void *output, size_t room);
/// Makes it as new.
bool writ_encoder_reset(writ_encoder *encoder);
void writ_encoder_free(writ_encoder *encoder);

/// A decoder, or null where there is no memory.
writ_decoder *writ_decoder_make(enum writ_coding coding);
struct writ_progress writ_decode(writ_decoder *decoder, const void *input, size_t input_count, void *output, size_t room);
/// Makes it as new.
bool writ_decoder_reset(writ_decoder *decoder);
void writ_decoder_free(writ_decoder *decoder);

#endif
