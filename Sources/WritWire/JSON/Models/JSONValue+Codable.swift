// Any JSON value in Swift's own coders.

extension JSONValue: Codable {
    /// Takes whatever the decoder has.
    public init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: JSONName.self) {
            var object = JSONObject()
            for name in members.allKeys { object[name.stringValue] = try members.decode(JSONValue.self, forKey: name) }
            self = .object(object)
        } else if var items = try? decoder.unkeyedContainer() {
            var list: [JSONValue] = []
            while !items.isAtEnd { list.append(try items.decode(JSONValue.self)) }
            self = .array(list)
        } else {
            self = try JSONValue(single: decoder.singleValueContainer())
        }
    }

    private init(single value: any SingleValueDecodingContainer) throws {
        if value.decodeNil() {
            self = .null
        } else if let boolean = try? value.decode(Bool.self) {
            self = .boolean(boolean)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(JSONNumber(checkedText: "\(number)"))
        } else if let number = try? value.decode(UInt64.self) {
            self = .number(JSONNumber(checkedText: "\(number)"))
        } else if let number = try? value.decode(Double.self), let number = JSONNumber(number) {
            self = .number(number)
        } else {
            self = .string(try value.decode(String.self))
        }
    }

    /// Gives the encoder the value; numbers as integers of 64 bits where they are such, and as doubles otherwise.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let object):
            var members = encoder.container(keyedBy: JSONName.self)
            for (name, value) in object.elements { try members.encode(value, forKey: JSONName(name)) }
        case .array(let list):
            var items = encoder.unkeyedContainer()
            for item in list { try items.encode(item) }
        case .null:
            var single = encoder.singleValueContainer()
            try single.encodeNil()
        case .boolean(let value):
            var single = encoder.singleValueContainer()
            try single.encode(value)
        case .string(let text):
            var single = encoder.singleValueContainer()
            try single.encode(text)
        case .number(let number):
            var single = encoder.singleValueContainer()
            if let value = Int64(number.text) {
                try single.encode(value)
            } else if let value = UInt64(number.text) {
                try single.encode(value)
            } else {
                try single.encode(number.double ?? .greatestFiniteMagnitude * (number.text.hasPrefix("-") ? -1 : 1))
            }
        }
    }
}

extension JSONMap: Codable where Value: Codable {
    /// Takes values by name.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: JSONName.self)
        self.init(minimumCapacity: members.allKeys.count)
        for name in members.allKeys { self[name.stringValue] = try members.decode(Value.self, forKey: name) }
    }

    /// Gives the encoder the values by name.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: JSONName.self)
        for (name, value) in self { try members.encode(value, forKey: JSONName(name)) }
    }
}

/// A name of a JSON object for Swift's coders.
private struct JSONName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { stringValue = "\(intValue)" }
}
