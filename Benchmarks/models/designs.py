"""The Swift text of each design of models and codecs that the trial compares."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Design:
    name: str
    binding: str = "var"          # var | let
    storage: str = "inline"       # inline | boxed (all in a final class) | children (structs inside structs are boxed)
    reader: str = "keys"          # keys | placeholders | throwing | closures | codable
    access: str = "public"        # public | package | internal
    conformances: str = "Sendable, Hashable"
    arrays: str = "loops"         # loops | dynamic | inlinable
    writes: str = "overloads"     # overloads | names | statements
    files: int = 30               # how many files the types are spread over
    never_inline: bool = False
    has_codec: bool = True


LEAF = [("id", "Int64", True), ("name", "String", True), ("count", "Int32", True), ("ratio", "Double", True),
        ("active", "Bool", True), ("note", "String", False), ("size", "Int64", False), ("weight", "Double", False),
        ("flag", "Bool", False), ("tags", "[String]", False)]


def payload(kind):
    return [("kind", "String", True)] + [(f"{kind}{name.capitalize()}", swift, required)
                                         for name, swift, required in LEAF[1:]]


def types(group):
    """(name, properties) of the ten structs of one group; each chain type holds the one before it by value."""
    prefix = f"Group{group}"
    result = [(f"{prefix}Leaf", LEAF), (f"{prefix}Card", payload("card")), (f"{prefix}Bank", payload("bank"))]
    child = f"{prefix}Leaf"
    for index in range(7):
        name = f"{prefix}Node{index}"
        result.append((name, [
            ("id", "Int64", True), ("title", "String", True), ("status", f"{prefix}Status", True),
            ("amount", "Double", True), ("enabled", "Bool", False), ("comment", "String", False),
            ("quantity", "Int32", False), ("child", child, index < 2), ("items", f"[{prefix}Leaf]", False),
            ("payment", f"{prefix}Payment", False)]))
        child = name
    return result


SCALARS = {"Int64": "readInt64", "Int32": "readInt32", "Double": "readDouble", "Bool": "readBool", "String": "readString"}
PLACEHOLDERS = {"Int64": "0", "Int32": "0", "Double": "0", "Bool": "false", "String": '""'}
STATUSES = ["available", "pending", "sold", "withdrawn"]


def optional(swift, required):
    return swift if required else swift + "?"


def read_statement(design, swift, target, indent):
    pad = " " * indent
    if swift.startswith("["):
        item = swift[1:-1]
        one = f"json.{SCALARS[item]}()" if item in SCALARS else f"{item}.read(from: &json)"
        if design.arrays != "loops" and item not in SCALARS:
            return [f"{pad}{target} = json.readArray{design.arrays.capitalize()}(of: {item}.self)"]
        return [f"{pad}guard var array = json.beginArray() else {{ continue }}",
                f"{pad}var list: [{item}] = []",
                f"{pad}while json.nextItem(&array) {{",
                f"{pad}    if let item = {one} {{ list.append(item) }}",
                f"{pad}}}",
                f"{pad}{target} = list"]
    if swift in SCALARS:
        return [f"{pad}{target} = json.{SCALARS[swift]}()"]
    return [f"{pad}{target} = {swift}.read(from: &json)"]


def key_list(properties):
    return " ".join(name + ("!" if required else "") for name, _, required in properties)


def initialise(name, properties):
    return f"{name}(" + ", ".join(f"{p}: {p}" for p, _, _ in properties) + ")"


def reader(design, name, properties):
    access = design.access
    lines = []
    if design.reader in ("keys", "placeholders"):
        lines += [f'    private static let keys = JSONKeys("{key_list(properties)}")', ""]
        if design.never_inline:
            lines.append("    @inline(never)")
        lines.append(f"    {access} static func read(from json: inout JSONReader) -> {name}? {{")
        guards = []
        for p, swift, required in properties:
            if design.reader == "placeholders" and swift in SCALARS and required:
                lines.append(f"        var {p}: {swift} = {PLACEHOLDERS[swift]}")
            else:
                lines.append(f"        var {p}: {swift}?")
                if required:
                    guards.append(p)
        lines += ["        var object = json.beginObject(keys)", "        while let key = json.nextKey(&object) {",
                  "            switch key {"]
        for index, (p, swift, required) in enumerate(properties):
            body = read_statement(design, swift, p, 16)
            if design.reader == "placeholders" and swift in SCALARS and required:
                body = [body[0] + f" ?? {PLACEHOLDERS[swift]}"]
            lines += [f"            case {index}:"] + body if len(body) > 1 else [f"            case {index}: {body[0].strip()}"]
        lines += ["            default: json.skipValue()", "            }", "        }"]
        if guards:
            lines.append("        guard " + ", ".join(f"let {p}" for p in guards) + " else { return nil }")
        lines += [f"        return {initialise(name, properties)}", "    }"]
    elif design.reader == "closures":
        lines += ["    private struct Draft {"] + [f"        var {p}: {swift}?" for p, swift, _ in properties] + ["    }", ""]
        lines += [f'    private static let keys = JSONKeys("{key_list(properties)}")',
                  "    private static let fields: [@Sendable (inout JSONReader, inout Draft) -> Void] = ["]
        for p, swift, _ in properties:
            if swift.startswith("["):
                body = [l.replace("continue", "return") for l in read_statement(design, swift, f"draft.{p}", 12)]
                lines += ["        { json, draft in"] + body + ["        },"]
            else:
                lines.append("        { json, draft in " + read_statement(design, swift, f"draft.{p}", 0)[0] + " },")
        lines += ["    ]", "", f"    {access} static func read(from json: inout JSONReader) -> {name}? {{",
                  "        var draft = Draft()", "        json.readFields(keys, fields, &draft)"]
        guards = [p for p, _, required in properties if required]
        lines.append("        guard " + ", ".join(f"let {p} = draft.{p}" for p in guards) + " else { return nil }")
        lines.append(f"        return {name}(" + ", ".join(
            f"{p}: {p if required else 'draft.' + p}" for p, _, required in properties) + ")")
        lines.append("    }")
    elif design.reader == "throwing":
        lines += [f"    {access} static func read(from json: inout JSONReader) -> {name}? {{ try? decode(&json) }}", "",
                  f"    {access} static func decode(_ json: inout JSONReader) throws(ReadFailure) -> {name} {{"]
        lines += [f"        var {p}: {swift}?" for p, swift, _ in properties]
        lines += ["        guard var object = json.beginMembers() else { throw ReadFailure() }",
                  "        while let rawName = json.nextRawName(&object) {"]
        for index, (p, swift, _) in enumerate(properties):
            lines.append(f'            {"if" if index == 0 else "} else if"} json.isName(rawName, "{p}") {{')
            if swift.startswith("["):
                item = swift[1:-1]
                one = f"json.unwrap(json.{SCALARS[item]}())" if item in SCALARS else f"{item}.decode(&json)"
                lines += ["                guard var array = json.beginArray() else { throw ReadFailure() }",
                          f"                var list: [{item}] = []", "                while json.nextItem(&array) {",
                          f"                    list.append(try {one})", "                }", f"                {p} = list"]
            elif swift in SCALARS:
                lines.append(f"                {p} = try json.unwrap(json.{SCALARS[swift]}())")
            else:
                lines.append(f"                {p} = try {swift}.decode(&json)")
        lines += ["            } else {", "                json.skipValue()", "            }", "        }"]
        guards = [p for p, _, required in properties if required]
        lines += ["        guard " + ", ".join(f"let {p}" for p in guards) + " else { throw ReadFailure() }",
                  f"        return {initialise(name, properties)}", "    }"]
    return lines


def writer(design, properties):
    lines = []
    if design.never_inline:
        lines.append("    @inline(never)")
    lines.append(f"    {design.access} func write(to json: inout OutputBuffer) {{")
    for index, (p, swift, required) in enumerate(properties):
        key = f'"{"{" if index == 0 else ","}\\"{p}\\":"'
        if swift in SCALARS:
            if design.writes == "names":
                lines.append(f"        json.member{swift}({key}, {p})")
            elif design.writes == "statements":
                if required:
                    lines += [f"        json.raw({key})", f"        json.write({p})"]
                else:
                    lines += [f"        if let {p} {{", f"            json.raw({key})", f"            json.write({p})", "        }"]
            else:
                lines.append(f"        json.write({key}, {p})")
            continue
        if design.arrays != "loops" and swift.startswith("[") and swift[1:-1] not in SCALARS:
            lines.append(f"        json.writeArray{design.arrays.capitalize()}({key}, {p})")
            continue
        pad = "        " if required else "            "
        if not required:
            lines.append(f"        if let {p} {{")
        lines.append(f"{pad}json.raw({key})")
        if swift.startswith("["):
            one = "json.write(item)" if swift[1:-1] in SCALARS else "item.write(to: &json)"
            lines += [f"{pad}let start = json.count", f"{pad}for item in {p} {{", f"{pad}    json.comma()", f"{pad}    {one}",
                      f"{pad}}}", f"{pad}json.endArray(start)"]
        else:
            lines.append(f"{pad}{p}.write(to: &json)")
        if not required:
            lines.append("        }")
    return lines + ['        json.raw("}")', "    }"]


def fields(design, properties, pad, access, binding):
    return [f"{pad}{access}{binding} {p}: {optional(swift, required)}" for p, swift, required in properties]


def parameters(properties):
    return ", ".join(f"{p}: {optional(swift, required)}{'' if required else ' = nil'}" for p, swift, required in properties)


def is_struct(swift):
    return not swift.startswith("[") and ("Leaf" in swift or "Node" in swift)


def structure(design, name, properties):
    access = design.access
    protocols = design.conformances
    if design.reader == "codable":
        protocols += (", " if protocols else "") + "Codable"
    elif design.arrays != "loops":
        protocols += (", " if protocols else "") + "JSONReadable, JSONWritable"
    head = f"{access} struct {name}" + (f": {protocols}" if protocols else "") + " {"
    lines = [head]
    if design.storage == "children":
        for p, swift, required in properties:
            if is_struct(swift):
                mark, map_ = ("", "{}.value") if required else ("?", "{}?.value")
                new = "Boxed({})" if required else "{}.map(Boxed.init)"
                lines += [f"    private var {p}Box: Boxed<{swift}>{mark}",
                          f"    {access} var {p}: {optional(swift, required)} {{",
                          f"        get {{ {map_.format(p + 'Box')} }}",
                          f"        set {{ {p}Box = {new.format('newValue')} }}", "    }"]
            else:
                lines.append(f"    {access} {design.binding} {p}: {optional(swift, required)}")
        lines += ["", f"    {access} init({parameters(properties)}) {{"]
        for p, swift, required in properties:
            new = ("Boxed({})" if required else "{}.map(Boxed.init)") if is_struct(swift) else "{}"
            lines.append(f"        self.{p}{'Box' if is_struct(swift) else ''} = {new.format(p)}")
        lines.append("    }")
    elif design.storage == "inline":
        lines += fields(design, properties, "    ", access + " ", design.binding)
        lines += ["", f"    {access} init({parameters(properties)}) {{"]
        lines += [f"        self.{p} = {p}" for p, _, _ in properties] + ["    }"]
    elif design.binding == "let":
        lines += ["    private final class Storage: Sendable" + (", Hashable" if "Hashable" in protocols else "") + " {"]
        lines += fields(design, properties, "        ", "", "let")
        lines += [f"        init({parameters(properties)}) {{"] + [f"            self.{p} = {p}" for p, _, _ in properties] + ["        }"]
        if "Hashable" in protocols:
            lines += ["        static func == (a: Storage, b: Storage) -> Bool {", "            if a === b { return true }"]
            lines += [f"            guard a.{p} == b.{p} else {{ return false }}" for p, _, _ in properties]
            lines += ["            return true", "        }", "        func hash(into hasher: inout Hasher) {"]
            lines += [f"            hasher.combine({p})" for p, _, _ in properties] + ["        }"]
        lines += ["    }", "    private let storage: Storage", ""]
        for p, swift, required in properties:
            lines.append(f"    {access} var {p}: {optional(swift, required)} {{ storage.{p} }}")
        lines += ["", f"    {access} init({parameters(properties)}) {{",
                  "        storage = Storage(" + ", ".join(f"{p}: {p}" for p, _, _ in properties) + ")", "    }"]
    else:
        hashable = ", Hashable" if "Hashable" in protocols else ""
        lines += [f"    private struct Fields: Sendable{hashable} {{"]
        lines += fields(design, properties, "        ", "", "var")
        lines += ["    }", "    private var box: CopyOnWrite<Fields>", ""]
        for p, swift, required in properties:
            lines += [f"    {access} var {p}: {optional(swift, required)} {{",
                      f"        get {{ box.value.{p} }}", f"        set {{ box.value.{p} = newValue }}", "    }"]
        lines += ["", f"    {access} init({parameters(properties)}) {{",
                  "        box = CopyOnWrite(Fields(" + ", ".join(f"{p}: {p}" for p, _, _ in properties) + "))", "    }"]
    if design.reader == "codable" or not design.has_codec:
        return lines + ["}", ""]
    lines += ["}", "", f"extension {name} {{"] + reader(design, name, properties) + [""] + writer(design, properties)
    return lines + ["}", ""]


def choices(design, group):
    """A string enum and a union told apart by a discriminator."""
    access, prefix = design.access, f"Group{group}"
    indirect = "indirect " if design.storage == "children" else ""
    status, payment, card, bank = (prefix + part for part in ("Status", "Payment", "Card", "Bank"))
    throwing = design.reader == "throwing"
    lines = [f"{access} enum {status}: String, Sendable, Hashable, CaseIterable{', Codable' if design.reader == 'codable' else ''} {{",
             "    case " + ", ".join(STATUSES), "}", "",
             f"{access} {indirect}enum {payment}{': ' + design.conformances if design.conformances else ''} {{",
             f"    case card({card})", f"    case bank({bank})", "}", ""]
    if not design.has_codec:
        return lines
    if design.reader == "codable":
        return lines + [
            f"extension {payment}: Codable {{", "    private enum Keys: String, CodingKey { case kind }",
            f"    {access} init(from decoder: any Decoder) throws {{",
            "        switch try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .kind) {",
            f'        case "card": self = .card(try {card}(from: decoder))',
            f'        case "bank": self = .bank(try {bank}(from: decoder))',
            '        default: throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "kind"))', "        }", "    }",
            f"    {access} func encode(to encoder: any Encoder) throws {{", "        switch self {",
            "        case .card(let value): try value.encode(to: encoder)",
            "        case .bank(let value): try value.encode(to: encoder)", "        }", "    }", "}", ""]
    lines += [f"extension {status} {{", f'    private static let names = JSONKeys("{" ".join(STATUSES)}")', "",
              f"    {access} static func read(from json: inout JSONReader) -> {status}? {{",
              "        switch json.readChoice(names) {"]
    lines += [f"        case {index}: .{case}" for index, case in enumerate(STATUSES)]
    lines += ["        default: nil", "        }", "    }", "",
              f"    {access} func write(to json: inout OutputBuffer) {{", "        switch self {"]
    lines += [f'        case .{case}: json.raw("\\"{case}\\"")' for case in STATUSES] + ["        }", "    }"]
    if throwing:
        lines += [f"    {access} static func decode(_ json: inout JSONReader) throws(ReadFailure) -> {status} {{",
                  "        try json.unwrap(read(from: &json))", "    }"]
    lines += ["}", "", f"extension {payment} {{", '    private static let names = JSONKeys("card bank")', "",
              f"    {access} static func read(from json: inout JSONReader) -> {payment}? {{",
              '        switch json.peekChoice("kind", names) {',
              f"        case 0: {card}.read(from: &json).map {{ .card($0) }}",
              f"        case 1: {bank}.read(from: &json).map {{ .bank($0) }}", "        default: nil", "        }", "    }", "",
              f"    {access} func write(to json: inout OutputBuffer) {{", "        switch self {",
              "        case .card(let value): value.write(to: &json)", "        case .bank(let value): value.write(to: &json)",
              "        }", "    }"]
    if throwing:
        lines += [f"    {access} static func decode(_ json: inout JSONReader) throws(ReadFailure) -> {payment} {{",
                  "        try json.unwrap(read(from: &json))", "    }"]
    return lines + ["}", ""]


SUPPORT = """
final class CopyOnWriteBox<Value>: @unchecked Sendable {
    var value: Value
    init(_ value: Value) { self.value = value }
}

struct CopyOnWrite<Value> {
    private var box: CopyOnWriteBox<Value>
    init(_ value: Value) { box = CopyOnWriteBox(value) }
    var value: Value {
        get { box.value }
        set {
            if isKnownUniquelyReferenced(&box) { box.value = newValue } else { box = CopyOnWriteBox(newValue) }
        }
    }
}

extension CopyOnWrite: @unchecked Sendable where Value: Sendable {}
extension CopyOnWrite: Equatable where Value: Equatable {
    static func == (a: Self, b: Self) -> Bool { a.value == b.value }
}
extension CopyOnWrite: Hashable where Value: Hashable {
    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
"""


CHILD_SUPPORT = """
final class Boxed<Value> {
    let value: Value
    init(_ value: Value) { self.value = value }
}
extension Boxed: Sendable where Value: Sendable {}
extension Boxed: Equatable where Value: Equatable {
    static func == (a: Boxed, b: Boxed) -> Bool { a.value == b.value }
}
extension Boxed: Hashable where Value: Hashable {
    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
"""


def sources(design, groups):
    """The generated files of one design, as texts."""
    pieces = []
    for group in range(groups):
        for name, properties in types(group):
            pieces.append("\n".join(structure(design, name, properties)))
        pieces.append("\n".join(choices(design, group)))
    imports = "" if design.reader == "codable" else f"{design.access if design.has_codec else 'internal'} import WritWire\n\n"
    per_file = -(-len(pieces) // design.files)
    texts = [imports + "\n".join(pieces[start:start + per_file]) for start in range(0, len(pieces), per_file)]
    if design.storage == "boxed" and design.binding == "var":
        texts.append(SUPPORT)
    if design.storage == "children":
        texts.append(CHILD_SUPPORT)
    return texts
