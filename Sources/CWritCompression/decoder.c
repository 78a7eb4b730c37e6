#include "CWritCompression.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

struct writ_decoder {
    enum writ_coding coding;
    z_stream zlib;
    BrotliDecoderState *brotli;
    ZSTD_DCtx *zstd;
    /// Whether the coded bytes have come to an end; gzip and zstd may begin anew behind it.
    bool is_at_end;
};

/// The largest window that a decoder of zstd should take (RFC 8878 section 3.1.1.1.2): 8 MiB.
enum { ZSTD_WINDOW_BITS_MAX = 23 };

static bool make(writ_decoder *decoder) {
    switch (decoder->coding) {
    case WRIT_GZIP: return inflateInit2(&decoder->zlib, 15 + 16) == Z_OK;
    case WRIT_DEFLATE: return inflateInit2(&decoder->zlib, 15) == Z_OK;
    case WRIT_BLOCKS: return inflateInit2(&decoder->zlib, -15) == Z_OK;
    case WRIT_BROTLI: decoder->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL); return decoder->brotli;
    case WRIT_ZSTD:
        decoder->zstd = ZSTD_createDCtx();
        return decoder->zstd &&
            !ZSTD_isError(ZSTD_DCtx_setParameter(decoder->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW_BITS_MAX));
    }
    return false;
}

writ_decoder *writ_decoder_make(enum writ_coding coding) {
    writ_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder) return NULL;
    decoder->coding = coding;
    if (make(decoder)) return decoder;
    writ_decoder_free(decoder);
    return NULL;
}

static struct writ_progress decode_zlib(
    writ_decoder *decoder, const void *input, size_t input_count, void *output, size_t room) {
    struct writ_progress progress = {0};
    // A file of gzip may have several members (RFC 1952 section 2.2).
    if (decoder->is_at_end && input_count > 0) {
        // Blocks may go on behind a last one, with the same window (RFC 7692 section 7.2.3.5).
        bool goes_on = decoder->coding == WRIT_GZIP ? inflateReset(&decoder->zlib) == Z_OK
                                                    : decoder->coding == WRIT_BLOCKS && inflateResetKeep(&decoder->zlib) == Z_OK;
        progress.has_failed = !goes_on;
        if (progress.has_failed) return progress;
        decoder->is_at_end = false;
    }
    decoder->zlib.next_in = (Bytef *)input;
    decoder->zlib.avail_in = (uInt)input_count;
    decoder->zlib.next_out = output;
    decoder->zlib.avail_out = (uInt)room;
    int result = inflate(&decoder->zlib, Z_NO_FLUSH);
    progress.taken = input_count - decoder->zlib.avail_in;
    progress.written = room - decoder->zlib.avail_out;
    progress.has_failed = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
    if (result == Z_STREAM_END) decoder->is_at_end = true;
    return progress;
}

static struct writ_progress decode_brotli(
    writ_decoder *decoder, const void *input, size_t input_count, void *output, size_t room) {
    struct writ_progress progress = {0};
    if (decoder->is_at_end) {
        progress.has_failed = input_count > 0;
        return progress;
    }
    size_t in = input_count, out = room;
    const uint8_t *next_in = input;
    uint8_t *next_out = output;
    BrotliDecoderResult result = BrotliDecoderDecompressStream(decoder->brotli, &in, &next_in, &out, &next_out, NULL);
    progress.taken = input_count - in;
    progress.written = room - out;
    progress.has_failed = result == BROTLI_DECODER_RESULT_ERROR;
    decoder->is_at_end = result == BROTLI_DECODER_RESULT_SUCCESS;
    return progress;
}

static struct writ_progress decode_zstd(
    writ_decoder *decoder, const void *input, size_t input_count, void *output, size_t room) {
    struct writ_progress progress = {0};
    // Asked again behind the end of a frame, without input, it would wait for the next one.
    if (decoder->is_at_end && input_count == 0) return progress;
    ZSTD_inBuffer in = {input, input_count, 0};
    ZSTD_outBuffer out = {output, room, 0};
    size_t left = ZSTD_decompressStream(decoder->zstd, &out, &in);
    progress.has_failed = ZSTD_isError(left);
    progress.taken = in.pos;
    progress.written = out.pos;
    decoder->is_at_end = left == 0;
    return progress;
}

struct writ_progress writ_decode(writ_decoder *decoder, const void *input, size_t input_count, void *output, size_t room) {
    struct writ_progress progress = {.has_failed = true};
    switch (decoder->coding) {
    case WRIT_GZIP:
    case WRIT_DEFLATE:
    case WRIT_BLOCKS: progress = decode_zlib(decoder, input, input_count, output, room); break;
    case WRIT_BROTLI: progress = decode_brotli(decoder, input, input_count, output, room); break;
    case WRIT_ZSTD: progress = decode_zstd(decoder, input, input_count, output, room); break;
    }
    progress.is_done = decoder->is_at_end;
    return progress;
}

bool writ_decoder_reset(writ_decoder *decoder) {
    decoder->is_at_end = false;
    switch (decoder->coding) {
    case WRIT_GZIP:
    case WRIT_DEFLATE:
    case WRIT_BLOCKS: return inflateReset(&decoder->zlib) == Z_OK;
    case WRIT_BROTLI: BrotliDecoderDestroyInstance(decoder->brotli); return make(decoder);
    case WRIT_ZSTD: return !ZSTD_isError(ZSTD_DCtx_reset(decoder->zstd, ZSTD_reset_session_only));
    }
    return false;
}

void writ_decoder_free(writ_decoder *decoder) {
    if (!decoder) return;
    if (decoder->coding != WRIT_BROTLI && decoder->coding != WRIT_ZSTD) inflateEnd(&decoder->zlib);
    if (decoder->brotli) BrotliDecoderDestroyInstance(decoder->brotli);
    if (decoder->zstd) ZSTD_freeDCtx(decoder->zstd);
    free(decoder);
}
