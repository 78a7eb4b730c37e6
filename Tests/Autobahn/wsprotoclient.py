"""Conversations of Python's wsproto with the echo server, over a plain socket."""

import socket
import threading

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, BytesMessage, CloseConnection, Message, Ping, Pong, Request, TextMessage
from wsproto.extensions import PerMessageDeflate

from echoserver import HOST

NAME = "wsproto"
SECONDS = 60


class Client:
    def __init__(self, port, is_compressed):
        self.socket = socket.create_connection((HOST, port), SECONDS)
        self.protocol = WSConnection(ConnectionType.CLIENT)
        self.events = iter(())
        extensions = [PerMessageDeflate()]
        self.send(Request(host=f"{HOST}:{port}", target="/", extensions=extensions))
        accepted = self.next_event()
        expect(isinstance(accepted, AcceptConnection), f"no 101 but {accepted}")
        expect(bool(accepted.extensions) == is_compressed, f"extensions {accepted.extensions}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, *events):
        self.socket.sendall(b"".join(self.protocol.send(event) for event in events))

    def send_meanwhile(self, *events):
        """The server answers while it reads: who only writes would hold it up for ever."""
        data = b"".join(self.protocol.send(event) for event in events)
        threading.Thread(target=self.socket.sendall, args=(data,), daemon=True).start()

    def next_event(self):
        while True:
            for event in self.events:
                return event
            data = self.socket.recv(65_536)
            self.protocol.receive_data(data or None)
            self.events = self.protocol.events()

    def message(self):
        """The next message, whole."""
        parts = []
        while True:
            event = self.next_event()
            expect(isinstance(event, Message), f"no message but {event!r:.100}")
            parts.append(event.data)
            if event.message_finished:
                return (b"" if isinstance(event, BytesMessage) else "").join(parts)


def expect(is_so, what):
    if not is_so:
        raise AssertionError(what)


def parts(message, size, kind=None):
    kind = kind or (TextMessage if isinstance(message, str) else BytesMessage)
    ends = range(0, max(len(message), 1), size)
    return [kind(data=message[at:at + size], message_finished=at + size >= len(message)) for at in ends]


def whole_messages(port, is_compressed, messages):
    """Whole messages come back."""
    with Client(port, is_compressed) as client:
        for message in messages:
            client.send_meanwhile(*parts(message, len(message) or 1))
            expect(client.message() == message, f"another message than the {len(message)} sent")


def fragments_with_pings(port, is_compressed, messages):
    """Messages in fragments come back whole, with pings between the fragments."""
    with Client(port, is_compressed) as client:
        for message in messages:
            pieces = parts(message, max(len(message) // 3, 1))
            if len(pieces) < 2:
                continue
            client.send_meanwhile(pieces[0], Ping(payload=b"between"), *pieces[1:])
            pong = client.next_event()
            expect(isinstance(pong, Pong) and bytes(pong.payload) == b"between", f"no pong but {pong!r:.100}")
            expect(client.message() == message, f"another message than the {len(message)} sent in fragments")


def byte_by_byte(port, is_compressed, messages):
    """Frames whose bytes come one by one."""
    with Client(port, is_compressed) as client:
        client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for message in messages:
            if not 0 < len(message) < 200:
                continue
            for byte in b"".join(client.protocol.send(event) for event in parts(message, 50)):
                client.socket.sendall(bytes([byte]))
            expect(client.message() == message, "another message")


def close_codes(port, is_compressed, messages):
    """A close code comes back, and the connection ends."""
    for code in (1000, 1002, 1011, 3999, 4000):
        with Client(port, is_compressed) as client:
            client.send(CloseConnection(code=code, reason="why"))
            event = client.next_event()
            expect(isinstance(event, CloseConnection) and event.code == code, f"{code} became {event}")
            expect(client.socket.recv(1) == b"", "bytes behind the close")


CONVERSATIONS = [whole_messages, fragments_with_pings, byte_by_byte, close_codes]
