"""Attacks by forms, parts, chunks and streams of values."""

from attack import BODY, Attack, filled, post

# Pairs and parts of a form that a server takes unless told otherwise, and a few less.
PAIRS, PARTS = 9_800, 980
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
CHUNKED = b"POST /bytes HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def form(item):
    return lambda size: post("/forms", filled(size, item, b"&"), URLENCODED)


def parts(item, before=b"", separator=b"\r\n"):
    return lambda size: post("/parts", before + filled(size, item, separator) + b"\r\n--b--\r\n", MULTIPART)


def part(name, data=b"", fields=b""):
    return b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s' % (name, fields, data)


def chunks(chunk):
    return lambda size: CHUNKED + filled(size, chunk, b"") + b"0\r\n\r\n"


def events(item):
    return lambda size: post("/events", filled(size, item, b""), "text/event-stream")


ATTACKS = [
    Attack("form: many of a list", form(b"tags=a"), BODY),
    Attack("form: as many of a list as are taken", form(b"tags=a"), PAIRS * 7, is_scaled=False),
    Attack("form: as many unknown pairs as are taken", form(lambda number: b"x%d=1" % number), PAIRS * 6, is_scaled=False),
    Attack("form: many unknown pairs", form(lambda number: b"x%d=1" % number), BODY),
    Attack("form: one name again and again", form(b"count=1"), BODY),
    Attack("form: empty pairs", form(b""), BODY),
    Attack("form: percent-encoded", lambda size: post("/forms", b"name=" + b"%61" * (size // 3), URLENCODED), BODY),
    Attack("form: many violations", form(b"tags=b"), BODY),
    Attack("parts: many files", parts(part(b"files", b"x", b'; filename="f"')), BODY),
    Attack("parts: as many files as are taken", parts(part(b"files", b"x", b'; filename="f"')), PARTS * 70, is_scaled=False),
    Attack("parts: many fields", parts(part(b"title", b"x")), BODY),
    Attack("parts: long heads", parts(part(b"files", b"x", b'; filename="%s"' % (b"f" * 4000))), BODY),
    Attack("parts: quoted pairs", parts(part(b"files", b"x", b'; filename="%s"' % (b"\\f" * 2000))), BODY),
    Attack("parts: a long preamble", lambda size: post("/parts", b"p" * size + b"\r\n--b--\r\n", MULTIPART), BODY),
    Attack("parts: nearly boundaries", lambda size: post(
        "/parts", part(b"files", filled(size, b"\r\n--", b""), b'; filename="f"') + b"\r\n--b--\r\n", MULTIPART), BODY),
    Attack("parts: boundaries with blanks", lambda size: post(
        "/parts", b"--b" + b" " * size + b"\r\n\r\n\r\n--b--\r\n", MULTIPART), BODY),
    Attack("chunks: of one byte", chunks(b"1\r\nx\r\n"), BODY),
    Attack("chunks: with an extension", chunks(b"10;a=1\r\nxxxxxxxxxxxxxxxx\r\n"), BODY),
    Attack("chunks: leading zeros", chunks(b"0000000000000010\r\nxxxxxxxxxxxxxxxx\r\n"), BODY),
    Attack("chunks: a long trailer", lambda size: CHUNKED + b"0\r\n" + filled(
        min(size, 60_000), lambda number: b"X-%d: %s\r\n" % (number, b"t" * 900), b"") + b"\r\n", 60_000, is_scaled=False),
    Attack("chunks of a body that is read whole", lambda size: CHUNKED.replace(b"/bytes", b"/anything").replace(
        b"octet-stream", b"json") + b"1\r\n1\r\n" + b"1\r\n1\r\n" * (size // 6) + b"0\r\n\r\n", BODY),
    Attack("lines of two bytes", lambda size: post("/lines", b"1\n" * (size // 2), "application/jsonl"), BODY),
    Attack("empty lines", lambda size: post("/lines", b"\n" * size, "application/jsonl"), BODY),
    Attack("one long line", lambda size: post("/lines", b" " * size + b"1\n", "application/jsonl"), BODY),
    Attack("events: of one letter", events(b"data:a\n\n"), BODY),
    Attack("events: of fields that are not known", events(b"x\n\n"), BODY),
    Attack("events: comments, each behind a blank line", events(b":\n\n"), BODY),
    Attack("events: one of comments alone", events(b":\n"), BODY),
    Attack("events: one of many lines of data", events(b"data\n"), BODY),
    Attack("events: one name again and again", events(b"event:a\n"), BODY),
    Attack("events: blank lines", events(b"\r"), BODY),
]
