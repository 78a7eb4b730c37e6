"""How clients behave: each function is one stay at the server. Those that ask well must be answered rightly: see `Wrong`."""

import asyncio
import random
import re
import socket
import struct

from target import Wrong, check, read_answer


async def kept_alive(target, count):
    """Asks one request after the other on one connection."""
    reader, writer = await target.connect()
    try:
        for _ in range(random.randrange(1, 60)):
            route = random.choice(target.routes)
            writer.write(route.request)
            check(route, await read_answer(reader, route.is_head))
            count("kept alive")
    finally:
        writer.close()


async def short_lived(target, count):
    """One request, one connection."""
    route = random.choice(target.routes)
    reader, writer = await target.connect()
    try:
        writer.write(route.request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        answer = await read_answer(reader, route.is_head)
        check(route, answer)
        if answer.fields.get("connection") != "close" or await reader.read():
            raise Wrong("the connection did not end behind an answer that was to be the last")
        count("short-lived")
    finally:
        writer.close()


async def pipelined(target, count):
    """Many requests at once; the answers must come in order."""
    routes = random.choices(target.routes, k=random.choice((2, 16, 16, 300)))
    reader, writer = await target.connect()
    try:
        writer.write(b"".join(route.request for route in routes))
        for route in routes:
            check(route, await read_answer(reader, route.is_head))
            count("pipelined")
    finally:
        writer.close()


async def slow(target, count):
    """Sends a head and a body byte by byte, at the pace of a bad line."""
    route = random.choice(target.routes)
    reader, writer = await target.connect()
    pause = random.choice((0, 0.001, 0.01))
    try:
        for byte in route.request:
            writer.write(bytes([byte]))
            await asyncio.sleep(pause)
        check(route, await read_answer(reader, route.is_head))
        count("slow")
    finally:
        writer.close()


async def asks_first(target, count):
    """Waits for 100 Continue before it sends its body."""
    route = random.choice([route for route in target.routes if route.request.startswith(b"POST")])
    head, _, body = route.request.partition(b"\r\n\r\n")
    reader, writer = await target.connect()
    try:
        writer.write(head + b"\r\nExpect: 100-continue\r\n\r\n")
        interim = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
        if not interim.startswith(b"HTTP/1.1 100 "):
            raise Wrong(f"{interim[:60]!r} instead of 100")
        writer.write(body)
        check(route, await read_answer(reader))
        count("asks first")
    finally:
        writer.close()


async def cut_off(target, count):
    """Goes away in the middle, sometimes with a reset."""
    route = random.choice(target.routes)
    reader, writer = await target.connect()
    writer.write(route.request * random.choice((1, 1, 20)) + route.request[:random.randrange(len(route.request))])
    await asyncio.sleep(random.choice((0, 0.01, 0.5)))
    if random.random() < 0.5:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort() if random.random() < 0.5 else writer.close()
    count("cut off")


async def malformed(target, count):
    """Sends what is no request; the answers must be well-formed all the same, and the connection end."""
    request = bytearray(random.choice(target.routes).request)
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(request))
        request[at:at + random.randrange(2)] = bytes([random.choice((0, 10, 13, 32, 58, 127, 255, random.randrange(256)))])
    reader, writer = await target.connect()
    try:
        writer.write(request)
        writer.write_eof()
        # Only the first answer can be one to HEAD: what follows the first request is what the damage made of its end.
        is_head = re.match(rb"(\r\n)*HEAD ", request) is not None
        while True:
            try:
                await read_answer(reader, is_head)
                is_head = False
            except Wrong as error:
                if "('0 bytes read" in str(error) or "ConnectionReset" in str(error):
                    break
                raise
        count("malformed")
    finally:
        writer.close()


async def never_reads(target, count):
    """Asks for much and takes nothing."""
    reader, writer = await target.connect()
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    writer.transport.pause_reading()
    try:
        route = max(target.routes, key=lambda route: route.length)
        for _ in range(50):
            writer.write(route.request * 100)
            try:
                await asyncio.wait_for(writer.drain(), 0.2)
            except TimeoutError:
                break
        await asyncio.sleep(random.uniform(1, 8))
        count("never reads")
    except ConnectionError:
        count("never reads")
    finally:
        writer.transport.abort()


async def too_large(target, count):
    """Sends a body that is far beyond the limit, told before or in chunks; 413 must reach it."""
    path = random.choice([route for route in target.routes if route.request.startswith(b"POST")]).request.split(b" ")[1].decode()
    fields = "Content-Type: application/json\r\n"
    length = 64 << 20
    is_chunked = random.random() < 0.5
    fields += "Transfer-Encoding: chunked\r\n" if is_chunked else f"Content-Length: {length}\r\n"
    reader, writer = await target.connect()
    try:
        writer.write(target.bytes_of("POST", path, fields=fields))
        piece = b" " * 65536
        try:
            for _ in range(200):
                writer.write(b"10000\r\n" + piece + b"\r\n" if is_chunked else piece)
                await asyncio.wait_for(writer.drain(), 5)
                if reader._buffer:
                    break
        except (ConnectionError, TimeoutError):
            pass
        # A reset behind the answer makes asyncio forget that it has the answer already.
        seen = bytes(reader._buffer)
        try:
            status = int(seen[9:12]) if len(seen) >= 12 else (await read_answer(reader)).status
        except Wrong as error:
            # Who sends on behind the answer, beyond what a server drops, may lose it to a reset; nobody can help that.
            if "BrokenPipe" not in str(error) and "ConnectionReset" not in str(error):
                raise
            status = 413
        if status != 413:
            raise Wrong(f"{status} instead of 413")
        count("too large")
    finally:
        writer.transport.abort()


async def large(target, count):
    """Sends a body as large as may be: a valid document behind much white space."""
    route = random.choice([route for route in target.routes if route.request.startswith(b"POST")])
    head, _, body = route.request.partition(b"\r\n\r\n")
    path = head.split(b" ")[1].decode()
    padded = " " * random.randrange(1 << 20) + body.decode()
    reader, writer = await target.connect()
    try:
        writer.write(target.bytes_of("POST", path, padded))
        check(route, await read_answer(reader))
        count("large")
    finally:
        writer.close()


# How many of each kind are at the server at any time.
CROWD = {
    kept_alive: 16, short_lived: 4, pipelined: 3, slow: 24, asks_first: 2, cut_off: 6, malformed: 6, never_reads: 8,
    too_large: 2, large: 2,
}
