"""The server under load: where it listens, what it must answer, and a reader of its answers."""

import asyncio
import json
from dataclasses import dataclass


class Wrong(Exception):
    """An answer that is not the one asked for, or none at all."""


@dataclass
class Answer:
    status: int
    fields: dict
    body: bytes


@dataclass
class Route:
    """A request and what must come back; `body` None: only its length and the names in its JSON must stay the same."""

    request: bytes
    status: int
    length: int
    body: bytes | None
    names: list | None
    is_head: bool = False


class Target:
    def __init__(self, host, port):
        self.host, self.port = host, port
        self.routes = []

    async def connect(self):
        return await asyncio.open_connection(self.host, self.port)

    def bytes_of(self, method, path, body="", fields=""):
        head = f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\n{fields}"
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return (head + "\r\n" + body).encode()

    async def learn(self, method, path, body=""):
        """Asks twice; what both answers share is what all must have."""
        request = self.bytes_of(method, path, body)
        is_head = method == "HEAD"
        one, two = [await self.ask(request, is_head) for _ in range(2)]
        if one.status != two.status or len(one.body) != len(two.body):
            raise Wrong(f"{method} {path} answers {one.status} with {len(one.body)} bytes, then {two.status} with {len(two.body)}")
        same = one.body if one.body == two.body else None
        self.routes.append(Route(request, one.status, len(one.body), same, names_of(one), is_head))

    async def ask(self, request, is_head=False):
        reader, writer = await self.connect()
        try:
            writer.write(request)
            return await read_answer(reader, is_head)
        finally:
            writer.close()


def names_of(answer):
    try:
        value = json.loads(answer.body)
    except ValueError:
        return None
    return sorted(value) if isinstance(value, dict) else None


def check(route, answer):
    if answer.status != route.status:
        raise Wrong(f"{first_line(route)} got {answer.status} instead of {route.status}: {answer.body[:200]!r}")
    if len(answer.body) != route.length or (route.body is not None and answer.body != route.body):
        raise Wrong(f"{first_line(route)} got another body: {answer.body[:200]!r}")
    if route.names is not None and names_of(answer) != route.names:
        raise Wrong(f"{first_line(route)} got JSON with other names: {answer.body[:200]!r}")


def first_line(route):
    return route.request.split(b"\r\n")[0].decode()


async def read_answer(reader, is_head=False, seconds=20):
    """The next final answer; anything malformed, cut off or late is Wrong."""
    try:
        async with asyncio.timeout(seconds):
            while True:
                answer = await read_one(reader, is_head)
                if answer.status >= 200:
                    return answer
    except TimeoutError:
        raise Wrong(f"no answer within {seconds} s") from None
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise Wrong(f"the connection ended without a whole answer: {error!r}") from None


async def read_one(reader, is_head):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    if not head[0].startswith("HTTP/1.1 "):
        raise Wrong(f"no status line: {head[0]!r}")
    fields = {}
    for line in head[1:-2]:
        name, colon, value = line.partition(":")
        if not colon or name.lower() in fields:
            raise Wrong(f"a field line that should not be: {line!r}")
        fields[name.lower()] = value.strip()
    status = int(head[0][9:12])
    if is_head or status < 200 or status in (204, 304):
        return Answer(status, fields, b"")
    if "content-length" not in fields:
        raise Wrong(f"{status} without a length")
    return Answer(status, fields, await reader.readexactly(int(fields["content-length"])))
