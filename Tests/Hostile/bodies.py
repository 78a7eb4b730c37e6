"""Attacks by JSON bodies."""

from attack import BODY, Attack, filled, post

# Levels of JSON that a server reads, and a few less.
DEPTH = 112


def colliding(number):
    """Names that differ in few bits, and are alike to simple sums."""
    return b"".join(b"BB" if number >> bit & 1 else b"Aa" for bit in range(20))


def members(path, name, value=b"1"):
    return lambda size: post(path, b"{%s}" % filled(size, lambda number: b'"%s":%s' % (name(number), value)))


def items(path, item):
    return lambda size: post(path, b"[%s]" % filled(size, item))


def text(path, before, item, behind):
    return lambda size: post(path, before + filled(size, item, b"") + behind)


def chain(path, depth, leaf, level=b'{"next":', end=b"}"):
    return post(path, level * depth + leaf + end * depth)


def levels(path, leaf, level=b'{"next":', end=b"}"):
    """By depth."""
    return lambda depth: chain(path, depth, leaf, level, end)


def deep(path, item, level=b'{"next":', end=b"}", before=b'{"more":[', behind=b"]}"):
    """A large leaf far below; each end is a bracket for each level of JSON."""
    return lambda size: chain(path, (DEPTH - 12) // len(end), before + filled(size, item) + behind, level, end)


def wrong_far_below(path):
    """A large leaf that is fine, beside a wrong one, far below."""
    return deep(path, b'{"a":"b"}', before=b'{"value":-1,"more":[')


LONG = b"n" * 500
ATTACKS = [
    Attack("long names, each with a violation", members("/names", lambda number: b"%s%d" % (LONG, number), b"99"), BODY),
    Attack("one long name with a violation", lambda size: post("/names", b'{"%s":99}' % (b"n" * size)), BODY),
    Attack("names of ~, each with a violation", members("/names", lambda number: b"~" * 500 + b"%d" % number, b"99"), BODY),
    Attack("many violations by name", members("/names", lambda number: b"n%d" % number, b"99"), BODY),
    Attack("many violations in records", items("/records", b'{"count":99}'), BODY),
    Attack("many violations of type", items("/records", b"0"), BODY),
    Attack("many violations of a pattern", items("/records", b'{"tags":["b"]}'), BODY),
    Attack("then, else, dependentSchemas: depth", levels("/trees", b'{"value":-1}'), DEPTH, is_scaled=False),
    Attack("then, else, dependentSchemas: wrong leaf", levels("/trees", b"0"), DEPTH, is_scaled=False),
    Attack("then, else, dependentSchemas: large leaf", deep("/trees", b'{"value":-1}'), BODY),
    Attack("then, else, dependentSchemas: wrong and large", wrong_far_below("/trees"), BODY),
    Attack("oneOf in oneOf: depth", levels("/choices", b'{"value":-1}'), DEPTH, is_scaled=False),
    Attack("oneOf in oneOf: both fit", levels("/choices", b'{"value":1}', b'{"value":1,"next":'), DEPTH, is_scaled=False),
    Attack("oneOf in oneOf: wrong leaf", levels("/choices", b'{"value":"x"}'), DEPTH, is_scaled=False),
    Attack("oneOf in oneOf: large leaf", deep("/choices", b'{"value":1}'), BODY),
    Attack("oneOf in oneOf: wrong and large", wrong_far_below("/choices"), BODY),
    Attack("$dynamicRef: depth", levels("/branches", b'{"value":-1}', b'{"children":[', b"]}"), DEPTH // 2, is_scaled=False),
    Attack("$dynamicRef: width", lambda size: post("/branches", b'{"children":[%s]}' % filled(size, b'{"value":-1}')), BODY),
    Attack("uniqueItems: all different", lambda size: post(
        "/bags", b'{"items":[%s]}' % filled(size, lambda number: b'{"value":%d}' % number)), BODY),
    Attack("uniqueItems: all alike", lambda size: post("/bags", b'{"items":[%s]}' % filled(size, b'{"value":1}')), BODY),
    Attack("uniqueItems: long and alike but for the end", lambda size: post("/bags", b'{"items":[%s]}' % filled(
        size, lambda number: b'{"x":"%s%d"}' % (LONG, number))), BODY),
    Attack("uniqueItems in uniqueItems: depth", deep(
        "/bags", lambda number: b'{"value":%d}' % number, b'{"items":[', b"]}", b'{"items":['), BODY),
    Attack("uniqueItems: same members in other orders", lambda size: post("/bags", b'{"items":[%s]}' % filled(
        size, lambda number: b'{"a":1,"b":2,"value":%d}' % number if number % 2 else b'{"value":%d,"b":2,"a":1}' % number)),
        BODY),
    Attack("multipleOf: huge exponents", items("/prices", b"1E+99999"), BODY),
    Attack("multipleOf: tiny exponents", items("/prices", b"1E-99999"), BODY),
    Attack("multipleOf: many digits", items("/prices", b"7" * 400 + b".123"), BODY),
    Attack("multipleOf: one long number", lambda size: post("/prices", b"[%s]" % (b"7" * size)), BODY),
    Attack("contains with oneOf: none fits", items("/finds", b'{"size":5}'), BODY),
    Attack("contains with oneOf: all fit", items("/finds", b'{"size":50}'), BODY),
    Attack("valid: records", items("/records", b'{"name":"Ada","count":1,"tags":["a","aa"]}'), BODY),
    Attack("valid: numbers by name", members("/names", lambda number: b"n%d" % number), BODY),
    Attack("valid: anything", items("/anything", b'{"a":[1,2.5,true,null],"b":{"c":"d"}}'), BODY),
    Attack("valid: white space", lambda size: post("/anything", b" " * size + b"1"), BODY),
    Attack("deep: brackets", lambda size: post("/anything", b"[" * size), BODY),
    Attack("deep: objects", lambda size: post("/anything", b'{"a":' * (size // 5)), BODY),
    Attack("deep: again and again", items("/anything", b"[" * 100 + b"]" * 100), BODY),
    Attack("long: number", lambda size: post("/anything", b"7" * size), BODY),
    Attack("long: fraction", lambda size: post("/anything", b"0." + b"7" * size), BODY),
    Attack("long: exponent", lambda size: post("/anything", b"1e" + b"9" * size), BODY),
    Attack("long: text", text("/anything", b'"', b"t", b'"'), BODY),
    Attack("long: text that is too long", text("/records", b'[{"name":"', b"t", b'"}]'), BODY),
    Attack("long: escapes", text("/anything", b'"', b"\\u00e9", b'"'), BODY),
    Attack("long: surrogates", text("/anything", b'"', b"\\ud83d\\ude00", b'"'), BODY),
    Attack("long: text for a pattern", text("/records", b'[{"tags":["', b"a", b'!"]}]'), BODY),
    Attack("names: all the same", members("/names", lambda number: b"a"), BODY),
    Attack("names: all the same, of anything", members("/anything", lambda number: b"a"), BODY),
    Attack("names: colliding", members("/names", colliding), BODY),
    Attack("names: colliding, of anything", members("/anything", colliding), BODY),
    Attack("names: escaped", members("/names", lambda number: b"\\u006e%d" % number), BODY),
    Attack("names: unknown", lambda size: post("/records", b"[{%s}]" % filled(size, lambda number: b'"x%d":1' % number)), BODY),
    Attack("cut off", lambda size: post("/records", b"[%s" % filled(size, b'{"count":1}')), BODY),
]
