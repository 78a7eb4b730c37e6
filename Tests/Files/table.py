"""Ranges and conditions, asked of nginx and of our own server: the same status, the same range and the same bytes."""

import email.utils
import re

from servers import ask

# Texts that stand for the server's own entity tag and for the file's time.
TAG, TIME, BEFORE, AFTER = "<tag>", "<time>", "<before>", "<after>"

# What is asked for, and why the answers may differ; without a reason they may not.
INVALID = "what is malformed may be ignored, or refused with 416 (RFC 9110 section 14.2)"
LARGE = "an end behind the file is its end, however large (RFC 9110 section 14.1.2)"
EMPTY = "an empty element of a list is passed over (RFC 9110 section 5.6.1)"
HEAD_RANGE = "parts are defined for GET alone (RFC 9110 section 14.2)"
RANGES = [
    ("bytes=0-0", None), ("bytes=0-", None), ("bytes=5-9", None), ("bytes=-1", None), ("bytes=-5", None),
    ("bytes=999-", None), ("bytes=999-5000", None), ("bytes=1000-", None), ("bytes=5000-6000", None), ("bytes=-1000", None),
    ("bytes=-5000", None), ("bytes=0-999", None), ("bytes=0-1000", None), ("bytes=7-7", None),
    ("bytes=0-0,-1", None), ("bytes=0-9,20-29,40-49", None), ("bytes=0-0, 5-6", None), ("bytes=0-0 ,5-6", None),
    ("bytes=-1,0-0", None), ("bytes=900-,0-9", None), ("bytes=0-0,5000-", None), ("bytes=5000-,6000-", None),
    ("bytes=0-9,5-14", None), ("bytes=0-0,0-0", None), ("bytes=0-,0-", None),
    ("Bytes=0-4", None), ("bytes = 0-4", None), ("bytes=0 - 4", None), ("bytes=", INVALID), ("bytes=-", None), ("bytes=a-b", None),
    ("bytes=5-4", None), ("bytes=-0", None), ("bytes=0-4;", None), ("bytes=0x1-4", None), ("items=0-4", None), ("0-4", None), ("", None),
    ("bytes", None), ("bytes=99999999999999999999999999-", None), ("bytes=0-99999999999999999999999999", LARGE),
    ("bytes=-99999999999999999999999999", LARGE), ("bytes=,0-4", EMPTY), ("bytes=0-4,", EMPTY),
]
CONDITIONS = [
    ([("If-None-Match", TAG)], None), ([("If-None-Match", "*")], None), ([("If-None-Match", '"other"')], None),
    ([("If-None-Match", f'"other", {TAG}')], None), ([("If-None-Match", f"W/{TAG}")], None), ([("If-None-Match", "other")], None),
    ([("If-Match", TAG)], None), ([("If-Match", "*")], None), ([("If-Match", '"other"')], None),
    ([("If-Match", f'"other",{TAG}')], None), ([("If-Match", f"W/{TAG}")], None),
    ([("If-Modified-Since", TIME)], None),
    ([("If-Modified-Since", AFTER)], "not changed since then: nginx wants the very time (RFC 9110 section 13.1.3)"),
    ([("If-Modified-Since", BEFORE)], None), ([("If-Modified-Since", "yesterday")], None),
    ([("If-Unmodified-Since", TIME)], None), ([("If-Unmodified-Since", AFTER)], None), ([("If-Unmodified-Since", BEFORE)], None),
    ([("If-Unmodified-Since", "yesterday")], "not a date: ignored (RFC 9110 section 13.1.4)"),
    ([("If-None-Match", '"other"'), ("If-Modified-Since", TIME)], None),
    ([("If-None-Match", TAG), ("If-Modified-Since", BEFORE)], "If-Modified-Since counts for nothing beside If-None-Match (RFC 9110 section 13.1.3)"),
    ([("If-Match", TAG), ("If-Unmodified-Since", BEFORE)], "If-Unmodified-Since counts for nothing beside If-Match (RFC 9110 section 13.1.4)"),
    ([("If-Match", '"other"'), ("If-None-Match", TAG)], None), ([("If-Match", TAG), ("If-None-Match", TAG)], None),
    ([("Range", "bytes=0-4"), ("If-Range", TAG)], None), ([("Range", "bytes=0-4"), ("If-Range", '"other"')], None),
    ([("Range", "bytes=0-4"), ("If-Range", f"W/{TAG}")], None), ([("Range", "bytes=0-4"), ("If-Range", TIME)], None),
    ([("Range", "bytes=0-4"), ("If-Range", BEFORE)], None), ([("Range", "bytes=0-4"), ("If-Range", AFTER)], None),
    ([("Range", "bytes=0-4"), ("If-Range", "yesterday")], None), ([("Range", "bytes=5000-"), ("If-Range", '"other"')], None),
    ([("Range", "bytes=0-4"), ("If-None-Match", TAG)], None), ([("Range", "bytes=5000-"), ("If-None-Match", TAG)], None),
    ([("Range", "bytes=0-4"), ("If-Match", '"other"')], None), ([("If-Range", TAG)], None),
]
TARGETS = [("/file.txt", None), ("/empty.txt", None), ("/none.txt", None), ("/folder/", None), ("/folder", "308 keeps the method")]


def compare(one, other, modified):
    """The number of rows, and what is wrong: each row is asked with GET and HEAD."""
    rows = [("/file.txt", [("Range", value)], reason) for value, reason in RANGES]
    rows += [("/empty.txt", [("Range", value)], "of no bytes there is no part: ignored") for value, _ in RANGES]
    rows += [("/file.txt", fields, reason) for fields, reason in CONDITIONS]
    rows += [(target, [], reason) for target, reason in TARGETS]
    faults, differences = [], []
    for target, fields, reason in rows:
        for method in ("GET", "HEAD"):
            answers = [ask(server.port, method, target, filled(server, fields, modified)) for server in (one, other)]
            seen = [told(answer) for answer in answers]
            if seen[0] == seen[1]:
                continue
            if method == "HEAD" and "Range" in dict(fields):
                reason = HEAD_RANGE
            line = f"{method} {target} {fields}: nginx {shown(seen[0])}, we {shown(seen[1])}"
            if reason is None:
                faults.append(line)
            else:
                differences.append(f"{line}: {reason}")
    return 2 * len(rows), faults, differences


def filled(server, fields, modified):
    tag = ask(server.port, "HEAD", "/file.txt")["ETag"]
    texts = {
        TAG: tag, TIME: email.utils.formatdate(modified, usegmt=True), BEFORE: email.utils.formatdate(modified - 60, usegmt=True),
        AFTER: email.utils.formatdate(modified + 60, usegmt=True),
    }
    for name, value in fields:
        for text, meant in texts.items():
            value = value.replace(text, meant)
        yield name, value


def told(answer):
    """What both must say alike: bodies of failures are each server's own."""
    parts = parts_of(answer) if (answer["Content-Type"] or "").startswith("multipart/byteranges") else None
    body = parts if parts is not None else answer.body if answer.status in (200, 206) else None
    length = answer["Content-Length"] if answer.status in (200, 206) and parts is None else None
    return answer.status, answer["Content-Range"], length, body


def parts_of(answer):
    """The parts of a body of several ranges: their ranges and bytes, without what stands between."""
    boundary = re.search(r"boundary=([^;]+)", answer["Content-Type"])[1].strip('"')
    parts = []
    for part in answer.body.split(b"--" + boundary.encode())[1:-1]:
        head, _, body = part.partition(b"\r\n\r\n")
        found = re.search(rb"(?i)content-range: *(\S+ \S+)", head)
        parts.append((found[1] if found else None, body.removesuffix(b"\r\n")))
    return tuple(parts)


def shown(seen):
    status, content_range, length, body = seen
    return " ".join(str(part) for part in (status, content_range, length, len(body) if body is not None else None) if part is not None)
