// Frames of WebSocket (RFC 6455 section 5.2) whose payload is the letter x throughout.

#ifndef FRAMES_H
#define FRAMES_H

#include <stdlib.h>
#include <string.h>

static inline size_t head_size(size_t payload_size) { return payload_size < 126 ? 2 : payload_size < 65536 ? 4 : 10; }

// A whole text frame, masked for a client; the caller owns it.
static inline char *make_frame(size_t payload_size, int is_masked, size_t *frame_size) {
    static const unsigned char mask[4] = {0x37, 0xFA, 0x21, 0x3D};
    size_t head = head_size(payload_size), at = head;
    unsigned char *frame = malloc(head + 4 + payload_size);
    unsigned char bit = is_masked ? 0x80 : 0;
    frame[0] = 0x81;
    if (head == 2) {
        frame[1] = bit | (unsigned char)payload_size;
    } else {
        frame[1] = bit | (head == 4 ? 126 : 127);
        for (size_t index = 2; index < head; index++) frame[index] = (unsigned char)(payload_size >> (8 * (head - 1 - index)));
    }
    if (is_masked) {
        memcpy(frame + at, mask, 4);
        at += 4;
    }
    for (size_t index = 0; index < payload_size; index++) frame[at + index] = 'x' ^ (is_masked ? mask[index & 3] : 0);
    *frame_size = at + payload_size;
    return (char *)frame;
}

#endif
