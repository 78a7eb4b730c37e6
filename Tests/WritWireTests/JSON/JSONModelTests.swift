// Short readers: one walk over an object, then its properties by their places.

import Testing

@testable import WritWire

/// What the generator writes for a schema that holds itself, and has values of other names.
private struct Chain: JSONModel, Codable, Equatable {
    var name: String
    var next: [Chain]?
    var list: [Int]?
    var more: JSONMap<Bool>

    private static let shape = JSONShape(
        "name! next list old", "string:0 [_ [int:1", others: .read, SchemaRules("{\"maxLength\":3}\n{\"minItems\":1}"))

    static func read(from json: inout JSONReader) -> Chain? {
        json.beginModel(shape)
        let model = Chain(
            name: json.leaf(), next: json.optionalListProperty(), list: json.optionalListProperty(), more: json.otherProperties())
        json.endModel()
        return model
    }

    func write(to json: inout OutputBuffer) {
        let start = json.count
        json.write(#","name":"#, name)
        json.endObject(start)
    }
}

@Suite("Short readers") struct JSONModelTests {
    private func violations(_ text: String) -> [String] {
        do {
            _ = try Chain(jsonText: text)
            return []
        } catch .invalid(let violations) {
            return violations.map { "\($0.pointer) \($0.keyword)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `properties are taken from wherever they stand, and the others are kept`() throws {
        let chain = try Chain(jsonText: #"{"x":true,"list":[2,3],"old":0,"next":[{"name":"b"}],"name":"a","y":false}"#)
        #expect(chain.name == "a" && chain.list == [2, 3] && chain.next?.map(\.name) == ["b"])
        #expect(chain.more == ["x": true, "y": false])
    }

    @Test func `each broken rule is told once, with its place`() {
        #expect(violations("{}") == ["/name required"])
        #expect(
            violations(#"{"name":"abcd","list":[],"next":[{},{"name":1}]}"#).sorted() == [
                "/list minItems", "/name maxLength", "/next/0/name required", "/next/1/name type",
            ])
        #expect(violations(#"{"name":"a","name":"b"}"#) == ["/name uniqueNames"])
        #expect(violations(#"{"name":"a","x":false,"x":true}"#) == ["/x uniqueNames"])
        #expect(violations("[]") == [" type"])
        #expect(violations(#"{"name":null}"#) == ["/name type"])
    }

    @Test func `objects in each other take time in proportion to the text`() {
        func work(_ count: Int) -> (walked: Int, bytes: Int) {
            let list = "[" + (0..<count).map { "\($0)" }.joined(separator: ",") + "]"
            let text =
                String(repeating: #"{"name":"a","next":["#, count: 60) + #"{"name":"b","list":\#(list)}"#
                + String(repeating: "]}", count: 60)
            var (bytes, walked) = (Array(text.utf8), 0)
            // The buffer is valid for the closure.
            unsafe bytes.withUnsafeMutableBytes { buffer in
                var json = unsafe JSONReader(UnsafeRawBufferPointer(buffer))
                #expect(Chain.read(from: &json) != nil)
                #expect(json.finish() == nil)
                walked = json.work.walkedBytes
            }
            return (walked, text.utf8.count)
        }
        for count in [1_000, 4_000, 16_000] {
            let (walked, bytes) = work(count)
            #expect(walked <= 8 * bytes + 8_192, "\(walked) of \(bytes)")
        }
    }
}
