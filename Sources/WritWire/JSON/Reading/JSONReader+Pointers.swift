// Turns the byte offsets of findings into JSON pointers (RFC 6901), by one more walk over the text.

/// One way down in a text.
private enum PointerStep {
    case item(Int)
    case member(JSONStringRange)
}

extension JSONReader {
    /// The findings as violations; called once, after the reading.
    func resolvedFindings() -> [Violation] {
        // The bytes are those of this reader, which outlives the second one.
        var walker = unsafe JSONReader(
            UnsafeRawBufferPointer(start: base, count: count), limits: limits)
        var wanted = Set(findings.map(\.offset))
        var steps: [PointerStep] = []
        var pointers: [Int: String] = [:]
        walker.locate(&wanted, &steps, &pointers)
        notes?.pointerBytes = walker.notes?.pointerBytes ?? 0
        var room = ViolationRoom()
        var told: [Violation] = []
        for finding in findings {
            var pointer = pointers[finding.offset] ?? ""
            if let property = finding.property { Self.add(Self.pointerToken(property.toldName), to: &pointer) }
            let violation = Violation(
                pointer: pointer, keyword: "\(finding.keyword)", message: finding.message.toldMessage)
            if room.takes(violation.pointer, violation.keyword, violation.message) { told.append(violation) }
        }
        return told
    }

    /// `~` and `/` in a name are written `~0` and `~1`.
    static func pointerToken(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
        var token = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": token += "~0"
            case "/": token += "~1"
            default: token.unicodeScalars.append(scalar)
            }
        }
        return token
    }

    /// Walks over the next value and notes the pointer of each wanted offset; stops where none is left.
    private mutating func locate(_ wanted: inout Set<Int>, _ steps: inout [PointerStep], _ pointers: inout [Int: String]) {
        skipWhitespace()
        if wanted.remove(position) != nil { pointers[position] = pointer(steps) }
        guard !wanted.isEmpty else { return }
        switch kindHere() {
        case .array:
            var array = openArray()
            while !wanted.isEmpty, nextItem(&array) {
                steps.append(.item(array.itemCount - 1))
                locate(&wanted, &steps, &pointers)
                steps.removeLast()
            }
        case .object:
            var object = openObject()
            while !wanted.isEmpty, let name = nextName(&object) {
                steps.append(.member(name))
                locate(&wanted, &steps, &pointers)
                steps.removeLast()
            }
        default:
            skipValue()
        }
    }

    // MARK: Texts

    private mutating func pointer(_ steps: [PointerStep]) -> String {
        var pointer = ""
        for step in steps {
            let token =
                switch step {
                case .item(let index): "\(index)"
                case .member(let name): Self.pointerToken(toldName(name))
                }
            guard Self.add(token, to: &pointer) else { break }
        }
        noted.pointerBytes += pointer.utf8.count
        return pointer
    }

    /// False where there is no room: then the pointer ends there, and says so.
    @discardableResult
    private static func add(_ token: String, to pointer: inout String) -> Bool {
        if pointer.hasSuffix("/…") { return false }
        let hasRoom = pointer.utf8.count + token.utf8.count < ViolationLimits.pointerBytesMax
        pointer += hasRoom ? "/" + token : "/…"
        return hasRoom
    }

    /// The name, or the beginning of one that is longer than is told: no more of it is decoded.
    private func toldName(_ name: JSONStringRange) -> String {
        let length = name.end - name.start
        guard length > ViolationLimits.nameBytesMax else { return unescaped(name) }
        var end = name.start
        // The name was scanned: a backslash is never its last byte, and what is `\u` has four digits behind it.
        while end < name.end, end - name.start < ViolationLimits.nameBytesMax {
            guard unsafe base[end] == UInt8(ascii: "\\") else {
                end += 1
                continue
            }
            end += escapeLengthAgain(end)
        }
        // A character is told whole.
        while end < name.end, unsafe base[end] & 0xC0 == 0x80 { end += 1 }
        let start = JSONStringRange(start: name.start, end: end, hasEscapes: name.hasEscapes, isASCII: name.isASCII)
        return end < name.end ? unescaped(start) + String.cutMark(length) : unescaped(start)
    }

    /// The length of an escape in a string that was scanned; two surrogates are one escape.
    private func escapeLengthAgain(_ index: Int) -> Int {
        // All of the escape's bytes were looked at when it was scanned.
        guard unsafe base[index + 1] == UInt8(ascii: "u") else { return 2 }
        let isHigh = unsafe base[index + 2] | 0x20 == UInt8(ascii: "d") && (base[index + 3] | 0x20) >= UInt8(ascii: "8")
        return isHigh ? 12 : 6
    }
}
