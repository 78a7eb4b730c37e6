#!/usr/bin/env python3
"""Seeds for the fuzz targets: a few of our own, and published inputs where they are there.

usage: seeds.py CORPUS OUTPUT
"""

import hashlib
import re
import sys
import zlib
from pathlib import Path

OWN = {
    "head": [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /a%20b?c=d&e HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n",
        "PUT http://a.example/x HTTP/1.0\r\nConnection: keep-alive, x\r\nTransfer-Encoding: chunked\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\nX-A: \t b \r\n\r\n",
    ],
    "chunks": [
        "5\r\nhello\r\n0\r\n\r\n",
        "1;a=b;c=\"d\\\" e\"\r\nx\r\nA\r\n0123456789\r\n000\r\nX-Sum: abc\r\nY:\r\n\r\n",
    ],
    "connection": [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nHEAD /b HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabcGET /c HTTP/1.0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n"
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n",
    ],
    "json": [
        '{"id":1,"name":"A\\u00e9\\ud83d\\ude00","a":"2026-03-14T09:26:53.5+01:00","tags":[true,null,-1.5e-7,{}]}',
        "[1,2.5,-0,1e400,[[[]]]]",
    ],
    "parameters": ["/pets/17\na=b%20c&b=1.5&list=1,2&list=3&day=2026-01-31", "/pets/1/photos/x%2Fy\na=1; b=2; list=7", "/a/xb\n"],
    "forms": [
        '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n{"x":1}\r\n--b\r\n'
        'Content-Disposition: form-data; name="file"; filename*=UTF-8\'\'%C3%A4\r\nContent-Type: image/png\r\n\r\n\r\n--\r\n--b--\r\n',
        '\r\n--b  \r\nContent-Disposition: form-data; name="list"; filename="q\\"r"\r\nX-Y: z\r\n\r\n1\r\n--b-\r\n--b--',
        "a=1&b=true&list=1&list[]=2&deep[x]=1&deep[deep][y]=z&json=%7B%22a%22:[1]%7D&cut=1,2&pipe=x|1&other[0][a]=+",
    ],
    "forwarding": [
        "PROXY TCP4 192.0.2.1 198.51.100.2 12345 443\r\n", "PROXY TCP6 2001:db8::1 ::2 80 256\r\n", "PROXY UNKNOWN\r\n",
        "\r\n\r\n\0\r\nQUIT\n!\x11\0\x14\xc0\0\x02\x01\xc6\x33\x64\x02\x30\x39\x01\xbb\x20\0\x05\x01\0\0\0\0",
        'for=192.0.2.43;proto=https;host=a, for="[2001:db8::1]:80";by=_x, for=unknown', "1.2.3.4, 10.0.0.1:80, ::1",
        "rojo=00f067aa0ba902b7,congo@x=t61", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ],
    "rules": [
        "\x02\x00\x03\x14\x00\x00\x0b\x00\x00\x01\x00\x0e\x00" + "\x03\x01" * 20 + "\x00\x01",
        "\x01\x00\x02\x09\x07\x00\x0c" + "\x02\x02" * 30 + "\x00\x02",
        "\x04\x00\x02\x15\x00\x00\x00\x0b\x00\x00\x0f\x02\x00\x01\x0e\x01" + "\x04\x03" * 30,
    ],
    "patterns": [
        "^(?!admin$)[a-z]{1,64}(-[a-z]{1,64}){0,9}$", "(a?){20}a{20}", "\\bcat\\b|\\p{L}+[^\\s-]", "^(?=.*[0-9])(?=.*[a-z]).{4,}$",
        "\x1e\x3f\x18\x05\x07\x0d\x08\x0b\x02\x03", "\x28\x0f\x0e\x38\x04\x01\x0d\x05",
    ],
    "references": [
        "\x04\x12\x80\x01\x82\x02\x03\x06\x00\x01\x00\x02\x22\x80\x01", "\x09\x2b\x01\x02\x03\x0c\x10\x1d\x04\x05\x0f\x09\x0a",
        "\x05\xb2\x01\x01\xb2\x02\x02\xb2\x03\x03\xb4\x04\x04\x01", "\x16" + "\xf2\x01\x02\x03\x04" * 20,
    ],
    "overlays": [
        "$.a.b[0]", "$..b[?@.c == 'x']", "$[?match(@.title, 'T|x')].tags[-1:]", "$..[?@..c==$..b && !@.d || count(@.*) > 1]", "$['a','info'][*,*]",
    ],
    "media-types": ["text/*;q=0.5, application/json ; q=0.001,*/*;q=0", "application/json; charset=\"utf-8\"", "*/*"],
}


def frame(first, payload):
    """A client's frame, with a mask."""
    mask = b"\x37\xfa\x21\x3d"
    length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
    return bytes([first]) + length + mask + bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))


def deflated(data):
    """Blocks of deflate without the end of a flush (RFC 7692 section 7.2.1)."""
    encoder = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (encoder.compress(data) + encoder.flush(zlib.Z_SYNC_FLUSH))[:-4]


def conversations():
    """What clients of WebSockets say."""
    text = "käse".encode()
    yield frame(0x81, b"hello") + frame(0x88, b"\x03\xe8why")
    yield frame(0x01, text[:2]) + frame(0x89, b"ping") + frame(0x80, text[2:]) + frame(0x88, b"")
    yield frame(0x02, b"") + frame(0x00, b"") + frame(0x80, bytes(200)) + frame(0x8A, b"")
    yield frame(0x82, bytes(126)) + frame(0x81, b"\xff") + frame(0x81, b"late")
    yield frame(0x88, b"\x03\xed") + frame(0x81, b"late")
    yield frame(0xC1, deflated(b"hello hello hello")) + frame(0x41, deflated(text)[:3]) + frame(0x80, deflated(text)[3:])
    yield frame(0xC2, deflated(bytes(100_000))) + frame(0x81, b"plain")


def sockets():
    """Seeds of the targets of WebSockets, whose first bytes say what the limits are."""
    talks = list(conversations())
    return {
        "frames": [limit + talk for talk in talks for limit in (b"\x02", b"\xff")],
        "websocket": [limit + talk for talk in talks for limit in (b"\x40", b"\xff")],
        "deflate": [way + b"\xff" + data for way in (b"\x00", b"\x01", b"\x02", b"\x06") for data in (
            b"hello hello hello", bytes(300), deflated(b"hello " * 50), deflated(bytes(300_000)), b"\x00", b"\x01\x00\x00\xff\xff",
            b"\x05\xe0\x81\x00\x00")],
    }


def unescaped(text):
    names = {"r": "\r", "n": "\n", "t": "\t", "f": "\f", "0": "\0"}
    return re.sub(r"\\(x([0-9A-Fa-f]{2})|[rntf0])", lambda m: chr(int(m[2], 16)) if m[2] else names[m[1]], text)


def requests(corpus):
    for path in sorted((corpus / "http" / "gunicorn").glob("*/*.http")):
        yield unescaped(path.read_bytes().decode("latin-1").replace("\n", ""))
    for path in sorted((corpus / "http" / "llhttp" / "request").glob("*.md")):
        text = path.read_bytes().decode("latin-1")
        for block in re.findall(r"```http\n(.*?)\n```", text, re.S):
            yield unescaped(block.replace("\\\n", "").replace("\n", "\r\n"))


def published(corpus):
    """Seeds by target; an input is a seed of the head, of the connection (with a Host, too) and, behind its head, of the chunks."""
    seeds = {target: [] for target in OWN}
    for text in requests(corpus):
        with_host = text if re.search(r"(?im)^host:", text) else text.replace(" HTTP/1.1\r\n", " HTTP/1.1\r\nHost: a\r\n")
        seeds["head"] += [text, with_host]
        seeds["connection"] += [text, with_host]
        if "\r\n\r\n" in text:
            seeds["chunks"].append(text.partition("\r\n\r\n")[2])
    for path in sorted((corpus / "json").glob("**/*.json")):
        if path.stat().st_size <= 2048:
            seeds["json"].append(path.read_bytes().decode("latin-1"))
    return seeds


def main():
    corpus, output = Path(sys.argv[1]), Path(sys.argv[2])
    more = published(corpus)
    for target, seeds in sockets().items():
        OWN[target] = [seed.decode("latin-1") for seed in seeds]
        more[target] = []
    for target, texts in OWN.items():
        folder = output / target
        folder.mkdir(parents=True, exist_ok=True)
        for text in texts + more[target]:
            data = text.encode("latin-1")
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


if __name__ == "__main__":
    main()
