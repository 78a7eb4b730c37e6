"""Valid requests to the petstore whose answers are known to the byte, and the many ways in which one may be written."""

import random
import re
import socket

STAFF = "X-Staff-Key: treats"
JSON = "Content-Type: application/json"
LOGIN = '{"username":"ada","password":"correct horse"}'
USER = '{"username":"soak{n}","password":"correct horse","email":"a@b.cd"}'
PET = '{"name":"Soak","status":"available","tags":["a","b"],"weight":2.5,"birthday":"2024-05-17","attributes":{"n":"{n}"}}'
PHOTO = '{"caption":"Soak","thumbnail":"R0lGODlhAQABAAAAACw="}'

# What differs from one answer to the next: the date, ids that the shop chooses, and when a session ends.
CHANGING = re.compile(
    rb'(?<=Date: )[^\r]{29}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
    rb'|(?<="id":)\d{6}(?=,"name":"Soak)|(?<="expiresAt":")[^"]+')
CREATED = re.compile(rb'"id":(\d{6}),"name":"Soak')

# What the version and the options of Connection make of the connection; each has its own fields in answers.
KEEP, CLOSE, OLD, OLD_KEEP = "keep", "close", "old", "old and keep"


class Ask:
    """A request and the status of its answer. `{n}` stands for a number of 19 digits that nobody else has."""

    def __init__(self, status, method, target, body="", *fields, takes_body=False):
        self.status, self.method, self.target, self.body, self.fields = status, method, target, body, fields
        # Whether the body is read whole, so that it may be large, and may wait for 100.
        self.takes_body = takes_body
        # By what becomes of the connection: the answer, whole and without what changes.
        self.answers = {}

    def __repr__(self):
        return f"{self.method} {self.target} {self.body[:30]} {' '.join(self.fields)}"

    def answer(self, kind, number):
        length, text = self.answers[kind]
        return length, text.replace(b"{n}", number)


def body_of(status, method, target, body, *fields):
    return Ask(status, method, target, body, JSON, *fields, takes_body=True)


# Each by itself, in any order.
SINGLES = [
    Ask(200, "GET", "/pets/1"), Ask(200, "GET", "/pets"), Ask(200, "GET", "/pets?limit=3&status=sold"),
    Ask(200, "HEAD", "/pets/1"), Ask(200, "GET", "/%70ets/1"), Ask(200, "GET", "/pets/compare/1,2"),
    Ask(200, "GET", "http://127.0.0.1/pets/1"), Ask(200, "GET", "/pets/by-status?status=pending"),
    Ask(400, "GET", "/pets?limit=x"), Ask(404, "GET", "/pets/99"), Ask(404, "GET", "/nothing"),
    Ask(404, "GET", "/pets/"), Ask(406, "GET", "/pets/1", "", "Accept: image/png"), Ask(405, "DELETE", "/pets"),
    Ask(204, "OPTIONS", "/pets"), Ask(204, "OPTIONS", "*"), Ask(501, "FETCH", "/pets"),
    Ask(401, "DELETE", "/pets/1"), Ask(401, "PUT", "/pets/1", PET, JSON), Ask(404, "POST", "/nothing", PET, JSON),
    Ask(415, "POST", "/pets", PET, "Content-Type: text/plain"), Ask(400, "POST", "/pets", "", JSON),
    Ask(405, "POST", "/pets/1", PET, JSON), Ask(200, "GET", "/openapi.json"), Ask(200, "HEAD", "/openapi.yaml"),
    Ask(200, "GET", "/docs"), Ask(200, "GET", "/readyz"), Ask(200, "GET", "/users/ada"), Ask(404, "GET", "/users/nobody"),
    body_of(200, "POST", "/users/login", LOGIN), body_of(401, "POST", "/users/login", LOGIN.replace("horse", "house")),
    body_of(422, "POST", "/users/login", '{"username":"ada"}'), body_of(409, "POST", "/users", LOGIN),
    body_of(409, "POST", "/store/orders", '{"petId":2,"quantity":1}'), body_of(422, "POST", "/pets", '{"name":"","tags":[1]}'),
    body_of(404, "POST", "/pets/99/photos", PHOTO), body_of(404, "DELETE", "/pets/99", "", STAFF),
]
# Adds a pet whose id its client learns; `clean_up` takes it away.
CREATE = body_of(201, "POST", "/pets", PET.replace("{n}", "x"))
# In this order, by one client.
CHAINS = [
    [
        body_of(201, "PUT", "/pets/{n}", PET, STAFF), Ask(200, "GET", "/pets/{n}"),
        body_of(200, "PUT", "/pets/{n}", PET.replace("available", "sold"), STAFF), Ask(200, "HEAD", "/pets/{n}"),
        body_of(200, "PATCH", "/pets/{n}", '{"name":"Soaked","weight":null}', STAFF),
        body_of(201, "POST", "/pets/{n}/photos", PHOTO), Ask(200, "GET", "/pets/{n}/photos"),
        Ask(204, "DELETE", "/pets/{n}", "", STAFF), Ask(404, "DELETE", "/pets/{n}", "", STAFF),
        body_of(404, "POST", "/pets/{n}/photos", PHOTO), Ask(404, "GET", "/pets/{n}"),
    ],
    [
        body_of(201, "POST", "/users", USER), body_of(409, "POST", "/users", USER), Ask(200, "GET", "/users/soak{n}"),
        body_of(200, "PUT", "/users/soak{n}", USER.replace("a@b", "c@d"), STAFF),
        Ask(204, "DELETE", "/users/soak{n}", "", STAFF), Ask(404, "GET", "/users/soak{n}"),
    ],
]
ALL = [*SINGLES, CREATE, *(ask for chain in CHAINS for ask in chain)]


def clean_up(number):
    """Takes away what `CREATE` has added; its answer is that of the chain's."""
    ask = Ask(204, "DELETE", f"/pets/{number}", "", STAFF)
    ask.answers = CHAINS[0][7].answers
    return ask


# Names of fields that an option of Connection may not take away here, and options that mean nothing at all.
OPTIONS = (
    "content-length", "host", "transfer-encoding", "content-type", "accept", "x-staff-key", "upgrade", "te", "trailer",
    "expect", "connection", "cookie", "x", "", "keep-alived", "closed", "authorization", "date", "http2-settings")


def connection_lines(kind, is_plain):
    """Field lines of Connection that make no more of it than `kind` says."""
    options = [] if is_plain else random.choices(OPTIONS, k=random.choice((0, 1, 1, 2, 5)))
    if not is_plain and random.random() < 0.02:
        # A line may have 16 KB.
        options = (options * random.choice((10, 100, 200)))[:750]
    if kind == CLOSE:
        options.insert(random.randint(0, len(options)), "close")
    if kind == OLD_KEEP or kind in (KEEP, CLOSE) and not is_plain and random.random() < 0.3:
        options.insert(random.randint(0, len(options)), "keep-alive")
    if not options:
        return []
    if not is_plain:
        options = [random.choice((str, str.upper, str.title))(option) for option in options]
    name, separator, cut = "Connection", ", ", 0
    if not is_plain:
        name = random.choice(("Connection", "connection", "CONNECTION"))
        separator = random.choice((", ", ",", " ,\t"))
        cut = random.choice((0, 0, random.randint(0, len(options))))
    return [f"{name}: {separator.join(part)}" for part in (options[:cut], options[cut:]) if part]


def chunked(body):
    """The body in chunks, with an extension or a trailer here and there."""
    pieces = []
    while body:
        size = random.choice((1, 2, 16, 4096, 65536))
        piece, body = body[:size], body[size:]
        pieces.append(b"%x%s\r\n%s\r\n" % (len(piece), random.choice((b"", b"", b";a=1", b';b="c\\""')), piece))
    return b"".join(pieces) + b"0\r\n" + random.choice((b"", b"X-Sum: 1\r\n")) + b"\r\n"


def written(ask, kind, number, is_plain=False):
    """The bytes of a request, in one of the many ways that mean the same."""
    target, body = ask.target.replace("{n}", number), ask.body.replace("{n}", number).encode()
    version = "1.0" if kind in (OLD, OLD_KEEP) else "1.1"
    lines = ["Host: 127.0.0.1", *ask.fields, *connection_lines(kind, is_plain)]
    if not is_plain:
        lines += [f"X-Soak-{count}: {'y' * random.choice((1, 40))}" for count in range(random.choice((0, 0, 2, 40)))]
        if ask.takes_body and body:
            if random.random() < 0.2:
                body = b" " * random.choice((1, 100, 20_000, 20_000, 300_000)) + body
            if version == "1.1" and random.random() < 0.1:
                lines.append("Expect: 100-continue")
    if body and version == "1.1" and not is_plain and random.random() < 0.3:
        lines.append("Transfer-Encoding: chunked")
        body = chunked(body)
    elif body or ask.method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    if not is_plain:
        random.shuffle(lines)
    head = f"{ask.method} {target} HTTP/{version}\r\n" + "".join(line + "\r\n" for line in lines) + "\r\n"
    return head.encode() + body


def learn(port):
    """Asks for everything once, plainly, in each kind of connection; the statuses are the ones that are listed."""
    first = [SINGLES, [CREATE], *CHAINS]
    # She may be there from an earlier run.
    ask_once(port, body_of(None, "POST", "/users", LOGIN), KEEP, "0")
    for place, kind in enumerate((KEEP, CLOSE, OLD, OLD_KEEP)):
        number = str(6 * 10**18 + place)
        for ask in (ask for group in first for ask in group):
            answer = ask_once(port, ask, kind, number)
            ask.answers[kind] = len(answer), without_changes(answer).replace(number.encode(), b"{n}")
            for created in CREATED.findall(answer):
                ask_once(port, Ask(204, "DELETE", f"/pets/{created.decode()}", "", STAFF), KEEP, number)


def without_changes(answers):
    return CHANGING.sub(b"*", answers)


def ask_once(port, ask, kind, number):
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(written(ask, kind, number, is_plain=True))
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(1 << 20), b""))
    if ask.status and not answer.startswith(b"HTTP/1.1 %d " % ask.status):
        raise SystemExit(f"soak: {ask} got {answer[:80]!r} instead of {ask.status}")
    return answer
