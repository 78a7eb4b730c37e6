"""Attacks by WebSockets: by length, where a connection says all it has to say and closes, and by many connections."""

import contextlib
import socket
import struct
import time
import zlib

from attack import Attack
from sieges import Siege, again_and_again, begun, drip, send

# Bytes of a message that the operation takes, and a little less.
MESSAGE = 1_900_000
UPGRADE = (b"GET /sockets HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
PLAIN = UPGRADE + b"\r\n"
COMPRESSED = UPGRADE + b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"


def frame(first, payload=b"", mask=b"\0\0\0\0"):
    """A client's frame; a mask of zero is one like any other."""
    count = len(payload)
    length = (bytes([0x80 | count]) if count < 126 else
              b"\xfe" + count.to_bytes(2, "big") if count < 65_536 else b"\xff" + count.to_bytes(8, "big"))
    if mask != b"\0\0\0\0":
        whole = int.from_bytes(payload, "big") ^ int.from_bytes((mask * (count // 4 + 1))[:count], "big")
        payload = whole.to_bytes(count, "big")
    return bytes([first]) + length + mask + payload


CLOSE = frame(0x88, b"\x03\xe8")


def deflated(data):
    encoder = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (encoder.compress(data) + encoder.flush(zlib.Z_SYNC_FLUSH))[:-4]


def said(*frames, head=PLAIN):
    return head + b"".join(frames) + CLOSE


def in_fragments(payload, size, first=1):
    """A message in fragments of that many bytes, and an empty last one."""
    pieces = [payload[at:at + size] for at in range(0, len(payload), size)]
    heads = [first] + [0] * max(len(pieces) - 1, 0)
    return b"".join(frame(head, piece, b"\x37\xfa\x21\x3d") for head, piece in zip(heads, pieces)) + frame(0x80 if pieces else 0x81)


def names(size):
    return b"[" + b",".join([b'{"count":1}'] * max(size // 12, 1)) + b"]"


ATTACKS = [
    Attack("a socket's message of JSON", lambda size: said(frame(0x81, names(size), b"\x37\xfa\x21\x3d")), MESSAGE),
    Attack("a socket's message in fragments of a byte", lambda size: said(in_fragments(names(size // 7), 1)), MESSAGE),
    Attack("a socket's message in empty fragments", lambda size: said(frame(1), frame(0) * (size // 6), frame(0x80, b"[]")), MESSAGE),
    Attack("a socket's empty messages", lambda size: said(frame(0x82) * (size // 6)), MESSAGE),
    Attack("a socket's messages of a byte", lambda size: said(frame(0x82, b"x") * (size // 7)), MESSAGE),
    Attack("a socket's pings", lambda size: said(frame(0x89) * (size // 6)), MESSAGE),
    Attack("a socket's pongs", lambda size: said(frame(0x8A, bytes(125)) * (size // 131)), MESSAGE),
    Attack("a socket's text of four bytes a character", lambda size: said(
        in_fragments(b'["' + "\U0001f9c0".encode() * (size // 16) + b'"]', 3)), MESSAGE),
    Attack("a socket's message of a byte, compressed, again and again", lambda size: said(
        frame(0xC2, deflated(b"x")) * (size // 9), head=COMPRESSED), MESSAGE // 4),
    Attack("a socket's bombs", lambda size: said(
        frame(0xC2, deflated(bytes(MESSAGE))) * max(size // 1900, 1), head=COMPRESSED), MESSAGE // 64),
    Attack("a socket's empty blocks of deflate", lambda size: said(
        frame(0xC2, b"\x00\x00\x00\xff\xff" * (size // 5) + b"\x00"), head=COMPRESSED), MESSAGE),
]


def cut_frames(connections, until):
    """Goes over to a socket, says half a frame and is gone, over and over."""
    address = connections[0].getpeername()
    whole = PLAIN + frame(0x82, bytes(60_000))
    number = 0
    while time.monotonic() < until:
        number += 1
        with contextlib.suppress(OSError), socket.create_connection(address, 1) as connection:
            connection.sendall(whole[:len(PLAIN) + number * 977 % 60_000])
            if number % 2:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def refused_bombs(connections, until):
    """Bombs beyond the limit, each over a connection of its own."""
    address = connections[0].getpeername()
    bomb = COMPRESSED + frame(0xC2, deflated(bytes(20_000_000)))
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(address, 1) as connection:
            connection.sendall(bomb)
            while connection.recv(4096):
                pass


def halves(connections, until):
    """Each begins a large message, and says no more."""
    for connection in connections:
        send(connection, PLAIN + frame(0x82, bytes(1_000_000))[:10])
    while time.monotonic() < until:
        for connection in connections:
            send(connection, bytes(1000))
        time.sleep(0.01)


SIEGES = [
    Siege("sockets that say nothing", 1000, begun(PLAIN)),
    Siege("sockets that say half a head of a frame", 500, begun(PLAIN + frame(0x82, bytes(60_000))[:5])),
    Siege("sockets that say a large message slowly", 100, halves),
    Siege("frames byte by byte", 200, drip(PLAIN + frame(0x82, bytes(1000)) * 100)),
    Siege("pings without end whose answers nobody reads", 100, again_and_again(frame(0x89, bytes(125)) * 100, begin=PLAIN)),
    Siege("empty fragments without end", 100, again_and_again(frame(0) * 1000, begin=PLAIN + frame(1))),
    Siege("empty messages without end", 100, again_and_again(frame(0x82) * 1000, begin=PLAIN)),
    Siege("masks of zero without end", 100, again_and_again(frame(0x82, b"x" * 100) * 80, begin=PLAIN)),
    Siege("messages that are refused, and go on", 100, again_and_again(bytes(8000), begin=PLAIN + frame(0x82, bytes(3_000_000))[:14])),
    Siege("bombs of a megabyte without end", 8, again_and_again(frame(0xC2, deflated(bytes(1_000_000))), begin=COMPRESSED)),
    Siege("bombs beyond the limit", 1, refused_bombs),
    Siege("sockets that are cut off in a frame", 1, cut_frames),
]
