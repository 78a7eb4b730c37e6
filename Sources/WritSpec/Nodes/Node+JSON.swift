// A node written as JSON (RFC 8259).

extension Node {
    /// The value as compact JSON: keys in the order written, numbers with the digits written, `.inf` and `.nan` as null.
    package func json() -> [UInt8] {
        let exact = exactJSON()
        let text = String(decoding: exact, as: UTF8.self)
        return Array(ExactText.written(text).utf8)
    }

    /// The same with the stand-ins of `ExactText`: to be compared with others, or to be said in a contract.
    package func exactJSON() -> [UInt8] {
        var output: [UInt8] = []
        writeJSON(to: &output)
        return output
    }

    /// A string as JSON, with its stand-ins.
    package static func exactJSON(of text: String) -> [UInt8] {
        var output: [UInt8] = []
        writeJSON(text, to: &output)
        return output
    }

    private func writeJSON(to output: inout [UInt8]) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let literal): output.append(contentsOf: literal.decimal.utf8)
        case .number(let literal): output.append(contentsOf: (literal.jsonText ?? "null").utf8)
        case .string(let text): Self.writeJSON(text, to: &output)
        case .sequence(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                item.writeJSON(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .mapping(let mapping):
            output.append(UInt8(ascii: "{"))
            for (index, entry) in mapping.entries.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                Self.writeJSON(entry.key, to: &output)
                output.append(UInt8(ascii: ":"))
                entry.value.writeJSON(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func writeJSON(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case UInt8(ascii: "\n"): output.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): output.append(contentsOf: "\\r".utf8)
            case UInt8(ascii: "\t"): output.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                output.append(contentsOf: "\\u00".utf8)
                output.append(contentsOf: (byte < 0x10 ? "0" : "1").utf8)
                output.append(contentsOf: String(byte & 15, radix: 16).utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
