// The JSON reader: what it takes is written and read as the same again, what it skips it would have taken.

import WritWire

func fuzzJSON(_ input: [UInt8]) {
    let value = read(input)
    let isSkipped = unsafe withExactly(input) { bytes in
        var reader = unsafe JSONReader(bytes)
        reader.skipValue()
        return reader.finish() == nil
    }
    expect(isSkipped == (value != nil), "skipping and reading disagree")
    guard let value else { return }
    var output = OutputBuffer()
    output.write(value)
    // The buffer lives until its bytes are copied.
    let written = unsafe Array(output.bytes)
    expect(read(written) == value, "what was written is not what was read")
    readTyped(input)
}

private func read(_ input: [UInt8]) -> JSONValue? {
    // The exact copy outlives the reader.
    unsafe withExactly(input) { bytes in
        var reader = unsafe JSONReader(bytes)
        let value = reader.readValue()
        return reader.finish() == nil ? value : nil
    }
}

/// Reads an object or a list as generated code does, whatever is in it.
private func readTyped(_ input: [UInt8]) {
    unsafe withExactly(input) { bytes in
        var reader = unsafe JSONReader(bytes)
        if input.first(where: { ![32, 9, 10, 13].contains($0) }) == UInt8(ascii: "[") {
            guard var list = reader.beginArray() else { return }
            while reader.nextItem(&list) { _ = reader.readDouble() }
        } else {
            let keys = JSONKeys("id name a tags")
            var object = reader.beginObject(keys)
            while let key = reader.nextKey(&object) {
                switch key {
                case 0: _ = reader.readInt32()
                case 1: _ = reader.readString()
                case 2: _ = reader.readDateTime()
                default: reader.skipValue()
                }
            }
        }
        _ = reader.finish()
    }
}
