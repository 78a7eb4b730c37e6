"""Attacks by many connections at once, or by slowness: what is looked at is how long others wait, and the server's memory."""

import contextlib
import random
import select
import socket
import struct
import time
from dataclasses import dataclass
from typing import Callable

from attack import filled, get, post
from server import HOST, Asker

SMALL = get(b"/filters")


@dataclass
class Siege:
    kind: str
    connections: int
    # Does it for as long as it is asked to: takes the open connections and the time to end.
    run: Callable
    # What a server is started with beside the usual, and a check of its own, made while it goes on.
    arguments: tuple = ()
    check: Callable | None = None
    is_in_short_form: bool = True


@contextlib.contextmanager
def crowd(server, count):
    """That many open connections, which don't block."""
    connections = []
    try:
        for _ in range(count):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((HOST, server.port))
            connection.setblocking(False)
            connections.append(connection)
        yield connections
    finally:
        for connection in connections:
            connection.close()


def send(connection, data):
    """How much of it was taken; all of it by a connection that the server has ended."""
    try:
        return connection.send(data)
    except BlockingIOError:
        return 0
    except OSError:
        return len(data)


def read_on(connections, until):
    """Reads whatever comes."""
    poll = select.epoll()
    by_number = {connection.fileno(): connection for connection in connections}
    for number in by_number:
        poll.register(number, select.EPOLLIN)
    while (left := until - time.monotonic()) > 0:
        for number, _ in poll.poll(left):
            with contextlib.suppress(OSError):
                if by_number[number].recv(65536):
                    continue
            poll.unregister(number)
    poll.close()


def endless_answers(connections, until):
    for connection in connections:
        send(connection, get(b"/lines"))
    read_on(connections, until)


def endless_body(path, content_type, item):
    """One body in chunks of about 8 KB, without end; whatever is answered."""
    head = (f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: {content_type}\r\n"
            "Transfer-Encoding: chunked\r\n\r\n").encode()
    data = item * max(0x2000 // len(item), 1)
    chunk = b"%x\r\n%s\r\n" % (len(data), data)

    def run(connections, until):
        left = {connection: head + chunk for connection in connections}
        while time.monotonic() < until:
            _, writable, _ = select.select([], connections, [], 0.1)
            for connection in writable:
                left[connection] = left[connection][send(connection, left[connection]):] or chunk
    return run


def again_and_again(request, begin=b""):
    """Sends the same all the time and reads nothing."""
    def run(connections, until):
        left = {connection: begin + request for connection in connections}
        while time.monotonic() < until:
            _, writable, _ = select.select([], connections, [], 0.1)
            for connection in writable:
                left[connection] = left[connection][send(connection, left[connection]):] or request
            time.sleep(0.001)
    return run


def drip(request):
    """One byte after the other."""
    def run(connections, until):
        sent = 0
        while time.monotonic() < until:
            for connection in connections:
                send(connection, request[sent % len(request):][:1])
            sent += 1
            time.sleep(0.05)
    return run


def begun(request):
    """Sends a part of a request, and then nothing."""
    def run(connections, until):
        for connection in connections:
            send(connection, request)
        time.sleep(max(until - time.monotonic(), 0))
    return run


def half_closed(connections, until):
    for connection in connections:
        send(connection, SMALL * random.randrange(3) + SMALL[:20])
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
    read_on(connections, until)


def resets(connections, until):
    """Asks and is gone, over and over."""
    address = connections[0].getpeername()
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(address, 1) as connection:
            connection.sendall(SMALL * 20)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def newcomer_is_answered(server):
    """Where all places are taken by slow heads, the next client waits no longer than a head may take."""
    started = time.monotonic()
    status, _ = Asker(server, 30).ask(SMALL)
    waited = time.monotonic() - started
    return None if status == 200 and waited < 15 else f"a newcomer waited {waited:.1f} s and got {status}"


REFUSED = post("/records", b"[%s]" % filled(60_000, b'{"count":99}'))
EVENTS = "text/event-stream"
ENDLESS_BYTES = b"POST /bytes HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
SLOW_HEAD = b"GET /filters HTTP/1.1\r\nHost: a\r\n" + b"".join(b"X-%d: abcdefgh\r\n" % number for number in range(60))
HALF_A_BODY = post("/anything", b'"' + b"t" * 100_000 + b'"')[:50_000]

SIEGES = [
    Siege("answers without end, for 100 clients", 100, endless_answers),
    Siege("answers without end that nobody reads", 100, begun(get(b"/lines"))),
    Siege("lines of two bytes without end, from 8 clients", 8, endless_body("/lines", "application/jsonl", b"1\n")),
    Siege("lines of two bytes without end, from 100 clients", 100, endless_body("/lines", "application/jsonl", b"1\n")),
    Siege("blank lines without end, from 100 clients", 100, endless_body("/lines", "application/jsonl", b"\n")),
    Siege("events of one letter without end", 100, endless_body("/events", EVENTS, b"data:a\n\n")),
    Siege("comments without end, each behind a blank line", 100, endless_body("/events", EVENTS, b":\n\n")),
    Siege("comment lines alone without end", 100, endless_body("/events", EVENTS, b":\n")),
    Siege("events of 100 KB of comment lines without end", 100, endless_body("/events", EVENTS, b":\n" * 50_000 + b"\n")),
    Siege("chunks of one byte without end", 100, again_and_again(b"1\r\nx\r\n" * 1000, begin=ENDLESS_BYTES)),
    Siege("refusals that nobody reads", 100, again_and_again(REFUSED)),
    Siege("answers that nobody reads", 100, again_and_again(get(b"/openapi.json") * 20)),
    Siege("heads byte by byte", 500, drip(SLOW_HEAD)),
    Siege("bodies byte by byte", 200, drip(post("/anything", b'"' + b"t" * 1000 + b'"'))),
    Siege("bodies that pause", 200, begun(HALF_A_BODY)),
    Siege("connections that say nothing", 1000, begun(b"")),
    Siege("connections that are half closed", 200, half_closed),
    Siege("connections that are reset", 1, resets),
    Siege("heads byte by byte on all places that there are", 60, drip(SLOW_HEAD), ("--connections", "66"),
          newcomer_is_answered, is_in_short_form=False),
]
