"""Attacks against what applications put around their operations: files, codings, CORS, limits, proxies."""

import gzip
import struct
import zlib

from attack import BODY, FIELD, HEAD, TARGET, Attack, filled, get, post

FILE = b"/files/large.txt"
FILE_BYTES = 60_000
ARGUMENTS = ("--around", str(FILE_BYTES))
# What is a coded body whole in a small head.
BOMB = 16_000


def attack(kind, make, top, is_scaled=False):
    return Attack(kind, make, top, is_scaled, arguments=ARGUMENTS)


def field(name, item, separator=b",", target=FILE, prefix=b""):
    """One field of one line, up to the limit of a line."""
    return lambda size: get(target, b"%s: %s%s\r\n" % (name, prefix, filled(size, item, separator)))


def lines(name, item, target=FILE, separator=b","):
    """Four long lines of one field, up to the limit of a head."""
    return lambda size: get(target, (b"%s: %s\r\n" % (name, filled(size // 4 - len(name) - 40, item, separator))) * 4)


def preflight(item):
    def make(size):
        request = get(b"/names", b"Origin: https://app.example\r\nAccess-Control-Request-Method: POST\r\n"
                      b"Access-Control-Request-Headers: %s\r\n" % filled(size, item))
        return request.replace(b"GET", b"OPTIONS", 1)
    return make


def coded(coding, body, path="/anything", content_type="application/json"):
    return lambda size: post(path, body(size), content_type, b"Content-Encoding: %s\r\n" % coding)


def bomb(path, item=b" ", content_type="application/json"):
    """What is some hundred times as long as what carries it: the first bytes beyond the limit end it."""
    return coded(b"gzip", lambda size: gzip.compress(item * (size * 1000 // len(item)), 9), path, content_type)


def repeated(piece, last=b""):
    return lambda size: piece * max(size // len(piece), 1) + last


def stored(size):
    """Blocks of no bytes, each of five."""
    return b"\x78\x01" + b"\x00\x00\x00\xff\xff" * (size // 5) + b"\x01\x00\x00\xff\xff" + struct.pack(">I", zlib.adler32(b""))


def zstd_frame(window):
    """A frame that asks for a window of that many bits, and ends before its first block."""
    return b"\x28\xb5\x2f\xfd\x00" + bytes([(window - 10) << 3])


EMPTY_MEMBER = gzip.compress(b"")
SKIPPED_FRAME = struct.pack("<II", 0x184D2A50, 0)
EMPTY_METADATA = b"\x06"


ATTACKS = [
    attack("around: valid, with all fields", lambda size: get(FILE, b"Origin: https://app.example\r\nX-Fill: %s\r\n" % (b"x" * size)), FIELD),
    attack("ranges: many", field(b"Range", lambda number: b"%d-%d" % (number * 3, number * 3), prefix=b"bytes="), FIELD),
    attack("ranges: in many lines", lines(b"Range", b"0-0"), HEAD),
    attack("ranges: overlapping", field(b"Range", b"0-", prefix=b"bytes="), FIELD),
    attack("ranges: suffixes", field(b"Range", b"-1", prefix=b"bytes="), FIELD),
    attack("ranges: a long number", lambda size: get(FILE, b"Range: bytes=%s-\r\n" % (b"9" * size)), FIELD),
    attack("ranges: blanks", lambda size: get(FILE, b"Range: bytes=%s0-0\r\n" % (b" ," * (size // 2))), FIELD),
    attack("conditions: If-None-Match of a file", lines(b"If-None-Match", b'W/"x"'), HEAD),
    attack("conditions: If-Match of a file", lines(b"If-Match", b'"x"'), HEAD),
    attack("conditions: a tag without an end", lambda size: get(FILE, b'If-None-Match: "%s\r\n' % (b"x" * size)), FIELD),
    attack("conditions: If-Range", lambda size: get(FILE, b'Range: bytes=0-0\r\nIf-Range: "%s"\r\n' % (b"x" * size)), FIELD),
    attack("conditions: of an answer", lines(b"If-None-Match", b'"x"', b"/filters"), HEAD),
    attack("paths: ..", lambda size: get(b"/files" + b"/.." * (size // 3) + b"/etc/passwd"), TARGET),
    attack("paths: percent-encoded ..", lambda size: get(b"/files/" + b"%2e%2e%2f" * (size // 9) + b"etc/passwd"), TARGET),
    attack("paths: empty segments", lambda size: get(b"/files" + b"/" * size), TARGET),
    attack("paths: many folders", lambda size: get(b"/files" + b"/a" * (size // 2)), TARGET),
    attack("paths: a long name", lambda size: get(b"/files/" + b"a" * size), TARGET),
    attack("codings: Accept-Encoding of a file", lines(b"Accept-Encoding", b"br;q=0.1"), HEAD),
    attack("codings: Accept-Encoding of an answer", lines(b"Accept-Encoding", b"x;q=0.001", b"/filters"), HEAD),
    attack("codings: Accept-Encoding of commas", lines(b"Accept-Encoding", b"", b"/filters"), HEAD),
    attack("codings: weights without an end", field(b"Accept-Encoding", b"gzip;q=0.%s" % (b"0" * 200)), FIELD),
    attack("codings: many on top of each other", lambda size: post("/anything", b"1", fields=b"Content-Encoding: %s\r\n" % filled(
        size, b"gzip")), FIELD),
    attack("bomb: of white space", bomb("/anything"), BOMB),
    attack("bomb: of a text", bomb("/anything", b'"t'), BOMB),
    attack("bomb: of a stream", bomb("/bytes", content_type="application/octet-stream"), BOMB),
    attack("bomb: of lines", bomb("/lines", b"1\n", "application/jsonl"), BOMB),
    attack("bomb: of events", bomb("/events", b"data:a\n\n", "text/event-stream"), BOMB),
    attack("bomb: of a form", bomb("/forms", b"tags=a&", "application/x-www-form-urlencoded"), BOMB),
    attack("bomb: of parts", bomb("/parts", b"\r\n--b\r\n", "multipart/form-data; boundary=b"), BOMB),
    attack("coded: members of nothing", coded(b"gzip", repeated(EMPTY_MEMBER)), BODY, is_scaled=True),
    attack("coded: blocks of nothing", coded(b"deflate", stored), BODY, is_scaled=True),
    attack("coded: frames to skip", coded(b"zstd", repeated(SKIPPED_FRAME)), BODY, is_scaled=True),
    attack("coded: a large window", coded(b"zstd", lambda size: zstd_frame(31) + b"\x00" * size), BODY, is_scaled=True),
    attack("coded: a window that is taken", coded(b"zstd", lambda size: zstd_frame(23) + b"\x00" * size), BODY, is_scaled=True),
    attack("coded: metadata of nothing", coded(b"br", repeated(EMPTY_METADATA)), BODY, is_scaled=True),
    attack("coded: not at all", coded(b"gzip", lambda size: b"x" * size), BODY, is_scaled=True),
    attack("coded: what can't be packed", coded(b"gzip", lambda size: gzip.compress(b"[%s]" % filled(size, lambda number: b"%d" % (
        number * 2_654_435_761 % 4_294_967_296)), 1)), BODY // 2, is_scaled=True),
    attack("CORS: many asked fields", preflight(b"x-list"), FIELD),
    attack("CORS: many strange fields", preflight(lambda number: b"x-%d" % number), FIELD),
    attack("CORS: a long origin", lambda size: get(b"/filters", b"Origin: https://%s\r\n" % (b"a" * size)), FIELD),
    attack("proxies: X-Forwarded-For", lines(b"X-Forwarded-For", b"127.0.0.1", b"/filters"), HEAD),
    attack("proxies: X-Forwarded-For of IPv6", lines(b"X-Forwarded-For", b"[::1]:1", b"/filters"), HEAD),
    attack("proxies: X-Forwarded-For of commas", lines(b"X-Forwarded-For", b"", b"/filters"), HEAD),
    attack("proxies: X-Forwarded-Host", lines(b"X-Forwarded-Host", b"a", b"/filters"), HEAD),
    attack("traces: traceparent", lambda size: get(b"/filters", b"traceparent: 00-%s-01\r\n" % (b"0" * size)), FIELD),
    attack("traces: tracestate", lines(b"tracestate", lambda number: b"k%d=1" % number, b"/filters"), HEAD),
    attack("limits: a long key", lambda size: get(b"/filters", b"X-Key: %s\r\n" % (b"k" * size)), FIELD),
]
