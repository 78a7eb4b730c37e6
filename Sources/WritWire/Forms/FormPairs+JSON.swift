// Writes collected pairs as the JSON that their shape makes of them.

extension FormPairs {
    /// Writes all pairs as one object.
    func write(_ shape: FormShape, to json: inout OutputBuffer) {
        writeObject(0, shape.nodes[shape.root], shape, name: "", to: &json) { _ in true }
    }

    /// Writes the pairs whose names the shape's object has, and others too where it takes them and no table lists them.
    ///
    /// - Returns: false where none of them came.
    func writeMembers(_ shape: FormShape, to json: inout OutputBuffer) -> Bool {
        let object = shape.nodes[shape.root]
        var isEmpty = true
        writeObject(0, object, shape, name: "", to: &json) { node in
            let isMember = object.properties?[ExactName(node.name)] != nil || object.others != nil && !node.isListed
            if isMember { isEmpty = false }
            return isMember
        }
        return !isEmpty
    }

    /// Writes what came under a node.
    func write(_ index: Int, _ shape: FormShape, _ shapeNode: Int, name: String, to json: inout OutputBuffer) {
        let node = nodes[index]
        let expected = shape.nodes[shapeNode]
        if node.firstText < 0 {
            if isIndexed(node), expected.item != nil || expected.properties == nil {
                return writeItems(index, expected, shape, name: name, to: &json)
            }
            return writeObject(index, expected, shape, name: name, to: &json) { _ in true }
        }
        let text = texts[node.firstText]
        let isOne = text.next < 0 || firstCounts && expected.item == nil
        let isSingle = isOne && !node.isList && node.firstChild < 0
        guard isSingle else {
            // A value of its own and properties at once: neither is lost, and no object looks like that.
            return writeItems(index, expected, shape, name: name, to: &json)
        }
        if let separator = expected.separator {
            return writePieces(text, separator, expected, shape, name: name, to: &json)
        }
        if !expected.kinds.isScalar, expected.item != nil {
            if unsafe text.bytes.isEmpty { return json.raw("[]") }
            return writeItems(index, expected, shape, name: name, to: &json)
        }
        // A list whose items are JSON: one text is one of them, unless it is the whole list.
        if expected.kinds.contains(.json), expected.item != nil, !isJSONArray(text) {
            return writeItems(index, expected, shape, name: name, to: &json)
        }
        let mayBeEmpty = expected.properties != nil && expected.kinds.isDisjoint(with: [.null, .string, .anything])
        if mayBeEmpty, unsafe text.bytes.isEmpty { return json.raw("{}") }
        unsafe write(text.bytes, text.encoding, expected.kinds, name: name, to: &json)
    }

    /// All names are numbers, or none.
    private func isIndexed(_ node: Node) -> Bool {
        var child = node.firstChild
        if child < 0 { return node.isList }
        while child >= 0 {
            guard nodes[child].name.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return false }
            child = nodes[child].next
        }
        return true
    }

    /// The name of what is inside something. Of long ones no more is put together than is told, were something wrong there.
    private static func place(_ name: String, _ key: String) -> String {
        if name.isEmpty { return key }
        return name.utf8.count > ViolationLimits.nameBytesMax ? name : "\(name)[\(key)]"
    }

    // MARK: Objects and lists

    private func writeObject(
        _ index: Int, _ expected: FormShape.Node, _ shape: FormShape, name: String, to json: inout OutputBuffer,
        where isMember: (Node) -> Bool
    ) {
        let start = json.count
        var child = nodes[index].firstChild
        while child >= 0 {
            let node = nodes[child]
            if isMember(node) {
                json.writeName(node.name)
                let place = expected.properties?[ExactName(node.name)] ?? expected.others ?? shape.anything
                write(child, shape, place, name: Self.place(name, node.name), to: &json)
            }
            child = node.next
        }
        json.endObject(start)
    }

    /// Texts in their order, then what has numbers in theirs.
    private func writeItems(
        _ index: Int, _ expected: FormShape.Node, _ shape: FormShape, name: String, to json: inout OutputBuffer
    ) {
        let start = json.count
        let node = nodes[index]
        var text = node.firstText
        var position = 0
        while text >= 0 {
            json.comma()
            let kinds = shape.nodes[expected.item(at: position) ?? shape.anything].kinds
            unsafe write(texts[text].bytes, texts[text].encoding, kinds, name: name, to: &json)
            text = texts[text].next
            position += 1
        }
        for (number, child) in orderedChildren(of: node).enumerated() {
            json.comma()
            let item = expected.item(at: position + number) ?? shape.anything
            write(child, shape, item, name: Self.place(name, "\(number)"), to: &json)
        }
        json.endArray(start)
    }

    /// Numbered ones by their numbers, however many digits these have; the others where they came.
    private func orderedChildren(of node: Node) -> [Int] {
        var children: [(number: Substring.UTF8View, child: Int)] = []
        var child = node.firstChild
        while child >= 0 {
            children.append((nodes[child].name.utf8.drop { $0 == UInt8(ascii: "0") }, child))
            child = nodes[child].next
        }
        if nodes.indices.contains(node.firstChild), nodes[node.firstChild].name.isEmpty { return children.map(\.child) }
        return children.sorted { left, right in
            let (first, second) = (left.number.count, right.number.count)
            if first != second { return first < second }
            return left.number.lexicographicallyPrecedes(right.number)
        }.map(\.child)
    }

    /// Cuts one text to a list or an object.
    private func writePieces(
        _ text: Text, _ separator: ItemSeparator, _ expected: FormShape.Node, _ shape: FormShape, name: String,
        to json: inout OutputBuffer
    ) {
        var rest = unsafe text.bytes
        guard expected.properties == nil else {
            return writeCutObject(text, separator, expected, shape, name: name, to: &json)
        }
        let start = json.count
        var position = 0
        while unsafe !text.bytes.isEmpty, let piece = unsafe takePiece(of: &rest, separator, text.encoding) {
            json.comma()
            let value = unsafe expected.kinds.contains(.named) ? split(piece).value : piece
            let kinds = shape.nodes[expected.item(at: position) ?? shape.anything].kinds
            unsafe write(value, text.encoding, kinds, name: name, to: &json)
            position += 1
        }
        json.endArray(start)
    }

    /// Names and values in turn, or `name=value` each; a name that has no value has an empty one.
    private func writeCutObject(
        _ text: Text, _ separator: ItemSeparator, _ expected: FormShape.Node, _ shape: FormShape, name: String,
        to json: inout OutputBuffer
    ) {
        var rest = unsafe text.bytes
        let start = json.count
        // A name alone is no object: where all commas are encoded, as many clients do, they are separators all the same. One
        // pair of `name=value` alone is an object, and its commas are the value's.
        let hasPlain = unsafe separator != .comma || text.encoding == .verbatim || rest.contains(UInt8(ascii: ","))
        let isOnePair = unsafe expected.kinds.contains(.equals) && rest.count { $0 == UInt8(ascii: "=") } < 2
        let separator = hasPlain || isOnePair ? separator : .anyComma
        while unsafe !text.bytes.isEmpty, let piece = unsafe takePiece(of: &rest, separator, text.encoding) {
            let nothing = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
            let isPair = expected.kinds.contains(.equals)
            let pair = unsafe isPair ? split(piece) : (piece, takePiece(of: &rest, separator, text.encoding) ?? nothing)
            unsafe withDecoded(pair.0, text.encoding) { bytes in
                guard let key = unsafe String(validating: bytes, as: UTF8.self) else {
                    return fail(.text(name))
                }
                json.writeName(key)
                let place = expected.properties?[ExactName(key)] ?? expected.others ?? shape.anything
                unsafe write(
                    pair.1, text.encoding, shape.nodes[place].kinds, name: Self.place(name, key), to: &json)
            }
        }
        json.endObject(start)
    }

    /// Blanks around the items of a header field are none of theirs (RFC 9110 section 5.6.1).
    private func takePiece(
        of rest: inout UnsafeRawBufferPointer, _ separator: ItemSeparator, _ encoding: TextEncoding
    ) -> UnsafeRawBufferPointer? {
        guard let piece = unsafe separator.takePiece(of: &rest) else { return nil }
        return unsafe encoding == .verbatim ? trimmed(piece) : piece
    }

    // MARK: Texts

    /// Writes one text as the first of these that it can be: null, a number, true or false, JSON, a string. One that can be
    /// none is a string all the same: its reader then says what it must be.
    private func write(
        _ text: UnsafeRawBufferPointer, _ encoding: TextEncoding, _ kinds: FormKinds, name: String,
        to json: inout OutputBuffer
    ) {
        guard unsafe encoding.isUsed(in: text) else {
            return unsafe writeDecoded(text, kinds, name: name, to: &json)
        }
        guard let decoded = unsafe encoding.decoded(text) else {
            fail(.percent(name))
            return json.writeNull()
        }
        // The array lends its bytes for the closure.
        unsafe decoded.withUnsafeBytes { unsafe writeDecoded($0, kinds, name: name, to: &json) }
    }

    private func writeDecoded(
        _ text: UnsafeRawBufferPointer, _ kinds: FormKinds, name: String, to json: inout OutputBuffer
    ) {
        let isNull = unsafe text.isEmpty || text.spells("null")
        if kinds.contains(.null), !kinds.contains(.string), isNull { return json.writeNull() }
        if kinds.contains(.number), unsafe isJSONNumber(text) { return unsafe json.append(text) }
        if kinds.contains(.boolean), unsafe text.spells("true") || text.spells("false") { return unsafe json.append(text) }
        if kinds.contains(.json), unsafe isJSON(text) { return unsafe json.append(text) }
        guard unsafe String(validating: text, as: UTF8.self) != nil else {
            fail(.text(name))
            return json.writeNull()
        }
        if kinds.contains(.json), !kinds.contains(.string) { fail(.json(name)) }
        // UTF-8, as was just seen, and as many bytes as `text` has.
        unsafe json.writeQuoted(text.bindMemory(to: UInt8.self))
    }

    /// Whether the text is a whole JSON array by its first character.
    private func isJSONArray(_ text: Text) -> Bool {
        var isArray = false
        unsafe withDecoded(text.bytes, text.encoding) { bytes in
            let first = unsafe bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
            isArray = first == UInt8(ascii: "[")
        }
        return isArray
    }

    /// Only one whole value may stand where one value was asked for.
    private func isJSON(_ text: UnsafeRawBufferPointer) -> Bool {
        var json = unsafe JSONReader(text)
        json.skipValue()
        return json.finish() == nil
    }
}

/// Whether the text is a number as JSON writes it (RFC 8259 section 6).
func isJSONNumber(_ text: UnsafeRawBufferPointer) -> Bool {
    var rest = unsafe text[...]
    func skipDigits() -> Int {
        let count = unsafe rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
        unsafe rest = rest.dropFirst(count)
        return count
    }
    if unsafe rest.first == UInt8(ascii: "-") { unsafe rest = rest.dropFirst() }
    let hasZero = unsafe rest.first == UInt8(ascii: "0")
    let digits = skipDigits()
    guard digits > 0, !hasZero || digits == 1 else { return false }
    if unsafe rest.first == UInt8(ascii: ".") {
        unsafe rest = rest.dropFirst()
        guard skipDigits() > 0 else { return false }
    }
    if let mark = unsafe rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
        unsafe rest = rest.dropFirst()
        if let sign = unsafe rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { unsafe rest = rest.dropFirst() }
        guard skipDigits() > 0 else { return false }
    }
    return unsafe rest.isEmpty
}
