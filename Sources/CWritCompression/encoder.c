#include "CWritCompression.h"

#include <brotli/encode.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

struct writ_encoder {
    enum writ_coding coding;
    int level;
    int window_bits;
    z_stream zlib;
    BrotliEncoderState *brotli;
    ZSTD_CCtx *zstd;
};

static bool make_brotli(writ_encoder *encoder) {
    encoder->brotli = BrotliEncoderCreateInstance(NULL, NULL, NULL);
    return encoder->brotli &&
        BrotliEncoderSetParameter(encoder->brotli, BROTLI_PARAM_QUALITY, (uint32_t)encoder->level) &&
        BrotliEncoderSetParameter(encoder->brotli, BROTLI_PARAM_LGWIN, (uint32_t)encoder->window_bits);
}

static bool make(writ_encoder *encoder) {
    switch (encoder->coding) {
    case WRIT_GZIP:
    case WRIT_DEFLATE:
    case WRIT_BLOCKS: {
        int window = encoder->window_bits < 9 ? 9 : encoder->window_bits > 15 ? 15 : encoder->window_bits;
        // 16 more asks for gzip's head and end, a negative number for none (zlib.h, deflateInit2).
        int format = encoder->coding == WRIT_GZIP ? window + 16 : encoder->coding == WRIT_BLOCKS ? -window : window;
        return deflateInit2(&encoder->zlib, encoder->level, Z_DEFLATED, format, window < 15 ? 6 : 8, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    case WRIT_BROTLI: return make_brotli(encoder);
    case WRIT_ZSTD:
        encoder->zstd = ZSTD_createCCtx();
        return encoder->zstd &&
            !ZSTD_isError(ZSTD_CCtx_setParameter(encoder->zstd, ZSTD_c_compressionLevel, encoder->level)) &&
            !ZSTD_isError(ZSTD_CCtx_setParameter(encoder->zstd, ZSTD_c_windowLog, encoder->window_bits));
    }
    return false;
}

writ_encoder *writ_encoder_make(enum writ_coding coding, int level, int window_bits) {
    writ_encoder *encoder = calloc(1, sizeof *encoder);
    if (!encoder) return NULL;
    encoder->coding = coding;
    encoder->level = level;
    encoder->window_bits = window_bits;
    if (make(encoder)) return encoder;
    writ_encoder_free(encoder);
    return NULL;
}

static struct writ_progress encode_zlib(z_stream *zlib, enum writ_step step) {
    struct writ_progress progress = {0};
    size_t input = zlib->avail_in, room = zlib->avail_out;
    int flush = step == WRIT_TAKE ? Z_NO_FLUSH : step == WRIT_FLUSH ? Z_SYNC_FLUSH : Z_FINISH;
    int result = deflate(zlib, flush);
    progress.taken = input - zlib->avail_in;
    progress.written = room - zlib->avail_out;
    // Nothing to do is no failure; a full output has to be asked for more.
    progress.has_failed = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
    progress.is_done = step == WRIT_FINISH ? result == Z_STREAM_END : zlib->avail_in == 0 && zlib->avail_out > 0;
    return progress;
}

struct writ_progress writ_encode(
    writ_encoder *encoder, enum writ_step step, const void *input, size_t input_count, void *output, size_t room) {
    struct writ_progress progress = {0};
    switch (encoder->coding) {
    case WRIT_GZIP:
    case WRIT_DEFLATE:
    case WRIT_BLOCKS:
        encoder->zlib.next_in = (Bytef *)input;
        encoder->zlib.avail_in = (uInt)input_count;
        encoder->zlib.next_out = output;
        encoder->zlib.avail_out = (uInt)room;
        return encode_zlib(&encoder->zlib, step);
    case WRIT_BROTLI: {
        size_t in = input_count, out = room;
        const uint8_t *next_in = input;
        uint8_t *next_out = output;
        BrotliEncoderOperation operation = step == WRIT_TAKE ? BROTLI_OPERATION_PROCESS
            : step == WRIT_FLUSH                             ? BROTLI_OPERATION_FLUSH
                                                             : BROTLI_OPERATION_FINISH;
        progress.has_failed = !BrotliEncoderCompressStream(encoder->brotli, operation, &in, &next_in, &out, &next_out, NULL);
        progress.taken = input_count - in;
        progress.written = room - out;
        progress.is_done = in == 0 && !BrotliEncoderHasMoreOutput(encoder->brotli) &&
            (step != WRIT_FINISH || BrotliEncoderIsFinished(encoder->brotli));
        return progress;
    }
    case WRIT_ZSTD: {
        ZSTD_inBuffer in = {input, input_count, 0};
        ZSTD_outBuffer out = {output, room, 0};
        ZSTD_EndDirective directive = step == WRIT_TAKE ? ZSTD_e_continue : step == WRIT_FLUSH ? ZSTD_e_flush : ZSTD_e_end;
        size_t left = ZSTD_compressStream2(encoder->zstd, &out, &in, directive);
        progress.has_failed = ZSTD_isError(left);
        progress.taken = in.pos;
        progress.written = out.pos;
        progress.is_done = !progress.has_failed && in.pos == in.size && (step == WRIT_TAKE || left == 0);
        return progress;
    }
    }
    progress.has_failed = true;
    return progress;
}

bool writ_encoder_reset(writ_encoder *encoder) {
    switch (encoder->coding) {
    case WRIT_GZIP:
    case WRIT_DEFLATE:
    case WRIT_BLOCKS: return deflateReset(&encoder->zlib) == Z_OK;
    case WRIT_BROTLI:
        // The library has no way to begin anew.
        BrotliEncoderDestroyInstance(encoder->brotli);
        return make_brotli(encoder);
    case WRIT_ZSTD: return !ZSTD_isError(ZSTD_CCtx_reset(encoder->zstd, ZSTD_reset_session_only));
    }
    return false;
}

void writ_encoder_free(writ_encoder *encoder) {
    if (!encoder) return;
    if (encoder->coding != WRIT_BROTLI && encoder->coding != WRIT_ZSTD) deflateEnd(&encoder->zlib);
    if (encoder->brotli) BrotliEncoderDestroyInstance(encoder->brotli);
    if (encoder->zstd) ZSTD_freeCCtx(encoder->zstd);
    free(encoder);
}
