// Lists and maps as JSON: other names for these are types of a contract, too.

extension Array: JSONRepresentable where Element: JSONRepresentable {
    /// Takes an array; items that break a rule are noted as violations, and left out.
    public static func read(from json: inout JSONReader) -> [Element]? {
        guard var array = json.beginArray() else { return nil }
        var items = JSONItems<Element>(in: &json)
        while json.nextItem(&array) {
            if let item = Element.read(from: &json) { json.add(item, to: &items) }
        }
        return json.array(items)
    }

    /// Writes the items in their order.
    public func write(to json: inout OutputBuffer) {
        let start = json.count
        for item in self {
            json.comma()
            item.write(to: &json)
        }
        json.endArray(start)
    }
}

extension JSONMap: JSONRepresentable where Value: JSONRepresentable {
    /// Takes an object; values that break a rule are noted as violations, and left out.
    public static func read(from json: inout JSONReader) -> JSONMap? {
        guard var members = json.beginMembers() else { return nil }
        var values = JSONMembers<Value>(in: &json)
        while let name = json.nextMember(&members) {
            if let value = Value.read(from: &json) { json.add(value, name, to: &values) }
        }
        return json.map(values)
    }

    /// Writes the values by name, in the order of the names.
    public func write(to json: inout OutputBuffer) {
        let start = json.count
        for (name, value) in sorted(by: { $0.key < $1.key }) {
            json.writeName(name)
            value.write(to: &json)
        }
        json.endObject(start)
    }
}
