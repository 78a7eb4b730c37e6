"""Asks the showcase with the requests package: what it makes of its own accord, and what must come back.

Usage: requestsclient.py PORT. Prints what is wrong, and ends with 1 then.
"""

import sys

import requests

ORIGIN = f"http://127.0.0.1:{sys.argv[1]}"
BASE = ORIGIN + "/api/v1/"
wrong = []


def expect(what, got, wanted):
    if got != wanted:
        wrong.append(f"{what}: {got!r}, and not {wanted!r}")


def ask(method, path, **more):
    answer = session.request(method, BASE + path, timeout=30, **more)
    is_json = "json" in answer.headers.get("Content-Type", "")
    return answer.status_code, answer.json() if is_json else answer.text


session = requests.Session()
expect("cookies", ask("GET", "parameters/fields", headers={"X-Count": "3"}, cookies={"session": "abc", "visits": "2"}),
       (200, {"xCount": "3", "xList": None, "session": "abc", "visits": "2"}))
expect("deepObject", ask("GET", "styles/query", params={"filter[text]": "a b", "filter[range][from]": 1, "filter[tags][]": ["x", "y"]}),
       (200, {"filter": {"text": "a b", "tags": ["x", "y"], "range": {"from": 1}}}))
expect("lists", ask("GET", "styles/query", params={"list": "3 4", "R": 1, "G": 2})[1],
       {"list": [3, 4], "members": {"R": 1, "G": 2, "B": 9}})
expect("matrix", ask("GET", "styles/matrix/;one=5/;list=3,4/;exploded=a;exploded=b/;object=R,1,G,2/;R=1;G=2")[0], 200)
expect("label", ask("GET", "styles/label/.5/.3,4/.a.b/.R,1,G,2/.R=1.G=2")[0], 200)
expect("form", ask("POST", "forms/filter", data={"text": "ä &", "flag": "true", "tags": ["a", "b"]}),
       (200, {"text": "ä &", "flag": True, "tags": ["a", "b"]}))
expect("json", ask("POST", "forms/filter", json={"text": "aa"}), (200, {"text": "aa"}))
files = [("photo", ("p q.png", b"x" * 1000, "image/png")), ("more", ("m", b"abc", "text/plain"))]
expect("multipart", ask("POST", "media/photos", data={"title": "T"}, files=files),
       (200, "T|-|p q.png image/png 1000|m text/plain 3"))
expect("basic", ask("GET", "secured/any", auth=("ada", "a:b ü".encode())), (200, "user"))
both = {"X-Key": "k1", "Authorization": "Bearer o-read"}
expect("AND", ask("GET", "secured/all", headers=both), (200, "header+oauth"))
expect("AND, one of two", ask("GET", "secured/all", headers={"X-Key": "k1"})[0], 401)
expect("OR", ask("GET", "secured/any", headers={"Authorization": "Bearer t1"}), (200, "token"))
expect("anonymous", ask("GET", "secured/maybe"), (200, "nobody"))
account = {"id": 7, "name": "ada"}
hook = session.post(ORIGIN + "/hooks/thing%20changed%2Fnow/in", json=account, headers={"Authorization": "Bearer t1"}, timeout=30)
expect("webhook", (hook.status_code, hook.json()), (200, "7 ada for token"))
expect("callback", session.post(ORIGIN + "/callbacks/subscribe-onEvent", json=account, timeout=30).status_code, 204)
with session.get(BASE + "media/lines", params={"count": 3}, stream=True, timeout=30) as answer:
    expect("lines", list(answer.iter_lines()), [b"[0]", b"[1]", b"[2]"])
expect("not allowed", ask("DELETE", "media/lines")[0], 405)
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
