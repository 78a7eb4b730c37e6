"""Conversations of Python's websockets with the echo server."""

from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.sync.client import connect

from echoserver import HOST

NAME = "websockets"
SECONDS = 60


def client(port, **arguments):
    return connect(f"ws://{HOST}:{port}/", max_size=None, open_timeout=SECONDS, close_timeout=SECONDS, proxy=None, **arguments)


def expect(is_so, what):
    if not is_so:
        raise AssertionError(what)


def expect_compression(connection, is_compressed):
    expect(bool(connection.protocol.extensions) == is_compressed, f"extensions {connection.protocol.extensions}")


def whole_messages(port, is_compressed, messages):
    """Whole messages come back."""
    with client(port) as connection:
        expect_compression(connection, is_compressed)
        for message in messages:
            connection.send(message)
            expect(connection.recv(timeout=SECONDS) == message, f"another message than the {len(message)} sent")


def many_at_once(port, is_compressed, messages):
    """Many messages that nobody waits for come back in order."""
    small = [message for message in messages if len(message) < 1000] * 200
    with client(port) as connection:
        for message in small:
            connection.send(message)
        for message in small:
            expect(connection.recv(timeout=SECONDS) == message, "another message, or another order")


def fragments(port, is_compressed, messages):
    """Messages in fragments come back whole."""
    with client(port) as connection:
        for message in messages:
            if len(message) < 2:
                continue
            size = max(len(message) // 7, 1)
            connection.send([message[at:at + size] for at in range(0, len(message), size)])
            expect(connection.recv(timeout=SECONDS) == message, f"another message than the {len(message)} sent in fragments")


def pings(port, is_compressed, messages):
    """Pings are answered, also between messages."""
    with client(port) as connection:
        for payload in (b"", b"here?", bytes(125)):
            connection.send("before")
            expect(connection.ping(payload).wait(SECONDS), "no pong")
            expect(connection.recv(timeout=SECONDS) == "before", "another message")


def close_codes(port, is_compressed, messages):
    """A close code comes back."""
    for code, reason in ((1000, ""), (1001, "leaving"), (3000, "x" * 123), (4999, "ü")):
        with client(port) as connection:
            connection.close(code, reason)
            expect(connection.protocol.close_rcvd is not None, "the close was not answered")
            expect(connection.protocol.close_rcvd.code == code, f"{code} became {connection.protocol.close_rcvd.code}")


def too_large(port, is_compressed, messages):
    """A message that is too large is refused with 1009."""
    with client(port) as connection:
        try:
            # A little more than is taken: the server reads on for no more than a megabyte, so that the client sees the reason.
            connection.send([bytes(1 << 20)] * 32 + [bytes(100_000)] * 8)
            connection.recv(timeout=SECONDS)
        except ConnectionClosed as closed:
            expect(closed.rcvd is not None and closed.rcvd.code == 1009, f"closed by {closed.rcvd}")
        else:
            raise AssertionError("a message of 33 MB came back")


def no_compression(port, is_compressed, messages):
    """A client that offers no compression gets none."""
    with client(port, compression=None) as connection:
        expect_compression(connection, False)
        for message in messages:
            connection.send(message)
            expect(connection.recv(timeout=SECONDS) == message, "another message")


def narrow_windows(port, is_compressed, messages):
    """Windows and memory of compression as the client asks for."""
    for arguments in (
        {"server_max_window_bits": 9, "client_max_window_bits": 9},
        {"server_no_context_takeover": True},
        {"client_no_context_takeover": True, "client_max_window_bits": True},
    ):
        with client(port, compression=None, extensions=[ClientPerMessageDeflateFactory(**arguments)]) as connection:
            expect_compression(connection, is_compressed)
            for message in messages:
                connection.send(message)
                expect(connection.recv(timeout=SECONDS) == message, f"another message with {arguments}")


CONVERSATIONS = [whole_messages, many_at_once, fragments, pings, close_codes, too_large, no_compression, narrow_windows]
