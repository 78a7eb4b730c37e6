"""How a connection goes, of those that ask for answers that are known: cut, pipelined, half-closed, or cut off early."""

import errno
import random
import socket
import struct
import time
from collections import deque

from questions import CHAINS, CLOSE, CREATE, CREATED, KEEP, OLD, OLD_KEEP, SINGLES, clean_up, without_changes, written

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
# Seconds in which an answer has to come.
PATIENCE = 60
READ, WRITE, PAUSE = 1, 4, 0


class Wrong(Exception):
    """An answer that is not the one that was to come."""


class Client:
    """What the connections of one process share."""

    def __init__(self, port, first_number):
        self.port, self.number = port, first_number
        self.answered, self.cut_off = 0, 0
        # Pets to be taken away.
        self.created = []

    def next_number(self):
        self.number += 1
        return str(self.number)

    def questions(self):
        """What one connection asks: pairs of a request and a number."""
        questions = []
        while self.created and len(questions) < 20:
            questions.append((clean_up(self.created.pop()), ""))
        count = random.choice((1, 1, 1, 2, 5, 16, 40, 200))
        while len(questions) < count:
            draw = random.random()
            if draw < 0.15:
                number = self.next_number()
                questions += [(ask, number) for ask in random.choice(CHAINS)]
            elif draw < 0.25:
                questions.append((CREATE, ""))
            else:
                questions.append((random.choice(SINGLES), ""))
        return questions

    def connect(self):
        """A connection; to be run as what `stay` is."""
        connection = socket.socket()
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while connection.connect_ex(("127.0.0.1", self.port)) in (errno.EINPROGRESS, errno.EALREADY):
            yield connection, WRITE
        return connection

    def stay(self):
        """One connection from its beginning to its end: a generator of what it waits for."""
        connection = yield from self.connect()
        try:
            if random.random() < 0.12:
                yield from self.go_early(connection)
            else:
                yield from self.ask(connection)
        finally:
            connection.close()

    def ask(self, connection):
        """Asks for a while, round by round, and compares each answer."""
        for turn in range(random.choice((1, 1, 3, 10))):
            questions = self.questions()
            last = random.choice((KEEP, KEEP, KEEP, CLOSE, OLD)) if turn else KEEP
            half_closes = last == KEEP and random.random() < 0.05
            kinds = [random.choices((KEEP, OLD_KEEP), (9, 1))[0] for _ in questions[1:]] + [last]
            requests = [written(ask, kind, number) for (ask, number), kind in zip(questions, kinds)]
            expected = [ask.answer(kind, number.encode()) for (ask, number), kind in zip(questions, kinds)]
            length = sum(length for length, _ in expected)
            answers = yield from exchange(connection, requests, length, half_closes, last != KEEP)
            if without_changes(answers) != b"".join(text for _, text in expected):
                raise Wrong(first_difference(requests, expected, answers))
            self.created += [number.decode() for number in CREATED.findall(answers)]
            self.answered += len(questions)
            if half_closes or last != KEEP:
                return

    def go_early(self, connection):
        """Asks for what changes nothing, and goes away before the answers, sometimes in the middle of a request."""
        asks = random.choices(SINGLES, k=random.choice((1, 2, 30)))
        request = b"".join(written(ask, KEEP, "") for ask in asks)
        request = request[:random.choice((len(request), random.randrange(len(request))))]
        for piece in pieces([request]):
            try:
                connection.send(piece)
            except OSError:
                break
            yield connection, PAUSE
        self.cut_off += 1
        ending = random.random()
        if ending < 0.4:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif ending < 0.6:
            connection.shutdown(socket.SHUT_WR)
            yield connection, PAUSE


def pieces(requests):
    """The bytes of all requests in the pieces in which they are sent."""
    draw = random.random()
    if draw < 0.15:
        return requests
    stream = b"".join(requests)
    if draw < 0.6 or not stream:
        return [stream]
    if draw < 0.7:
        # Byte by byte for a while: a head has to come within its time, however busy the machine is.
        start = random.randrange(len(stream))
        end = min(start + 60, len(stream))
        return [part for part in (stream[:start], *(stream[at:at + 1] for at in range(start, end)), stream[end:]) if part]
    cuts = {random.randrange(len(stream) + 1) for _ in range(random.choice((1, 2, 10)))}
    if draw < 0.9:
        # Around where a head ends, and where a request begins.
        border = stream.find(b"\r\n\r\n", random.randrange(len(stream)))
        cuts |= {border + distance for distance in random.sample(range(6), 3)}
    places = [0, *sorted(cut for cut in cuts if 0 < cut < len(stream)), len(stream)]
    return [stream[start:end] for start, end in zip(places, places[1:])]


def exchange(connection, requests, length, half_closes, ends):
    """Sends the requests in pieces and reads answers of that length, and the end where there has to be one."""
    left = deque(pieces(requests))
    got = bytearray()
    is_over = False
    last = time.monotonic()
    # A server that ends the connection need not wait for a body that nobody reads.
    while not is_over and (left or len(got) < length or ends or half_closes):
        if left:
            try:
                sent = connection.send(left[0])
                left[0] = left[0][sent:]
                if not left[0]:
                    left.popleft()
                    if not left and half_closes:
                        connection.shutdown(socket.SHUT_WR)
                    yield connection, PAUSE
            except BlockingIOError:
                yield connection, READ | WRITE
        else:
            yield connection, READ
        try:
            part = connection.recv(1 << 18)
            is_over = not part
            got += part
            last = time.monotonic()
            if b" 100 Continue" in got:
                got = got.replace(CONTINUE, b"")
            if is_over and (len(got) < length or not (ends or half_closes)):
                raise Wrong(f"the end after {len(got)} of {length} bytes: {requests[0][:300]!r}; {bytes(got[-300:])!r}")
        except BlockingIOError:
            if time.monotonic() > last + PATIENCE:
                raise Wrong(f"no answer: {len(got)} of {length} bytes for {requests[0][:300]!r}") from None
    return bytes(got)


def first_difference(requests, expected, answers):
    """What was asked and what came, where it first is another answer."""
    start = 0
    for request, (length, text) in zip(requests, expected):
        got = answers[start:start + length]
        if without_changes(got) != text:
            return f"{request[:2000]!r}\n  was to get {text[:600]!r}\n  and got    {got[:600]!r}"
        start += length
    return f"{len(answers) - start} bytes behind the last answer"
