"""Asks the showcase with Python's own HTTP client, forms and multipart writer: what they send, and what must come back.

Usage: foreign.py PORT. Prints what is wrong, and ends with 1 then.
"""

import base64
import http.client
import json
import sys
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from urllib.parse import quote, urlencode

PORT = int(sys.argv[1])
BASE = "/api/v1/"
wrong = []


def ask(method, path, fields=None, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    target = path if path.startswith("/") else BASE + path
    connection.request(method, target, body, fields or {}, encode_chunked=not isinstance(body, (bytes, str, type(None))))
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, answer.headers, text


def expect(what, got, wanted):
    if got != wanted:
        wrong.append(f"{what}: got {got!r}, not {wanted!r}")


def expect_json(method, path, fields, body, status, value):
    got, headers, text = ask(method, path, fields, body)
    expect(f"{method} {path}", (got, json.loads(text) if text else None), (status, value))


def expect_text(method, path, fields, body, status, value):
    got, headers, text = ask(method, path, fields, body)
    expect(f"{method} {path}", (got, text.decode() if status < 400 else value), (status, value))


def parts(*entries):
    """A form by Python's mail package: (name, filename or None, media type or None, bytes), and further fields."""
    form = MIMEMultipart("form-data")
    for name, filename, media, content, *more in entries:
        kind, sub = (media or "text/plain").split("/")
        part = MIMENonMultipart(kind, sub)
        if media is None:
            del part["Content-Type"]
        part.add_header("Content-Disposition", "form-data", name=name, **({"filename": filename} if filename else {}))
        for field, value in more:
            part[field] = value
        part.set_payload(content.decode("latin-1"))
        form.attach(part)
    # The package writes lines as mail on disk has them.
    text = form.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    head, body = text.split(b"\r\n\r\n", 1)
    return {"Content-Type": f'multipart/form-data; boundary="{form.get_boundary()}"'}, body


def parameters():
    styles = {"one": 5, "list": [3, 4], "exploded": ["a", "b"], "object": {"R": 1, "G": 2, "B": 9},
              "members": {"R": 1, "G": 2, "B": 3}}
    expect_json("GET", "styles/matrix/;one=5/;list=3,4/;exploded=a;exploded=b/;object=R,1,G,2/;R=1;G=2;B=3", {}, None, 200, styles)
    expect_json("GET", "styles/label/.5/.3,4/.a.b/.R,1,G,2/.R=1.G=2.B=3", {}, None, 200, styles)
    query = urlencode([("filter[text]", "ä & ö"), ("filter[range][from]", 1), ("filter[tags][]", "x"), ("filter[tags][]", "y")])
    expect_json("GET", "styles/query?" + query, {}, None, 200,
                {"filter": {"text": "ä & ö", "tags": ["x", "y"], "range": {"from": 1}}})
    expect_json("GET", "styles/query?list=" + quote("3 4 5"), {}, None, 200, {"list": [3, 4, 5]})
    # A text of pairs that was encoded as a whole, as most programs do.
    expect_json("GET", "styles/query?" + urlencode({"object": "R,1,G,2"}), {}, None, 200, {"object": {"R": 1, "G": 2, "B": 9}})
    expect_json("GET", "styles/query?" + urlencode({"json": json.dumps({"text": "ab"})}), {}, None, 200, {"json": {"text": "ab"}})
    expect_json("GET", "parameters/fields", {"X-Count": "3", "X-List": "a, b", "Cookie": "session=abc; visits=2"}, None, 200,
                {"xCount": "3", "xList": "a|b", "session": "abc", "visits": "2"})
    status, headers, text = ask("GET", "styles/query?one=x&R=1")
    problem = json.loads(text)
    expect("problem", (status, headers["Content-Type"], [(item["in"], item["name"], item["keyword"]) for item in problem["violations"]]),
           (400, "application/problem+json", [("query", "one", "type"), ("query", "G", "required")]))


def forms():
    type_ = {"Content-Type": "application/x-www-form-urlencoded"}
    form = urlencode([("number", 7), ("tags", "a,b"), ("codes", "1|2"), ("metadata[a b]", "c&d"), ("note", '{"x":1}'), ("shade[R]", 1), ("shade[G]", 2)])
    expect_json("POST", "forms/order", type_, form, 200, {
        "number": 7, "currency": "eur", "codes": [1, 2], "tags": ["a,b"], "note": {"x": 1}, "shade": {"R": 1, "G": 2, "B": 9},
        "metadata": {"a b": "c&d"}})
    expect_json("POST", "forms/filter", type_, "text=aa&flag=true", 200, {"text": "aa", "flag": True})
    expect_json("POST", "forms/filter", {"Content-Type": "application/json"}, '{"text":"aa"}', 200, {"text": "aa"})
    expect("media type", ask("POST", "forms/filter", {"Content-Type": "text/csv"}, "a")[0], 415)
    expect("violation", ask("POST", "forms/filter", type_, "text=a")[0], 422)
    expect("percent", ask("POST", "forms/filter", type_, "text=%4")[0], 400)
    expect("repeated", ask("POST", "forms/order", type_, "number=1&number=2")[0], 422)


def multipart():
    fields, body = parts(("name", None, None, "Ada".encode()), ("tags", None, None, b"a"), ("tags", None, None, b"b"),
                         ("owner", None, "application/json", b'{"id": 3}', ("X-Note", "kept")))
    expect_text("POST", "media/form", fields, body, 200, "Ada - a+b - 3 small")
    photo = bytes(range(32, 127)) * 10
    fields, body = parts(("title", None, None, b"T"), ("photo", "p q.png", "image/png", photo), ("more", "m", "text/html", b"<p>"))
    expect_text("POST", "media/photos", fields, body, 200, f"T|-|p q.png image/png {len(photo)}|m text/html 3")
    expect_text("POST", "media/photos?streamed=true", fields, body, 200, f"title T|photo p q.png {len(photo)}|more m")
    # The same in chunks of a few bytes: no part ends where a chunk does.
    pieces = (body[start:start + 7] for start in range(0, len(body), 7))
    expect_text("POST", "media/photos?streamed=true", {**fields, "Transfer-Encoding": "chunked"}, pieces, 200,
                f"title T|photo p q.png {len(photo)}|more m")
    for streamed in ["", "?streamed=true"]:
        path = "media/photos" + streamed
        title, file, more = ("title", None, None, b"T"), ("photo", "p", "image/png", b"x"), ("more", "m", None, b"y")
        for what, entries, status in [
            ("too many", [title, file, more, more, more], 422), ("none", [title], 422), ("twice", [title, title, file], 422),
            ("wrong media type", [title, ("photo", "p", "image/gif", b"x")], 422), ("as many as may be", [title, file, more, more], 200),
            ("empty text", [("title", None, None, b""), file], 422),
        ]:
            fields, body = parts(*entries)
            expect(f"{path}: {what}", ask("POST", path, fields, body)[0], status)
        fields, body = parts(title, file)
        expect(f"{path}: cut off", ask("POST", path, fields, body[:-10])[0], 400)
        expect(f"{path}: no boundary", ask("POST", path, {"Content-Type": "multipart/form-data"}, body)[0], 400)
    fields, body = parts(("title", None, None, b"T"), ("photo", "p", "image/png", b"x" * 2_000_000))
    expect("beyond the limit", ask("POST", "media/photos", fields, body)[0], 413)
    # Files that are streamed take no room, texts do.
    expect_text("POST", "media/photos?streamed=true", fields, body, 200, "title T|photo p 2000000")
    fields, body = parts(("title", None, None, b"T" * 2_000_000), ("photo", "p", "image/png", b"x"))
    expect("a text beyond the limit", ask("POST", "media/photos?streamed=true", fields, body)[0], 413)


def bodies_and_answers():
    for media, body, status, text in [
        ("application/json", "[1,2]", 200, "json [1, 2]"), ("text/plain", "grüße", 200, "text grüße"),
        ("image/png", "xyz", 200, "image/png 3"), ("application/octet-stream", "x", 200, "application/octet-stream 1"),
        ("text/html", "x", 415, None), ("application/json; charset=latin1", "[]", 200, "json []"), ("text/plain; charset=latin1", "x", 415, None),
        ("application/octet-stream", "", 200, "application/octet-stream 0"), ("text/plain", "", 200, "text "),
        ("application/json", "", 400, None),
    ]:
        expect_text("POST", "media/choice", {"Content-Type": media}, body.encode(), status, text)
    status, headers, _ = ask("GET", "media/negotiated", {"Accept": "text/csv"})
    expect("csv", (status, headers["Content-Type"]), (200, "text/csv; charset=utf-8"))
    expect("not acceptable", ask("GET", "media/negotiated", {"Accept": "image/png"})[0], 406)
    status, headers, text = ask("GET", "media/picture?type=image/gif")
    expect("picture", (status, headers["Content-Type"], text), (200, "image/gif", b"\1\2\3"))
    status, headers, _ = ask("GET", "media/headers")
    expect("fields", [headers[name] for name in ("X-Count", "X-Day", "X-List", "X-Colour")], ["2", "2024-02-29", "1,2", "dark-blue"])
    expect_text("GET", "media/lines?count=3", {}, None, 200, "[0]\n[1]\n[2]\n")
    expect_text("GET", "media/records", {}, None, 200, '\x1e"a"\n\x1e"b"\n')
    expect_text("GET", "media/talk", {}, None, 200, "data: one\ndata: two\ndata: three\ndata: four\n\ndata: \n\n")
    status, headers, text = ask("GET", "media/download?length=70000&known=false")
    expect("download", (status, headers["Transfer-Encoding"], len(text)), (200, "chunked", 70000))
    status, headers, _ = ask("OPTIONS", "media/choice")
    expect("options", (status, headers["Allow"]), (204, "POST, OPTIONS"))
    status, headers, _ = ask("DELETE", "media/headers")
    expect("method", (status, headers["Allow"]), (405, "GET, HEAD, OPTIONS"))
    status, headers, text = ask("HEAD", "media/download?length=9")
    expect("head", (status, headers["Content-Length"], text), (200, "9", b""))


def stream_as_it_comes():
    """The first lines are there while the answer goes on without end."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", BASE + "media/lines", headers={"X-Endless": "1"})
    answer = connection.getresponse()
    expect("lines", [answer.readline() for _ in range(3)], [b"[0]\n", b"[1]\n", b"[2]\n"])
    connection.close()


def security():
    basic = "Basic " + base64.b64encode("ada:a:b ü".encode()).decode()
    for path, fields, status, who in [
        ("any", {"Authorization": basic}, 200, "user"), ("any", {"Authorization": "Bearer t1"}, 200, "token"),
        ("any", {"Cookie": "key=c1"}, 200, "cookie"), ("any?" + urlencode({"api key": "ä+/"}), {}, 200, "query"),
        ("any", {}, 401, None), ("any", {"Authorization": "Bearer t2"}, 401, None),
        ("all", {"X-Key": "k1", "Authorization": "Bearer o-read"}, 200, "header+oauth"), ("all", {"X-Key": "k1"}, 401, None),
        ("all", {"X-Key": "k1", "Authorization": "Bearer o-write"}, 403, None), ("maybe", {}, 200, "nobody"),
        ("maybe", {"Authorization": "Bearer t1"}, 200, "token"), ("open", {}, 200, "open"),
        ("signed", {"Authorization": 'Signature keyId="1"'}, 200, "signature"), ("certificate", {}, 401, None),
    ]:
        got, headers, text = ask("GET", "secured/" + path, fields)
        expect(f"secured/{path} {fields}", (got, json.loads(text) if got == 200 else None), (status, who))
        if status == 401:
            expect(f"secured/{path}: challenge", headers["WWW-Authenticate"] is not None, True)


def receivers():
    account = json.dumps({"id": 7, "name": "ada"})
    fields = {"Content-Type": "application/json", "Authorization": "Bearer t1"}
    expect_json("POST", "/hooks/thing%20changed%2Fnow/in", fields, account, 200, "7 ada for token")
    expect("webhook", ask("POST", "/hooks/thing%20changed%2Fnow/in", {"Content-Type": "application/json"}, account)[0], 401)
    expect("callback", ask("POST", "/callbacks/subscribe-onEvent", {"Content-Type": "application/json"}, account)[0], 204)


for test in (parameters, forms, multipart, bodies_and_answers, stream_as_it_comes, security, receivers):
    try:
        test()
    except Exception as error:
        wrong.append(f"{test.__name__}: {error!r}")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
