"""Attacks by heads: targets, fields, lists in fields, and many requests at once."""

from attack import FIELD, HEAD, TARGET, Attack, filled, get


def field(name, item, separator=b",", target=b"/filters"):
    """One field of one line, up to the limit of a line."""
    return lambda size: get(target, b"%s: %s\r\n" % (name, filled(size, item, separator)))


def lines(name, item, target=b"/filters"):
    """Four long lines of one field, up to the limit of a head."""
    return lambda size: get(target, (b"%s: %s\r\n" % (name, filled(size // 4 - len(name) - 40, item))) * 4)


def filled_fields(count):
    return b"".join(b"X-%d: 1\r\n" % number for number in range(count))


def query(item, separator=b"&"):
    return lambda size: get(b"/filters?" + filled(size, item, separator))


def head(kind, make, top):
    return Attack(kind, make, top, is_scaled=False)


ATTACKS = [
    head("head: many fields", lambda count: get(b"/filters", filled_fields(count)), 96),
    head("head: long values", lines(b"X-Long", b"v" * 300), HEAD),
    head("head: blanks in front of a value", lambda size: get(b"/filters", b"X-Blank: %s1\r\n" % (b" " * size)), FIELD),
    head("head: a long target", lambda size: get(b"/" + b"t" * size), TARGET),
    head("head: a long path of short segments", lambda size: get(b"/a" * (size // 2)), TARGET),
    head("head: a percent-encoded path", lambda size: get(b"/" + b"%61" * (size // 3)), TARGET),
    head("head: a long field name", lambda size: get(b"/filters", b"X%s: 1\r\n" % (b"n" * size)), FIELD),
    head("head: a long host", lambda size: get(b"/filters").replace(b"Host: a", b"Host: " + b"a." * (size // 2) + b"a"), FIELD),
    head("query: many of a list", query(b"tags=a"), TARGET),
    head("query: many unknown pairs", query(lambda number: b"x%d=1" % number), TARGET),
    head("query: deepObject", query(lambda number: b"filter[k%d]=1" % number), TARGET),
    head("query: deepObject, one name", query(b"filter[a]=1"), TARGET),
    head("query: deepObject, percent-encoded", query(lambda number: b"filter%%5Bk%d%%5D=%%61" % number), TARGET),
    head("query: empty pairs", query(b""), TARGET),
    head("cookies: many pairs", field(b"Cookie", lambda number: b"c%d=1" % number, b"; "), FIELD),
    head("cookies: one name", field(b"Cookie", b"crumb=1", b"; "), FIELD),
    head("cookies: in many lines", lines(b"Cookie", b"c=1;"), HEAD),
    head("lists: of a parameter", lines(b"X-List", b"1"), HEAD),
    head("lists: of a parameter, all wrong", lines(b"X-List", b"x"), HEAD),
    head("lists: Accept of 64 KB", lines(b"Accept", b"a/b;q=0.1"), HEAD),
    head("lists: Accept of parameters", lines(b"Accept", b"application/json;a=b;c=\"d\""), HEAD),
    head("lists: Accept of commas", lines(b"Accept", b""), HEAD),
    head("lists: Accept-Encoding", lines(b"Accept-Encoding", b"br;q=0.1", b"/docs/swagger"), HEAD),
    head("lists: If-None-Match", lines(b"If-None-Match", b'"x"', b"/openapi.json"), HEAD),
    head("lists: Range", lines(b"Range", b"0-", b"/openapi.json"), HEAD),
    head("lists: Connection", lines(b"Connection", b"x"), HEAD),
    head("lists: Transfer-Encoding", lines(b"Transfer-Encoding", b"x"), HEAD),
    Attack("many tiny requests at once", lambda size: get(b"/filters") * max(size // 36, 1), 500_000, is_pipelined=True),
    Attack("many tiny requests without an answer in the contract", lambda size: get(b"/x") * max(size // 30, 1), 500_000,
           is_pipelined=True),
]
