"""An attack by length: a kind of request that can be made as large as a client likes."""

from dataclasses import dataclass
from typing import Callable

# Bytes of a body, a head, a field and a target that a server takes unless told otherwise, and a little less.
BODY, HEAD, FIELD, TARGET = 2_000_000, 62_000, 16_000, 8_000
SIZES = 5


@dataclass
class Attack:
    kind: str
    # The request of about that many bytes, or of that depth.
    make: Callable[[int], bytes]
    # The largest size; each one before is half of the next.
    top: int
    # What is bounded by something else than its length is as large in the short form.
    is_scaled: bool = True
    # How many requests it is.
    is_pipelined: bool = False
    # What the server is started with.
    arguments: tuple[str, ...] = ()

    def sizes(self, scale):
        top = int(self.top * scale) if self.is_scaled else self.top
        return [top >> step for step in reversed(range(SIZES))]

    def answers(self, request):
        return request.count(b"HTTP/1.1\r\n") if self.is_pipelined else 1


def post(path, body, content_type="application/json", fields=b""):
    return b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s" % (
        path.encode(), content_type.encode(), fields, len(body), body)


def get(target, fields=b""):
    return b"GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n" % (target, fields)


def filled(size, item, separator=b","):
    """As many items as fit; `item` is bytes or makes one of its number."""
    if isinstance(item, bytes):
        return separator.join([item] * max(size // (len(item) + len(separator)), 1))
    items, length, number = [], 0, 0
    while length < size:
        items.append(item(number))
        length += len(items[-1]) + len(separator)
        number += 1
    return separator.join(items)
