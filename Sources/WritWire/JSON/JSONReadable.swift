// What generated types promise, so that arrays and maps of them are read and written by one piece of code.

/// A type that can be read from JSON.
public protocol JSONReadable {
    /// Takes the next value; `nil`, with the reason recorded in the reader, where it can't.
    static func read(from json: inout JSONReader) -> Self?
}

/// A type that can be written as JSON.
public protocol JSONWritable {
    func write(to json: inout OutputBuffer)
}
