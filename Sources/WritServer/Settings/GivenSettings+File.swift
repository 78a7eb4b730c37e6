// Settings of a file: one object of JSON, whose keys are their names.

internal import WritEngine
internal import WritWire

extension GivenSettings {
    /// Bytes of a file with settings.
    static let fileBytesMax = 1 << 20

    mutating func take(fileAt path: Value) -> [String: Value] {
        let name = path.texts.last ?? ""
        let shown = SettingText.shown(name)
        guard let text = SystemFolder.text(ofFile: name, bytesMax: Self.fileBytesMax + 1) else {
            faults.append("\(path.source): the file \"\(shown)\" can't be read")
            return [:]
        }
        guard text.utf8.count <= Self.fileBytesMax, case .object(let object)? = readJSON(Array(text.utf8)) else {
            faults.append("\(shown): settings are one object of JSON, such as {\"port\": 8080}, of at most 1 MiB")
            return [:]
        }
        var found: [String: Value] = [:]
        let names = descriptions.flatMap { $0.isSecret ? [$0.name, $0.name + "-file"] : [$0.name] }.filter { $0 != "config" }
        for (key, value) in object.elements {
            let source = "\"\(SettingText.shown(key))\" in \(shown)"
            guard names.contains(key) else {
                let remedy = SettingText.nearest(key, in: names).map { "; did you mean \"\($0)\"?" } ?? ""
                faults.append("\(source): there is no setting of that name\(remedy)")
                continue
            }
            if let texts = Self.texts(value) {
                found[key] = Value(texts: texts, source: source)
            } else {
                faults.append("\(source): it is no text, number, true or false, and no list of them")
            }
        }
        return found
    }

    private static func texts(_ value: JSONValue) -> [String]? {
        switch value {
        case .string(let text): [text]
        case .number(let number): [number.int.map(String.init) ?? number.text]
        case .boolean(let value): ["\(value)"]
        case .null: ["none"]
        case .array(let items):
            items.contains { if case .array = $0 { true } else { false } } ? nil : join(items.map(texts))
        case .object: nil
        }
    }

    private static func join(_ lists: [[String]?]) -> [String]? {
        var all: [String] = []
        for list in lists {
            guard let list else { return nil }
            all += list
        }
        return all
    }
}
